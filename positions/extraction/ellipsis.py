"""Stances told by what is left out: "Moscow has not", "no truce without guarantees"."""

from dataclasses import replace

from positions.extraction.chain import Climb
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.scene import Scene
from positions.extraction.stance import Climber
from positions.extraction.tags import AUXILIARY, Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Named
from positions.model import Attribution, Strength

_ENDS = frozenset(("", ".", ",", ";", "!", '"', "”", "—", "–"))
_TOO = frozenset(("too", "also", "likewise"))
_SHORT = 8  # words; a longer sentence says what it is about
_LIKEWISE = frozenset(("so", "as", "nor", "neither"))
_OPENING = frozenset((",", '"', "“", "«", ";", ":", "—", "–", "and", "but", "because", "that"))
_QUALIFYING = (Tag.ADJECTIVE, Tag.DETERMINER, Tag.NOUN, Tag.PARTICIPLE, Tag.ADVERB)


def elided(climber: Climber) -> None:
    """As in "Kyiv has agreed to a truce, Moscow has not", "and so does Paris"."""
    scene = climber.scene
    for predicate in scene.line.predicates:
        turn = _turn(scene.line, predicate)
        earlier = [c for c in scene.made if c.term.first < predicate.first and c.rule != "mutual"]
        if not turn or scene.unreal(predicate.head):
            continue
        if not earlier:
            _elided_before(climber, predicate, turn)
            continue
        told = earlier[-1]
        said = {c.named.party for c in scene.made if c.term is told.term}
        for holder in _holders(scene, predicate):
            if holder.party not in said:
                claim = replace(
                    told,
                    named=holder,
                    value=told.value * turn,
                    rule="ellipsis",
                    attribution=Attribution.DESCRIBED,
                    speaker="",
                    strength=Strength.PLAIN,
                    condition="",
                )
                scene.made.append(claim)


def _elided_before(climber: Climber, predicate: Predicate, turn: int) -> None:
    """As in "Kyiv wants a truce. Moscow does not.": of what the sentence before was about."""
    scene = climber.scene
    if scene.line.terms or len(scene.line.words) > _SHORT:
        return
    for told in scene.discourse.stances:
        for holder in _holders(scene, predicate):
            other = told.holder is not None and holder.party != told.holder.party
            if other and (turn > 0 or told.value > 0):  # not rejecting is not accepting
                climb = Climb(told.use, value=told.value)
                climb.add(scene.line.phrase(predicate.first, predicate.last), turn)
                climber.claimed(climb, predicate, holder, "ellipsis", sign=turn)


def _turn(line: Line, predicate: Predicate) -> int:
    """1 where a bare auxiliary repeats a stance, -1 where it denies it, else 0."""
    if predicate.cues or line.tag(predicate.head) not in AUXILIARY:
        return 0
    if predicate.negator is not None and predicate.subjects:
        return -1 if line.text(predicate.last) in _ENDS else 0
    if line.text(predicate.last) in _TOO and predicate.subjects and predicate.opener < 0:
        return 1  # "Paris does too"
    likewise = (line.text(predicate.first), line.text(predicate.first - 1))
    return 1 if any(word in _LIKEWISE for word in likewise) else 0


def _holders(scene: Scene, predicate: Predicate) -> list[Named]:
    """Those before a bare auxiliary, or right behind it ("so does Paris")."""
    if predicate.negator is not None or scene.line.text(predicate.last) in _TOO:
        return scene.holders(predicate)
    behind = [m for m in scene.line.mentions if 0 <= m.first - predicate.last <= 1]
    return [who for m in behind if (who := scene.who(m)) is not None]


def lacking(climber: Climber, use: TermUse) -> bool:
    """As in "Without guarantees, a truce would only help Russia", "no truce without them".

    Whether a speaker takes a stand so; then nothing else is said of the term there.
    """
    scene = climber.scene
    line = scene.line
    within = use.words.startswith("without ")
    i = use.first if within else use.first - 1
    while not within and i >= 0 and line.tag(i) in _QUALIFYING:
        i -= 1
    region = scene.region(use.first)
    if line.text(i) != "without" or region is None or region.speaker is None:
        return False
    opens = i <= region.first or line.text(i - 1) in _OPENING
    barred = any(region.first <= first < i for first in line.negators)
    if scene.unreal(use.first) or not (opens or barred):
        return False
    place = Predicate(first=use.first, last=use.last, head=use.first, form=Form.NOUN)
    for speaker in region.speakers:
        climber.without(use, place, speaker, line.phrase(i, i + 1), -1 if within else 1)
    return True
