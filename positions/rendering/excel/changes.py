"""The sheet What changed: what differs from the edition before, and the words that moved it."""

from positions.model import Change, ChangeKind, Stance
from positions.rendering.bottomline import edition_date
from positions.rendering.excel.cells import Cell, day, muted, stance, text
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.labels import CHANGE_MEANINGS, CHANGES, written_date

_COLUMNS = (
    Column("Kind", 17),
    Column("Party", 14),
    Column("Issue", 20),
    Column("Before", 16),
    Column("After", 16),
    Column("Quotation that moved it", 48),
    Column("Holder", 16),
    Column("Date", 13),
    Column("Source", 24),
    Column("Statement", 15),
)


def write_changes(book: Book) -> int:
    """The changes, those of the parties before those of the readers; gives their number."""
    lookup = book.lookup
    edition = lookup.edition
    sheet = Sheet(book, "What changed", [c.width for c in _COLUMNS], heads=bool(edition.changes))
    if edition.changes is None:
        sheet.begin("This is the first edition; there is none before it to compare with.")
        return 0
    before = written_date(edition_date(edition.compared_with))
    since = f"Since the edition of {before} ({edition.compared_with})."
    if not edition.changes:
        sheet.begin(f"{since} Nothing changed.")
        return 0
    sheet.begin(f"{since} A shift is the party’s own; review, codebook and extractor are ours.")
    order = list(ChangeKind)
    changes = sorted(edition.changes, key=lambda change: order.index(change.kind))
    description = "What changed since the edition before, with the quotation that moved it."
    sheet.table("Changes", description, _COLUMNS, [_row(lookup, change) for change in changes])
    sheet.section("What the kinds mean")
    for kind in sorted({change.kind for change in changes}, key=order.index):
        sheet.write(
            Cell(value=CHANGES[kind], style="prose label"),
            Cell(value=CHANGE_MEANINGS[kind], style="sheet note"),
        )
    return len(changes)


def _row(lookup: Lookup, change: Change) -> list[Cell]:
    key = (change.party, change.issue)
    row = [
        Cell(value=CHANGES[change.kind], style="row head"),
        text(lookup.parties.get(change.party, change.party)),
        text(lookup.issues.get(change.issue, change.issue), lookup.to_matrix(key)),
        _side(change.before),
        _side(change.after),
    ]
    moved = next((lookup.statements[s] for s in change.statements if s in lookup.statements), None)
    if moved is None:
        row += [muted("none in this edition"), *(muted("none") for _ in range(4))]
    else:
        document = lookup.documents[moved.document]
        row += [
            text(moved.quote, rest="data/statements.csv"),
            text(lookup.actors.get(moved.actor, moved.actor)),
            day(moved.date),
            text(document.title),
            text(moved.id, lookup.to_statement(moved.id)),
        ]
    return row


def _side(value: str) -> Cell:
    return stance(Stance(value)) if value in set(Stance) else text(value or "nothing")
