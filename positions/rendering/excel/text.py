"""Text from outside made safe for a cell: it stays text, shows all it holds, and fits.

What would not show is written out as on the page ("[U+202E]"). A text that looks like a formula
stays the text that it is; `formula_like` says which ones need the mark that Excel keeps for
them (`quotePrefix`).
"""

import re

from positions.rendering.characters import visible

LONGEST = 32_767
"""Characters that a cell holds, counted in UTF-16 as Excel counts them."""

_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read "_x0041_" as an A
_MANY_BREAKS = 250  # a cell holds 253


def cell_text(text: str, rest: str = "") -> str:
    """The text as a cell may hold it.

    Args:
        text: any text.
        rest: where the whole of it stands, named in the note if it has to be cut.
    """
    plain = visible(_BREAKS.sub("\n", text))
    if plain.count("\n") > _MANY_BREAKS:
        plain = plain.replace("\n", " ")
    return _cut(_ENCODED.sub("_x005F_", plain), f" … [cut; whole in {rest}]" if rest else " …")


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text on one line, shortened to so many characters."""
    words = " ".join(cell_text(text).split())
    return words if len(words) <= longest else words[: longest - 2].rstrip() + " …"


def formula_like(text: str) -> bool:
    """Whether a program might take the text for a formula, or drop its first character."""
    return text[:1] in {"=", "+", "-", "@", "\t", "'"}


def _cut(text: str, note: str) -> str:
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    kept = text[: LONGEST - len(note)]
    while _units(kept) > LONGEST - len(note):
        kept = kept[: len(kept) - max(1, (_units(kept) - LONGEST + len(note)) // 2)]
    return kept + note


def _units(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)
