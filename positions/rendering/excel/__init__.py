"""The workbook of an edition: `matrix.xlsx`, which opens finished and proves every cell."""

from pathlib import Path

from positions.model import Edition


def write_workbook(
    edition: Edition, path: Path, *, accessible: bool = False, paper: str = "A4"
) -> None:
    """Write the workbook of an edition to a file.

    Args:
        edition: what it shows.
        path: of the file; a file that is there is replaced.
        accessible: without frozen panes, filters, fills and footers, with the same content.
        paper: "A4" or "Letter".

    Raises:
        BadInput: there is no such paper.
        OSError: the file cannot be written.
    """
    # Imported here, because openpyxl is heavy and most commands need no workbook.
    from positions.rendering.excel.workbook import build

    path.write_bytes(build(edition, accessible=accessible, paper=paper))
