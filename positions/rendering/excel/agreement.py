"""The sheet Agreement: which parties stand close, and which issues block or are near."""

from collections.abc import Mapping

from positions.model import Agreement, Relation
from positions.rendering.excel.cells import Cell, count, muted, text
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.standing import outlooks, standing

_KNOWN = (Relation.AGREE, Relation.DIFFER, Relation.OPPOSE)
_WIDTHS = (30, 12, 12, 12, 12, 34, 34, 34)
_ORDER = ("Near", "Open", "Blocked", "Too little known")

Pair = tuple[str, str]


def write_agreement(book: Book) -> int:
    """Pairs of parties from the closest to the furthest, then the issues; gives their number."""
    lookup = book.lookup
    pairs = _pairs(lookup.edition.agreement)
    sheet = Sheet(book, "Agreement", _WIDTHS)
    sheet.begin(
        "Counted over the issues on which both parties have a position: support and oppose are "
        "two steps apart, conditional and divided lie between.",
        "Pairs stand in the order of their steps by issue, the closest first. How much an issue "
        "matters to a party is not counted.",
    )
    if not pairs:
        sheet.write(muted("There is but one party."))
        return 0
    sheet.section("Parties, from the closest pair to the furthest")
    columns = _columns("Parties", "Agree on", "Differ on", "Oppose each other on")
    rows = [_pair(lookup, pair, found) for pair, found in pairs.items()]
    sheet.table("Pairs", "Pairs of parties: on which issues they agree or not.", columns, rows)
    sheet.section("Issues, from the nearest to a deal to those that block")
    columns = _columns("Issue", "Outlook", "Who stands where", "Proposition")
    rows = _issues(lookup)
    sheet.table("Outlook", "Issues: how many pairs of parties agree or not.", columns, rows)
    return len(pairs)


def _columns(first: str, *lists: str) -> list[Column]:
    heads = (first, "Agree", "Differ", "Oppose", "Not known", *lists)
    return [Column(head, width) for head, width in zip(heads, _WIDTHS, strict=True)]


def _pairs(agreement: tuple[Agreement, ...]) -> Mapping[Pair, list[Agreement]]:
    found: dict[Pair, list[Agreement]] = {}
    for one in agreement:
        found.setdefault((one.party_a, one.party_b), []).append(one)
    return dict(sorted(found.items(), key=lambda pair: _nearness(pair[1])))


def _nearness(found: list[Agreement]) -> tuple[bool, float, int]:
    """To sort by: steps by issue, then more issues first; without a shared issue last."""
    steps = [one.distance for one in found if one.distance is not None]
    return (not steps, sum(steps) / len(steps) if steps else 0, -len(steps))


def _pair(lookup: Lookup, pair: Pair, found: list[Agreement]) -> list[Cell]:
    names = [lookup.parties[party] for party in pair]
    row = [Cell(value=" and ".join(names), style="row head")]
    row += [count(sum(one.relation is r for one in found)) for r in (*_KNOWN, Relation.UNKNOWN)]
    for relation in _KNOWN:
        issues = [lookup.issues[one.issue] for one in found if one.relation is relation]
        row.append(text(", ".join(issues)) if issues else muted("none"))
    return row


def _issues(lookup: Lookup) -> list[list[Cell]]:
    edition = lookup.edition
    outlook = outlooks(lookup.issues, edition.agreement)
    rows = []
    for issue in sorted(edition.codebook.issues, key=lambda i: _ORDER.index(outlook[i.id])):
        found = [one for one in edition.agreement if one.issue == issue.id]
        first = edition.codebook.parties[0].id
        held = [
            (party.name, lookup.positions[party.id, issue.id].stance)
            for party in edition.codebook.parties
        ]
        row = [text(issue.name, lookup.to_matrix((first, issue.id)))]
        row += [count(sum(one.relation is r for one in found)) for r in (*_KNOWN, Relation.UNKNOWN)]
        row += [
            Cell(value=outlook[issue.id], style="row head"),
            text(standing(held)),
            text(issue.proposition),
        ]
        rows.append(row)
    return rows
