"""Whether anything that an edition was made from has changed since the last look.

A look keeps size, times and inode of every input with a hash of its content, in the cache. A
file counts as the same while its size, times and inode are; where they differ, or are as young
as the last look itself (a file system's clock is coarse), its content is hashed. Nothing here
reads a dossier, so that a run which finds nothing changed costs next to nothing.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import Any
from zlib import crc32

from positions.caching import cached, keep_cached

_PACKAGE = Path(__file__).parents[1]
_OWN_TEMPLATES = _PACKAGE.parent / "templates"  # of a checkout; a wheel has them in the package
_COARSE = 2_000_000_000  # nanoseconds; the coarsest clock of a file system in use

_Seen = tuple[int, int, int, int, str]  # size, times of change, inode, hash of the content


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found at one look.

    Attributes:
        name: under which it is kept.
        asked: what it is a look for; two with one name would replace each other.
        at: when it was taken, in nanoseconds since 1970.
        made: what the run that built last left to be found again; {} if none did.
        same: whether every input is as it was then.
        hashed: whether a content had to be hashed to tell.
    """

    name: str
    asked: str
    at: int
    files: Mapping[str, _Seen]
    made: Mapping[str, str]
    same: bool
    hashed: bool


def look(output: Path, dossier: Path, about: Mapping[str, str], templates: Path | None) -> Look:
    """Look at every input of an edition.

    Args:
        output: the folder that the edition is published in.
        dossier: the folder that the edition is made from.
        about: what else the edition depends on (options), by name.
        templates: a folder of an office's own templates, or None.
    """
    at = time_ns()
    asked = {"output": str(output), "dossier": str(dossier.absolute()), **about}
    wanted = json.dumps(asked, sort_keys=True)
    name = f"looks/{crc32(wanted.encode()):08x}.json"
    kept = _kept(name, wanted)
    before: Mapping[str, list[int | str]] = kept.get("files", {})
    young = int(kept.get("at", 0)) - _COARSE
    files: dict[str, _Seen] = {}
    same, hashed = bool(kept), False
    for key, path, stat in _inputs(dossier, templates):
        known = before.get(key)
        found = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        if known and tuple(known[:4]) == found and max(found[1:3]) < young:
            files[key] = (*found, str(known[4]))
            continue
        files[key] = (*found, _hash(path))
        hashed = True
        same = same and known is not None and known[4] == files[key][4]
    same = same and len(files) == len(before)
    return Look(
        name=name,
        asked=wanted,
        at=at,
        files=files,
        made=kept.get("made", {}),
        same=same,
        hashed=hashed,
    )


def keep(seen: Look, made: Mapping[str, str]) -> None:
    """Keep a look for the next run, with what was made of it."""
    content = {"asked": seen.asked, "at": seen.at, "made": dict(made), "files": seen.files}
    keep_cached(seen.name, json.dumps(content, separators=(",", ":")).encode())


def _kept(name: str, asked: str) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(cached(name) or b"")
        whole = kept["asked"] == asked and {"at", "made", "files"} <= kept.keys()
    except (ValueError, KeyError, AttributeError, TypeError):
        return {}  # a look that is gone or damaged costs one build
    return kept if whole else {}


def _inputs(dossier: Path, templates: Path | None) -> Iterator[tuple[str, str, os.stat_result]]:
    """Every file that an edition can depend on: its name, where it is, and what it is like."""
    for name in ("codebook.yaml", "dossier.yaml", "sources.csv", "decisions.yaml"):
        path = dossier / name
        try:
            yield f"dossier/{name}", str(path), path.stat()
        except OSError:
            continue
    yield from _below("documents", str(dossier / "documents"))
    yield from _below("program", str(_PACKAGE))
    if _OWN_TEMPLATES.is_dir():
        yield from _below("templates", str(_OWN_TEMPLATES))
    if templates:
        yield from _below("own templates", str(templates))


def _below(name: str, folder: str) -> Iterator[tuple[str, str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        here = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(here, entry.path)
            continue
        try:
            yield here, entry.path, entry.stat()
        except OSError:  # a link that leads nowhere
            yield here, entry.path, entry.stat(follow_symlinks=False)


def _hash(path: str) -> str:
    import hashlib

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - ten thousand Paths cost more than the look
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:  # unreadable is a state like any other: it can change
        return f"unread: {error.errno}"
