"""An Edition to the rows of each table, in the columns that the contract names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from positions.model import Document, Edition, Position, Skipped
from positions.rendering.tables.contract import Table

Cell = str | int | float
Row = tuple[Cell, ...]


def rows(edition: Edition, table: Table) -> list[Row]:
    """The rows of one table, in the edition's own order."""
    records: Mapping[str, Sequence[Any]] = {
        "documents": (*edition.documents, *edition.skipped),
        "statements": edition.statements,
        "document_positions": edition.document_positions,
        "positions": edition.positions,
        "agreement": edition.agreement,
        "changes": edition.changes or (),
    }
    return [tuple(_cells(record, table.names)) for record in records[table.name]]


def _cells(record: Any, names: Sequence[str]) -> Iterator[Cell]:
    told = _otherwise(record)
    for name in names:
        yield _cell(told[name] if name in told else getattr(record, name))


def _otherwise(record: Any) -> Mapping[str, object]:
    """What a table says in another way than the record, or the record does not say."""
    match record:
        case Position():
            return {"statements": len(record.statements), "documents": len(record.documents)}
        case Document():
            return {"skipped": ""}
        case Skipped():
            read = ("id", "title", "publisher", "date", "date_basis", "url", "words", "tier")
            return {
                "skipped": record.reason,
                **dict.fromkeys((*read, "duplicate_of", "note"), ""),
            }
    return {}


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    # The value of an enumeration, not its type, is what a table holds.
    return str(value) if isinstance(value, str) else value
