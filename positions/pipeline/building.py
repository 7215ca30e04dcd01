"""A dossier becomes an edition: drafted, compared with the one before, rendered, published."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from positions.errors import BadInput, Fault
from positions.model import Edition, Settings
from positions.pipeline.drafting import changed_since, draft, evidence_date, known_on
from positions.pipeline.fingerprint import content_hash
from positions.pipeline.opening import DOCUMENTS, Dossier, open_dossier
from positions.pipeline.remembering import Memory
from positions.pipeline.running import Options, Progress
from positions.publishing.editions import current, damage, edition_id
from positions.publishing.layout import EDITIONS
from positions.publishing.lock import Output
from positions.publishing.records import newest_before
from positions.publishing.staging import Published, publish


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build has led to.

    Attributes:
        settings: of the dossier.
        edition: None where it stood there already, whole and shown.
        published: where it stands and whether readers see it.
        read, extracted: how many documents were read and extracted anew.
    """

    settings: Settings
    edition: Edition | None
    published: Published
    read: int = 0
    extracted: int = 0


def build(
    path: Path, output: Output, options: Options, progress: Progress | None, *, told: str
) -> Built:
    """Build a dossier into a locked output folder; raises as `running.run`.

    `told` is the id of the edition that the status tells of: another one that readers see was
    shown by a run that was cut short, and is looked at again to be told of.
    """
    memory = Memory()
    dossier = open_dossier(path, memory)
    if options.strict:
        _refuse_unread(dossier)
    documents = known_on(dossier, options.as_of)
    through = evidence_date(documents, options.as_of)
    content = content_hash(dossier, documents, options)
    before = newest_before(output.path, through, content)
    name = edition_id(through, content, before.id if before else "")
    folder = output.path / EDITIONS / name
    if told == current(output.path) == name and folder.is_dir() and not damage(folder):
        there = Published(id=name, folder=folder, new=False, current=True)
        return Built(settings=dossier.settings, edition=None, published=there)
    made = draft(dossier, memory, options.as_of, progress, _make_ready)
    edition = replace(
        made.edition,
        id=name,
        compared_with=before.id if before else "",
        changes=changed_since(made, before, dossier) if before else None,
    )
    published = publish(
        edition,
        output,
        _writer(edition, options),
        {d.sha256: dossier.path / DOCUMENTS / d.path for d in edition.documents},
        looks_back=bool(options.as_of),
    )
    return Built(
        settings=dossier.settings,
        edition=edition,
        published=published,
        read=memory.read,
        extracted=memory.extracted,
    )


def _make_ready() -> None:
    """Load what renders, which every new edition needs."""
    from positions.rendering import feed, tables  # noqa: F401
    from positions.rendering.excel import workbook  # noqa: F401
    from positions.rendering.page.markup import make_ready

    make_ready()


def _writer(edition: Edition, options: Options) -> Callable[[Path], None]:
    """What renders an edition into a folder; the heavy libraries are loaded by then alone."""

    def write(folder: Path) -> None:
        from positions.rendering.briefing import write_briefing
        from positions.rendering.excel import write_workbook
        from positions.rendering.feed import write_feed
        from positions.rendering.tables import write_tables

        write_tables(edition, folder / "data")
        write_workbook(
            edition, folder / "matrix.xlsx", accessible=options.accessible, paper=options.paper
        )
        write_briefing(edition, folder / "briefing.html", options.templates)
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
