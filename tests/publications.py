"""What the tests of publishing share: small editions, published, spoilt and struck by faults."""

import io
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Self

from openpyxl import Workbook

import miniature
from positions.model import Document, Edition
from positions.publishing.editions import edition_id
from positions.publishing.lock import locked
from positions.publishing.staging import Published, publish
from positions.rendering.tables import write_tables

PAGE = "<!doctype html><html><head><title>T</title></head><body><p id='a'>ä</p></body></html>"
TOP = ("matrix.xlsx", "briefing.html", "changes.atom", "data")


def an_edition(date: str = "2025-04-14", content: str = "one", before: str = "") -> Edition:
    return replace(
        miniature.edition(),
        id=edition_id(date, content, before),
        evidence_date=date,
        compared_with=before,
    )


def another_document() -> Document:
    first = miniature.edition().documents[0]
    content = b"Another text."
    return replace(
        first,
        id="another",
        path="another.txt",
        text=content.decode(),
        sha256=sha256(content).hexdigest(),
    )


@cache
def workbook() -> bytes:
    """Made once, because the library writes the time of day into it."""
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


def render(edition: Edition, folder: Path) -> None:
    """All the files of an edition, as small as they can be but for the data."""
    (folder / "matrix.xlsx").write_bytes(workbook())
    (folder / "briefing.html").write_text(PAGE, encoding="utf-8")
    (folder / "changes.atom").write_text("<feed/>", encoding="utf-8")
    write_tables(edition, folder / "data")


def sources(edition: Edition) -> dict[str, Path | bytes]:
    return {document.sha256: document.text.encode() for document in edition.documents}


def put(
    output: Path,
    edition: Edition,
    write: Callable[[Path], None] | None = None,
    *,
    looks_back: bool = False,
) -> Published:
    """One edition published the way a build does it."""
    with locked(output, output.parent / "dossier") as opened:
        return publish(
            edition,
            opened,
            write or (lambda folder: render(edition, folder)),
            sources(edition),
            looks_back=looks_back,
        )


def tree(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds, links not followed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def fresh(base: Path) -> Path:
    """A copy of an output folder, in the place of the last copy."""
    output = base.with_name("output")
    shutil.rmtree(output, ignore_errors=True)
    return shutil.copytree(base, output, symlinks=True)


def spoil(path: Path, at: int = -1) -> None:
    """Turn one bit of a file around, as a bad disk does."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


# A build writes through these; each call of each is one point at which a fault can strike.
SEAM = ("mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "chmod", "fsync", "open")


class Seam:
    """Counts the calls by which a build changes the disk, and strikes at one of them."""

    def __init__(self, at: int, strike: Callable[[], None]) -> None:
        self.left = at
        self.strike = strike

    def __enter__(self) -> Self:
        self.saved = [(os, name, getattr(os, name)) for name in SEAM] + [(io, "open", io.open)]
        for module, name, call in self.saved:
            setattr(module, name, self.counted(call))
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, call in self.saved:
            setattr(module, name, call)

    def counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def counting(*args: object, **kwargs: object) -> object:
            self.point()
            return call(*args, **kwargs)

        return counting

    def point(self) -> None:
        self.left -= 1
        if not self.left:
            self.strike()

    @property
    def struck(self) -> bool:
        return self.left <= 0


def refuse(code: int) -> Callable[[], None]:
    def strike() -> None:
        raise OSError(code, os.strerror(code))

    return strike


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


FIRST, SECOND = an_edition(), an_edition("2025-04-20", before=an_edition().id)
SECOND = replace(SECOND, documents=(*SECOND.documents, another_document()))
