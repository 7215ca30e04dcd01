"""The sheet Agreement: which parties stand close, and which issues block or are near."""

from collections.abc import Iterable, Mapping

from positions.model import Agreement, Issue, Relation, Stance
from positions.rendering.excel.cells import Cell, count, muted, text
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import count_words
from positions.rendering.standing import OUTLOOKS, outlooks

_KNOWN = (Relation.AGREE, Relation.DIFFER, Relation.OPPOSE)
_COUNTED = ("Issues known", "Agree", "Differ", "Oppose", "Not known")
_WIDTHS = (30, 17, 12, 12, 12, 14, 32, 32, 32)

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
        *_ends(lookup, pairs),
    )
    if not pairs:
        sheet.write(muted("There is but one party."))
        return 0
    sheet.section("Parties, from the closest pair to the furthest")
    columns = _columns("Parties", "Issues known", "Agree on", "Differ on", "Oppose each other on")
    rows = [_pair(lookup, pair, found) for pair, found in pairs.items()]
    sheet.table("Pairs", "Pairs of parties: on which issues they agree or not.", columns, rows)
    sheet.section("Issues, from the nearest to a deal to those that block")
    columns = _columns("Issue", "Outlook", "Who supports", "Who is between", "Who opposes")
    outlook = outlooks(lookup.issues, lookup.edition.agreement)
    issues = sorted(lookup.edition.codebook.issues, key=lambda i: OUTLOOKS.index(outlook[i.id]))
    rows = [_issue(lookup, issue, outlook[issue.id]) for issue in issues]
    sheet.table("Outlook", "Issues: who stands where, and what that makes of them.", columns, rows)
    return len(pairs)


def _columns(first: str, second: str, *lists: str) -> list[Column]:
    heads = (first, second, *_COUNTED[1:], *lists)
    return [
        Column(head, width, "count head" if head in _COUNTED else "column head")
        for head, width in zip(heads, _WIDTHS, strict=True)
    ]


def _pairs(agreement: tuple[Agreement, ...]) -> Mapping[Pair, list[Agreement]]:
    found: dict[Pair, list[Agreement]] = {}
    for one in agreement:
        found.setdefault((one.party_a, one.party_b), []).append(one)
    return dict(sorted(found.items(), key=lambda pair: _nearness(pair[1])))


def _nearness(found: list[Agreement]) -> tuple[bool, float, int]:
    """To sort by: steps by issue, then more issues first; without a shared issue last."""
    steps = [one.distance for one in found if one.distance is not None]
    return (not steps, sum(steps) / len(steps) if steps else 0, -len(steps))


def _ends(lookup: Lookup, pairs: Mapping[Pair, list[Agreement]]) -> list[str]:
    """The closest pair and the furthest, in a line; none where fewer than two can be compared."""
    compared = [pair for pair, found in pairs.items() if _known(found)]
    if len(compared) < 2:
        return []
    (near, far), ends = (compared[0], compared[-1]), []
    for pair, relation, words in (
        (near, Relation.AGREE, "Closest: {} agree on {} of {}"),
        (far, Relation.OPPOSE, "Furthest: {} oppose each other on {} of {}"),
    ):
        found = pairs[pair]
        number = sum(one.relation is relation for one in found)
        issues = count_words(_known(found), "issue")
        ends.append(words.format(_names(lookup, pair), number, issues))
    return [". ".join(ends) + "."]


def _known(found: list[Agreement]) -> int:
    return sum(one.distance is not None for one in found)


def _names(lookup: Lookup, pair: Pair) -> str:
    return " and ".join(lookup.parties[party] for party in pair)


def _pair(lookup: Lookup, pair: Pair, found: list[Agreement]) -> list[Cell]:
    row = [Cell(value=_names(lookup, pair), style="row head"), count(_known(found))]
    row += _counts(found)
    return [
        *row,
        *(_list(lookup.issues[o.issue] for o in found if o.relation is r) for r in _KNOWN),
    ]


def _issue(lookup: Lookup, issue: Issue, outlook: str) -> list[Cell]:
    edition = lookup.edition
    first = edition.codebook.parties[0].id
    row = [
        text(issue.name, lookup.to_matrix((first, issue.id))),
        Cell(value=outlook, style="row head"),
        *_counts([one for one in edition.agreement if one.issue == issue.id]),
    ]
    held = [(p.name, lookup.positions[p.id, issue.id].stance) for p in edition.codebook.parties]
    sides = ((Stance.SUPPORT,), (Stance.CONDITIONAL, Stance.DIVIDED), (Stance.OPPOSE,))
    return [*row, *(_list(name for name, taken in held if taken in side) for side in sides)]


def _counts(found: list[Agreement]) -> list[Cell]:
    return [
        count(sum(one.relation is relation for one in found))
        for relation in (*_KNOWN, Relation.UNKNOWN)
    ]


def _list(names: Iterable[str]) -> Cell:
    listed = ", ".join(names)
    return text(listed) if listed else muted("none")
