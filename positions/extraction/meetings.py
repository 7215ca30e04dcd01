"""Stances that need no cue: a plan has its author, and a meeting those who meet."""

from functools import cache

from positions.extraction.governors import governors
from positions.extraction.inflection import plural_forms, verb_forms
from positions.extraction.lexicon import named_cue
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.scene import Scene
from positions.extraction.stance import Climber
from positions.extraction.tags import VERBAL, Tag
from positions.extraction.terms import TermUse

_BREAKS = frozenset((Tag.SUBORDINATOR, Tag.CONTRAST, Tag.RELATIVE))
_WITH = frozenset(("with", "between", "among", "from", "of"))
_PROPOSALS = frozenset("proposal proposals call calls idea ideas offer offers push".split())
_PROPOSED = 8  # words between "for" and what is proposed
_NEAR, _FROM_NEAR = 12, 18  # words between a meeting and those it is with
_OBJECT_NEAR = 4
_HOLDING = (
    "hold have conduct conclude finish end open begin start continue resume complete attend".split()
)
_ARRANGED = frozenset("expected set due scheduled slated".split())
_AT = frozenset("after before following at for".split())
_PHRASE = frozenset((Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.POSSESSIVE))


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


def proposed(climber: Climber, use: TermUse) -> bool:
    """As in "Washington's proposal for a truce": no plan, but whoever proposes a truce."""
    scene = climber.scene
    text = use.words.split(" ")[-1]
    if not use.ref.term.author or text not in _PROPOSALS or scene.line.text(use.last) != "for":
        return False
    thing = next((u for u in scene.line.terms if 0 < u.first - use.last <= _PROPOSED), None)
    whose = next((m for m in scene.line.mentions if m.plan and m.last >= use.last), None)
    if thing is None or whose is None or whose.named is None or whose.first > use.last:
        return False
    climber.described(whose.named, thing, "nominal", text)
    return True


def owned(climber: Climber, use: TermUse) -> None:
    """As in "Russia's territorial demands": a term that is itself somebody's wish."""
    scene = climber.scene
    if use.words.split(" ")[-1] not in _wishes() or id(use) in scene.wanted:
        return
    for mention in scene.line.mentions:
        between = range(mention.last, use.first)  # "Kyiv's view of the demands" owns none
        near = (
            mention.role == "owner"
            and 0 <= use.first - mention.last <= 3
            and all(scene.line.tag(i) is not Tag.PREPOSITION for i in between)
        )
        if near and (holder := scene.who(mention)) is not None:
            climber.described(holder, use, "owned", "'s")


@cache
def _wishes() -> frozenset[str]:
    """Nouns of wishing, in all their forms."""
    words = named_cue("wish-noun").words
    return frozenset(form for word in words if " " not in word for form in plural_forms(word))


def mutual(climber: Climber, use: TermUse) -> None:
    """Everyone named in the clause of a meeting or an exchange takes part in it."""
    scene, term = climber.scene, use.ref.term
    if not term.mutual or scene.unreal(use.first):
        return
    line = scene.line
    if id(use) in scene.wanted and not any(_scheduled(scene, p) for p in _near(scene, use)):
        return
    if term.near and not _takes_place(scene, use):
        return
    breaks = [i for i in range(len(line.words)) if line.tag(i) in _BREAKS]
    left = max((i for i in breaks if i < use.first), default=-1)
    right = min((i for i in breaks if i > use.first), default=len(line.words))
    if _denied(scene, use, left):
        return
    together = [
        named
        for mention in line.mentions
        if left < mention.first < right and (mention.named or _holds(line, mention, use))
        if (named := scene.who(mention)) is not None and named.party in term.mutual
        if _takes_part(scene, mention, use)
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


def _takes_place(scene: Scene, use: TermUse) -> bool:
    """Whether a meeting is told to be, and not only spoken of: "held talks", "after the talks"."""
    line = scene.line
    if line.tag(use.first) in VERBAL or line.tag(use.last - 1) in VERBAL:
        return True
    i = use.first - 1
    while i >= 0 and (line.tag(i) in _PHRASE or line.text(i) == "-"):
        i -= 1
    if line.text(i) in _AT:
        return True
    return any(line.text(p.head) in _held() for p, _ in governors(line, use))


@cache
def _held() -> frozenset[str]:
    """Verbs by which a meeting is held, in all their forms."""
    return frozenset(form for word in _HOLDING for form in verb_forms(word))


def _holds(line: Line, mention: Mention, use: TermUse) -> bool:
    """As in "where he met ...", "she held talks": a pronoun that is the subject of the meeting."""
    return mention.pronoun in ("he", "she") and any(
        mention in p.subjects and (p.use is use or line.text(p.head) in _held())
        for p in line.predicates
    )


def _near(scene: Scene, use: TermUse) -> list[Predicate]:
    """The verbs around the words of a meeting."""
    return [
        p
        for p in scene.line.predicates
        if p.first <= use.first < p.last or 0 <= use.first - p.last <= 5
    ]


def _denied(scene: Scene, use: TermUse, left: int) -> bool:
    """Whether a meeting is only refused, wished for or possible."""
    return any(
        (predicate.negator is not None or predicate.modal in ("must", "may"))
        and left < predicate.last
        and not _scheduled(scene, predicate)
        for predicate in _near(scene, use)
    )


def _scheduled(scene: Scene, predicate: Predicate) -> bool:
    """As in "are expected to meet", "is due to travel": what has been arranged."""
    line = scene.line
    passive = predicate.form is Form.PASSIVE or line.tag(predicate.first) is Tag.BE
    return (
        passive
        and predicate.negator is None
        and any(line.text(i) in _ARRANGED for i in range(predicate.first, predicate.last))
    )


def _foretold(scene: Scene, use: TermUse) -> bool:
    """Whether somebody only says that a meeting will be."""
    return scene.region(use.first) is not None and any(p.modal == "will" for p in _near(scene, use))


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
        before = _FROM_NEAR if mention.role == "from" else _NEAR  # "Envoys from Kyiv and ..."
        return -before <= mention.first - use.last <= _NEAR
    if mention.role == "for":  # "with Witkoff for the US, Umerov for Ukraine"
        mates = (m.named for m in line.mentions if 0 <= mention.first - m.last <= 2)
        return any(mate and mention.named and mate.party == mention.named.party for mate in mates)
    if mention.role != "subject":
        return False
    return 0 < mention.first - use.first <= _OBJECT_NEAR or _meets(line, mention, use)


def _meets(line: Line, mention: Mention, use: TermUse) -> bool:
    """Whether somebody is the subject of a verb of meeting, if there is one, and not of another."""
    verb = next((p for p in line.predicates if p.use is use), None)
    if verb is None:
        return True
    while verb.parent is not None and not verb.subjects and not verb.finite:
        verb = verb.parent
    if verb.subjects:
        return mention in verb.subjects
    return not any(mention in p.subjects for p in line.predicates)
