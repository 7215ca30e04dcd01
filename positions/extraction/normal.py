"""A text evened out for matching, with the way back to its own offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_UNEVEN = re.compile(
    r"\]\(\s*[a-z]+://[^)\s]{0,2000}\)"  # the address of a Markdown link
    r"|[\[\]]"
    r"|https?://\S{1,2000}"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]+"  # invisible
    r"|\s+"
)
_INVISIBLE = frozenset(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD])
)
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no matcher takes
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text with its white space evened out, and the way back to its offsets.

    Attributes:
        text: one space for every run of white space, nothing for invisible characters,
            straight apostrophes, plain hyphens, addresses blanked, no half characters; case
            as it was.
        folded: the same in lower case, character for character.
        starts, shifts: from position `starts[i]` on, the original offset is `shifts[i]` higher.
    """

    text: str
    folded: str
    starts: list[int]
    shifts: list[int]

    def original(self, position: int) -> int:
        """The offset in the original text of a position in the normal one."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def position(self, original: int) -> int:
        """The position in the normal text of an offset of the original one."""
        low, high = 0, len(self.starts)
        while low < high:
            index = (low + high) // 2
            if self.starts[index] + self.shifts[index] <= original:
                low = index + 1
            else:
                high = index
        index = max(low - 1, 0)
        return max(original - self.shifts[index], self.starts[index])


def normal(text: str, start: int = 0, end: int | None = None) -> NormalText:
    """The stretch of a text between two offsets, evened out."""
    end = len(text) if end is None else end
    pieces: list[str] = []
    starts, shifts = [0], [start]
    length, last = 0, start
    for found in _UNEVEN.finditer(text, start, end):
        a, b = found.span()
        if b - a == 1 and text[a] == " ":
            continue
        pieces.append(text[last:a])
        length += a - last
        replaced = "" if text[a] in _INVISIBLE or text[a] in "[]" else " "
        pieces.append(replaced)
        length += len(replaced)
        last = b
        starts.append(length)
        shifts.append(b - length)
    pieces.append(text[last:end])
    even = _HALF.sub("\ufffd", "".join(pieces)).translate(_PLAIN)
    return NormalText(even, lower(even), starts, shifts)


def lower(text: str) -> str:
    """A text in lower case, character for character: one İ would shift all offsets after it."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


def fold(phrase: str) -> str:
    """A phrase of the lexicon or the codebook as it stands in a folded text."""
    return " ".join(phrase.translate(_PLAIN).lower().split())
