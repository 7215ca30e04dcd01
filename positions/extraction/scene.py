"""A sentence in its surroundings: whose each predicate is, and whether it is told as a fact."""

from collections.abc import Sequence

from positions.extraction.attribution import Region
from positions.extraction.discourse import PERSONAL, Discourse
from positions.extraction.lexicon import CueKind, english
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.signs import Claim
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Mark, Named
from positions.model import ActorKind

_GREETING = frozenset(("reject", "warn"))
_GREETED = frozenset("welcomed hailed praised applauded greeted".split())
_ADDRESSING = frozenset("tell tells told telling assured assuring reminded informed".split())
_OWN = frozenset((*PERSONAL, "it", "they"))
_WHOLE = frozenset(("the", "most", "all", "main", "key"))  # "agreed on the main elements of"
_GIVEN = frozenset("gift reward present prize invitation time".split())
_AIMS = frozenset("goal goals aim aims priority priorities objective objectives".split())
_COMPLEMENT = 3  # words between a copula and whoever takes a stand on what it says
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
        if region is not None and region.speaker is not None and self._head(mention):
            return _leads(region.speaker.party)
        if mention.pronoun == "it" and self._outsider_before(mention):
            return None
        seen = [
            m
            for m in self.line.mentions
            if m.named is not None
            and not m.plan
            and m.last <= mention.first
            and (m.role == "subject" or (m.role == "for" and m.first <= 1))  # "For Kyiv, ... it"
            and not (mention.pronoun == "he" and self._addressed(m))
        ]
        if not seen and mention.pronoun in PERSONAL and region is not None and region.speaker:
            heads = (m for m in self.line.mentions if region.first <= m.first < mention.first)
            if any(
                self._head(m) and self.line.text(m.last) != ":" for m in heads
            ):  # "The president is clear: he wants ..."
                return _leads(region.speaker.party)
        told = {p.last for p in self.line.predicates if p.speech}
        seen.sort(key=lambda m: m.first not in told)  # "Berg told Lima that she would"
        known = self.discourse.means(mention, [m.named for m in seen if m.named])
        if region is not None and region.direct and region.speaker is not None:
            known = self._another(mention, region.speaker, known)
        own = region is not None and region.words and not region.direct
        if known is None and region is not None and own and mention.pronoun in _OWN:
            return region.speaker  # "Fico said his country would"
        return known

    def _another(self, mention: Mention, speaker: Named, known: Named | None) -> Named | None:
        """Nobody calls himself "he": then it is whoever else was named."""
        himself = known is None or known.actor == speaker.actor
        if mention.pronoun not in ("he", "she") or not himself:
            return known
        others = (who for who in self.discourse.named if who.kind is ActorKind.PERSON)
        fits = (who for who in others if who.pronoun in ("", mention.pronoun))
        return next((who for who in fits if who.actor != speaker.actor), None)

    def _head(self, mention: Mention) -> bool:
        """Whether a mention is a bare "the president", who in his people's words is their own."""
        if mention.pronoun not in ("person", "office") or mention.named is not None:
            return False
        office = self.line.phrase(mention.last - 2, mention.last)
        return office.removeprefix("the ") in english().heads

    def _addressed(self, mention: Mention) -> bool:
        """As in "told Trump that he would": it is the one who speaks that "he" means."""
        return self.line.text(mention.first - 1) in _ADDRESSING

    def _outsider_before(self, mention: Mention) -> bool:
        """Whether the last one named before "it" holds no stance: "NATO ... its offer"."""
        before = [m for m in self.line.mentions if m.last <= mention.first and not m.pronoun]
        return bool(before) and before[-1].outsider and before[-1].role != "owner"

    def all_of(self, mention: Mention) -> list[Named]:
        """Whom a mention stands for; "both sides" are two."""
        if mention.pronoun in _NUMBERS:
            before = [m.named for m in self.line.mentions if m.named and m.last <= mention.first]
            return self.discourse.parties(before, _NUMBERS[mention.pronoun])
        earlier = any(m.named and m.last <= mention.first for m in self.line.mentions)
        if mention.pronoun == "they" and not earlier and (pair := self.discourse.together()):
            return pair
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
            by = ("by", "from") if predicate.cues else ("by",)  # "were brought home from Russia"
            limit = min(next(later, len(line.words)), predicate.last + _AGENT_NEAR + 3)
            near = [
                m
                for m in line.mentions
                if not (m.plan and m.role == "from")
                and (m.role in by or (m.role == "in" and self._greeted(predicate)))
                and 0 <= m.first - predicate.last <= _AGENT_NEAR
                and m.last <= limit
            ]
        if not near and self._greeted(predicate):  # "In Moscow, the idea was dismissed"
            near = [m for m in line.mentions if m.role == "in" and m.first <= 1]
        return [who for m in near if (who := self.who(m)) is not None]

    def owners(self, use: TermUse) -> list[Named]:
        """Whose a thing is to which something is done: "EU sanctions were extended"."""
        near = [m for m in self.line.mentions if m.role == "owner" and m.last == use.first]
        return [who for m in near if (who := self.who(m)) is not None]

    def _greeted(self, predicate: Predicate) -> bool:
        """As in "was rejected in Kyiv": the place stands for those who sit there."""
        refused = any(cue.id in _GREETING for cue in predicate.cues)
        return refused or predicate.view or self.line.text(predicate.head) in _GREETED

    def for_whom(self, predicate: Predicate) -> list[Named]:
        """As in "Unacceptable to Moscow", "a red line for Kyiv", "for Kyiv, ... is"."""
        if any(self.line.text(i) in _GIVEN for i in range(predicate.head, predicate.last)):
            return []  # "a gift to Moscow" is no view of Moscow's
        needed = self.line.text(predicate.last - 1) == "for"  # "time for Kyiv to", "no need for it"
        near = [
            m
            for m in self.line.mentions
            if m.role in ("for", "to")
            and self.line.tag(m.last) is not Tag.TO  # "time for Kyiv to vote"
            and not (needed and m.first >= predicate.last)
            and (0 <= m.first - predicate.last <= 2 or self._fronted(m, predicate))
        ]
        return [who for m in near if (who := self.who(m)) is not None]

    def _fronted(self, mention: Mention, predicate: Predicate) -> bool:
        """As in "For Kyiv, a truce is", "...; to Moscow, that is"."""
        between = range(mention.last, predicate.first)
        opens = mention.first <= 2 or self.line.text(mention.first - 2) in (";", ",", "but", "and")
        clear = not any(p.finite and p.first in between for p in self.line.predicates)
        return opens and clear and mention.last < predicate.first

    def in_part(self, use: TermUse) -> bool:
        """As in "some elements of the plan": what is said of them is not said of the whole."""
        i = use.first - 1
        while i > 0 and self.line.tag(i) in (Tag.DETERMINER, Tag.ADJECTIVE):
            i -= 1
        while use.ref.term.author and self.line.text(i) in ("of", "in"):
            words = (self.line.text(i - 1), self.line.phrase(max(0, i - 2), i))
            if not any(word in english().parts for word in words):
                break
            if self.line.text(i - 2) not in _WHOLE:
                return True
            i -= 3  # "some of the points of the plan"
        return False

    def plans(self, predicate: Predicate) -> bool:
        """Whether the subject of a predicate is a plan, by name or by "it"."""
        if not predicate.subjects:
            return False
        subject = predicate.subjects[0]
        contains = predicate.copula or any(cue.id == "contain" for cue in predicate.cues)
        recent = self.discourse.plan_age <= 1 and self.discourse.plan is not None
        voice = subject.role == "owner" and self._voiced(subject)
        return subject.plan or voice or (subject.pronoun == "it" and contains and recent)

    def _voiced(self, owner: Mention) -> bool:
        """As in "the European draft provides for": a text speaks for its owner."""
        return any(self.line.text(i) in english().voices for i in range(owner.last, owner.last + 3))

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
        if clause.parent is None and self._content(clause):
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

    def _content(self, clause: Predicate) -> bool:
        """As in "a guarantee that Kyiv will never join": what a noun holds is no fact."""
        that = clause.opener > 0 and self.line.text(clause.opener) == "that"
        own = bool(clause.subjects) and clause.zone < clause.first
        noun = self.line.tag(clause.opener - 1) is Tag.NOUN
        return that and own and noun and clause.use is not None

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
        if parent.form is Form.PARTICIPLE and parent.parent is not None:
            return False
        if not parent.cues:
            return True
        if clause.modal == "must":
            return False
        if clause.modal == "may" and not clause.subjects and parent.cues[0].id == "propose":
            return False  # "suggests that it could be shared"
        return parent.speech and all(
            cue.id in _REPORTING or cue.kind is CueKind.ACT for cue in parent.cues
        )

    def plan(self) -> Named | None:
        """Whose plan it is that the sentence tells of: "Under the US plan, ..."."""
        within = (m.named for m in self.line.mentions if m.plan and m.role == "under")
        lasts = self.discourse.plan_age <= _PLAN_LASTS
        return next(within, self.discourse.plan if lasts else None)

    def in_plan(self, predicate: Predicate) -> bool:
        """Whether the writer is telling what a plan would do: "Kyiv would cap its army"."""
        if self.plan() is None:
            return False
        return any(self.line.text(i) == "would" for i in range(predicate.first, predicate.head))

    def equated(self, predicate: Predicate) -> Predicate | None:
        """What a term is said to be: "Russia's demands include T", "what we want is T"."""
        if not predicate.copula:
            return None
        for other in self.line.predicates:
            if other.parent is predicate and other.link is Link.SUBJECT and other.cues:
                agreed = other.cues[0].id == "consent-noun" and not other.subjects
                return None if agreed else other  # "the agreement includes"
            if other.last > predicate.first:
                break
            what = self.line.text(other.opener) == "what" if other.opener >= 0 else False
            near = 0 <= predicate.first - other.last <= 1  # "what it needs now is"
            if (what or self._thing(other)) and other.cues and near:
                return other
        return None

    def _thing(self, wish: Predicate) -> bool:
        """As in "The first thing Kyiv wants is": a clause that tells what is wanted."""
        wanted = any(cue.id in ("want", "demand") for cue in wish.cues) and bool(wish.subjects)
        nouns = range(wish.zone, wish.subjects[0].first) if wanted else range(0)
        return any(self.line.tag(i) is Tag.NOUN for i in nouns)

    def behind_copula(self, predicate: Predicate) -> Predicate | None:
        """The noun in "T is Moscow's demand", the wish in "T is what Moscow wants"."""
        if predicate.copula:
            for wish in self.line.predicates:
                told = wish.link is Link.RELATIVE and wish.parent is predicate and wish.subjects
                if told and wish.subjects[0].first - predicate.last <= _COMPLEMENT:
                    return wish if wish.cues else None  # "is something Moscow will not accept"
                if wish.zone - 1 == wish.opener == predicate.last and wish.subjects and wish.cues:
                    return wish if self.line.text(wish.opener) == "what" else None
            for noun in self.line.predicates:
                if noun.form is Form.NOUN and 0 <= noun.first - predicate.last <= 6:
                    aim = self.line.text(noun.last - 1) in _AIMS
                    return noun if noun.cues and (noun.subjects or aim) else None
        return None


def _leads(party: str) -> Named:
    """Whoever leads a party, not by name."""
    return Named(party, party, ActorKind.PERSON, "", "title")


def _supposed(line: Line) -> list[tuple[int, int]]:
    """The spans of suppositions and of what is asked: from "if" to the next comma."""
    found = [
        (i, _clause_end(line, i))
        for i in range(1, len(line.words))
        if line.text(i) in ("whether", "if") and line.text(i - 1) == "asked"
    ]
    for i, (mark, word, last) in line.signs.items():
        if mark is Mark.CONDITION and word in english().supposing:
            found.append((i, _clause_end(line, last)))
    return found


def _clause_end(line: Line, index: int) -> int:
    """The next comma, or the end."""
    size = len(line.words)
    return next((j for j in range(index, size) if line.text(j) in (",", ";", "then")), size)
