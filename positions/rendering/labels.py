"""What a reader sees of the enumerations: words, symbols and colours, the same everywhere.

Meaning is never carried by colour alone. The fills are blue, sand, orange and grey, apart for
all three kinds of colour-blindness; `INK` on a fill, and `Mark.strong` on a fill or on white,
have a contrast of at least 4.5:1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from positions.analysis import GapKind
from positions.model import (
    Attribution,
    Basis,
    ChangeKind,
    DateBasis,
    Position,
    Relation,
    Stance,
    Status,
    Strength,
    Tier,
)

INK = "1F2933"
"""Colour of text, as six hexadecimal digits like all colours here."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one stance looks.

    Attributes:
        symbol: one character of the geometric shapes, none of which turns into an emoji.
        word: as an adjective of the cell ("support", "conditional").
        verb: as said of a party, before the issue ("supports", "is divided on").
        meaning: one sentence for a legend.
        fill: pale colour behind text.
        strong: colour of the symbol, of a line, of a mark in a picture.
    """

    symbol: str
    word: str
    verb: str
    meaning: str
    fill: str
    strong: str


STANCES: Mapping[Stance, Mark] = {
    Stance.SUPPORT: Mark(
        symbol="▲",
        word="support",
        verb="supports",
        meaning="The party wants, offers, accepts or acts for what the issue proposes.",
        fill="CCE1F6",
        strong="1F5A92",
    ),
    Stance.CONDITIONAL: Mark(
        symbol="◆",
        word="conditional",
        verb="supports under conditions",
        meaning="Open to it if something else holds; or its statements differ and none prevails.",
        fill="F3EBBF",
        strong="6B5B16",
    ),
    Stance.OPPOSE: Mark(
        symbol="▼",
        word="oppose",
        verb="opposes",
        meaning="The party rejects, resists or acts against what the issue proposes.",
        fill="F9C795",
        strong="8A3F06",
    ),
    Stance.DIVIDED: Mark(
        symbol="◐",
        word="divided",
        verb="is divided on",
        meaning="Actors of the party differ at the same time; the cell names them.",
        fill="C9CACF",
        strong="4A4A55",
    ),
    Stance.NONE: Mark(
        symbol="○",
        word="no position",
        verb="has no known position on",
        meaning="Nothing found, or not enough; the cell says why. Silence is not opposition.",
        fill="FFFFFF",
        strong="5C6470",
    ),
}

ATTRIBUTIONS: Mapping[Attribution, str] = {
    Attribution.QUOTE: "quoted",
    Attribution.REPORTED: "reported",
    Attribution.DESCRIBED: "described",
    Attribution.ALLEGED: "alleged",
}
ATTRIBUTION_MEANINGS: Mapping[Attribution, str] = {
    Attribution.QUOTE: "The holder's own words, between quotation marks.",
    Attribution.REPORTED: "The text says that the holder said, rejected or proposed it.",
    Attribution.DESCRIBED: "The writer says what the holder's position is.",
    Attribution.ALLEGED: "Another party says what the holder wants.",
}
STATUSES: Mapping[Status, str] = {
    Status.UNREVIEWED: "unreviewed",
    Status.ACCEPTED: "accepted",
    Status.RECODED: "recoded by an analyst",
    Status.ADDED: "added by an analyst",
    Status.UNSURE: "analyst unsure",
    Status.REJECTED: "rejected, counts nowhere",
}
STRENGTHS: Mapping[Strength, str] = {
    Strength.FIRM: "firm",
    Strength.PLAIN: "plain",
    Strength.HEDGED: "hedged",
}
TIERS: Mapping[Tier, str] = {
    Tier.PROPOSAL: "proposal text",
    Tier.ON_RECORD: "on record",
    Tier.REPORTED: "reported",
    Tier.UNNAMED: "unnamed sources",
    Tier.COMMENT: "comment",
    Tier.UNKNOWN: "unknown",
}
DATE_BASES: Mapping[DateBasis, str] = {
    DateBasis.GIVEN: "given",
    DateBasis.INFERRED: "inferred from the events reported",
    DateBasis.FILE: "from the file name",
    DateBasis.UNKNOWN: "unknown",
}
RELATIONS: Mapping[Relation, str] = {
    Relation.AGREE: "agree",
    Relation.DIFFER: "differ",
    Relation.OPPOSE: "oppose each other",
    Relation.UNKNOWN: "not known",
}
CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.SHIFT: "Shift",
    ChangeKind.CONTESTED: "Contested",
    ChangeKind.NEW_EVIDENCE: "New evidence",
    ChangeKind.WITHDRAWN: "Withdrawn",
    ChangeKind.WORDING: "Wording",
    ChangeKind.REVIEW: "Review",
    ChangeKind.CODEBOOK: "Codebook",
    ChangeKind.EXTRACTOR: "Extractor",
}
CHANGE_MEANINGS: Mapping[ChangeKind, str] = {
    ChangeKind.SHIFT: "The party moved, in words newer than the edition before.",
    ChangeKind.CONTESTED: "Newer statements contradict a reviewed cell; an analyst must look.",
    ChangeKind.NEW_EVIDENCE: "More statements, or first ones; nothing says that the party moved.",
    ChangeKind.WITHDRAWN: "The evidence is gone.",
    ChangeKind.WORDING: "Only the sentence in the cell reads otherwise.",
    ChangeKind.REVIEW: "An analyst decided; the party did not move.",
    ChangeKind.CODEBOOK: "Another codebook reads the same words otherwise.",
    ChangeKind.EXTRACTOR: "Another version of the program reads the same words otherwise.",
}
GAPS: Mapping[GapKind, str] = {
    GapKind.EMPTY: "No position",
    GapKind.SINGLE_SOURCE: "One source",
    GapKind.NEVER_QUOTED: "Described, never quoted",
    GapKind.OLD: "Old",
    GapKind.UNREVIEWED: "Unreviewed",
}
GAP_MEANINGS: Mapping[GapKind, str] = {
    GapKind.EMPTY: "Nothing was found, or not enough.",
    GapKind.SINGLE_SOURCE: "A second, independent one would confirm or correct it.",
    GapKind.NEVER_QUOTED: "Only writers or other parties say so.",
    GapKind.OLD: "The newest evidence is older than this dossier allows.",
    GapKind.UNREVIEWED: "No analyst has looked at the cell or its statements.",
}


def review_words(position: Position) -> str:
    """Whether people have looked at a cell: "reviewed", "unreviewed", "contested since 1 May 2025".

    "" for a cell without evidence.
    """
    if position.contested_since:
        return f"contested since {written_date(position.contested_since)}"
    if position.basis is Basis.REVIEWED:
        return "reviewed"
    return "unreviewed" if position.basis is Basis.STATEMENTS else ""


def count_words(number: int, noun: str) -> str:
    """A number with its noun in the right number: "1 source", "1,204 statements"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def written_date(iso: str) -> str:
    """An ISO date as people write it, as precise as it is: "1 December 2025"; "undated" for ""."""
    if not iso:
        return "undated"
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"
