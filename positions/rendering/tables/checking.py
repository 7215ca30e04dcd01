"""Whether the files of `data/` are what `datapackage.json` says they are.

The check reads the files alone, as anybody can who has them, and reports all faults at once;
of faults of one kind in one column the first, and how many there are.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from positions.errors import BadOutput, Fault
from positions.model import Codebook
from positions.rendering.labels import count_words
from positions.rendering.tables.contract import DESCRIPTION, EDITION, tables

Columns = dict[str, list[str]]
_Test = tuple[str, Callable[[str], bool]]
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_TYPES: Mapping[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "integer": lambda value: _INTEGER.fullmatch(value) is not None,
    "number": lambda value: _NUMBER.fullmatch(value) is not None,
}
_SHOWN = 60
"""Characters of a wrong value that a fault shows."""

_PATHS = frozenset({EDITION, *(one.path for one in tables(Codebook(parties=(), issues=())))})


def check_tables(folder: Path) -> None:
    """See that every file is there, whole, and holds what the description says.

    Raises:
        BadOutput: with all faults found.
    """
    if faults := _faults(folder):
        raise BadOutput(*faults)


def _faults(folder: Path) -> list[Fault]:
    place = folder / DESCRIPTION
    try:
        described = json.loads(place.read_bytes())
        return list(_compared(folder, {one["path"]: one for one in described["resources"]}))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, re.error) as error:
        return [_fault(place, f"it cannot be used as a description of the files ({error!r})")]


def _compared(folder: Path, resources: Mapping[str, Any]) -> Iterator[Fault]:
    """Every file against its description, and then the tables against each other."""
    for path in sorted(_PATHS ^ resources.keys()):
        what = "does not describe" if path in _PATHS else "describes what is no file of an edition,"
        yield _fault(folder / DESCRIPTION, f"it {what} {path}")
    read: dict[str, Columns] = {}
    for path in sorted(_PATHS & resources.keys()):
        yield from _file(folder / path, resources[path], read)
    for path in sorted(_PATHS & resources.keys()):
        if resources[path]["name"] in read:
            yield from _links(folder / path, resources[path], read)


def _file(path: Path, resource: Mapping[str, Any], read: dict[str, Columns]) -> Iterator[Fault]:
    """The faults of one file; a table that could be read is added to `read`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        yield _fault(path, f"it cannot be read ({error.strerror})")
        return
    if len(content) != resource["bytes"]:
        yield _fault(path, f"it has {len(content)} bytes, not {resource['bytes']} as described")
    if f"sha256:{sha256(content).hexdigest()}" != resource["hash"]:
        yield _fault(path, "its hash is not the one described")
    if path.name == EDITION:
        return
    fields = resource["schema"]["fields"]
    names = [one["name"] for one in fields]
    try:
        csv.field_size_limit(sys.maxsize)  # a quotation may be as long as its document
        held = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield _fault(path, f"it is no table in UTF-8 ({error})")
        return
    head, rows = (held[0], held[1:]) if held else ([], [])
    if head != names:
        yield _fault(path, f"its columns are {', '.join(head)}, and not {', '.join(names)}")
        return
    odd = [number for number, row in enumerate(rows, start=2) if len(row) != len(names)]
    if odd:
        yield _fault(path, f"row {odd[0]} has more or fewer cells than the head{_more(odd)}")
        return
    columns = {name: [row[n] for row in rows] for n, name in enumerate(names)}
    read[resource["name"]] = columns
    for one in fields:
        yield from _column(path, one, columns[one["name"]])
    yield from _key(path, resource["schema"]["primaryKey"], columns)


def _column(path: Path, described: Mapping[str, Any], values: list[str]) -> Iterator[Fault]:
    """The values of one column that are not of its type or break a constraint."""
    name, constraints = described["name"], described["constraints"]
    tests = _tests(described["type"], constraints)
    wrong = {value: _said(value, tests) for value in dict.fromkeys(values) if value}
    if constraints.get("required"):
        wrong[""] = "is empty"
    for said in dict.fromkeys(filter(None, wrong.values())):
        rows = [n for n, value in enumerate(values, start=2) if wrong.get(value) == said]
        if rows:
            yield _at(path, name, rows, values, said)
    if constraints.get("unique"):
        yield from _key(path, [name], {name: [value for value in values if value]})


def _said(value: str, tests: list[_Test]) -> str:
    """What is wrong with a value, "" if nothing is."""
    return next((said for said, holds in tests if not holds(value)), "")


def _tests(kind: str, constraints: Mapping[str, Any]) -> list[_Test]:
    """What must hold for a value, each with what is said of one for which it does not."""
    tests: list[_Test] = [(f"is no {kind}", _TYPES[kind])]
    if "enum" in constraints:
        allowed = frozenset(constraints["enum"])
        tests.append(("is none of the values described", allowed.__contains__))
    if "pattern" in constraints:
        pattern = re.compile(constraints["pattern"])
        tests.append(
            ("does not have the form described", lambda v: pattern.fullmatch(v) is not None)
        )
    if "minimum" in constraints:
        least = constraints["minimum"]
        tests.append((f"is less than {least}", lambda value: float(value) >= least))
    if "maximum" in constraints:
        most = constraints["maximum"]
        tests.append((f"is more than {most}", lambda value: float(value) <= most))
    return tests


def _key(path: Path, names: list[str], columns: Columns) -> Iterator[Fault]:
    """Rows that cannot be told apart, or not be named, by the columns of their key."""
    seen: set[tuple[str, ...]] = set()
    for key in zip(*(columns[name] for name in names), strict=True):
        if not all(key):
            yield _fault(path, f"a row has an empty {' or '.join(names)}, which are its key")
            return
        if key in seen:
            yield _fault(path, f"two rows have the same {', '.join(names)}: {' '.join(key)}")
            return
        seen.add(key)


def _links(path: Path, resource: Mapping[str, Any], read: Mapping[str, Columns]) -> Iterator[Fault]:
    """Ids in one table that are in no row of the table that they should lead to."""
    schema, columns = resource["schema"], read[resource["name"]]
    links = [
        (key["fields"], key["reference"]["resource"] or resource["name"], False)
        for key in schema["foreignKeys"]
    ]
    links += [(one["name"], one["idsOf"], True) for one in schema["fields"] if "idsOf" in one]
    for column, target, several in links:
        if target not in read:
            continue  # what is wrong with that table has been said
        known, values = {*read[target]["id"], ""}, columns[column]
        rows = [
            number
            for number, value in enumerate(values, start=2)
            if not known.issuperset(value.split(" ") if several else (value,))
        ]
        if rows:
            yield _at(path, column, rows, values, f"leads to no row of {target}.csv")


def _at(path: Path, column: str, rows: list[int], values: list[str], what: str) -> Fault:
    """A fault of one column, in these rows of it."""
    shown = values[rows[0] - 2]
    shown = repr(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
    return _fault(path, f"row {rows[0]}, {column}: {shown} {what}{_more(rows)}")


def _more(rows: list[int]) -> str:
    return f" (and {count_words(len(rows) - 1, 'row')} more)" if len(rows) > 1 else ""


def _fault(path: Path, what: str) -> Fault:
    return Fault(
        place=str(path),
        what=what,
        cure="If nobody touched the file, this is a fault of the program: report it.",
    )
