"""Statements -> document positions -> positions: by rules that a reader can find and check."""

from positions.aggregation.in_documents import document_positions

__all__ = ["document_positions"]
