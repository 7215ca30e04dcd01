"""The workbook of 20,000 statements: against openpyxl alone for the same rows, and its memory.

Evidence is written by us (rows made from the records, texts made safe, heights measured) and,
in the same run, by openpyxl's write-only mode from rows that are ready, each cell with a named
style and its link. Each is the best of several turns, in seconds of the processor. The peak is
that of a process of its own that writes the whole workbook.

    python benchmarks/excel.py
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.hyperlink import Hyperlink

from positions.rendering.excel.archive import workbook_bytes
from positions.rendering.excel.evidence import write_evidence
from positions.rendering.excel.lookup import Lookup
from positions.rendering.excel.sheet import Book
from positions.rendering.excel.styles import add_styles

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from miniature_large import large_edition  # noqa: E402 (the tests are no package)

TURNS = 5
MOST_TIMES = 1.5
MOST_MEGABYTES = 250

_WHOLE = """
import resource, sys
from pathlib import Path
from miniature_large import large_edition
from positions.rendering.excel import write_workbook
write_workbook(large_edition(), Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

Ready = Sequence[Sequence[tuple[Any, str, Hyperlink | None]]]


def main() -> int:
    """Measure and print; 1 if a bound is passed."""
    megabytes = _megabytes()  # first, for Linux counts what a parent held before it began another
    edition = large_edition()
    lookup = Lookup.of(edition)
    ready = _ready(_ours(lookup))
    ours, plain = [], []
    for _ in range(TURNS):  # in turn, so that a busy machine troubles both alike
        ours.append(_seconds(lambda: _ours(lookup)))
        plain.append(_seconds(lambda: _plain(ready)))
    ratio = min(ours) / min(plain)
    print(f"Evidence of {len(edition.statements):,} statements: {min(ours):.1f} s")
    print(f"openpyxl's write-only mode, the same rows: {min(plain):.1f} s")
    print(f"ratio {ratio:.2f} (at most {MOST_TIMES})")
    print(f"whole workbook, peak memory: {megabytes} MB (at most {MOST_MEGABYTES})")
    return int(ratio > MOST_TIMES or megabytes > MOST_MEGABYTES)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _ours(lookup: Lookup) -> bytes:
    workbook = Workbook(write_only=True)
    add_styles(workbook, accessible=False)
    book = Book(workbook=workbook, lookup=lookup, accessible=False, paper="A4")
    write_evidence(book)
    return workbook_bytes(workbook, date(2025, 12, 28), book.descriptions)


def _plain(ready: Ready) -> bytes:
    workbook = Workbook(write_only=True)
    add_styles(workbook, accessible=False)
    sheet = workbook.create_sheet("Evidence")
    for values in ready:
        row = []
        for value, style, link in values:
            cell = WriteOnlyCell(sheet, value)
            cell.style = style
            if link is not None:
                cell.hyperlink = link
            row.append(cell)
        sheet.append(row)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _ready(content: bytes) -> Ready:
    """The rows of our sheet as openpyxl reads them back."""
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    return [[(cell.value, cell.style, cell.hyperlink) for cell in row] for row in sheet.iter_rows()]


def _megabytes() -> int:
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-c", _WHOLE, str(Path(folder) / "matrix.xlsx")],
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            capture_output=True,
            text=True,
            check=True,
        )
    return int(run.stdout)


if __name__ == "__main__":
    sys.exit(main())
