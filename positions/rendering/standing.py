"""Who stands where on one issue, in a sentence, and whether that blocks or joins."""

from collections.abc import Iterable, Sequence

from positions.analysis import blockers, nearest
from positions.model import Agreement, Basis, Position, Stance

OUTLOOKS = ("Near", "Open", "Blocked", "Too little known")
"""What the relations of the parties make of an issue, nearest to a deal first."""

_ORDER = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.DIVIDED, Stance.OPPOSE, Stance.NONE)
_VERBS = {
    Stance.SUPPORT: ("supports", "support"),
    Stance.CONDITIONAL: ("sets conditions", "set conditions"),
    Stance.DIVIDED: ("is divided", "are divided"),
    Stance.OPPOSE: ("opposes", "oppose"),
    Stance.NONE: ("has no known position", "have no known position"),
}


def standing(row: Iterable[tuple[str, Stance]]) -> str:
    """Who stands where, from the names of the parties and their stances."""
    held = tuple(row)
    clauses = []
    for stance in _ORDER:
        names = [name for name, taken in held if taken is stance]
        if names:
            clauses.append(f"{listed(names)} {_VERBS[stance][len(names) > 1]}")
    return "; ".join(clauses) + "."


def outlooks(issues: Iterable[str], pairs: Sequence[Agreement]) -> dict[str, str]:
    """One of `OUTLOOKS` for each issue."""
    blocked = {found.issue for found in blockers(pairs)}
    near = {found.issue for found in nearest(pairs)}
    known = {pair.issue for pair in pairs if pair.distance is not None}
    near_word, open_word, blocked_word, unknown_word = OUTLOOKS
    words = {}
    for issue in issues:
        if issue in blocked:
            words[issue] = blocked_word
        elif issue in near:
            words[issue] = near_word
        else:
            words[issue] = open_word if issue in known else unknown_word
    return words


def sides_differ(position: Position, stances: Iterable[Stance]) -> bool:
    """Whether a cell is conditional only because its statements, of these stances, do not agree.

    Nobody has put a condition then, and nobody has decided that one was put.
    """
    return (
        position.stance is Stance.CONDITIONAL
        and position.basis is Basis.STATEMENTS
        and Stance.CONDITIONAL not in stances
    )


def listed(names: Sequence[str]) -> str:
    """Names with commas and "and" before the last."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
