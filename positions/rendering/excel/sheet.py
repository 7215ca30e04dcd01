"""A sheet as it is written: row by row, each as high as its text, with tables and its print set-up.

The sheets are openpyxl's write-only ones: a row goes to the disk as soon as it is given, and
what is written cannot be changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from positions.rendering.excel import measure
from positions.rendering.excel.cells import Cell
from positions.rendering.excel.links import MOST, Link, inside
from positions.rendering.excel.lookup import HEAD_ROW, Lookup
from positions.rendering.excel.styles import FONT, HEADS, LOOKS
from positions.rendering.excel.text import cell_text, encoded, formula_like, one_line

PAPERS = {"A4": (9, 297.0, 210.0), "Letter": (1, 279.4, 215.9)}
"""For each paper its number in Excel, and its longer and shorter side in millimetres."""

_MARGIN = 0.4  # inches
_MM = 25.4
_BUTTON = 3.0  # characters that the button of a filter takes


@dataclass(slots=True, kw_only=True)
class Book:
    """The workbook that is being written, and how.

    Attributes:
        descriptions: alternative texts of the tables by name, as far as written.
    """

    workbook: Workbook
    lookup: Lookup
    accessible: bool
    paper: str
    descriptions: dict[str, str] = field(default_factory=dict)

    def room(self, *, portrait: bool = False) -> tuple[float, float]:
        """Millimetres across and down of a page between its margins."""
        _, longer, shorter = PAPERS[self.paper]
        across, down = (shorter, longer) if portrait else (longer, shorter)
        foot = 0 if self.accessible else 0.3
        return across - 2 * _MARGIN * _MM, down - (2 * _MARGIN + foot) * _MM


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in characters and the style of the head."""

    head: str
    width: float
    style: str = "column head"


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(
        self,
        book: Book,
        name: str,
        widths: Sequence[float],
        *,
        portrait: bool = False,
        pages_wide: int = 1,
        pages_high: int = 0,
        heads: bool = False,
        fixed: int = 0,
        front: bool = False,
    ) -> None:
        """Begin a sheet.

        Args:
            book: the workbook that it belongs to.
            name: of the sheet.
            widths: of the columns, in characters.
            portrait: whether it prints upright.
            pages_wide: pages that its columns are fitted to.
            pages_high: pages that its rows are fitted to; 0 for as many as they take.
            heads: whether the column heads stand in `HEAD_ROW`, to be fixed and repeated.
            fixed: columns that stay in sight, and stand on every page.
            front: whether a reader who opens the workbook sees this sheet.
        """
        self._book = book
        self._name = name
        self._widths = tuple(widths)
        self._pages_wide = pages_wide
        self._row = 0
        self._links = 0
        self._cells: dict[tuple[int, str, bool], WrittenCell] = {}
        self._sheet = book.workbook.create_sheet(name)
        for number, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._sheet.sheet_view.showGridLines = False
        self._sheet.sheet_view.tabSelected = front
        if heads and not book.accessible:
            self._sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{HEAD_ROW + 1}"
        self._set_up_page(portrait=portrait, pages_wide=pages_wide, pages_high=pages_high)
        if heads:
            self._sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        if fixed and pages_wide != 1:
            self._sheet.print_title_cols = f"A:{get_column_letter(fixed)}"

    def begin(self, *notes: str) -> None:
        """The title, notes of one line each, and the way back to the contents."""
        self.write(Cell(value=self._name, style="sheet title"))
        for note in notes:
            words = Cell(value=note, style="sheet note")
            # What is printed over two pages repeats the first column, where a note would be cut.
            self.write(*((None, words) if self._pages_wide > 1 else (words,)))
        if self._name != "Contents":
            back = inside("Contents", "A1", "To the list of sheets")
            self.write(Cell(value="Contents", style="sheet way back", link=back))

    def section(self, title: str) -> None:
        """A heading within the sheet, with a line of air above it."""
        self.write()
        self.write(Cell(value=title, style="section"))

    def table(
        self,
        name: str,
        description: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        least: float = 0,
    ) -> None:
        """A table of Excel from the first column on.

        Args:
            name: by which a formula can call it.
            description: its alternative text.
            columns: their heads are made distinct, for a table needs that.
            rows: one at least.
            least: points that a row is high at least.
        """
        heads = _distinct([column.head for column in columns])
        first = self._row + 1
        styled = zip(heads, columns, strict=True)
        self.write(*(Cell(value=h, style=column.style) for h, column in styled), least=least)
        for row in rows:
            self.write(*row, least=least)
        area = f"A{first}:{get_column_letter(len(heads))}{self._row}"
        table = Table(displayName=name, name=name, ref=area)
        for number, words in enumerate(heads, start=1):
            table.tableColumns.append(TableColumn(id=number, name=encoded(words)))
        if not self._book.accessible:
            table.autoFilter = AutoFilter(ref=area)
        table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
        self._sheet.tables.add(table)  # add_table would warn of columns that are there
        self._book.descriptions[name] = description

    def write(self, *cells: Cell | None, least: float = 0) -> None:
        """One row; `least` is how high it is at least, in points."""
        self._row += 1
        high = least
        row: list[WrittenCell | None] = []
        for number, cell in enumerate(cells):
            if cell is None or cell.value is None:
                row.append(None)
                continue
            shown = cell_text(cell.value, cell.rest) if isinstance(cell.value, str) else None
            row.append(self._filled(number, cell, shown))
            high = max(high, self._height(number, cell, shown))
        if high:
            self._sheet.row_dimensions[self._row].height = high
        self._sheet.append(row)
        self._sheet.row_dimensions.pop(self._row, None)

    def _filled(self, number: int, cell: Cell, shown: str | None) -> WrittenCell:
        """The openpyxl cell of a column and style, used again for every row."""
        link = self._hyperlink(cell.link)
        style = "table text" if cell.link and not link else cell.style
        quoted = shown is not None and formula_like(shown)
        key = (number, style, quoted)
        if key not in self._cells:
            made = WriteOnlyCell(self._sheet)
            made.style = style
            made.quotePrefix = quoted
            self._cells[key] = made
        filled = self._cells[key]
        if shown is None:
            filled.value = cell.value
        else:
            in_parts = cell.runs and shown == cell.value  # what was cut or spelled out is in one
            filled.value = _parts(cell) if in_parts else encoded(shown)
            filled.data_type = "s"  # openpyxl would make "=1" a formula and "#N/A" an error
        filled.hyperlink = link
        return filled

    def _hyperlink(self, link: Link | None) -> Hyperlink | None:
        """The link, as long as the sheet has not more than Excel bears."""
        if link is None or self._links >= MOST:
            return None
        self._links += 1
        return Hyperlink(
            ref="",
            target=link.target or None,
            location=link.location or None,
            tooltip=link.tip or None,
        )

    def _height(self, number: int, cell: Cell, shown: str | None) -> float:
        look = LOOKS[cell.style]
        size = cell.size or look.size
        if not look.wrap or shown is None:
            return measure.height_of_lines(1, size)
        width = self._widths[number]
        if cell.style in HEADS:  # its lines are known; a button may stand in its corner
            count = measure.lines(shown, width - _BUTTON, size, bold=True, spare=0)
            return measure.height_of_lines(count, size)
        return measure.height(shown, width, size, bold=look.bold and not cell.runs)

    def _set_up_page(self, *, portrait: bool, pages_wide: int, pages_high: int) -> None:
        sheet, book = self._sheet, self._book
        sheet.page_setup.paperSize = PAPERS[book.paper][0]
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth = pages_wide
        sheet.page_setup.fitToHeight = pages_high
        sheet.page_setup.pageOrder = "overThenDown"
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN
        margins.bottom = _MARGIN if book.accessible else _MARGIN + 0.3
        margins.header = margins.footer = 0.3
        if not book.accessible:
            title = one_line(book.lookup.edition.settings.title, 80).replace("&", "&&")
            sheet.oddFooter.left.text = title
            sheet.oddFooter.center.text = self._name
            sheet.oddFooter.right.text = "Page &P of &N"


class _RunFont(InlineFont):
    """The font of a run, its parts in the order in which Excel writes them and checks them."""

    # openpyxl looks for what to write in the class itself, not in the one that it comes from.
    b = vars(InlineFont)["b"]
    sz = vars(InlineFont)["sz"]
    color = vars(InlineFont)["color"]
    rFont = vars(InlineFont)["rFont"]  # noqa: N815 (the name in the file)
    __elements__ = ("b", "sz", "color", "rFont")


def _parts(cell: Cell) -> CellRichText:
    parts = CellRichText()
    for run in cell.runs:
        colour = Color(rgb=f"FF{run.colour}")
        font = _RunFont(rFont=FONT, sz=cell.size, b=run.bold or None, color=colour)
        parts.append(TextBlock(font, encoded(run.text)))
    return parts


def _distinct(heads: Sequence[str]) -> list[str]:
    """Heads as a table needs them: on one line, not empty, none twice."""
    found: list[str] = []
    for number, head in enumerate(heads, start=1):
        words = one_line(head, 100) or f"Column {number}"
        taken = {other.casefold() for other in found}
        while words.casefold() in taken:
            words += f" ({number})"
        found.append(words)
    return found
