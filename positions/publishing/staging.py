"""An edition goes live: staged, checked, synced, and then shown by one rename of one link.

The order is such that a run cut short at any point leaves every published edition whole: first
the sources that the edition names, then the edition under its own name, then the link.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from os import getpid
from pathlib import Path

from positions.errors import BadInput, Fault
from positions.model import Edition
from positions.publishing.checking import check
from positions.publishing.disk import STAGED, faults_at, put_file, put_link, read_only, sync
from positions.publishing.editions import current, damage, date_of, seal
from positions.publishing.layout import CURRENT, EDITIONS, LEADS, SEAL, SOURCES
from positions.publishing.lock import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of an edition.

    Attributes:
        folder: where it stands.
        new: whether it was not there before, whole.
        current: whether readers now see it.
        set_aside: files that stood where a link belongs, under the names they have now.
    """

    id: str
    folder: Path
    new: bool
    current: bool
    set_aside: tuple[Path, ...] = ()


def publish(
    edition: Edition,
    output: Output,
    write: Callable[[Path], None],
    sources: Mapping[str, Path | bytes],
    *,
    looks_back: bool = False,
) -> Published:
    """Write an edition to its folder and show it to readers.

    Args:
        edition: what is published, with its final id.
        output: the folder, locked.
        write: renders workbook, page, feed and data into a folder that it is given.
        sources: the documents' bytes, or the files that hold them, by their SHA-256.
        looks_back: built for a day in the past (`--as-of`); such an edition is kept, and
            shown only if the one that readers see is not of a later evidence date.

    Raises:
        BadOutput: something cannot be written, or what was rendered does not hold together.
        BadInput: a source has changed since it was read.
    """
    path = output.path
    folder = path / EDITIONS / edition.id
    with faults_at(path):
        clear(path)
        if not (path / ".gitignore").exists():
            put_file(path / ".gitignore", b"*\n")
        new = not folder.is_dir() or bool(damage(folder))
        if new:
            with _scratch(folder.parent) as staged:
                _stage(edition, staged, write)
                _archive(sources, path / SOURCES)
                _put(staged, folder)
        else:
            _archive(sources, path / SOURCES)
        shown = not looks_back or edition.evidence_date >= date_of(current(path))
        aside = []
        if shown:
            aside = _lead(path, edition.id)
    return Published(id=edition.id, folder=folder, new=new, current=shown, set_aside=tuple(aside))


def clear(path: Path) -> None:
    """Remove what builds that were cut short have left; the lock says that they are dead."""
    for folder in (path, path / EDITIONS, path / SOURCES):
        for left in folder.glob(STAGED + "*"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder inside another one for what is not in its place yet; gone at the end."""
    staged = folder / f"{STAGED}{getpid()}"
    try:
        staged.mkdir(parents=True)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _stage(edition: Edition, staged: Path, write: Callable[[Path], None]) -> None:
    """Fill a folder with the whole edition, checked, sealed and synced."""
    write(staged)
    check(edition, staged)
    seal(staged)
    for path in sorted(staged.rglob("*"), reverse=True):
        if not path.is_dir():
            read_only(path)
        sync(path)
    sync(staged)


def _put(staged: Path, folder: Path) -> None:
    if not folder.exists():
        staged.rename(folder)
    else:
        _mend(staged, folder)
    sync(folder.parent)


def _mend(staged: Path, folder: Path) -> None:
    """Put whole files in the place of damaged ones, one by one and the seal last.

    The edition stays where readers may be looking; the same id is the same content.
    """
    files = [path for path in sorted(staged.rglob("*")) if not path.is_dir()]
    files.sort(key=lambda path: path == staged / SEAL)
    wanted = {path.relative_to(staged) for path in files}
    for path in files:
        place = folder / path.relative_to(staged)
        place.parent.mkdir(exist_ok=True)
        path.replace(place)
        sync(place.parent)
    for path in folder.rglob("*"):
        if not path.is_dir() and path.relative_to(folder) not in wanted:
            path.unlink()


def _archive(sources: Mapping[str, Path | bytes], folder: Path) -> None:
    """Keep the bytes of every document, each once, under its hash."""
    missing = [name for name in sorted(sources) if not (folder / name).exists()]
    if not missing:
        return
    with _scratch(folder) as staged:
        for name in missing:
            (staged / name).write_bytes(_source(name, sources[name]))
            read_only(staged / name)
        for name in missing:  # after all are written: the system then syncs many at once
            sync(staged / name)
        for name in missing:
            (staged / name).rename(folder / name)
        sync(folder)


def _source(name: str, source: Path | bytes) -> bytes:
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError:
        content = b""
    if sha256(content).hexdigest() != name:
        raise BadInput(
            Fault(
                place=str(source) if isinstance(source, Path) else name,
                what="the document changed while the edition was built",
                cure="Run the build again.",
            )
        )
    return content


def _lead(path: Path, edition: str) -> list[Path]:
    """Turn `current` to an edition, and see that the names at the top lead through it."""
    aside = []
    for name, target in (
        (CURRENT, f"{EDITIONS}/{edition}"),
        *((name, f"{CURRENT}/{name}") for name in LEADS),
    ):
        link = path / name
        if link.is_symlink() and str(link.readlink()) == target:
            continue
        if link.exists() and not link.is_symlink():
            aside.append(_set_aside(link))
        put_link(link, target)
    return aside


def _set_aside(path: Path) -> Path:
    """Give a file that a person put where a link belongs another name; nothing is lost."""
    number = 1
    while (path.parent / f"{path.stem} ({number}){path.suffix}").exists():
        number += 1
    return path.rename(path.parent / f"{path.stem} ({number}){path.suffix}")
