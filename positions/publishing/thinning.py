"""Older editions removed, so that an output folder that is built into every day stays small.

An edition goes by one rename and is deleted under a name that is nobody's; the sources that no
edition names any more go after it. A run cut short at any point leaves every edition that is
still there whole, and the next one goes on.
"""

import json
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from positions.days import last_day
from positions.errors import BadOutput
from positions.publishing.disk import STAGED, faults_at, sync
from positions.publishing.editions import (
    current,
    date_of,
    kept,
    newest_first,
    read_sealed,
    sealed,
)
from positions.publishing.layout import EDITIONS, SOURCES
from positions.publishing.lock import Output
from positions.publishing.records import documents
from positions.publishing.staging import clear


def thin(output: Output, asked: str, *, newest: int = 0, days: int = 0) -> tuple[str, ...]:
    """Remove the editions that nobody wants to keep, and the sources that only they name.

    Kept are the newest ones and those of the last days; of the two limits, the one that keeps
    more. Kept in any case are the edition that readers see, the one that was asked for, and
    whatever one of all these was compared with.

    Args:
        output: the folder, locked.
        asked: id of the edition that this run has built.
        newest: how many editions to keep; 0 sets no such limit.
        days: how old an edition's evidence may be, counted from the evidence date of the
            edition that readers see; 0 sets no such limit.

    Returns:
        The ids of the editions removed.

    Raises:
        BadOutput: something cannot be removed.
    """
    path = output.path
    with faults_at(path):
        clear(path)
        wanted = {asked, current(path), *newest_first(path)[:newest]}
        if days:
            wanted |= _young(kept(path), date_of(current(path)), days)
        wanted |= {_compared_with(path / EDITIONS / name) for name in wanted}
        removed = tuple(name for name in kept(path) if name not in wanted)
        gone = [
            (path / EDITIONS / name).rename(path / EDITIONS / f"{STAGED}{name}") for name in removed
        ]
        if gone:
            sync(path / EDITIONS)
            for folder in gone:
                shutil.rmtree(folder)
        _forget_sources(path)
    return removed


def _young(names: Iterable[str], today: str, days: int) -> set[str]:
    """The editions of the last days; all, where it is not known what day it is."""
    end = last_day(today)
    if end is None:
        return set(names)
    begin = end - timedelta(days=days)
    return {name for name in names if (day := last_day(date_of(name))) and day >= begin}


def _compared_with(folder: Path) -> str:
    """The id of the edition that one was compared with; "" where its data cannot tell."""
    try:
        about = json.loads(read_sealed(folder, "data/edition.json", sealed(folder)))
        return str(about["compared_with"])
    except (BadOutput, ValueError, KeyError):
        return ""


def _forget_sources(path: Path) -> None:
    """Remove what no edition names; nothing, if one of them cannot say what it names."""
    named = set()
    for name in kept(path):
        folder = path / EDITIONS / name
        try:
            table = read_sealed(folder, "data/documents.csv", sealed(folder))
            named |= {document.sha256 for document in documents(table)}
        except (BadOutput, ValueError, KeyError):
            return
    forgotten = [source for source in (path / SOURCES).iterdir() if source.name not in named]
    for source in forgotten:
        source.unlink()
    if forgotten:
        sync(path / SOURCES)
