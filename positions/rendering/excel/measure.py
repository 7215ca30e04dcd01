"""How much room a text takes: lines in a column, and the height of a row that shows them all.

`carlito.json` has the advance widths of Carlito Regular, which are Calibri's, in hundredths of
the size of the letters, rounded up: {width: characters}. They were read from the font's own
tables (cmap, hmtx) for the Latin, Greek and Cyrillic letters and for punctuation. A character
that is not among them is taken to be as wide as it is high, which no letter exceeds by much.
"""

import json
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from math import ceil

HIGHEST = 409
"""Points that a row can be high; Excel knows no higher one."""

_SAFE = 0.98  # of the width is used
_DOUBTFUL = 0.88  # a text that takes more lines in so much of it may do so in Excel
_BOLD = 1.03
_LINES = {
    8: 11.25,
    9: 12,
    10: 12.75,
    11: 15,
    12: 15.75,
}  # height of a line in Excel by size of letters
_PADDING = 7  # pixels of a column that hold no text
_UNKNOWN = 100


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines that a text takes in a column of a width in characters, as Excel counts them."""
    return _lines(text, _room(width, size, bold=bold) * _SAFE)


def height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Points of a row that shows a text, with a line to spare where it may need more than one."""
    room = _room(width, size, bold=bold)
    spare = 1 if _lines(text, room * _DOUBTFUL) > 1 else 0
    return height_of_lines(_lines(text, room * _SAFE) + spare, size)


def height_of_lines(count: int, size: float) -> float:
    """Points of a row of so many lines."""
    return min(count * line_height(size) + 2, HIGHEST)


def line_height(size: float) -> float:
    """Points from line to line."""
    return _LINES.get(int(size), size * 1.31)


def pixels(width: float) -> int:
    """Pixels of a column of a width in characters, where a digit of Calibri 11 takes seven."""
    return int(width * 7)


def _room(width: float, size: float, *, bold: bool) -> float:
    """Hundredths of the size of the letters that fit into a column."""
    return (pixels(width) - _PADDING) * 0.75 / (size / 100 * (_BOLD if bold else 1))


def _lines(text: str, room: float) -> int:
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """Lines that one paragraph takes in a room of hundredths, words broken where they must be."""
    count, used = 1, 0.0
    space = _widths()[" "]
    for word in line.split(" "):
        wide: float = _width(word)
        if used + wide > room and used:
            count, used = count + 1, 0.0
        if wide > room:
            count += ceil(wide / room) - 1
            wide %= room
        used += wide + space
    return count


@lru_cache(maxsize=20_000)
def _width(word: str) -> int:
    widths = _widths()
    return sum(widths.get(c, 0 if unicodedata.combining(c) else _UNKNOWN) for c in word)


@cache
def _widths() -> dict[str, int]:
    source = resources.files("positions") / "rendering" / "excel" / "carlito.json"
    table: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return {c: int(width) for width, characters in table.items() for c in characters}
