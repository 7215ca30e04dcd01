"""Whose words are they: verbs of saying, quotation marks, and speeches by label."""

import re
from collections.abc import Sequence

from positions.extraction.claims import Region
from positions.extraction.discourse import Discourse
from positions.extraction.reading import Line, Noun, Verb
from positions.extraction.vocabulary import Mark, Named

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"'}


def quotations(text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans between quotation marks, paired by kind within a block; linear in the text.

    A mark that is opened and not closed runs to the end of its block, as a speaker who
    goes on in the next paragraph is printed; a stray closing mark is passed over.
    """
    spans = []
    for start, end in blocks:
        opened, closing = -1, ""
        for found in re.finditer(r'["“”«»„]', text[start:end]):
            sign, at = found.group(), start + found.start()
            if opened >= 0 and sign == closing:
                spans.append((opened + 1, at))
                opened = -1
            elif opened < 0 and sign in _OPEN:
                opened, closing = at, _OPEN[sign]
        if opened >= 0 and (closing != '"' or opened <= start + 1):
            spans.append((opened + 1, end))
    return spans


def mark_quotes(line: Line, spans: Sequence[tuple[int, int]]) -> None:
    """Tell a line which of its tokens stand inside quotation marks; scare quotes do not count."""
    for start, end in spans:
        inside = [i for i, token in enumerate(line.tokens) if start <= token.start and token.end <= end]
        if len(inside) >= 4:
            line.quoted.append((inside[0], inside[-1] + 1))


def regions(line: Line, discourse: Discourse, inherited: tuple[Named | None, str] | None) -> list[Region]:
    """The stretches of a sentence that are somebody's words, quoted or reported.

    `inherited` is the speaker of a quotation that has none in its own sentence.
    """
    found: list[Region] = []
    outside = [v for v in line.verbs if v.speech and v.form in ("finite", "gerund") and not line.inside_quote(v.first)]
    speaker: tuple[Named | None, str] | None = None
    for verb in outside:
        subject, inverted = _subject(line, verb)
        if subject is None and verb.form == "gerund" and speaker is not None:
            who, words = speaker
        elif subject is None:
            continue
        else:
            who, words = discourse.means(subject, None), _words(line, subject)
        speaker = (who, words)
        first, last = _content(line, verb, subject, inverted)
        if first == 0 and line.text(verb.last) == "," and len(line.tokens) - verb.last > 4:
            found.append(Region(verb.last + 1, len(line.tokens), who, words, False))
        if last - first >= 3 or first == 0 and last > 0:
            found = [r for r in found if r.last <= first or r.first >= last or (r.first < first)]
            for earlier in found:
                if earlier.last > first > earlier.first:
                    earlier.last = first
            found.append(Region(first, last, who, words, False))
    for i, (mark, _, last) in line.signs.items():
        if mark is Mark.ACCORDING:
            noun = next((n for n in line.nouns if n.first >= last - 1 and n.first - last <= 2), None)
            if noun is not None:
                who = noun.named
                words = _words(line, noun)
                if i > 3:
                    found.append(Region(0, i, who, words, False))
                else:
                    found.append(Region(noun.last, len(line.tokens), who, words, False))
    for first, last in line.quoted:
        who, words = speaker or inherited or (None, "")
        found.insert(0, Region(first, last, who, words, True))
    return found


def _subject(line: Line, verb: Verb) -> tuple[Noun | None, bool]:
    """The subject of a verb of saying, before it, or after it as in ', said Peskov'."""
    if line.text(verb.first - 1) in (",", '"', "”", "'") or verb.first == 0:
        after = next((n for n in line.nouns if 0 <= n.first - verb.last <= 4 and n.role in ("subject", "owner")), None)
        if after is not None:
            return after, True
    before = [n for n in line.nouns if n.last <= verb.first and n.role == "subject" and not line.inside_quote(n.first)]
    if before:
        noun = before[-1]
        for other in before[:-1]:  # an aside between commas belongs to the name before it
            if line.text(other.last) == "," and line.text(verb.first - 1) == ",":
                noun = other
                break
        return noun, False
    return None, False


def _content(line: Line, verb: Verb, subject: Noun | None, inverted: bool) -> tuple[int, int]:
    """Where the reported words stand: after the verb, or before ', X said'."""
    size = len(line.tokens)
    head = subject.first if subject is not None else verb.first
    while head > 0 and line.text(head - 1) in ("the", "a", "mr", "."):
        head -= 1
    closing = inverted or (head > 4 and line.text(head - 1) in (",", '"', "”", "'", "—", "–"))
    rest = size - verb.last
    if closing and line.text(verb.last) == ",":
        return 0, head
    if closing and (inverted or rest <= 12 or line.text(verb.last) in (".", ",", "on", "in", "at", "during", "to", "after", "late")):
        if not (line.text(verb.last) == "that"):
            return 0, head
    last = size
    for i in range(verb.last, size):
        if line.text(i) == ";":
            last = i
            break
        sign = line.signs.get(i)
        if sign and sign[0] is Mark.BREAKER and sign[1] in ("while", "whereas") and i > verb.last + 2:
            last = i
            break
    return verb.last, last


def _words(line: Line, noun: Noun) -> str:
    out = ""
    for i in range(noun.first, noun.last):
        gap = " " if out and line.tokens[i].start > line.tokens[i - 1].end else ""
        out += gap + line.tokens[i].text
    return out
