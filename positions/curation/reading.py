"""`decisions.yaml` -> decisions, with every fault of the file in one report.

The rules of a decision hang together (a stance asks for quotations, none forbids them), so
they are checked here on the entries as they were written.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from positions.errors import BadInput, Fault
from positions.model import (
    CellDecision,
    Citation,
    Codebook,
    Decision,
    Stance,
    StatementDecision,
    Verdict,
)
from positions.yamlfile import Keys, YamlFile

LONGEST_SUMMARY = 300

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_OF_ONE_VOICE = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
_STANDING = (Verdict.ACCEPT, Verdict.RECODE, Verdict.ADD)
_Enum = TypeVar("_Enum", bound=StrEnum)
_Fields = dict[str, Any]


def load(path: Path, codebook: Codebook) -> tuple[Decision, ...]:
    """Read a file of decisions, oldest first; no file means no decisions.

    Raises:
        BadInput: with all faults at once, each with its line and cure.
    """
    if not path.exists():
        return ()
    return _decisions(YamlFile.read(path), codebook)


def parse(path: Path, text: str, codebook: Codebook) -> tuple[Decision, ...]:
    """Read text as the content of a file of decisions at `path`; BadInput as for `load`."""
    return _decisions(YamlFile.parse(path, text), codebook)


def _decisions(file: YamlFile, codebook: Codebook) -> tuple[Decision, ...]:
    if file.content is None:  # nothing, or comments alone
        return ()
    if not isinstance(file.content, list):
        raise BadInput(
            file.fault((), "this is not a list of decisions", "Begin each decision with '- '.")
        )
    reader = _Reader(file, codebook)
    decisions = [reader.decision(entry, (n,)) for n, entry in enumerate(file.content)]
    if faults := (*file.faults, *reader.faults):
        raise BadInput(*faults)
    return tuple(decision for decision in decisions if decision)


class _Reader:
    """Reads entry by entry and keeps the faults; what it returns beside a fault is not used."""

    def __init__(self, file: YamlFile, codebook: Codebook) -> None:
        self.file = file
        self.faults: list[Fault] = [*file.faults]
        self.parties = {party.id for party in codebook.parties}
        self.issues = {issue.id for issue in codebook.issues}
        self.actors = {
            party.id: {party.id, *(actor.id for actor in party.actors)}
            for party in codebook.parties
        }

    def decision(self, entry: Any, path: Keys) -> Decision | None:
        match entry:
            case {"cell": _}:
                return self._cell(entry, path)
            case {"statement": _}:
                return self._statement(entry, path)
        self._fault(
            path,
            "it is neither about a cell nor about a statement",
            "Give it the key `cell: party/issue` or `statement: {...}`.",
        )
        return None

    def _cell(self, entry: _Fields, path: Keys) -> CellDecision:
        self._keys(
            entry,
            path,
            required=("cell", "stance", "evidence", "who", "when"),
            optional=("summary", "why", "proposition"),
        )
        party, _, issue = self._text(entry, "cell", path).partition("/")
        self._known(party, self.parties, "party", (*path, "cell"))
        self._known(issue, self.issues, "issue", (*path, "cell"))
        stance = self._one_of(entry, "stance", path, Stance)
        summary = self._text(entry, "summary", path)
        if len(summary) > LONGEST_SUMMARY:
            self._fault(
                (*path, "summary"),
                f"the summary has {len(summary)} characters, more than {LONGEST_SUMMARY}",
                "Shorten it.",
            )
        if stance not in (None, Stance.NONE) and not summary.strip():
            self._fault(path, "the summary is missing", "Add `summary:`, a sentence of your own.")
        return CellDecision(
            party=party,
            issue=issue,
            stance=stance or Stance.NONE,
            summary=summary,
            evidence=self._evidence(entry, path, party, stance),
            proposition=self._text(entry, "proposition", path),
            who=self._who(entry, path),
            when=self._when(entry, path),
            why=self._text(entry, "why", path),
        )

    def _statement(self, entry: _Fields, path: Keys) -> StatementDecision:
        self._keys(
            entry,
            path,
            required=("statement", "verdict", "who", "when"),
            optional=("stance", "new_party", "new_issue", "actor", "why", "proposition"),
        )
        place, about = (*path, "statement"), entry["statement"]
        self._keys(
            about,
            place,
            required=("party", "issue", "document", "quote"),
            optional=("before", "after"),
        )
        about = about if isinstance(about, dict) else {}
        party, issue = self._text(about, "party", place), self._text(about, "issue", place)
        new_party = self._text(entry, "new_party", path)
        new_issue = self._text(entry, "new_issue", path)
        self._known(party, self.parties, "party", (*place, "party"))
        self._known(issue, self.issues, "issue", (*place, "issue"))
        if new_party:
            self._known(new_party, self.parties, "party", (*path, "new_party"))
        if new_issue:
            self._known(new_issue, self.issues, "issue", (*path, "new_issue"))
        verdict = self._one_of(entry, "verdict", path, Verdict)
        if (new_party or new_issue) and verdict is not Verdict.RECODE:
            self._fault(path, "only a recode has a new party or issue", "Write `verdict: recode`.")
        stance = self._one_of(entry, "stance", path, Stance, _OF_ONE_VOICE)
        if verdict in _STANDING and "stance" not in entry:
            self._fault(path, f"{verdict} says no stance", "Add the `stance:` that holds.")
        actor = self._actor(entry, path, new_party or party)
        if "quote" in about and not self._text(about, "quote", place):
            self._fault((*place, "quote"), "the quotation is empty", "Copy it from the document.")
        return StatementDecision(
            party=party,
            issue=issue,
            verdict=verdict or Verdict.UNSURE,
            evidence=Citation(
                document=self._text(about, "document", place),
                quote=self._text(about, "quote", place),
                before=self._text(about, "before", place),
                after=self._text(about, "after", place),
            ),
            stance=stance,
            new_party=new_party,
            new_issue=new_issue,
            actor=actor,
            proposition=self._text(entry, "proposition", path),
            who=self._who(entry, path),
            when=self._when(entry, path),
            why=self._text(entry, "why", path),
        )

    def _evidence(
        self, entry: _Fields, path: Keys, party: str, stance: Stance | None
    ) -> tuple[Citation, ...]:
        """The citations of a cell; without a stance only their shape can be checked."""
        path = (*path, "evidence")
        cited = entry.get("evidence", [])
        if not isinstance(cited, list):
            self._fault(path, "the evidence is not a list", "Write `evidence: [{document: ...}]`.")
            return ()
        if "evidence" in entry and not cited and stance:
            cure = "Name the documents read." if stance is Stance.NONE else "Quote a document."
            self._fault(path, f"{stance} without evidence", cure)
        citations = [
            self._citation(fields, (*path, n), party, stance) for n, fields in enumerate(cited)
        ]
        seen: dict[tuple[str, ...], int] = {}
        for n, one in enumerate(citations):
            first = seen.setdefault((one.document, one.quote, one.before, one.after), n)
            if first != n:
                self._fault(
                    (*path, n), f"this repeats citation {first + 1} of the list", "Remove it."
                )
        sides = {one.stance for one in citations}
        if stance is Stance.DIVIDED and (None in sides or len(sides) == 1):
            self._fault(
                path,
                "a divided cell needs voices that differ",
                "Give each citation its own `stance:` and, where it is known, its `actor:`.",
            )
        return tuple(citations)

    def _citation(self, fields: Any, path: Keys, party: str, stance: Stance | None) -> Citation:
        self._keys(
            fields,
            path,
            required=("document",),
            optional=("quote", "before", "after", "stance", "actor"),
        )
        fields = fields if isinstance(fields, dict) else {}
        quote = self._text(fields, "quote", path)
        if stance is Stance.NONE and fields.keys() - {"document"}:
            self._fault(
                path,
                "none rests on documents read, not on a quotation",
                "Keep `document:` alone, or say the stance of the quotation.",
            )
        if stance not in (None, Stance.NONE) and not quote:
            self._fault(path, "a quotation is missing", "Add `quote:`, copied from the document.")
        return Citation(
            document=self._text(fields, "document", path),
            quote=quote,
            before=self._text(fields, "before", path),
            after=self._text(fields, "after", path),
            stance=self._one_of(fields, "stance", path, Stance, _OF_ONE_VOICE),
            actor=self._actor(fields, path, party),
        )

    def _keys(
        self, fields: Any, path: Keys, required: Iterable[str], optional: Iterable[str]
    ) -> None:
        if not isinstance(fields, dict):
            self._fault(path, "this is no list of keys", "Write `key: value` pairs.")
            return
        required = tuple(required)
        for key in fields.keys() - {*required, *optional}:
            self._fault((*path, key), f"unknown key {key!r}", "Correct its spelling or remove it.")
        for key in required:
            if key not in fields:
                self._fault(path, f"{key!r} is missing", "Add it.")

    def _text(self, fields: _Fields, key: str, path: Keys) -> str:
        value = fields.get(key)
        if isinstance(value, str | None):
            return value or ""
        self._fault((*path, key), f"{key!r} is not a text", "Write it on the line, in quotes.")
        return ""

    def _one_of(
        self,
        fields: _Fields,
        key: str,
        path: Keys,
        kind: type[_Enum],
        allowed: tuple[_Enum, ...] = (),
    ) -> _Enum | None:
        if key not in fields:
            return None
        value, names = self._text(fields, key, path), allowed or tuple(kind)
        if value in names:
            return kind(value)
        self._fault(
            (*path, key), f"there is no {key} {value!r} here", f"Say one of {', '.join(names)}."
        )
        return None

    def _known(self, value: str, known: set[str], what: str, path: Keys) -> None:
        if value not in known:
            self._fault(
                path, f"there is no {what} {value!r}", f"Name one of {', '.join(sorted(known))}."
            )

    def _actor(self, fields: _Fields, path: Keys, party: str) -> str:
        actor = self._text(fields, "actor", path)
        if actor and actor not in self.actors.get(party, {actor}):
            self._fault(
                (*path, "actor"),
                f"there is no actor {actor!r} of {party}",
                "Name an actor of the party in the codebook, or add one there.",
            )
        return actor

    def _who(self, entry: _Fields, path: Keys) -> str:
        who = self._text(entry, "who", path)
        if "who" in entry and not who.strip():
            self._fault((*path, "who"), "nobody is named", "Name the analyst.")
        return who

    def _when(self, entry: _Fields, path: Keys) -> str:
        when = self._text(entry, "when", path)
        if "when" in entry and not _is_day(when):
            self._fault(
                (*path, "when"), f"{when!r} is no day", "Write year, month and day: 2025-12-31."
            )
        return when

    def _fault(self, path: Keys, what: str, cure: str) -> None:
        self.faults.append(self.file.fault(path, what, cure))


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.match(text) and date.fromisoformat(text))
    except ValueError:
        return False
