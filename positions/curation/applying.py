"""Statements x decisions -> the statements that stand, the cells decided, and the orphans.

What a decision on a statement does:

    verdict   still proposed               no longer proposed     quotation gone
    accept    accepted, with its stance    stands as accepted     orphan
    recode    recoded                      stands as recoded      orphan
    add       added, with its stance       stands as added        orphan
    unsure    counts, marked unsure        nothing to do          orphan
    reject    listed, counts nowhere       nothing to do          orphan

An orphan is one until a person decides again on the words where it may have gone.
A decision on a cell is in force while one of its quotations (for none: of the documents
read) is found; each that is gone is an orphan. If all are gone, the decision is not in
force, and no older one on the cell comes back in its place. Words that such a decision
cites and no standing statement of the party and issue touches become a statement that the
analyst added, so that every filled cell shows what it rests on; words that an analyst
rejected as a statement stay rejected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from positions.curation.places import likely, likely_span, places
from positions.model import (
    Attribution,
    CellDecision,
    Citation,
    Decision,
    Document,
    Orphan,
    Stance,
    Statement,
    StatementDecision,
    Status,
    Verdict,
    occurrence_at,
    statement_id,
)

_STATUS = {
    Verdict.ACCEPT: Status.ACCEPTED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.RECODE: Status.RECODED,
    Verdict.ADD: Status.ADDED,
    Verdict.UNSURE: Status.UNSURE,
}
_STANDING = (Verdict.ACCEPT, Verdict.RECODE, Verdict.ADD)

_Place = tuple[str, str, str, int, int]  # document, party, issue, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """What the analysts have made of the extractor's statements.

    Attributes:
        statements: all of them, the rejected included, in order of document and place.
        cells: the decision in force for each (party, issue) that has one.
        orphans: quotations that are gone: of statements, then of cells, in file order.
    """

    statements: tuple[Statement, ...]
    cells: Mapping[tuple[str, str], CellDecision]
    orphans: tuple[Orphan, ...]


def latest_cited(decision: Decision, documents: Iterable[Document]) -> str:
    """The date of the latest document that a decision cites; "" if no date is known."""
    return _latest_cited(decision, {document.id: document.date for document in documents})


def in_force(
    decisions: Iterable[Decision], evidence_date: str, documents: Iterable[Document]
) -> tuple[Decision, ...]:
    """The decisions that apply in an edition with this evidence date, whenever they were made.

    Those that cite a document later than that are left out. An unknown date is never later;
    a month or year counts by what is known of both dates. `documents` are the dossier's.
    """
    dates = {document.id: document.date for document in documents}
    known = len(evidence_date)
    return tuple(
        decision
        for decision in decisions
        if not known or _latest_cited(decision, dates)[:known] <= evidence_date
    )


def _latest_cited(decision: Decision, dates: Mapping[str, str]) -> str:
    evidence = decision.evidence
    cited = evidence if isinstance(evidence, tuple) else (evidence,)
    return max((dates.get(one.document, "") for one in cited), default="")


def apply(
    statements: Sequence[Statement],
    decisions: Sequence[Decision],
    documents: Sequence[Document],
) -> Curated:
    """Bring decisions to bear on statements; of two on the same thing the last one wins."""
    by_id = {document.id: document for document in documents}
    on_statements = [one for one in decisions if isinstance(one, StatementDecision)]
    on_cells = {(one.party, one.issue): one for one in decisions if isinstance(one, CellDecision)}
    reviewed, unplaced = _reviewed_statements(statements, on_statements, by_id)
    cells, unfound = _cells_in_force(on_cells, by_id)
    standing = dict(reviewed)
    for decision in cells.values():
        for cited in _cited(decision, reviewed.values(), by_id):
            standing.setdefault(_place(cited), cited)
    order = {document.id: n for n, document in enumerate(documents)}
    return Curated(
        statements=tuple(
            sorted(
                standing.values(),
                key=lambda one: (order[one.document], one.start, one.end, one.party, one.issue),
            )
        ),
        cells=cells,
        orphans=(*unplaced, *unfound),
    )


def _reviewed_statements(
    statements: Iterable[Statement],
    decisions: Iterable[StatementDecision],
    documents: Mapping[str, Document],
) -> tuple[dict[_Place, Statement], list[Orphan]]:
    """The statements by the place of their proposal, after review, and what found no place."""
    judged: dict[_Place, StatementDecision] = {}
    lost: dict[tuple[str, str, Citation], StatementDecision] = {}
    order: dict[int, int] = {}
    for number, decision in enumerate(decisions):
        order[id(decision)] = number
        cited = decision.evidence
        found = _spans(cited, documents)
        if len(found) == 1:  # words that came to stand twice are as unsure a place as none
            judged[cited.document, decision.party, decision.issue, *found[0]] = decision
        else:
            lost[decision.party, decision.issue, cited] = decision
    reviewed = {_place(one): one for one in statements}
    for place, decision in judged.items():
        if place in reviewed:
            reviewed[place] = _reviewed(reviewed[place], decision)
        elif decision.verdict in _STANDING and decision.stance:
            reviewed[place] = _decided(place, decision, decision.stance, documents)
    orphans = [
        _orphan(one, one.evidence, documents)
        for one in lost.values()
        if not any(
            order[id(later)] > order[id(one)] and _takes_up(place, one, documents)
            for place, later in judged.items()
        )
    ]
    return reviewed, orphans


def _takes_up(place: _Place, lost: StatementDecision, documents: Mapping[str, Document]) -> bool:
    """Whether words decided on later stand where a person would look for those that are gone."""
    document, party, issue, start, end = place
    cited = lost.evidence
    if (document, party, issue) != (cited.document, lost.party, lost.issue):
        return False
    spots = _spans(cited, documents) or (likely_span(cited.quote, documents[document]),)
    return any(start < to and since < end for since, to in spots)


def _cells_in_force(
    decisions: Mapping[tuple[str, str], CellDecision], documents: Mapping[str, Document]
) -> tuple[dict[tuple[str, str], CellDecision], list[Orphan]]:
    cells, orphans = {}, []
    for cell, decision in decisions.items():
        gone = [one for one in decision.evidence if not _is_found(one, documents)]
        orphans += [_orphan(decision, one, documents) for one in gone]
        if len(gone) < len(decision.evidence):
            cells[cell] = decision
    return cells, orphans


def _place(statement: Statement) -> _Place:
    return (
        statement.document,
        statement.party,
        statement.issue,
        statement.start,
        statement.end,
    )


def _spans(cited: Citation, documents: Mapping[str, Document]) -> tuple[tuple[int, int], ...]:
    if cited.document not in documents:
        return ()
    starts = places(cited, documents[cited.document].text)
    return tuple((start, start + len(cited.quote)) for start in starts)


def _is_found(cited: Citation, documents: Mapping[str, Document]) -> bool:
    return cited.document in documents if not cited.quote else bool(_spans(cited, documents))


def _orphan(decision: Decision, cited: Citation, documents: Mapping[str, Document]) -> Orphan:
    document = documents.get(cited.document)
    return Orphan(
        decision=decision,
        citation=cited,
        likely=likely(cited.quote, document) if document else "",
    )


def _reviewed(statement: Statement, decision: StatementDecision) -> Statement:
    """A proposed statement with an analyst's decision, the machine's stance kept beside."""
    statement = replace(
        statement,
        status=_STATUS[decision.verdict],
        machine_stance=statement.stance,
        reviewed_by=decision.who,
        reviewed_on=decision.when,
    )
    if decision.verdict not in _STANDING:
        return statement
    return replace(
        statement,
        party=decision.new_party or statement.party,
        issue=decision.new_issue or statement.issue,
        # An actor of the party that it was taken from cannot speak for the new one.
        actor=decision.actor or decision.new_party or statement.actor,
        stance=decision.stance or statement.stance,
    )


def _decided(
    place: _Place, decision: StatementDecision, stance: Stance, documents: Mapping[str, Document]
) -> Statement:
    """A statement that stands by decision alone, under the id that its proposal had."""
    party = decision.new_party or decision.party
    return replace(
        _by_hand(
            documents[place[0]],
            place,
            actor=decision.actor or party,
            stance=stance,
            decision=decision,
        ),
        status=_STATUS[decision.verdict],
        party=party,
        issue=decision.new_issue or decision.issue,
    )


def _cited(
    decision: CellDecision, standing: Iterable[Statement], documents: Mapping[str, Document]
) -> list[Statement]:
    """The quotations of a cell that no standing statement touches, as added statements.

    Where a quotation's words now occur more than once, its first place stands for it.
    """
    own = [
        (one.document, one.start, one.end)
        for one in standing
        if one.stands and (one.party, one.issue) == (decision.party, decision.issue)
    ]
    added = []
    for cited in decision.evidence:
        found = _spans(cited, documents) if cited.quote else ()
        if not found:
            continue
        start, end = found[0]
        if any(d == cited.document and s < end and start < e for d, s, e in own):
            continue
        added.append(
            _by_hand(
                documents[cited.document],
                (cited.document, decision.party, decision.issue, start, end),
                actor=cited.actor or decision.party,
                stance=cited.stance or decision.stance,
                decision=decision,
            )
        )
    return added


def _by_hand(
    document: Document, place: _Place, *, actor: str, stance: Stance, decision: Decision
) -> Statement:
    _, party, issue, start, end = place
    quote = document.text[start:end]
    occurrence = occurrence_at(document.text, quote, start)
    spoken = _is_in_quotation_marks(document.text, start)
    return Statement(
        id=statement_id(document.id, party, issue, quote, occurrence),
        document=document.id,
        date=document.date,
        party=party,
        actor=actor,
        attribution=Attribution.QUOTE if spoken else Attribution.DESCRIBED,
        issue=issue,
        stance=stance,
        quote=quote,
        start=start,
        end=end,
        confidence=1.0,
        explanation=f"read so by {decision.who}" + (f": {decision.why}" if decision.why else ""),
        status=Status.ADDED,
        reviewed_by=decision.who,
        reviewed_on=decision.when,
    )


def _is_in_quotation_marks(text: str, start: int) -> bool:
    """Whether a span begins within quotation marks that its line opened, or with one.

    Single marks are left alone: most of them are apostrophes.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start + 1]
    opened = before.count("“") + before.count("«") - before.count("”") - before.count("»")
    return opened > 0 or before.count('"') % 2 == 1
