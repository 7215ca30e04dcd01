"""Who decided what, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from positions.model import CellDecision, Codebook, Decision, StatementDecision
from positions.review.draft import Cell
from positions.review.texts import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision as the log tells it.

    Attributes:
        in_force: whether no later decision is about the same thing.
        older_wording: whether the proposition read otherwise when it was made.
    """

    decision: Decision
    in_force: bool
    older_wording: bool


def log(
    decisions: Sequence[Decision], codebook: Codebook, cell: Cell | None = None
) -> tuple[Entry, ...]:
    """The decisions, newest first; of one cell, those on it and on statements in or out of it."""
    last = {_subject(decision): n for n, decision in enumerate(decisions)}
    entries = [
        (
            decision.when,
            n,
            Entry(
                decision=decision,
                in_force=last[_subject(decision)] == n,
                older_wording=has_older_wording(decision, codebook),
            ),
        )
        for n, decision in enumerate(decisions)
        if cell is None or cell in _cells(decision)
    ]
    return tuple(entry for _, _, entry in sorted(entries, key=lambda one: one[:2], reverse=True))


def has_older_wording(decision: Decision, codebook: Codebook) -> bool:
    """Whether a decision was made under another wording of its issue's proposition."""
    new_issue = decision.new_issue if isinstance(decision, StatementDecision) else ""
    now = codebook.issue(new_issue or decision.issue).proposition
    return bool(decision.proposition) and decision.proposition != now


def line(entry: Entry) -> str:
    """An entry in a few lines for a terminal."""
    made = entry.decision
    marks = [
        *([] if entry.in_force else ["replaced by a later decision"]),
        *(["under an older wording of the proposition"] if entry.older_wording else []),
    ]
    head = f"{made.when}  {shown(made.who)}  {made.party}/{made.issue}: {said(made)}"
    head += f"  ({'; '.join(marks)})" if marks else ""
    cited = made.evidence if isinstance(made, CellDecision) else (made.evidence,)
    quoted = [one for one in cited if one.quote]
    lines = [head]
    lines += [f"    “{shown(one.quote)}” ({shown(one.document)})" for one in quoted]
    if not quoted:
        lines.append(f"    read: {', '.join(shown(one.document) for one in cited)}")
    if made.why:
        lines.append(f"    why: {shown(made.why)}")
    return "\n".join(lines)


def said(decision: Decision) -> str:
    """What a decision says, in a few words."""
    if isinstance(decision, CellDecision):
        return f"{decision.stance}" + (f": {shown(decision.summary)}" if decision.summary else "")
    parts = [decision.verdict, decision.stance or ""]
    if decision.new_party or decision.new_issue:
        cell = f"{decision.new_party or decision.party}/{decision.new_issue or decision.issue}"
        parts.append(f"→ {cell}")
    if decision.actor:
        parts.append(f"through {decision.actor}")
    return " ".join(part for part in parts if part)


def _cells(decision: Decision) -> set[Cell]:
    cells = {(decision.party, decision.issue)}
    if isinstance(decision, StatementDecision):
        cells.add((decision.new_party or decision.party, decision.new_issue or decision.issue))
    return cells


def _subject(decision: Decision) -> tuple[object, ...]:
    if isinstance(decision, CellDecision):
        return decision.party, decision.issue
    return decision.party, decision.issue, decision.evidence
