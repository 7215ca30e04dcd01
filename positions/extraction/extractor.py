"""From a document to its statements, sentence by sentence."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from positions.documents import sentences
from positions.extraction.attribution import (
    Region,
    mark_quotes,
    outside_quotes,
    quotations,
    regions,
)
from positions.extraction.claims import claims
from positions.extraction.clauses import link
from positions.extraction.confidence import confidence
from positions.extraction.discourse import Discourse
from positions.extraction.normal import normal
from positions.extraction.reading import Line, read, understand
from positions.extraction.signs import Claim, Step
from positions.extraction.speakers import Speaker, Speakers, may_speak, named_first, speakers_near
from positions.extraction.terms import Spoken
from positions.extraction.vocabulary import Vocabulary
from positions.model import (
    Codebook,
    Document,
    Sentence,
    Stance,
    Statement,
    occurrence_at,
    statement_id,
)

_SPOKEN = 2  # sentences for which "the package" needs no "sanctions" beside it
_LONGEST_QUOTE = 600
_LONGEST_SENTENCE = 3000  # characters; the longest of a transcript without stops has fewer
_LONGEST_BLOCK = 200  # sentences that are read together for who speaks
_FRONTED = 10  # words within which "In ... 2022," sets the time of what follows
_NOW = frozenset(("now", "today", "again", "still", ";", "current", "currently", "since"))
_YEAR = re.compile(r"(?:19|20)\d\d")


class Extractor:
    """A codebook made ready, to extract from many documents."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.vocabulary = Vocabulary(codebook)

    def statements(self, document: Document) -> tuple[Statement, ...]:
        """All statements of one document, in order of place."""
        return tuple(_Run(self.vocabulary, document).statements())


class _Run:
    """One document on its way through the extractor."""

    def __init__(self, vocabulary: Vocabulary, document: Document) -> None:
        self.document = document
        self.text = normal(document.text)
        self.vocabulary = vocabulary
        self.spoken: deque[list[str]] = deque(maxlen=_SPOKEN)  # issues of the latest sentences
        self.ever: set[str] = set()
        self.discourse = Discourse()
        self.speakers = Speakers(document, vocabulary)
        self.discourse.voice = self.speakers.voice
        self.discourse.own = self.speakers.own

    def statements(self) -> Iterator[Statement]:
        for _, block in groupby(sentences(self.document), key=lambda part: part.block):
            parts = [piece for part in block for piece in self.pieces(part)]
            for first in range(0, len(parts), _LONGEST_BLOCK):
                yield from self.block(parts[first : first + _LONGEST_BLOCK])

    def pieces(self, part: Sentence) -> Iterator[Sentence]:
        """A sentence whole, or one of no natural length cut at spaces, so that time stays even."""
        start = part.start
        while part.end - start > _LONGEST_SENTENCE:
            limit = start + _LONGEST_SENTENCE
            space = self.document.text.rfind(" ", start + 1, limit)
            cut = space if space > start else limit
            yield replace(part, start=start, end=cut)
            start = cut + (space > start)
        if self.document.text[start : part.end].strip():
            yield replace(part, start=start)

    def block(self, parts: Sequence[Sentence]) -> Iterator[Statement]:
        """The statements of a paragraph, whose quotations are paired within it."""
        spans = [(self.text.position(p.start), self.text.position(p.end)) for p in parts]
        quotes = quotations(self.text.text, spans[0][0], spans[-1][1])
        lines = []
        for a, b in spans:
            lately = frozenset(chain.from_iterable(self.spoken)) - self.vocabulary.meetings
            spoken = Spoken(lately, frozenset(self.ever))
            line = read(self.text, a, b, self.vocabulary, spoken)
            self.spoken.append([use.ref.issue for use in line.terms])
            self.ever.update(self.spoken[-1])
            low = bisect_right(quotes, a, key=lambda quote: quote[1])
            high = bisect_left(quotes, b, key=lambda quote: quote[0])
            mark_quotes(line, quotes[low:high])
            lines.append(line)
        for number, line in enumerate(lines):
            if may_speak(lines, number):
                self.understand(line)
        label = self.speakers.label(self.text.text[spans[0][0] : spans[0][0] + 60], lines[0])
        heading = self.heading(parts[0]) if quotes else None
        near = speakers_near(lines, self.discourse, heading, self.speakers)
        for part, line, speaker in zip(parts, lines, near, strict=True):
            yield from self.made(self.claims(line, speaker or label, label), part)

    def heading(self, part: Sentence) -> Speaker | None:
        """Whom the heading of a section names: the quotations below may be theirs."""
        if part.heading is None:
            return None
        a, b = (self.text.position(offset) for offset in part.heading)
        if self.text.text[a:b].rstrip().endswith("?"):
            return None
        line = read(self.text, a, b, self.vocabulary)
        return named_first(line)

    def understand(self, line: Line) -> None:
        """Find what a sentence says, once, and only where that can matter."""
        if not line.predicates:
            understand(line)
            link(line)

    def claims(self, line: Line, speaker: Speaker | None, label: Speaker | None) -> list[Claim]:
        discourse = self.discourse
        # Nobody takes a stand but on a term, on what was asked, or on what was told before.
        told = bool(discourse.topics) and discourse.topic_age <= 1
        stands = bool(line.terms) or told or bool(discourse.asked)
        found_regions: list[Region] = []
        if stands or line.quoted:
            self.understand(line)
            found_regions = regions(line, discourse, speaker)
        if label is not None:
            found_regions.append(Region(0, len(line.words), *label, direct=True))
        elif discourse.own and not self.speakers.turns:
            found_regions.append(Region(0, len(line.words), discourse.voice, "", direct=True))
        found = claims(line, found_regions, discourse) if stands else []
        speakers = [r for r in found_regions if r.direct or line.quoted]
        discourse.heard(outside_quotes(line))
        if speakers and speakers[0].speaker is not None:
            discourse.spoke(speakers[0].speaker, speakers[0].words)
        return [claim for claim in found if not _history(line, claim, self.document.date)]

    def made(self, found: Sequence[Claim], part: Sentence) -> Iterator[Statement]:
        """One statement for each party and issue of a sentence: by the surest of its rules."""
        best: dict[tuple[str, str], Claim] = {}
        for claim in found:
            known = best.get((claim.named.party, claim.issue))
            if known is not None and claim.rule == "price":
                continue  # what is asked in return says less than what is offered
            if known is None or confidence(claim.rule) > confidence(known.rule):
                best[claim.named.party, claim.issue] = claim
        for claim in best.values():
            yield self.statement(claim, part)

    def statement(self, claim: Claim, part: Sentence) -> Statement:
        document = self.document
        start, end = part.start, part.end
        if end - start > _LONGEST_QUOTE:
            start = max(start, min(self.text.original(claim.term.start), end))
            end = min(end, start + _LONGEST_QUOTE)
        quote = document.text[start:end]
        occurrence = occurrence_at(document.text, quote, start)
        stance = {1: Stance.SUPPORT, -1: Stance.OPPOSE, 0: Stance.CONDITIONAL}[claim.value]
        return Statement(
            id=statement_id(document.id, claim.named.party, claim.issue, quote, occurrence),
            document=document.id,
            date=document.date,
            party=claim.named.party,
            actor=claim.named.actor,
            speaker=claim.speaker,
            attribution=claim.attribution,
            issue=claim.issue,
            stance=stance,
            strength=claim.strength,
            condition=claim.condition,
            quote=quote,
            start=start,
            end=end,
            confidence=confidence(claim.rule),
            rule=claim.rule,
            explanation=explanation(claim.chain, stance),
            machine_stance=stance,
        )


def explanation(chain: Sequence[Step], stance: Stance) -> str:
    """The chain in words: "rejects(−) × territorial concessions(+) → opposes"."""
    signs = {1: "+", -1: "−", 0: "◇"}
    verbs = {
        Stance.SUPPORT: "supports",
        Stance.OPPOSE: "opposes",
        Stance.CONDITIONAL: "conditional",
    }
    return " × ".join(f"{s.words}({signs[s.sign]})" for s in chain) + f" → {verbs[stance]}"


def _history(line: Line, claim: Claim, date: str) -> bool:
    """Whether a claim is told of a year long gone: "in 1994", in the same breath."""
    year = _YEAR.match(date)
    if not year:
        return False
    for i, word in enumerate(line.words):
        if len(word.text) != 4 or not _YEAR.fullmatch(word.text):
            continue
        if int(word.text) >= int(year.group()) - 1:
            continue
        before = [line.text(j) for j in range(max(0, i - 3), i)]
        if "since" in before or not {"in", "of"} & set(before[-2:]):
            continue
        if (
            i < _FRONTED
            and line.text(i + 1) == ","
            and not any(word.text in _NOW for word in line.words)
        ):
            return True
        low, high = sorted((i, claim.term.first))
        apart = any(line.text(j) in (",", ";", "while", "but") for j in range(low, high))
        if high - low < 25 and not apart:
            return True
    return False
