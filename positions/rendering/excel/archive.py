"""The finished workbook as bytes: the same ones for the same edition, on any day and machine.

Two things are mended on the way, because openpyxl cannot write them: the alternative texts of
tables, and the parts of a font in the order that the schema wants.
"""

import re
from collections.abc import Mapping
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import fromstring, tostring

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_TABLE_NAME = re.compile(rb'displayName="([^"]*)"')
_ALT_TEXT = (
    '<extLst><ext uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:table altText="{name}" altTextSummary="{words}"/></ext></extLst></table>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FONT_ORDER = tuple(
    f"{{{_MAIN}}}{part}"
    for part in (
        "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
    ).split()
)
_FIRST_YEAR = 1980  # that a zip file can bear


def workbook_bytes(workbook: Workbook, day: date, descriptions: Mapping[str, str]) -> bytes:
    """Save a workbook, which cannot be changed any more.

    Args:
        workbook: in openpyxl's write-only mode.
        day: that the file and all its parts bear instead of a clock's time.
        descriptions: the alternative text of each table by its name.
    """
    content = BytesIO()
    with _Archive(content, day, descriptions) as archive:
        ExcelWriter(workbook, archive).write_data()
    return content.getvalue()


class _Archive(ZipFile):
    """A zip file in which nothing is of today."""

    def __init__(self, file: BytesIO, day: date, descriptions: Mapping[str, str]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self._day = day
        self._descriptions = descriptions

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname
        path = name.filename if isinstance(name, ZipInfo) else name
        content = data.encode("utf-8") if isinstance(data, str) else bytes(data)
        if path == "docProps/core.xml":
            stamp = f"{self._day.isoformat()}T00:00:00Z".encode("ascii")
            content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
        elif path == "xl/styles.xml":
            content = _with_fonts_in_order(content)
        elif path.startswith("xl/tables/"):
            content = self._described(content)
        super().writestr(self._entry(path), content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with Path(filename).open("rb") as source, self.open(self._entry(str(arcname)), "w") as part:
            while block := source.read(1 << 20):
                part.write(block)

    def _entry(self, path: str) -> ZipInfo:
        day = self._day
        entry = ZipInfo(path, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        entry.create_system = 3  # on every system
        return entry

    def _described(self, table: bytes) -> bytes:
        found = _TABLE_NAME.search(table)
        assert found is not None
        name = found[1].decode("utf-8")
        words = self._descriptions[name]
        addition = _ALT_TEXT.format(name=escape(name), words=escape(words))
        return table.replace(b"</table>", addition.encode("utf-8"))


def _with_fonts_in_order(styles: bytes) -> bytes:
    root = fromstring(styles)
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(part.tag))
    written: str | bytes = tostring(root)
    return written.encode("utf-8") if isinstance(written, str) else written
