"""An invented edition of any size, for tests and measurements of what must not grow slow."""

import hashlib
from collections import defaultdict

from positions.analysis import agreement
from positions.model import (
    Attribution,
    Basis,
    Block,
    BlockKind,
    Codebook,
    DateBasis,
    Direction,
    Document,
    DocumentPosition,
    Edition,
    Issue,
    Party,
    Position,
    Settings,
    Stance,
    Statement,
    Term,
    Tier,
    statement_id,
)


def document_positions(statements: tuple[Statement, ...]) -> tuple[DocumentPosition, ...]:
    """What the extractor alone says of each document, decisions left out."""
    cells: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        if statement.machine_stance is not None:
            key = (statement.document, statement.party, statement.issue)
            cells.setdefault(key, []).append(statement)
    return tuple(
        DocumentPosition(
            document=document,
            date=held[0].date,
            party=party,
            issue=issue,
            stance=held[0].machine_stance or held[0].stance,
            statements=tuple(s.id for s in held),
        )
        for (document, party, issue), held in cells.items()
    )


_PER_DOCUMENT = 40


def large_edition(issues: int = 60, parties: int = 12, statements: int = 20_000) -> Edition:
    """An edition of a given size, its statements spread evenly over the cells."""
    codebook = _codebook(issues, parties)
    documents: list[Document] = []
    found: list[Statement] = []
    for number, first in enumerate(range(0, statements, _PER_DOCUMENT)):
        places = range(first, min(first + _PER_DOCUMENT, statements))
        document, said = _report(number, places, issues, parties)
        documents.append(document)
        found += said
    positions = _positions(codebook, found)
    return Edition(
        id="2025-12-28-0000000000",
        version="0.1.0",
        settings=Settings(title="Large talks"),
        codebook=codebook,
        evidence_date="2025-12-28",
        documents=tuple(documents),
        statements=tuple(found),
        document_positions=document_positions(tuple(found)),
        positions=positions,
        agreement=agreement(codebook, positions),
    )


def _codebook(issues: int, parties: int) -> Codebook:
    return Codebook(
        parties=tuple(
            Party(id=f"party-{n}", name=f"Party {n}", aliases=(f"Party {n}",))
            for n in range(parties)
        ),
        issues=tuple(
            Issue(
                id=f"issue-{n}",
                name=f"Issue number {n}",
                question=f"Shall matter number {n} be settled before the winter?",
                proposition=f"Matter number {n} is settled before the winter",
                terms=(Term(words=(f"matter {n}",), direction=Direction.FOR),),
            )
            for n in range(issues)
        ),
    )


def _report(
    number: int, places: range, issues: int, parties: int
) -> tuple[Document, list[Statement]]:
    """One document with its statements, each for the cell that its place in the row names."""
    stances = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
    name = f"report-{number:05}"
    date = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
    text = ""
    found = []
    for place in places:
        cell = place % (issues * parties)
        party, issue = f"party-{cell % parties}", f"issue-{cell // parties}"
        quote = f"The envoy of {party} spoke at length about {issue} and why it matters, {place}"
        start = len(text)
        text += quote + ". A sentence of context follows it. "
        found.append(
            Statement(
                id=statement_id(name, party, issue, quote, 0),
                document=name,
                date=date,
                party=party,
                actor=party,
                attribution=Attribution.REPORTED,
                issue=issue,
                stance=stances[cell % 3],
                quote=quote,
                start=start,
                end=start + len(quote),
                confidence=0.75,
                rule="verb-term",
                explanation="spoke(+) × matter(+) → supports",
                machine_stance=stances[cell % 3],
            )
        )
    document = Document(
        id=name,
        title=f"Report {name}",
        publisher="Halm Gazette",
        date=date,
        date_basis=DateBasis.GIVEN,
        url=f"https://gazette.example/{name}",
        path=f"{name}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=(Block(kind=BlockKind.PROSE, start=0, end=len(text)),),
        tier=Tier.REPORTED,
    )
    return document, found


def _positions(codebook: Codebook, statements: list[Statement]) -> tuple[Position, ...]:
    held: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        held[statement.party, statement.issue].append(statement)
    return tuple(
        _position(party.id, issue.id, held[party.id, issue.id])
        for issue in codebook.issues
        for party in codebook.parties
    )


def _position(party: str, issue: str, held: list[Statement]) -> Position:
    if not held:
        return Position(
            party=party, issue=issue, stance=Stance.NONE, reason="not found", as_of="2025-12-28"
        )
    newest_first = sorted(held, key=lambda s: (s.date, s.id), reverse=True)
    lead = newest_first[0]
    documents = tuple(dict.fromkeys(s.document for s in newest_first))
    return Position(
        party=party,
        issue=issue,
        stance=lead.stance,
        summary=lead.quote,
        basis=Basis.STATEMENTS,
        confidence="moderate",
        statements=tuple(s.id for s in newest_first),
        documents=documents,
        sources=len(documents),
        first_date=newest_first[-1].date,
        last_date=lead.date,
        lead_statement=lead.id,
        as_of="2025-12-28",
    )
