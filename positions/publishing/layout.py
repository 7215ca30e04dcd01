"""The names of what stands in an output folder."""

SEAL = "SHA256SUMS"
CURRENT = "current"
EDITIONS = "editions"
SOURCES = "sources"
LEADS = ("matrix.xlsx", "briefing.html", "changes.atom", "data")
"""What readers open: names in the output folder that lead through `current`."""
