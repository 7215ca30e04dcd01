"""A dossier -> an edition in all but its id and what changed since the one before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from positions import __version__
from positions.aggregation import document_positions, positions
from positions.analysis import PastEdition, agreement, changes
from positions.codebook import version
from positions.curation import Curated, apply, in_force
from positions.errors import BadInput, Fault
from positions.model import Change, Decision, Document, Edition, Position, Statement
from positions.pipeline.opening import Dossier
from positions.pipeline.remembering import Memory
from positions.pipeline.running import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An edition before it is published, and what it was made from.

    Attributes:
        edition: without id, edition before and changes.
        proposed: the extractor's statements, before any decision.
        decisions: those in force at the evidence date.
        curated: the statements after them, and the cells decided.
    """

    edition: Edition
    proposed: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
    curated: Curated


def known_on(dossier: Dossier, as_of: str) -> tuple[Document, ...]:
    """The documents that were there on a day; all for "".

    Of a month or a year counts what is known of both dates; an unknown date is never later.

    Raises:
        BadInput: there was none yet.
    """
    documents = dossier.reading.documents
    known = tuple(d for d in documents if not as_of or d.date[: len(as_of)] <= as_of)
    if not known:
        earliest = min(document.date for document in documents)
        what = f"no document is from {as_of} or before"
        cure = f"Name a later day; the earliest document is of {earliest}."
        raise BadInput(Fault(place=str(dossier.path), what=what, cure=cure))
    return known


def evidence_date(documents: Iterable[Document], as_of: str) -> str:
    """Through which day the evidence of an edition goes, "" if no date is known."""
    return as_of or max((document.date for document in documents), default="")


def draft(
    dossier: Dossier,
    memory: Memory,
    as_of: str = "",
    progress: Progress | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Draft:
    """Read the documents for statements, and make of them what the analysts have decided.

    Args:
        dossier: what is drafted.
        memory: of what was extracted before.
        as_of: ISO date; only what was known on that day counts. "" for all.
        progress: told after each document.
        meanwhile: what can be done while other processors extract.

    Raises:
        BadInput: no document was there on the day of `as_of`.
    """
    documents = known_on(dossier, as_of)
    through = evidence_date(documents, as_of)
    of = len(documents)
    proposed = memory.statements(
        documents,
        dossier.codebook,
        lambda done: progress(done, of) if progress else None,
        meanwhile,
    )
    decisions = in_force(dossier.decisions, through, dossier.reading.documents)
    curated = apply(proposed, decisions, documents)
    found = positions(dossier.codebook, documents, curated, through)
    edition = Edition(
        id="",
        version=__version__,
        settings=dossier.settings,
        codebook=dossier.codebook,
        evidence_date=through,
        documents=documents,
        skipped=dossier.reading.skipped,
        statements=curated.statements,
        document_positions=document_positions(proposed),
        positions=found,
        agreement=agreement(dossier.codebook, found),
        orphans=curated.orphans,
        warnings=dossier.reading.warnings,
    )
    return Draft(edition=edition, proposed=proposed, decisions=decisions, curated=curated)


def changed_since(draft: Draft, before: PastEdition, dossier: Dossier) -> tuple[Change, ...]:
    """What moved in a draft since a kept edition."""
    then = {document.sha256 for document in before.documents}
    documents = tuple(d for d in draft.edition.documents if d.sha256 in then)
    return changes(
        before,
        draft.edition,
        _rebuilt(draft, documents, before.evidence_date, dossier),
        version(dossier.codebook),
    )


def _rebuilt(
    draft: Draft, documents: Sequence[Document], through: str, dossier: Dossier
) -> tuple[Position, ...]:
    """The positions that today's program, codebook and decisions find in some documents."""
    names = {document.id for document in documents}
    alone = tuple(
        replace(d, duplicate_of=d.duplicate_of if d.duplicate_of in names else "")
        for d in documents
    )
    proposed = [statement for statement in draft.proposed if statement.document in names]
    decisions = in_force(dossier.decisions, through, dossier.reading.documents)
    return positions(dossier.codebook, alone, apply(proposed, decisions, alone), through)
