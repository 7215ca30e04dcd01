"""Small dossiers for tests that build: an invented negotiation, written into a folder."""

from collections.abc import Mapping
from pathlib import Path

CODEBOOK = """\
parties:
- id: north
  name: North
  aliases: [North]
  actors:
  - {id: berg, name: Ada Berg, kind: person, aliases: [Ada Berg, Berg], pronoun: she}
- {id: south, name: South, aliases: [South]}
issues:
- id: river
  name: River
  question: Should both sides fish in the river?
  proposition: Both sides fish in the river
  terms:
  - {words: [shared fishing], direction: for}
- id: dam
  name: Dam
  question: Should the dam be inspected?
  proposition: Engineers inspect the dam
  terms:
  - {words: [inspection], direction: for}
"""

TEXTS = {
    "first": "The North rejects shared fishing.\n\nThe South said it supports shared fishing.\n",
    "second": "The South demands an inspection of the dam.\n",
}
DATES = {"first": "2025-04-01", "second": "2025-04-10"}


def write_dossier(path: Path, *, dates: bool = True, texts: Mapping[str, str] = TEXTS) -> Path:
    """A dossier of two documents and two issues."""
    (path / "documents").mkdir(parents=True)
    (path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    for name, text in texts.items():
        (path / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    if dates:
        rows = [f"{name},{day}" for name, day in DATES.items()]
        (path / "sources.csv").write_text("\n".join(["id,date", *rows, ""]), encoding="utf-8")
    return path


def add_text(path: Path, name: str, text: str, date: str) -> None:
    """One more document for a dossier, with its date."""
    (path / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    with (path / "sources.csv").open("a", encoding="utf-8") as table:
        table.write(f"{name},{date}\n")
