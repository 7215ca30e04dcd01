"""The named styles of the workbook: how each kind of cell looks, and nowhere else.

Fills are pale, texts dark; the accessible edition has the same styles without fills.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from positions.model import Stance
from positions.rendering.labels import INK, STANCES

FONT = "Calibri"
MUTED = "4A5563"
LINK = "1F4E8C"
_LINE = "B8C0CC"
_HEAD_FILL = "E4E9F0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a kind of cell looks; colours as six hexadecimal digits, "" for no fill."""

    size: float = 10
    bold: bool = False
    colour: str = INK
    fill: str = ""
    underline: bool = False
    wrap: bool = True
    across: Literal["left", "center", "right"] = "left"
    down: Literal["top", "center", "bottom"] = "top"
    number_format: str = "General"
    lined: bool = False


TABLE = Look(lined=True)
LOOKS: Mapping[str, Look] = {
    "sheet title": Look(size=18, bold=True, wrap=False),
    "sheet note": Look(size=11, colour=MUTED, wrap=False),
    "sheet way back": Look(size=11, colour=LINK, underline=True, wrap=False),
    "section": Look(size=13, bold=True, wrap=False, down="bottom"),
    "prose": Look(size=11),
    "prose label": Look(size=11, bold=True),
    "prose link": Look(size=11, colour=LINK, underline=True),
    "column head": Look(bold=True, fill=_HEAD_FILL, lined=True, down="bottom"),
    "count head": Look(bold=True, fill=_HEAD_FILL, lined=True, down="bottom", across="center"),
    "row head": replace(TABLE, bold=True),
    "table text": TABLE,
    "table muted": replace(TABLE, colour=MUTED),
    "table link": replace(TABLE, colour=LINK, underline=True),
    "matrix link": replace(TABLE, colour=LINK, underline=True, wrap=False),
    "matrix muted": replace(TABLE, colour=MUTED, wrap=False),
    "table id": replace(TABLE, colour=MUTED, wrap=False),
    "table day": replace(TABLE, number_format="d mmm yyyy"),
    "table count": replace(TABLE, number_format="#,##0", across="center"),
    "table share": replace(TABLE, number_format="0%", across="center"),
    **{
        f"stance {stance.value}": replace(TABLE, colour=mark.strong, fill=mark.fill, bold=True)
        for stance, mark in STANCES.items()
    },
    **{
        f"short {stance.value}": replace(
            TABLE,
            size=12,
            colour=mark.strong,
            fill=mark.fill,
            bold=True,
            across="center",
            down="center",
        )
        for stance, mark in STANCES.items()
    },
    "short head": Look(
        size=12, bold=True, fill=_HEAD_FILL, lined=True, down="center", across="center"
    ),
    "short issue": Look(size=12, bold=True, lined=True, down="center"),
}


HEADS = ("column head", "count head", "short head")
"""The styles of the heads of columns."""


def stance_style(stance: Stance) -> str:
    """The name of the style of a cell that says a stance."""
    return f"stance {stance.value}"


def add_styles(workbook: Workbook, *, accessible: bool) -> None:
    """Give a new workbook the named styles."""
    for name, look in LOOKS.items():
        workbook.add_named_style(_style(name, replace(look, fill="") if accessible else look))


def _style(name: str, look: Look) -> NamedStyle:
    style = NamedStyle(name=name)
    style.font = Font(
        name=FONT,
        size=look.size,
        bold=look.bold,
        color=f"FF{look.colour}",
        underline="single" if look.underline else None,
    )
    if look.fill:
        style.fill = PatternFill(fill_type="solid", fgColor=f"FF{look.fill}")
    style.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrap)
    if look.lined:
        side = Side(style="thin", color=f"FF{_LINE}")
        style.border = Border(left=side, right=side, top=side, bottom=side)
    style.number_format = look.number_format
    return style
