"""The data files of a kept edition, read back as records to compare a new one with.

Only this comparison reads what a build has written, and only files whose hash is as sealed.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from positions.analysis import PastDocument, PastEdition
from positions.errors import BadOutput, Fault
from positions.model import (
    Actor,
    ActorKind,
    Attribution,
    Basis,
    Change,
    ChangeKind,
    Codebook,
    Issue,
    Party,
    Position,
    Stance,
    Statement,
    Status,
    Strength,
    Tier,
)
from positions.publishing.editions import (
    date_of,
    edition_id,
    newest_first,
    read_sealed,
    sealed,
)
from positions.publishing.layout import EDITIONS


def load(output: Path, edition: str) -> PastEdition:
    """A kept edition as its data tell it, by its id; BadOutput as for `read`."""
    return read(output / EDITIONS / edition)


def read(folder: Path) -> PastEdition:
    """An edition as its data tell it.

    Args:
        folder: its own, wherever that has been copied to.

    Raises:
        BadOutput: a file of its data is missing, is not what was published, or was written in
            a form that this version does not know.
    """
    hashes = sealed(folder)

    def data(name: str) -> bytes:
        return read_sealed(folder, f"data/{name}", hashes)

    try:
        about = json.loads(data("edition.json"))
        said = statements(data("statements.csv"))
        return PastEdition(
            id=about["id"],
            evidence_date=about["evidence_date"],
            version=about["version"],
            codebook_version=about["codebook_version"],
            title=about["title"],
            codebook=_codebook(about),
            compared_with=about["compared_with"],
            documents=documents(data("documents.csv")),
            statements=said,
            positions=_positions(data("positions.csv"), said),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadOutput(
            Fault(
                place=str(folder),
                what=f"another version wrote this edition in a form not known here ({error})",
                cure="Compare it with the version that wrote it.",
            )
        ) from None


def newest_before(output: Path, evidence_date: str, content_hash: str) -> PastEdition | None:
    """The kept edition that a new one is to be compared with; None if there is none.

    It is the newest with an earlier evidence date; if there is none, the one last published of
    the same date. An edition is never compared with itself: one that is built again is compared
    with what it was compared with. Where the data of an edition are damaged (`verify` reports
    that), the next takes its place.

    Args:
        output: the output folder.
        evidence_date: of the new edition.
        content_hash: of the new edition, as for `edition_id`.
    """
    for name in _candidates(output, evidence_date):
        try:
            found = load(output, name)
            itself = edition_id(evidence_date, content_hash, found.compared_with) == name
            if not itself:
                return found
            return load(output, found.compared_with) if found.compared_with else None
        except BadOutput:
            continue
    return None


def statements(table: bytes) -> tuple[Statement, ...]:
    """The statements in a `statements.csv`, rejected ones too."""
    return tuple(
        Statement(
            id=row["id"],
            document=row["document"],
            date=row["date"],
            party=row["party"],
            actor=row["actor"],
            speaker=row["speaker"],
            attribution=Attribution(row["attribution"]),
            issue=row["issue"],
            stance=Stance(row["stance"]),
            strength=Strength(row["strength"]),
            condition=row["condition"],
            quote=row["quote"],
            start=int(row["start"]),
            end=int(row["end"]),
            confidence=float(row["confidence"]),
            rule=row["rule"],
            explanation=row["explanation"],
            status=Status(row["status"]),
            reviewed_by=row["reviewed_by"],
            reviewed_on=row["reviewed_on"],
        )
        for row in _rows(table)
    )


def documents(table: bytes) -> tuple[PastDocument, ...]:
    """The documents in a `documents.csv` that were read, the skipped left out."""
    return tuple(
        PastDocument(
            id=row["id"],
            path=row["path"],
            sha256=row["sha256"],
            date=row["date"],
            tier=Tier(row["tier"]),
            duplicate_of=row["duplicate_of"],
            title=row["title"],
            publisher=row["publisher"],
            url=row["url"],
        )
        for row in _rows(table)
        if not row["skipped"]
    )


def changes(folder: Path) -> tuple[Change, ...]:
    """The changes that a kept edition was published with; BadOutput as for `read`."""
    table = read_sealed(folder, "data/changes.csv", sealed(folder))
    return tuple(
        Change(
            party=row["party"],
            issue=row["issue"],
            kind=ChangeKind(row["kind"]),
            before=row["before"],
            after=row["after"],
            statements=tuple(row["statements"].split()),
        )
        for row in _rows(table)
    )


def _codebook(about: dict[str, Any]) -> Codebook:
    """What an edition keeps of its codebook: who and what there is, by name."""
    return Codebook(
        parties=tuple(
            Party(
                id=party["id"],
                name=party["name"],
                actors=tuple(
                    Actor(id=one["id"], name=one["name"], kind=ActorKind(one["kind"]), aliases=())
                    for one in party["actors"]
                ),
            )
            for party in about["parties"]
        ),
        issues=tuple(
            Issue(
                id=issue["id"],
                name=issue["name"],
                question=issue["question"],
                proposition=issue["proposition"],
                terms=(),
            )
            for issue in about["issues"]
        ),
    )


def _positions(table: bytes, said: Iterable[Statement]) -> tuple[Position, ...]:
    """The positions in a `positions.csv`, which has but the number of their statements."""
    counting: dict[tuple[str, str], list[str]] = {}
    for statement in said:
        if statement.stands:
            counting.setdefault((statement.party, statement.issue), []).append(statement.id)
    return tuple(
        Position(
            party=row["party"],
            issue=row["issue"],
            stance=Stance(row["stance"]),
            summary=row["summary"],
            basis=Basis(row["basis"]),
            reason=row["reason"],
            contested_since=row["contested_since"],
            confidence=row["confidence"],
            statements=tuple(counting.get((row["party"], row["issue"]), ())),
            sources=int(row["sources"]),
            first_date=row["first_date"],
            last_date=row["last_date"],
            lead_statement=row["lead_statement"],
            reviewed_by=row["reviewed_by"],
            as_of=row["as_of"],
        )
        for row in _rows(table)
    )


def _candidates(output: Path, evidence_date: str) -> list[str]:
    """The editions that one may be compared with, the most fitting first."""
    ordered = newest_first(output)
    earlier = [name for name in ordered if date_of(name) < evidence_date]
    return earlier or [name for name in ordered if date_of(name) == evidence_date]


def _rows(table: bytes) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)  # a quotation may be as long as its document
    try:
        for row in csv.DictReader(io.StringIO(table.decode("utf-8"), newline=""), strict=True):
            if None in row or None in row.values():
                raise ValueError("a row has more or fewer cells than the head")
            yield row
    except csv.Error as error:
        raise ValueError(str(error)) from None
