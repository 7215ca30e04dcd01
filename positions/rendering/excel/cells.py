"""What a sheet is made of: cells, each with a value, a style and perhaps a link."""

from dataclasses import dataclass
from datetime import date

from positions.model import Stance
from positions.rendering.excel.links import Link
from positions.rendering.excel.styles import stance_style
from positions.rendering.labels import INK, STANCES, written_date

_FIRST_YEAR = 1901  # Excel counts days from 1900, and its first weeks wrongly


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some characters of a cell that look alike."""

    text: str
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell.

    Attributes:
        value: text stays text, whatever it looks like; None leaves the cell empty.
        style: name of a style of the workbook.
        runs: parts of a text that look otherwise than the style says; their texts, joined, are
            the value then.
        size: of the letters of the runs.
        rest: where the whole of a text stands that is too long for a cell.
    """

    value: str | int | float | date | None
    style: str = "table text"
    link: Link | None = None
    runs: tuple[Run, ...] = ()
    size: float = 0
    rest: str = ""


def text(value: str, link: Link | None = None, rest: str = "") -> Cell:
    """A text of a table, with a link if there is one."""
    return Cell(value=value, style="table link" if link else "table text", link=link, rest=rest)


def given(value: str, otherwise: str) -> Cell:
    """A text of a table, or what to say where there is none."""
    return text(value) if value else muted(otherwise)


def muted(value: str) -> Cell:
    """A text of a table that says that there is nothing, or why."""
    return Cell(value=value, style="table muted")


def count(number: int) -> Cell:
    """A number."""
    return Cell(value=number, style="table count")


def share(number: float) -> Cell:
    """A share of one in hundredths, for it is known no better."""
    return Cell(value=round(number, 2), style="table share")


def day(iso: str) -> Cell:
    """A date that Excel can sort and reckon with, if the day is known, else its words."""
    known = date.fromisoformat(iso) if len(iso) == len("2025-12-01") else None
    if known and known.year >= _FIRST_YEAR:
        return Cell(value=known, style="table day")
    words = written_date(iso)
    return Cell(value=f"{words} (year only)" if words.isdigit() else words, style="table day")


def stance(value: Stance, link: Link | None = None) -> Cell:
    """A stance by symbol, word and fill."""
    return Cell(value=stance_words(value), style=stance_style(value), link=link)


def stance_words(value: Stance) -> str:
    """A stance as symbol and word."""
    mark = STANCES[value]
    return f"{mark.symbol} {mark.word}"
