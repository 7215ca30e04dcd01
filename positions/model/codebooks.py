"""Who negotiates about what, and in which words texts speak of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, NoReturn


class ActorKind(StrEnum):
    """What an actor is; it decides which pronouns can stand for it."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"  # a government, ministry, agency, alliance
    GROUP = "group"  # "US officials", "European leaders"; ministers listed by name


class Direction(StrEnum):
    """Which way a term points: whoever wants the thing it names wants ... the proposition."""

    FOR = "for"
    AGAINST = "against"
    TOPIC = "topic"  # names the issue without pointing either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, body, state or group that speaks or acts for a party.

    Attributes:
        aliases: names by which texts call it; matched as whole words in any case, but an
            alias of capitals alone ("US", "EU") only in capitals.
        titles: descriptions that mean it once it, or its party, is known from the text
            ("the Ukrainian president").
        pronoun: "he" or "she" for a person whose pronoun is known.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    pronoun: Literal["he", "she", ""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A negotiating side.

    Attributes:
        aliases: names of the party as a whole ("Ukraine", "Kyiv").
        adjectives: words that make a noun the party's own ("Ukrainian").
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystander:
    """Somebody who speaks in the reporting but is no party; what they say is not coded."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    aliases: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words by which texts speak of an issue, and which way they point.

    Attributes:
        words: phrases, matched as whole words in any case and in every inflection.
        near: if given, one of these must stand in the same clause as one of `words`
            ("cede" near "Donbas").
        direction: towards the proposition, for whoever wants the thing named.
        direction_of: the direction for a party by id, where parties want the same thing
            for opposite ends ("control of the plant"); it outranks `direction`.
        act: whether doing it is itself a stance ("deliver weapons").
        act_of: parties for whom it is; empty means all.
        mutual: ids of the parties who do it together ("held talks with"); where two of
            them are named in one clause, both stand for it. A noun with `near` must be
            told to take place ("the talks with Kyiv ended").
        author: id of the party that stands behind it wherever the text calls it theirs
            ("Washington's plan", "US-brokered talks").
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    direction: Direction = Direction.TOPIC
    direction_of: dict[str, Direction] | None = None
    act: bool = False
    act_of: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    author: str = ""
    note: str = ""

    @property
    def points(self) -> bool:
        """Whether it points anywhere for anybody."""
        return self.direction is not Direction.TOPIC or bool(self.direction_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is negotiated, worded as one proposition to support or oppose.

    Attributes:
        name: short, as the head of a row.
        question: the issue as a reader would ask it.
        proposition: what a stance is for or against.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    name: str
    question: str
    proposition: str
    terms: tuple[Term, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Parties and issues of a negotiation, and the words that texts use for them.

    Attributes:
        spellings: words that texts write in several ways (["Kyiv", "Kiev"]); a phrase of a
            term with one of a list is found with each of it.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    parties: tuple[Party, ...]
    bystanders: tuple[Bystander, ...] = ()
    issues: tuple[Issue, ...]
    spellings: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    def party(self, party_id: str) -> Party:
        """The party with this id; KeyError if there is none."""
        return next((p for p in self.parties if p.id == party_id), None) or _missing(party_id)

    def issue(self, issue_id: str) -> Issue:
        """The issue with this id; KeyError if there is none."""
        return next((i for i in self.issues if i.id == issue_id), None) or _missing(issue_id)

    def actor_name(self, actor_id: str) -> str:
        """The name of an actor, or of a party named as its own actor; KeyError if neither."""
        for party in self.parties:
            if party.id == actor_id:
                return party.name
            for actor in party.actors:
                if actor.id == actor_id:
                    return actor.name
        raise KeyError(actor_id)


def _missing(key: str) -> NoReturn:
    raise KeyError(key)
