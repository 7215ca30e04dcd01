"""How often a rule is right."""

_SHARE = {"verb": 0.7, "adjective": 0.75, "nominal": 0.7, "passive": 0.7, "participle": 0.65, "light-verb": 0.6, "act": 0.55, "author": 0.7, "mutual": 0.6, "act-term": 0.5, "wish": 0.6, "refusal": 0.6}


def confidence(rule: str) -> float:
    """Share of a rule's statements that are right."""
    base = rule.removeprefix("anaphor-").removeprefix("relative-")
    return _SHARE.get(base, 0.5) * (0.9 if base != rule else 1.0)
