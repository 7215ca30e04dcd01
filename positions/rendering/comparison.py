"""What moved between two editions, as text for an e-mail, as Markdown, and for programs."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from positions.analysis import Comparison, PastDocument, PastEdition
from positions.characters import visible
from positions.model import Attribution, Change, ChangeKind, Position, Stance, Statement
from positions.rendering.labels import (
    CHANGE_MEANINGS,
    CHANGES,
    STANCES,
    count_words,
    review_words,
    written_date,
)
from positions.rendering.links import quotation_address

_WIDTH = 76
"""Characters of a line that every program for e-mail leaves whole."""

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&]|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a text can mean something to Markdown, if it does not begin a line."""

_SHOWN = 3
"""Statements that one change quotes; it counts the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """A change with what it is about.

    Attributes:
        position: of the cell now.
        said: the statements behind it; of a withdrawal those that are gone.
        documents: that they stand in, by id.
    """

    change: Change
    party: str
    issue: str
    position: Position
    said: tuple[Statement, ...]
    documents: dict[str, PastDocument]
    edition: PastEdition

    @property
    def title(self) -> str:
        """Such as "Russia on Territory: oppose → conditional"."""
        stances = [STANCES[self.position.stance].word]
        if self.change.kind is not ChangeKind.WORDING and self.change.before != self.change.after:
            stances.insert(0, STANCES[Stance(self.change.before)].word)
        return f"{self.party} on {self.issue}: {' → '.join(stances)}"

    @property
    def now(self) -> str:
        if self.position.stance is Stance.NONE:
            return f"Now: no position, {self.position.reason}"
        return f"Now: {self.position.summary} ({review_words(self.position)})"

    @property
    def rest(self) -> str:
        """How many statements are not quoted; "" if all are."""
        more = len(self.said) - _SHOWN
        return f"And {count_words(more, 'statement')} more." if more > 0 else ""

    def source(self, statement: Statement) -> str:
        """Who says so, where and when."""
        document = self.documents[statement.document]
        by = self.edition.codebook.actor_name(statement.actor)
        if statement.attribution is Attribution.ALLEGED and statement.speaker:
            by = f"{by} (according to {statement.speaker})"
        named = ", ".join(filter(None, (document.title or document.id, document.publisher)))
        return f"{by}. {named}, {written_date(statement.date)}"


def as_text(comparison: Comparison) -> str:
    """What moved, in lines of plain text that fit into an e-mail."""
    lines = [
        *_wrapped(f"{comparison.after.title}: what changed"),
        *_wrapped(_span(comparison)),
        "",
        *_wrapped(_counted(comparison)),
    ]
    for kind, group in _by_kind(comparison):
        lines += ["", *_wrapped(f"{CHANGES[kind].upper()}: {CHANGE_MEANINGS[kind]}")]
        for moved in group:
            lines += ["", *_wrapped(moved.title), *_wrapped(moved.now, 2)]
            if kind is ChangeKind.WORDING:
                lines += _wrapped(f"Before: {moved.change.before}", 2)
            for statement in moved.said[:_SHOWN]:
                lines += _wrapped(f"“{statement.quote}”", 4)
                lines += _wrapped(f"{moved.source(statement)}.", 6)
            lines += _wrapped(moved.rest, 4)
    return "\n".join(lines)


def as_markdown(comparison: Comparison) -> str:
    """What moved, in Markdown; no word of a source can become a heading, a link or an image."""
    blocks = [
        f"# {_plain(comparison.after.title)}: what changed",
        _plain(_span(comparison)),
        _plain(_counted(comparison)),
    ]
    for kind, group in _by_kind(comparison):
        blocks += [f"## {CHANGES[kind]}", CHANGE_MEANINGS[kind]]
        for moved in group:
            blocks += [f"### {_plain(moved.title)}", _plain(moved.now)]
            if kind is ChangeKind.WORDING:
                blocks.append(_plain(f"Before: {moved.change.before}"))
            for statement in moved.said[:_SHOWN]:
                source = _plain(moved.source(statement))
                url = moved.documents[statement.document].url
                if address := quotation_address(url, statement.quote):
                    source = f"[{source}](<{address}>)"
                blocks.append(f"> “{_plain(statement.quote)}”  \n> — {source}.")
            blocks += [moved.rest] if moved.rest else []
    return "\n\n".join(blocks)


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The same as a value for JSON."""
    return {
        "title": comparison.after.title,
        "before": _edition(comparison.before),
        "after": _edition(comparison.after),
        "changes": [_change(moved) for _, group in _by_kind(comparison) for moved in group],
    }


def _edition(edition: PastEdition) -> dict[str, str]:
    return {"id": edition.id, "evidence_date": edition.evidence_date}


def _change(moved: _Moved) -> dict[str, Any]:
    return {
        "party": moved.change.party,
        "issue": moved.change.issue,
        "kind": moved.change.kind.value,
        "before": moved.change.before,
        "after": moved.change.after,
        "stance": moved.position.stance.value,
        "summary": moved.position.summary,
        "statements": [
            {
                "id": statement.id,
                "date": statement.date,
                "actor": statement.actor,
                "speaker": statement.speaker,
                "attribution": statement.attribution.value,
                "stance": statement.stance.value,
                "quote": statement.quote,
                "document": statement.document,
                "title": moved.documents[statement.document].title,
                "publisher": moved.documents[statement.document].publisher,
                "url": moved.documents[statement.document].url,
            }
            for statement in moved.said
        ],
    }


def _by_kind(comparison: Comparison) -> Iterator[tuple[ChangeKind, Iterator[_Moved]]]:
    order = list(ChangeKind)
    ordered = sorted(comparison.changes, key=lambda change: order.index(change.kind))
    for kind, group in groupby(ordered, key=lambda change: change.kind):
        yield kind, (_moved(change, comparison) for change in group)


def _moved(change: Change, comparison: Comparison) -> _Moved:
    after = comparison.after
    cell = (change.party, change.issue)
    by_id = {statement.id: statement for statement in after.statements}
    said = tuple(by_id[name] for name in change.statements)
    shown = after
    if change.kind is ChangeKind.WITHDRAWN:
        shown = comparison.before
        said = tuple(
            s for s in shown.statements if s.stands and s.id not in by_id and _cell(s) == cell
        )
    return _Moved(
        change=change,
        party=after.codebook.party(change.party).name,
        issue=after.codebook.issue(change.issue).name,
        position=next(p for p in after.positions if (p.party, p.issue) == cell),
        said=said,
        documents={document.id: document for document in shown.documents},
        edition=shown,
    )


def _cell(statement: Statement) -> tuple[str, str]:
    return (statement.party, statement.issue)


def _span(comparison: Comparison) -> str:
    before, after = comparison.before, comparison.after
    return (
        f"From edition {before.id} (evidence through {written_date(before.evidence_date)}) "
        f"to {after.id} (through {written_date(after.evidence_date)})."
    )


def _counted(comparison: Comparison) -> str:
    if not comparison.changes:
        return "Nothing changed."
    shifts = sum(change.kind is ChangeKind.SHIFT for change in comparison.changes)
    others = count_words(len(comparison.changes) - shifts, "other change")
    return f"{count_words(shifts, 'shift')} and {others}."


def _wrapped(text: str, indent: int = 0) -> list[str]:
    margin = " " * indent
    # A long word, such as an address, stays whole.
    return textwrap.wrap(
        _on_one_line(text),
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(text: str) -> str:
    """A text on one line, in which no character means anything to Markdown."""
    return _MARKS.sub(r"\\\g<0>", _on_one_line(text))


def _on_one_line(text: str) -> str:
    return " ".join(visible(text).split())
