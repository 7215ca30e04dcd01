"""Stances on what was named before: "the idea", "it", a fronted topic, the answer to a question."""

from collections.abc import Sequence
from functools import cache

from positions.extraction.chain import Climb
from positions.extraction.discourse import Topic
from positions.extraction.inflection import phrase_forms
from positions.extraction.lexicon import CueKind, english
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.signs import SIGN, direction_for
from positions.extraction.stance import Climber
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark

_THINGS = frozenset("it them this that these those one so such".split())
_ENDS = frozenset(("", ".", ",", ";", "!", "?", '"', "”"))
_OBJECT_ENDS = _ENDS | frozenset(
    "as and but for until out only if within by on — – at either anyway now".split()
)
_ASKED_FOR = frozenset(("first", "now", "immediately", "only", "yes"))
_NEAR = 5  # words between a cue and "the idea"


def named_before(climber: Climber, governed: set[int], fronted: Sequence[TermUse]) -> None:
    """What is said of things named before, where a cue has no term of its own.

    Args:
        climber: of the sentence.
        governed: ids of the predicates that govern a term.
        fronted: terms with which the sentence begins as its topic.
    """
    for predicate in climber.scene.line.predicates:
        if id(predicate) in governed or not predicate.cues:
            continue
        if fronted:
            for use in fronted:
                climber.climb(Climb(use, prefix="topic-"), predicate, Link.OBJECT)
            return
        if predicate.form is Form.NOUN:
            _amid(climber, predicate)
        elif (how := _points_back(climber.scene.line, predicate)) is not None:
            seen = predicate.form is Form.JUDGEMENT and not predicate.finite
            _climb_back(climber, (predicate.parent if seen else None) or predicate, how)


def _climb_back(climber: Climber, predicate: Predicate, how: Link) -> None:
    """Climb from the last term of the sentence, or else from the topics of the one before."""
    scene = climber.scene
    earlier = [use for use in scene.line.terms if use.last <= predicate.first]
    if earlier:
        climber.climb(Climb(earlier[-1], prefix="anaphor-"), predicate, how)
    elif scene.discourse.topic_age <= 1:
        holders = {who.party for who in scene.holders(predicate)}
        cue = climber.chains.cue(predicate, how)
        refuses = cue is not None and SIGN[cue.sign] < 0
        for topic in scene.discourse.topics:
            if topic.party in holders and topic.value != 0 and refuses:
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


def _points_back(line: Line, predicate: Predicate) -> Link | None:
    """Whether a cue's object, or its subject, is something named before."""
    acts = all(cue.kind in (CueKind.ACT, CueKind.FATE) for cue in predicate.cues)
    if acts and not (predicate.parent and predicate.link is Link.OBJECT):
        return None
    if predicate.form in (Form.PASSIVE, Form.JUDGEMENT):
        zone = range(predicate.zone, predicate.first)
        back = any(_anaphor(line, i) or line.text(i) in _THINGS for i in zone)
        return Link.SUBJECT if back else None
    last = predicate.last
    if any(
        line.text(i) in _THINGS for i in range(predicate.head + 1, last - 1)
    ):  # "turned it down"
        return Link.OBJECT
    if any(_anaphor(line, i) for i in range(last, min(last + _NEAR, len(line.words)))):
        return Link.OBJECT
    after, following = line.text(last), line.text(last + 1)
    cut_off = (
        after in _ENDS if line.text(last - 1) == "to" else (after == "to" and following in _ENDS)
    )
    if cut_off or (after in _THINGS and following in _OBJECT_ENDS):
        return Link.OBJECT
    if predicate.form is Form.FINITE and predicate.subjects and after in _ENDS:
        heeds = line.text(predicate.zone - 1) == "as"  # "..., as Moscow demands"
        alone = line.phrase(predicate.head, last) in _forms_alone()
        return Link.OBJECT if heeds or alone else None
    return None


@cache
def _forms_alone() -> frozenset[str]:
    """Verbs of a stance that need no object, in all their forms."""
    return frozenset(form for phrase in english().standing_alone for form in phrase_forms(phrase))


def _anaphor(line: Line, index: int) -> bool:
    """Whether "the idea" or the like stands there, and not "the idea of ..."."""
    sign = line.signs.get(index)
    if sign is None or sign[0] is not Mark.ANAPHOR:
        return False
    return line.text(sign[2]) not in ("of", "that", "to", "for")


def asked(line: Line) -> list[Topic]:
    """What a question is about: "Will Kyiv withdraw from Donbas?", "asked whether ..."."""
    asking = line.question or any(
        line.text(i) == "asked" and line.text(i + 1) in ("whether", "if", "about")
        for i in range(len(line.words))
    )
    return [Topic(use, direction_for(use, "") or 1, "") for use in line.terms] if asking else []


def answer(climber: Climber) -> None:
    """As in "No," or "Absolutely," to the question before."""
    scene = climber.scene
    words = scene.line.words
    label = next((i for i, word in enumerate(words[:8]) if word.text == ":"), -1)
    first = next((i for i, w in enumerate(words) if i > label and w.text[0].isalpha()), 0)
    region = scene.region(first)
    if not scene.discourse.asked or region is None or region.speaker is None:
        return
    start = f"{scene.line.phrase(first, first + 4)} "
    for sign, answers in ((-1, english().answers_no), (1, english().answers_yes)):
        for said in answers:
            if start.startswith(said) and not start[len(said)].isalnum():
                place = Predicate(first=first, last=first + 1, head=first, form=Form.JUDGEMENT)
                for topic in scene.discourse.asked:
                    climb = Climb(topic.use, value=topic.value)
                    climb.add(said, sign)
                    climber.claimed(climb, place, region.speaker, "answer", sign=sign)
                return


def fragment(climber: Climber) -> None:
    """As in "Guarantees first", "Kremlin: Truce only after ...": words without a verb."""
    scene = climber.scene
    line = scene.line
    for use in line.terms:
        region = scene.region(use.first)
        if region is None or region.speaker is None or not region.direct or line.question:
            continue
        verbs = any(p.finite and region.first <= p.first <= use.last for p in line.predicates)
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
