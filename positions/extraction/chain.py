"""What each predicate adds to the chain between a term and whoever takes a stand on it."""

from dataclasses import dataclass, field

from positions.extraction.lexicon import Cue, CueKind, CueSign, named_cue
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.scene import Scene
from positions.extraction.signs import SIGN, VOID, Step, combine, negated
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse

_OBJECT_KINDS = (
    CueKind.VERB,
    CueKind.ACT,
    CueKind.NOUN,
    CueKind.ADJECTIVE,
    CueKind.JUDGEMENT,
)
_SAYING = (CueKind.JUDGEMENT, CueKind.FATE, CueKind.EFFECT)
_OF_SUBJECT = (CueKind.EFFECT, CueKind.FATE)
# What is said of a meeting that takes place; under other cues it is only wanted or refused.
_MET = frozenset(
    ("do", "drop", "accept", "voice-support", "consent-noun", "needed", "discuss", "fate-for")
)
_THOUGHT = ("wish-noun", "refusal-noun", "doubt-noun", "give-noun")
OBJECT = frozenset((Tag.DETERMINER, Tag.NAME, Tag.NOUN, Tag.ADJECTIVE, Tag.PRONOUN, Tag.NUMBER))
_CAUSING = frozenset("allowing permitting letting forcing compelling prompting".split())
_ASKING = frozenset(("when", "where", "how", "why", "whether", "what", "which", "who"))
_ABSENT = frozenset(("no", "without", "lack", "absence"))
_PREFERRING = ("prior", "prefer", "favo", "choose", "chose")
_MADE_NEAR = 5  # words between a thing and the condition that it is made
_JUDGED_NEAR = 16  # words between a verb of seeing and its judgement


@dataclass(slots=True)
class Climb:
    """How far the chain of one term has come.

    Attributes:
        sign: the product of the signs so far.
        steps: outermost first.
        cue: the outermost cue, None while nothing has taken a stand.
        firm: whether a cue on the way is firm.
        must: whether somebody says that it must be so.
        judged: whether the outermost cue says something of the term as its subject.
        asked: whether a clause on the way asks when, how or whether.
        child: the construction of the predicate before.
        rest: the sign without the outermost cue.
        value: set where a topic named before brings its own.
        prefix: of the rule, where the term was named before.
        said: the parties for whom a claim was made.
    """

    use: TermUse
    sign: int = 1
    steps: tuple[Step, ...] = ()
    cue: Cue | None = None
    firm: bool = False
    must: bool = False
    judged: bool = False
    asked: bool = False
    child: Form | None = None
    rest: int = 1
    value: int | None = None
    prefix: str = ""
    said: list[str] = field(default_factory=list)

    def place(self, top: Predicate) -> int:
        """Where the term stands, or what is said of it where it was named in another sentence."""
        return top.head if self.value is not None else self.use.first

    def add(self, words: str, sign: int) -> None:
        """One more step outwards."""
        self.sign = combine(sign, self.sign)
        self.steps = (Step(words, sign), *self.steps)


class Chains:
    """Adds predicates to climbs, in one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.line = scene.line

    def negated_term(self, climb: Climb) -> None:
        """As in "No ceasefire", "without a ceasefire", "prefers peace over a ceasefire"."""
        line, first = self.line, climb.use.first
        if climb.use.words.startswith("without ") and self._nothing(first):
            climb.add("nothing", -1)
            return
        if self._second_choice(climb):
            climb.add("over", -1)
            return
        for i in range(first - 1, max(-1, first - 4), -1):
            if line.text(i) == "without" and self._nothing(i):
                return  # "will sign nothing without it": it is asked for
            if any(p.head <= i < p.last for p in line.predicates):
                return  # "says no to", "no sense in" has its own sign
            if i in line.negators and line.negators[i] <= first:
                contrast = line.text(i) == "not" and line.text(i - 1) in ("and", ",", "—", "–")
                doing = line.text(first).endswith("ing") and i == first - 1
                absent = line.tag(i) is Tag.DETERMINER or line.text(i) in _ABSENT
                if doing or absent or contrast:  # "peace, not a truce"
                    climb.add(line.phrase(i, line.negators[i]), -1)
                return
            if line.tag(i) not in (Tag.ADJECTIVE, Tag.DETERMINER, Tag.NOUN, Tag.PREPOSITION):
                return

    def _nothing(self, first: int) -> bool:
        """As in "will sign nothing without it", "accepts no deal without it"."""
        return any(self.line.text(i) in ("nothing", "no") for i in range(first - 3, first))

    def _second_choice(self, climb: Climb) -> bool:
        line, first = self.line, climb.use.first
        over = next((i for i in range(max(0, first - 3), first) if line.text(i) == "over"), -1)
        return over >= 0 and any(
            p.last < over and line.text(p.head).startswith(_PREFERRING) for p in line.predicates
        )

    def equated(self, climb: Climb, predicate: Predicate, how: Link | None) -> Predicate | None:
        """The noun or wish that a term is said to be, in place of the verb that says so."""
        if how is Link.SUBJECT:
            return self.scene.behind_copula(predicate)
        other = self.scene.equated(predicate)
        cue = (
            self.cue(predicate, how)
            if other is not None and not self.scene.plans(predicate)
            else None
        )
        if cue is not None and cue.id != "contain" and cue.kind is not CueKind.FATE:
            climb.add(self.line.phrase(predicate.head, predicate.last), SIGN[cue.sign])
        if other is not None and predicate.negator is not None:
            climb.add(self.line.phrase(*predicate.negator), -1)
        return other

    def take(self, climb: Climb, predicate: Predicate, how: Link | None) -> bool:
        """Add what a predicate says; False where it says nothing that could be a stance."""
        if predicate.opener >= 0 and self.line.text(predicate.opener) in _ASKING:
            climb.asked = True
        if predicate.modal == "must" or self._commands(predicate) or self._exists(predicate):
            climb.must = True
        if predicate.use is climb.use:
            if predicate.negator is not None:
                climb.add(self.line.phrase(*predicate.negator), -1)
            return True
        if predicate.form is Form.JUDGEMENT and not predicate.finite and how is Link.OBJECT:
            return self._take_bare(climb, predicate, how)
        if predicate.view and how is not Link.THAT:
            judged = self._judged(predicate, climb)
            if judged is not None:
                self._take_judgement(climb, predicate, judged)
                climb.judged = how is Link.SUBJECT
                return True
        if self._causes(climb, predicate):
            return False
        if self._alone(climb, predicate, how):
            climb.cue, climb.judged, climb.must = named_cue("needed"), True, True
            climb.add("only", 1)
            return True
        cue = self.cue(predicate, how)
        # "Lifts sanctions to reach a truce": the act serves what follows, it does not turn it.
        if cue is not None and not (how is Link.OBJECT and self._serves(climb, predicate, cue)):
            return self._take_cue(climb, predicate, how)
        return self._take_neutral(climb, predicate, how)

    def _take_bare(self, climb: Climb, predicate: Predicate, how: Link | None) -> bool:
        """A judgement before its thing: "deems unacceptable T", "dismissed as absurd T"."""
        view = predicate.parent
        if view is None or not view.view:
            return False
        later = self._judged(view, climb) is predicate  # the verb will add it
        return later or self._take_cue(climb, predicate, how)

    def _commands(self, predicate: Predicate) -> bool:
        """As in "Give us weapons", in somebody's own words."""
        region = self.scene.region(predicate.head)
        opens = predicate.first == 0 or self.line.tag(predicate.first - 1) in (
            Tag.MARK,
            Tag.COORDINATOR,
        )
        alone = predicate.base and not predicate.subjects and predicate.zone == predicate.first
        return alone and opens and region is not None and region.direct

    def _exists(self, predicate: Predicate) -> bool:
        """As in "There can be no truce", "there will be an inspection"."""
        there = self.line.text(predicate.first - 1) == "there" and not predicate.cues
        return there and predicate.modal == "will"

    def _alone(self, climb: Climb, predicate: Predicate, how: Link | None) -> bool:
        """As in "Only an inspection will stop the leaks"."""
        if climb.value is not None:  # spoken of in the sentence before
            return False
        i = climb.use.first - 1
        while self.line.tag(i) in (Tag.ADJECTIVE, Tag.DETERMINER, Tag.NOUN):
            i -= 1
        only = self.line.text(i) == "only" and how is Link.SUBJECT
        return only and climb.cue is None and predicate.modal in ("will", "may")

    def _causes(self, climb: Climb, predicate: Predicate) -> bool:
        """As in "..., allowing Moscow to regroup": a consequence and nobody's wish."""
        caused = climb.child is Form.INFINITIVE and predicate.form is Form.GERUND
        apart = predicate.parent is None or self.line.text(predicate.first - 1) == ","
        return caused and apart and self.line.text(predicate.head) in _CAUSING

    def _serves(self, climb: Climb, predicate: Predicate, cue: Cue) -> bool:
        """Whether an act only serves the infinitive behind it."""
        if cue.kind is not CueKind.ACT or climb.child is not Form.INFINITIVE:
            return False
        ceases = self.line.text(predicate.head).startswith("ceas")
        return climb.cue is not None or (cue.sign is CueSign.AGAINST and not ceases)

    def _take_cue(self, climb: Climb, predicate: Predicate, how: Link | None) -> bool:
        """Add the sign of a cue, turned by its negation."""
        cue = self.cue(predicate, how)
        assert cue is not None
        sign = negated(cue) if predicate.negator is not None else SIGN[cue.sign]
        longer = predicate.negator is not None and self.line.text(predicate.negator[0] + 1)
        if sign == VOID and longer == "longer":
            sign = -SIGN[cue.sign]  # "no longer insists on"
        if sign == VOID or (cue.id == "accuse" and climb.sign >= 0):
            return False
        inner = climb.cue
        if (
            cue.id in ("warn", "refusal-noun")
            and how is Link.THAT
            and climb.judged
            and climb.sign < 0
            and sign < 0
        ):
            sign = 1  # who fears that it would do harm says that it would
        leaves = inner is not None and inner.negated is CueSign.OPEN and how is Link.OBJECT
        if sign < 0 and leaves:
            climb.sign, sign = climb.rest, 0  # "refuses to rule out" leaves open
        climb.rest = climb.sign
        climb.add(self.words(predicate), sign)
        climb.cue = cue
        climb.firm = climb.firm or cue.strength == "firm"
        climb.judged = cue.kind in _SAYING or how is Link.SUBJECT
        if cue.id not in _MET:
            self.scene.wanted.add(id(climb.use))
        return climb.sign != VOID

    def _take_neutral(self, climb: Climb, predicate: Predicate, how: Link | None) -> bool:
        """A predicate without a sign: go on through it, or stop where it leads nowhere."""
        if how is Link.SUBJECT:
            if climb.cue is not None and climb.cue.id.endswith(_THOUGHT):
                return False  # "a refusal must be met with ..." takes no stand on the thing
            if predicate.negator is not None:
                climb.add(self.words(predicate), -1)
            modal = predicate.modal in ("must", "will")
            return modal or climb.cue is not None or predicate.link is Link.THAT
        if predicate.form is Form.JUDGEMENT or (predicate.receiving and not climb.said):
            return False
        if predicate.speech and how is Link.OBJECT and self._told(predicate):
            climb.cue = named_cue("demand")
            self.scene.wanted.add(id(climb.use))
            climb.add(self.words(predicate), 1)
            return True
        if predicate.head in self.line.negators:  # "lacking"
            climb.add(self.words(predicate), -1)
        if predicate.negator is None:
            return True
        if predicate.copula or (predicate.speech and not (predicate.view and how is Link.THAT)):
            return False  # "did not say that", "it was not difficult to"
        climb.add(self.words(predicate), -1)
        return True

    def _told(self, predicate: Predicate) -> bool:
        """As in "Told Kyiv to hold elections"."""
        return any(
            0 <= m.first - predicate.last <= 1 and self.line.tag(m.last) is Tag.TO
            for m in self.line.mentions
        )

    def _take_judgement(self, climb: Climb, view: Predicate, judged: Predicate) -> None:
        cue = judged.cues[0]
        sign = negated(cue) if judged.negator is not None else SIGN[cue.sign]
        if any(SIGN[each.sign] < 0 for each in view.cues):
            sign = -1  # "dismissed it as hardly feasible"
        if view.negator is not None:
            sign = combine(-1, sign)
        climb.add(f"{self.words(view)} … {self.words(judged)}", sign)
        climb.cue = cue

    def _judged(self, view: Predicate, climb: Climb) -> Predicate | None:
        """The judgement of a verb of seeing: "sees T as essential"."""
        for predicate in self.line.predicates:
            if predicate.form is not Form.JUDGEMENT or predicate.finite:
                continue
            if predicate.first >= view.last:
                between = [word.text for word in self.line.words[view.last : predicate.first]]
                clear = not any(text in (";", "and", "but", "that") for text in between)
                before = climb.value is not None or climb.use.last <= predicate.first
                of_term = before or "as" in between
                near = len(between) <= _JUDGED_NEAR
                return predicate if clear and of_term and near else None
        return self._made(view, climb.use) if climb.value is None else None

    def _made(self, view: Predicate, use: TermUse) -> Predicate | None:
        """As in "made an inspection one of its conditions"."""
        made = self.line.text(view.head) in ("make", "makes", "made", "making")
        for noun in self.line.predicates if made else ():
            if noun.form is Form.NOUN and 0 < noun.first - use.reach <= _MADE_NEAR:
                return noun if noun.cues and noun.cues[0].id == "wish-noun" else None
        return None

    def cue(self, predicate: Predicate, how: Link | None) -> Cue | None:
        """Which of its cues a predicate is, by what the term is to it."""
        plan = self.scene.plans(predicate)
        if plan and predicate.copula and how is not Link.SUBJECT:
            return named_cue("contain")
        order: tuple[CueKind, ...] = _OBJECT_KINDS
        if how is Link.SUBJECT and predicate.verbal:
            finite = predicate.form is Form.FINITE
            order = (*_OF_SUBJECT, CueKind.ACT) if finite else (CueKind.VERB, CueKind.ACT)
            if predicate.form is Form.INFINITIVE or (finite and self._has_object(predicate)):
                order = _OF_SUBJECT  # "a truce would give Moscow time"
        elif self.line.text(predicate.zone) == "it" and self.line.tag(predicate.last) is Tag.TO:
            order = (*_OBJECT_KINDS, CueKind.EFFECT)  # "it makes no sense to hold a vote"
        for kind in order:
            for cue in predicate.cues:
                if cue.kind is kind and (plan or cue.id != "contain"):
                    return cue
        return None

    def _has_object(self, predicate: Predicate) -> bool:
        return self.line.tag(predicate.last) in OBJECT

    def goes_on(self, climb: Climb, predicate: Predicate) -> bool:
        """Whether what a predicate hangs on can add to the chain."""
        parent = predicate.parent
        if parent is None:
            return False
        if predicate.link is Link.THAT and parent.negator is not None and parent.view:
            own = predicate.modal == "must" or predicate.form is Form.JUDGEMENT
            return parent.speech and (own or not predicate.subjects)  # "I do not think that"
        if predicate.link is Link.THAT:
            fact = climb.cue is None and not predicate.base and not predicate.modal
            if fact and predicate.use is not climb.use and not parent.copula:
                return False
            return not self.scene.reports(parent, predicate)
        return predicate.link is not Link.RELATIVE or not climb.said

    def words(self, predicate: Predicate) -> str:
        """A predicate's own words with its negator."""
        own = self.line.phrase(predicate.head, predicate.last)
        if predicate.negator is None or predicate.negator[0] >= predicate.head:
            return own
        gap = " … " if predicate.negator[1] < predicate.head else " "
        return self.line.phrase(*predicate.negator) + gap + own
