"""`english.yaml` -> Lexicon: the language of taking a stand, with its inflections."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from pydantic import TypeAdapter
import yaml


class CueSign(StrEnum):
    """What a cue does to the thing that follows it."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"
    NOTHING = "nothing"  # under a negation: no stance at all


class CueKind(StrEnum):
    """Where the parts of a cue stand; see the head of `english.yaml`."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    JUDGEMENT = "judgement"
    ACT = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A family of words that carry the same stance in the same construction.

    Attributes:
        strength: "firm" where the words themselves are.
        negated: the sign of the cue under a negation where that is not the opposite one
            ("did not rule out" leaves open).
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    sign: CueSign
    kind: CueKind
    words: tuple[str, ...]
    strength: str = "plain"
    negated: CueSign | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of `english.yaml`, under its own names."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    cues: tuple[Cue, ...]
    speech: tuple[str, ...]
    views: tuple[str, ...]
    according: tuple[str, ...]
    negators: tuple[str, ...]
    false_negators: tuple[str, ...]
    conditions: tuple[str, ...]
    possibility: tuple[str, ...]
    wish: tuple[str, ...]
    firm: tuple[str, ...]
    outsiders: tuple[str, ...]
    agents: tuple[str, ...]
    people: dict[str, str]
    speakers: tuple[str, ...]
    prepositions: tuple[str, ...]
    breakers: tuple[str, ...]
    anaphors: tuple[str, ...]
    neutral: tuple[str, ...]


@cache
def english() -> Lexicon:
    """The lexicon that ships with the package."""
    text = (files(__name__) / "english.yaml").read_text(encoding="utf-8")
    return TypeAdapter(Lexicon).validate_python(yaml.safe_load(text))
