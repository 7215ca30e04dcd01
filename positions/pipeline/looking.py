"""Whether anything that an edition was made from has changed since the last look.

A look keeps size, times and inode of every input with a hash of its content, in the cache. A
file counts as the same while its size, times and inode are; where they differ, or are as young
as the last look itself (a file system's clock is coarse), its content is hashed. Nothing here
reads a dossier, so that a run which finds nothing changed costs next to nothing: it compares
one text with another.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import Any
from zlib import crc32

from positions.caching import cached, keep_cached

_PACKAGE = Path(__file__).parents[1]
_OWN_TEMPLATES = _PACKAGE.parent / "templates"  # of a checkout; a wheel has them in the package
_OF_DOSSIER = ("codebook.yaml", "dossier.yaml", "sources.csv", "decisions.yaml")
_COARSE = 2_000_000_000  # nanoseconds; the coarsest clock of a file system in use
_SEPARATE, _APART = "\0\0", "\0\0\0"  # between files, and parts of a kept look; no name has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found at one look.

    Attributes:
        name: under which it is kept.
        asked: what it is a look for; two with one name would replace each other.
        at: when it was taken, in nanoseconds since 1970.
        listing: every input: its name, size, times and inode.
        hashes: of their contents, in the same order.
        made: what the run that built last left to be found again; {} if none did.
        same: whether every input is as it was then.
        settled: whether that could be told without hashing any.
    """

    name: str
    asked: str
    at: int
    listing: str
    hashes: str
    made: Mapping[str, str]
    same: bool
    settled: bool


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
    name = f"looks/{crc32(wanted.encode()):08x}"
    head, before, hashes = _kept(name, wanted)
    folders = _folders(dossier, templates)
    lines, latest = _inputs(folders)
    listing = _SEPARATE.join(lines)
    young = int(head.get("at", 0)) - _COARSE
    # Ten thousand documents that are as they were cost two texts and two numbers.
    settled = same = listing == before and latest < young
    if not settled:
        was = dict(zip(before.split(_SEPARATE), hashes.split(_SEPARATE), strict=False))
        now = {line: _known(line, was, young) or _hash(_path(line, folders)) for line in lines}
        hashes = _SEPARATE.join(now.values())
        same = _contents(now) == _contents(was)
    return Look(
        name=name,
        asked=wanted,
        at=at,
        listing=listing,
        hashes=hashes,
        made=head.get("made", {}),
        same=same,
        settled=settled,
    )


def keep(seen: Look, made: Mapping[str, str]) -> None:
    """Keep a look for the next run, with what was made of it."""
    head = json.dumps({"asked": seen.asked, "at": seen.at, "made": dict(made)})
    content = _APART.join((head, seen.listing, seen.hashes))
    keep_cached(seen.name, content.encode("utf-8", "surrogateescape"))


def _kept(name: str, asked: str) -> tuple[dict[str, Any], str, str]:
    """The head of the look that was kept, its listing and its hashes; nothing if none was."""
    try:
        text = (cached(name) or b"").decode("utf-8", "surrogateescape")
        written, listing, hashes = text.split(_APART)
        head: dict[str, Any] = json.loads(written)
        if head["asked"] == asked and {"at", "made"} <= head.keys():
            return head, listing, hashes
    except (ValueError, KeyError, AttributeError, TypeError):
        pass  # a look that is gone or damaged costs one build
    return {}, "", ""


def _folders(dossier: Path, templates: Path | None) -> dict[str, str]:
    """Where the inputs of an edition stand, by the name that begins theirs."""
    folders = {"dossier": dossier, "documents": dossier / "documents", "program": _PACKAGE}
    if _OWN_TEMPLATES.is_dir():
        folders["templates"] = _OWN_TEMPLATES
    if templates:
        folders["own templates"] = templates
    return {name: str(folder) for name, folder in folders.items()}


def _inputs(folders: Mapping[str, str]) -> tuple[list[str], int]:
    """A line for every file that an edition can depend on, and the latest time in them."""
    lines: list[str] = []
    latest = [
        _below(name, folder, lines, _OF_DOSSIER if name == "dossier" else ())
        for name, folder in folders.items()
    ]
    return lines, max(latest)


def _below(name: str, folder: str, lines: list[str], only: tuple[str, ...] = ()) -> int:
    """Add a line for every file in a folder, or for some; gives the latest time in them."""
    latest = 0
    try:
        entries = os.scandir(folder)
    except OSError:
        return latest
    for entry in entries:  # one after the other: to hold ten thousand takes time
        file = entry.name
        if file[0] == "." or file == "__pycache__" or (only and file not in only):
            continue
        if entry.is_dir(follow_symlinks=False):
            latest = max(latest, _below(f"{name}/{file}", entry.path, lines))
            continue
        try:
            like = entry.stat()
        except OSError:  # a link that leads nowhere
            like = entry.stat(follow_symlinks=False)
        modified, changed = like.st_mtime_ns, like.st_ctime_ns
        lines.append(f"{name}/{file}\0{like.st_size} {modified} {changed} {like.st_ino}")
        if changed > latest or modified > latest:
            latest = max(changed, modified)
    return latest


def _known(line: str, was: Mapping[str, str], young: int) -> str:
    """The hash of an input that is as it was; "" if that is not known."""
    _, modified, changed, _ = line.rpartition("\0")[2].split(" ")
    return was.get(line, "") if max(int(modified), int(changed)) < young else ""


def _path(line: str, folders: Mapping[str, str]) -> str:
    folder, _, name = line.partition("\0")[0].partition("/")
    return f"{folders[folder]}/{name}"


def _contents(hashes: Mapping[str, str]) -> dict[str, str]:
    return {line.partition("\0")[0]: content for line, content in hashes.items()}


def _hash(path: str) -> str:
    import hashlib

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - ten thousand Paths cost more than the look
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:  # unreadable is a state like any other: it can change
        return f"unread: {error.errno}"
