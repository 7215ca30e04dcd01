"""A sentence in its surroundings: whose each predicate is, and whether it is told as a fact."""

from collections.abc import Sequence

from positions.extraction.attribution import Region
from positions.extraction.discourse import Discourse
from positions.extraction.lexicon import CueKind, english
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.signs import Claim
from positions.extraction.tags import Tag
from positions.extraction.vocabulary import Mark, Named
from positions.model import ActorKind

_GREETING = frozenset(("reject", "warn"))
_GREETED = frozenset("welcomed hailed praised applauded greeted".split())
_NUMBERS = {"both": 2, "three": 3}
# Cues that are also verbs of saying: a clause behind them can be a report.
_REPORTING = frozenset(("demand", "propose", "accept", "voice-support", "warn", "consider"))
_AGENT_NEAR = 7  # words between a passive and its "by"
_PLAN_LASTS = 8  # sentences that may go on telling what a plan would do


class Scene:
    """One sentence, the regions in it that are somebody's words, and what came before.

    Attributes:
        supposed: word spans of suppositions ("if ...", to the next comma).
        made: the claims found so far.
        wanted: ids of the term uses on which somebody takes a stand.
    """

    def __init__(self, line: Line, regions: Sequence[Region], discourse: Discourse) -> None:
        self.line = line
        self.regions = regions
        self.discourse = discourse
        self.supposed = _supposed(line)
        self.made: list[Claim] = []
        self.wanted: set[int] = set()

    def region(self, index: int) -> Region | None:
        """Whose words a word is among, if anybody's."""
        return next((r for r in self.regions if r.first <= index < r.last), None)

    def own(self, index: int, holder: Named) -> bool:
        """Whether a word is among the words of a holder's own party."""
        region = self.region(index)
        return (
            region is not None
            and region.speaker is not None
            and (region.speaker.party == holder.party)
        )

    def unreal(self, index: int) -> bool:
        """Whether a word stands in a question or a supposition."""
        return self.line.question or any(a <= index < b for a, b in self.supposed)

    # Holders

    def who(self, mention: Mention) -> Named | None:
        """Whom a mention stands for."""
        region = self.region(mention.first)
        if mention.pronoun == "we" and region is not None:
            return region.speaker
        if mention.pronoun == "it" and self._outsider_before(mention):
            return None
        seen = [
            m.named
            for m in self.line.mentions
            if m.named is not None
            and not m.plan
            and m.last <= mention.first
            and (m.role == "subject" or (m.role == "for" and m.first <= 1))  # "For Kyiv, ... it"
        ]
        return self.discourse.means(mention, seen)

    def _outsider_before(self, mention: Mention) -> bool:
        """Whether the last one named before "it" holds no stance: "NATO ... its offer"."""
        before = [m for m in self.line.mentions if m.last <= mention.first and not m.pronoun]
        return bool(before) and before[-1].outsider and before[-1].role != "owner"

    def all_of(self, mention: Mention) -> list[Named]:
        """Whom a mention stands for; "both sides" are two."""
        if mention.pronoun in _NUMBERS:
            before = [m.named for m in self.line.mentions if m.named and m.last <= mention.first]
            return self.discourse.parties(before, _NUMBERS[mention.pronoun])
        who = self.who(mention)
        return [who] if who is not None else []

    def holders(self, predicate: Predicate) -> list[Named]:
        """Whose act, wish or view a predicate is."""
        if self.plans(predicate) and predicate.subjects[0].pronoun == "it":
            return [self.discourse.plan] if self.discourse.plan else []
        found: list[Named] = []
        for mention in predicate.subjects:
            found += [who for who in self.all_of(mention) if who not in found]
        return found

    def agents(self, predicate: Predicate) -> list[Named]:
        """Those by whom it is done: "was rejected by Kyiv", "US-backed"."""
        line = self.line
        if line.text(predicate.head - 1) == "-":
            near = [m for m in line.mentions if m.last == predicate.head - 1]
        else:
            later = (p.first for p in line.predicates if p.verbal and p.first >= predicate.last)
            limit = min(next(later, len(line.words)), predicate.last + _AGENT_NEAR + 3)
            near = [
                m
                for m in line.mentions
                if (m.role in ("by", "from") or (m.role == "in" and self._greeted(predicate)))
                and 0 <= m.first - predicate.last <= _AGENT_NEAR
                and m.last <= limit
            ]
        return [who for m in near if (who := self.who(m)) is not None]

    def _greeted(self, predicate: Predicate) -> bool:
        """As in "was rejected in Kyiv": the place stands for those who sit there."""
        refused = any(cue.id in _GREETING for cue in predicate.cues)
        return refused or self.line.text(predicate.head) in _GREETED

    def for_whom(self, predicate: Predicate) -> list[Named]:
        """As in "Unacceptable to Moscow", "a red line for Kyiv", "for Kyiv, ... is"."""
        near = [
            m
            for m in self.line.mentions
            if m.role in ("for", "to")
            and (0 <= m.first - predicate.last <= 2 or (m.first <= 2 and m.last < predicate.first))
        ]
        return [who for m in near if (who := self.who(m)) is not None]

    def plans(self, predicate: Predicate) -> bool:
        """Whether the subject of a predicate is a plan, by name or by "it"."""
        if not predicate.subjects:
            return False
        subject = predicate.subjects[0]
        contains = predicate.copula or any(cue.id == "contain" for cue in predicate.cues)
        recent = self.discourse.plan_age <= 1 and self.discourse.plan is not None
        return subject.plan or (subject.pronoun == "it" and contains and recent)

    def others(self, holder: Named, mutual: Sequence[str]) -> bool:
        """Whether another party to a meeting is named."""
        return any(
            m.named and m.named.party in mutual and m.named.party != holder.party
            for m in self.line.mentions
        )

    # Facts

    def real(self, predicate: Predicate, holder: Named) -> bool:
        """Whether a predicate is told as a fact: no supposition, wish, doubt or denial."""
        head = predicate.head
        taken_as_given = self.line.question and predicate.form is Form.NOUN  # "What of its demand"
        if (self.unreal(head) and not taken_as_given) or predicate.modal == "must":
            return False
        if predicate.modal == "may" and not self.own(head, holder):
            return False
        if self.region(head) is None and (
            (self.line.text(head).startswith("need") and holder.kind is not ActorKind.PERSON)
            or self.in_plan(predicate)
        ):
            return False  # what a country needs is what the writer thinks
        clause = predicate
        if clause.opener >= 0 and self.line.text(clause.opener) == "whether":
            return False
        while clause.parent is not None:
            parent = clause.parent
            if clause.link is Link.RELATIVE and self._told_beside(clause):
                break
            if clause.link is Link.THAT and (
                parent.negator is not None or not self.reports(parent, clause)
            ):
                return False
            clause = parent
        return True

    def _told_beside(self, clause: Predicate) -> bool:
        """As in "..., which Moscow rejects": told as a fact whatever the main clause is."""
        i = clause.opener - 1
        if self.line.tag(i) is Tag.PREPOSITION:
            i -= 1
        return clause.opener > 0 and self.line.text(i) == ","

    def reports(self, parent: Predicate, clause: Predicate) -> bool:
        """Whether a clause is told as a fact and not as what somebody wants or denies."""
        if clause.base or (parent.copula and self.equated(parent) is not None):
            return False
        if not parent.cues:
            return True
        if clause.modal == "must":
            return False
        return parent.speech and all(
            cue.id in _REPORTING or cue.kind is CueKind.ACT for cue in parent.cues
        )

    def in_plan(self, predicate: Predicate) -> bool:
        """Whether the writer is telling what a plan would do: "Kyiv would cap its army"."""
        if self.discourse.plan is None or self.discourse.plan_age > _PLAN_LASTS:
            return False
        return any(self.line.text(i) == "would" for i in range(predicate.first, predicate.head))

    def equated(self, predicate: Predicate) -> Predicate | None:
        """What a term is said to be: "Russia's demands include T", "what we want is T"."""
        if not predicate.copula:
            return None
        for other in self.line.predicates:
            if other.parent is predicate and other.link is Link.SUBJECT and other.cues:
                return other
            if other.last > predicate.first:
                break
            what = self.line.text(other.opener) == "what" if other.opener >= 0 else False
            if what and other.cues and other.last == predicate.first:
                return other
        return None

    def behind_copula(self, predicate: Predicate) -> Predicate | None:
        """The noun in "T is Moscow's demand", where somebody owns it."""
        if predicate.copula:
            for noun in self.line.predicates:
                if noun.form is Form.NOUN and 0 <= noun.first - predicate.last <= 6:
                    return noun if noun.subjects and noun.cues else None
        return None


def _supposed(line: Line) -> list[tuple[int, int]]:
    """The spans of suppositions: from "if" to the next comma."""
    size = len(line.words)
    found = []
    for i, (mark, word, last) in line.signs.items():
        if mark is Mark.CONDITION and word in english().supposing:
            end = next((j for j in range(last, size) if line.text(j) in (",", ";", "then")), size)
            found.append((i, end))
    return found
