"""The statements of two editions side by side: what came, what went, and who brought it about.

Statements are the same in both if they have the same id, or stand in the same place of the
same bytes (a document may be renamed).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from positions.model import Codebook, Document, Edition, Position, Stance, Statement, Status, Tier

Cell = tuple[str, str]
_Place = tuple[str, int, int, str, str]
_NAMELESS = Codebook(parties=(), issues=())
_OVERRULED = (Status.RECODED, Status.ADDED, Status.REJECTED)  # other than the machine had it


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDocument:
    """What an edition's data keep of a document; the fields are those of `Document`."""

    id: str
    path: str
    sha256: str
    date: str = ""
    tier: Tier = Tier.UNKNOWN
    duplicate_of: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEdition:
    """A kept edition as its data files tell it.

    Attributes:
        title: of the dossier.
        codebook_version: see `codebook.version`.
        codebook: the names of its parties, actors and issues; no words that texts use for them.
        compared_with: id of the edition that it was compared with itself, or "".
        documents: those that were read, the skipped left out.
    """

    id: str
    evidence_date: str
    version: str
    codebook_version: str
    title: str = ""
    codebook: Codebook = _NAMELESS
    compared_with: str = ""
    documents: tuple[PastDocument, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEvidence:
    """How the evidence for one cell differs between two editions; newest statements first.

    Attributes:
        former: all statements that counted in the edition before, copies left out.
        standing: all statements that count in the new edition.
        earlier: those of them whose documents the edition before had.
        arrived: those of them from documents that it did not have, copies left out.
        corrected: those of `earlier` that count, or count otherwise, by a person's doing.
        decided: statements on which a decision was made, changed or undone in any way.
        by_person: whether decisions changed what counts in documents that both have.
        by_machine: whether the same words count otherwise without a decision.
        lost: whether a statement's document, or its words in the document, are gone.
        redated: whether date, tier or original of a document that both have is given otherwise.
    """

    former: tuple[Statement, ...]
    standing: tuple[Statement, ...]
    earlier: tuple[Statement, ...]
    arrived: tuple[Statement, ...]
    corrected: tuple[Statement, ...]
    decided: tuple[Statement, ...]
    by_person: bool
    by_machine: bool
    lost: bool
    redated: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statements of an edition and of the one before it."""

    before: "_Statements"
    after: "_Statements"
    redated: frozenset[str]

    @classmethod
    def between(cls, before: PastEdition, after: Edition | PastEdition) -> Self:
        """Hold two editions against each other."""
        return cls(
            _Statements.of(before.documents, before.statements),
            _Statements.of(after.documents, after.statements),
            _redated(before.documents, after.documents),
        )

    def of(self, cell: Cell) -> CellEvidence:
        """How the evidence for one cell (party, issue) differs."""
        before, after = self.before, self.after
        standing = after.by_cell.get(cell, ())
        arrived, lost = [], False
        pairs: list[tuple[Statement | None, Statement | None]] = []
        for new in standing:
            old = before.same_as(new, after)
            if old or before.has_document(new, after):
                pairs.append((old, new))
            elif not before.has_text(new, after) and not after.is_copy(new):
                arrived.append(new)
        for old in before.by_cell.get(cell, ()):
            again = after.same_as(old, before)
            if again or after.has_document(old, before):
                pairs.append((old, again))
            elif not after.has_text(old, before):
                lost = True
        changed = [pair for pair in pairs if _side(pair[0], cell) != _side(pair[1], cell)]
        by_person = [pair for pair in changed if _by_person(*pair)]
        earlier = [new for _, new in pairs if new and new.stands and _cell(new) == cell]
        decided = [new for old, new in pairs if new and _verdict(old) != _verdict(new)]
        return CellEvidence(
            former=tuple(old for old in before.by_cell.get(cell, ()) if not before.is_copy(old)),
            standing=standing,
            earlier=tuple(dict.fromkeys(earlier)),
            arrived=tuple(arrived),
            corrected=tuple(dict.fromkeys(new for _, new in by_person if new in earlier)),
            decided=tuple(dict.fromkeys(decided)),
            by_person=bool(by_person),
            by_machine=len(by_person) < len(changed),
            lost=lost,
            redated=any(new.document in self.redated for new in earlier),
        )


@dataclass(frozen=True, slots=True)
class _Statements:
    """All statements of one edition, to be found again by id or place."""

    hashes: Mapping[str, str]  # of the documents by id
    texts: frozenset[str]  # the same hashes, as a set
    originals: Mapping[str, str]  # the original's id of each document that is a copy
    families: Mapping[str, frozenset[str]]  # the hashes of an original and its copies, by its id
    by_id: Mapping[str, Statement]
    by_place: Mapping[_Place, Statement]
    by_cell: Mapping[Cell, tuple[Statement, ...]]  # standing, newest first

    @classmethod
    def of(
        cls, documents: Iterable[Document | PastDocument], statements: Iterable[Statement]
    ) -> Self:
        hashes, originals = {}, {}
        families: dict[str, set[str]] = {}
        for document in documents:
            hashes[document.id] = document.sha256
            if document.duplicate_of:
                originals[document.id] = document.duplicate_of
            families.setdefault(document.duplicate_of or document.id, set()).add(document.sha256)
        by_id, by_place = {}, {}
        by_cell: dict[Cell, list[Statement]] = {}
        for statement in statements:
            by_id[statement.id] = statement
            by_place[_place(statement, hashes)] = statement
            if statement.stands:
                by_cell.setdefault(_cell(statement), []).append(statement)
        return cls(
            hashes,
            frozenset(hashes.values()),
            originals,
            {original: frozenset(family) for original, family in families.items()},
            by_id,
            by_place,
            {
                cell: tuple(sorted(held, key=lambda s: s.date, reverse=True))
                for cell, held in by_cell.items()
            },
        )

    def same_as(self, statement: Statement, edition: Self) -> Statement | None:
        """What this edition has for a statement of another."""
        place = _place(statement, edition.hashes)
        return self.by_id.get(statement.id) or self.by_place.get(place)

    def has_document(self, statement: Statement, edition: Self) -> bool:
        """Whether this edition read the same bytes as a statement of another stands in."""
        return edition.hashes[statement.document] in self.texts

    def has_text(self, statement: Statement, edition: Self) -> bool:
        """Whether this edition read them, or a copy of them."""
        original = edition.originals.get(statement.document, statement.document)
        return bool(edition.families[original] & self.texts)

    def is_copy(self, statement: Statement) -> bool:
        return statement.document in self.originals


def _place(statement: Statement, hashes: Mapping[str, str]) -> _Place:
    document = hashes[statement.document]
    return (document, statement.start, statement.end, statement.party, statement.issue)


def _cell(statement: Statement) -> Cell:
    return (statement.party, statement.issue)


def _side(statement: Statement | None, cell: Cell) -> Stance | None:
    """What a statement counts for in a cell; None if it does not count there."""
    if statement is None or not statement.stands or _cell(statement) != cell:
        return None
    return statement.stance


def _by_person(old: Statement | None, new: Statement | None) -> bool:
    """Whether a decision, made or undone, is why a statement counts otherwise."""
    return any(one is not None and one.status in _OVERRULED for one in (old, new))


def _verdict(statement: Statement | None) -> tuple[str, ...]:
    """What a person decided on a statement; () if nobody did."""
    if statement is None or statement.status is Status.UNREVIEWED:
        return ()
    stance = statement.stance if statement.status in _OVERRULED else ""
    return (statement.status, stance, statement.reviewed_by, statement.reviewed_on)


def _redated(
    before: Iterable[PastDocument], after: Iterable[Document | PastDocument]
) -> frozenset[str]:
    """The documents with the same bytes in both, of which something else is given otherwise."""
    known = {document.sha256: _given(document) for document in before}
    return frozenset(
        document.id
        for document in after
        if document.sha256 in known and known[document.sha256] != _given(document)
    )


def _given(document: Document | PastDocument) -> tuple[str, ...]:
    return (document.date, document.tier, document.duplicate_of)
