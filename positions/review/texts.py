"""Texts as they may stand in a cell of a workbook or on a terminal, and quotations found again."""

import re
from collections.abc import Iterator
from functools import lru_cache

from positions.characters import visible

LONGEST = 32_767
"""Characters of a text in one cell, counted in UTF-16 as Excel counts them."""

_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet program would take for the number of a character."""

_CODE = re.compile("_x([0-9A-Fa-f]{4})_")

# One character each, so that places in the text stay the same.
_ALIKE = str.maketrans("‘’‚‛“”„‟«»–—−‐‑", '\'\'\'\'""""""-----')


def shown(text: str) -> str:
    """A text as one line for people."""
    return " ".join(visible(text).split())


def in_cell(text: str) -> str:
    """A text as it can stand in a cell, cut where a cell ends."""
    text = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    text = _ENCODED.sub("_x005F_", text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * LONGEST - 4].decode("utf-16-le", "ignore") + " …"


def from_cell(text: str) -> str:
    """A text as it stands in a cell, with the characters that are written there by number."""
    decoded = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
    return visible(decoded.replace("\r", "")).strip()


def find_quotation(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where words that a person copied stand in a text: spans of the text's own characters.

    The exact words come first; failing these, words that differ in white space, in the shape
    of quotation marks or in the length of dashes alone.
    """
    exact = tuple((start, start + len(quote)) for start in _starts(quote, text))
    if exact:
        return exact
    wanted, _ = _plain(quote.strip())
    plain, places = _plain(text)
    if not wanted:
        return ()
    return tuple(
        (places[start], places[start + len(wanted) - 1] + 1) for start in _starts(wanted, plain)
    )


def _starts(words: str, text: str) -> Iterator[int]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


@lru_cache(maxsize=8)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A text with single spaces and plain marks, and where each of its characters stood."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_ALIKE)):
        space = char.isspace()
        if space and chars and chars[-1] == " ":
            continue
        chars.append(" " if space else char)
        places.append(place)
    return "".join(chars), tuple(places)
