"""The chain of a stance: from a term up through what governs it to whoever takes the stand.

One climb per term. Every cue on the way adds its sign; at each predicate that is somebody's
own, a claim is made of the signs met so far. What hangs on a wish, a fear or a denial is not
said of its own subject; what hangs on a verb of saying is.
"""

from collections.abc import Sequence
from dataclasses import replace

from positions.extraction.chain import OBJECT, Chains, Climb
from positions.extraction.conditions import condition_on
from positions.extraction.lexicon import Cue, CueKind, CueSign
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.scene import Scene
from positions.extraction.signs import VOID, Claim, Step, combine, direction_for
from positions.extraction.subjects import NOBODY
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark, Named
from positions.model import Attribution, Strength

_NEEDED = frozenset(("needed", "required"))
_MEANT = frozenset("meant intended designed aimed".split())
_MERELY = frozenset(("only", "merely", "simply", "just"))
_JUDGING = (CueKind.JUDGEMENT, CueKind.EFFECT)
_HARD = ("unless", "until", "without")


class Climber:
    """Climbs from terms to holders, and makes the claims, in one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.chains = Chains(scene)

    def climb(self, climb: Climb, predicate: Predicate, how: Link | None) -> None:
        """From what governs a term outwards, until a speaker is reached or nothing is left."""
        if predicate.use is not climb.use and climb.value is None:
            self.chains.negated_term(climb)
        seen: set[int] = set()
        following: Predicate | None = predicate
        while following is not None and id(following) not in seen:
            predicate = following
            seen.add(id(predicate))
            other = self.chains.equated(climb, predicate, how)
            if other is not None:
                judged = other.form is Form.JUDGEMENT or not other.subjects  # "is one of the aims"
                how = Link.SUBJECT if judged else Link.OBJECT
                predicate = replace(other, parent=None, link=None)
            if not self.chains.take(climb, predicate, how):
                return
            self._claim_at(climb, predicate, how)
            climb.child = predicate.form
            if not self.chains.goes_on(climb, predicate):
                break
            if predicate.link is Link.THAT and predicate.modal == "may" and climb.sign != VOID:
                climb.sign = 0  # "suggests that it could"
            following, how = predicate.parent, predicate.link
        self._speaker(climb, predicate, how)

    def _claim_at(self, climb: Climb, predicate: Predicate, how: Link | None) -> None:
        """The claims of those whose act, wish or view a predicate is."""
        subject = how is Link.SUBJECT
        if self._of_plan(climb, predicate):
            return  # a plan takes no stand on itself
        if predicate.form is Form.PASSIVE or (subject and predicate.form is Form.PARTICIPLE):
            holders, rule = self.scene.agents(predicate), "passive"
            acts = any(cue.kind is CueKind.ACT for cue in predicate.cues)
            if not holders and acts and climb.value is None:
                holders = self.scene.owners(climb.use)
        elif predicate.form is Form.JUDGEMENT or (subject and self._befalls(climb, predicate)):
            holders, rule = self.scene.for_whom(predicate), "judgement"
            if not predicate.finite and predicate.form is Form.JUDGEMENT:  # "Kyiv's priority is"
                holders = holders or self.scene.holders(predicate)
        elif subject or any(cue.kind is CueKind.EFFECT for cue in predicate.cues):
            return
        else:
            holders, rule = self.scene.holders(predicate), self._rule(climb, predicate)
        if predicate.form is Form.NOUN and self._takes_back(predicate, holders):
            return
        if climb.said and not predicate.cues and predicate.use is None and climb.child is Form.NOUN:
            return  # "saw little readiness from Moscow"
        for holder in holders:
            if climb.cue is None:
                self._doing(climb, predicate, holder)
            elif climb.cue.id != "discuss" and self.scene.real(predicate, holder):
                self.claim(climb, predicate, holder, rule)

    def _befalls(self, climb: Climb, predicate: Predicate) -> bool:
        """Whether an adjective or a fate is told of a thing: "comes first for Kyiv"."""
        fate = climb.cue is not None and climb.cue.kind is CueKind.FATE
        return predicate.form is Form.ADJECTIVE or fate

    def _takes_back(self, noun: Predicate, owners: Sequence[Named]) -> bool:
        """As in "Moscow dropped its demand": the verb says where the owner stands now."""
        verb = noun.parent
        if verb is None or noun.link is not Link.OBJECT or not verb.cues:
            return False
        parties = {who.party for who in self.scene.holders(verb)}
        return any(owner.party in parties for owner in owners)

    def _rule(self, climb: Climb, predicate: Predicate) -> str:
        """The id of the rule by which a predicate's holder takes a stand."""
        if self.scene.plans(predicate):
            return "plan"
        named = {Form.NOUN: "nominal", Form.ADJECTIVE: "adjective", Form.GERUND: "participle"}
        if predicate.form in named:
            return named[predicate.form]
        if climb.cue is not None and climb.cue.kind is CueKind.JUDGEMENT:
            return "view"
        if not predicate.cues:
            return "light-verb"
        return "act" if climb.cue is not None and climb.cue.kind is CueKind.ACT else "verb"

    def _doing(self, climb: Climb, predicate: Predicate, holder: Named) -> None:
        """A subject that does, will do or will not do what the term itself names."""
        term = climb.use.ref.term
        refused = (
            predicate.modal == "will" and predicate.negator is not None and climb.child is None
        )
        light = refused and predicate.form is Form.FINITE and not predicate.speech
        if (predicate.use is not climb.use and not light) or not self.scene.real(predicate, holder):
            return
        if term.mutual and not self.scene.others(holder, term.mutual):
            return
        own = self.scene.own(predicate.head, holder)
        hedged = predicate.modal == "may" and own and not term.mutual
        future = predicate.modal == "will" or hedged
        done = predicate.form is not Form.INFINITIVE
        told = self.scene.region(predicate.head) is None and predicate.negator is not None
        if future and (own or told):
            self.claim(climb, predicate, holder, "will")
        elif term.act and done and (not term.act_of or holder.party in term.act_of):
            self.claim(climb, predicate, holder, "act-term")

    def _speaker(self, climb: Climb, top: Predicate, how: Link | None) -> None:
        """What a speaker says must or will be, or is good or bad, without naming a holder."""
        region = self.scene.region(climb.place(top)) or self.scene.region(top.head)
        plan = self.scene.plan()
        planned = region is None and self.scene.in_plan(top) and not climb.said
        if plan is not None and planned and not self.scene.unreal(top.head):
            self.scene.discourse.plan_age = 0
            self.claim(climb, top, plan, "plan-clause")
        if region is None or region.speaker is None or climb.said or self.scene.unreal(top.head):
            return
        if climb.cue is not None and climb.cue.id == "discuss":
            return
        rule = self._assertion(climb, top, how)
        if not rule and self._there_is(climb, top, how):
            top, rule = replace(top, modal="will"), "forecast"
        for who in region.speakers:
            denied = not rule and self._denied_part(climb, top, how, who)
            if denied and who.party not in climb.said:
                self.claim(climb, top, who, "judgement")
            if rule and who.party not in climb.said:
                self.claim(climb, top, who, rule)

    def _assertion(self, climb: Climb, top: Predicate, how: Link | None) -> str:
        """The rule by which a speaker's words about a thing take a stand; "" where none does."""
        if climb.must:
            return "wish"
        if self._judges(climb, top):
            return "judgement"
        if how is Link.SUBJECT and climb.cue is None and self.belittled(top):
            climb.add(f"only {self.chains.words(top)}", -1)
            return "judgement"
        if how is Link.OBJECT and self._of_plan(climb, top):
            return "judgement"
        return "forecast" if self._forecast(climb, top, how) else ""

    def _of_plan(self, climb: Climb, top: Predicate) -> bool:
        """As in "The plan could be the basis of a deal": what a plan is said to be."""
        issue = climb.use.ref.issue
        own = any(use.ref.term.author and use.ref.issue == issue for use in self.scene.line.terms)
        plan = bool(top.subjects) and top.subjects[0].plan
        return own and plan and not climb.use.ref.term.author and top.finite

    def belittled(self, top: Predicate) -> bool:
        """As in "A truce would only help Moscow", told by somebody who would not have it so."""
        line = self.scene.line
        only = any(line.text(i) in _MERELY for i in range(top.first, top.head))
        return only and top.form is Form.FINITE and line.tag(top.last) in OBJECT

    def _judges(self, climb: Climb, top: Predicate) -> bool:
        """As in "Sanctions are vital", "the step is meant to keep up pressure"."""
        if climb.cue is None:
            return False
        meant = (
            not climb.judged
            and top.form is Form.PASSIVE
            and self.scene.line.text(top.head) in _MEANT
        )
        needed = top.form is Form.PASSIVE and self.scene.line.text(top.head) in _NEEDED
        needed = needed or (climb.judged and top.form is Form.NOUN and climb.cue.id == "wish-noun")
        return meant or needed or (climb.judged and climb.cue.kind in _JUDGING)

    def _forecast(self, climb: Climb, top: Predicate, how: Link | None) -> bool:
        """As in "Ukraine is not going to join NATO", said by somebody else."""
        denied = top.negator is not None and self.scene.line.text(top.head).endswith("ing")
        if climb.asked or climb.said or not (top.modal in ("will", "may") or denied):
            return False  # "They are not joining the bloc" is said as well
        if climb.cue is not None and not climb.judged:
            return False
        fate = how is Link.SUBJECT and climb.cue is not None
        words = [self.scene.line.text(i) for i in range(top.first, top.head)]
        if "can" in words and top.form is not Form.PASSIVE:
            return False  # what can be done is not foretold
        denied = top.negator is not None and self.scene.line.text(top.negator[0]) in NOBODY
        own = top.form is Form.PASSIVE or fate or denied
        own = own or (top.use is climb.use and top.modal != "may")
        return own and not climb.use.ref.term.mutual

    def _there_is(self, climb: Climb, top: Predicate, how: Link | None) -> bool:
        """As in "there can be no vote", "there will be swaps", "Europe will be at the table"."""
        line = self.scene.line
        if climb.cue is not None or how is not Link.OBJECT or line.text(top.last - 1) != "be":
            return False
        return top.modal == "will" or (
            top.modal == "may" and climb.sign < 0 and line.text(top.first - 1) == "there"
        )

    def _denied_part(self, climb: Climb, top: Predicate, how: Link | None, speaker: Named) -> bool:
        """As in "Europe has no place in the talks": to say so is what the term names."""
        term = climb.use.ref.term
        states = self.scene.line.tag(top.head) in (Tag.HAVE, Tag.BE) and how is Link.OBJECT
        return states and term.act and speaker.party in term.act_of and climb.cue is None

    def claim(self, climb: Climb, predicate: Predicate, holder: Named, rule: str) -> None:
        """A claim of a holder at the end of a chain, with the conditions put on it."""
        use = climb.use
        if climb.value is not None:  # named in another sentence
            use = replace(use, first=predicate.last, last=predicate.last)
        condition, price = condition_on(self.scene, predicate, use)
        if price:
            self.claimed(climb, predicate, holder, rule, sign=1)
            return
        sign = climb.sign
        if (condition and sign > 0) or condition.startswith(_HARD):
            sign = VOID if sign == VOID else 0
        kind = climb.cue.kind if climb.cue is not None else None
        judged = kind is CueKind.EFFECT or (sign < 0 and kind in _JUDGING)  # "could form the basis"
        hedged = predicate.modal == "may" and not judged and not climb.must
        here = rule != "author" and sign != VOID and climb.value is None
        if hedged or (here and self.scene.in_part(use)):
            sign = 0
        self.claimed(climb, predicate, holder, rule, sign=sign, condition=condition)

    def claimed(
        self,
        climb: Climb,
        predicate: Predicate,
        holder: Named,
        rule: str,
        *,
        sign: int,
        condition: str = "",
    ) -> None:
        """A claim of a holder with a sign; none where the term points nowhere."""
        use = climb.use
        direction = direction_for(use, holder.party)
        value = combine(sign, climb.value) if climb.value is not None else combine(sign, direction)
        if VOID in (sign, value) or (climb.value is None and direction == 0):
            return
        attribution, speaker = self._attributed(holder, climb, predicate)
        firm = climb.firm or any(m is Mark.FIRM for m, _, _ in self.scene.line.signs.values())
        strength = Strength.FIRM if firm else Strength.PLAIN
        if sign == 0 and not condition:
            strength = Strength.HEDGED
        climb.said.append(holder.party)
        self.scene.made.append(
            Claim(
                named=holder,
                issue=use.ref.issue,
                value=value,
                attribution=attribution,
                rule=climb.prefix + rule,
                chain=(*(climb.steps or (Step(rule, sign),)), Step(use.words, direction or 1)),
                term=use,
                speaker=speaker,
                strength=strength,
                condition=condition,
            )
        )

    def described(self, holder: Named, use: TermUse, rule: str, words: str) -> None:
        """A claim without a predicate of its own."""
        place = Predicate(first=use.first, last=use.first, head=use.first, form=Form.NOUN)
        climb = Climb(use, steps=(Step(words, 1),))
        if rule == "author":  # whatever the conditions, it is the author's
            self.claimed(climb, place, holder, rule, sign=1)
        else:
            self.claim(climb, place, holder, rule)

    def without(
        self, use: TermUse, place: Predicate, speaker: Named, words: str, sign: int
    ) -> None:
        """A claim of a speaker who says that nothing will do without a thing."""
        climb = Climb(use, steps=(Step(words, sign),))
        self.claimed(climb, place, speaker, "without", sign=sign)

    def _attributed(
        self, holder: Named, climb: Climb, predicate: Predicate
    ) -> tuple[Attribution, str]:
        """On whose words a claim rests: the quoted or reported speaker's, or the writer's."""
        region = self.scene.region(predicate.head)
        if region is not None and region.speaker is not None:
            words = "" if region.speaker == holder else region.words
            if region.speaker.party == holder.party:
                return (Attribution.QUOTE if region.direct else Attribution.REPORTED), words
            return Attribution.ALLEGED, words
        if predicate.verbal and climb.cue is not None and climb.cue.kind is CueKind.VERB:
            return Attribution.REPORTED, ""
        return Attribution.DESCRIBED, ""


def _judges(cue: Cue) -> bool:
    """Whether a cue says what a speaker thinks of a thing."""
    return cue.kind is CueKind.JUDGEMENT or (cue.kind is CueKind.FATE and cue.sign is CueSign.OPEN)
