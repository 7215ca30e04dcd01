"""From an edition's records to the sources, quotations and cells of the page."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from positions.model import (
    DateBasis,
    Document,
    Edition,
    Position,
    Stance,
    Statement,
    Status,
    Strength,
)
from positions.rendering.context import Context, contexts
from positions.rendering.labels import (
    ATTRIBUTIONS,
    STANCES,
    STATUSES,
    STRENGTHS,
    TIERS,
    count_words,
    review_words,
    written_date,
)
from positions.rendering.language import language_by_script
from positions.rendering.links import cell_anchor, fragment, quotation_address, web_address
from positions.rendering.page.records import Cell, Day, Further, History, Quotation, Source, Voice
from positions.rendering.pictures import timeline
from positions.rendering.standing import sides_differ

Cells = Mapping[tuple[str, str], Cell]
"""Cells by party id and issue id."""


ORDER = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.DIVIDED, Stance.OPPOSE, Stance.NONE)
"""The order in which a legend or a sentence names the stances."""

STATES = ("reviewed", "unreviewed", "contested")
"""What may be known of a cell's review."""

_NOT_GIVEN = {DateBasis.INFERRED: " (inferred)", DateBasis.FILE: " (from the file name)"}


def day(iso: str, basis: DateBasis = DateBasis.GIVEN) -> Day:
    """A date for a machine and for people."""
    return Day(iso=iso, written=written_date(iso) + _NOT_GIVEN.get(basis, ""))


def newest_basis(iso: str, documents: Iterable[Document]) -> DateBasis:
    """How a date is known that some of these documents bear; given, if by one of them."""
    found = {document.date_basis for document in documents if document.date == iso}
    order = (DateBasis.GIVEN, DateBasis.INFERRED, DateBasis.FILE)
    return next((basis for basis in order if basis in found), DateBasis.GIVEN)


def sources(edition: Edition) -> dict[str, Source]:
    """Every document of the edition by its id, in order of date."""
    found: dict[str, int] = {}
    for statement in edition.statements:
        if statement.stands:
            found[statement.document] = found.get(statement.document, 0) + 1
    ordered = sorted(edition.documents, key=lambda d: (d.date or "9999", d.id))
    numbers = {document.id: number for number, document in enumerate(ordered, start=1)}
    copies: dict[str, list[int]] = {}
    for document in ordered:
        copies.setdefault(document.duplicate_of, []).append(numbers[document.id])
    return {
        document.id: Source(
            anchor=f"source-{numbers[document.id]}",
            number=numbers[document.id],
            title=document.title,
            publisher=document.publisher,
            date=day(document.date, document.date_basis),
            tier=TIERS[document.tier],
            counts=f"{count_words(document.words, 'word')}, "
            f"{count_words(found.get(document.id, 0), 'statement')}",
            copy_of=numbers.get(document.duplicate_of, 0),
            copies=tuple(copies.get(document.id, ())),
            address=web_address(document.url),
            note=document.note,
        )
        for document in ordered
    }


def cells(edition: Edition, read: Mapping[str, Source]) -> dict[tuple[str, str], Cell]:
    """Every cell of the edition with its quotations, by party id and issue id."""
    statements = {statement.id: statement for statement in edition.statements}
    around = contexts(edition.documents, edition.statements)
    documents = {document.id: document for document in edition.documents}
    names = {party.id: party.name for party in edition.codebook.parties}
    for party in edition.codebook.parties:
        names |= {actor.id: actor.name for actor in party.actors}

    def quoted(statement: Statement, position: Position) -> Quotation:
        source, context = read[statement.document], around[statement.id]
        address = quotation_address(documents[statement.document].url, statement.quote)
        seen = _seen(statement, position)
        return _quotation(statement, source, context, address, names, seen=seen)

    issues = {issue.id: issue.name for issue in edition.codebook.issues}
    return {
        (p.party, p.issue): _cell(
            p,
            names,
            issues[p.issue],
            [quoted(statements[s], p) for s in _lead_first(p)],
            [statements[s] for s in p.statements],
            day(p.last_date, newest_basis(p.last_date, (documents[d] for d in p.documents))),
        )
        for p in edition.positions
    }


def quotation_anchor(statement: str) -> str:
    """The address on the page of the statement with this id."""
    return fragment(statement)


def quotations(cell: Cell) -> tuple[Quotation, ...]:
    """All quotations of a cell, the one that stands for it first."""
    further = tuple(quotation for group in cell.more for quotation in group.quotations)
    return (cell.lead, *further) if cell.lead else further


def _lead_first(position: Position) -> list[str]:
    lead = position.lead_statement
    rest = [statement for statement in position.statements if statement != lead]
    return [lead, *rest] if lead else rest


def _seen(statement: Statement, position: Position) -> bool:
    """Whether an analyst has looked at it: by itself, or for the decision on its cell."""
    return statement.status is not Status.UNREVIEWED or statement.id in position.cited


def _quotation(
    statement: Statement,
    source: Source,
    context: Context,
    address: str,
    names: Mapping[str, str],
    *,
    seen: bool,
) -> Quotation:
    holder = names.get(statement.actor, statement.actor)
    reviewed = statement.status is not Status.UNREVIEWED
    added = statement.status is Status.ADDED
    plain = statement.strength is Strength.PLAIN
    return Quotation(
        anchor=quotation_anchor(statement.id),
        mark=STANCES[statement.stance],
        strength="" if plain else STRENGTHS[statement.strength],
        before=context.before,
        text=statement.quote,
        after=context.after,
        lang=language_by_script(statement.quote),
        holder=holder,
        speaker="" if statement.speaker == holder else statement.speaker,
        attribution=ATTRIBUTIONS[statement.attribution],
        chain=statement.explanation,
        seen=seen,
        # The chain of an added one says by whom it was read.
        review=STATUSES[statement.status] if reviewed and not added else "",
        source=source,
        address=address,
    )


def _cell(
    position: Position,
    names: Mapping[str, str],
    issue_name: str,
    quotations: list[Quotation],
    statements: list[Statement],
    as_of: Day,
) -> Cell:
    leads = bool(position.lead_statement)
    more = quotations[1:] if leads else quotations
    state = "contested" if position.contested_since else review_words(position)
    counts = (
        f"{count_words(len(position.statements), 'statement')}, "
        f"{count_words(position.sources, 'source')}"
    )
    dated = [
        (s.date, s.stance, _seen(s, position))
        for s in statements
        if position.stance is not Stance.NONE
    ]
    conditions = dict.fromkeys(s.condition for s in statements if s.condition)
    return Cell(
        anchor=cell_anchor(position.party, position.issue),
        party=position.party,
        party_name=names[position.party],
        issue=position.issue,
        issue_name=issue_name,
        stance=position.stance.value,
        mark=STANCES[position.stance],
        summary=position.summary,
        reason=position.reason,
        state=state,
        review=review_words(position),
        reviewed_by=position.reviewed_by,
        counts=counts if position.statements else "",
        as_of=as_of,
        confidence=position.confidence,
        voices=tuple(
            Voice(name=names.get(actor, actor), stance=stance.value, mark=STANCES[stance])
            for actor, stance in position.dissent
        ),
        conditions=tuple(conditions),
        differing=_differing(position, [s.stance for s in statements]),
        lead=quotations[0] if quotations and leads else None,
        more=_by_source(more),
        further=count_words(len(more), "more quotation" if leads else "quotation"),
        history=_history(dated),
    )


def _differing(position: Position, stances: Sequence[Stance]) -> str:
    if not sides_differ(position, stances):
        return ""
    return ", ".join(
        f"{stances.count(stance)} {STANCES[stance].word}" for stance in ORDER if stance in stances
    )


def _by_source(found: Sequence[Quotation]) -> tuple[Further, ...]:
    return tuple(
        Further(source=source, quotations=tuple(group))
        for source, group in groupby(found, key=lambda quotation: quotation.source)
    )


def _history(dated: Sequence[tuple[str, Stance, bool]]) -> History | None:
    drawn = timeline(dated)
    if not drawn:
        return None
    return History(
        words=_stances_over_time(dated),
        points=drawn.points,
        way=drawn.way,
        first=day(drawn.first),
        last=day(drawn.last),
    )


def _stances_over_time(dated: Sequence[tuple[str, Stance, bool]]) -> str:
    """Which stances were taken when, dates in a row with the same ones put together."""
    taken: dict[str, dict[Stance, bool]] = {}
    for iso, stance, seen in sorted(dated):
        if iso:
            stances = taken.setdefault(iso, {})
            stances[stance] = stances.get(stance, False) or seen
    clauses = []
    for stances, days in groupby(taken, key=lambda iso: taken[iso]):
        first, *rest = days
        words = " and ".join(
            STANCES[stance].word + ("" if stances[stance] else " (unreviewed)")
            for stance in Stance
            if stance in stances
        )
        until = f" to {written_date(rest[-1])}" if rest else ""
        clauses.append(f"{words}, {written_date(first)}{until}")
    return "; ".join(clauses)
