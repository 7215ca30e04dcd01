"""`codebook.yaml` -> Codebook, with every fault of the file in one report.

What the records cannot say of themselves (ids used twice, an alias of two parties, an issue
without terms) is checked on the file as it was written, so that a fault of shape elsewhere
hides none of it. The version of a codebook is a hash of its content: a change of wording
counts, a change of layout or of a note does not.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from positions.errors import Fault
from positions.model import Codebook, Direction
from positions.yamlfile import YamlFile

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PARTIES, _ISSUES, _BYSTANDERS = ("parties", ...), ("issues", ...), ("bystanders", ...)
_TRUE = ("true", "True", "yes", "on")
_ACTORS, _TERMS = (*_PARTIES, "actors", ...), (*_ISSUES, "terms", ...)


def load(path: Path) -> Codebook:
    """Read and check a codebook.

    Raises:
        BadInput: with all faults at once, each with its line and cure.
    """
    file = YamlFile.read(path)
    return file.validate(Codebook, *_faults(file))


def version(codebook: Codebook) -> str:
    """Twelve hexadecimal digits that stand for the codebook's content, notes left out.

    What is empty is left out too, so that a key which a later release adds changes nothing
    for the codebooks that do without it.
    """
    text = json.dumps(_wording(codebook), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


def schema() -> dict[str, Any]:
    """The JSON Schema of a codebook file, with which an editor completes and checks it."""
    from pydantic import TypeAdapter

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "positions codebook",
        **TypeAdapter(Codebook).json_schema(),
    }


def _wording(content: Any) -> Any:
    if isinstance(content, str):
        return content
    if dataclasses.is_dataclass(content):  # `asdict` would copy every text first
        content = {f.name: getattr(content, f.name) for f in dataclasses.fields(content)}
    if isinstance(content, dict):
        return {k: _wording(value) for k, value in content.items() if value and k != "note"}
    if isinstance(content, list | tuple):
        return [_wording(value) for value in content]
    return content


def _faults(file: YamlFile) -> Iterator[Fault]:
    yield from _empty(file)
    yield from _ids(file)
    yield from _aliases(file)
    yield from _terms(file)


def _empty(file: YamlFile) -> Iterator[Fault]:
    """Lists without which there is nothing to do, and texts without which nothing to show."""
    for steps, what in (
        (("parties",), "there is no party"),
        (("issues",), "there is no issue"),
        ((*_ISSUES, "terms"), "the issue has no terms"),
        ((*_TERMS, "words"), "the term has no words"),
    ):
        for keys, value in file.find(*steps):
            if value == []:
                yield file.fault(keys, what, "Write at least one.")
    words = ("name", "question", "proposition", "aliases", "adjectives", "titles", "words", "near")
    for above in (_PARTIES, _ACTORS, _BYSTANDERS, _ISSUES, _TERMS):
        for word in words:
            for keys, value in (*file.find(*above, word), *file.find(*above, word, ...)):
                if isinstance(value, str) and not value.strip():
                    yield file.fault(keys, "the text is empty", "Write it, or remove the line.")


def _ids(file: YamlFile) -> Iterator[Fault]:
    """Ids are well formed and each is used once; parties, actors and bystanders share one space."""
    for owners in ((_PARTIES, _ACTORS, _BYSTANDERS), (_ISSUES,)):
        first: dict[str, str] = {}
        found = [each for owner in owners for each in file.find(*owner, "id")]
        for keys, name in sorted(found, key=lambda each: file.line(each[0])):
            if not isinstance(name, str):
                continue
            if not _ID.match(name):
                what = f"the id {name!r} is not made of lower-case letters, digits and hyphens"
                yield file.fault(keys, what, "Write it like 'security-guarantees'.")
            if name in first:
                what = f"the id {name!r} stands already at {first[name]}"
                yield file.fault(keys, what, "Give each its own id.")
            first.setdefault(name, file.place(keys))


def _aliases(file: YamlFile) -> Iterator[Fault]:
    """No alias may lead to two parties, nor to a party and a bystander."""
    owners: dict[str, tuple[str, str]] = {}
    ids = {
        keys[:2]: name
        for kind in ("parties", "bystanders")
        for keys, name in file.find(kind, ..., "id")
        if isinstance(name, str)
    }
    found = [
        each
        for steps in (
            (*_PARTIES, "aliases", ...),
            (*_PARTIES, "adjectives", ...),
            (*_ACTORS, "aliases", ...),
            (*_ACTORS, "titles", ...),
            (*_BYSTANDERS, "aliases", ...),
        )
        for each in file.find(*steps)
    ]
    for keys, alias in sorted(found, key=lambda each: file.line(each[0])):
        folded = " ".join(alias.split()).casefold() if isinstance(alias, str) else ""
        if not folded:
            continue
        # The id of the party or bystander that it belongs to, or its number in the file.
        owner = ids.get(keys[:2], f"{keys[0]}.{keys[1]}")
        other, place = owners.setdefault(folded, (owner, file.place(keys)))
        if other != owner:
            what = f"the alias {alias!r} of {owner} belongs to {other} already, at {place}"
            yield file.fault(keys, what, "Leave it with the one that texts mean by it.")


def _terms(file: YamlFile) -> Iterator[Fault]:
    """An act points somewhere, and a term names only parties that there are."""
    parties = [name for _, name in file.find(*_PARTIES, "id") if isinstance(name, str)]
    for keys, term in file.find(*_TERMS):
        if not isinstance(term, dict):
            continue
        points = term.get("direction", Direction.TOPIC) != Direction.TOPIC
        if term.get("act") in _TRUE and not points and not term.get("direction_of"):
            cure = "Say `direction: for` or `direction: against`."
            yield file.fault(keys, "an act has no direction", cure)
        named = [*file.find(*keys, "author"), *file.find(*keys, "act_of", ...)]
        if isinstance(term.get("direction_of"), dict):
            named += [((*keys, "direction_of", name), name) for name in term["direction_of"]]
        for place, name in named:
            if isinstance(name, str) and name not in parties:
                cure = f"Name one of {', '.join(parties)}."
                yield file.fault(place, f"there is no party {name!r}", cure)
