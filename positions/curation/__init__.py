"""The analysts' decisions: their file, where they hold, and what they make of statements.

`decisions.yaml` is a list to which entries are added and in which nothing is changed: the
last decision on the same thing is in force, those before it are its history.
"""

from positions.curation.applying import Curated, apply, in_force, latest_cited
from positions.curation.places import cite
from positions.curation.reading import load, parse
from positions.curation.writing import append, content_of, take_back, text_of

__all__ = [
    "Curated",
    "append",
    "apply",
    "cite",
    "content_of",
    "in_force",
    "latest_cited",
    "load",
    "parse",
    "take_back",
    "text_of",
]
