"""Statements -> document positions -> positions: by rules that a reader can find and check."""

from positions.aggregation.in_documents import document_positions, stance_in_document
from positions.aggregation.in_editions import positions, stance_of

__all__ = ["document_positions", "positions", "stance_in_document", "stance_of"]
