"""The zone of a predicate: the words before it in which its subject is looked for.

It reaches back to the boundary before, over what is told of the subject in between.
"""

from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.tags import FINITE, Tag

_OPENERS = frozenset((Tag.SUBORDINATOR, Tag.RELATIVE, Tag.THAT, Tag.CONTRAST))
_STOPS = frozenset((";", ":", "—", "–", "(", ")", "?", "!"))
_QUOTES = frozenset(('"', "“", "”", "«", "»"))
_REDUCED = (Form.GERUND, Form.PARTICIPLE)
_NOUNS = frozenset((Tag.NOUN, Tag.NAME, Tag.PRONOUN))
_OBJECT = 3  # words of the object between a verb and its infinitive
_NAMED, _TOLD = 3, 4  # words before the one who says so, and behind the verb
_TELLING = frozenset(("tell", "tells", "told"))


def set_zone(line: Line, number: int, predicate: Predicate) -> None:
    """How far back the words of a subject can reach."""
    stop = 0
    i = subject_end(line, number, predicate)
    for before in reversed(line.predicates[:number]):
        if before.last <= i and not _within_subject(line, before):
            stop = before.last
            break
    while i > stop and not opens(line, i - 1):
        i -= 1
    if i == predicate.first and _resumes(line, i):
        i = stop = 0
    if i == stop and stop:
        i = _behind_object(line, i, predicate.first)
    predicate.zone = i
    predicate.opener = i - 1 if i and opens(line, i - 1) and line.tag(i - 1) in _OPENERS else -1


def _over_aside(line: Line, index: int) -> int:
    """The index before an aside that closes right here: in dashes, in brackets."""
    closing = line.text(index - 1)
    opening = {"—": "—", "–": "–", ")": "("}.get(closing)
    if opening is None:
        return index
    found = (i for i in range(index - 2, 0, -1) if line.text(i) == opening)
    return next(found, index)


def subject_end(line: Line, number: int, predicate: Predicate) -> int:
    """Where the words of a subject end: at the verb, or before what is told of it in between."""
    index = _over_aside(line, predicate.first)
    if predicate.finite and index == predicate.first:
        index = _over_commas(line, number, predicate)
    if predicate.finite and index == predicate.first:
        index = _over_relative(line, number, predicate)
    return index


def _over_commas(line: Line, number: int, predicate: Predicate) -> int:
    """As in "Their draft, which was leaked, says": the index of the first of the commas."""
    closing = predicate.first - 1
    behind = predicate.speech and inverted(line, predicate) is not None
    if line.text(closing) != "," or behind:
        return predicate.first
    starts = {p.first for p in line.predicates[:number] if p.form in _REDUCED}
    for i in range(closing - 1, 1, -1):
        if line.text(i - 1) == "," and (line.tag(i - 2) in _NOUNS or i == 2):  # "That, X said, is"
            which = i + (line.tag(i) in (Tag.PREPOSITION, Tag.SUBORDINATOR))
            told = any(p.finite and i < p.first < closing for p in line.predicates[:number])
            if (
                (line.tag(which) is Tag.RELATIVE and told)
                or which in starts
                or _says(line, i, closing)
            ):
                return i - 1
        if line.text(i) in _STOPS:
            break
    return predicate.first


def _says(line: Line, first: int, last: int) -> bool:
    """Whether an aside tells who says so: "Shared fishing, Berg complained, is wrong"."""
    return any(
        (p.speech or any(cue.id == "warn" for cue in p.cues))
        and p.subjects
        and 0 <= p.subjects[-1].first - first <= _NAMED
        and p.last <= last <= p.last + _TOLD
        for p in line.predicates
        if first <= p.first < last
    )


def _over_relative(line: Line, number: int, predicate: Predicate) -> int:
    """As in "guarantees that would commit Paris are": where the clause about a noun begins."""
    end = predicate.first
    for before in reversed(line.predicates[:number]):
        if before.last > end or _bounded(line, before.last, end):
            break
        if before.finite:
            start = _relative_start(line, before, close=before.last == predicate.first)
            return predicate.first if predicate.base or start < 0 else start
        end = before.first
    return predicate.first


def _bounded(line: Line, first: int, last: int) -> bool:
    return any(
        opens(line, i) or line.text(i) == "," or line.tag(i) is Tag.COORDINATOR
        for i in range(first, last)
    )


def _relative_start(line: Line, verb: Predicate, *, close: bool) -> int:
    """Where the clause of a verb begins if it tells which one a noun means; else -1."""
    if verb.speech or (verb.view and not verb.cues):
        return -1
    if verb.opener > 0:
        which = line.tag(verb.opener) in (Tag.RELATIVE, Tag.THAT)
        return verb.opener if which and line.tag(verb.opener - 1) in _NOUNS else -1
    if close and verb.subjects and has_noun(line, verb.zone, verb.subjects[0].first):
        return verb.subjects[0].first  # "the land Russia holds is"
    return -1


def _resumes(line: Line, index: int) -> bool:
    """Whether a quotation goes on here that began with its subject: '"Crimea," he said, "is'."""
    mark = line.text(index - 1) in ('"', "“", "«")
    return (
        mark
        and line.text(index - 2) == ","
        and any(p.speech and p.last <= index for p in line.predicates)
    )


def _behind_object(line: Line, start: int, end: int) -> int:
    """Where a new clause begins behind the object of the verb before: after "," or "and"."""
    if line.text(end - 1) == ",":  # an aside closes there
        return start
    for i in range(end - 1, start - 1, -1):
        if line.text(i) == "," or line.tag(i) is Tag.COORDINATOR:
            return i + 1
    return start


def opens(line: Line, index: int) -> bool:
    """Whether a word or a sign bounds what stands behind it."""
    text = line.text(index)
    if text in _QUOTES:
        return any(index in (first - 1, last) for first, last in line.quoted)
    return line.tag(index) in _OPENERS or text in _STOPS


def _within_subject(line: Line, predicate: Predicate) -> bool:
    """Whether a predicate can be part of a subject: nouns, reduced clauses, a gerund in front."""
    if predicate.form in (Form.NOUN, Form.PARTICIPLE):
        return True
    if predicate.form is Form.JUDGEMENT and not predicate.finite:
        equal = line.tag(predicate.last) in FINITE  # "Kyiv's top priority is"
        return line.tag(predicate.head) is Tag.DETERMINER or equal
    if predicate.form is Form.INFINITIVE:
        reduced = any(  # "a plan forcing Kyiv to cede land would"
            p.form is Form.GERUND
            and 0 < predicate.first - p.last <= _OBJECT
            and line.tag(p.first - 1) is Tag.NOUN
            for p in line.predicates
        )
        return reduced or predicate.first == 0 or line.tag(predicate.first - 1) is Tag.NOUN
    return predicate.form is Form.GERUND and (
        predicate.first == 0
        or any(p.speech and p.finite and p.last == predicate.first for p in line.predicates)
        or opens(line, predicate.first - 1)
        or line.tag(predicate.first - 1) is Tag.NOUN
    )


def inverted(line: Line, predicate: Predicate) -> Mention | None:
    """As in "..., said Peskov": the speaker behind the verb."""
    before = line.text(predicate.first - 1)
    if line.text(predicate.head) in _TELLING or predicate.first < predicate.head:
        return None  # "..., Umerov, told the BBC", "..., had asked Paris"
    if before not in (",", '"', "”", "»", "?", "!") and predicate.first:
        return None
    for mention in line.mentions:
        if mention.first >= predicate.last:
            close = mention.first - predicate.last <= 4 and mention.role in ("subject", "owner")
            after = line.tag(mention.last)
            if mention.role == "owner" and after is not Tag.POSSESSIVE:
                return None  # "..., promises Ukraine guarantees"
            clause = after in FINITE or after in (Tag.POSSESSIVE, Tag.TO)
            return mention if close and not clause else None
    return None


def has_noun(line: Line, first: int, last: int) -> bool:
    """Whether a noun stands there that no preposition governs."""
    governed = False
    for i in range(first, last):
        tag = line.tag(i)
        if tag in _NOUNS and not governed:
            return True
        if tag is Tag.PREPOSITION:
            governed = True
        elif tag not in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER, *_NOUNS):
            governed = False
    return False
