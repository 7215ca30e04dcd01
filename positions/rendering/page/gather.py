"""From an edition to the page's data: every sentence, number and place that the page shows."""

from collections import Counter
from collections.abc import Iterable

from positions.analysis import Gap, GapKind, IssueRelations, blockers, gaps, nearest
from positions.model import (
    Attribution,
    Basis,
    Change,
    ChangeKind,
    Edition,
    Issue,
    Orphan,
    Relation,
    Settings,
    Stance,
    Statement,
    Strength,
)
from positions.rendering.bottomline import bottom_line, edition_date
from positions.rendering.labels import CHANGE_MEANINGS, CHANGES, STANCES, count_words
from positions.rendering.links import fragment
from positions.rendering.page.cells import Cells, cells, day, newest_basis, sources
from positions.rendering.page.records import (
    Cell,
    Changes,
    GapCell,
    GapList,
    IssueBrief,
    Lost,
    Moved,
    Page,
    Pair,
    PairRow,
    PartyBrief,
    Quotation,
    Unread,
)
from positions.rendering.pictures import LEVELS, PLACES, bar, issue_line, short_names

_FOUND = {ChangeKind.SHIFT, ChangeKind.CONTESTED, ChangeKind.NEW_EVIDENCE, ChangeKind.WITHDRAWN}
"""Changes that come from the documents; the others come from those who read them."""

_ORDER = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.DIVIDED, Stance.OPPOSE, Stance.NONE)


def gather(edition: Edition) -> Page:
    """Everything that the templates show of an edition."""
    read = sources(edition)
    made = cells(edition, read)
    names = short_names([party.name for party in edition.codebook.parties])
    issues = tuple(_issue(issue, edition, made, names) for issue in edition.codebook.issues)
    parties = _parties(edition, made, names)
    by_id = {issue.id: issue for issue in issues}

    def briefs(found: Iterable[IssueRelations]) -> tuple[IssueBrief, ...]:
        return tuple(by_id[relations.issue] for relations in found)

    return Page(
        title=edition.settings.title,
        edition=edition.id,
        version=edition.version,
        contact=edition.settings.contact,
        through=day(edition.evidence_date, newest_basis(edition.evidence_date, edition.documents)),
        expected=_expected(edition.settings),
        stale_after=edition.settings.stale_after_days,
        independent=sum(not document.duplicate_of for document in edition.documents),
        copies=sum(bool(document.duplicate_of) for document in edition.documents),
        reviewed=sum(position.basis is Basis.REVIEWED for position in edition.positions),
        filled=sum(position.stance is not Stance.NONE for position in edition.positions),
        total=len(edition.positions),
        bottom_line=bottom_line(edition),
        changes=_changes(edition, made),
        parties=parties,
        issues=issues,
        legend=tuple((stance.value, STANCES[stance]) for stance in _ORDER),
        places=tuple(PLACES.values()),
        levels=tuple((STANCES[stance].symbol, y) for stance, y in LEVELS.items()),
        shortened=any(party.short != party.name for party in parties),
        pairs=_pairs(edition),
        blocked=briefs(blockers(edition.agreement)),
        nearest=briefs(nearest(edition.agreement)),
        gaps=_gaps(gaps(edition), made),
        sources=tuple(read.values()),
        skipped=tuple(Unread(path=s.path, reason=s.reason) for s in edition.skipped),
        lost=tuple(_lost(orphan, edition) for orphan in edition.orphans),
        warnings=edition.warnings,
    )


def _expected(settings: Settings) -> str:
    if not settings.schedule:
        return ""
    return f"every day at {settings.schedule} ({settings.time_zone})"


def _issue(issue: Issue, edition: Edition, made: Cells, names: tuple[str, ...]) -> IssueBrief:
    row = tuple(made[party.id, issue.id] for party in edition.codebook.parties)
    dissent = {p.party: p.dissent for p in edition.positions if p.issue == issue.id}
    return IssueBrief(
        anchor=f"issue-{fragment(issue.id)}",
        id=issue.id,
        name=issue.name,
        question=issue.question,
        proposition=issue.proposition,
        standing=_standing(row),
        cells=row,
        picture=issue_line(
            [
                (
                    short,
                    cell.party_name,
                    Stance(cell.stance),
                    [stance for _, stance in dissent[cell.party]],
                )
                for short, cell in zip(names, row, strict=True)
            ]
        ),
    )


def _standing(row: tuple[Cell, ...]) -> str:
    """Who stands where on an issue, in one sentence."""
    words = {
        Stance.SUPPORT: ("supports", "support"),
        Stance.CONDITIONAL: ("sets conditions", "set conditions"),
        Stance.DIVIDED: ("is divided", "are divided"),
        Stance.OPPOSE: ("opposes", "oppose"),
        Stance.NONE: ("has no known position", "have no known position"),
    }
    clauses = []
    for stance in _ORDER:
        names = [cell.party_name for cell in row if cell.stance == stance]
        if names:
            clauses.append(f"{_listed(names)} {words[stance][len(names) > 1]}")
    return "; ".join(clauses) + "."


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _changes(edition: Edition, made: Cells) -> Changes | None:
    if edition.changes is None:
        return None
    order = list(ChangeKind)
    changes = sorted(edition.changes, key=lambda change: order.index(change.kind))
    return Changes(
        since=day(edition_date(edition.compared_with)),
        edition=edition.compared_with,
        moved=tuple(_moved(change, made[change.party, change.issue]) for change in changes),
    )


def _moved(change: Change, cell: Cell) -> Moved:
    shown = [*([cell.lead] if cell.lead else []), *cell.more]
    moving = {f"s-{fragment(statement)}" for statement in change.statements}
    return Moved(
        cell=cell,
        kind=CHANGES[change.kind],
        meaning=CHANGE_MEANINGS[change.kind],
        before=_word(change.before),
        after=_word(change.after),
        real=change.kind in _FOUND,
        quotation=next((q for q in shown if q.anchor in moving), None),
    )


def _word(stance: str) -> str:
    return STANCES[Stance(stance)].word if stance in set(Stance) else stance


def _pairs(edition: Edition) -> tuple[PairRow, ...]:
    counts: dict[frozenset[str], Counter[Relation]] = {}
    for found in edition.agreement:
        both = frozenset((found.party_a, found.party_b))
        counts.setdefault(both, Counter())[found.relation] += 1
    parties = edition.codebook.parties
    return tuple(
        PairRow(
            name=party.name,
            pairs=tuple(
                None
                if party.id == other.id
                else _pair(counts.get(frozenset((party.id, other.id)), Counter()))
                for other in parties
            ),
        )
        for party in parties
    )


def _pair(counts: Counter[Relation]) -> Pair:
    agree, differ, oppose = (
        counts[relation] for relation in (Relation.AGREE, Relation.DIFFER, Relation.OPPOSE)
    )
    known = agree + differ + oppose
    return Pair(
        counts=f"agree on {agree}, differ on {differ}, oppose each other on {oppose} "
        f"of {count_words(known, 'issue')}",
        agree=agree,
        differ=differ,
        oppose=oppose,
        known=known,
        bar=bar([("agree", agree), ("differ", differ), ("against", oppose)], total=counts.total()),
    )


def _parties(edition: Edition, made: Cells, names: tuple[str, ...]) -> tuple[PartyBrief, ...]:
    held: dict[str, list[Statement]] = {}
    for statement in edition.statements:
        if statement.stands:
            held.setdefault(statement.party, []).append(statement)
    briefs = []
    for party, short in zip(edition.codebook.parties, names, strict=True):
        row = [made[party.id, issue.id] for issue in edition.codebook.issues]
        tally = Counter(cell.stance for cell in row)
        briefs.append(
            PartyBrief(
                anchor=f"party-{fragment(party.id)}",
                id=party.id,
                name=party.name,
                short=short,
                tally=", ".join(
                    f"{tally[stance]} {STANCES[stance].word}" for stance in _ORDER if tally[stance]
                ),
                red_lines=_red_lines(held.get(party.id, []), row),
                conditions=tuple(cell for cell in row if cell.conditions),
                openings=tuple(cell for cell in row if _opens(cell)),
                silences=tuple(cell for cell in row if cell.stance == Stance.NONE),
            )
        )
    return tuple(briefs)


def _red_lines(held: list[Statement], row: list[Cell]) -> tuple[tuple[Cell, Quotation], ...]:
    """Quotations in the party's own words that are firm."""
    own = {
        f"s-{fragment(s.id)}"
        for s in held
        if s.strength is Strength.FIRM and s.attribution is Attribution.QUOTE
    }
    return tuple((cell, q) for cell in row for q in _quotations(cell) if q.anchor in own)


def _quotations(cell: Cell) -> tuple[Quotation, ...]:
    return (cell.lead, *cell.more) if cell.lead else cell.more


def _opens(cell: Cell) -> bool:
    if cell.stance in (Stance.CONDITIONAL, Stance.DIVIDED):
        return True
    between = (Stance.CONDITIONAL, Stance.SUPPORT)
    return cell.stance == Stance.OPPOSE and any(q.stance in between for q in _quotations(cell))


_GAPS = {
    GapKind.EMPTY: ("No position", "Nothing was found, or not enough."),
    GapKind.SINGLE_SOURCE: ("One source", "A second, independent one would confirm or correct it."),
    GapKind.NEVER_QUOTED: ("Described, never quoted", "Only writers or other parties say so."),
    GapKind.OLD: ("Old", "The newest evidence is older than this dossier allows."),
    GapKind.UNREVIEWED: ("Unreviewed", "No analyst has looked at the cell or its statements."),
}


def _gaps(found: Iterable[Gap], made: Cells) -> tuple[GapList, ...]:
    by_kind: dict[GapKind, list[GapCell]] = {}
    for gap in found:
        cell = GapCell(cell=made[gap.party, gap.issue], detail=gap.detail)
        by_kind.setdefault(gap.kind, []).append(cell)
    return tuple(
        GapList(title=_GAPS[kind][0], why=_GAPS[kind][1], cells=tuple(cells))
        for kind, cells in by_kind.items()
    )


def _lost(orphan: Orphan, edition: Edition) -> Lost:
    decision = orphan.decision
    parties = {party.id: party.name for party in edition.codebook.parties}
    issues = {issue.id: issue.name for issue in edition.codebook.issues}
    party = parties.get(decision.party, decision.party)
    return Lost(
        cell=f"{party}, {issues.get(decision.issue, decision.issue)}",
        quotation=orphan.citation.quote,
        document=orphan.citation.document,
        likely=orphan.likely,
    )
