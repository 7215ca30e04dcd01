"""What the templates of the page may use: `page`, a `Page`, and nothing else.

An office that writes templates of its own (`--templates DIR`) finds here every name it can use.
Texts are plain; the templates escape them. A test holds these records and the templates equal.
"""

from dataclasses import dataclass

from positions.rendering.bottomline import Line
from positions.rendering.labels import Mark
from positions.rendering.pictures import IssueLine, Segment, TimePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as precise as it is known: for a machine ("2025-12") and as people write it.

    One that is not given but inferred, or taken from a file's name, says so:
    "December 2025 (inferred)".
    """

    iso: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document in the list of sources.

    Attributes:
        anchor: its `id` on the page; `number` its place in the list.
        counts: its length and the number of statements found in it, in words.
        copy_of: number of the earliest copy of the same text, 0 where it is no copy.
        copies: numbers of its own copies.
        address: where it was published, http or https; "" otherwise.
    """

    anchor: str
    number: int
    title: str
    publisher: str
    date: Day
    tier: str
    counts: str
    copy_of: int
    copies: tuple[int, ...]
    address: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A statement with the words around it.

    Attributes:
        anchor: its `id` on the page; the statement's own id is in it.
        mark: words and symbol of its stance.
        strength: "firm" or "hedged"; "" for plain.
        before, text, after: the quotation and its context.
        lang: language of the quotation where its script tells, or "".
        holder: whose stance it is; `speaker` who says so, "" where that is the writer or the
            holder; `attribution` on whose words it rests, in one word.
        chain: why this counts as that stance.
        seen: whether an analyst has looked at it, by itself or for its cell; `review` what came
            of that, "" where the chain says so itself.
        address: of the sentence in its source, "" where the source has no address.
    """

    anchor: str
    mark: Mark
    strength: str
    before: str
    text: str
    after: str
    lang: str
    holder: str
    speaker: str
    attribution: str
    chain: str
    seen: bool
    review: str
    source: Source
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """More quotations for a cell from one source."""

    source: Source
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A party's stances on an issue over the dates of the documents.

    Attributes:
        words: which stances were taken when, in a sentence.
        points, way: the same drawn, from the day `first` to the day `last`.
    """

    words: str
    points: tuple[TimePoint, ...]
    way: str
    first: Day
    last: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An actor of a divided party and its side."""

    name: str
    stance: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where one party stands on one issue.

    Attributes:
        anchor: its address on the page, the same in every edition ("russia--territory").
        party, issue: ids; `party_name`, `issue_name` as readers know them.
        reason: why there is no position, for stance none.
        state: "reviewed", "unreviewed", "contested" or ""; `review` in words.
        reviewed_by: who decided the cell, or "".
        counts: number of statements and sources in words.
        as_of: day of the newest evidence.
        conditions: in words; `differing` how many statements are for and against, where the cell
            is conditional only because they do not agree, else "".
        lead: the quotation that stands for the cell, None where there is none.
        more: the other quotations by their sources, newest first; `further` how many in words.
        history: None where there is but one date.
    """

    anchor: str
    party: str
    party_name: str
    issue: str
    issue_name: str
    stance: str
    mark: Mark
    summary: str
    reason: str
    state: str
    review: str
    reviewed_by: str
    counts: str
    as_of: Day
    confidence: str
    voices: tuple[Voice, ...]
    conditions: tuple[str, ...]
    differing: str
    lead: Quotation | None
    more: tuple[Further, ...]
    further: str
    history: History | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBrief:
    """One issue with all its cells.

    Attributes:
        anchor: of its section.
        standing: who stands where, in one sentence; `outlook` what that makes of the issue, in a
            word.
        cells: one for every party, in the codebook's order.
        picture: the issue's line.
    """

    anchor: str
    id: str
    name: str
    question: str
    proposition: str
    standing: str
    outlook: str
    cells: tuple[Cell, ...]
    picture: IssueLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One change since the edition before.

    Attributes:
        kind: its word ("Shift").
        before, after: stances or other words.
        quotation: the one that moved it, None where there is none.
    """

    cell: Cell
    kind: str
    before: str
    after: str
    quotation: Quotation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Changes of one kind.

    Attributes:
        meaning: what the kind is, in one sentence.
        real: whether the documents brought it about, and not those who read them.
        moved: the changes that a reader must see; `rest` those that left the stance as it was.
    """

    kind: str
    meaning: str
    real: bool
    moved: tuple[Moved, ...]
    rest: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes since an edition before, weightiest kinds first.

    Attributes:
        since: day of that edition, `edition` its id.
        moved: those that a reader must see in one row, what documents brought about first;
            `rest` the number of the others; `groups` all by kind.
    """

    since: Day
    edition: str
    moved: tuple[Moved, ...]
    rest: int
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties over all issues.

    Attributes:
        counts: on how many issues they agree, differ, oppose each other, in words.
        short: the same in few words, "" where they share no issue.
        bar: the same drawn.
    """

    counts: str
    short: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A party's row in the picture of agreement, None where it would meet itself."""

    name: str
    pairs: tuple[Pair | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBrief:
    """One party over all issues.

    Attributes:
        short: its name as the pictures write it.
        red_lines: quotations in its own firm words.
        conditions: cells in which it puts conditions in words.
        openings: cells in which it stands between the sides, or in which it opposes and yet
            somebody of it has left a door open, with the words that do.
        silences: cells without a position.
    """

    anchor: str
    id: str
    name: str
    short: str
    tally: str
    red_lines: tuple[tuple[Cell, Quotation], ...]
    conditions: tuple[Cell, ...]
    openings: tuple[tuple[Cell, Quotation | None], ...]
    silences: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCell:
    """A cell with a weakness; `age` of its evidence if that is it, `source` if it has one only."""

    cell: Cell
    age: str
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Cells of one party with one weakness.

    Attributes:
        party: its id, `name` as readers know it.
        reason: why they are empty, "" for cells that are not.
    """

    party: str
    name: str
    reason: str
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapList:
    """Cells with one weakness, party by party; `why` says which, `count` how many."""

    title: str
    why: str
    count: int
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A decision of which a quotation is no longer in its document."""

    cell: str
    quotation: str
    document: str
    likely: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of the method."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page.

    Attributes:
        through: day through which the evidence goes.
        expected: when the next edition is expected, in words, or "".
        independent: number of documents less copies.
        reviewed, filled, total: cells that a person decided, cells with a stance, all cells.
        changes: None where there is no edition before.
        blocked: issues on which parties oppose each other, most opposed pairs first.
        nearest: issues on which some agree and none oppose each other, nearest to a deal first.
        legend: the stances in the order of the line.
        states: what may be known of a cell's review, for the filter.
        poles: where the stances stand on an issue's line, in per cent.
        levels: where they stand on a timeline, as symbol and pixels.
        shortened: whether the pictures write some party's name shorter.
    """

    title: str
    edition: str
    version: str
    contact: str
    through: Day
    expected: str
    independent: int
    copies: int
    reviewed: int
    filled: int
    total: int
    bottom_line: tuple[Line, ...]
    changes: Changes | None
    parties: tuple[PartyBrief, ...]
    issues: tuple[IssueBrief, ...]
    legend: tuple[tuple[str, Mark], ...]
    states: tuple[str, ...]
    poles: tuple[tuple[float, Mark], ...]
    levels: tuple[tuple[str, int], ...]
    shortened: bool
    pairs: tuple[PairRow, ...]
    blocked: tuple[IssueBrief, ...]
    nearest: tuple[IssueBrief, ...]
    gaps: tuple[GapList, ...]
    sources: tuple[Source, ...]
    skipped: tuple[Unread, ...]
    lost: tuple[Lost, ...]
    warnings: tuple[str, ...]
    method: tuple[Chapter, ...]
