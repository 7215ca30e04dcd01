"""A text divided into blocks: headings, questions, paragraphs, items, rows, furniture."""

import re
from collections.abc import Iterator

from positions.documents.english import english
from positions.documents.furniture import furniture, is_furniture, unmarked
from positions.documents.lines import Layout, Line, Mark, joined, layout, lines
from positions.documents.stops import spans
from positions.model import Block, BlockKind

_HEADING_WORDS = 14
_QUESTION_WORDS = 60
_LONGEST_QUESTION = 2400  # characters, with the addresses of its links
_PROSE_WORDS = 6
_TITLED = 4  # letters; shorter words stand in small letters in a title, too
_TITLED_SHARE = 0.6
_LIST_LINES = 4  # full sentences on lines of their own, where paragraphs are set apart
_LABEL = re.compile(r"Q(?:\s?[:.)]|\s|UESTION:|uestion:)\s*")
_AND = re.compile(r"(?:so|and|but|well|then|now),?\s", re.IGNORECASE)
# A time stamp or source link that follows the words of an item.
_TAIL = re.compile(
    r"\s++(?P<tail>\[{1,2}\d{1,2}:\d\d(?::\d\d)?\]\([^()\s]{0,300}\)\]?"
    r"|\(\[(?i:watch|listen|source|link|read more|video)\]\([^()\s]{0,300}\)\))\Z"
)
_TAIL_LENGTH = 360
_COLUMN_LABEL = re.compile(r"(?i:q|a|[^\t]{1,40}:)")


def divide(text: str, body: int = 0) -> tuple[Block, ...]:
    """The blocks of a text, in order and without overlap.

    Args:
        text: any characters with any line ends.
        body: where the article begins; what stands before it is furniture.
    """
    header = text[:body].strip()
    start = len(text[:body]) - len(text[:body].lstrip())
    before = [_block(BlockKind.FURNITURE, start, start + len(header))] if header else []
    return (*before, *_blocks(lines(text, body)))


def _blocks(all_lines: tuple[Line, ...]) -> Iterator[Block]:
    how = layout(all_lines)
    paragraphs = list(_paragraphs(all_lines, furniture(all_lines, how), how))
    lists = set(_lists(paragraphs)) if how.spaced and not how.width else set()
    tables = set(_tab_tables(paragraphs))
    for n, paragraph in enumerate(paragraphs):
        following = next((p for p in paragraphs[n + 1 : n + 5] if p.says), None)
        if not paragraph.says:
            kind = BlockKind.FURNITURE
        elif n in tables:
            kind = BlockKind.ROW
        else:
            kind = _kind(paragraph, following, in_list=n in lists)
        yield from _without_tail(paragraph, kind)


class _Paragraph:
    """Lines that belong together, and whether they are the article's."""

    def __init__(self, first: Line, *, says: bool) -> None:
        self.lines = [first]
        self.says = says

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def mark(self) -> Mark:
        return self.lines[0].mark

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_prose(self) -> bool:
        """Whether it ends as a sentence does and is long enough for one."""
        return self.lines[-1].ends_sentence and len(self.text.split()) >= _PROSE_WORDS


def _paragraphs(
    all_lines: tuple[Line, ...], dropped: frozenset[int], how: Layout
) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    for n, line in enumerate(all_lines):
        says = n not in dropped
        if current and says and current.says and joined(all_lines[n - 1], line, how):
            current.lines.append(line)
            continue
        if current:
            yield current
        current = _Paragraph(line, says=says)
    if current:
        yield current


def _kind(paragraph: _Paragraph, following: _Paragraph | None, *, in_list: bool) -> BlockKind:
    """What a paragraph of the article is, seen with the one after it."""
    if paragraph.mark is Mark.ROW:
        return BlockKind.ROW
    if len(paragraph.lines) > 1 and is_furniture(paragraph.text):
        return BlockKind.FURNITURE
    short = paragraph.end - paragraph.start <= _LONGEST_QUESTION
    words = unmarked(paragraph.text) if short else ""
    if words and _is_question(words, following):
        return BlockKind.QUESTION
    if paragraph.mark is Mark.LIST or in_list:
        return BlockKind.LIST
    if paragraph.mark is Mark.HEADING or (words and _is_heading(words, following)):
        return BlockKind.HEADING
    return BlockKind.PROSE


def _is_question(words: str, following: _Paragraph | None) -> bool:
    """Questions that stand alone over an answer, or that a "Q" marks as an interviewer's."""
    if not words.endswith("?") or len(words.split()) > _QUESTION_WORDS:
        return False
    if _LABEL.match(words):
        return True
    if not following or following.text.endswith("?"):
        return False
    words = words.lstrip("\"“‘'").replace("’", "'")
    if leading := _AND.match(words):
        words = words[leading.end() :]
    first = words.split(maxsplit=1)[0].rstrip(",").casefold()
    asking = english().asking.words
    return not asking.isdisjoint({first, first.split("'")[0]}) and all(
        sentence.endswith("?") for sentence in _sentences(words)
    )


def _sentences(words: str) -> list[str]:
    return [words[start:end] for start, end in spans(words, 0, len(words))]


def _is_heading(words: str, following: _Paragraph | None) -> bool:
    """A short line without a stop at its end, in title case or over prose, a list or a table."""
    parts = words.split()
    bare = words.rstrip("\"'”’»)]")
    if len(parts) > _HEADING_WORDS or bare.endswith((".", "!", "?", ";", ":", ",", "…", "—", "–")):
        return False
    if len(_sentences(words)) > 1:
        return False
    if following and (following.is_prose or following.mark in (Mark.LIST, Mark.ROW)):
        return words[:1].isupper() or not words[:1].isalpha()
    long = [part for part in parts if len(part) >= _TITLED and part[0].isalpha()]
    titled = sum(part[0].isupper() for part in long)
    return len(parts) > 1 and titled > _TITLED_SHARE * len(long)


def _lists(paragraphs: list[_Paragraph]) -> Iterator[int]:
    """Paragraphs that follow one another without the blank line that all others have."""
    run: list[int] = []
    for n in range(len(paragraphs) + 1):
        here = paragraphs[n] if n < len(paragraphs) else None
        if here and run and not here.lines[0].gap and here.mark is Mark.NONE and here.says:
            run.append(n)
            continue
        full = [m for m in run if paragraphs[m].is_prose]
        if len(full) >= _LIST_LINES:
            yield from full
        run = [n] if here and here.says and here.mark is Mark.NONE else []


def _tab_tables(paragraphs: list[_Paragraph]) -> Iterator[int]:
    """Runs of lines with the same number of cells between tabs."""
    run: list[int] = []
    for n in range(len(paragraphs) + 1):
        cells = _cells(paragraphs[n]) if n < len(paragraphs) else 0
        if run and cells and cells == _cells(paragraphs[run[0]]):
            run.append(n)
            continue
        if len(run) > 1:
            yield from run
        run = [n] if cells else []


def _cells(paragraph: _Paragraph) -> int:
    """How many cells a line has between tabs; 0 if it is no row of a table."""
    if not paragraph.says or len(paragraph.lines) > 1 or paragraph.mark is not Mark.NONE:
        return 0
    cells = [cell.strip() for cell in paragraph.lines[0].text.split("\t")]
    is_row = len(cells) > 1 and all(cells) and not _COLUMN_LABEL.fullmatch(cells[0])
    return len(cells) if is_row else 0


def _without_tail(paragraph: _Paragraph, kind: BlockKind) -> Iterator[Block]:
    """The block, and its time stamp or source link as a block of furniture."""
    last = paragraph.lines[-1]
    tail = _TAIL.search(last.text, max(1, len(last.text) - _TAIL_LENGTH))
    if tail and kind is not BlockKind.FURNITURE:
        yield _block(kind, paragraph.start, last.start + tail.start())
        yield _block(BlockKind.FURNITURE, last.start + tail.start("tail"), paragraph.end)
    else:
        yield _block(kind, paragraph.start, paragraph.end)


def _block(kind: BlockKind, start: int, end: int) -> Block:
    return Block(kind=kind, start=start, end=end)
