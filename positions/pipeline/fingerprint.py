"""What an edition is made from, as one hash: equal inputs give equal editions.

The program counts by the content of its files, not by its version alone, so that a checkout
in which somebody works never shows an edition of yesterday's code as today's.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from positions import __version__
from positions.curation import text_of
from positions.errors import BadInput, Fault
from positions.model import Document
from positions.pipeline.opening import Dossier
from positions.rendering.shipped import own_templates

_PACKAGE = Path(__file__).parents[1]
_KINDS = (".py", ".yaml", ".json", ".html", ".css", ".js")


def content_hash(
    dossier: Dossier, documents: Iterable[Document], as_of: str, templates: Path | None
) -> str:
    """A hash of everything that an edition is made from but the edition before."""
    about = [
        {**asdict(document), "text": "", "blocks": ()} for document in documents
    ]  # the bytes' hash stands for the text
    made_from = {
        "program": program_hash(),
        "settings": asdict(dossier.settings),
        "codebook": asdict(dossier.codebook),
        "decisions": [text_of(decision) for decision in dossier.decisions],
        "documents": about,
        "skipped": [asdict(one) for one in dossier.reading.skipped],
        "warnings": dossier.reading.warnings,
        "as_of": as_of,
        "templates": _folder_hash(templates) if templates else "",
    }
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@cache
def program_hash() -> str:
    """A hash of the program's version, modules, tables and templates."""
    parts = [__version__, _folder_hash(_PACKAGE), _folder_hash(own_templates())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _folder_hash(folder: Path) -> str:
    try:
        if not folder.is_dir():
            raise NotADirectoryError(0, "there is no such folder of templates", str(folder))
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in _KINDS and "templates" not in path.relative_to(folder).parts
        )
        hashes = [
            f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.relative_to(folder).as_posix()}"
            for path in files
        ]
    except OSError as error:
        cure = "Name a folder of templates that can be read."
        raise BadInput(
            Fault(place=str(error.filename), what=str(error.strerror), cure=cure)
        ) from None
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
