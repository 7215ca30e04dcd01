"""The sheets of the review workbook and their columns: what is written, and what is read back.

A column is found again by its head, so that columns may be moved and added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

READ_ME, STATEMENTS, CELLS, ADD, ORPHANS, LISTS = (
    "Read me",
    "Statements",
    "Cells",
    "Add",
    "Orphans",
    "Lists",
)
ANALYST = "Analyst"
"""Beside it, on the first sheet, stands the name of who filled in the workbook."""

ID, ROW_HASH = "id", "row_hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet.

    Attributes:
        field: of `Answer`, for a column to fill in; "" for one that only informs.
        choices: head of the column of the sheet Lists from which one chooses, or "".
        help: shown when a cell of a column to fill in is selected.
        look: "strong" for the words themselves, "faint" for what stands around them.
    """

    head: str
    width: int
    field: str = ""
    choices: str = ""
    help: str = ""
    look: Literal["", "strong", "faint"] = ""


_NOTE = Column(head="Note", width=30, field="note", help="Why you decide so. It is kept.")

ON_STATEMENTS = (
    Column(head="Order", width=7),
    Column(head="Why now", width=26),
    Column(head="Proposed party", width=14),
    Column(head="Proposed issue", width=18),
    Column(head="Proposed stance", width=13),
    Column(head="Before", width=30, look="faint"),
    Column(head="Quotation", width=60, look="strong"),
    Column(head="After", width=30, look="faint"),
    Column(
        head="Decision",
        width=12,
        field="decision",
        choices="Decision",
        help="accept: as proposed. recode: right words, but another stance, issue or holder. "
        "reject: no position here. unsure: leave it open, marked so.",
    ),
    Column(
        head="Stance",
        width=13,
        field="stance",
        choices="Stance",
        help="For recode: the stance that these words take towards the issue's proposition.",
    ),
    Column(
        head="Issue",
        width=18,
        field="issue",
        choices="Issue",
        help="For recode: the issue that these words are about, if it is another.",
    ),
    Column(
        head="Holder",
        width=18,
        field="holder",
        choices="Holder",
        help="For recode: the party, or the person or body that speaks for it, if it is another.",
    ),
    _NOTE,
    Column(head="Proposition", width=40),
    Column(head="Chain", width=34),
    Column(head="Actor", width=18),
    Column(head="Speaker", width=18),
    Column(head="Attribution", width=12),
    Column(head="Confidence", width=11),
    Column(head="Document", width=34),
    Column(head="Publisher", width=18),
    Column(head="Date", width=12),
    Column(head="Status", width=12),
    Column(head="Decided by", width=12),
    Column(head="Decided on", width=12),
    Column(head="Reason given", width=30),
    Column(head="Mark", width=26),
    Column(head=ID, width=16),
    Column(head=ROW_HASH, width=22),
)

ON_CELLS = (
    Column(head="Order", width=7),
    Column(head="Why now", width=26),
    Column(head="Party", width=14),
    Column(head="Issue", width=18),
    Column(head="Proposition", width=40),
    Column(head="From the statements", width=14),
    Column(head="Evidence", width=26),
    Column(head="Newest quotations", width=60),
    Column(
        head="Reviewed stance",
        width=14,
        field="stance",
        choices="Reviewed stance",
        help="Where the party stands. divided: its actors differ. none: read, and no position "
        "found.",
    ),
    Column(
        head="Text",
        width=50,
        field="text",
        help="Your sentence for the matrix: 25 words, at most 300 characters.",
    ),
    Column(
        head="As of",
        width=12,
        field="as_of",
        help="Leave it empty to decide on all statements up to now. A day (2025-12-31): on those "
        "up to that day. To keep a contested cell as it is, write today's day here.",
    ),
    _NOTE,
    Column(head="Status", width=26),
    Column(head="Decided by", width=12),
    Column(head="Decided on", width=12),
    Column(head="Evidence to", width=12),
    Column(head="Reason given", width=30),
    Column(head="Mark", width=26),
    Column(head=ID, width=30),
    Column(head=ROW_HASH, width=30),
)

TO_ADD = (
    Column(
        head="Document",
        width=34,
        field="document",
        choices="Document",
        help="Where the words stand.",
    ),
    Column(
        head="Quotation",
        width=60,
        field="quote",
        help="The words themselves, copied from the document: as many as prove the stance.",
    ),
    Column(
        head="Holder",
        width=22,
        field="holder",
        choices="Holder",
        help="The party whose stance it is, or the person or body that speaks for it.",
    ),
    Column(
        head="Issue",
        width=22,
        field="issue",
        choices="Issue",
        help="What it is about.",
    ),
    Column(
        head="Stance",
        width=14,
        field="stance",
        choices="Stance",
        help="Towards the issue's proposition.",
    ),
    _NOTE,
)

GONE = (
    Column(head="Decided", width=24),
    Column(head="Party", width=14),
    Column(head="Issue", width=18),
    Column(head="Document", width=34),
    Column(head="Quotation that is gone", width=60),
    Column(head="Likely new place", width=60),
    Column(head="Decided by", width=12),
    Column(head="Decided on", width=12),
    Column(head="Reason given", width=30),
)

SHEETS: Mapping[str, tuple[Column, ...]] = {
    STATEMENTS: ON_STATEMENTS,
    CELLS: ON_CELLS,
    ADD: TO_ADD,
    ORPHANS: GONE,
}
