"""Writing so that a reader, or a run cut short, never finds half of a thing.

A file or link is made under another name, brought safely to the disk, and then put in its
place by one rename. Failures of the system become errors that say what to do.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from positions.errors import BadOutput, Fault

STAGED = ".staging-"
"""Begins the name of everything that is not in its place yet, and of nothing else."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_READ_ONLY = 0o444


@contextmanager
def faults_at(place: Path) -> Iterator[None]:
    """Turn what the system refuses into a BadOutput with its cure."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            cure = "Make room on the disk and run again."
        elif error.errno in _NO_RIGHT:
            cure = "Let the user who runs this write there, or name another folder by --output."
        else:
            cure = "Mend that and run again, or name another folder by --output."
        raise BadOutput(
            Fault(
                place=str(error.filename or place),
                what=f"the system refuses to write it ({error.strerror or error}); "
                "what was published before stays whole",
                cure=cure,
            )
        ) from error


def put_file(path: Path, content: bytes) -> None:
    """Write a file in one step: it is there with all its content, or as it was before."""
    staged = path.with_name(STAGED + path.name)
    try:
        staged.write_bytes(content)
        sync(staged)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def put_link(path: Path, target: str) -> None:
    """Make a symbolic link, or turn it elsewhere, in one step."""
    staged = path.with_name(STAGED + path.name)
    staged.symlink_to(target)
    try:
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, safely to the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        # Some network file systems cannot do this for a folder; they keep names by themselves.
        if error.errno != errno.EINVAL or not path.is_dir():
            raise
    finally:
        os.close(opened)


def read_only(path: Path) -> None:
    """Nobody is to change a published file, and all who see its folder may read it."""
    path.chmod(path.parent.stat().st_mode & _READ_ONLY)
