"""Decisions -> `decisions.yaml`, by adding at its end and nothing else.

An entry is written in as few lines as can be read: one for a statement or an empty cell;
for a filled cell one for the head, one for each quotation and one for the summary. That is
for the sake of merging: git's union merge keeps the lines that two branches added, but
takes equal lines of both for one and so weaves entries of many short lines into each other.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from positions.errors import BadInput, BadOutput, Fault
from positions.files import replace_file
from positions.model import CellDecision, Citation, Decision, Stance, StatementDecision
from positions.yamlfile import YamlFile

HEAD = """\
# What the analysts decided, oldest first. Add at the end and change nothing above: the last
# decision on the same cell or statement is in force, those before it are its history.
"""

_BARE = re.compile(r"[A-Za-z0-9][\w./-]*\Z", re.ASCII)
_TEXT = "tag:yaml.org,2002:str"
_resolver = yaml.resolver.Resolver()


def text_of(decision: Decision) -> str:
    """The entry of a decision as it stands in the file, with its line end.

    Raises:
        BadInput: if it holds half a character (a lone surrogate), which no file can keep.
    """
    try:
        return _cell(decision) if isinstance(decision, CellDecision) else _statement(decision)
    except UnicodeEncodeError:
        raise BadInput(
            Fault(
                place=f"the decision of {decision.who!a} on {decision.party}/{decision.issue}",
                what="it holds half a character, which cannot be written",
                cure="Type or copy the text again.",
            )
        ) from None


def content_of(path: Path) -> bytes:
    """The bytes of a file of decisions as they are now; none if there is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def append(path: Path, decisions: Sequence[Decision], known: bytes | None = None) -> None:
    """Add decisions at the end of a file; what stands there stays byte for byte.

    The file is replaced in one step and under a lock (a file beside it), so that a crash
    leaves the old or the new one and two writers at once both get their decisions in. Who has
    decided in view of the others' decisions gives the content that was `known`: if the file
    has another by now, nothing is added.

    Raises:
        BadInput: if the file is no list of decisions, a decision cannot be written, or
            somebody else has decided meanwhile.
        BadOutput: if the folder cannot be written.
    """
    if not decisions:
        return
    entries = "".join(text_of(decision) for decision in decisions)
    with _writing(path) as target:
        _check_known(path, target, known)
        replace_file(target, _extended(path, target, entries))


def take_back(path: Path, decision: Decision) -> None:
    """Remove a decision that was just added, if it is still the last thing in the file.

    Raises:
        BadInput: if something else is the last thing by now.
        BadOutput: if the folder cannot be written.
    """
    entry = text_of(decision).encode()
    with _writing(path) as target:
        before = content_of(target)
        if not before.endswith(entry):
            raise BadInput(
                Fault(
                    place=str(path),
                    what="another decision was added meanwhile",
                    cure="Decide on the same thing again; the last decision is in force.",
                )
            )
        replace_file(target, before.removesuffix(entry))


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """The file itself, for this writer alone; a link stays a link."""
    target = Path(os.path.realpath(path))
    try:
        with _locked(target.with_name(f".{target.name}.lock")):
            yield target
    except OSError as error:
        raise BadOutput(
            Fault(
                place=str(path),
                what=f"the decisions cannot be written ({error.strerror})",
                cure="Make room and the folder writable, then decide again; nothing was changed.",
            )
        ) from None


def _check_known(path: Path, target: Path, known: bytes | None) -> None:
    if known is not None and content_of(target) != known:
        raise BadInput(
            Fault(
                place=str(path),
                what="somebody else has decided meanwhile",
                cure="Nothing was added. Do the same again, in view of what is decided now.",
            )
        )


def _extended(path: Path, target: Path, entries: str) -> bytes:
    """The bytes of the file with the entries added; BadInput if they would not be read back."""
    before = target.read_bytes() if target.exists() else HEAD.encode()
    if before and not before.endswith(b"\n"):
        before += b"\n"
    after = before + entries.encode()
    added = YamlFile.parse(path, entries).content
    try:
        found = YamlFile.parse(path, after.decode("utf-8-sig")).content
    except UnicodeDecodeError:
        found = None
    if not isinstance(found, list) or found[-len(added) :] != added:
        raise BadInput(
            Fault(
                place=str(path),
                what="no decision can be added at its end",
                cure="Make it UTF-8 text with each decision beginning with '- ' in column one.",
            )
        )
    return after


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    with lock.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back, and so does the death of the process


def _cell(decision: CellDecision) -> str:
    head = _pairs(
        ("cell", f"{decision.party}/{decision.issue}"),
        ("stance", decision.stance),
        ("who", decision.who),
        ("when", decision.when),
    )
    reasons = _pairs(("why", decision.why), ("proposition", decision.proposition))
    parts = [head, reasons] if reasons else [head]
    if decision.stance is Stance.NONE:
        cited = ", ".join(f"{{{_citation(one)}}}" for one in decision.evidence)
        summary = _pairs(("summary", decision.summary))
        parts += [f"evidence: [{cited}]", *([summary] if summary else [])]
        return f"- {{{', '.join(parts)}}}\n"
    cited = ",\n     ".join(f"{{{_citation(one)}}}" for one in decision.evidence)
    # The summary comes last: the line by which the entry differs from all others.
    parts += [f"evidence: [\n     {cited}]", _pairs(("summary", decision.summary))]
    return f"- {{{f',{chr(10)}   '.join(parts)}}}\n"


def _statement(decision: StatementDecision) -> str:
    about = _pairs(("party", decision.party), ("issue", decision.issue))
    changed = _pairs(
        ("verdict", decision.verdict),
        ("stance", decision.stance or ""),
        ("new_party", decision.new_party),
        ("new_issue", decision.new_issue),
        ("actor", decision.actor),
        ("who", decision.who),
        ("when", decision.when),
    )
    reasons = _pairs(("why", decision.why), ("proposition", decision.proposition))
    parts = [changed, f"statement: {{{about}, {_citation(decision.evidence)}}}"]
    return f"- {{{', '.join([*parts, reasons] if reasons else parts)}}}\n"


def _citation(citation: Citation) -> str:
    return _pairs(
        ("document", citation.document),
        ("stance", citation.stance or ""),
        ("actor", citation.actor),
        ("quote", citation.quote),
        ("before", citation.before),
        ("after", citation.after),
    )


def _pairs(*pairs: tuple[str, str]) -> str:
    """Keys and values as they stand between braces; what is empty is left out."""
    return ", ".join(f"{key}: {_scalar(key, value)}" for key, value in pairs if value)


def _scalar(key: str, value: str) -> str:
    """A value bare where every reader of YAML takes it for a text, else in double quotes."""
    if _BARE.match(value) and (key == "when" or _is_plain_text(value)):
        return value
    return _quoted(value)


def _is_plain_text(value: str) -> bool:
    tag = _resolver.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == _TEXT)


def _quoted(value: str) -> str:
    """A text in double quotes on one line; what cannot be seen is written as its number."""
    value.encode()  # half a character is refused: see `text_of`
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in json.dumps(value, ensure_ascii=False)
    )
