"""One run: the lock is taken, the edition built if anything has changed, the status left.

A run that fails says so in `status.json` and leaves the edition as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from positions.errors import BadOutput, PositionsError
from positions.pipeline.clock import next_run, now
from positions.pipeline.looking import keep, look
from positions.publishing.layout import CURRENT, EDITIONS
from positions.publishing.lock import Output, locked
from positions.publishing.status import Status, read_status, write_status

if TYPE_CHECKING:  # what a run that finds nothing changed must not load
    from positions.model import Edition, Settings
    from positions.publishing.staging import Published

Progress = Callable[[int, int], None]
"""Told after each document: how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How an edition is to be built.

    Attributes:
        as_of: ISO date; the edition holds what was known on that day. "" for all.
        templates: a folder of an office's own templates for the page.
        accessible: whether the workbook does without frozen panes, filters and fills.
        paper: that the workbook is laid out for, "A4" or "Letter".
        strict: whether a document that cannot be read is a fault.
        keep, keep_days: which older editions are kept, see `thinning.thin`; 0 and 0 for all.
    """

    as_of: str = ""
    templates: Path | None = None
    accessible: bool = False
    paper: str = "A4"
    strict: bool = False
    keep: int = 0
    keep_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run has led to.

    Attributes:
        id: of the edition that the dossier now gives.
        new: whether it was not there before.
        edition, published: None where nothing had changed and so nothing was made.
        read, extracted: how many documents were read and extracted anew.
        removed: ids of the older editions that were not to be kept.
    """

    id: str
    new: bool
    edition: "Edition | None" = None
    published: "Published | None" = None
    read: int = 0
    extracted: int = 0
    removed: tuple[str, ...] = ()


def run(path: Path, output: Path, options: Options, progress: Progress | None = None) -> Run:
    """Build a dossier into an output folder, if anything has changed since the last run.

    Raises:
        BadInput: the dossier cannot be used as it is.
        BadOutput: the output cannot be written.
        Locked: another build is at work there.
    """
    if not path.is_dir() and not output.is_dir():
        from positions.pipeline.opening import open_dossier
        from positions.pipeline.remembering import Memory

        open_dossier(path, Memory())  # says what is wrong; no folder is made for a mistyped name
    with locked(output, path) as opened:
        about = {
            "as_of": options.as_of,
            "templates": str(options.templates or ""),
            "accessible": str(options.accessible),
            "paper": options.paper,
            "strict": str(options.strict),
            "keep": f"{options.keep}, {options.keep_days}",
        }
        seen, last = look(opened.path, path, about, options.templates), _last_status(opened)
        if seen.same and _stands(opened.path, seen.made, last):
            made = seen.made
            _write_unchanged(opened, last, made["schedule"], made["zone"])
            if not seen.settled:  # the next run need not hash again
                keep(seen, made)
            return Run(id=made["edition"], new=False)
        with _failure_told(opened, path):
            from positions.pipeline.building import build

            found = build(path, opened, options, progress, told=last.edition)
            settings = found.settings
            _write_status(opened, last, settings, found.published, found.edition)
            removed = _thin(opened, found.published.id, options)
        made = {
            "edition": found.published.id,
            "shown": "yes" if found.published.current else "",
            "schedule": settings.schedule,
            "zone": settings.time_zone,
        }
        keep(seen, made)
    return Run(
        id=found.published.id,
        new=found.published.new or _untold(found.published, last),
        edition=found.edition,
        published=found.published,
        read=found.read,
        extracted=found.extracted,
        removed=removed,
    )


def _stands(output: Path, made: Mapping[str, str], last: Status) -> bool:
    """Whether the edition that was made is still there, and still shown and told of if it was."""
    if not made or not (output / EDITIONS / made["edition"]).is_dir():
        return False
    if not made["shown"]:
        return True
    link = output / CURRENT
    shown = link.is_symlink() and link.readlink().name == made["edition"]
    return shown and last.edition == made["edition"]


def _untold(published: "Published", last: Status) -> bool:
    """Whether a run that was cut short had shown the edition before it could tell of it."""
    return published.current and last.edition != published.id


def _thin(output: Output, asked: str, options: Options) -> tuple[str, ...]:
    if not options.keep and not options.keep_days:
        return ()
    from positions.publishing.thinning import thin

    return thin(output, asked, newest=options.keep, days=options.keep_days)


@contextmanager
def _failure_told(output: Output, path: Path) -> Iterator[None]:
    """Let a failure be read in `status.json`, too, where that can be written at all."""
    try:
        yield
    except (PositionsError, KeyboardInterrupt, SystemExit) as error:
        reason = str(error) if isinstance(error, PositionsError) else "the run was stopped"
        settings, moment = _settings(path), now()
        due = next_run(settings.schedule, settings.time_zone, moment)
        failed = _last_status(output).failed(moment, reason, due)
        with suppress(BadOutput):  # a folder that cannot be written is what the error says
            write_status(output.path, failed)
        raise


def _write_unchanged(output: Output, last: Status, schedule: str, zone: str) -> None:
    moment = now()
    due = last.next_expected
    if not due > moment:  # else what was expected then is expected still
        due = next_run(schedule, zone, moment)
    write_status(output.path, last.unchanged(moment, due))


def _write_status(
    output: Output,
    last: Status,
    settings: "Settings",
    published: "Published",
    edition: "Edition | None",
) -> None:
    moment = now()
    due = next_run(settings.schedule, settings.time_zone, moment)
    status = last.unchanged(moment, due)
    if edition is not None and published.current:
        status = replace(
            status,
            last_change=moment,
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


def _settings(path: Path) -> "Settings":
    """The settings of a dossier that may be the very thing that is wrong."""
    from positions.dossier import load_settings
    from positions.model import Settings

    try:
        return load_settings(path / "dossier.yaml", path.name)
    except PositionsError:
        return Settings(title=path.name)
