"""What the sentences before leave behind: who was spoken of, who is speaking, what was demanded."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from positions.extraction.reading import Noun, TermUse
from positions.extraction.vocabulary import Named
from positions.model import ActorKind


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
        speaker, speaker_words: whose words a quotation without attribution is.
        topics: what "the idea" or "it" means as the object of a cue.
        person_age, body_age, topic_age: sentences since each was set.
    """

    person: Named | None = None
    body: Named | None = None
    speaker: Named | None = None
    speaker_words: str = ""
    topics: list[Topic] = field(default_factory=list)
    topic_age: int = 9
    person_age: int = 9
    body_age: int = 9

    def means(self, noun: Noun, speaker: Named | None, seen: Sequence[Named] = ()) -> Named | None:
        """Whom a noun stands for; None where it cannot be told.

        `seen` are the names met earlier in the same sentence, which come first.
        """
        if noun.named is not None or noun.outsider:
            return noun.named
        for named in reversed(seen):
            person = named.kind is ActorKind.PERSON
            if noun.pronoun in ("he", "she") and person and named.pronoun in ("", noun.pronoun):
                return named
            if noun.pronoun in ("it", "they") and not person:
                return named
        match noun.pronoun:
            case "we":
                return speaker
            case "he" | "she":
                fits = self.person is not None and self.person.pronoun in ("", noun.pronoun)
                return self.person if fits and self.person_age <= 2 else None
            case "it" | "office":
                return self.body if self.body_age <= 1 else None
            case "they":
                plural = self.body is not None and self.body.kind in (ActorKind.GROUP, ActorKind.STATE)
                return self.body if plural and self.body_age <= 1 else None
        return None

    def heard(self, nouns: Sequence[Noun]) -> None:
        """Remember the subjects of a sentence that has been read."""
        self.person_age += 1
        self.body_age += 1
        self.topic_age += 1
        subjects = [n for n in nouns if n.role == "subject" and (n.named or n.outsider)]
        others = [n for n in nouns if n.named and n.role not in ("subject",)]
        for noun in (*others, *reversed(subjects)):
            if noun.outsider:
                if noun.role == "subject" and noun is subjects[0]:
                    self.person, self.person_age = None, 0
                continue
            assert noun.named is not None
            if noun.named.kind is ActorKind.PERSON:
                if noun.role == "subject" or self.person_age > 1:
                    self.person, self.person_age = noun.named, 0
            elif noun.role == "subject" or self.body_age > 1:
                self.body, self.body_age = noun.named, 0
