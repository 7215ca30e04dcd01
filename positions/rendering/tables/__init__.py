r"""The data files of an edition, written and checked.

Every table is CSV; `edition.json` has what a program wants to know of the edition itself, and
`datapackage.json` describes all files so that they can be checked.

The CSV is UTF-8 with `\n` after each row. Texts stand in quotation marks and numbers do not, so
that a reader takes neither for the other, and a line break within a text does not end its row.
Nothing is put before a text that begins like a formula: what stands in a cell is what stands
in the source, to the character. The workbook is for those who open it in a spreadsheet.

One thing no UTF-8 file can hold is half a character (a lone surrogate). It is written out, as
in "[U+D800]", and `edition.json` lists each such cell under `written_out` with its true text.

    contract     the tables, their columns, and what may stand in each
    rows         an Edition -> the rows of each table
    about        an Edition -> `edition.json`
    description  files -> `datapackage.json`
    checking     whether files and description agree
"""

from positions.rendering.tables.checking import check_tables
from positions.rendering.tables.writing import write_tables

__all__ = ["check_tables", "write_tables"]
