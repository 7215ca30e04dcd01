"""The words of English that cutting a text depends on, read from english.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from positions.yamlfile import YamlFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one kind, and what they do."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    words: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class English:
    """The content of english.yaml, where each kind is explained."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    before_name: Words
    before_number: Words
    within: Words
    clock: Words
    times: Words
    lettered: Words
    beginners: Words
    saying: Words
    asking: Words


@cache
def english() -> English:
    """The words, read once."""
    return YamlFile.read(Path(__file__).with_name("english.yaml")).validate(English)
