"""The review workbook as an analyst gets it: `review.xlsx`.

Columns with a dark head are to be filled in, all others are locked. Excel sorts a protected
sheet only where cells may be edited; so the rows are given free as a range, and a validation
that nothing passes keeps the locked columns from being typed over.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from positions.errors import BadOutput, Fault
from positions.files import replace_file
from positions.review.answers import Answer
from positions.review.columns import (
    ADD,
    CELLS,
    GONE,
    LISTS,
    ON_CELLS,
    ON_STATEMENTS,
    ORPHANS,
    STATEMENTS,
    TO_ADD,
    Column,
)
from positions.review.draft import Draft
from positions.review.queue import Queue
from positions.review.sheets import Row, Sheets, sheets
from positions.review.workbook_cells import LINE, a_cell, a_head, add_styles, protect
from positions.review.workbook_guide import add_guide

if TYPE_CHECKING:
    from openpyxl import Workbook

_ROOM_TO_ADD = 500  # rows
_TALLEST = 400  # points; a row can have 409
_PALE = {"accept": "DDEBF7", "recode": "FFF2CC", "add": "FFF2CC", "reject": "E4E4E7"}
_OPEN = "FCE4D6"
_FIXED = (1980, 1, 1, 0, 0, 0)  # the time of every part of the file: the same draft, the same bytes


def write_review(path: Path, draft: Draft, queue: Queue, title: str) -> None:
    """Write the workbook for a draft where no file stands yet.

    Raises:
        BadOutput: if there is a file, which may hold answers, or it cannot be written.
    """
    if path.exists():
        cure = "Import and remove it, or name another file."
        raise BadOutput(Fault(place=str(path), what="it is there already", cure=cure))
    content = review_workbook(draft, queue, title)
    try:
        replace_file(path, content)
    except OSError as error:
        cure = "Make room and the folder writable."
        what = f"it cannot be written ({error.strerror})"
        raise BadOutput(Fault(place=str(path), what=what, cure=cure)) from None


def review_workbook(draft: Draft, queue: Queue, title: str) -> bytes:
    """The bytes of the workbook for a draft."""
    from openpyxl import Workbook

    content = sheets(draft, queue)
    workbook = Workbook(write_only=True)
    add_styles(workbook)
    add_guide(workbook, title, queue, draft)
    free = {
        2: _sheet(workbook, STATEMENTS, ON_STATEMENTS, content.statements, content.lists),
        3: _sheet(workbook, CELLS, ON_CELLS, content.cells, content.lists),
        4: _sheet(workbook, ADD, TO_ADD, [({}, Answer())] * _ROOM_TO_ADD, content.lists),
        5: _sheet(workbook, ORPHANS, GONE, [(row, Answer()) for row in content.orphans], {}),
    }
    _lists(workbook, content)
    raw = io.BytesIO()
    workbook.save(raw)
    return _finished(raw, free)


def _sheet(
    workbook: "Workbook",
    name: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Row, Answer]],
    lists: Mapping[str, Sequence[str]],
) -> str:
    """Write one sheet; gives the range of its rows."""
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    letters = {column.head: get_column_letter(n) for n, column in enumerate(columns, 1)}
    for column in columns:
        sheet.column_dimensions[letters[column.head]].width = column.width
    bottom = max(len(rows), 1) + 1
    last = letters[columns[-1].head]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{bottom}"
    protect(sheet)
    _validate(sheet, columns, letters, bottom, lists)
    _colour(sheet, letters, f"A2:{last}{bottom}")
    sheet.row_dimensions[1].height = 2 * LINE + 3
    sheet.append([a_head(sheet, column) for column in columns])
    for number, (row, answer) in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _height(columns, row, answer)
        sheet.append(
            [
                a_cell(sheet, getattr(answer, column.field), free=True)
                if column.field
                else a_cell(sheet, row.get(column.head, ""), look=column.look)
                for column in columns
            ]
        )
    return f"A2:{last}{bottom}"


def _validate(
    sheet: Any,
    columns: Sequence[Column],
    letters: Mapping[str, str],
    bottom: int,
    lists: Mapping[str, Sequence[str]],
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    locked = DataValidation(
        type="custom",
        formula1="FALSE",
        allow_blank=False,
        errorTitle="Not to fill in",
        error="This comes from the dossier. Fill in the columns with a dark head.",
        showErrorMessage=True,
    )
    heads = list(lists)
    for column in columns:
        place = f"{letters[column.head]}2:{letters[column.head]}{bottom}"
        if not column.field:
            locked.add(place)
            continue
        asked = DataValidation(
            allow_blank=True,
            promptTitle=column.head,
            prompt=column.help,
            showInputMessage=True,
            showErrorMessage=True,
        )
        if column.choices:
            list_column = get_column_letter(heads.index(column.choices) + 1)
            asked.type = "list"
            asked.formula1 = (
                f"{LISTS}!${list_column}$2:${list_column}${len(lists[column.choices]) + 1}"
            )
            asked.errorTitle = "Not in the list"
            asked.error = f"Choose from the list; all are on the sheet {LISTS}."
        elif column.field == "text":
            asked.type, asked.operator, asked.formula1 = "textLength", "lessThanOrEqual", "300"
            asked.errorTitle, asked.error = "Too long", "At most 300 characters."
        asked.add(place)
        sheet.data_validations.append(asked)
    if locked.sqref.ranges:
        sheet.data_validations.append(locked)


def _colour(sheet: Any, letters: Mapping[str, str], place: str) -> None:
    """Colour the rows by what is decided, at once when somebody decides."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    def rule(formula: str, colour: str) -> None:
        fill = PatternFill(start_color=colour, end_color=colour, fill_type="solid")
        sheet.conditional_formatting.add(
            place,
            Rule(
                type="expression",
                formula=[formula],
                dxf=DifferentialStyle(fill=fill),
                stopIfTrue=True,
            ),
        )

    if "Decision" in letters:
        for verdict, colour in {**_PALE, "unsure": _OPEN}.items():
            rule(f'LOWER(TRIM(${letters["Decision"]}2))="{verdict}"', colour)
    elif "Reviewed stance" in letters:
        rule(f'LEFT(${letters["Status"]}2,9)="contested"', _OPEN)
        rule(f'${letters["Reviewed stance"]}2<>""', _PALE["accept"])


def _height(columns: Iterable[Column], row: Row, answer: Answer) -> int:
    """The height of a row in which the longest text can be read."""
    lines = 1
    for column in columns:
        text = getattr(answer, column.field) if column.field else str(row.get(column.head, ""))
        # Of running text in this type somewhat more goes into a line than the width says.
        letters = column.width * 1.1
        lines = max(lines, sum(int(len(part) / letters) + 1 for part in text.split("\n")))
    return min(lines * LINE + 3, _TALLEST)


def _lists(workbook: "Workbook", content: Sheets) -> None:
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(LISTS)
    protect(sheet)
    sheet.freeze_panes = "A2"
    for number, head in enumerate(content.lists, 1):
        longest = max(len(name) for name in (head, *content.lists[head]))
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, 60)
    sheet.append([a_head(sheet, Column(head=head, width=0)) for head in content.lists])
    for n in range(max(len(names) for names in content.lists.values())):
        sheet.append(
            [a_cell(sheet, names[n] if n < len(names) else "") for names in content.lists.values()]
        )


def _finished(raw: io.BytesIO, free: Mapping[int, str]) -> bytes:
    """The file with the rows given free for sorting, and without the time of day."""
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in parts.namelist():
            content = _core() if name == "docProps/core.xml" else parts.read(name)
            for number, place in free.items():
                if name == f"xl/worksheets/sheet{number}.xml":
                    content = _given_free(parts.read(name), place)
            part = zipfile.ZipInfo(name, _FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            whole.writestr(part, content)
    return made.getvalue()


def _given_free(content: bytes, place: str) -> bytes:
    """A sheet with a range in which cells may be edited though the sheet is protected."""
    start = content.index(b"<sheetProtection")
    end = content.index(b"/>", start) + 2
    ranges = f'<protectedRanges><protectedRange name="rows" sqref="{place}"/></protectedRanges>'
    return content[:end] + ranges.encode("ascii") + content[end:]


def _core() -> str | bytes:
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    fixed = datetime(*_FIXED)  # noqa: DTZ001 - no moment, but the beginning of a file's time
    properties = DocumentProperties(
        title="Review", creator="positions", created=fixed, modified=fixed
    )
    return tostring(properties.to_tree())
