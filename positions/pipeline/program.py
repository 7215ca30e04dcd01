"""The program itself as an input: a hash of its files, so that other code is another program."""

import hashlib
from functools import cache
from pathlib import Path

from positions import __version__
from positions.errors import BadInput, Fault
from positions.rendering.shipped import own_templates

_PACKAGE = Path(__file__).parents[1]
_KINDS = (".py", ".yaml", ".json", ".html", ".css", ".js")


@cache
def program_hash() -> str:
    """A hash of the program's version, modules, tables and templates."""
    parts = [__version__, folder_hash(_PACKAGE), folder_hash(own_templates())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def hash_of_rooms(*names: str) -> str:
    """A hash of some rooms of the package, by the names of their folders."""
    hashes = [folder_hash(_PACKAGE / name) for name in names]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def folder_hash(folder: Path) -> str:
    """A hash of the modules, tables and templates in a folder and below.

    Raises:
        BadInput: there is no such folder, or a file in it cannot be read.
    """
    try:
        if not folder.is_dir():
            raise NotADirectoryError(0, "there is no such folder of templates", str(folder))
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in _KINDS and "templates" not in path.relative_to(folder).parts
        )
        hashes = [
            f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.relative_to(folder).as_posix()}"
            for path in files
        ]
    except OSError as error:
        cure = "Name a folder of templates that can be read."
        raise BadInput(
            Fault(place=str(error.filename), what=str(error.strerror), cure=cure)
        ) from None
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
