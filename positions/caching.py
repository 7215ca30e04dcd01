"""Where the program keeps what it could work out again: a folder that is safe to delete.

It lies in the user's own cache (`$XDG_CACHE_HOME/positions`, else `~/.cache/positions`), never
in a dossier or an output folder, and may be shared by runs at the same time: a file appears
there whole or not at all. A cache that cannot be read or written costs time and nothing else.
"""

import os
from contextlib import suppress
from pathlib import Path

NAME = "positions"


def cache_folder() -> Path | None:
    """The folder of the cache, which need not exist; None if the user has no home."""
    try:
        base = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / NAME
    except RuntimeError:
        return None


def cached(name: str) -> bytes | None:
    """What is kept under a name; None if nothing is."""
    folder = cache_folder()
    try:
        return (folder / name).read_bytes() if folder else None
    except OSError:
        return None


def keep_cached(name: str, content: bytes) -> None:
    """Keep content under a name, if that can be done."""
    folder = cache_folder()
    if not folder:
        return
    place = folder / name
    staged = place.with_name(f"{place.name}.{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(content)
        staged.replace(place)
    except OSError:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
