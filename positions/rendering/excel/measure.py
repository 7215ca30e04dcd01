"""How much room a text takes: lines in a column, and the height of a row that shows them all.

`carlito.json` has the advance widths of Carlito Regular, which are Calibri's, in thousandths of
the size of the letters: {width: characters}. They were read from the font's own tables (cmap,
hmtx) for the Latin, Greek and Cyrillic letters and for punctuation. A character
that is not among them is taken to be as wide as it is high, which no letter exceeds by much.

A column is counted in digits of Calibri 11. LibreOffice takes them as wide as they are, Excel
rounds them down to seven pixels and its letters up or down; rows are made for the narrower of
the two, with a line to spare.
"""

import json
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from math import ceil

HIGHEST = 409
"""Points that a row can be high; Excel knows no higher one."""

_DIGIT = 0.507 * 11  # points
_DIGIT_OF_EXCEL = 7 * 0.75
_PADDING, _PADDING_OF_EXCEL = 2.0, 3.75  # points of a column that hold no text
_SURE = 0.95  # of the width that Excel uses on any screen
_BOLD = 1.03  # how much wider bold letters are
_LINES = {8: 11.25, 9: 12, 10: 12.75, 11: 15, 12: 15.75}  # height of a line in Excel by size
_UNKNOWN = 1_000


def lines(text: str, width: float, size: float, *, bold: bool = False, spare: int = 1) -> int:
    """Lines to leave for a text in a column of a width in characters."""
    letter = size / 1_000 * (_BOLD if bold else 1)
    paragraphs = [[_width(word) for word in line.split(" ")] for line in text.split("\n")]
    narrow = (width * _DIGIT_OF_EXCEL - _PADDING_OF_EXCEL) * _SURE / letter
    in_excel = sum(_wrapped(words, narrow) for words in paragraphs)
    if in_excel == 1:
        return 1
    drawn = sum(_wrapped(words, (width * _DIGIT - _PADDING) / letter) for words in paragraphs)
    return max(drawn + spare if drawn > 1 else 1, in_excel)


@lru_cache(maxsize=10_000)
def height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Points of a row that shows a text in a column of a width in characters."""
    return height_of_lines(lines(text, width, size, bold=bold), size)


def height_of_lines(count: int, size: float) -> float:
    """Points of a row of so many lines."""
    return min(count * line_height(size) + 2, HIGHEST)


def line_height(size: float) -> float:
    """Points from line to line."""
    return _LINES.get(int(size), size * 1.31)


def characters(millimetres: float) -> float:
    """How wide columns may be in sum, in characters, to take so much in any program."""
    return millimetres / 25.4 * 72 / _DIGIT


def _wrapped(words: Sequence[int], room: float) -> int:
    """Lines that words of these widths take in a room, broken where they must be."""
    space = _widths()[" "]
    if sum(words) + space * (len(words) - 1) <= room:
        return 1
    count, used = 1, 0.0
    for word in words:
        if used + word > room and used:
            count, used = count + 1, 0.0
        if word > room:
            count += ceil(word / room) - 1
            used += word % room + space
        else:
            used += word + space
    return count


@lru_cache(maxsize=20_000)
def _width(word: str) -> int:
    widths = _widths()
    return sum(widths[c] if c in widths else _unlisted(c) for c in word)


def _unlisted(character: str) -> int:
    return 0 if unicodedata.combining(character) else _UNKNOWN


@cache
def _widths() -> dict[str, int]:
    source = resources.files("positions") / "rendering" / "excel" / "carlito.json"
    table: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return {c: int(width) for width, characters in table.items() for c in characters}
