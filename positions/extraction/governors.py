"""Which predicates say something of a term: as its verb's object or subject, or from behind."""

from collections.abc import Iterator

from positions.extraction.clauses import apart
from positions.extraction.lexicon import english
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import ENDS, Line
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse

_PHRASE = frozenset(
    (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.POSSESSIVE, Tag.PARTICIPLE)
)
_WHEREABOUTS = frozenset(
    "in at during amid amidst throughout despite under within ahead through via by"
    " regarding concerning".split()
)
_WITHIN = frozenset(("without", "under", "in", "by", "during", "through", "within", "after"))
_ASKING = frozenset(("want", "demand"))
_FRONTED = frozenset(("on", "as", "regarding", "concerning", "about", "with", "for", "over"))


def governors(line: Line, use: TermUse) -> list[tuple[Predicate, Link]]:
    """The predicates that say something of a term, and how they do."""
    own = next((p for p in line.predicates if p.use is use), None)
    if own is not None:
        return [(own, Link.OBJECT), *(each for each in _relatives(line, use) if each[0].cues)]
    found: list[tuple[Predicate, Link]] = []
    about = next(
        (
            p
            for p in line.predicates
            if p.finite
            and p.zone <= use.first
            and use.last <= p.first
            and _is_subject(line, p, use)
            and not (p.view and p.form is Form.PASSIVE and _placed(line, use))
        ),
        None,
    )
    within = [
        p
        for p in line.predicates
        if p.last <= use.first
        and not (p.form is Form.JUDGEMENT and p.finite and p.last < use.first - 12)
        and not (p.form is Form.PARTICIPLE and line.text(p.head - 1) == "-")
    ]
    nearest = within[-1] if within else None
    if about is not None and (nearest is None or nearest.last <= about.zone):
        found.append((about, Link.SUBJECT))
        found += [(p, Link.SUBJECT) for p in _joined(line, about)]
    elif (
        nearest is not None
        and not apart(line, nearest.last, use.first)
        and not _aside_from(line, nearest, use)
    ):
        undergone = _undergoes(line, nearest, use)
        found.append((undergone, Link.SUBJECT) if undergone else (nearest, Link.OBJECT))
    found += [each for each in _relatives(line, use) if each not in found]
    found += [(p, Link.SUBJECT) for p in _participles(line, use)]
    return found


def _joined(line: Line, verb: Predicate) -> Iterator[Predicate]:
    """Verbs that "and" or "but" joins to one and that share its subject."""
    before = verb
    for predicate in line.predicates[line.predicates.index(verb) + 1 :]:
        if not predicate.finite:
            continue
        bare = line.tag(predicate.first - 1) in (Tag.COORDINATOR, Tag.CONTRAST)
        if not bare or predicate.form is not before.form or predicate.subjects:
            return
        yield predicate
        before = predicate


def _undergoes(line: Line, verb: Predicate, use: TermUse) -> Predicate | None:
    """As in "wants sanctions lifted", "expects sanctions to be lifted": what is to befall it."""
    return next(
        (
            p
            for p in line.predicates
            if p.cues
            and 0 <= p.first - use.reach <= 1
            and line.tag(p.first - 1) is not Tag.COORDINATOR
            and any(cue.id in _ASKING for cue in verb.cues)
            and (
                p.form is Form.PARTICIPLE
                or (p.parent is verb and not p.finite and p.form is not Form.GERUND)
            )
        ),
        None,
    )


def _aside_from(line: Line, predicate: Predicate, use: TermUse) -> bool:
    """Whether a term only says when or where: "demands concessions in the talks"."""
    i = use.first - 1
    while i > predicate.last and line.tag(i) in _PHRASE:
        i -= 1
    if i > predicate.last and line.text(i) in _WHEREABOUTS:
        return True
    if i >= predicate.last and line.text(i) == "from" and use.ref.term.author:
        return True  # "wants it removed from the plan"
    if i > predicate.last and line.text(i) == "as" and not predicate.view:
        return line.text(i - 1) != "such"
    return line.tag(i) is Tag.PREPOSITION and line.text(i - 1) in english().hollow


def _placed(line: Line, use: TermUse) -> bool:
    """As in "Troops on Northern territory will be seen as": a term that only says where."""
    i = use.first - 1
    while line.tag(i) in _PHRASE:
        i -= 1
    return i > 0 and line.text(i) == "on"


def _is_subject(line: Line, predicate: Predicate, use: TermUse) -> bool:
    """Whether a term in a verb's zone is its subject and not the object of the verb before."""
    end = use.reach if use.reach <= predicate.first else use.last
    behind = [m for m in line.mentions if end <= m.first and m.last <= predicate.first]
    subjects = [m for m in predicate.subjects if not m.plan]
    return not any(m in subjects for m in behind) and not _in_aside(line, predicate, use)


def _in_aside(line: Line, predicate: Predicate, use: TermUse) -> bool:
    """As in "Kyiv, which has called for T, welcomed ...": T stands in what is told beside."""
    subject = predicate.subjects[-1].last if predicate.subjects else -1
    return (
        line.text(predicate.first - 1) == ","
        and 0 <= subject <= use.first
        and line.text(subject) == ","
        and any(p.finite and subject < p.first and p.last <= use.first for p in line.predicates)
    )


def _relatives(line: Line, use: TermUse) -> Iterator[tuple[Predicate, Link]]:
    """As in "..., which Kyiv rejects", "the guarantees Kyiv demands", "that was rejected by"."""
    passive = False
    for predicate in line.predicates:
        start = _clause_start(line, predicate) if predicate.finite else -1
        if not predicate.finite or line.text(start - 1) in _WITHIN:
            continue
        if predicate.zone == predicate.first and predicate.form is Form.PASSIVE:
            opened = predicate.opener >= 0 and _right_before(line, use, start)
            joined = passive and line.text(predicate.first - 1) in ("and", "but", "or")
            passive = opened or joined
            if passive:
                yield predicate, Link.SUBJECT
        elif predicate.subjects and predicate.zone < predicate.first and start >= 0:
            other = not predicate.view and _governs_other(line, predicate)
            if _right_before(line, use, start) and not other:
                yield predicate, Link.OBJECT


def _clause_start(line: Line, predicate: Predicate) -> int:
    """Where a clause about something before it begins; -1 where it is none."""
    report = predicate.parent
    if report is not None and predicate.link is Link.THAT and report.speech:
        if report.last == predicate.zone:  # "a condition that Kyiv says it will never accept"
            return _clause_start(line, report)
        return -1
    if predicate.opener >= 0:
        relative = line.tag(predicate.opener) in (Tag.RELATIVE, Tag.THAT)
        return predicate.opener if relative else -1
    if not predicate.subjects:
        return -1
    start = predicate.subjects[0].first
    apposed = line.text(start - 1) in english().apposed
    bare = line.text(predicate.last) in ENDS and any(u.reach == start for u in line.terms)
    return start if predicate.link is Link.RELATIVE or apposed or bare else -1


def _right_before(line: Line, use: TermUse, start: int) -> bool:
    """Whether a clause is about a term: right behind it, or behind ", an idea"."""
    if 0 <= start - use.reach <= 3:
        return not any(p.verbal and use.reach <= p.first < start for p in line.predicates)
    noun = line.text(start - 1) in english().apposed and start - use.reach <= 28
    return noun and any(line.text(i) in (",", "—", "–") for i in range(use.reach, start))


def _governs_other(line: Line, predicate: Predicate) -> bool:
    """Whether a verb has an object of its own."""
    verbs = [p.use for p in line.predicates if p.finite]
    after = next((u for u in line.terms if u.first >= predicate.last and u not in verbs), None)
    return after is not None and after.first - predicate.last <= 4


def _participles(line: Line, use: TermUse) -> Iterator[Predicate]:
    """As in "a truce backed by Paris", "the US-backed truce"."""
    for predicate in line.predicates:
        if predicate.form is Form.PARTICIPLE and predicate.cues:
            compound = line.text(predicate.head - 1) == "-"
            if (compound and 0 <= use.first - predicate.last <= 3) or (
                not compound and 0 <= predicate.first - use.reach <= 8
            ):
                yield predicate


def fronted(line: Line, use: TermUse) -> bool:
    """Whether a term is the topic that a sentence begins with: "On territory, ..."."""
    head = line.text(0)
    if head not in _FRONTED or use.first > 8:
        return False
    comma = next(
        (i for i in range(use.last, min(len(line.words), use.last + 8)) if line.text(i) == ","), -1
    )
    return comma >= 0 and not any(
        p.verbal and p.last <= comma and p.use is not use for p in line.predicates
    )
