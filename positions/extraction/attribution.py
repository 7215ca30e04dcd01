"""Whose words are they: verbs of saying, quotation marks, and speeches by label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from positions.extraction.discourse import Discourse
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.tags import Tag
from positions.extraction.vocabulary import Mark, Named

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"'}
_SIGN = re.compile(r'["“”«»„]')
_CLOSING = (",", '"', "”", "»", "'", "—", "–", "?", "!")
_OPENING = (",", ":", '"', "“", "«")
_CONTRAST = frozenset(("while", "whereas"))
_SCARE = 5  # words; fewer between quotation marks are no speech


@dataclass(slots=True)
class Region:
    """Words that somebody is reported to have said; `direct` inside quotation marks."""

    first: int
    last: int
    speaker: Named | None
    words: str
    direct: bool


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between quotation marks, paired by kind within a block; linear in the text.

    A mark that is opened and not closed runs to the end of its block, as a speaker who
    goes on in the next paragraph is printed; a stray closing mark is passed over.
    """
    spans = []
    opened, closing = -1, ""
    for found in _SIGN.finditer(text, start, end):
        sign, at = found.group(), found.start()
        if opened >= 0 and sign == closing:
            spans.append((opened + 1, at))
            opened = -1
        elif opened < 0 and sign in _OPEN:
            opened, closing = at, _OPEN[sign]
    if opened >= 0 and (closing != '"' or opened <= start + 1):
        spans.append((opened + 1, end))
    return spans


def mark_quotes(line: Line, spans: Sequence[tuple[int, int]]) -> None:
    """Tell a line which of its words stand inside quotation marks; scare quotes do not count."""
    for start, end in spans:
        inside = [i for i, w in enumerate(line.words) if start <= w.start and w.end <= end]
        opens = bool(inside) and inside[0] <= 1 < len(inside)
        if len(inside) >= _SCARE or opens:
            line.quoted.append((inside[0], inside[-1] + 1))


def regions(
    line: Line, discourse: Discourse, inherited: tuple[Named | None, str] | None
) -> list[Region]:
    """The stretches of a sentence that are somebody's words, quoted or reported.

    `inherited` is the speaker of a quotation that has none in its own sentence.
    """
    found: list[Region] = []
    speaker: tuple[Named | None, str] | None = None
    for predicate in line.predicates:
        mention = _speaks(line, predicate)
        if mention is not None:
            speaker = _means(line, discourse, mention), _words(line, mention)
        elif not (predicate.speech and predicate.form is Form.GERUND and speaker):
            continue
        who, words = speaker
        for first, last in _contents(line, predicate, mention):
            found = _cut(found, first, last)
            found.append(Region(first, last, who, words, direct=False))
    found += _according(line, discourse)
    if speaker is None and line.quoted and line.text(line.quoted[0][0] - 2) == ":":
        speaker = _before_colon(line, discourse, line.quoted[0][0] - 2)
    for first, last in line.quoted:
        who, words = speaker or inherited or (None, "")
        found.insert(0, Region(first, last, who, words, direct=True))
    return found


def _before_colon(line: Line, discourse: Discourse, index: int) -> tuple[Named | None, str] | None:
    """As in 'Zelensky, in his address: "..."': the first one named before the colon."""
    for mention in line.mentions:
        if mention.last <= index and mention.role == "subject" and not mention.plan:
            return _means(line, discourse, mention), _words(line, mention)
    return None


def _means(line: Line, discourse: Discourse, mention: Mention) -> Named | None:
    seen = [m.named for m in line.mentions if m.named and not m.plan and m.last <= mention.first]
    return discourse.means(mention, seen if mention.pronoun in ("it", "they") else ())


def _words(line: Line, mention: Mention) -> str:
    """A speaker as the text names them; nothing for a pronoun."""
    return "" if mention.pronoun else line.written(mention.first, mention.last)


def _speaks(line: Line, predicate: Predicate) -> Mention | None:
    """The one who says what follows a verb of saying, or an opinion of whom does."""
    if line.inside_quote(predicate.head) or not predicate.subjects:
        return None
    if predicate.opinion:
        follows = line.tag(predicate.last)
        return predicate.subjects[0] if follows in (Tag.BE, Tag.THAT) else None
    if not predicate.speech or predicate.form not in (Form.FINITE, Form.GERUND):
        return None
    mention = predicate.subjects[-1]
    return None if mention.plan else mention


def _cut(found: list[Region], first: int, last: int) -> list[Region]:
    """Earlier regions end where a later one within them begins."""
    kept = [r for r in found if r.last <= first or r.first >= last or r.first < first]
    for earlier in kept:
        if earlier.last > first > earlier.first:
            earlier.last = first
    return kept


def _contents(
    line: Line, predicate: Predicate, mention: Mention | None
) -> Iterator[tuple[int, int]]:
    """Where the reported words stand: before ", X said", behind the verb, or on both sides."""
    size = len(line.words)
    inverted = mention is not None and mention.first >= predicate.last
    head = predicate.first if mention is None or inverted else mention.first
    while head > 0 and line.tag(head - 1) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME):
        head -= 1
    behind = mention.last if inverted and mention else predicate.last
    aside = head > 0 and line.text(head - 1) == "," and _object_end(line, behind)
    if aside:
        yield 0, head
        yield aside, size
        return
    closed = head > 3 and line.text(head - 1) in _CLOSING
    if closed:
        closed = inverted or size - behind <= 12 or _trails(line, behind)
    if closed and line.tag(predicate.last) is not Tag.THAT:
        yield 0, head
        if line.text(behind) == "," and size - behind > 4:
            yield behind + 1, size
        return
    clause = any(p.parent is predicate and p.link is Link.THAT for p in line.predicates)
    if not (clause or line.tag(behind) is Tag.THAT or line.text(behind) in _OPENING):
        return
    last = size
    for i in range(behind, size):
        contrast = line.text(i) in _CONTRAST and i > behind + 2
        if line.text(i) == ";" or contrast:
            last = i
            break
    if last - behind >= 3:
        yield behind, last


def _object_end(line: Line, index: int) -> int:
    """Where the words go on behind ", X told me,"; 0 where they do not."""
    for i in range(index, min(index + 3, len(line.words) - 4)):
        if line.text(i) == ",":
            return i + 1
        if line.tag(i) not in (Tag.PRONOUN, Tag.DETERMINER, Tag.NOUN, Tag.NAME):
            return 0
    return 0


def _trails(line: Line, index: int) -> bool:
    """Whether what follows ", X said" only says when, where or to whom."""
    while line.tag(index) in (Tag.NAME, Tag.NOUN, Tag.DETERMINER, Tag.PRONOUN):
        index += 1
    return line.text(index) in (
        ".",
        ",",
        ":",
        ";",
        "on",
        "in",
        "at",
        "during",
        "to",
        "after",
        "late",
    )


def _according(line: Line, discourse: Discourse) -> Iterator[Region]:
    for i, (mark, _, last) in line.signs.items():
        if mark is not Mark.ACCORDING:
            continue
        near = (m for m in line.mentions if m.first >= last - 1 and m.first - last <= 3)
        mention = next(near, None)
        if mention is None:
            continue
        who = _means(line, discourse, mention)
        words = _words(line, mention)
        first, end = (0, i) if i > 3 else (mention.last, len(line.words))
        yield Region(first, end, who, words, direct=False)
