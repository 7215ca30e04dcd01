"""The first sheet of the review workbook: whose it is, and how it is filled in."""

from typing import TYPE_CHECKING

from positions.review.columns import ADD, ANALYST, CELLS, LISTS, ORPHANS, READ_ME, STATEMENTS
from positions.review.draft import Draft
from positions.review.queue import Queue
from positions.review.sheets import Value
from positions.review.workbook_cells import FONT, LINE, TEXT, a_cell, protect

if TYPE_CHECKING:
    from openpyxl import Workbook

_GUIDE = {
    STATEMENTS: """\
One row a statement; those to decide come first, the most pressing at the top. Choose accept, \
reject, recode or unsure. What was decided before stands there already; change it and it is \
changed.""",
    CELLS: """\
One row a party and issue. Give the stance and your sentence for the matrix. A contested cell \
keeps its stance until you give it another one or another day.""",
    ADD: """\
For a statement that was missed: copy its words from the document.""",
    ORPHANS: """\
Decisions whose words are no longer in the document. If they hold for the words that stand there \
now, add these or decide the cell again.""",
    LISTS: """\
All names from which you can choose.""",
    "Colours": """\
Blue: accepted or reviewed. Yellow: recoded or added. Grey: rejected. Orange: unsure or \
contested. The words in the row say the same.""",
    "Good to know": """\
You may sort, filter and delete rows; a row that is not there is left as it is. Please leave the \
columns id and row_hash: by them each answer finds its statement, and a row that changed since \
is not overwritten but shown.""",
}
_TITLE = 16  # points


def add_guide(workbook: "Workbook", title: str, queue: Queue, draft: Draft) -> None:
    """Add the first sheet, with the room for the analyst's name."""
    from openpyxl.styles import Font

    sheet = workbook.create_sheet(READ_ME)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    protect(sheet)
    lines: tuple[tuple[str, Value], ...] = (
        ("Review", title),
        ("Evidence to", draft.evidence_date or "unknown"),
        (ANALYST, ""),
        ("", "Write your name above, fill in the columns with a dark head, send it back."),
        ("Statements to decide", len(queue.statements)),
        ("Cells to decide", len(queue.cells)),
        *_GUIDE.items(),
    )
    for number, (head, value) in enumerate(lines, 1):
        name, said = a_cell(sheet, head), a_cell(sheet, value, free=head == ANALYST)
        size = TEXT if number > 1 else _TITLE
        name.font = Font(name=FONT, bold=True, size=size)
        said.font = Font(name=FONT, bold=number == 1, size=size)
        sheet.row_dimensions[number].height = LINE * (len(str(value)) // 80 + 1) + size - 8
        sheet.append([name, said])
