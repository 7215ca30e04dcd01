"""What is to be run every day, checked before it is written in anybody's language."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from pwd import getpwuid
from zoneinfo import ZoneInfo

from positions.errors import BadInput, Fault

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\Z")
_MAIL = re.compile(r"([A-Za-z0-9][A-Za-z0-9._+-]*(@[A-Za-z0-9.-]+)?)?\Z")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that end a line somewhere, or that no text file can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The daily build of a dossier.

    Attributes:
        program: how the command line is started, by its absolute path (see `own_program`).
        dossier, output: folders, absolute.
        at: time of day, "HH:MM".
        time_zone: IANA name of the zone in which that is meant.
        mail: user or address that hears of a run that failed; "" for nobody.
        log: file, absolute, to which cron's runs are added; systemd keeps its own.
        options: more options of `build`, such as "--timeout", "3600".
    """

    program: tuple[str, ...]
    dossier: Path
    output: Path
    at: str
    time_zone: str
    mail: str
    log: Path
    options: tuple[str, ...] = ()

    @property
    def command(self) -> tuple[str, ...]:
        """The program and its arguments."""
        return (
            *self.program,
            "build",
            str(self.dossier),
            "--output",
            str(self.output),
            *self.options,
        )

    @property
    def name(self) -> str:
        """What the job is called: readable, and its own for every dossier."""
        return job_name(self.dossier)


def job_name(dossier: Path) -> str:
    """The name of a dossier's job: "positions-seeds-" and eight digits for the folder."""
    readable = re.sub(r"[^a-z0-9]+", "-", dossier.name.lower()).strip("-")[:40]
    digits = sha256(os.fsencode(dossier)).hexdigest()[:8]
    return "-".join(filter(None, ("positions", readable, digits)))


def own_program() -> tuple[str, ...]:
    """How this very installation is started, whatever the PATH of the one who starts it."""
    python = Path(sys.executable).absolute()  # not resolved: its place is its environment
    script = python.with_name("positions")
    if os.access(script, os.X_OK):
        return (str(script),)
    return (str(python), "-m", "positions")


def own_name() -> str:
    """The name by which mail reaches this user on this machine; "" if there is none."""
    try:
        name = getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""
    return name if _MAIL.match(name) else ""


def check(job: Job) -> None:
    """See that a job can be written down and means what it says.

    Raises:
        BadInput: with all faults.
    """
    if faults := tuple(_faults(job)):
        raise BadInput(*faults)


def _faults(job: Job) -> Iterator[Fault]:
    for path in (job.program[0], str(job.dossier), str(job.output), str(job.log)):
        if not Path(path).is_absolute():
            yield _fault(path, "the path is not absolute", "Write it from the root: /home/...")
    for word in (*job.command, str(job.log)):
        if _UNWRITABLE.search(word):
            what = "it has a line break or another character that no schedule can hold"
            yield _fault(repr(word), what, "Rename the folder, or lead to it by a link.")
    if not _TIME.match(job.at):
        yield _fault("time of day", f"{job.at!r} is none", "Write hours and minutes: 06:30.")
    if not _is_zone(job.time_zone):
        what = f"there is no time zone {job.time_zone!r}"
        yield _fault("time zone", what, "Write an IANA name: Europe/Brussels.")
    if not _MAIL.match(job.mail):
        what = f"{job.mail!r} is no user or address that mail can be sent to"
        yield _fault("mail", what, "Write one, like desk@ministry.example.")


def _is_zone(name: str) -> bool:
    if not _ZONE.match(name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no name, a folder of names, no such name
        return False
    return True


def _fault(place: str, what: str, cure: str) -> Fault:
    return Fault(place=place, what=what, cure=cure)
