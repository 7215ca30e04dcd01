"""The lines of a text: what each says, how it is marked, and how lines make paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median

_LIST = r"(?:[-*+•‣▪●◦·]|\d{1,3}[.)])\s++"
_MARK = re.compile(rf"(?P<quote>[>\s]*+)(?P<list>{_LIST})?+(?P<heading>#{{1,6}}\s++)?+")
_RULE = re.compile(r":?-++:?(?:\s*\|\s*:?-++:?)+")
_CLOSERS = "\"'”’»)]*_"
_TERMINATORS = ".!?…;:"
_CONTINUES = re.compile(r"[a-zà-ÿ,.;:)\]’”%]")
_GOES_ON = re.compile(r"[\[*_]*+[a-zà-ÿ,;]")
_TORN_WORDS = 6  # that a heading over a line in small letters seldom has
_INLINE = re.compile(r"[\[*_]")
_PAIRS = 3  # of lines without a blank one between, by which a text's width can be measured
_NARROWEST = 30
_WIDEST = 120  # characters; longer lines are paragraphs, whatever follows them


class Mark(Enum):
    """What the sign before a line, or its shape, says that it is."""

    NONE = auto()
    HEADING = auto()
    LIST = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that says something.

    Attributes:
        start, end: of what it says, without marks before it and white space around it.
        text: the characters from start to end.
        width: in characters, with marks and indent.
        gap: whether a blank line stands before it (or it is the first).
        quoted: whether it is marked as a quotation (">").
    """

    start: int
    end: int
    text: str
    mark: Mark
    width: int
    gap: bool
    quoted: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether its last character, quotation marks and brackets aside, is a stop."""
        return ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    """Whether the last character, quotation marks and brackets aside, is a stop."""
    return text[-12:].rstrip(_CLOSERS).endswith(tuple(_TERMINATORS))


def lines(text: str, start: int = 0) -> tuple[Line, ...]:
    """The lines from a place on that are not blank."""
    found = list(_lines(text, start))
    for n in range(1, len(found)):
        if _is_rule(found[n]) and not found[n].gap and "|" in found[n - 1].text:
            _make_rows(found, n - 1)
    return tuple(found)


def _is_rule(line: Line) -> bool:
    """Whether a line parts the head of a table without outer bars from its rows."""
    return line.mark is Mark.NONE and bool(_RULE.fullmatch(line.text))


def _make_rows(found: list[Line], head: int) -> None:
    """Mark the lines of a table from its head on, up to a blank line or one without a bar."""
    for n in range(head, len(found)):
        if n > head and (found[n].gap or "|" not in found[n].text):
            return
        found[n] = replace(found[n], mark=Mark.ROW)


def _lines(text: str, place: int) -> Iterator[Line]:
    gap = True
    for raw in text[place:].splitlines(keepends=True):
        here, place = place, place + len(raw)
        content = raw.rstrip()
        if not content.strip():
            gap = True
            continue
        marks = _MARK.match(content)
        begin = marks.end() if marks and marks.end() < len(content) else _indent(content)
        mark, end = Mark.NONE, len(content)
        if marks and marks.end() < len(content):
            mark = Mark.HEADING if marks["heading"] else Mark.LIST if marks["list"] else Mark.NONE
        if content[begin] == "|" and content.count("|") > 1:
            mark = Mark.ROW
            inside = content[begin:].strip("| \t")
            begin = content.index(inside, begin)
            end = begin + len(inside)
        if begin < end:
            yield Line(
                start=here + begin,
                end=here + end,
                text=content[begin:end],
                mark=mark,
                width=len(content),
                gap=gap,
                quoted=bool(marks and ">" in marks["quote"]),
            )
        gap = False


def _indent(content: str) -> int:
    return len(content) - len(content.lstrip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a text as a whole sets its paragraphs.

    Attributes:
        width: characters of a full line, in a text whose paragraphs run over several
            lines; 0 in a text in which a line is a paragraph.
        spaced: whether most paragraphs have a blank line between them.
    """

    width: int
    spaced: bool


def layout(of: tuple[Line, ...]) -> Layout:
    """Judge from all lines whether they are wrapped, and whether blank lines part paragraphs."""
    gaps = sum(line.gap for line in of)
    spaced = gaps >= _PAIRS and 2 * gaps > len(of)
    pairs = [
        (line, after)
        for line, after in pairwise(of)
        if not after.gap and after.mark is Mark.NONE and line.mark in (Mark.NONE, Mark.LIST)
    ]
    if len(pairs) < _PAIRS:
        return Layout(width=0, spaced=spaced)
    widths = sorted(line.width for line, _ in pairs)
    widest = widths[int(0.9 * (len(widths) - 1))]
    typical = median(widths)
    open_ended = sum(not line.ends_sentence and after.text[0].islower() for line, after in pairs)
    full = sum(_is_full(line, after, widest) for line, after in pairs)
    wrapped = (
        _NARROWEST <= widest <= _WIDEST
        and typical >= 0.7 * widest
        and 2 * open_ended >= len(pairs)
        and full >= 0.7 * len(pairs)
    )
    return Layout(width=int(typical) if wrapped else 0, spaced=spaced)


def joined(line: Line, after: Line, how: Layout) -> bool:
    """Whether a line goes on in the one after it, as parts of one paragraph."""
    if after.mark is not Mark.NONE or after.quoted != line.quoted:
        return False
    if line.mark in (Mark.HEADING, Mark.ROW):
        return False
    if after.gap:
        return _is_torn(line, after)
    if how.width and _is_full(line, after, how.width):
        return True
    return _runs_on(line, after)


def _is_torn(line: Line, after: Line) -> bool:
    """Whether a blank line stands within a sentence, as where a page has a link on its own."""
    return (
        line.mark is Mark.NONE
        and not line.ends_sentence
        and bool(_GOES_ON.match(after.text))
        and (not line.gap or len(line.text.split()) >= _TORN_WORDS)
    )


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Whether the next line's first word would have stood here, had there been room."""
    first = after.text[: width + 1].split(maxsplit=1)[0]
    return line.width + 1 + len(first) >= 0.85 * width


def _runs_on(line: Line, after: Line) -> bool:
    """Whether the words themselves go on: a sentence that a link or a break cut in two."""
    if ends_sentence(line.text):
        return False
    if _CONTINUES.match(after.text):
        return True
    # A link or emphasis on its own line, within a sentence ("as / [Axios](...) / reported").
    if not line.gap and line.text.startswith("[") and line.text.endswith(")"):
        return True
    if not _INLINE.match(after.text):
        return False
    last = line.text.rsplit(maxsplit=1)[-1]
    unfinished = last.islower() or last.endswith(",") or ". " in line.text
    return unfinished or (line.mark is Mark.NONE and bool(_INLINE.match(line.text)))
