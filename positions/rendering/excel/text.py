"""Text from outside made safe for a cell: it stays text, shows all it holds, and fits.

What would not show is written out as on the page ("[U+202E]"). A text that looks like a formula
stays the text that it is; `formula_like` says which ones need the mark that Excel keeps for
them (`quotePrefix`).
"""

import re

from positions.characters import visible

LONGEST = 32_767
"""Characters that a cell holds, counted in UTF-16 as Excel counts them."""

_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_LIKE_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read "_x0041_" as an A
_CODE = "_x005F_"  # what Excel reads as an underscore
_SURELY_FITS = LONGEST // len(_CODE)
_MANY_BREAKS = 250  # a cell holds 253


def cell_text(text: str, rest: str = "") -> str:
    """The text as a cell may hold it.

    Args:
        text: any text.
        rest: where the whole of it stands, named in the note if it has to be cut.
    """
    if text.isprintable() and len(text) <= _SURELY_FITS:
        return text  # nearly all are so
    plain = visible(_BREAKS.sub("\n", text))
    if plain.count("\n") > _MANY_BREAKS:
        plain = plain.replace("\n", " ")
    if len(plain) > _SURELY_FITS:
        plain = _cut(plain, f" … [cut; whole in {rest}]" if rest else " …")
    return plain


def one_line(text: str, longest: int) -> str:
    """The text on one line, shortened to so many characters."""
    words = " ".join(cell_text(text).split())
    return words if len(words) <= longest else words[: longest - 2].rstrip() + " …"


def encoded(text: str) -> str:
    """The text as it is written into the file, so that Excel reads it as it is."""
    return _LIKE_CODE.sub(_CODE, text) if "_x" in text else text


def formula_like(text: str) -> bool:
    """Whether a program might take the text for a formula, or drop its first character."""
    return text[:1] in {"=", "+", "-", "@", "\t", "'"}


def _cut(text: str, note: str) -> str:
    """The text if it fits when it is written, else as much of it as leaves room for the note."""
    codes = {found.start() for found in _LIKE_CODE.finditer(text)}
    used, end = 0, 0
    for place, character in enumerate(text):
        used += len(_CODE) if place in codes else 1 + (character > "\uffff")
        if used <= LONGEST - len(note):
            end = place + 1
        elif used > LONGEST:
            return text[:end] + note
    return text
