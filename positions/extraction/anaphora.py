"""Stances on what was named before: "the idea", "it", a fronted topic."""

from collections.abc import Container, Sequence
from functools import cache
from itertools import chain

from positions.extraction.chain import Climb
from positions.extraction.inflection import phrase_forms
from positions.extraction.lexicon import CueKind, english
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import ENDS, Line
from positions.extraction.signs import SIGN, pointing
from positions.extraction.stance import Climber
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark

_THINGS = frozenset("it them this that these those one so such".split())
_POINTING = frozenset(("these", "those", "such"))
_NEAREST = frozenset(("this", "that"))
_OBJECT_ENDS = ENDS | frozenset(
    "as and but for until out only if within by on — – at either anyway now".split()
)
_ASKED_FOR = frozenset(("first", "now", "immediately", "only", "yes"))
_EMPTY = frozenset(("time", "no"))
_NAMING = frozenset((Tag.NOUN, Tag.ADJECTIVE))  # "this war" names its own thing
# Done to somebody with a thing: "target them" is not said of the sanctions.
_TO_SOMEBODY = ("target", "hit", "sanction", "blacklist", "train", "equip", "slap")
_PLURAL_NEAR = 9  # words within which "them" looks back first
_NEAR = 5  # words between a cue and "the idea"


def named_before(climber: Climber, governed: set[int], fronted: Sequence[TermUse]) -> None:
    """What is said of things named before, where a cue has no term of its own.

    Args:
        climber: of the sentence.
        governed: ids of the predicates that govern a term.
        fronted: terms with which the sentence begins as its topic.
    """
    discourse = climber.scene.discourse
    topics = discourse.topics if discourse.topic_age <= 1 else ()
    things = frozenset(chain.from_iterable(topic.use.ref.things for topic in topics))
    plural = any(topic.use.words.endswith("s") for topic in topics)
    for predicate in climber.scene.line.predicates:
        if id(predicate) in governed or not (predicate.cues or climber.belittled(predicate)):
            continue
        if fronted:
            for use in fronted:
                climber.climb(Climb(use, prefix="topic-"), predicate, Link.OBJECT)
            return
        if predicate.form is Form.NOUN:
            _amid(climber, predicate)
        elif (
            how := _points_back(climber.scene.line, predicate, things, plural=plural)
        ) is not None:
            view = predicate.parent
            if predicate.form is Form.JUDGEMENT and not predicate.finite and view is not None:
                how = Link.SUBJECT if view.form is Form.PASSIVE else Link.OBJECT
                _climb_back(climber, view, how)
            else:
                _climb_back(climber, predicate, how)


def _climb_back(climber: Climber, predicate: Predicate, how: Link) -> None:
    """Climb from the last term of the sentence, or else from the topics of the one before."""
    scene = climber.scene
    earlier = [u for u in scene.line.terms if u.last <= predicate.first and pointing(u)]
    if earlier:
        climber.climb(Climb(earlier[-1], prefix="anaphor-"), predicate, how)
    elif scene.discourse.topic_age <= 1:
        region = scene.region(predicate.head)
        speakers = region.speakers if region is not None else ()
        holders = speakers if how is Link.SUBJECT else scene.holders(predicate)
        cue = climber.chains.cue(predicate, how)
        refuses = cue is not None and SIGN[cue.sign] < 0
        for topic in scene.discourse.topics:
            if topic.wanted_by(holders) and topic.value != 0 and refuses:
                continue  # nobody rejects what they have just asked for
            climb = Climb(topic.use, value=topic.value, prefix="anaphor-")
            climber.climb(climb, predicate, how)


def _amid(climber: Climber, noun: Predicate) -> None:
    """As in "NATO membership is off the table amid opposition from Moscow"."""
    terms = climber.scene.line.terms
    behind = bool(noun.subjects) and noun.subjects[0].first >= noun.last
    earlier = [use for use in terms if use.reach <= noun.first]
    later = any(0 <= use.first - noun.last < 12 for use in terms)
    if behind and earlier and not later:
        climber.climb(Climb(earlier[0]), noun, Link.OBJECT)


def _points_back(
    line: Line, predicate: Predicate, things: Container[str], *, plural: bool
) -> Link | None:
    """Whether a cue's object, or its subject, is something named before.

    `things` may name the topics behind "these", and `plural` is whether one is so worded.
    """
    if not predicate.cues:  # "It would only help Moscow"
        return Link.SUBJECT if _thing_before(line, predicate, things) else None
    acts = all(cue.kind in (CueKind.ACT, CueKind.FATE) for cue in predicate.cues)
    if line.text(predicate.head).startswith(_TO_SOMEBODY):
        return None
    meant = predicate.modal in ("will", "must") or predicate.negator is not None
    fated = meant and any(cue.kind is CueKind.FATE for cue in predicate.cues)
    if fated and _thing_before(line, predicate, things):
        return Link.SUBJECT  # "That was never going to happen"
    if acts and not meant and not (predicate.parent and predicate.link is Link.OBJECT):
        return None
    if predicate.form in (Form.PASSIVE, Form.JUDGEMENT):
        empty = line.text(predicate.head) in _EMPTY  # "it is time for peace"
        if empty or (predicate.form is Form.JUDGEMENT and _expletive(line, predicate)):
            return None
        they = plural and line.text(predicate.zone) == "they"  # "They are unacceptable"
        return Link.SUBJECT if they or _thing_before(line, predicate, things) else None
    last = predicate.last
    if any(
        line.text(i) in _THINGS or _anaphor(line, i, (), close=False)
        for i in range(predicate.head + 1, last - 1)
    ):  # "turned it down"
        return Link.OBJECT
    verbs = (p.head for p in line.predicates if p.verbal and p.head >= last)
    behind = range(last, min(last + _NEAR, next(verbs, len(line.words)), len(line.words)))
    if any(_anaphor(line, i, things, close=i == last + 1) for i in behind):
        return Link.OBJECT
    after, following = line.text(last), line.text(last + 1)
    cut_off = (
        after in ENDS if line.text(last - 1) == "to" else (after == "to" and following in ENDS)
    )
    ends = following in _OBJECT_ENDS or line.tag(last + 1) in (Tag.PREPOSITION, Tag.ADVERB)
    if cut_off or (after in _THINGS and ends and not (after == "them" and _plural(line, last))):
        return Link.OBJECT
    if predicate.form is Form.FINITE and predicate.subjects and after in ENDS:
        heeds = line.text(predicate.zone - 1) == "as"  # "..., as Moscow demands"
        alone = line.phrase(predicate.head, last) in _forms_alone()
        return Link.OBJECT if heeds or alone else None
    return None


def _thing_before(line: Line, predicate: Predicate, things: Container[str]) -> bool:
    """Whether the subject of a predicate is something named before."""
    opener, start, end = predicate.opener, predicate.zone, predicate.first
    aside = predicate.zone == predicate.first or line.text(opener + 1) == ","
    if aside and line.text(opener) == "that" and line.tag(opener - 1) is Tag.MARK:
        start = opener  # "That, he said, was out of the question"
    if not predicate.finite and predicate.parent is not None and predicate.parent.view:
        start, end = predicate.parent.head + 1, min(end, predicate.parent.last + 2)
    return any(
        _anaphor(line, i, things, close=True)
        or (
            line.text(i) in _THINGS
            and line.tag(i - 1) is not Tag.PREPOSITION
            and (line.text(i) in ("it", "them") or line.tag(i + 1) not in _NAMING)
        )
        for i in range(start, end)
    )


def _expletive(line: Line, judgement: Predicate) -> bool:
    """As in "it is essential to", "it is too bad it started": what follows is judged."""
    if line.text(judgement.last - 1) in ("for", "to", "that"):
        return True  # "it is time for"
    after = judgement.last + (line.text(judgement.last) in ('"', "”"))
    behind = line.tag(after) in (Tag.TO, Tag.THAT, Tag.PRONOUN) or line.text(after) == "to"
    zone = range(max(0, judgement.zone - 1), judgement.first)
    return behind and any(line.text(i) == "it" for i in zone)


def _plural(line: Line, index: int) -> bool:
    """Whether "them" stands for other things of the sentence: "denied such claims ... them"."""
    return any(
        line.tag(i) is Tag.NOUN and line.text(i).endswith("s") and line.tag(i + 1) is not Tag.NOUN
        for i in range(max(0, index - _PLURAL_NEAR), index - 1)
        if not any(m.first <= i < m.last for m in line.mentions)
    )


@cache
def _forms_alone() -> frozenset[str]:
    """Verbs of a stance that need no object, in all their forms."""
    return frozenset(form for phrase in english().standing_alone for form in phrase_forms(phrase))


def _anaphor(line: Line, index: int, things: Container[str], *, close: bool) -> bool:
    """Whether "the idea", "such a step", "these troops" stands there, and not "the idea of ..."."""
    sign = line.signs.get(index)
    last, pointers = index + 1, set(_POINTING)
    if sign is not None and sign[0] is Mark.ANAPHOR:
        last = sign[2]
        pointers.update((sign[1],) if line.text(last - 1).endswith("s") else (sign[1], *_NEAREST))
    elif not close or line.text(index) not in things:
        return False
    known = last > index + 1 or (sign is not None and sign[0] is Mark.ANAPHOR)
    back = index - 1 - (known and any(m.last == index for m in line.mentions))
    before = line.text(back) or "."  # "the European measures"
    points = before in pointers or (before in ("a", "an") and line.text(index - 2) == "such")
    return (points or last > index + 1) and line.text(last) not in ("of", "that", "to", "for")


def refers_back(line: Line) -> bool:
    """Whether a sentence speaks of what was named before: "it", "the idea"."""
    return any(
        word.text in ("it", "this") or _anaphor(line, i, (), close=False)
        for i, word in enumerate(line.words)
    )


def fragment(climber: Climber) -> None:
    """As in "Guarantees first", "Kremlin: Truce only after ...": words without a verb."""
    scene = climber.scene
    line = scene.line
    for use in line.terms:
        region = scene.region(use.first)
        if region is None or region.speaker is None or line.question:
            continue
        last = use.last + 1 if region.direct else region.last
        verbs = any(p.finite and region.first <= p.first < last for p in line.predicates)
        asked_for = any(line.text(i) in _ASKED_FOR for i in range(use.last, use.last + 3))
        negated = any(
            first in line.negators and line.negators[first] == use.first
            for first in range(max(0, use.first - 2), use.first)
        )
        if not verbs and (asked_for or negated):
            place = Predicate(first=use.first, last=use.last, head=use.first, form=Form.NOUN)
            climb = Climb(use)
            climber.chains.negated_term(climb)
            climber.claim(climb, place, region.speaker, "fragment")
