"""One run: the lock is taken, the edition built if anything has changed, the status left.

A run that fails says so in `status.json` and leaves the edition as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from positions.errors import BadOutput, PositionsError
from positions.pipeline.looking import keep, look
from positions.publishing.editions import CURRENT, EDITIONS
from positions.publishing.lock import Output, locked
from positions.publishing.status import Status, read_status, write_status

if TYPE_CHECKING:  # what a run that finds nothing changed must not load
    from positions.model import Edition
    from positions.publishing.staging import Published

Progress = Callable[[int, int], None]
"""Told after each document: how many are done, and of how many."""

_GRACE = timedelta(hours=1)  # a run that is due may take so long before it counts as overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How an edition is to be built.

    Attributes:
        as_of: ISO date; the edition holds what was known on that day. "" for all.
        templates: a folder of an office's own templates for the page.
        strict: whether a document that cannot be read is a fault.
    """

    as_of: str = ""
    templates: Path | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run has led to.

    Attributes:
        id: of the edition that the dossier now gives.
        new: whether it was not there before.
        edition, published: None where nothing had changed and so nothing was made.
    """

    id: str
    new: bool
    edition: "Edition | None" = None
    published: "Published | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When editions are due; `time` is "HH:MM" in a zone of the IANA, or ""."""

    time: str = ""
    zone: str = "UTC"

    def now(self) -> datetime:
        """The clock, in the schedule's zone."""
        return datetime.now(ZoneInfo(self.zone))

    def next_run(self, now: datetime) -> str:
        """When the next run should have ended, an hour after it is due; "" without a time."""
        if not self.time:
            return ""
        zone = ZoneInfo(self.zone)
        due = datetime.combine(now.astimezone(zone).date(), time.fromisoformat(self.time), zone)
        while due <= now:
            due = datetime.combine(due.date() + timedelta(days=1), due.time(), zone)
        return (due + _GRACE).isoformat(timespec="seconds")


def run(path: Path, output: Path, options: Options, progress: Progress | None = None) -> Run:
    """Build a dossier into an output folder, if anything has changed since the last run.

    Raises:
        BadInput: the dossier cannot be used as it is.
        BadOutput: the output cannot be written.
        Locked: another build is at work there.
    """
    if not path.is_dir() and not output.is_dir():
        from positions.pipeline.opening import open_dossier

        open_dossier(path)  # says what is wrong; no folder is made for a mistyped name
    with locked(output, path) as opened:
        about = {
            "as_of": options.as_of,
            "templates": str(options.templates or ""),
            "strict": str(options.strict),
        }
        seen = look(opened.path, path, about, options.templates)
        if seen.same and _stands(opened.path, seen.made):
            made = seen.made
            schedule = Schedule(time=made["schedule"], zone=made["zone"])
            _write_unchanged(opened, schedule)
            return Run(id=made["edition"], new=False)
        with _failure_told(opened, path):
            from positions.pipeline.building import build

            found = build(path, opened, options, progress)
        settings = found.settings
        schedule = Schedule(time=settings.schedule, zone=settings.time_zone)
        _write_status(opened, schedule, found.published, found.edition)
        made = {
            "edition": found.published.id,
            "shown": "yes" if found.published.current else "",
            "schedule": schedule.time,
            "zone": schedule.zone,
        }
        keep(seen, made)
    return Run(
        id=found.published.id,
        new=found.published.new,
        edition=found.edition,
        published=found.published,
    )


def _stands(output: Path, made: Mapping[str, str]) -> bool:
    """Whether the edition that was made is still there, and still shown if it was."""
    if not made or not (output / EDITIONS / made["edition"]).is_dir():
        return False
    if not made["shown"]:
        return True
    link = output / CURRENT
    return link.is_symlink() and link.readlink().name == made["edition"]


@contextmanager
def _failure_told(output: Output, path: Path) -> Iterator[None]:
    """Let a failure be read in `status.json`, too, where that can be written at all."""
    try:
        yield
    except (PositionsError, KeyboardInterrupt, SystemExit) as error:
        reason = str(error) if isinstance(error, PositionsError) else "the run was stopped"
        schedule = _schedule(path)
        now = schedule.now()
        failed = _last_status(output).failed(_written(now), reason, schedule.next_run(now))
        with suppress(BadOutput):  # a folder that cannot be written is what the error says
            write_status(output.path, failed)
        raise


def _write_unchanged(output: Output, schedule: Schedule) -> None:
    now = schedule.now()
    status = _last_status(output).unchanged(_written(now), schedule.next_run(now))
    write_status(output.path, status)


def _write_status(
    output: Output, schedule: Schedule, published: "Published", edition: "Edition | None"
) -> None:
    now = schedule.now()
    status = _last_status(output).unchanged(_written(now), schedule.next_run(now))
    if edition is not None and published.current:
        status = replace(
            status,
            last_change=_written(now),
            edition=published.id,
            evidence_through=edition.evidence_date,
            counts=_counts(edition),
            skipped=tuple(
                {"path": one.path, "sha256": one.sha256, "reason": one.reason}
                for one in edition.skipped
            ),
        )
    write_status(output.path, status)


def _counts(edition: "Edition") -> dict[str, int]:
    return {
        "documents": len(edition.documents),
        "copies": sum(bool(document.duplicate_of) for document in edition.documents),
        "skipped": len(edition.skipped),
        "statements": len(edition.statements),
        "positions": sum(position.stance != "none" for position in edition.positions),
        "reviewed": sum(position.basis == "reviewed" for position in edition.positions),
        "contested": sum(bool(position.contested_since) for position in edition.positions),
        "changes": len(edition.changes or ()),
        "orphans": len(edition.orphans),
    }


def _last_status(output: Output) -> Status:
    try:
        return read_status(output.path) or Status()
    except BadOutput:  # a damaged status is written anew
        return Status()


def _schedule(path: Path) -> Schedule:
    """The schedule of a dossier that may be the very thing that is wrong."""
    from positions.dossier import load_settings

    try:
        settings = load_settings(path / "dossier.yaml", path.name)
    except PositionsError:
        return Schedule()
    return Schedule(time=settings.schedule, zone=settings.time_zone)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
