"""The editions that an output folder keeps: their names, their seals, and their data.

An edition's seal is its file SHA256SUMS, in the form that `sha256sum --check` reads: the hash
of every other file in it.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from positions.errors import BadOutput, Fault
from positions.publishing.layout import CURRENT, EDITIONS, SEAL

_ID = re.compile(r"(?P<date>undated|\d{4}(-\d\d){0,2})-[0-9a-f]{10}")
_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<name>[^\n]+)\n")


def edition_id(evidence_date: str, content_hash: str, compared_with: str) -> str:
    """The id of an edition: its evidence date, and ten digits for what makes it what it is.

    Args:
        evidence_date: ISO date, "" if unknown.
        content_hash: of everything that the edition is made from but the edition before.
        compared_with: id of the edition before, or "".
    """
    made_from = f"{content_hash}\n{compared_with}".encode()
    return f"{evidence_date or 'undated'}-{hashlib.sha256(made_from).hexdigest()[:10]}"


def date_of(edition: str) -> str:
    """The evidence date in the id of an edition; "" if it was unknown."""
    date = edition.rpartition("-")[0]
    return "" if date == "undated" else date


def kept(output: Path) -> tuple[str, ...]:
    """The ids of all editions in an output folder, by evidence date."""
    folder = output / EDITIONS
    if not folder.is_dir():
        return ()
    found = [path.name for path in folder.iterdir() if _ID.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda name: (date_of(name), name)))


def newest_first(output: Path) -> list[str]:
    """The ids of all editions by evidence date; of one date, the one published last is first."""
    shown = current(output)

    def last(name: str) -> tuple[str, bool, int, str]:
        made = (output / EDITIONS / name).stat().st_mtime_ns
        return (date_of(name), name == shown, made, name)

    return sorted(kept(output), key=last, reverse=True)


def current(output: Path) -> str:
    """The id of the edition that readers see; "" if there is none."""
    link = output / CURRENT
    name = link.readlink().name if link.is_symlink() else ""
    return name if _ID.fullmatch(name) else ""


def seal(folder: Path) -> None:
    """Write the seal of a folder."""
    lines = [f"{hash_of(folder / name)}  {name}\n" for name in names(folder)]
    (folder / SEAL).write_text("".join(lines), encoding="utf-8", newline="\n")


def sealed(folder: Path) -> dict[str, str]:
    """The hash of each file by its name, as the seal of an edition has it.

    Raises:
        BadOutput: there is no seal, or it is damaged.
    """
    path = folder / SEAL
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    lines = [_LINE.fullmatch(line) for line in text.splitlines(keepends=True)]
    if not lines or None in lines:
        raise BadOutput(_damaged(path, "the list of hashes is missing or damaged"))
    return {line["name"]: line["hash"] for line in lines if line}


def damage(folder: Path) -> tuple[Fault, ...]:
    """Everything in which an edition is not what was sealed; () if it is whole."""
    try:
        hashes = sealed(folder)
    except BadOutput as error:
        return error.faults
    return tuple(_damage(folder, hashes))


def read_sealed(folder: Path, name: str, hashes: dict[str, str]) -> bytes:
    """The bytes of one file of an edition; BadOutput if they are not what was sealed."""
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadOutput(_damaged(path, f"it cannot be read ({error.strerror})")) from None
    if hashlib.sha256(content).hexdigest() != hashes.get(name):
        raise BadOutput(_damaged(path, "its content has changed since it was published"))
    return content


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def names(folder: Path) -> list[str]:
    """The files in a folder and below, but a seal, with forward slashes and in order."""
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(
        str(path.relative_to(folder).as_posix()) for path in files if path != folder / SEAL
    )


def _damage(folder: Path, hashes: dict[str, str]) -> Iterator[Fault]:
    present = names(folder)
    for name in sorted({*present, *hashes}):
        if name not in hashes:
            yield _damaged(folder / name, "no build has put this here")
            continue
        try:
            read_sealed(folder, name, hashes)
        except BadOutput as error:
            yield from error.faults


def _damaged(path: Path, what: str) -> Fault:
    return Fault(
        place=str(path),
        what=what,
        cure="Bring it back from a copy, or build the edition again; that mends it.",
    )
