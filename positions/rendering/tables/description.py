"""The files of `data/` to `datapackage.json`, as the Frictionless Data Package standard has it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from positions.model import Edition
from positions.rendering.tables.contract import EDITION, Table

_RAW = (
    "Texts are those of the sources to the character: a spreadsheet may take one for a formula. "
    "The workbook of the same edition is safe to open."
)


def description(
    edition: Edition, tables: tuple[Table, ...], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """What the files of an edition hold, by the names that they have."""
    return {
        "profile": "data-package",
        "name": f"positions-{edition.id}",
        "id": edition.id,
        "title": edition.settings.title,
        "description": f"Positions of the parties, issue by issue. {_RAW}",
        "resources": [
            *(_table(table, files[table.path]) for table in tables),
            {
                "name": "edition",
                "title": "The edition as a whole",
                "profile": "data-resource",
                "format": "json",
                "mediatype": "application/json",
                **_file(EDITION, files[EDITION]),
            },
        ],
    }


def _table(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        **_file(table.path, content),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "description": column.meaning,
                    "type": column.kind,
                    **({"idsOf": table.lists[column.name]} if column.name in table.lists else {}),
                    "constraints": dict(column.constraints),
                }
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": column,
                    # The standard names the table itself by "".
                    "reference": {"resource": "" if of == table.name else of, "fields": "id"},
                }
                for column, of in table.references.items()
            ],
        },
    }


def _file(path: str, content: bytes) -> dict[str, Any]:
    return {
        "path": path,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
