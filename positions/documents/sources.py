"""`sources.csv`: what the analysts know of the documents, with every fault at its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from positions.documents.articles import is_address
from positions.documents.dates import is_date
from positions.errors import BadInput, Fault
from positions.model import DateBasis, Tier

COLUMNS = ("id", "title", "publisher", "date", "date_basis", "url", "path", "tier", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row gives; "" and None where it gives nothing.

    Attributes:
        place: file and line, for faults that show only beside the documents.
        path: relative to `documents/`.
    """

    place: str
    id: str
    path: str
    title: str
    publisher: str
    date: str
    date_basis: DateBasis | None
    url: str
    tier: Tier | None
    note: str


def read(path: Path) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The rows of a `sources.csv` and the faults in them.

    Raises:
        BadInput: it cannot be read as a table with these columns at all.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, cells in _cells(path):
        row_faults = list(_faults(f"{path}, line {line}", cells))
        faults += row_faults
        if not row_faults:
            rows.append(_row(f"{path}, line {line}", cells))
    faults += _doubles(rows)
    return tuple(rows), tuple(faults)


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The line on which each row begins, and its cells by column; blank rows are left out."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            Fault(
                place=str(path),
                what=f"it cannot be read ({error.strerror})",
                cure="Mend its permissions, or put a file in its place.",
            )
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput(
            Fault(
                place=f"{path}, line {line}",
                what="it is not UTF-8 text",
                cure="Save it as CSV in UTF-8.",
            )
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                _check_columns(f"{path}, line {begins}", columns)
                continue
            if len(cells) > len(columns):
                raise BadInput(
                    Fault(
                        place=f"{path}, line {begins}",
                        what=f"the row has {len(cells)} cells for {len(columns)} columns",
                        cure='Put cells that contain a comma in quotation marks ("...").',
                    )
                )
            padded = cells + [""] * (len(columns) - len(cells))
            yield begins, {c: cell.strip() for c, cell in zip(columns, padded, strict=True)}
    except csv.Error as error:
        raise BadInput(
            Fault(
                place=f"{path}, line {reader.line_num}",
                what=f"this is not valid CSV ({error})",
                cure='Write a quotation mark within a quoted cell twice ("").',
            )
        ) from None
    if not columns:
        raise BadInput(
            Fault(
                place=str(path),
                what="the file has no header",
                cure=f"Begin it with a line of columns: {','.join(COLUMNS)}",
            )
        )


def _check_columns(place: str, columns: list[str]) -> None:
    faults = [
        Fault(
            place=place,
            what=f"unknown column {column!r}",
            cure=f"Use only {', '.join(COLUMNS)}.",
        )
        for column in columns
        if column not in COLUMNS
    ]
    faults += [
        Fault(
            place=place,
            what=f"the column {column!r} stands there {columns.count(column)} times",
            cure="Leave one of them.",
        )
        for column in COLUMNS
        if columns.count(column) > 1
    ]
    if "id" not in columns and "path" not in columns:
        faults.append(
            Fault(
                place=place,
                what="there is neither a column 'id' nor a column 'path'",
                cure="Add one, so that rows can be matched with documents.",
            )
        )
    if faults:
        raise BadInput(*faults)


def _faults(place: str, cells: dict[str, str]) -> Iterator[Fault]:
    if not cells.get("id") and not cells.get("path"):
        yield Fault(
            place=place,
            what="the row has neither id nor path",
            cure="Give the document's path within documents/, or its file name without the ending.",
        )
    if (date := cells.get("date", "")) and not is_date(date):
        yield Fault(
            place=place,
            what=f"{date!r} is no date",
            cure="Write a day, month or year of the calendar: 2025-12-01, 2025-12 or 2025.",
        )
    if (url := cells.get("url", "")) and not is_address(url):
        yield Fault(
            place=place,
            what=f"{url!r} is no web address",
            cure="Write one that begins with http:// or https://, or leave the cell empty.",
        )
    kinds: tuple[tuple[str, type[StrEnum]], ...] = (("date_basis", DateBasis), ("tier", Tier))
    for column, kind in kinds:
        value = cells.get(column, "")
        if value and value not in list(kind):
            yield Fault(
                place=place,
                what=f"unknown {column} {value!r}",
                cure=f"Write one of: {', '.join(kind)}.",
            )
    if cells.get("date") and cells.get("date_basis") == DateBasis.UNKNOWN:
        yield Fault(
            place=place,
            what="there is a date, and its basis is 'unknown'",
            cure="Say how the date is known (given, inferred or file), or leave it out.",
        )


def _doubles(rows: list[Row]) -> Iterator[Fault]:
    for column in ("path", "id"):
        first: dict[str, Row] = {}
        for row in rows:
            value = getattr(row, column)
            if value and first.setdefault(value, row) is not row:
                yield Fault(
                    place=row.place,
                    what=f"the {column} {value!r} stands already in {first[value].place}",
                    cure="Leave one row for each document, each with its own id.",
                )


def _row(place: str, cells: dict[str, str]) -> Row:
    return Row(
        place=place,
        id=cells.get("id", ""),
        path=cells.get("path", ""),
        title=cells.get("title", ""),
        publisher=cells.get("publisher", ""),
        date=cells.get("date", ""),
        date_basis=DateBasis(cells["date_basis"]) if cells.get("date_basis") else None,
        url=cells.get("url", ""),
        tier=Tier(cells["tier"]) if cells.get("tier") else None,
        note=cells.get("note", ""),
    )
