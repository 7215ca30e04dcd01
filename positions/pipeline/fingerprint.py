"""What an edition is made from, as one hash: equal inputs give equal editions.

The program counts by the content of its files, not by its version alone, so that a checkout
in which somebody works never shows an edition of yesterday's code as today's.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from positions.curation import text_of
from positions.model import Document
from positions.pipeline.opening import Dossier
from positions.pipeline.program import folder_hash, program_hash
from positions.pipeline.running import Options


def content_hash(dossier: Dossier, documents: Iterable[Document], options: Options) -> str:
    """A hash of everything that an edition is made from but the edition before."""
    about = [
        {**_held(document), "text": "", "blocks": ()} for document in documents
    ]  # the bytes' hash stands for the text
    made_from = {
        "program": program_hash(),
        "settings": dossier.settings,
        "codebook": dossier.codebook,
        "decisions": [text_of(decision) for decision in dossier.decisions],
        "documents": about,
        "skipped": dossier.reading.skipped,
        "warnings": dossier.reading.warnings,
        "as_of": options.as_of,
        "templates": folder_hash(options.templates) if options.templates else "",
        "workbook": [options.accessible, options.paper],
    }
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=True, default=_held)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _held(record: Any) -> dict[str, Any]:
    """What a record holds, its records as they are: `asdict` would copy every text."""
    return {each.name: getattr(record, each.name) for each in fields(record)}
