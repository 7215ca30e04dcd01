"""From an edition to the page's data: every sentence, number and place that the page shows."""

from collections.abc import Iterable, Iterator, Mapping

from positions.analysis import Gap, GapKind, IssueRelations, blockers, gaps, nearest
from positions.model import (
    Basis,
    Codebook,
    Edition,
    Issue,
    Orphan,
    Settings,
    Stance,
)
from positions.rendering.bottomline import bottom_line
from positions.rendering.labels import GAP_MEANINGS, GAPS, STANCES
from positions.rendering.links import fragment
from positions.rendering.method import method
from positions.rendering.page.cells import ORDER, STATES, Cells, cells, day, newest_basis, sources
from positions.rendering.page.changes import gather_changes
from positions.rendering.page.parties import gather_pairs, gather_parties
from positions.rendering.page.records import (
    Chapter,
    GapCell,
    GapList,
    GapRow,
    IssueBrief,
    Lost,
    Page,
    Source,
    Unread,
)
from positions.rendering.pictures import LEVELS, PLACES, issue_line, short_names
from positions.rendering.quality import measured_quality
from positions.rendering.standing import outlooks, standing


def gather(edition: Edition) -> Page:
    """Everything that the templates show of an edition."""
    read = sources(edition)
    made = cells(edition, read)
    names = short_names([party.name for party in edition.codebook.parties])
    words = outlooks((issue.id for issue in edition.codebook.issues), edition.agreement)
    issues = tuple(
        _issue(issue, edition, made, names, words[issue.id]) for issue in edition.codebook.issues
    )
    parties = gather_parties(edition, made, names)
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
        independent=sum(not document.duplicate_of for document in edition.documents),
        copies=sum(bool(document.duplicate_of) for document in edition.documents),
        reviewed=sum(position.basis is Basis.REVIEWED for position in edition.positions),
        filled=sum(position.stance is not Stance.NONE for position in edition.positions),
        total=len(edition.positions),
        bottom_line=bottom_line(edition),
        changes=gather_changes(edition, made),
        parties=parties,
        issues=issues,
        legend=tuple((stance.value, STANCES[stance]) for stance in ORDER),
        states=STATES,
        poles=tuple((x, STANCES[stance]) for stance, x in PLACES.items()),
        levels=tuple((STANCES[stance].symbol, y) for stance, y in LEVELS.items()),
        shortened=any(party.short != party.name for party in parties),
        pairs=gather_pairs(edition),
        blocked=briefs(blockers(edition.agreement)),
        nearest=briefs(nearest(edition.agreement)),
        gaps=_gaps(gaps(edition), edition.codebook, made, read),
        sources=tuple(read.values()),
        skipped=tuple(Unread(path=s.path, reason=s.reason) for s in edition.skipped),
        lost=tuple(_lost(orphan, edition) for orphan in edition.orphans),
        warnings=edition.warnings,
        method=tuple(_method(edition)),
    )


def _expected(settings: Settings) -> str:
    if not settings.schedule:
        return ""
    return f"every day at {settings.schedule} ({settings.time_zone})"


def _issue(
    issue: Issue, edition: Edition, made: Cells, names: tuple[str, ...], outlook: str
) -> IssueBrief:
    row = tuple(made[party.id, issue.id] for party in edition.codebook.parties)
    dissent = {p.party: p.dissent for p in edition.positions if p.issue == issue.id}
    return IssueBrief(
        anchor=f"issue-{fragment(issue.id)}",
        id=issue.id,
        name=issue.name,
        question=issue.question,
        proposition=issue.proposition,
        standing=standing((cell.party_name, Stance(cell.stance)) for cell in row),
        outlook=outlook,
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


def _gaps(
    found: Iterable[Gap], codebook: Codebook, made: Cells, read: Mapping[str, Source]
) -> tuple[GapList, ...]:
    by_kind: dict[GapKind, list[Gap]] = {}
    for gap in found:
        by_kind.setdefault(gap.kind, []).append(gap)
    order = [party.id for party in codebook.parties]

    def rows(kind: GapKind) -> Iterator[GapRow]:
        rest: dict[tuple[int, str], list[Gap]] = {}
        for gap in by_kind[kind]:
            reason = gap.detail if kind is GapKind.EMPTY else ""
            rest.setdefault((order.index(gap.party), reason), []).append(gap)
        for (party, reason), held in sorted(rest.items()):
            yield GapRow(
                party=order[party],
                name=codebook.parties[party].name,
                reason=reason,
                cells=tuple(
                    GapCell(
                        cell=made[gap.party, gap.issue],
                        age=gap.detail if kind is GapKind.OLD else "",
                        source=read.get(gap.detail) if kind is GapKind.SINGLE_SOURCE else None,
                    )
                    for gap in held
                ),
            )

    return tuple(
        GapList(title=GAPS[kind], why=GAP_MEANINGS[kind], count=len(held), rows=tuple(rows(kind)))
        for kind, held in by_kind.items()
    )


def _method(edition: Edition) -> Iterator[Chapter]:
    for title, paragraphs in dict(method(edition.settings.stale_after_days)).items():
        yield Chapter(title=title, paragraphs=paragraphs)
    quality = measured_quality(edition.statements)
    if quality:
        yield Chapter(title="Measured quality", paragraphs=(quality,))


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
