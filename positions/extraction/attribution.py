"""Whose words are they: verbs of saying, quotation marks, and speeches by label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from positions.extraction.discourse import PERSONAL, Discourse
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.tags import Tag
from positions.extraction.vocabulary import Mark, Named
from positions.model import ActorKind

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"'}
_SIGN = re.compile(r'["“”«»„]')
_CLOSING = (",", '"', "”", "»", "'", "—", "–", "?", "!")
_OPENING = (",", ":", '"', "“", "«")
_CONTRAST = frozenset(("while", "whereas"))
_STAYING = frozenset("remains remained stays stayed".split())
_EYES = frozenset(
    "view views eyes opinion judgement judgment mind telling words reading book account".split()
)
_SAYING = frozenset(("saying", "telling"))
_FRONT = 3  # words; what begins later stands behind what is told
_LATE = 14  # words between "said" and its "that"
_SCARE = 5  # words; fewer between quotation marks are no speech


@dataclass(slots=True)
class Region:
    """Words that somebody is reported to have said; `direct` inside quotation marks.

    Attributes:
        others: those who say so with the speaker ("Kyiv and Paris said").
    """

    first: int
    last: int
    speaker: Named | None
    words: str
    direct: bool
    others: tuple[Named, ...] = ()

    @property
    def speakers(self) -> tuple[Named, ...]:
        """All who say so; none where it is not known who."""
        return () if self.speaker is None else (self.speaker, *self.others)


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


def outside_quotes(line: Line) -> list[Mention]:
    """Those whom the writer of a sentence names, or else the one quoted."""
    return [m for m in line.mentions if not line.inside_quote(m.first)] or line.mentions


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
        own = False
        if inherited is not None and mention is not None and mention.pronoun == "we":
            speaker, own = inherited, True  # "LIMA: I think that"
        elif mention is not None:
            speaker = _means(line, discourse, mention), _words(line, mention)
            if speaker[0] is None and mention.pronoun in PERSONAL:
                around = (r for r in found if r.first <= mention.first < r.last and r.words)
                outer = next(around, None)  # "His spokesman said the minister had said"
                speaker = (outer.speaker, outer.words) if outer is not None else speaker
        elif not (predicate.speech and predicate.form is Form.GERUND and speaker):
            continue
        who, words = speaker
        for first, last in _contents(line, predicate, mention):
            found = _cut(found, first, last)
            others = _beside(line, discourse, predicate, mention)
            found.append(Region(first, last, who, words, direct=own, others=others))
    found += _according(line, discourse)
    if speaker is None and line.quoted and line.text(line.quoted[0][0] - 2) == ":":
        speaker = _before_colon(line, discourse, line.quoted[0][0] - 2)
    for first, last in line.quoted:
        who, words = speaker or inherited or (None, "")
        found.insert(0, Region(first, last, who, words, direct=True))
    return found


def _beside(
    line: Line, discourse: Discourse, predicate: Predicate, mention: Mention | None
) -> tuple[Named, ...]:
    """Those of other parties whom "and" joins to a speaker."""
    if mention is None:
        return ()
    joined = [
        m
        for m in predicate.subjects
        if any(line.text(i) == "and" for i in range(m.last, mention.first))
    ]
    named = (_means(line, discourse, each) for each in joined)
    return tuple(who for who in named if who is not None)


def _before_colon(line: Line, discourse: Discourse, index: int) -> tuple[Named | None, str] | None:
    """As in 'Zelensky, in his address: "..."': the first one named before the colon."""
    for mention in line.mentions:
        if mention.last <= index and mention.role == "subject" and not mention.plan:
            return _means(line, discourse, mention), _words(line, mention)
    return None


def _means(line: Line, discourse: Discourse, mention: Mention) -> Named | None:
    seen = [m for m in line.mentions if m.named and not m.plan and m.last <= mention.first]
    if mention.pronoun in PERSONAL:  # the first one spoken of goes on speaking
        outside = [m for m in seen if m.role == "subject" and not line.inside_quote(m.first)]
        seen = [m for m in outside if m.named and m.named.kind is ActorKind.PERSON][:1]
    return discourse.means(mention, [m.named for m in seen if m.named])


def _words(line: Line, mention: Mention) -> str:
    """A speaker as the text names them; nothing for a pronoun."""
    return "" if mention.pronoun else line.written(mention.first, mention.last)


def _speaks(line: Line, predicate: Predicate) -> Mention | None:
    """The one who says what follows a verb of saying, or an opinion of whom does."""
    if line.inside_quote(predicate.head):
        return None
    subjects = predicate.subjects
    if predicate.speech and (quoted := _quoted(line, predicate)) is not None:
        return quoted
    if predicate.opinion:
        return subjects[0] if subjects and _held(line, predicate) else None
    if predicate.view and subjects and _as_told(line, predicate) is not None:
        return subjects[-1]
    if predicate.speech and predicate.form is Form.INFINITIVE:
        subjects = _used_to(predicate)
    elif not predicate.speech or predicate.form not in (Form.FINITE, Form.GERUND):
        return None
    return None if not subjects or subjects[-1].plan else subjects[-1]


def _used_to(speech: Predicate) -> list[Mention]:
    """As in "used the visit to say that": who does the one thing does the other."""
    verb = speech.parent
    done = verb is not None and verb.form is Form.FINITE and not (verb.cues or verb.negator)
    return verb.subjects if verb is not None and done and not verb.modal else []


def _quoted(line: Line, verb: Predicate) -> Mention | None:
    """As in "was quoted by TASS as saying", "TASS quoted Lavrov as saying"."""
    told = range(verb.last, min(verb.last + _LATE, len(line.words)))
    index = next((i for i in told if line.text(i) == "as" and line.text(i + 1) in _SAYING), 0)
    if not index:
        return None
    if verb.form is Form.PASSIVE:
        return verb.subjects[-1] if verb.subjects else None
    return next((m for m in line.mentions if m.first >= verb.last and m.last == index), None)


def _held(line: Line, opinion: Predicate) -> int:
    """Where an opinion is told, behind "X's position is", "the view in X remains"; else 0."""
    index = max(opinion.last, *(mention.last for mention in opinion.subjects))
    if line.tag(index) is Tag.THAT:
        return index
    start = index
    while line.tag(index) in (Tag.BE, Tag.HAVE, Tag.ADVERB) or line.text(index) in _STAYING:
        index += 1
    plain = line.tag(index) is Tag.ADJECTIVE and line.text(index + 1) in (":", "—", "–")
    return (index + plain) if index > start else 0


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
    """Where the reported words of a speaker stand."""
    if predicate.opinion:
        yield _held(line, predicate), len(line.words)
    elif (as_told := _as_told(line, predicate)) is not None:
        yield as_told
    else:
        yield from _said(line, predicate, mention)


def _said(line: Line, predicate: Predicate, mention: Mention | None) -> Iterator[tuple[int, int]]:
    """The words before ", X said", behind the verb, or on both sides."""
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
    clause = any(p.parent is predicate and p.link is Link.THAT for p in line.predicates)
    closed = head > 1 and line.text(head - 1) in _CLOSING
    if closed and clause:  # "Speaking in Moscow, Peskov said ..."
        closed = any(p.finite and p.last <= head for p in line.predicates)
    if closed:
        closed = inverted or size - behind <= 12 or _trails(line, behind)
    if closed and line.tag(predicate.last) is not Tag.THAT:
        yield 0, head
        if line.text(behind) == "," and size - behind > 4:
            yield behind + 1, size
        return
    that = _that(line, behind)
    if not (clause or that or line.text(behind) in _OPENING):
        return
    behind = that or behind
    last = size
    for i in range(behind, size):
        contrast = line.text(i) in _CONTRAST and i > behind + 2
        if line.text(i) == ";" or contrast:
            last = i
            break
    if last - behind >= 3:
        yield behind, last


def _as_told(line: Line, predicate: Predicate) -> tuple[int, int] | None:
    """As in "As Peskov put it on Monday, ...", "..., as Moscow sees it"."""
    opener = predicate.zone - 1
    if line.text(opener) != "as" or "it" not in line.phrase(predicate.head, predicate.last + 1):
        return None
    if opener > 0:
        return (0, opener - 1) if line.text(opener - 1) == "," else None
    commas = (i for i in range(predicate.last, len(line.words)) if line.text(i) == ",")
    comma = next(commas, 0)
    return (comma + 1, len(line.words)) if comma else None


def _that(line: Line, index: int) -> int:
    """Where "that" opens what is said: "said on arriving in Paris that ..."; else 0."""
    finite = (p.first for p in line.predicates if p.finite and p.first >= index)
    limit = min(next(finite, len(line.words)), index + _LATE)
    return next((i for i in range(index, limit) if line.tag(i) is Tag.THAT), 0)


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
    for i, first, mention in (*_in_the_eyes(line), *_by_account(line), *_signed(line)):
        start, end = (0, i) if i > _FRONT else (first, len(line.words))
        who, words = _means(line, discourse, mention), _words(line, mention)
        yield Region(start, end, who, words, direct=False)


def _in_the_eyes(line: Line) -> Iterator[tuple[int, int, Mention]]:
    """As in "in Moscow's view": where it begins, where it ends, and whose view it is."""
    for mention in line.mentions:
        eyes = mention.last + (line.tag(mention.last) is Tag.POSSESSIVE)
        inside = mention.role == "owner" and line.text(mention.first - 1) in ("in", "to")
        if inside and line.text(eyes) in _EYES:
            yield mention.first - 1, eyes + 1, mention


def _by_account(line: Line) -> Iterator[tuple[int, int, Mention]]:
    """As in "according to Moscow"."""
    for i, (mark, _, last) in line.signs.items():
        near = (m for m in line.mentions if m.first >= last - 1 and m.first - last <= _FRONT)
        if mark is Mark.ACCORDING and (mention := next(near, None)) is not None:
            yield i, mention.last, mention


def _signed(line: Line) -> Iterator[tuple[int, int, Mention]]:
    """As in "Truce out of the question - Kremlin"."""
    size = len(line.words)
    for mention in line.mentions:
        dash = mention.first - 1 - (line.tag(mention.first - 1) is Tag.DETERMINER)
        alone = line.words[dash].start > line.words[dash - 1].end if dash > _FRONT else False
        if alone and mention.last == size and line.text(dash) in ("-", "—", "–"):
            yield dash, size, mention
