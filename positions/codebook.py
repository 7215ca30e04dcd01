"""`codebook.yaml` -> Codebook, with every fault of the file in one report.

The version of a codebook is a hash of its content, so that a change of wording counts and
a change of layout does not.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from positions.errors import BadInput, Fault
from positions.model import Codebook, Direction, Issue
from positions.yamlfile import YamlFile

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def load(path: Path) -> Codebook:
    """Read and check a codebook.

    Raises:
        BadInput: with all faults at once, each with its line and cure.
    """
    file = YamlFile.read(path)
    codebook = file.validate(Codebook)
    faults = list(_faults(codebook, file))
    if faults:
        raise BadInput(*faults)
    return codebook


def version(codebook: Codebook) -> str:
    """Twelve hexadecimal digits that stand for the codebook's content, notes left out."""
    content = _without_notes(dataclasses.asdict(codebook))
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


def schema() -> dict[str, Any]:
    """The JSON Schema of a codebook file, with which an editor completes and checks it."""
    from pydantic import TypeAdapter

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "positions codebook",
        **TypeAdapter(Codebook).json_schema(),
    }


def _without_notes(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _without_notes(value) for key, value in content.items() if key != "note"}
    if isinstance(content, list | tuple):
        return [_without_notes(value) for value in content]
    return content


@cache
def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _faults(codebook: Codebook, file: YamlFile) -> Iterator[Fault]:
    """What the shape alone cannot tell: ids, aliases, references, empty lists."""
    yield from _empty(codebook, file)
    yield from _ids(codebook, file)
    yield from _aliases(codebook, file)
    parties = {party.id for party in codebook.parties}
    for number, issue in enumerate(codebook.issues):
        yield from _terms(issue, ("issues", number), parties, file)


def _empty(codebook: Codebook, file: YamlFile) -> Iterator[Fault]:
    if not codebook.parties:
        yield file.fault(("parties",), "there is no party", "Name at least one party.")
    if not codebook.issues:
        yield file.fault(("issues",), "there is no issue", "Name at least one issue.")


def _ids(codebook: Codebook, file: YamlFile) -> Iterator[Fault]:
    """Ids are well formed and each is used once; parties, actors and bystanders share one space."""
    people: list[tuple[str, tuple[str | int, ...]]] = []
    for p, party in enumerate(codebook.parties):
        people.append((party.id, ("parties", p, "id")))
        for a, actor in enumerate(party.actors):
            people.append((actor.id, ("parties", p, "actors", a, "id")))
    for b, bystander in enumerate(codebook.bystanders):
        people.append((bystander.id, ("bystanders", b, "id")))
    issues: list[tuple[str, tuple[str | int, ...]]] = [
        (issue.id, ("issues", i, "id")) for i, issue in enumerate(codebook.issues)
    ]
    for group in (people, issues):
        first: dict[str, str] = {}
        for name, path in group:
            if not _ID.match(name):
                yield file.fault(
                    path,
                    f"the id {name!r} is not made of lower-case letters, digits and hyphens",
                    "Write it like 'security-guarantees'.",
                )
            if name in first:
                yield file.fault(
                    path, f"the id {name!r} stands already at {first[name]}", "Give each its own id."
                )
            first.setdefault(name, file.place(path))


def _aliases(codebook: Codebook, file: YamlFile) -> Iterator[Fault]:
    """No alias may lead to two parties, nor to a party and a bystander."""
    owner: dict[str, tuple[str, str]] = {}

    def claim(alias: str, who: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
        folded = _folded(alias)
        if not folded:
            yield file.fault(path, "an alias is empty", "Remove it or write the name.")
            return
        other, place = owner.setdefault(folded, (who, file.place(path)))
        if other != who:
            yield file.fault(
                path,
                f"the alias {alias!r} of {who} belongs to {other} already, at {place}",
                "Leave it with the one that texts mean by it.",
            )

    for p, party in enumerate(codebook.parties):
        path: tuple[str | int, ...] = ("parties", p)
        for kind, names in (("aliases", party.aliases), ("adjectives", party.adjectives)):
            for n, name in enumerate(names):
                yield from claim(name, party.id, (*path, kind, n))
        for a, actor in enumerate(party.actors):
            for kind, names in (("aliases", actor.aliases), ("titles", actor.titles)):
                for n, name in enumerate(names):
                    yield from claim(name, party.id, (*path, "actors", a, kind, n))
    for b, bystander in enumerate(codebook.bystanders):
        for n, name in enumerate(bystander.aliases):
            yield from claim(name, bystander.id, ("bystanders", b, "aliases", n))


def _terms(
    issue: Issue, path: tuple[str | int, ...], parties: set[str], file: YamlFile
) -> Iterator[Fault]:
    if not issue.terms:
        yield file.fault(
            (*path, "terms"),
            f"the issue {issue.id!r} has no terms",
            "Add the words by which texts speak of it, with their direction.",
        )
    for t, term in enumerate(issue.terms):
        here = (*path, "terms", t)
        if not term.words:
            yield file.fault((*here, "words"), "a term has no words", "Write them or remove it.")
        for key, words in (("words", term.words), ("near", term.near)):
            for w, phrase in enumerate(words):
                if not _folded(phrase):
                    yield file.fault((*here, key, w), "a phrase is empty", "Write or remove it.")
        if term.act and term.direction is Direction.TOPIC and not term.direction_of:
            yield file.fault(
                here, "an act has no direction", "Say `direction: for` or `direction: against`."
            )
        for key, named in (("act_of", term.act_of), ("direction_of", tuple(term.direction_of or ()))):
            for name in named:
                if name not in parties:
                    yield file.fault(
                        (*here, key),
                        f"there is no party {name!r}",
                        f"Name one of {', '.join(sorted(parties))}.",
                    )
