"""`sources.csv`: what the analysts know of the documents, with every fault at its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from positions.documents.articles import is_address
from positions.documents.dates import is_date
from positions.errors import Fault
from positions.model import DateBasis, Tier

_Kind = TypeVar("_Kind", bound=StrEnum)
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
    """The rows of a `sources.csv` that name a document, and all faults of the table."""
    faults: list[Fault] = []
    rows = [row for row in _rows(path, faults) if row.id or row.path]
    return tuple(_singles(rows, faults)), tuple(faults)


def _rows(path: Path, faults: list[Fault]) -> Iterator[Row]:
    """The rows below the one that names the columns; what is wrong goes to `faults`."""
    columns: list[str] = []
    for line, cells in _lines(path, faults):
        place = f"{path}, line {line}"
        if not columns:
            columns = cells
            faults += _faults_of_columns(place, columns)
            if "id" not in columns and "path" not in columns:
                return
            continue
        if len(cells) > len(columns):
            what = f"the row has {len(cells)} cells for {len(columns)} columns"
            cure = 'Put cells that contain a comma in quotation marks ("...").'
            faults.append(Fault(place=place, what=what, cure=cure))
            continue
        by_column = dict(zip(columns, cells, strict=False))  # cells at the end may be left out
        faults += _faults(place, by_column)
        yield _row(place, by_column)
    if not columns and not faults:
        what = "it is empty"
        cure = f"Give it a first line with its columns: {', '.join(COLUMNS)}."
        faults.append(Fault(place=str(path), what=what, cure=cure))


def _lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins, and its cells; blank rows are left out."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        what, cure = f"it cannot be read ({error.strerror})", "Mend its permissions, or remove it."
        faults.append(Fault(place=str(path), what=what, cure=cure))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        cure = "Save it as CSV in UTF-8."
        faults.append(Fault(place=f"{path}, line {line}", what="it is not UTF-8 text", cure=cure))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
    except csv.Error as error:
        what = f"this is not valid CSV ({error}), in the row that begins here"
        cure = 'Close every quotation mark; write one within a quoted cell twice ("").'
        faults.append(Fault(place=f"{path}, line {line}", what=what, cure=cure))


def _faults_of_columns(place: str, columns: list[str]) -> Iterator[Fault]:
    if len(columns) == 1 and (mark := next((m for m in ";\t" if m in columns[0]), "")):
        what = f"the cells are parted by {mark!r}"
        yield Fault(place=place, what=what, cure="Save it as CSV with commas between the cells.")
        return
    for column in dict.fromkeys(columns):
        if column not in COLUMNS:
            cure = f"Rename or remove it; the columns are {', '.join(COLUMNS)}."
            yield Fault(place=place, what=f"unknown column {column!r}", cure=cure)
        elif columns.count(column) > 1:
            what = f"the column {column!r} stands there {columns.count(column)} times"
            yield Fault(place=place, what=what, cure="Leave one of them.")
    if "id" not in columns and "path" not in columns:
        what = "there is neither a column 'id' nor a column 'path'"
        cure = "Add one, so that rows can be matched with documents."
        yield Fault(place=place, what=what, cure=cure)


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


def _singles(rows: list[Row], faults: list[Fault]) -> Iterator[Row]:
    """The rows without those whose id or path stands in an earlier one."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        keys = [(kind, name) for kind, name in (("path", row.path), ("id", row.id)) if name]
        if again := next((key for key in keys if key in first), None):
            what = f"the {again[0]} {again[1]!r} stands already in {first[again].place}"
            cure = "Leave one row for each document, each with its own id."
            faults.append(Fault(place=row.place, what=what, cure=cure))
        else:
            first |= dict.fromkeys(keys, row)
            yield row


def _row(place: str, cells: dict[str, str]) -> Row:
    return Row(
        place=place,
        id=cells.get("id", ""),
        path=cells.get("path", ""),
        title=cells.get("title", ""),
        publisher=cells.get("publisher", ""),
        date=cells.get("date", ""),
        date_basis=_one_of(DateBasis, cells.get("date_basis", "")),
        url=cells.get("url", ""),
        tier=_one_of(Tier, cells.get("tier", "")),
        note=cells.get("note", ""),
    )


def _one_of(kind: type[_Kind], value: str) -> _Kind | None:
    return kind(value) if value in list(kind) else None
