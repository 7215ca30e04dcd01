"""A text evened out for matching, with the way back to its own offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
# Each begins with one of a set of characters, which is what `re` finds fast; a lone space is even.
_UNEVEN = re.compile(
    rf"[][h\s{_INVISIBLE}](?:"
    r"(?<=])\(\s*[a-z]+://[^)\s]{0,2000}\)"  # the address of a Markdown link
    r"|(?<=[][])"
    r"|(?<=h)ttps?://\S{1,2000}"
    r"|(?<= )\s+|(?<=[^\S ])\s*"
    rf"|(?<=[{_INVISIBLE}])[{_INVISIBLE}]*)"
)
_NOTHING = re.compile(rf"[][{_INVISIBLE}]")  # stands for none of them; a space for the others
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no matcher takes


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text with its white space evened out, and the way back to its offsets.

    Attributes:
        text: one space for every run of white space, nothing for invisible characters,
            straight apostrophes, plain hyphens, addresses blanked, no half characters; case
            as it was.
        folded: the same in lower case, character for character.
        starts, origins: what stands from position `starts[i]` on begins at the original
            offset `origins[i]`.
    """

    text: str
    folded: str
    starts: list[int]
    origins: list[int]

    def original(self, position: int) -> int:
        """The offset in the original text of a position in the normal one."""
        index = bisect_right(self.starts, position) - 1
        return self.origins[index] + position - self.starts[index]

    def position(self, original: int) -> int:
        """The position in the normal text of an offset of the original one."""
        index = max(bisect_right(self.origins, original) - 1, 0)
        return self.starts[index] + max(original - self.origins[index], 0)


def normal(text: str, start: int = 0, end: int | None = None) -> NormalText:
    """The stretch of a text between two offsets, evened out."""
    end = len(text) if end is None else end
    pieces: list[str] = []
    starts, origins = [0], [start]
    length, last = 0, start
    for found in _UNEVEN.finditer(text, start, end):
        a, b = found.span()
        replaced = "" if _NOTHING.match(text, a) else " "
        pieces += (text[last:a], replaced)
        length += a - last + len(replaced)
        last = b
        starts.append(length)
        origins.append(b)
    pieces.append(text[last:end])
    even = _plain(_HALF.sub("\ufffd", "".join(pieces)))
    return NormalText(even, lower(even), starts, origins)


def _plain(text: str) -> str:
    """A text with plain apostrophes and hyphens; one after the other is faster than a table."""
    text = text.replace("’", "'").replace("ʼ", "'").replace("`", "'")
    return text.replace("\u2010", "-").replace("\u2011", "-")


def lower(text: str) -> str:
    """A text in lower case, character for character: one İ would shift all offsets after it."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


def fold(phrase: str) -> str:
    """A phrase of the lexicon or the codebook as it stands in a folded text."""
    return " ".join(_plain(phrase).lower().split())
