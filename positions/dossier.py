"""`dossier.yaml` -> Settings: what a dossier is called, and when and how it is kept."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from positions.errors import BadInput, Fault
from positions.model import Settings
from positions.yamlfile import YamlFile

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_DAYS = re.compile(r"0*[1-9]\d{0,5}\Z", re.ASCII)
_KEYS = ("title", "contact", "time_zone", "schedule", "stale_after_days")


def load_settings(path: Path, default_title: str) -> Settings:
    """Read what a dossier says about itself; a file or key that is not there has its default.

    Raises:
        BadInput: with all faults at once, each with its line and cure.
    """
    if not path.exists():
        return Settings(title=default_title)
    file = YamlFile.read(path)
    if file.content is None:  # nothing, or comments alone
        return Settings(title=default_title)
    if faults := (*file.faults, *_faults(file)):
        raise BadInput(*faults)
    given: dict[str, Any] = {key: value for key, value in file.content.items() if value}
    if "stale_after_days" in given:
        given["stale_after_days"] = int(given["stale_after_days"])
    return Settings(**{"title": default_title, **given})


def _faults(file: YamlFile) -> Iterator[Fault]:
    if not isinstance(file.content, dict):
        yield file.fault((), "this is no list of keys", "Write lines like `title: River talks`.")
        return
    for key, value in file.content.items():
        if key not in _KEYS:
            cure = f"Correct its spelling or remove it; there are {', '.join(_KEYS)}."
            yield file.fault((key,), f"unknown key {key!r}", cure)
        elif not isinstance(value, str | None):
            yield file.fault((key,), f"{key!r} is not a text", "Write it on the line, in quotes.")
        elif value:
            yield from _faults_of(key, value, file)


def _faults_of(key: str, value: str, file: YamlFile) -> Iterator[Fault]:
    match key:
        case "schedule" if not _TIME.match(value):
            yield file.fault(
                (key,), f"{value!r} is no time of day", "Write hours and minutes: 06:30."
            )
        case "time_zone" if not _is_zone(value):
            yield file.fault(
                (key,), f"there is no time zone {value!r}", "Write an IANA name: Europe/Brussels."
            )
        case "stale_after_days" if not _DAYS.match(value):
            yield file.fault((key,), f"{value!r} is no number of days", "Write 1 or more: 30.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no name, a folder of names, no such name
        return False
    return True
