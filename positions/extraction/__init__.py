"""Document x Codebook -> Statements: pure, one document at a time.

A statement is a chain that can be shown: a holder (a name, or what a pronoun or an office
stands for), a cue that carries a sign, what turns the sign (negation, condition, another
cue), and a term of an issue with its direction. Every quotation is the document's own
characters.
"""

from positions.extraction.extractor import Extractor
from positions.model import Codebook, Document, Statement

__all__ = ["Extractor", "extract"]


def extract(document: Document, codebook: Codebook) -> tuple[Statement, ...]:
    """All statements of one document, in order of place; nothing but its arguments counts."""
    return Extractor(codebook).statements(document)
