"""How often a rule is right: counted on coded text that it was not written from, smoothed.

`confidence.yaml` has, for each rule, how many of its statements were right of how many. The
figure of a rule is (right + 10 p) / (of + 10), where p is the share of all rules together
((right + 1) / (of + 2), so that no count at all gives one half): a rule starts out as good as
all rules and is believed by itself the more, the more cases it has. A rule without a case has p.
"""

from functools import cache
from importlib.resources import files

import yaml

ENOUGH = 10
"""Cases from which on a rule's own figure is worth a reader's trust; below: low evidence."""

_WEIGHT = 10  # cases that the share of all rules counts for


def confidence(rule: str) -> float:
    """The share of a rule's statements that are right, as measured and smoothed."""
    right, of = _counts().get(rule, (0, 0))
    return smoothed(right, of, _pooled())


def cases(rule: str) -> int:
    """How many of a rule's statements that figure was counted on."""
    return _counts().get(rule, (0, 0))[1]


def evidence_words(of: int) -> str:
    """What a figure of so many cases rests on: "37 cases", "5 cases, low evidence"."""
    words = f"{of} case" if of == 1 else f"{of} cases"
    return words if of >= ENOUGH else f"{words}, low evidence"


def smoothed(right: int, of: int, pooled: float) -> float:
    """A share drawn towards that of all rules, the less the more cases it has."""
    return (right + _WEIGHT * pooled) / (of + _WEIGHT)


@cache
def _pooled() -> float:
    counts = _counts().values()
    return (sum(right for right, _ in counts) + 1) / (sum(of for _, of in counts) + 2)


@cache
def _counts() -> dict[str, tuple[int, int]]:
    text = (files("positions.extraction") / "confidence.yaml").read_text(encoding="utf-8")
    return {rule: (one["right"], one["of"]) for rule, one in (yaml.safe_load(text) or {}).items()}
