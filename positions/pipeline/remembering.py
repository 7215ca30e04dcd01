"""What was read and extracted before, so that only new or changed documents are read again.

Each document is kept under a hash of its bytes and of the program's own reading room, and its
statements under a hash of the document, the codebook and the whole extractor; so an answer that
is found is the answer that would be worked out. What is damaged is worked out again.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeVar

from positions.caching import cache_folder, cached, keep_cached
from positions.codebook import version
from positions.documents import Unreadable, bytes_of, read_file
from positions.extraction import Extractor
from positions.model import (
    Attribution,
    Block,
    BlockKind,
    Codebook,
    DateBasis,
    Document,
    Skipped,
    Stance,
    Statement,
    Status,
    Strength,
    Tier,
)
from positions.pipeline.apart import spread
from positions.pipeline.program import hash_of_rooms

_KEPT = 4
"""How many states of reading room, and of codebook and extractor, are remembered at a time."""

_T = TypeVar("_T")


@dataclass(slots=True)
class Memory:
    """One run's dealings with what is remembered.

    Attributes:
        read, extracted: how many documents were read and extracted anew.
    """

    read: int = 0
    extracted: int = 0
    _rooms: dict[str, str] = field(default_factory=dict)

    def document(self, path: Path, root: Path) -> Document | Skipped:
        """What `documents.read_file` says of a file."""
        try:
            digest = hashlib.sha256(bytes_of(path, root)).hexdigest()
        except Unreadable:
            return read_file(path, root)  # says why it cannot be read
        # The path is part of it: a document takes its id, and perhaps its date, from its name.
        key = _hash(path.relative_to(root).as_posix(), digest)

        def known(kept: dict[str, Any]) -> Document | Skipped:
            document = _document(kept)
            if document.sha256 != digest:
                raise ValueError
            return document

        room = self._room("documents", "documents", "model")
        found = _kept(f"{room}/{key}.json", known)
        if found is None:
            self.read += 1
            found = read_file(path, root)
            if isinstance(found, Document):
                _keep(f"{room}/{key}.json", asdict(found))
        return found

    def statements(
        self,
        documents: Sequence[Document],
        codebook: Codebook,
        done: Callable[[int], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> tuple[Statement, ...]:
        """What the extractor finds in documents, in their order.

        Args:
            documents: to extract from.
            codebook: to extract by.
            done: told after each document how many are done.
            meanwhile: done while other processors extract, if there is anything to extract.
        """
        room = self._room("statements", "documents", "extraction", "model", also=version(codebook))

        def name(document: Document) -> str:
            key = _hash(document.id, document.date, document.path, document.sha256)
            return f"{room}/{key}.json"

        def make() -> Callable[[Document], list[Statement]]:
            extractor = Extractor(codebook)
            return lambda document: list(extractor.statements(document))

        kept = [_kept(name(each), partial(_statements, document=each)) for each in documents]
        new = [each for each, known in zip(documents, kept, strict=True) if known is None]
        found: list[Statement] = []
        with closing(spread(new, make, meanwhile)) as extracted:
            for number, (document, known) in enumerate(zip(documents, kept, strict=True), start=1):
                statements = next(extracted) if known is None else known
                if known is None:
                    self.extracted += 1
                    _keep(name(document), {"statements": [asdict(one) for one in statements]})
                found += statements
                done(number)
        return tuple(found)

    def _room(self, name: str, *rooms: str, also: str = "") -> str:
        if name not in self._rooms:
            self._rooms[name] = f"{name}/{_hash(hash_of_rooms(*rooms), also)}"
            _forget_old(name, self._rooms[name])
        return self._rooms[name]


def _kept(name: str, known: Callable[[dict[str, Any]], _T]) -> _T | None:
    """What is kept under a name; None where nothing is or it is damaged or of another form."""
    kept = cached(name)
    if kept is not None:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            head, _, body = kept.partition(b"\n")
            if head.decode() == hashlib.sha256(body).hexdigest():
                return known(json.loads(body))
    return None


def _keep(name: str, content: dict[str, Any]) -> None:
    body = json.dumps(content, separators=(",", ":")).encode()
    keep_cached(name, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _forget_old(name: str, room: str) -> None:
    """Mark a room as used, and remove all but the ones used last."""
    folder = cache_folder()
    if not folder:
        return
    with suppress(OSError):
        (folder / room).mkdir(parents=True, exist_ok=True)
        (folder / room).touch()
        rooms = sorted((folder / name).iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in rooms[:-_KEPT]:
            rmtree(old, ignore_errors=True)


def _document(kept: dict[str, Any]) -> Document:
    return Document(
        **{
            **kept,
            "date_basis": DateBasis(kept["date_basis"]),
            "tier": Tier(kept["tier"]),
            "blocks": tuple(
                Block(kind=BlockKind(one["kind"]), start=one["start"], end=one["end"])
                for one in kept["blocks"]
            ),
        }
    )


def _statements(kept: dict[str, Any], document: Document) -> list[Statement]:
    return [_statement(one, document) for one in kept["statements"]]


def _statement(kept: dict[str, Any], document: Document) -> Statement:
    statement = Statement(
        **{
            **kept,
            "attribution": Attribution(kept["attribution"]),
            "stance": Stance(kept["stance"]),
            "strength": Strength(kept["strength"]),
            "machine_stance": Stance(kept["machine_stance"]),
            "status": Status(kept["status"]),
        }
    )
    if document.text[statement.start : statement.end] != statement.quote:
        raise ValueError  # evidence or nothing, from wherever it comes
    return statement


def _hash(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]
