"""One build at a time for an output folder.

The lock is the system's own on the file `.lock`, so that it ends with the process that holds
it, however that process ends. The file itself stays and means nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from positions.errors import BadOutput, Fault, Locked
from positions.publishing.disk import faults_at


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder of which this process holds the lock; see `locked`."""

    path: Path


@contextmanager
def locked(output: Path, dossier: Path) -> Iterator[Output]:
    """Make an output folder if need be, and hold its lock until the end.

    Raises:
        BadOutput: it is a file, cannot be written, or dossier and output hold each other.
        Locked: another build holds it.
    """
    output = output.absolute()
    _refuse_overlap(output.resolve(), dossier.resolve())
    with faults_at(output):
        output.mkdir(parents=True, exist_ok=True)
        lock = os.open(output / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _take(lock, output)
        _held.add(lock)
        yield Output(output)
    finally:
        _held.discard(lock)
        os.close(lock)


_held: set[int] = set()


def _let_go() -> None:
    # A worker that outlives a killed build would hold the lock for ever.
    for lock in _held:
        os.close(lock)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


def _take(lock: int, output: Path) -> None:
    with faults_at(output):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(
                Fault(
                    place=str(output),
                    what="another build holds the lock",
                    cure="Wait until it is done, or write to another folder by --output.",
                )
            ) from None


def _refuse_overlap(output: Path, dossier: Path) -> None:
    if output.exists() and not output.is_dir():
        what = "this is a file, not a folder"
    elif dossier.is_relative_to(output):
        what = f"the dossier {dossier} stands in this folder"
    elif output.is_relative_to(dossier / "documents"):
        what = f"this folder stands among the documents of {dossier}"
    else:
        return
    raise BadOutput(Fault(place=str(output), what=what, cure="Name another folder by --output."))
