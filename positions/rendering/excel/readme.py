"""The sheets Read me and Contents: what this is, how to read it, and where things are."""

from collections.abc import Mapping, Sequence

from positions import codebook
from positions.model import Basis, Edition, Stance
from positions.rendering.bottomline import bottom_line
from positions.rendering.excel.cells import Cell, stance_words
from positions.rendering.excel.links import inside
from positions.rendering.excel.sheet import Book, Column, Sheet
from positions.rendering.excel.styles import stance_style
from positions.rendering.labels import STANCES, count_words, written_date

SHEETS: Mapping[str, str] = {
    "Read me": "What this workbook is, through which day its evidence goes, how to read a cell.",
    "Contents": "This list.",
    "Matrix": "Where every party stands on every issue, each cell with its proof a click away.",
    "Short matrix": "The same by symbol and word alone, for one printed page.",
    "What changed": "What differs from the edition before, and the words that moved it.",
    "Evidence": "Every statement with its quotation, its source and why it counts as it does.",
    "Agreement": "Which parties stand close, which far apart; what blocks and what is near.",
    "Gaps": "What is not known, or thinly: a reading list for the analyst.",
    "Sources": "Every document, how its date is known, what was found in it.",
    "Codebook": "The parties, who speaks for them, and the issues as propositions.",
    "Method": "How stances and positions come about, and what this cannot tell.",
}
"""The sheets in their order, each with what it shows."""

_WIDTHS = (24, 78)

_HOW_TO_READ = (
    (
        "A row of the Matrix is an issue, worded as a question; a column is a party. A cell "
        "says where the party stands on the issue’s proposition."
    ),
    (
        "First the stance by symbol and word, then one sentence, then on how many sources it "
        "rests, the day of the newest, how sure that is, and whether an analyst has reviewed "
        "it."
    ),
    (
        "“Contested” means that newer statements contradict what an analyst decided; the cell "
        "stays as it was until somebody decides again."
    ),
    (
        "The link under a cell leads to its statements on the sheet Evidence; the issue there "
        "leads back. After sorting, look for the statement ids that the cell names."
    ),
    "A cell without a position says why. Silence is not opposition.",
)


def write_read_me(book: Book) -> None:
    """The first sheet."""
    edition = book.lookup.edition
    sheet = Sheet(book, "Read me", _WIDTHS, portrait=True, pages_high=1, front=True)
    sheet.write(Cell(value=edition.settings.title, style="sheet title"))
    note = "Where the parties stand, each position with the sentence that proves it"
    sheet.write(Cell(value=note, style="sheet note"))
    back = inside("Contents", "A1", "To the list of sheets")
    sheet.write(Cell(value="Contents", style="sheet way back", link=back))
    sheet.section("This edition")
    for label, value in _facts(edition):
        _labelled(sheet, label, value)
    sheet.section("The bottom line")
    for line in bottom_line(edition):
        caveat = f" ({line.caveat})" if line.caveat else ""
        _labelled(sheet, line.topic, line.text + caveat)
    sheet.section("How to read a cell")
    for number, words in enumerate(_HOW_TO_READ, start=1):
        _labelled(sheet, str(number), words)
    sheet.section("Legend")
    for stance in (s for s in Stance if s is not Stance.NONE):
        _legend(sheet, stance)
    _legend(sheet, Stance.NONE)


def write_contents(book: Book, holds: Mapping[str, str]) -> None:
    """The sheet of links; `holds` says what there is on each sheet, in words."""
    columns = (Column("Sheet", 18), Column("What it shows", 74), Column("Holds", 22))
    widths = [column.width for column in columns]
    sheet = Sheet(book, "Contents", widths, portrait=True, pages_high=1)
    sheet.begin("A click on a name opens the sheet.")
    rows = [
        (
            Cell(value=name, style="table link", link=inside(name, "A1", f"To the sheet {name}")),
            Cell(value=words),
            Cell(value=holds.get(name, "text")),
        )
        for name, words in SHEETS.items()
    ]
    sheet.table("Contents", "The sheets of this workbook and what each shows.", columns, rows)


def _facts(edition: Edition) -> Sequence[tuple[str, str]]:
    copies = sum(bool(document.duplicate_of) for document in edition.documents)
    sources = count_words(len(edition.documents) - copies, "independent source")
    copied = (
        f" ({count_words(len(edition.documents), 'document')} with the copies)" if copies else ""
    )
    reviewed = sum(position.basis is Basis.REVIEWED for position in edition.positions)
    filled = sum(position.stance is not Stance.NONE for position in edition.positions)
    standing = sum(statement.stands for statement in edition.statements)
    before = f"edition {edition.compared_with}" if edition.compared_with else "no edition before"
    settings = edition.settings
    facts = [
        ("Evidence through", written_date(edition.evidence_date)),
        ("Built from", f"{sources}{copied}, with {count_words(standing, 'statement')}"),
        ("Cells with a position", f"{filled:,} of {len(edition.positions):,}"),
        ("Decided by an analyst", f"{reviewed:,} of {len(edition.positions):,}"),
        ("Edition", edition.id),
        ("Compared with", before),
        ("Made with", f"positions {edition.version}"),
        ("Codebook", codebook.version(edition.codebook)),
    ]
    if settings.schedule:
        facts.append(("Next edition", f"every day at {settings.schedule} ({settings.time_zone})"))
    if settings.contact:
        facts.append(("Whom to ask", settings.contact))
    return facts


def _labelled(sheet: Sheet, label: str, words: str) -> None:
    sheet.write(Cell(value=label, style="prose label"), Cell(value=words, style="prose"))


def _legend(sheet: Sheet, stance: Stance) -> None:
    sheet.write(
        Cell(value=stance_words(stance), style=stance_style(stance)),
        Cell(value=STANCES[stance].meaning, style="prose"),
    )
