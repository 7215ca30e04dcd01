"""How a cell of the review workbook looks, and that a text in it stays a text."""

from datetime import date
from typing import TYPE_CHECKING, Any

from positions.review.columns import Column
from positions.review.sheets import Value
from positions.review.texts import in_cell

if TYPE_CHECKING:
    from openpyxl import Workbook

FONT, TEXT = "Calibri", 11
LINE = 15
"""Points that a line of text takes."""

_HEAD, _HEAD_TO_FILL, _FRAME, _LINE = "DADDE1", "1F3A5F", "8A929C", "DADDE1"
_INK, _GREY = "1F2933", "5C6470"
_GIVEN, _GIVEN_DAY, _FREE = "Given", "Given day", "To fill in"
_STRONG, _FAINT = "Given words", "Given context"
_LOOKS = {"": _GIVEN, "strong": _STRONG, "faint": _FAINT}
_MAKES_FORMULA = ("=", "+", "-", "@", "\t")


def add_styles(workbook: "Workbook") -> None:
    """Give a workbook the styles that its cells are made with."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Protection, Side

    line, frame = Side(style="thin", color=_LINE), Side(style="thin", color=_FRAME)
    kinds = (
        (_GIVEN, "General", Font(name=FONT, size=TEXT)),
        (_GIVEN_DAY, "yyyy-mm-dd", Font(name=FONT, size=TEXT)),
        (_STRONG, "General", Font(name=FONT, size=TEXT, bold=True)),
        (_FAINT, "General", Font(name=FONT, size=TEXT, color=_GREY)),
        (_FREE, "@", Font(name=FONT, size=TEXT)),
    )
    for name, form, font in kinds:
        free = name == _FREE
        workbook.add_named_style(
            NamedStyle(
                name=name,
                font=font,
                alignment=Alignment(wrap_text=True, vertical="top", horizontal="left"),
                number_format=form,
                border=Border(left=frame, right=frame, top=frame, bottom=frame)
                if free
                else Border(bottom=line),
                protection=Protection(locked=not free),
            )
        )


def a_cell(sheet: Any, value: Value, *, look: str = "", free: bool = False) -> Any:
    """A cell with a value; one that is free can be filled in though the sheet is locked."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    given = _GIVEN_DAY if isinstance(value, date) else _LOOKS[look]
    cell.style = _FREE if free else given
    if not isinstance(value, str):
        cell.value = value
    elif text := in_cell(value):
        cell.value = text
        cell.data_type = "s"  # whatever it begins with
        cell.quotePrefix = text.startswith(_MAKES_FORMULA)
    return cell


def a_head(sheet: Any, column: Column) -> Any:
    """The head of a column, dark if the column is to be filled in."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = a_cell(sheet, column.head)
    colour, ink = (_HEAD_TO_FILL, "FFFFFF") if column.field else (_HEAD, _INK)
    cell.fill = PatternFill(start_color=colour, end_color=colour, fill_type="solid")
    cell.font = Font(name=FONT, size=TEXT, bold=True, color=ink)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def protect(sheet: Any) -> None:
    """Lock a sheet, without a password and as far as it can be sorted and filtered."""
    protection = sheet.protection
    protection.sheet = True
    # False is what is allowed.
    protection.sort = protection.autoFilter = False
    protection.formatColumns = protection.formatRows = False
