"""Standing statements x cell decisions -> positions: one for every issue and party.

The rule for a cell that nobody has decided, as the Method of workbook and page tells it:

1. A document that is a copy of another does not count, and neither does a rejected statement.
2. Each document gives one stance (see `in_documents`). It weighs 1 if it is the newest of the
   cell, half of that if it is 14 days older, a quarter if 28, and so on; a document without a
   date weighs as little as the oldest.
3. The stance with more than half of all weight is the cell's. If none has, the party says
   different things with one voice, and the cell is conditional.
4. Where two actors of a party, each by what they last said or did in the 30 days before the
   cell's newest evidence, are one for and one against, the cell is divided and names them.
   What writers merely describe and what another party alleges makes nobody dissent.
5. What rests on nothing but another party's allegations is not enough to fill a cell.

A decision on a cell outranks its statements. It is contested from the day of the first
statement, newer than everything that it cites, from which on the newer statements alone would
give another stance; it stays published until a person decides again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from positions.aggregation.in_documents import stance_in_document
from positions.curation import Curated, latest_cited
from positions.days import first_day, last_day
from positions.model import (
    Attribution,
    Basis,
    CellDecision,
    Citation,
    Codebook,
    Document,
    Position,
    Stance,
    Statement,
    Status,
)

HALVES_IN = 14  # days
SAME_TIME = 30  # days
_LONGEST_SUMMARY = 300
_OWN = (Attribution.QUOTE, Attribution.REPORTED)
_BY_DIRECTNESS = tuple(Attribution)
_DECIDED = (Status.ACCEPTED, Status.RECODED, Status.ADDED)


def positions(
    codebook: Codebook,
    documents: Sequence[Document],
    curated: Curated,
    evidence_date: str,
) -> tuple[Position, ...]:
    """Where every party stands on every issue, in the codebook's order (issue, party).

    Args:
        codebook: whose issues and parties are the cells.
        documents: all of the edition, copies linked.
        curated: the statements and cell decisions of the edition.
        evidence_date: of the edition, "" if no date is known.
    """
    copies = {document.id for document in documents if document.duplicate_of}
    held: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in curated.statements:
        if statement.stands:
            held[statement.party, statement.issue].append(statement)
    read = len(documents) - len(copies)
    return tuple(
        _position(
            (party.id, issue.id),
            sorted(held[party.id, issue.id], key=_newest_first),
            curated.cells.get((party.id, issue.id)),
            documents,
            copies,
            _not_found(read, evidence_date),
            evidence_date,
        )
        for issue in codebook.issues
        for party in codebook.parties
    )


def stance_of(statements: Sequence[Statement]) -> Stance:
    """The stance of a cell by its statements alone, those in copies left out by the caller.

    None where there are none, or where they are not enough.
    """
    if not any(s.attribution is not Attribution.ALLEGED for s in statements):
        return Stance.NONE
    if _voices(statements):
        return Stance.DIVIDED
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_document[statement.document].append(statement)
    days = {name: last_day(group[0].date) for name, group in by_document.items()}
    dated = [day for day in days.values() if day]
    weights: dict[Stance, float] = defaultdict(float)
    for name, group in by_document.items():
        weights[stance_in_document(group)] += _weight(days[name], dated)
    best = max(weights, key=lambda stance: weights[stance])
    return best if 2 * weights[best] > sum(weights.values()) else Stance.CONDITIONAL


def _weight(day: date | None, dated: Sequence[date]) -> float:
    if not dated:
        return 1.0
    age = (max(dated) - (day or min(dated))).days
    return float(0.5 ** (age / HALVES_IN))


def _voices(statements: Sequence[Statement]) -> tuple[tuple[str, Stance], ...]:
    """The actors for and against of a party that is divided; () where it is not."""
    days = [day for s in statements if (day := last_day(s.date))]
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        day = last_day(statement.date)
        recent = day is None or (max(days) - day).days <= SAME_TIME
        if statement.attribution in _OWN and statement.actor != statement.party and recent:
            said[statement.actor].append(statement)
    voices = {}
    for actor, own in said.items():
        newest = max(s.date for s in own)
        voices[actor] = stance_in_document([s for s in own if s.date == newest])
    if not {Stance.SUPPORT, Stance.OPPOSE} <= set(voices.values()):
        return ()
    order = tuple(Stance)
    return tuple(sorted(voices.items(), key=lambda voice: (order.index(voice[1]), voice[0])))


def _position(
    cell: tuple[str, str],
    statements: list[Statement],
    decision: CellDecision | None,
    documents: Sequence[Document],
    copies: set[str],
    not_found: str,
    evidence_date: str,
) -> Position:
    counting = [s for s in statements if s.document not in copies]
    by_statements = stance_of(counting)
    stance = decision.stance if decision else by_statements
    dates = sorted(s.date for s in statements if s.date)
    lead = _lead(stance, counting or statements, decision)
    names = tuple(dict.fromkeys(s.document for s in statements))
    as_of = latest_cited(decision, documents) if decision else evidence_date
    return Position(
        party=cell[0],
        issue=cell[1],
        stance=stance,
        summary=decision.summary if decision else _summary(stance, lead),
        basis=_basis(stance, decision),
        reason=_reason(stance, counting, decision, not_found),
        contested_since=_contested_since(decision, counting, as_of) if decision else "",
        confidence=_confidence(stance, counting, decision),
        statements=tuple(s.id for s in statements),
        documents=names,
        sources=len([name for name in names if name not in copies]),
        first_date=dates[0] if dates else "",
        last_date=dates[-1] if dates else "",
        lead_statement=lead.id if lead else "",
        cited=_cited(statements, decision) if decision else (),
        dissent=_dissent(stance, counting, decision),
        reviewed_by=decision.who if decision else "",
        as_of=as_of,
    )


def _newest_first(statement: Statement) -> tuple[int, str, int]:
    day = last_day(statement.date)
    return (-day.toordinal() if day else 0, statement.document, statement.start)


def _basis(stance: Stance, decision: CellDecision | None) -> Basis:
    if decision:
        return Basis.REVIEWED
    return Basis.NONE if stance is Stance.NONE else Basis.STATEMENTS


def _not_found(read: int, evidence_date: str) -> str:
    noun = "document" if read == 1 else "documents"
    through = f" to {evidence_date}" if evidence_date else ""
    return f"not found in {read} {noun}{through}"


def _reason(
    stance: Stance,
    counting: Sequence[Statement],
    decision: CellDecision | None,
    not_found: str,
) -> str:
    if stance is not Stance.NONE:
        return ""
    if decision:
        return "reviewed as none"
    if counting:
        return "below the sufficiency rule: alleged by another party alone"
    return not_found


def _contested_since(decision: CellDecision, counting: Iterable[Statement], as_of: str) -> str:
    """The date from which newer statements contradict a decision, "" if they do not."""
    known_to = last_day(as_of)
    newer = [s for s in counting if known_to and (day := first_day(s.date)) and day > known_to]
    if stance_of(newer) in (decision.stance, Stance.NONE):
        return ""
    if decision.stance is Stance.DIVIDED:  # one of the voices, heard again, is no news
        return ""
    return min(s.date for s in newer if s.stance is not decision.stance)


def _dissent(
    stance: Stance, counting: Sequence[Statement], decision: CellDecision | None
) -> tuple[tuple[str, Stance], ...]:
    if stance is not Stance.DIVIDED:
        return ()
    cited = decision.evidence if decision else ()
    named = tuple((c.actor, c.stance) for c in cited if c.actor and c.stance)
    return tuple(dict.fromkeys(named)) or _voices(counting)


def _lead(
    stance: Stance, statements: Sequence[Statement], decision: CellDecision | None
) -> Statement | None:
    """The statement whose quotation stands for the cell; None for an empty cell."""
    if stance is Stance.NONE or not statements:
        return None
    cited = decision.evidence if decision else ()

    def rank(statement: Statement) -> tuple[object, ...]:
        touched = (n for n, citation in enumerate(cited) if _touches(citation, statement))
        return (
            stance not in (statement.stance, Stance.DIVIDED),
            next(touched, len(cited)),
            statement.status not in _DECIDED,
            _BY_DIRECTNESS.index(statement.attribution),
            -statement.confidence,
        )

    return min(statements, key=rank)  # of equals the first, which is the newest


def _cited(statements: Iterable[Statement], decision: CellDecision) -> tuple[str, ...]:
    return tuple(
        statement.id
        for statement in statements
        if any(
            citation.quote
            and _touches(citation, statement)
            and statement.stance is (citation.stance or decision.stance)
            for citation in decision.evidence
        )
    )


def _touches(citation: Citation, statement: Statement) -> bool:
    return citation.document == statement.document and (
        citation.quote in statement.quote or statement.quote in citation.quote
    )


def _summary(stance: Stance, lead: Statement | None) -> str:
    """The lead's own words, for a cell that nobody has put into a sentence."""
    if stance is Stance.NONE or lead is None:
        return ""
    words = " ".join(lead.quote.split()).strip('"“”')
    if len(words) > _LONGEST_SUMMARY - 2:
        words = words[: _LONGEST_SUMMARY - 4].rpartition(" ")[0] + " …"
    return f"“{words}”"


def _confidence(
    stance: Stance, counting: Sequence[Statement], decision: CellDecision | None
) -> str:
    """How well a position is supported: by a person, by independent sources, without contradiction.

    high: a person decided or accepted it, or two sources and the party's own words carry it,
    and no statement says otherwise; low: one source that only describes, or contradiction in
    what nobody has reviewed; moderate: all else.
    """
    if stance is Stance.NONE:
        return ""
    sources = len({s.document for s in counting})
    said = any(s.attribution in _OWN for s in counting)
    agreed = stance is Stance.DIVIDED or all(s.stance is stance for s in counting)
    reviewed = decision is not None or any(s.status in _DECIDED for s in counting)
    if agreed and ((sources > 1 and said) or (reviewed and (sources > 1 or said))):
        return "high"
    if not reviewed and (not agreed or (sources < 2 and not said)):
        return "low"
    return "moderate"
