"""A dossier's folder -> everything that is in it, with all its faults in one report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from positions import codebook, curation, dossier
from positions.documents import Reading, linked_copies, read_all
from positions.errors import BadInput, Fault
from positions.model import Codebook, Decision, Settings
from positions.pipeline.remembering import Memory

CODEBOOK, SETTINGS, SOURCES = "codebook.yaml", "dossier.yaml", "sources.csv"
DECISIONS, DOCUMENTS = "decisions.yaml", "documents"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a dossier holds.

    Attributes:
        reading: its documents, copies linked, and the files that could not be read.
        decisions: oldest first.
    """

    path: Path
    settings: Settings
    codebook: Codebook
    reading: Reading
    decisions: tuple[Decision, ...]


def open_dossier(path: Path, memory: Memory) -> Dossier:
    """Read everything in a dossier.

    Args:
        path: its folder.
        memory: of what was read before.

    Raises:
        BadInput: with all faults of all its files at once; also if no document can be read.
    """
    if not path.is_dir():
        what = "this is a file, not a folder" if path.exists() else "there is no such folder"
        cure = "Name the folder of a dossier, or make one with `positions init DIR`."
        raise BadInput(Fault(place=str(path), what=what, cure=cure))
    if not any(path.iterdir()):
        cure = "Fill it with `positions init DIR`, or name another folder."
        raise BadInput(Fault(place=str(path), what="the folder is empty", cure=cure))
    faults: list[Fault] = []
    title = path.resolve().name
    settings = _tried(faults, lambda: dossier.load_settings(path / SETTINGS, title))
    book = _tried(faults, lambda: codebook.load(path / CODEBOOK))
    reading = _tried(faults, lambda: _read(path, memory))
    decisions = None if book is None else _tried(faults, lambda: _decisions(path, book))
    if faults or settings is None or book is None or reading is None or decisions is None:
        raise BadInput(*faults)
    return Dossier(
        path=path, settings=settings, codebook=book, reading=reading, decisions=decisions
    )


def _tried(faults: list[Fault], step: Callable[[], _T]) -> _T | None:
    try:
        return step()
    except BadInput as error:
        faults += error.faults
        return None


def _decisions(path: Path, book: Codebook) -> tuple[Decision, ...]:
    return curation.load(path / DECISIONS, book)


def _read(path: Path, memory: Memory) -> Reading:
    table = path / SOURCES
    reading = read_all(path / DOCUMENTS, table if table.exists() else None, memory.document)
    if not reading.documents:
        raise BadInput(*_nothing_read(path / DOCUMENTS, reading))
    warnings = reading.warnings
    if not table.exists():
        warnings = (
            f"there is no {SOURCES}: titles are first lines, the rest is unknown",
            *warnings,
        )
    return replace(reading, documents=linked_copies(reading.documents), warnings=warnings)


def _nothing_read(folder: Path, reading: Reading) -> list[Fault]:
    cure = "Add a document as text, Markdown or saved web page: `positions add DIR FILE`."
    if not reading.skipped:
        return [Fault(place=str(folder), what="there is no document in it", cure=cure)]
    return [
        Fault(place=str(folder / one.path), what=f"it cannot be read: {one.reason}", cure=cure)
        for one in reading.skipped
    ]
