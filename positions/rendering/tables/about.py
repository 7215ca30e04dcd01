"""An Edition to `edition.json`: what a program wants to know of it that reads no table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from positions.codebook import version
from positions.model import Basis, Edition, Issue, Orphan, Party, Position, Stance, Status


def about(edition: Edition, written_out: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """The content of `edition.json`.

    Args:
        edition: what it tells of.
        written_out: the cells of which a table could not hold the exact text.
    """
    return {
        "id": edition.id,
        "title": edition.settings.title,
        "evidence_date": edition.evidence_date,
        "compared_with": edition.compared_with,
        "version": edition.version,
        "codebook_version": version(edition.codebook),
        "settings": asdict(edition.settings),
        "parties": [_party(party) for party in edition.codebook.parties],
        "issues": [_issue(issue) for issue in edition.codebook.issues],
        "counts": counts(edition),
        "divided": [_sides(position) for position in edition.positions if position.dissent],
        "orphans": [_orphan(orphan) for orphan in edition.orphans],
        "warnings": list(edition.warnings),
        "written_out": list(written_out),
    }


def counts(edition: Edition) -> dict[str, int | None]:
    """How much of everything there is; `changes` is None where there is no edition before."""
    statuses = Counter(statement.status for statement in edition.statements)
    filled = [position for position in edition.positions if position.stance is not Stance.NONE]
    return {
        "documents": len(edition.documents),
        "copies": sum(bool(document.duplicate_of) for document in edition.documents),
        "skipped": len(edition.skipped),
        "statements": len(edition.statements),
        **{f"statements_{status}": statuses[status] for status in Status},
        "positions": len(edition.positions),
        "positions_filled": len(filled),
        "positions_reviewed": sum(p.basis is Basis.REVIEWED for p in edition.positions),
        "positions_contested": sum(bool(p.contested_since) for p in edition.positions),
        "changes": None if edition.changes is None else len(edition.changes),
        "orphans": len(edition.orphans),
        "warnings": len(edition.warnings),
    }


def _party(party: Party) -> dict[str, Any]:
    actors = [{"id": a.id, "name": a.name, "kind": a.kind} for a in party.actors]
    return {"id": party.id, "name": party.name, "note": party.note, "actors": actors}


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "id": issue.id,
        "name": issue.name,
        "question": issue.question,
        "proposition": issue.proposition,
        "note": issue.note,
    }


def _sides(position: Position) -> dict[str, Any]:
    """Who differs from whom in a divided cell, which no table has room for."""
    sides = [{"actor": actor, "stance": stance} for actor, stance in position.dissent]
    return {"party": position.party, "issue": position.issue, "sides": sides}


def _orphan(orphan: Orphan) -> dict[str, Any]:
    """The decision, which of its quotations is gone, and what resembles it now."""
    decision = orphan.decision
    return {
        "party": decision.party,
        "issue": decision.issue,
        "document": orphan.citation.document,
        "quote": orphan.citation.quote,
        "likely": orphan.likely,
        "decision": asdict(decision),
    }
