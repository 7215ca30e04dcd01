"""Whether everything that an output folder keeps is as it was published.

Every file of every edition is hashed, and every quotation is looked up in the archived bytes
of its document, read anew. Nothing but the folder is needed, wherever it has been copied to.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from positions.documents import read_file
from positions.errors import BadOutput, Fault
from positions.model import Skipped, Statement
from positions.publishing.disk import STAGED
from positions.publishing.editions import current, damage, hash_of, kept, names
from positions.publishing.layout import CURRENT, EDITIONS, LEADS, SOURCES
from positions.publishing.records import documents, statements
from positions.publishing.status import read_status

_Source = tuple[str, str]  # hash and ending of a document's file, which says how it is read
_Quoted = tuple[str, Statement]  # edition and statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at, and all that is wrong with it.

    Attributes:
        editions: how many are kept.
        files: how many files they and the archive of sources have.
        quotations: how many quotations all editions have together.
        found: how many of them were found again in their sources.
        faults: () if everything is as it was published.
    """

    editions: int
    files: int
    quotations: int
    found: int
    faults: tuple[Fault, ...]


def verify(output: Path) -> Verification:
    """Check everything that is kept in an output folder.

    Raises:
        BadOutput: there is no edition in it.
    """
    editions = kept(output)
    if not editions:
        raise BadOutput(
            Fault(
                place=str(output),
                what="there is no edition in this folder",
                cure="Name the folder that `positions build` wrote to.",
            )
        )
    faults = [*_links(output), *_status(output)]
    quoted: dict[_Source, list[_Quoted]] = defaultdict(list)
    sources: set[_Source] = set()
    for edition in editions:
        folder = output / EDITIONS / edition
        faults += damage(folder)
        try:
            in_edition, quotations = _quotations(folder)
        except (OSError, ValueError, KeyError) as error:
            faults.append(_fault(folder / "data", f"its tables cannot be read ({error})"))
            continue
        sources |= in_edition
        for source, statement in quotations:
            quoted[source].append((edition, statement))
    archive = output / SOURCES
    # What a build that runs, or was cut short, has not put in its place is no source yet.
    present = {name for name in names(archive) if not name.startswith(STAGED)}
    faults += _archived(archive, present, {name for name, _ in sources})
    lost = [fault for source in sorted(quoted) for fault in _lost(archive, source, quoted[source])]
    total = sum(len(one) for one in quoted.values())
    return Verification(
        editions=len(editions),
        files=sum(len(names(output / EDITIONS / one)) for one in editions) + len(present),
        quotations=total,
        found=total - len(lost),
        faults=(*faults, *lost),
    )


def _links(output: Path) -> Iterator[Fault]:
    """Readers' links lead to an edition that is there."""
    if current(output) not in kept(output):
        yield _fault(output / CURRENT, "it leads to no edition that is kept")
    for name in LEADS:
        link = output / name
        if not link.is_symlink() or str(link.readlink()) != f"{CURRENT}/{name}":
            yield _fault(link, f"it is no link that leads through {CURRENT!r}")


def _status(output: Path) -> Iterator[Fault]:
    try:
        read_status(output)
    except BadOutput as error:
        yield from error.faults


def _quotations(folder: Path) -> tuple[set[_Source], list[tuple[_Source, Statement]]]:
    """The sources of an edition, and its quotations with the source of each."""
    held = {
        document.id: (document.sha256, PurePosixPath(document.path).suffix)
        for document in documents((folder / "data" / "documents.csv").read_bytes())
    }
    said = statements((folder / "data" / "statements.csv").read_bytes())
    return set(held.values()), [(held[one.document], one) for one in said]


def _archived(archive: Path, present: set[str], wanted: set[str]) -> Iterator[Fault]:
    """Each source that an edition names is there, and each that is there is what it was."""
    for name in sorted(present | wanted):
        path = archive / name
        if name not in present:
            yield _fault(path, "a document that an edition quotes is missing")
            continue
        try:
            whole = hash_of(path) == name
        except OSError as error:
            yield _fault(path, f"it cannot be read ({error.strerror})")
            continue
        if not whole:
            yield _fault(path, "its content is not what its name, the hash, says")


def _lost(archive: Path, source: _Source, quoted: list[_Quoted]) -> Iterator[Fault]:
    """The quotations that do not stand in their place of one archived source."""
    text = _text(archive, source)
    for edition, statement in quoted:
        if not statement.quote or text[statement.start : statement.end] != statement.quote:
            yield _fault(
                archive.parent / EDITIONS / edition / "data" / "statements.csv",
                f"the quotation of {statement.id} is not in its source {SOURCES}/{source[0]}",
            )


def _text(archive: Path, source: _Source) -> str:
    """The text of an archived document, read as on the day of the build; "" if it cannot be."""
    name, ending = source
    with TemporaryDirectory() as scratch:
        path = Path(scratch, f"document{ending}")
        try:
            path.write_bytes((archive / name).read_bytes())
        except OSError:
            return ""
        document = read_file(path, path.parent)
    return "" if isinstance(document, Skipped) else document.text


def _fault(path: Path, what: str) -> Fault:
    return Fault(
        place=str(path),
        what=what,
        cure="Bring it back from a copy; or delete it, and the next build makes it anew.",
    )
