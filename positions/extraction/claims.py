"""All claims of one sentence, and what it leaves to the sentences after it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from positions.extraction.anaphora import fragment, named_before, refers_back
from positions.extraction.attribution import Region
from positions.extraction.chain import Climb
from positions.extraction.conditions import prices
from positions.extraction.discourse import Discourse, Topic
from positions.extraction.ellipsis import elided, lacking
from positions.extraction.governors import fronted, governors
from positions.extraction.meetings import authored, mutual, owned, proposed
from positions.extraction.predicates import Form, Predicate
from positions.extraction.questions import answer, asked, asked_within
from positions.extraction.reading import Line
from positions.extraction.scene import Scene
from positions.extraction.signs import Claim, combine, direction_for, pointing
from positions.extraction.stance import Climber
from positions.extraction.terms import TermUse


def claims(line: Line, regions: Sequence[Region], discourse: Discourse) -> list[Claim]:
    """All claims of one sentence; leaves its topic and its question to the next."""
    scene = Scene(line, regions, discourse)
    climber = Climber(scene)
    within = asked_within(line)
    answer(climber, within)
    topics = [use for use in line.terms if fronted(line, use)]
    governed: set[int] = set()
    for use in line.terms:
        if use in topics or _undergone(line, use) or lacking(climber, use):
            continue
        if proposed(climber, use):
            continue
        for predicate, how in governors(line, use):
            governed.add(id(predicate))
            climber.climb(Climb(use), predicate, how)
        authored(climber, use)
        mutual(climber, use)
        owned(climber, use)
        _price(climber, use)
    fragment(climber)
    if within:
        discourse.topics, discourse.topic_age = within, 0  # "That is absurd," he said when asked
    named_before(climber, governed, topics)
    elided(climber)
    discourse.asked = asked(line) if line.question else within
    told = [claim for claim in scene.made if claim.rule != "mutual"]
    discourse.stances = [Topic(claim.term, claim.value, claim.named) for claim in told]
    left = [_topic(claim) for claim in told]
    if not left:
        uses = [
            use
            for use in line.terms
            if use.ref.term.points and pointing(use) and not _undergone(line, use)
        ]
        left = [Topic(use, direction_for(use, "") or 1) for use in uses[-2:]]
    if left:
        discourse.topics, discourse.topic_age = left, 0
    elif discourse.topic_age <= 1 and refers_back(line):
        discourse.topic_age = 0  # still spoken of
    return scene.made


def _topic(claim: Claim) -> Topic:
    """What a claim leaves to be spoken of: what was asked for, or what was refused."""
    outermost, *inner = (step.sign for step in claim.chain)
    if outermost > 0 or not inner:
        return Topic(claim.term, claim.value, claim.named)
    return Topic(claim.term, reduce(combine, inner))


def _undergone(line: Line, use: TermUse) -> bool:
    """Whether a word of meeting is passive: "should be met with sanctions"."""
    own = next((p for p in line.predicates if p.use is use), None)
    return bool(use.ref.term.mutual) and own is not None and own.form is Form.PASSIVE


def _price(climber: Climber, use: TermUse) -> None:
    """What somebody makes a condition is demanded."""
    found = prices(climber.scene, use)
    if found is None:
        return
    main, start, word = found
    climb = Climb(use)
    for governor, link in governors(climber.scene.line, use)[:1]:
        predicate: Predicate | None = governor
        how = link
        while predicate is not None and predicate.head >= start:
            if not climber.chains.take(climb, predicate, how):
                return
            how = predicate.link or how
            predicate = predicate.parent
    holders = climber.scene.holders(main)
    region = climber.scene.region(main.head)
    speaker = region.speaker if region is not None else None
    other = word.startswith("only") and all(h.party != speaker.party for h in holders if speaker)
    if speaker is not None and (not main.subjects or (holders and other)):
        holders = [speaker]  # "Lima said Norda would stop only if"
    for holder in holders:
        climber.claimed(climb, replace(main, modal=""), holder, "price", sign=climb.sign)
