"""The sheet Gaps: what is not known, or thinly, and decisions that lost their quotation."""

from positions.analysis import Gap, GapKind, gaps
from positions.model import Orphan
from positions.rendering.excel.cells import Cell, count, day, muted, stance, text
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import GAP_MEANINGS, GAPS, count_words

_COLUMNS = (
    Column("Gap", 27),
    Column("Party", 18),
    Column("Issue", 26),
    Column("Stance", 16),
    Column("Detail", 44),
    Column("Newest evidence", 20),
    Column("Statements", 15, "count head"),
    Column("Sources", 12, "count head"),
)
_LOST = (
    Column("Party", 27),
    Column("Issue", 18),
    Column("Decided by", 26),
    Column("Document", 16),
    Column("Quotation that is gone", 44),
)


def write_gaps(book: Book) -> int:
    """The gaps kind by kind; gives their number."""
    lookup = book.lookup
    found = gaps(lookup.edition)
    sheet = Sheet(book, "Gaps", [c.width for c in _COLUMNS], heads=bool(found))
    total = count_words(len(lookup.edition.positions), "cell")
    sheet.begin(f"{count_words(len(found), 'gap')} in {total}; a cell may have several.")
    if found:
        rows = [_row(lookup, gap) for gap in found]
        description = "Cells of which nothing or little is known, and in what way."
        sheet.table("Gaps", description, _COLUMNS, rows)
    else:
        words = "None: every cell has a position that is reviewed, recent and on two sources."
        sheet.write(Cell(value=words, style="sheet note"))
    orphans = lookup.edition.orphans
    if orphans:
        sheet.section("Decisions whose quotation is gone")
        rows = [_lost(lookup, orphan) for orphan in orphans]
        description = "Decisions of which a quotation is no longer in its document."
        sheet.table("LostQuotations", description, _LOST, rows)
    sheet.section("What the gaps mean")
    for kind in GapKind:
        sheet.write(
            Cell(value=GAPS[kind], style="prose label"),
            Cell(value=GAP_MEANINGS[kind], style="sheet note"),
        )
    return len(found)


def _row(lookup: Lookup, gap: Gap) -> list[Cell]:
    key = (gap.party, gap.issue)
    position = lookup.positions[key]
    known = bool(position.statements)
    return [
        Cell(value=GAPS[gap.kind], style="row head"),
        text(lookup.parties[gap.party]),
        text(lookup.issues[gap.issue], lookup.to_matrix(key)),
        stance(position.stance),
        _detail(lookup, gap),
        day(position.last_date) if known else muted("none"),
        count(len(position.statements)),
        count(position.sources),
    ]


def _detail(lookup: Lookup, gap: Gap) -> Cell:
    if gap.kind is GapKind.SINGLE_SOURCE and gap.detail in lookup.documents:
        return text(lookup.documents[gap.detail].title)
    return text(gap.detail) if gap.detail else muted(GAP_MEANINGS[gap.kind])


def _lost(lookup: Lookup, orphan: Orphan) -> list[Cell]:
    decision = orphan.decision
    likely = f"\nWhat most resembles it now: {orphan.likely}" if orphan.likely else ""
    document = lookup.documents.get(orphan.citation.document)
    return [
        Cell(value=lookup.parties.get(decision.party, decision.party), style="row head"),
        text(lookup.issues.get(decision.issue, decision.issue)),
        text(decision.who),
        text(document.title if document else orphan.citation.document),
        text(orphan.citation.quote + likely),
    ]
