"""The documents, as their readers returned them."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """What kind of source a document is, best first."""

    PROPOSAL = "proposal text"
    ON_RECORD = "on record"
    REPORTED = "reported"
    UNNAMED = "unnamed"
    COMMENT = "comment"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """How a document's date is known."""

    GIVEN = "given"  # in the text's own header or by the analyst
    INFERRED = "inferred"  # from the events that it reports
    FILE = "file"  # from the file's name
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    QUESTION = "question"  # the question of a question-and-answer part
    PROSE = "prose"
    LIST = "list"  # an item of a list
    ROW = "row"  # a row of a table
    FURNITURE = "furniture"  # menus, prompts, captions: never a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like stretch of a document; blocks do not overlap and are in order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, heading, list item or table row with its surroundings.

    Attributes:
        kind: the kind of the block that it stands in (never furniture).
        block: position of that block in the document, to tell paragraphs apart.
        heading: span of the heading or question that it stands under, if any.
    """

    start: int
    end: int
    kind: BlockKind
    block: int
    heading: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text as its reader returned it; offsets never move afterwards.

    Attributes:
        id: the file's name without its ending, unless `sources.csv` says otherwise.
        title, publisher, url, note: as given; "" where unknown.
        date: ISO date as precise as is known; "" where unknown.
        path: of the file, relative to the dossier's `documents/`, with forward slashes.
        sha256: of the file's bytes, in hexadecimal.
        text: the characters that all offsets count.
        blocks: the text divided into headings, paragraphs, rows and furniture.
        duplicate_of: id of the earliest copy of the same text, or "".
    """

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    date_basis: DateBasis = DateBasis.UNKNOWN
    url: str = ""
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    tier: Tier = Tier.UNKNOWN
    note: str = ""
    duplicate_of: str = ""

    @property
    def words(self) -> int:
        """Words of the text, furniture included, as a word processor counts them."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file among the documents that could not be read, and why."""

    path: str
    sha256: str
    reason: str
