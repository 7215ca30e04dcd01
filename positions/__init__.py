"""Positions of negotiating parties, from the reporting about a negotiation to an edition."""

__version__ = "0.1.0"
