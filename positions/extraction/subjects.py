"""Whose predicate it is: the subject of a verb, the owner of a noun.

A subject is looked for in the words between a verb and the boundary before it.
"""

from collections.abc import Iterator

from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.tags import FINITE, Tag

_OPENERS = frozenset((Tag.SUBORDINATOR, Tag.RELATIVE, Tag.THAT, Tag.CONTRAST))
_STOPS = frozenset((";", ":", "—", "–", "(", ")", "?", "!"))
_QUOTES = frozenset(('"', "“", "”", "«", "»"))
_NOUNS = frozenset((Tag.NOUN, Tag.NAME, Tag.PRONOUN))
_ON = frozenset(("on", "to", "that", "for"))  # "the insistence of Kyiv on"
_NOBODY = frozenset(("nobody", "none", "neither", "nothing", "no"))


def set_zone(line: Line, number: int, predicate: Predicate) -> None:
    """How far back the words of a subject can reach."""
    stop = 0
    for before in reversed(line.predicates[:number]):
        if before.last <= predicate.first and not _within_subject(line, before):
            stop = before.last
            break
    i = _over_aside(line, predicate.first)
    while i > stop and not opens(line, i - 1):
        i -= 1
    if i == predicate.first and _resumes(line, i):
        i = stop = 0
    if i == stop and stop:
        i = _behind_object(line, i, predicate.first)
    predicate.zone = i
    predicate.opener = i - 1 if i and opens(line, i - 1) and line.tag(i - 1) in _OPENERS else -1


def _over_aside(line: Line, index: int) -> int:
    """The index before an aside between dashes or brackets that closes right here."""
    closing = line.text(index - 1)
    opening = {"—": "—", "–": "–", ")": "("}.get(closing)
    if opening is None:
        return index
    found = (i for i in range(index - 2, 0, -1) if line.text(i) == opening)
    return next(found, index)


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
        return line.tag(predicate.head) is Tag.DETERMINER  # "the only answer is"
    if predicate.form is Form.INFINITIVE:
        return predicate.first == 0 or line.tag(predicate.first - 1) is Tag.NOUN
    return predicate.form is Form.GERUND and (
        predicate.first == 0
        or opens(line, predicate.first - 1)
        or line.tag(predicate.first - 1) is Tag.NOUN
    )


def set_subject(line: Line, number: int, predicate: Predicate) -> None:
    """Find the subject of a verb, an adjective or a judgement."""
    if predicate.speech and (speaker := _inverted(line, predicate)) is not None:
        predicate.subjects = [speaker]
        return
    limit = _over_aside(line, predicate.first)
    inside = [
        m
        for m in line.mentions
        if predicate.zone <= m.first and m.last <= limit and m.role == "subject"
    ]
    aside = line.text(predicate.first - 1) == ","
    headless = not has_noun(line, predicate.zone, predicate.first)
    relative = predicate.opener >= 0 and line.tag(predicate.opener) in (Tag.RELATIVE, Tag.THAT)
    if not inside and headless and relative:
        antecedent = _antecedent(line, predicate)
        predicate.subjects = _with_joined(line, antecedent) if antecedent else []
    elif inside and aside:
        chosen = inside[0]
        if chosen.named is None and not chosen.outsider:
            chosen = next((m for m in inside if m.named), chosen)
        predicate.subjects = _with_joined(line, chosen)
    elif inside:
        predicate.subjects = _with_joined(line, inside[-1])
    elif aside and predicate.form is Form.ADJECTIVE and not predicate.finite:
        predicate.subjects = _shared(line, number, predicate)
    elif aside and (main := _before_aside(line, predicate)) is not None:
        predicate.subjects = [main]
    elif headless:
        predicate.subjects = _shared(line, number, predicate)


def _inverted(line: Line, predicate: Predicate) -> Mention | None:
    """As in "..., said Peskov": the speaker behind the verb."""
    before = line.text(predicate.first - 1)
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


def _with_joined(line: Line, mention: Mention) -> list[Mention]:
    """A subject with those that "and" joins to it, before it and behind it."""
    found = [mention]
    others = [m for m in line.mentions if m.role == "subject"]
    index = others.index(mention) if mention in others else -1
    for before in reversed(others[: max(index, 0)]):
        if not _joined(line, before.last, found[0].first):
            break
        found.insert(0, before)
    return found


def _joined(line: Line, first: int, last: int) -> bool:
    words = [line.text(i) for i in range(first, last)]
    return (
        0 < len(words) <= 4
        and any(w in ("and", "nor", "or", ",", "&") for w in words)
        and all(
            w in ("and", "nor", "or", ",", "&", "both", "as", "well")
            or line.tag(first + n) is Tag.DETERMINER
            for n, w in enumerate(words)
        )
    )


def _antecedent(line: Line, predicate: Predicate) -> Mention | None:
    """Whom "who" or "which" stands for: the name right before it."""
    index = predicate.opener
    while line.text(index - 1) in (",", "—", "–"):
        index -= 1
    near = [m for m in line.mentions if m.last == index]
    if near and near[-1].role != "owner":
        return near[-1]
    return None


def _before_aside(line: Line, predicate: Predicate) -> Mention | None:
    """As in "Russia, which ..., demands": the name before the comma that opens the aside."""
    starts = {p.first for p in line.predicates if p.form in (Form.GERUND, Form.PARTICIPLE)}
    for i in range(predicate.first - 2, 0, -1):
        if line.text(i - 1) == "," and (line.tag(i) is Tag.RELATIVE or i in starts):
            near = [m for m in line.mentions if m.last <= i and m.role == "subject"]
            return near[-1] if near and i - near[-1].last <= 3 else None
    return None


def _shared(line: Line, number: int, predicate: Predicate) -> list[Mention]:
    """The subject of the verb before, for "..., and rejects" and the like."""
    if predicate.opener >= 0 and line.tag(predicate.opener) is Tag.SUBORDINATOR:
        return []
    for before in reversed(line.predicates[:number]):
        if before.finite or before.form is Form.ADJECTIVE:
            relative = before.opener >= 0 and line.tag(before.opener) is Tag.RELATIVE
            if relative and line.text(predicate.first - 1) == ",":
                continue
            return before.subjects
    return []


def set_owner(line: Line, predicate: Predicate) -> None:
    """Whose demand it is: "Moscow's demand", "a demand by Moscow"."""
    for mention in reversed(line.mentions):
        if mention.role == "owner" and 0 <= predicate.first - mention.last <= 5:
            between = range(mention.last, predicate.first)
            if all(_modifies(line, i) for i in between):
                predicate.subjects = [mention]
                return
    behind = [
        m
        for m in line.mentions
        if 0 < m.first - predicate.last <= 3
        and (m.role in ("by", "from") or (m.role == "of" and line.text(m.last) in _ON))
    ]
    if behind and not any(p.verbal for p in _between(line, predicate.last, behind[0].first)):
        predicate.subjects = behind[:1]


def _modifies(line: Line, index: int) -> bool:
    return line.tag(index) in (
        Tag.ADJECTIVE,
        Tag.NOUN,
        Tag.POSSESSIVE,
        Tag.NUMBER,
        Tag.ADVERB,
        Tag.PARTICIPLE,
        Tag.GERUND,
        Tag.NAME,
    ) or line.text(index) in ("-", "and", "own")


def _between(line: Line, first: int, last: int) -> Iterator[Predicate]:
    return (p for p in line.predicates if first <= p.first and p.last <= last)


def nobody(line: Line, predicate: Predicate) -> tuple[int, int] | None:
    """As in "Nobody will", "neither Moscow nor Kyiv wants", "no country accepts"."""
    taken = {i for use in line.terms for i in range(use.first - 2, use.last)}
    for i in range(predicate.zone, predicate.first):
        if line.text(i) in _NOBODY and i not in taken:
            return i, i + 1
    return None
