"""The parties, one by one and two by two, for the page."""

from collections import Counter
from collections.abc import Iterator

from positions.model import Attribution, Edition, Relation, Stance, Statement, Strength
from positions.rendering.labels import STANCES, count_words
from positions.rendering.links import fragment
from positions.rendering.page.cells import ORDER, Cells, quotation_anchor, quotations
from positions.rendering.page.records import Cell, Pair, PairRow, PartyBrief, Quotation
from positions.rendering.pictures import bar


def gather_pairs(edition: Edition) -> tuple[PairRow, ...]:
    """Every party against every other, over all issues."""
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
        short=", ".join(
            f"{count} {word}"
            for count, word in ((agree, "agree"), (differ, "differ"), (oppose, "opposed"))
            if count
        ),
        bar=bar([("agree", agree), ("differ", differ), ("against", oppose)], total=counts.total()),
    )


def gather_parties(edition: Edition, made: Cells, names: tuple[str, ...]) -> tuple[PartyBrief, ...]:
    """Every party over all issues; `names` are those that the pictures write."""
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
                    f"{tally[stance]} {STANCES[stance].word}" for stance in ORDER if tally[stance]
                ),
                red_lines=_red_lines(held.get(party.id, []), row),
                conditions=tuple(cell for cell in row if cell.conditions),
                openings=tuple(_openings(row)),
                silences=tuple(cell for cell in row if cell.stance == Stance.NONE),
            )
        )
    return tuple(briefs)


def _red_lines(held: list[Statement], row: list[Cell]) -> tuple[tuple[Cell, Quotation], ...]:
    """Quotations in the party's own words that are firm."""
    own = {
        quotation_anchor(s.id)
        for s in held
        if s.strength is Strength.FIRM and s.attribution is Attribution.QUOTE
    }
    return tuple((cell, q) for cell in row for q in quotations(cell) if q.anchor in own)


def _openings(row: list[Cell]) -> Iterator[tuple[Cell, Quotation | None]]:
    open_to_it = (STANCES[Stance.CONDITIONAL], STANCES[Stance.SUPPORT])
    for cell in row:
        if cell.differing:
            continue  # nobody of it has said that the party would move
        if cell.stance in (Stance.CONDITIONAL, Stance.DIVIDED):
            yield cell, None
        elif cell.stance == Stance.OPPOSE:
            # What an analyst decided is not undone by words that no analyst has looked at.
            decided = cell.state == "reviewed"
            left = (q for q in quotations(cell) if q.mark in open_to_it and (q.seen or not decided))
            door = next(left, None)
            if door:
                yield cell, door
