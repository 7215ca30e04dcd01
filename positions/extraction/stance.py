"""The chain of a stance: from a term up through what governs it to whoever takes the stand.

One climb per term. Every cue on the way adds its sign; at each predicate that is somebody's
own, a claim is made of the signs met so far. What hangs on a wish, a fear or a denial is not
said of its own subject; what hangs on a verb of saying is.
"""

from collections.abc import Sequence
from dataclasses import replace

from positions.extraction.chain import Chains, Climb
from positions.extraction.conditions import condition_on
from positions.extraction.lexicon import CueKind
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.scene import Scene
from positions.extraction.signs import VOID, Claim, Step, combine, direction_for
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark, Named
from positions.model import Attribution, Strength

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
                judged = other.form is Form.JUDGEMENT
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
        if predicate.form is Form.PASSIVE or (subject and predicate.form is Form.PARTICIPLE):
            holders, rule = self.scene.agents(predicate), "passive"
        elif predicate.form is Form.JUDGEMENT or (subject and predicate.form is Form.ADJECTIVE):
            holders, rule = self.scene.for_whom(predicate), "judgement"
        elif subject:
            return
        else:
            holders, rule = self.scene.holders(predicate), self._rule(climb, predicate)
        if predicate.form is Form.NOUN and self._takes_back(predicate, holders):
            return
        for holder in holders:
            if climb.cue is None:
                self._doing(climb, predicate, holder)
            elif climb.cue.id != "discuss" and self.scene.real(predicate, holder):
                self.claim(climb, predicate, holder, rule)

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
        if predicate.use is not climb.use or not self.scene.real(predicate, holder):
            return
        if term.mutual and not self.scene.others(holder, term.mutual):
            return
        own = self.scene.own(predicate.head, holder)
        hedged = predicate.modal == "may" and own and not term.mutual
        future = predicate.modal == "will" or hedged
        done = predicate.negator is None and predicate.form is not Form.INFINITIVE
        if future and (predicate.negator is not None or own):
            self.claim(climb, predicate, holder, "will")
        elif term.act and done and (not term.act_of or holder.party in term.act_of):
            self.claim(climb, predicate, holder, "act-term")

    def _speaker(self, climb: Climb, top: Predicate, how: Link | None) -> None:
        """What a speaker says must or will be, or is good or bad, without naming a holder."""
        region = self.scene.region(climb.use.first) or self.scene.region(top.head)
        plan = self.scene.discourse.plan
        planned = region is None and self.scene.in_plan(top) and not climb.said
        if plan is not None and planned and not self.scene.unreal(top.head):
            self.scene.discourse.plan_age = 0
            self.claim(climb, top, plan, "plan-clause")
        if region is None or region.speaker is None or climb.said:
            return
        if self.scene.unreal(top.head):
            return
        if climb.must:
            self.claim(climb, top, region.speaker, "wish")
        elif climb.judged and climb.cue is not None and climb.cue.kind is CueKind.JUDGEMENT:
            self.claim(climb, top, region.speaker, "judgement")
        elif self._forecast(climb, top, how):
            self.claim(climb, top, region.speaker, "forecast")

    def _forecast(self, climb: Climb, top: Predicate, how: Link | None) -> bool:
        """As in "Ukraine is not going to join NATO", said by somebody else."""
        if top.modal != "will" or climb.said or (climb.cue is not None and not climb.judged):
            return False
        fate = how is Link.SUBJECT and climb.cue is not None
        own = top.form is Form.PASSIVE or fate or top.use is climb.use
        return own and not climb.use.ref.term.mutual

    def claim(self, climb: Climb, predicate: Predicate, holder: Named, rule: str) -> None:
        """A claim of a holder at the end of a chain, with the conditions put on it."""
        condition, price = condition_on(self.scene, predicate, climb.use)
        if price:
            self.claimed(climb, predicate, holder, rule, sign=1)
            return
        sign = climb.sign
        if (condition and sign > 0) or condition.startswith(_HARD):
            sign = VOID if sign == VOID else 0
        if predicate.modal == "may":
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
        self.claim(Climb(use, steps=(Step(words, 1),)), place, holder, rule)

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
