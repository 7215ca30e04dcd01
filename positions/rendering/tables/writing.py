"""An Edition to the files of `data/`."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from positions.model import Edition
from positions.rendering.tables.about import about
from positions.rendering.tables.contract import DESCRIPTION, EDITION, Table, tables
from positions.rendering.tables.description import description
from positions.rendering.tables.rows import Row, rows

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which UTF-8 cannot hold."""


def write_tables(edition: Edition, folder: Path) -> None:
    """Write tables, `edition.json` and `datapackage.json` into a folder, made if need be."""
    contract = tables(edition.codebook)
    files: dict[str, bytes] = {}
    written_out: list[dict[str, object]] = []
    for table in contract:
        held = rows(edition, table)
        text = _csv(table, held)
        whole = _HALF.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
        if whole != text:
            written_out += _written_out(table, held)
        files[table.path] = whole.encode("utf-8")
    files[EDITION] = _json(about(edition, written_out))
    files[DESCRIPTION] = _json(description(edition, contract, files))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _csv(table: Table, held: Sequence[Row]) -> str:
    # Texts in quotation marks keep a lone carriage return within its cell, which this writer
    # otherwise does from Python 3.13 only. pandas would call it, too, and takes long to load.
    body = io.StringIO()
    csv.writer(body, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(held)
    return f"{','.join(table.names)}\n{body.getvalue()}"


def _written_out(table: Table, held: Sequence[Row]) -> Iterator[dict[str, object]]:
    for number, row in enumerate(held, start=2):  # as a spreadsheet counts, the head is row 1
        for column, value in zip(table.names, row, strict=True):
            if isinstance(value, str) and _HALF.search(value):
                yield {"table": table.name, "row": number, "column": column, "text": value}


def _json(content: Any) -> bytes:
    """JSON for people and programs; half a character becomes an escape that JSON knows."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")
