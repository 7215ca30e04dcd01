"""`english.yaml` -> Lexicon: the language of taking a stand."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import yaml
from pydantic import TypeAdapter

# The one in C, where PyYAML was built with it, reads in a tenth of the time; all is text.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class CueSign(StrEnum):
    """What a cue does to the thing that it governs."""

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
    EFFECT = "effect"
    ACT = "act"
    FATE = "fate"


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
    hollow: frozenset[str]
    official: tuple[str, ...]
    official_sites: tuple[str, ...]
    own_words: tuple[str, ...]
    guests: tuple[str, ...]
    answers_yes: tuple[str, ...]
    answers_no: tuple[str, ...]
    apposed: frozenset[str]
    standing_alone: tuple[str, ...]
    opinions: tuple[str, ...]
    receiving: tuple[str, ...]
    equative: tuple[str, ...]
    negators: tuple[str, ...]
    false_negators: tuple[str, ...]
    conditions: tuple[str, ...]
    false_conditions: tuple[str, ...]
    prices: frozenset[str]
    supposing: frozenset[str]
    possibility: tuple[str, ...]
    wish: tuple[str, ...]
    firm: tuple[str, ...]
    outsiders: tuple[str, ...]
    voices: frozenset[str]
    agents: tuple[str, ...]
    people: dict[str, str]
    speakers: tuple[str, ...]
    offices: frozenset[str]
    heads: frozenset[str]
    anaphors: tuple[str, ...]
    parts: frozenset[str]
    pointed_at: tuple[str, ...]
    neutral: tuple[str, ...]
    function_words: dict[str, tuple[str, ...]]
    mostly_verbs: frozenset[str]
    mostly_nouns: frozenset[str]


@cache
def named_cue(name: str) -> Cue:
    """The cue of the English lexicon with an id."""
    return next(cue for cue in english().cues if cue.id == name)


@cache
def english() -> Lexicon:
    """The lexicon that ships with the package."""
    text = (files(__name__) / "english.yaml").read_text(encoding="utf-8")
    return TypeAdapter(Lexicon).validate_python(yaml.load(text, _Loader))  # noqa: S506 - a safe one
