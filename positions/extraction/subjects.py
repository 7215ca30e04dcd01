"""Whose predicate it is: the subject of a verb, the owner of a noun."""

from collections.abc import Iterator, Sequence

from positions.extraction.lexicon import english
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.tags import Tag
from positions.extraction.zones import has_noun, inverted, subject_end

_ON = frozenset(("on", "to", "that", "for"))  # "the insistence of Kyiv on"
_OWN = frozenset(
    "goal goals aim aims demand demands condition conditions priority priorities ambition"
    " ambitions objective objectives insistence requirement requirements".split()
)
NOBODY = frozenset(("nobody", "none", "neither", "nothing", "no"))


def set_subject(line: Line, number: int, predicate: Predicate) -> None:
    """Find the subject of a verb, an adjective or a judgement."""
    if predicate.speech and (speaker := inverted(line, predicate)) is not None:
        predicate.subjects = [speaker]
        return
    limit = subject_end(line, number, predicate)
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
    elif aside and (named := _before_aside(line, predicate, Tag.RELATIVE)) is not None:
        predicate.subjects = _with_joined(line, named)
    elif inside and aside:
        predicate.subjects = _before_comma(line, inside)
    elif inside:
        predicate.subjects = _with_joined(line, inside[-1])
    elif aside and predicate.form is Form.ADJECTIVE and not predicate.finite:
        predicate.subjects = _shared(line, number, predicate)
    elif aside and (main := _before_aside(line, predicate)) is not None:
        predicate.subjects = [main]
    elif headless:
        predicate.subjects = _shared(line, number, predicate)
    elif (owner := _voice(line, predicate.zone, limit)) is not None:
        predicate.subjects = [owner]


def _before_comma(line: Line, inside: Sequence[Mention]) -> list[Mention]:
    """As in "Kyiv and its allies, meanwhile, say": the first who is named, and who is joined."""
    chosen = inside[0]
    if chosen.named is None and not chosen.outsider:
        chosen = next((m for m in inside if m.named), chosen)
    found = _with_joined(line, chosen)
    for mention in inside:
        last = found[-1].last
        both = any(line.text(i) == "and" for i in range(last, mention.first))
        if mention.first > last and both and _joined(line, last, mention.first):
            found.append(mention)
    return found


def _voice(line: Line, first: int, last: int) -> Mention | None:
    """As in "Ukraine's constitution bars", "the European draft says": whose it is."""
    for mention in line.mentions:
        if mention.role == "owner" and first <= mention.first and mention.last < last:
            nouns = (i for i in range(mention.last, last) if line.tag(i) is Tag.NOUN)
            head = next(nouns, -1)
            if line.text(head) in english().voices and line.tag(head + 1) is not Tag.NOUN:
                return mention
    return None


def likewise(line: Line, predicate: Predicate) -> Iterator[Mention]:
    """As in "Like Moscow, Budapest rejects", "Kyiv, together with Paris, wants"."""
    for mention in line.mentions:
        i = mention.first - 1 - (line.tag(mention.first - 1) is Tag.DETERMINER)
        with_ = mention.role == "with" and line.text(i - 1) in ("together", "along", "jointly")
        start = i - with_
        fronted = start == 0 or line.text(start - 1) == ","
        apart = fronted and line.text(mention.last) == "," and mention.last < predicate.first
        clear = not any(
            p.finite and mention.last <= p.first < predicate.first for p in line.predicates
        )
        if apart and clear and (with_ or mention.role in ("like", "alongside")):
            yield mention


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


def _before_aside(line: Line, predicate: Predicate, opener: Tag | None = None) -> Mention | None:
    """As in "Russia, which ..., demands": the name before the comma that opens the aside.

    With an opener only an aside that a word of this kind opens.
    """
    starts = {p.first for p in line.predicates if p.form in (Form.GERUND, Form.PARTICIPLE)}
    for i in range(predicate.first - 2, 0, -1):
        begins = line.tag(i) is Tag.RELATIVE or (opener is None and i in starts)
        if line.text(i - 1) == "," and begins:
            near = [m for m in line.mentions if m.last <= i and m.role == "subject"]
            return near[-1] if near and i - near[-1].last <= 3 else None
    return None


def _shared(line: Line, number: int, predicate: Predicate) -> list[Mention]:
    """The subject of the verb before, for "..., and rejects" and the like."""
    if predicate.opener >= 0 and line.tag(predicate.opener) is Tag.SUBORDINATOR:
        return []
    if (main := _main(line, number, predicate)) is not None:
        return main.subjects
    for before in reversed(line.predicates[:number]):
        if before.finite or before.form is Form.ADJECTIVE:
            relative = before.opener >= 0 and line.tag(before.opener) is Tag.RELATIVE
            if relative and line.text(predicate.first - 1) == ",":
                continue
            return before.subjects
    return []


def _main(line: Line, number: int, predicate: Predicate) -> Predicate | None:
    """As in "Berg said that it would wait, and proposed": the main verb, in the same tense."""
    joined = line.tag(predicate.first - 1) is Tag.COORDINATOR and line.text(predicate.first - 2)
    tense = line.tag(predicate.head)
    if (
        not joined
        or (joined != "," and not predicate.speech)
        or predicate.modal
        or tense not in (Tag.PAST, Tag.PRESENT)
    ):
        return None
    return next(
        (
            p
            for p in line.predicates[:number]
            if p.finite and p.opener < 0 and p.subjects and line.tag(p.head) is tense
            if joined == "," or p.speech or line.tag(p.last - 1) is Tag.THAT
        ),
        None,
    )


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
        and (
            m.role in ("by", "from")
            or (
                m.role == "of"
                and (line.text(m.last) in _ON or line.text(predicate.last - 1) in _OWN)
            )
            or (m.role == "in" and predicate.opinion and line.text(predicate.first - 1) == "the")
        )
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
        if line.text(i) in NOBODY and i not in taken:
            return i, i + 1
    return None
