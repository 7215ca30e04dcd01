"""All claims of one sentence, and what it leaves to the sentences after it."""

from collections.abc import Sequence
from dataclasses import replace

from positions.extraction.anaphora import answer, asked, fragment, named_before
from positions.extraction.attribution import Region
from positions.extraction.chain import Climb
from positions.extraction.conditions import prices
from positions.extraction.discourse import Discourse, Topic
from positions.extraction.ellipsis import elided, lacking
from positions.extraction.governors import fronted, governors
from positions.extraction.meetings import authored, mutual, owned
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.scene import Scene
from positions.extraction.signs import Claim, direction_for
from positions.extraction.stance import Climber
from positions.extraction.terms import TermUse


def claims(line: Line, regions: Sequence[Region], discourse: Discourse) -> list[Claim]:
    """All claims of one sentence; leaves its topic and its question to the next."""
    scene = Scene(line, regions, discourse)
    climber = Climber(scene)
    answer(climber)
    topics = [use for use in line.terms if fronted(line, use)]
    governed: set[int] = set()
    for use in line.terms:
        if use in topics or _undergone(line, use) or lacking(climber, use):
            continue
        for predicate, how in governors(line, use):
            governed.add(id(predicate))
            climber.climb(Climb(use), predicate, how)
        authored(climber, use)
        mutual(climber, use)
        owned(climber, use)
        _price(climber, use)
    fragment(climber)
    named_before(climber, governed, topics)
    elided(climber)
    discourse.asked = asked(line)
    left = [Topic(c.term, c.value, c.named.party) for c in scene.made if c.rule != "mutual"]
    if not left:
        left = [Topic(use, direction_for(use, "") or 1, "") for use in line.terms[-2:]]
    if left:
        discourse.topics, discourse.topic_age = left, 0
    return scene.made


def _undergone(line: Line, use: TermUse) -> bool:
    """Whether a word of meeting is passive: "should be met with sanctions"."""
    own = next((p for p in line.predicates if p.use is use), None)
    return bool(use.ref.term.mutual) and own is not None and own.form is Form.PASSIVE


def _price(climber: Climber, use: TermUse) -> None:
    """What somebody makes a condition is demanded."""
    found = prices(climber.scene, use)
    if found is None:
        return
    main, start = found
    climb = Climb(use)
    for governor, link in governors(climber.scene.line, use)[:1]:
        predicate: Predicate | None = governor
        how = link
        while predicate is not None and predicate.head >= start:
            if not climber.chains.take(climb, predicate, how):
                return
            how = predicate.link or how
            predicate = predicate.parent
    for holder in climber.scene.holders(main):
        climber.claimed(climb, replace(main, modal=""), holder, "price", sign=climb.sign)
