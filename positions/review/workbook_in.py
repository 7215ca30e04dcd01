"""A review workbook as it comes back, from whatever program: its rows, and no more.

Columns are found by their heads, rows by what stands in them. Only what an analyst fills in
and the two columns by which a row is known are read; what the others say is in the dossier.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from positions.errors import BadInput, Fault
from positions.review.answers import Answer
from positions.review.columns import (
    ADD,
    ANALYST,
    CELLS,
    ID,
    READ_ME,
    ROW_HASH,
    SHEETS,
    STATEMENTS,
    Column,
)
from positions.review.opening import check_workbook
from positions.review.texts import from_cell

MOST_ROWS = 50_000
"""Rows of a sheet that are read; one that has more is refused."""
MOST_COLUMNS = 100

_HEAD_WITHIN = 20  # rows from the top
_SERIALS = range(20_000, 80_000)  # days since 1899: the years 1954 to 2119


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row in which something stands.

    Attributes:
        sheet, number: where it stands.
        id, row_hash: by which it is known; "" on the sheet for adding.
        answer: what was filled in.
        places: the cell of each field of the answer ("H12").
        spoilt: fields whose cell holds no plain value, with what it holds.
    """

    sheet: str
    number: int
    id: str
    row_hash: str
    answer: Answer
    places: Mapping[str, str]
    spoilt: Mapping[str, str]

    def place(self, field: str = "") -> str:
        """Sheet and cell of a field, or the row."""
        cell = self.places.get(field)
        return f"{self.sheet}!{cell}" if cell else f"{self.sheet}, row {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A workbook that was filled in.

    Attributes:
        analyst: the name on the first sheet, "" if none is there.
    """

    analyst: str
    statements: tuple[SheetRow, ...]
    cells: tuple[SheetRow, ...]
    added: tuple[SheetRow, ...]


def read_workbook(path: Path) -> Filled:
    """Read a workbook that an analyst sends back.

    Raises:
        BadInput: it is no workbook, not one of ours, too large, or holds what acts.
    """
    check_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features of other programs, which are not read
        try:
            with path.open("rb") as file:  # closed whatever the library leaves open
                return _read(path, file)
        except BadInput:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the library stumbles on, it is no workbook of ours
            what = f"it cannot be read as a workbook ({type(error).__name__}: {error})"
            cure = "Open it in a spreadsheet program and save it again. Nothing was changed."
            raise BadInput(Fault(place=str(path), what=what, cure=cure)) from None


def _read(path: Path, file: BinaryIO) -> Filled:
    from openpyxl import load_workbook

    workbook = load_workbook(file, read_only=True, keep_links=False)
    try:
        found = {sheet.title.strip().casefold(): sheet for sheet in workbook.worksheets}
        rows: dict[str, tuple[SheetRow, ...]] = {}
        for name in (STATEMENTS, CELLS, ADD):
            sheet = found.get(name.casefold())
            rows[name] = tuple(_rows(path, name, sheet)) if sheet is not None else ()
        if not found.keys() & {name.casefold() for name in rows}:
            raise BadInput(
                Fault(
                    place=str(path),
                    what=f"it has none of the sheets {', '.join(rows)}",
                    cure="Import a workbook that `positions review` wrote. Nothing was changed.",
                )
            )
        return Filled(
            analyst=_analyst(found.get(READ_ME.casefold())),
            statements=rows[STATEMENTS],
            cells=rows[CELLS],
            added=rows[ADD],
        )
    finally:
        workbook.close()


def _rows(path: Path, name: str, sheet: Any) -> Iterator[SheetRow]:
    """The rows of a sheet below its head, those in which nothing stands left out."""
    columns = SHEETS[name]
    heads: dict[str, int] | None = None
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(cells, 1):
        if number > MOST_ROWS:
            raise BadInput(
                Fault(
                    place=f"{path}, sheet {name}",
                    what=f"it has more than {MOST_ROWS:,} rows",
                    cure="Delete the empty rows below the last one. Nothing was changed.",
                )
            )
        if heads is None:
            heads = _heads(f"{path}, sheet {name}, row {number}", columns, row)
            if heads is None and number >= _HEAD_WITHIN:
                break
            continue
        found = _row(name, number, columns, heads, row)
        if found:
            yield found
    if heads is None:
        wanted = ", ".join(sorted(_wanted(columns)))
        raise BadInput(
            Fault(
                place=f"{path}, sheet {name}",
                what=f"the row with the heads of the columns is missing ({wanted})",
                cure="Put it back as it was exported. Nothing was changed.",
            )
        )


def _wanted(columns: Sequence[Column]) -> set[str]:
    """The heads of the columns that are read."""
    return {one.head for one in columns if one.field or one.head in (ID, ROW_HASH)}


def _heads(place: str, columns: Sequence[Column], row: Sequence[Any]) -> dict[str, int] | None:
    """Where the columns that are read stand, if this is the row of their heads."""
    names = {_plain(head): head for head in _wanted(columns)}
    met = [(names.get(_plain(_text(cell))), n) for n, cell in enumerate(row)]
    found = [(head, n) for head, n in met if head]
    heads = dict(found)
    if len(heads) < min(2, len(names)):
        return None
    missing = [head for head in names.values() if head not in heads]
    twice = sorted({head for head, _ in found if [one for one, _ in found].count(head) > 1})
    if missing or twice:
        raise BadInput(
            Fault(
                place=place,
                what=f"the columns {', '.join(sorted(missing))} are missing"
                if missing
                else f"the head {twice[0]!r} stands twice",
                cure="Put the heads back as they were exported. Nothing was changed.",
            )
        )
    return heads


def _row(
    name: str,
    number: int,
    columns: Sequence[Column],
    heads: Mapping[str, int],
    row: Sequence[Any],
) -> SheetRow | None:
    from openpyxl.utils import get_column_letter

    values: dict[str, str] = {}
    places: dict[str, str] = {}
    spoilt: dict[str, str] = {}
    for column in columns:
        if column.head not in heads:
            continue
        cell = row[heads[column.head]]
        field = column.field or column.head
        places[field] = f"{get_column_letter(heads[column.head] + 1)}{number}"
        values[field] = _day(cell) if field == "as_of" else _text(cell)
        if cell.data_type == "f":
            spoilt[field] = "a formula"
        elif cell.data_type == "e":
            spoilt[field] = "an error"
    if not any(values.values()):
        return None
    return SheetRow(
        sheet=name,
        number=number,
        id=values.pop(ID, ""),
        row_hash=values.pop(ROW_HASH, ""),
        answer=Answer(**values),
        places=places,
        spoilt=spoilt,
    )


def _analyst(sheet: Any) -> str:
    if sheet is None:
        return ""
    for row in sheet.iter_rows(max_row=_HEAD_WITHIN, max_col=2):
        if len(row) > 1 and _plain(_text(row[0])) == ANALYST.casefold():
            return "" if row[1].data_type in ("f", "e") else _text(row[1])
    return ""


def _text(cell: Any) -> str:
    """What stands in a cell, as text, whatever type a program gave it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return from_cell(str(value))


def _day(cell: Any) -> str:
    """A day, also one whose cell has lost the form of a date."""
    text = _text(cell)
    if text.isdecimal() and int(text) in _SERIALS and cell.data_type == "n":
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(text)).isoformat()
    return text.split("T")[0]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
