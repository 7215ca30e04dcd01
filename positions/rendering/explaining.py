"""One cell told in full: the position, its statements, the chain of each, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from positions.model import Document, Edition, Position, Stance, Statement, Status, Strength
from positions.rendering.labels import (
    ATTRIBUTIONS,
    STANCES,
    STATUSES,
    STRENGTHS,
    count_words,
    review_words,
    written_date,
)


def explain(edition: Edition, party: str, issue: str) -> str:
    """A cell in lines of plain text, without a line end after the last.

    Args:
        edition: whose cell it is; need not be published.
        party: id of a party of the codebook.
        issue: id of one of its issues.
    """
    return "\n".join(_lines(edition, _position(edition, party, issue)))


def explained(edition: Edition, party: str, issue: str) -> dict[str, Any]:
    """The same as a value for JSON."""
    position = _position(edition, party, issue)
    documents = {document.id: document for document in edition.documents}
    return {
        "party": party,
        "issue": issue,
        "proposition": edition.codebook.issue(issue).proposition,
        "stance": position.stance.value,
        "summary": position.summary,
        "basis": position.basis.value,
        "reason": position.reason,
        "contested_since": position.contested_since,
        "confidence": position.confidence,
        "reviewed_by": position.reviewed_by,
        "as_of": position.as_of,
        "dissent": {actor: stance.value for actor, stance in position.dissent},
        "statements": [
            {
                "id": s.id,
                "document": s.document,
                "path": documents[s.document].path,
                "line": _line(documents[s.document], s),
                "start": s.start,
                "end": s.end,
                "date": s.date,
                "actor": s.actor,
                "speaker": s.speaker,
                "attribution": s.attribution.value,
                "stance": s.stance.value,
                "strength": s.strength.value,
                "condition": s.condition,
                "quote": s.quote,
                "explanation": s.explanation,
                "rule": s.rule,
                "confidence": s.confidence,
                "status": s.status.value,
            }
            for s in _statements(edition, position)
        ],
    }


def _position(edition: Edition, party: str, issue: str) -> Position:
    return next(p for p in edition.positions if (p.party, p.issue) == (party, issue))


def _statements(edition: Edition, position: Position) -> list[Statement]:
    """Those that stand, newest first, then those that were rejected."""
    by_id = {statement.id: statement for statement in edition.statements}
    rejected = [
        s
        for s in edition.statements
        if not s.stands and (s.party, s.issue) == (position.party, position.issue)
    ]
    return [*(by_id[name] for name in position.statements), *rejected]


def _lines(edition: Edition, position: Position) -> Iterator[str]:
    book = edition.codebook
    issue, mark = book.issue(position.issue), STANCES[position.stance]
    yield f"{book.party(position.party).name} on {issue.name}: {mark.symbol} {mark.word}"
    yield f"  proposition  {issue.proposition}"
    if position.summary:
        yield f"  summary      {position.summary}"
    if position.reason:
        yield f"  why none     {position.reason}"
    if review := _review(position):
        yield f"  review       {review}"
    for actor, stance in position.dissent:
        yield f"  dissent      {book.actor_name(actor)}: {STANCES[stance].word}"
    if position.stance is not Stance.NONE:
        yield (
            f"  rests on     {count_words(len(position.statements), 'statement')} in "
            f"{count_words(position.sources, 'source')}; confidence {position.confidence}"
        )
    documents = {document.id: document for document in edition.documents}
    for statement in _statements(edition, position):
        yield ""
        yield from _told(statement, documents, book.actor_name(statement.actor))


def _review(position: Position) -> str:
    words = review_words(position)
    if not position.reviewed_by:
        return words
    through = f", on evidence to {position.as_of}" if position.as_of else ""
    return f"{words or 'reviewed: none'}, by {position.reviewed_by}{through}"


def _told(statement: Statement, documents: Mapping[str, Document], actor: str) -> Iterator[str]:
    mark, document = STANCES[statement.stance], documents[statement.document]
    words = [mark.symbol, mark.word, ATTRIBUTIONS[statement.attribution]]
    if statement.strength is not Strength.PLAIN:
        words.append(STRENGTHS[statement.strength])
    if statement.status is not Status.UNREVIEWED:
        words.append(f"({STATUSES[statement.status]})")
    yield f"{statement.id}  {' '.join(words)}  {actor}, {written_date(statement.date)}"
    yield f"  “{' '.join(statement.quote.split())}”"
    if statement.speaker:
        yield f"  says so  {statement.speaker}"
    if statement.condition:
        yield f"  if       {statement.condition}"
    yield f"  why      {statement.explanation}"
    if statement.rule:
        yield f"  rule     {statement.rule}, right in {statement.confidence:.0%} of coded cases"
    line = _line(document, statement)
    yield f"  source   {document.path}, line {line}, characters {statement.start}–{statement.end}"


def _line(document: Document, statement: Statement) -> int:
    """The line of the text, from 1, on which a quotation begins."""
    return document.text.count("\n", 0, statement.start) + 1
