"""Workbooks of the invented negotiation, written once and read back, for the tests of them."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from positions.model import Edition
from positions.rendering.excel import write_workbook

SHEETS = (
    "Read me",
    "Contents",
    "Matrix",
    "Short matrix",
    "What changed",
    "Evidence",
    "Agreement",
    "Gaps",
    "Sources",
    "Codebook",
    "Method",
)


def written(edition: Edition, **options: Any) -> bytes:
    """The bytes of an edition's workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "matrix.xlsx"
        write_workbook(edition, path, **options)
        return path.read_bytes()


def opened(content: bytes, *, rich_text: bool = False) -> Workbook:
    """A workbook as openpyxl reads it."""
    return load_workbook(BytesIO(content), rich_text=rich_text)


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of the package by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(sheet: Worksheet) -> Iterator[str]:
    """All texts of a sheet, row by row."""
    for row in sheet.iter_rows():
        yield from (cell.value for cell in row if isinstance(cell.value, str))


def table(sheet: Worksheet, name: str) -> list[dict[str, Any]]:
    """The rows of a table of Excel by the heads of its columns; "row" is a row's number."""
    heads, *rows = sheet[sheet.tables[name].ref]
    return [
        {"row": row[0].row}
        | {head.value: cell.value for head, cell in zip(heads, row, strict=True)}
        for row in rows
    ]


def linked(sheet: Worksheet) -> list[Any]:
    """All cells of a sheet that lead somewhere."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def location(cell: Any) -> str:
    """Where within the workbook a cell leads."""
    assert cell.hyperlink is not None
    return str(cell.hyperlink.location)


def find(sheet: Worksheet, value: object) -> Any:
    """The first cell with a value."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)
