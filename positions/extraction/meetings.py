"""Stances that need no cue: a plan has its author, and a meeting those who meet."""

from functools import cache

from positions.extraction.inflection import plural_forms
from positions.extraction.lexicon import english
from positions.extraction.mentions import Mention
from positions.extraction.scene import Scene
from positions.extraction.stance import Climber
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse

_BREAKS = frozenset((Tag.SUBORDINATOR, Tag.CONTRAST, Tag.RELATIVE))
_WITH = frozenset(("with", "between", "among", "from", "of"))
_NEAR = 12


def authored(climber: Climber, use: TermUse) -> None:
    """A party stands behind what the text calls its own: "Washington's plan"."""
    author = use.ref.term.author
    if not author:
        return
    owner = next((named for named in use.names if named.party == author), None)
    for mention in climber.scene.line.mentions:
        near = 0 <= use.first - mention.last <= 4 and mention.role == "owner"
        if owner is None and mention.named and mention.named.party == author and near:
            owner = mention.named
    if owner is not None:
        climber.described(owner, use, "author", "author of")


def owned(climber: Climber, use: TermUse) -> None:
    """As in "Russia's territorial demands": a term that is itself somebody's wish."""
    scene = climber.scene
    if use.words.split(" ")[-1] not in _wishes() or id(use) in scene.wanted:
        return
    for mention in scene.line.mentions:
        near = mention.role == "owner" and 0 <= use.first - mention.last <= 3
        if near and (holder := scene.who(mention)) is not None:
            climber.described(holder, use, "owned", "'s")


@cache
def _wishes() -> frozenset[str]:
    """Nouns of wishing, in all their forms."""
    cue = next(cue for cue in english().cues if cue.id == "wish-noun")
    return frozenset(form for word in cue.words if " " not in word for form in plural_forms(word))


def mutual(climber: Climber, use: TermUse) -> None:
    """Everyone named in the clause of a meeting or an exchange takes part in it."""
    scene, term = climber.scene, use.ref.term
    if not term.mutual or id(use) in scene.wanted or scene.unreal(use.first):
        return
    line = scene.line
    breaks = [i for i in range(len(line.words)) if line.tag(i) in _BREAKS]
    left = max((i for i in breaks if i < use.first), default=-1)
    right = min((i for i in breaks if i > use.first), default=len(line.words))
    if _denied(scene, use, left):
        return
    together = [
        mention.named
        for mention in line.mentions
        if mention.named is not None
        and left < mention.first < right
        and mention.named.party in term.mutual
        and _takes_part(scene, mention, use)
    ]
    if _foretold(scene, use):
        together = [named for named in together if scene.own(use.first, named)]
    said = {claim.named.party for claim in scene.made if claim.term is use}
    if len({named.party for named in together} | (said & set(term.mutual))) < 2:
        return
    for named in together:
        if named.party not in said:
            said.add(named.party)
            climber.described(named, use, "mutual", "takes part in")


def _denied(scene: Scene, use: TermUse, left: int) -> bool:
    """Whether a meeting is only refused, wished for or possible."""
    return any(
        (predicate.negator is not None or predicate.modal in ("must", "may"))
        and left < predicate.last
        and (predicate.first <= use.first < predicate.last or 0 <= use.first - predicate.last <= 5)
        for predicate in scene.line.predicates
    )


def _foretold(scene: Scene, use: TermUse) -> bool:
    """Whether somebody only says that a meeting will be."""
    return scene.region(use.first) is not None and any(
        p.modal == "will" and (p.first <= use.first < p.last or 0 <= use.first - p.last <= 5)
        for p in scene.line.predicates
    )


def _takes_part(scene: Scene, mention: Mention, use: TermUse) -> bool:
    """Whether somebody named beside a meeting meets: not its place nor its topic."""
    line = scene.line
    if use.first <= mention.first < use.last:
        return True
    if mention.role == "owner":
        joined = line.text(mention.last) == "-" and line.tag(mention.last + 1) is Tag.NAME
        mate = next((m for m in line.mentions if m.first == mention.last + 1), None)
        if joined and mate is not None and mate.role == "subject":
            return True  # "US-Russia officials hold talks"
        return 0 <= use.first - mention.last <= (3 if joined else 2)
    if mention.role in _WITH:
        return -_NEAR <= mention.first - use.last <= _NEAR
    return mention.role == "subject"
