"""A dossier's documents folder to Documents: every file is read, or listed with its reason."""

import errno
import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from positions.documents import sources as table
from positions.documents.articles import Article, plain
from positions.documents.blocks import divide
from positions.documents.dates import date_in_name
from positions.documents.decoding import Unreadable
from positions.documents.furniture import unmarked
from positions.documents.webpages import web_page
from positions.errors import BadInput, Fault
from positions.model import Block, BlockKind, DateBasis, Document, Skipped

LARGEST = 10_000_000  # bytes of a document
_READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": plain,
    ".text": plain,
    ".md": plain,
    ".markdown": plain,
    ".html": web_page,
    ".htm": web_page,
    ".xhtml": web_page,
}
_TITLE = 200  # characters of a first line that stands in for a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a documents folder holds.

    Attributes:
        documents: in order of their ids.
        skipped: the files that could not be read, in order of their paths.
        warnings: what a person should know, each in one sentence.
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


def read_all(
    folder: Path,
    sources: Path | None,
    reader: Callable[[Path, Path], Document | Skipped] | None = None,
) -> Reading:
    """Read every file below a dossier's `documents/`, with what `sources.csv` says of it.

    Hidden files are left out. No file is the cause of an error: what cannot be read is in
    `skipped` with its reason.

    Args:
        folder: the dossier's `documents/`.
        sources: its `sources.csv`, or None.
        reader: what reads one file, as `read_file` does, which it may do from memory.

    Raises:
        BadInput: there is no such folder, `sources.csv` has faults, or two files have the
            same id; all faults at once.
    """
    if not stat.S_ISDIR(_mode(folder)):
        cure = "Create it and put the documents into it."
        raise BadInput(Fault(place=str(folder), what="there is no such folder", cure=cure))
    unread: list[Skipped] = []
    files = {file.relative_to(folder).as_posix(): file for file in sorted(_files(folder, unread))}
    rows, faults = table.read(sources) if sources else ((), ())
    matched, unmatched = _matched(rows, files)
    documents: list[Document] = []
    for path, file in files.items():
        found = (reader or read_file)(file, folder)
        if isinstance(found, Skipped):
            unread.append(found)
        else:
            documents.append(_with_row(found, matched[path]) if path in matched else found)
    faults += (*unmatched, *_clashes(documents, sources), *_dateless(documents, matched))
    if faults:
        raise BadInput(*faults)
    documents.sort(key=lambda document: document.id)
    return Reading(
        documents=tuple(documents),
        skipped=tuple(sorted(unread, key=lambda skipped: skipped.path)),
        warnings=tuple(_warnings(documents, matched if sources else None)),
    )


def read_file(path: Path, root: Path) -> Document | Skipped:
    """Read one file below `root`, or say why it cannot be read."""
    name = path.relative_to(root).as_posix()
    data = b""
    try:
        reader = _reader(path)
        data = bytes_of(path, root)
        article = reader(data)
        _check_not_empty(article.text[article.body :])
    except Unreadable as reason:
        return _skipped(name, str(reason), data)
    return _document(name, data, article)


def _reader(path: Path) -> Callable[[bytes], Article]:
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        ending = f"the ending {path.suffix!r}" if path.suffix else "a name without an ending"
        raise Unreadable(f"{ending} is none of {' '.join(_READERS)}")
    return reader


def bytes_of(path: Path, root: Path) -> bytes:
    """The content of a file; Unreadable if it is none, is too large or leads out of the root."""
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise Unreadable("a link that leads out of the documents folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("no file with content of its own")
        if status.st_size > LARGEST:
            size = f"{status.st_size / 1_000_000:.1f} MB"
            raise Unreadable(f"too large: {size}, and the limit is {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("a link that leads nowhere") from None
    except PermissionError:
        raise Unreadable("no permission to read it") from None
    except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 raise the latter
        if isinstance(error, OSError) and error.errno != errno.ELOOP:
            raise Unreadable(f"it cannot be read ({error.strerror})") from None
        raise Unreadable("a link that leads in a circle") from None


def _check_not_empty(text: str) -> None:
    if not text.strip("\ufeff").strip():
        raise Unreadable("empty: there is no text in it")


def _skipped(name: str, reason: str, data: bytes = b"") -> Skipped:
    digest = hashlib.sha256(data).hexdigest() if data else ""
    # A name that is no UTF-8 reaches Python with characters that cannot be written.
    writable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return Skipped(path=writable, sha256=digest, reason=reason)


def _document(name: str, data: bytes, article: Article) -> Document:
    blocks = divide(article.text, article.body)
    date, basis = article.date, DateBasis.GIVEN
    if not date:
        date, basis = date_in_name(PurePosixPath(name).stem), DateBasis.FILE
    return Document(
        id=PurePosixPath(name).stem,
        title=article.title or _first_line(article.text, blocks),
        publisher=article.publisher,
        date=date,
        date_basis=basis if date else DateBasis.UNKNOWN,
        url=article.url,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=article.text,
        blocks=blocks,
    )


def _first_line(text: str, blocks: tuple[Block, ...]) -> str:
    """The first line of the article, cut after a word if it is too long for a title."""
    said = [block for block in blocks if block.kind is not BlockKind.FURNITURE] or blocks
    if not said:
        return ""
    line = unmarked(text[said[0].start : said[0].end][: 10 * _TITLE].splitlines()[0])
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(maxsplit=1)[0] + " …"


def _files(folder: Path, unread: list[Skipped]) -> Iterator[Path]:
    """The files below a folder that could be documents; what is none goes to `unread`."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            children = list(here.iterdir())
        except OSError as error:
            name = here.relative_to(folder).as_posix()
            unread.append(_skipped(name, f"a folder that cannot be opened ({error.strerror})"))
            continue
        for child in children:
            name = child.relative_to(folder).as_posix()
            if child.name.startswith("."):
                continue
            if not _is_utf8(child.name):
                unread.append(_skipped(name, "its name is not UTF-8"))
            elif not stat.S_ISDIR(_mode(child)):
                yield child
            elif stat.S_ISLNK(_mode(child, follow=False)):
                unread.append(_skipped(name, "a link to a folder, which is not followed"))
            else:
                waiting.append(child)


def _mode(path: Path, *, follow: bool = True) -> int:
    """What kind of thing a path is; 0 if it cannot be looked at, of which its reader tells."""
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except (OSError, RuntimeError):
        return 0


def _is_utf8(name: str) -> bool:
    try:
        os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _matched(
    rows: tuple[table.Row, ...], files: dict[str, Path]
) -> tuple[dict[str, table.Row], list[Fault]]:
    """Each row by the path of its document, and the rows that lead to none or to several."""
    by_stem: dict[str, list[str]] = defaultdict(list)
    for path, file in files.items():
        by_stem[file.stem].append(path)
    matched: dict[str, table.Row] = {}
    faults = []
    for row in rows:
        paths = [row.path] if row.path in files else [] if row.path else by_stem[row.id]
        if len(paths) > 1:
            paths = [p for p in paths if files[p].suffix.casefold() in _READERS] or paths
        if len(paths) == 1 and paths[0] not in matched:
            matched[paths[0]] = row
            continue
        sought = f"the path {row.path!r}" if row.path else f"the id {row.id!r}"
        if not paths:
            what = f"there is no file for {sought}"
            cure = "Add the file to documents/, correct the row or remove it."
        elif len(paths) > 1:
            what = f"{sought} fits {len(paths)} files: {', '.join(paths)}"
            cure = "Give the path."
        else:
            what = f"{paths[0]} has a row already, in {matched[paths[0]].place}"
            cure = "Leave one row for each document."
        faults.append(Fault(place=row.place, what=what, cure=cure))
    return matched, faults


def _clashes(documents: list[Document], sources: Path | None) -> Iterator[Fault]:
    """Documents that would have the same id."""
    first: dict[str, str] = {}
    for document in documents:
        if first.setdefault(document.id, document.path) != document.path:
            yield Fault(
                place=document.path,
                what=f"it has the id {document.id!r}, and so has {first[document.id]}",
                cure=f"Rename one, or give it an id and its path in {sources or 'sources.csv'}.",
            )


def _with_row(document: Document, row: table.Row) -> Document:
    """The document with what the row says; an empty cell changes nothing."""
    date = row.date or document.date
    basis = row.date_basis or (DateBasis.GIVEN if row.date else document.date_basis)
    return replace(
        document,
        id=row.id or document.id,
        title=row.title or document.title,
        publisher=row.publisher or document.publisher,
        date=date,
        date_basis=basis if date else DateBasis.UNKNOWN,
        url=row.url or document.url,
        tier=row.tier or document.tier,
        note=row.note or document.note,
    )


def _dateless(documents: list[Document], matched: dict[str, table.Row]) -> Iterator[Fault]:
    """Rows that say how a date is known of which nobody says it."""
    for document in documents:
        row = matched.get(document.path)
        if row and row.date_basis and not document.date and row.date_basis != DateBasis.UNKNOWN:
            what = f"the date_basis is {row.date_basis.value!r}, but there is no date"
            yield Fault(place=row.place, what=what, cure="Give the date, or leave the basis empty.")


def _warnings(documents: list[Document], matched: dict[str, table.Row] | None) -> Iterator[str]:
    """What a person should know; that a dossier has no table at all is for others to say."""
    bare = [
        document.id
        for document in documents
        if matched is not None and document.path not in matched
        if not (document.publisher or document.url)
    ]
    if bare:
        noun = "document has" if len(bare) == 1 else "documents have"
        yield (
            f"{len(bare)} {noun} no row in sources.csv, so that only the first line is known, "
            f"as the title: {', '.join(bare)}"
        )
    undated = [document.id for document in documents if not document.date]
    if set(undated) - set(bare):
        noun = "document has" if len(undated) == 1 else "documents have"
        yield f"{len(undated)} {noun} no date: {', '.join(undated)}"
