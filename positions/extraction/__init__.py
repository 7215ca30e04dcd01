"""Document x Codebook -> Statements: pure, one document at a time.

A statement is a chain that can be shown: a holder (a name, or what a pronoun or an office
stands for), a cue that carries a sign, what turns the sign (negation, condition, another
cue), and a term of an issue with its direction. Every quotation is the document's own
characters.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from positions.documents import sentences
from positions.extraction.claims import Claim, Link, claims
from positions.extraction.confidence import confidence
from positions.extraction.discourse import Discourse
from positions.extraction.reading import Line, read
from positions.extraction.speech import mark_quotes, quotations, regions
from positions.extraction.vocabulary import Mark, Named, NormalText, Vocabulary, normal
from positions.model import Codebook, Document, Sentence, Stance, Statement, occurrence_at, statement_id

__all__ = ["Extractor", "extract"]

_LONGEST_QUOTE = 600
_LABEL = re.compile(r"\s*(?:Q\b|(?P<name>[A-Z][A-Z .'’-]{2,40}):)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def extract(document: Document, codebook: Codebook) -> tuple[Statement, ...]:
    """All statements of one document, in order of place; nothing but its arguments counts."""
    return Extractor(codebook).statements(document)


class Extractor:
    """A codebook made ready, to extract from many documents."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.vocabulary = Vocabulary(codebook)

    def statements(self, document: Document) -> tuple[Statement, ...]:
        """All statements of one document, in order of place."""
        parts = sentences(document)
        if not parts:
            return ()
        text = normal(document.text, 0, len(document.text))
        hits = self.vocabulary.hits(text)
        starts = [hit.start for hit in hits]
        blocks: dict[int, list[Sentence]] = defaultdict(list)
        for part in parts:
            blocks[part.block].append(part)
        discourse = Discourse()
        made: list[Statement] = []
        for block in blocks.values():
            spans = [(text.position(p.start), text.position(p.end)) for p in block]
            quotes = quotations(text.text, [(spans[0][0], spans[-1][1])])
            lines = []
            for a, b in spans:
                line = read(text, a, b, hits[bisect_left(starts, a) : bisect_left(starts, b)])
                mark_quotes(line, quotes)
                lines.append(line)
            label = _labelled(text.text[spans[0][0] : spans[0][0] + 60], lines[0])
            for number, (part, line) in enumerate(zip(block, lines, strict=True)):
                found = self._claims(line, lines, number, discourse, part, document, label)
                made.extend(self._statements(found, document, part, text))
        return tuple(made)

    def _claims(self, line: Line, lines: Sequence[Line], number: int, discourse: Discourse, part: Sentence, document: Document, label: tuple[Named | None, str] | None) -> list[Claim]:
        inherited = _speaker_near(lines, number, discourse)
        found_regions = regions(line, discourse, inherited or label)
        if label is not None:
            from positions.extraction.claims import Region

            found_regions.append(Region(0, len(line.tokens), label[0], label[1], True))
        question = bool(line.tokens) and any(t.text == "?" for t in line.tokens[-2:])
        found = claims(line, found_regions, discourse, question=question)
        speakers = [r for r in found_regions if r.direct or line.quoted]
        if speakers and speakers[0].speaker is not None:
            discourse.speaker, discourse.speaker_words = speakers[0].speaker, speakers[0].words
        discourse.heard([n for n in line.nouns if not line.inside_quote(n.first)] or line.nouns)
        found = [claim for claim in found if not _history(line, claim, document.date)]
        return found

    def _statements(self, found: Sequence[Claim], document: Document, part: Sentence, text: NormalText) -> list[Statement]:
        best: dict[tuple[str, str], Claim] = {}
        for claim in found:
            key = (claim.named.party, claim.issue)
            known = best.get(key)
            if known is None or confidence(claim.rule) > confidence(known.rule):
                best[key] = claim
        made = []
        for claim in best.values():
            start, end = part.start, part.end
            if end - start > _LONGEST_QUOTE:
                start = max(start, min(document_start(text, claim), end))
                end = min(end, start + _LONGEST_QUOTE)
            quote = document.text[start:end]
            occurrence = occurrence_at(document.text, quote, start)
            stance = {1: Stance.SUPPORT, -1: Stance.OPPOSE, 0: Stance.CONDITIONAL}[claim.value]
            made.append(
                Statement(
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
            )
        return made


def _history(line: Line, claim: Claim, date: str) -> bool:
    """Whether a claim is told of a year long gone: "in 1994", in the same breath."""
    year = _YEAR.match(date)
    if not year:
        return False
    for i, token in enumerate(line.tokens):
        if not _YEAR.fullmatch(token.text) or int(token.text) >= int(year.group()) - 1:
            continue
        if line.text(i - 1) not in ("in", "of", "since") and line.text(i - 2) != "in" or "since" in (line.text(i - 1), line.text(i - 2), line.text(i - 3)):
            continue
        low, high = sorted((i, claim.term.first))
        if high - low < 25 and not any(line.text(j) in (",", ";") or line.signs.get(j, ("",))[0] == Mark.BREAKER for j in range(low, high)):
            return True
    return False


def document_start(text: NormalText, claim: Claim) -> int:
    return text.original(claim.term.start)


def explanation(chain: Sequence[Link], stance: Stance) -> str:
    """The chain in words: "rejects(−) × territorial concessions(+) → opposes"."""
    signs = {1: "+", -1: "−", 0: "◇"}
    verbs = {Stance.SUPPORT: "supports", Stance.OPPOSE: "opposes", Stance.CONDITIONAL: "conditional"}
    return " × ".join(f"{link.words}({signs[link.sign]})" for link in chain) + f" → {verbs[stance]}"


def _labelled(head: str, line: Line) -> tuple[Named | None, str] | None:
    """The speaker of a block that begins with a label, as transcripts print them."""
    found = _LABEL.match(head)
    if not found or not found["name"]:
        return None
    size = len(found.group())
    for noun in line.nouns:
        if noun.named and line.tokens[noun.first].start - line.tokens[0].start < size:
            return noun.named, found["name"].strip().title()
    return None


def _speaker_near(lines: Sequence[Line], number: int, discourse: Discourse) -> tuple[Named | None, str] | None:
    """Who speaks in a quotation that its own sentence does not attribute.

    The sentence in which the quotation ends or began says so; else whoever spoke last.
    """
    line = lines[number]
    if not line.quoted:
        return None
    for step in (1, -1):
        index = number + step
        while 0 <= index < len(lines) and lines[index].quoted:
            for region in regions(lines[index], discourse, None):
                if region.speaker is not None:
                    return region.speaker, region.words
            index += step
        if step == -1 and 0 <= number - 1 < len(lines) and not lines[number - 1].quoted:
            for region in regions(lines[number - 1], discourse, None):
                if region.speaker is not None:
                    return region.speaker, region.words
    if discourse.speaker is not None:
        return discourse.speaker, discourse.speaker_words
    return None
