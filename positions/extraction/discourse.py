"""What the sentences before leave behind: who was spoken of, who is speaking, what was demanded."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from positions.extraction.mentions import Mention
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Named
from positions.model import ActorKind

_KEPT = 3  # sentences for which "he" goes on meaning the same person


@dataclass(frozen=True, slots=True)
class Topic:
    """What was last demanded, rejected or spoken of.

    Attributes:
        value: towards the issue's proposition, as `Claim.value`.
        party: id of who wants it so, "" where nobody was named.
    """

    use: TermUse
    value: int
    party: str


@dataclass(slots=True)
class Discourse:
    """The memory of one document, from sentence to sentence.

    Attributes:
        person, body: whom "he" and "it" mean; None after an outsider, who is nobody's voice.
        plan: the author of the plan that was last spoken of, whose clauses may follow.
        speaker, speaker_words: whose words a quotation without attribution is.
        voice: whose words a text is as a whole: a party's own statement, an interview.
        asked: what the question before was about.
        topics: what "the idea" or "it" means as the object of a cue.
        person_age, body_age, topic_age: sentences since each was set.
    """

    person: Named | None = None
    body: Named | None = None
    speaker: Named | None = None
    speaker_words: str = ""
    voice: Named | None = None
    plan: Named | None = None
    plan_age: int = 99
    asked: list[Topic] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
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
        if pronoun == "we":
            return self.voice
        for named in reversed(seen):
            person = named.kind is ActorKind.PERSON
            if pronoun in ("he", "she") and person and named.pronoun in ("", pronoun):
                return named
            if pronoun in ("it", "they") and not person:
                return named
        if pronoun in ("he", "she"):
            fits = self.person is not None and self.person.pronoun in ("", pronoun)
            return self.person if fits and self.person_age <= _KEPT else None
        if self.body is None or self.body_age > 1:
            return None
        if pronoun == "they":
            plural = self.body.kind in (ActorKind.GROUP, ActorKind.STATE)
            return self.body if plural else None
        return self.body

    def parties(self, before: Sequence[Named], number: int) -> list[Named]:
        """Those whom "both sides" means: the parties that were named last."""
        found: dict[str, Named] = {}
        for named in (*reversed(before), *self.named):
            found.setdefault(named.party, named)
            if len(found) == number:
                return list(found.values())
        return []

    def spoke(self, speaker: Named, words: str) -> None:
        """Remember whose quotation has just been read."""
        self.speaker, self.speaker_words = speaker, words
        if speaker.kind is ActorKind.PERSON:
            self.person, self.person_age = speaker, 0

    def heard(self, mentions: Sequence[Mention]) -> None:
        """Remember the subjects of a sentence that has been read."""
        self.person_age += 1
        self.body_age += 1
        self.topic_age += 1
        self.plan_age += 1
        if self.person_age <= _KEPT and any(
            m.pronoun in ("he", "she") and m.role == "subject" for m in mentions
        ):
            self.person_age = 0  # still spoken of
        for mention in mentions:
            if mention.plan:
                self.plan, self.plan_age = mention.named, 0
        named = [m for m in mentions if (m.named or m.outsider) and not m.plan]
        latest = [m.named for m in reversed(named) if m.named]
        self.named = (latest + self.named)[:12]
        subjects = [m for m in named if m.role == "subject"]
        others = [m for m in named if m.role != "subject"]
        for mention in (*others, *reversed(subjects)):
            if mention.named is None:
                if subjects and mention is subjects[0]:
                    self.person, self.person_age = None, 0
            elif mention.named.kind is ActorKind.PERSON:
                if mention.role == "subject" or self.person_age > 1:
                    self.person, self.person_age = mention.named, 0
            elif mention.role == "subject" or self.body_age > 1:
                self.body, self.body_age = mention.named, 0
