"""A dossier becomes the edition that readers see, and the run leaves its status.

The steps hang together through `Output`, the folder whose lock this process holds: nothing is
written without it. A run that fails says so in `status.json` and leaves the edition as it was.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from positions.errors import BadInput, BadOutput, Fault, PositionsError
from positions.model import Edition, Settings
from positions.pipeline.drafting import (
    Progress,
    changed_since,
    draft,
    evidence_date,
    known_on,
)
from positions.pipeline.fingerprint import content_hash
from positions.pipeline.opening import DOCUMENTS, Dossier, open_dossier
from positions.publishing.editions import EDITIONS, current, damage, edition_id
from positions.publishing.lock import Output, locked
from positions.publishing.records import newest_before
from positions.publishing.staging import Published, publish
from positions.publishing.status import Status, read_status, write_status

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
class Built:
    """What a build has led to.

    Attributes:
        edition: None where nothing had changed and so nothing was drafted.
        published: where it stands and whether readers see it.
        status: what `status.json` now says.
    """

    edition: Edition | None
    published: Published
    status: Status


def build(path: Path, output: Path, options: Options, progress: Progress | None = None) -> Built:
    """Build a dossier into an output folder.

    Raises:
        BadInput: the dossier cannot be used as it is.
        BadOutput: the output cannot be written.
        Locked: another build is at work there.
    """
    if not path.is_dir() and not output.is_dir():
        open_dossier(path)  # says what is wrong; no folder is made for a mistyped name
    with locked(output, path) as opened:
        with _failure_told(opened, path):
            dossier = open_dossier(path)
            if options.strict:
                _refuse_unread(dossier)
            built, edition = _published(dossier, opened, options, progress)
        status = _status(dossier, opened, built, edition)
        write_status(opened.path, status)
    return Built(edition=edition, published=built, status=status)


def _published(
    dossier: Dossier, output: Output, options: Options, progress: Progress | None
) -> tuple[Published, Edition | None]:
    documents = known_on(dossier, options.as_of)
    through = evidence_date(documents, options.as_of)
    content = content_hash(dossier, documents, options.as_of, options.templates)
    before = newest_before(output.path, through, content)
    name = edition_id(through, content, before.id if before else "")
    folder = output.path / EDITIONS / name
    if current(output.path) == name and folder.is_dir() and not damage(folder):
        return Published(id=name, folder=folder, new=False, current=True), None
    made = draft(dossier, options.as_of, progress)
    edition = replace(
        made.edition,
        id=name,
        compared_with=before.id if before else "",
        changes=changed_since(made, before, dossier) if before else None,
    )
    folder_of = dossier.path / DOCUMENTS
    published = publish(
        edition,
        output,
        _writer(edition, options.templates),
        {document.sha256: folder_of / document.path for document in edition.documents},
        looks_back=bool(options.as_of),
    )
    return published, edition


def _writer(edition: Edition, templates: Path | None) -> Callable[[Path], None]:
    """What renders an edition into a folder; the heavy libraries are loaded by then alone."""

    def write(folder: Path) -> None:
        from positions.rendering.briefing import write_briefing
        from positions.rendering.excel import write_workbook
        from positions.rendering.feed import write_feed
        from positions.rendering.tables import write_tables

        write_tables(edition, folder / "data")
        write_workbook(edition, folder / "matrix.xlsx")
        write_briefing(edition, folder / "briefing.html", templates)
        write_feed(edition, folder / "changes.atom")

    return write


def _refuse_unread(dossier: Dossier) -> None:
    faults = [
        Fault(
            place=str(dossier.path / DOCUMENTS / one.path),
            what=f"it cannot be read: {one.reason}",
            cure="Mend or remove it, or build without --strict.",
        )
        for one in dossier.reading.skipped
    ]
    if faults:
        raise BadInput(*faults)


@contextmanager
def _failure_told(output: Output, path: Path) -> Iterator[None]:
    """Let a failure be read in `status.json`, too, where that can be written at all."""
    try:
        yield
    except (PositionsError, KeyboardInterrupt, SystemExit) as error:
        before = _last_status(output.path)
        reason = str(error) if isinstance(error, PositionsError) else "the run was stopped"
        settings = _settings(path)
        now = _now(settings)
        failed = before.failed(
            now.isoformat(timespec="milliseconds"), reason, next_run(settings, now)
        )
        with suppress(BadOutput):  # a folder that cannot be written is what the error says
            write_status(output.path, failed)
        raise


def _status(
    dossier: Dossier, output: Output, published: Published, edition: Edition | None
) -> Status:
    before, moment = _last_status(output.path), _now(dossier.settings)
    now, due = moment.isoformat(timespec="milliseconds"), next_run(dossier.settings, moment)
    if not published.current or (edition is None and before.edition == published.id):
        return before.unchanged(now, due)
    status = replace(
        before.unchanged(now, due),
        last_change=now,
        edition=published.id,
        skipped=dossier.reading.skipped,
    )
    if edition is None:  # the edition is whole, but the status was lost
        return replace(status, last_change=before.last_change)
    return replace(status, evidence_through=edition.evidence_date, counts=_counts(edition))


def _counts(edition: Edition) -> dict[str, int]:
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


def _last_status(output: Path) -> Status:
    try:
        return read_status(output) or Status()
    except BadOutput:  # a damaged status is written anew
        return Status()


def _settings(path: Path) -> Settings:
    from positions.dossier import load_settings

    try:
        return load_settings(path / "dossier.yaml", path.name)
    except PositionsError:
        return Settings(title=path.name)


def _now(settings: Settings) -> datetime:
    return datetime.now(ZoneInfo(settings.time_zone))


def next_run(settings: Settings, now: datetime) -> str:
    """When the next run should have ended, an hour after it is due; "" without a schedule."""
    if not settings.schedule:
        return ""
    zone = ZoneInfo(settings.time_zone)
    due = datetime.combine(now.astimezone(zone).date(), time.fromisoformat(settings.schedule), zone)
    while due <= now:
        due = datetime.combine(due.date() + timedelta(days=1), due.time(), zone)
    return (due + _GRACE).isoformat(timespec="seconds")
