"""A file of gold, JSON lines, read with every fault in one report."""

import json
import reprlib
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from positions.curation.places import likely
from positions.errors import BadInput, Fault
from positions.evaluation.records import Coded, Coding, Key
from positions.model import Codebook, Document

_KEYS = ("doc", "party", "issue", "stance", "evidence", "sure", "agreed")
_REQUIRED = _KEYS[:4]
_STANCES = tuple(stance.value for stance in Coding)
_LONGEST_SHOWN = 80
_Fields = dict[str, Any]


def load_gold(
    path: Path, codebook: Codebook, documents: Collection[Document], *, one_coder: bool = False
) -> tuple[Coded, ...]:
    """Read the records of a file, in its order; the evidence must stand in the documents.

    In the file of `one_coder` no record can be disputed.

    Raises:
        BadInput: with all faults at once, each with its line and cure.
    """
    reader = _Reader(path, codebook, documents, one_coder=one_coder)
    records = [
        reader.record(line, number)
        for number, line in enumerate(_text(path).split("\n"), 1)
        if line.strip()
    ]
    if not records:
        reader.fault(0, "there are no records in it", "Write one JSON object on each line.")
    if reader.faults:
        raise BadInput(*reader.faults)
    return tuple(record for record in records if record)


def check_known(ids: Iterable[str], documents: Iterable[Document], place: str) -> None:
    """See that documents listed by hand are there; BadInput names all that are not."""
    known = [document.id for document in documents]
    faults = [
        Fault(place=place, what=f"there is no document {one!r}", cure=_nearest(one, known))
        for one in ids
        if one not in known
    ]
    if faults:
        raise BadInput(*faults)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        what, cure = (
            f"it cannot be read ({error.strerror})",
            "Name a file of gold that you may read.",
        )
        raise BadInput(Fault(place=str(path), what=what, cure=cure)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        place, what = f"{path}, line {line}", "it is not UTF-8 text"
        raise BadInput(Fault(place=place, what=what, cure="Save it as UTF-8.")) from None


class _Reader:
    """Reads line by line and keeps the faults; what it returns beside a fault is not used."""

    def __init__(
        self, path: Path, codebook: Codebook, documents: Collection[Document], *, one_coder: bool
    ) -> None:
        self.path = path
        self.parties = {party.id: party.name for party in codebook.parties}
        self.issues = {issue.id: issue.name for issue in codebook.issues}
        self.documents = {document.id: document for document in documents}
        self.one_coder = one_coder
        self.lines: dict[Key, int] = {}
        self.faults: list[Fault] = []

    def fault(self, line: int, what: str, cure: str) -> None:
        """Note what is wrong on a line; 0 is the file as a whole."""
        place = f"{self.path}, line {line}" if line else str(self.path)
        self.faults.append(Fault(place=place, what=what, cure=cure))

    def record(self, text: str, line: int) -> Coded | None:
        """The record on a line; None if there is a fault in it."""
        before = len(self.faults)
        fields = self._fields(text, line)
        if fields is None:
            return None
        self._check_keys(fields, line)
        document = self._known(fields, "doc", "document", dict.fromkeys(self.documents, ""), line)
        party = self._known(fields, "party", "party", self.parties, line)
        issue = self._known(fields, "issue", "issue", self.issues, line)
        disputed = self._disputed(fields, line)
        stances = self._stances(fields, line, disputed=disputed)
        evidence = self._evidence(fields, document, line, disputed=disputed)
        sure = self._sure(fields, line)
        if len(self.faults) > before:
            return None
        record = Coded(
            document=document,
            party=party,
            issue=issue,
            stances=stances,
            disputed=disputed,
            evidence=evidence,
            sure=sure,
        )
        first = self.lines.setdefault(record.key, line)
        if first != line:
            what = f"{document}, {party}, {issue} is coded already on line {first}"
            self.fault(line, what, "Leave one record for each document, party and issue.")
        return record

    def _fields(self, text: str, line: int) -> _Fields | None:
        twice: list[str] = []

        def once(pairs: list[tuple[str, Any]]) -> _Fields:
            fields = dict(pairs)
            twice.extend(key for key in fields if sum(key == name for name, _ in pairs) > 1)
            return fields

        try:
            fields = json.loads(text, object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            problem = error.msg if isinstance(error, json.JSONDecodeError) else "too large"
            cure = "Write one JSON object on each line, with its texts in double quotes."
            self.fault(line, f"this is not valid JSON ({problem})", cure)
            return None
        if not isinstance(fields, dict):
            self.fault(line, "this is no JSON object", 'Write {"doc": ..., "party": ..., ...}.')
            return None
        for key in twice:
            self.fault(line, f"the key {_shown(key)} stands there twice", "Remove one of the two.")
        return fields

    def _check_keys(self, fields: _Fields, line: int) -> None:
        """All that must be there is; what looks like a slip of the pen is one."""
        for key in _REQUIRED:
            if key not in fields:
                self.fault(line, f"{key!r} is missing", "Add it.")
        for key in fields.keys() - set(_KEYS):
            near = get_close_matches(key, _KEYS, n=1, cutoff=0.75)
            if near:
                self.fault(line, f"unknown key {_shown(key)}", f"Did you mean {near[0]!r}?")

    def _known(
        self, fields: _Fields, key: str, noun: str, known: Mapping[str, str], line: int
    ) -> str:
        value = fields.get(key)
        if isinstance(value, str) and value in known:
            return value
        if key in fields:
            self.fault(line, f"there is no {noun} {_shown(value)}", _nearest(value, known))
        return ""

    def _disputed(self, fields: _Fields, line: int) -> bool:
        agreed = fields.get("agreed", True)
        if not isinstance(agreed, bool):
            self.fault(line, f"'agreed' is {_shown(agreed)}", "Write true or false, or nothing.")
        elif not agreed and self.one_coder:
            cure = "Give the file in which one coder wrote what they thought alone."
            self.fault(line, "a record of one coder cannot be disputed", cure)
        return agreed is False

    def _stances(self, fields: _Fields, line: int, *, disputed: bool) -> tuple[Coding, ...]:
        value = fields.get("stance")
        given = value if isinstance(value, list) and disputed else [value]
        stances = tuple(Coding(one) for one in given if one in _STANCES)
        if stances and len(stances) == len(given):
            return stances
        if "stance" in fields:
            several = ", or a list of these" if disputed else ""
            cure = f"Write one of {', '.join(_STANCES)}{several}."
            if isinstance(value, str) and value in ("conditional", "divided"):
                cure = "Gold has one word for conditional and divided: write mixed."
            self.fault(line, f"there is no stance {_shown(value)}", cure)
        return ()

    def _evidence(
        self, fields: _Fields, document: str, line: int, *, disputed: bool
    ) -> tuple[str, ...]:
        value = fields.get("evidence", [])
        passages = value if isinstance(value, list) else [value]
        texts = [one for one in passages if isinstance(one, str) and one.strip()]
        if len(texts) < len(passages) or not isinstance(value, list):
            cure = 'Write a list of passages of the document: ["...", "..."].'
            self.fault(line, f"the evidence is {_shown(value)}", cure)
        elif not texts and not disputed:
            cure = "Copy the sentence that you would cite from the document."
            self.fault(line, "there is no evidence", cure)
        elif document:
            for passage in texts:
                self._check_verbatim(passage, self.documents[document], line)
        return tuple(texts)

    def _check_verbatim(self, passage: str, document: Document, line: int) -> None:
        if passage in document.text:
            return
        near = likely(passage, document)
        cure = "Copy it from the document, character for character"
        cure += f"; there is {_shown(near, 200)}." if near else "."
        what = f"the evidence {_shown(passage)} does not stand in {document.id} word for word"
        self.fault(line, what, cure)

    def _sure(self, fields: _Fields, line: int) -> int:
        value = fields.get("sure", 0)
        if "sure" in fields and (type(value) is not int or not 1 <= value <= 3):
            cure = "Write 1, 2 or 3: 3 where any careful reader would code it."
            self.fault(line, f"'sure' is {_shown(value)}", cure)
            return 0
        return int(value)


def _nearest(value: object, known: Iterable[str] | Mapping[str, str]) -> str:
    """A cure for an id that is not known: the nearest one, by id or by name, or all."""
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    folded = {id_.casefold(): id_ for id_ in names}
    folded.update({name.casefold(): id_ for id_, name in names.items() if name})
    sought = value.casefold()[:_LONGEST_SHOWN] if isinstance(value, str) else ""
    near = get_close_matches(sought, folded, n=1)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    listed = [*names][:20]
    return f"Write one of {', '.join(listed)}{', ...' if len(names) > len(listed) else ''}."


def _shown(value: object, longest: int = _LONGEST_SHOWN) -> str:
    """A value as it can be printed, whatever is in it."""
    shown = repr(value[:longest]) if isinstance(value, str) else reprlib.repr(value)
    return shown if len(shown) <= longest else shown[: longest - 3] + "..."
