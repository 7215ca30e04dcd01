"""What the sentences before leave behind: who was spoken of, who is speaking, what was demanded."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from positions.extraction.mentions import Mention
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Named
from positions.model import ActorKind

PERSONAL = ("he", "she", "person")  # "person" is a bare "the minister"
_KEPT = 3  # sentences for which "he" goes on meaning the same person


@dataclass(frozen=True, slots=True)
class Topic:
    """What was last demanded, rejected or spoken of.

    Attributes:
        value: towards the issue's proposition, as `Claim.value`.
        holder: who wants it so; None where nobody was named.
    """

    use: TermUse
    value: int
    holder: Named | None = None

    def wanted_by(self, others: Sequence[Named]) -> bool:
        """Whether one of these has just asked for it: of a party's actors, each for himself."""
        return self.holder is not None and any(_same(self.holder, who) for who in others)


def _same(one: Named, other: Named) -> bool:
    """Whether two names of one party can mean the same voice: "Kyiv" and its president can."""
    if one.party != other.party or one.actor == other.actor:
        return one.party == other.party
    states = any(who.kind is ActorKind.STATE and who.actor != who.party for who in (one, other))
    return one.party in (one.actor, other.actor) and not states


@dataclass(slots=True)
class Discourse:
    """The memory of one document, from sentence to sentence.

    Attributes:
        person, body: whom "he" and "it" mean; None after an outsider, who is nobody's voice.
        plan: the author of the plan that was last spoken of, whose clauses may follow.
        speaker, speaker_words: whose words a quotation without attribution is.
        voice: whose words a text is as a whole: a party's own statement, an interview.
        own: whether they publish it themselves, so that "leaders" are theirs.
        asked: what the question before was about.
        persons: who was named as a person in the sentence before, two at least.
        stances: who took which stand in the sentence before: "Moscow does not".
        topics: what "the idea" or "it" means as the object of a cue.
        person_age, body_age, topic_age: sentences since each was set.
    """

    person: Named | None = None
    body: Named | None = None
    speaker: Named | None = None
    speaker_words: str = ""
    voice: Named | None = None
    own: bool = False
    plan: Named | None = None
    plan_age: int = 99
    asked: list[Topic] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    persons: list[Named] = field(default_factory=list)
    stances: list[Topic] = field(default_factory=list)
    topic_age: int = 9
    person_age: int = 9
    body_age: int = 9

    def means(self, mention: Mention, seen: Sequence[Named] = ()) -> Named | None:
        """Whom a mention stands for; None where it cannot be told.

        `seen` are the names met earlier in the same sentence, which come first.
        """
        if mention.named is not None or mention.outsider:
            return mention.named
        pronoun = mention.pronoun
        if pronoun == "we" or (pronoun == "office" and self.own):
            return self.voice
        for named in reversed(seen):
            if pronoun in PERSONAL and named.personal and _fits(named, pronoun):
                return named
            if pronoun in ("it", "they") and named.kind is not ActorKind.PERSON:
                return named
        if pronoun in PERSONAL:
            fits = self.person is not None and _fits(self.person, pronoun)
            return self.person if fits and self.person_age <= _KEPT else None
        if self.body is None or self.body_age > 1:
            return None
        if pronoun == "they":
            plural = self.body.kind in (ActorKind.GROUP, ActorKind.STATE)
            return self.body if plural else None
        return self.body

    def parties(self, before: Sequence[Named], number: int) -> list[Named]:
        """Those whom "both sides" means: the parties that were named last."""
        persons = (named for named in self.named if named.kind is ActorKind.PERSON)
        latest = list({named.actor: named for named in persons}.values())[:number]
        if not before and len(latest) == number and len({named.party for named in latest}) == 1:
            return latest[:1]  # "Starmer, Macron and Merz met. The three leaders ..."
        found: dict[str, Named] = {}
        for named in (*reversed(before), *self.named):
            found.setdefault(named.party, named)
            if len(found) == number:
                return list(found.values())
        return []

    def together(self) -> list[Named]:
        """Whom "they" means where two persons, and no body, acted in the sentence before."""
        return list({who.party: who for who in self.persons}.values())

    def spoke(self, speaker: Named, words: str) -> None:
        """Remember whose quotation has just been read."""
        self.speaker, self.speaker_words = speaker, words
        if speaker.personal:
            self.person, self.person_age = speaker, 0

    def heard(self, mentions: Sequence[Mention]) -> None:
        """Remember the subjects of a sentence that has been read."""
        self.person_age += 1
        self.body_age += 1
        self.topic_age += 1
        self.plan_age += 1
        if self.person_age <= _KEPT and any(
            m.pronoun in PERSONAL and m.role == "subject" for m in mentions
        ):
            self.person_age = 0  # still spoken of
        for mention in mentions:
            if mention.plan:
                self.plan, self.plan_age = mention.named, 0
        named = [m for m in mentions if (m.named or m.outsider) and not m.plan]
        acting = [m.named for m in named if m.named and m.role == "subject"]
        alone = len(acting) > 1 and all(who.kind is ActorKind.PERSON for who in acting)
        self.persons = acting if alone else []
        latest = [m.named for m in reversed(named) if m.named]
        self.named = (latest + self.named)[:12]
        subjects = [m for m in named if m.role == "subject"]
        others = [m for m in named if m.role != "subject"]
        first = next((m for m in mentions if m.role == "subject" and not m.plan), None)
        if first is not None and first.pronoun in PERSONAL and self.person_age == 0:
            # "He said that he had told Trump so": the next sentence is about him.
            subjects = [m for m in subjects if m.named and m.named.kind is not ActorKind.PERSON]
        for mention in (*others, *reversed(subjects)):
            if mention.named is None:
                if subjects and mention is subjects[0]:
                    self.person, self.person_age = None, 0
                continue
            subject = mention.role == "subject"
            if mention.named.personal and (subject or self.person_age > 1):
                self.person, self.person_age = mention.named, 0
            if mention.named.kind is not ActorKind.PERSON and (subject or self.body_age > 1):
                self.body, self.body_age = mention.named, 0


def _fits(named: Named, pronoun: str) -> bool:
    """Whether a person can be meant by a pronoun, or by a bare "the minister"."""
    return pronoun == "person" or named.pronoun in ("", pronoun)
