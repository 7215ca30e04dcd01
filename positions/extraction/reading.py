"""A sentence as the extractor sees it: words, mentions, terms and predicates, not yet linked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from positions.extraction.finder import Finder
from positions.extraction.mentions import Mention, mentions, role
from positions.extraction.normal import NormalText
from positions.extraction.predicates import Predicate
from positions.extraction.tags import Tag
from positions.extraction.terms import TermUse, terms
from positions.extraction.vocabulary import Hit, Mark, Named
from positions.extraction.words import Word, split, tag
from positions.model import ActorKind

_SMALL = frozenset((Mark.CONDITION, Mark.FIRM, Mark.ANAPHOR, Mark.ACCORDING))


@dataclass(slots=True)
class Line:
    """One sentence, read.

    Attributes:
        source: the normal text that the words are of, as written.
        signs: word index to the small words there (condition, firm, anaphor, according):
            their mark, the phrase and the index behind it.
        negators: word index of a negator to the index behind it.
        quoted: word spans inside quotation marks.
        question: whether it ends with a question mark.
    """

    words: list[Word]
    source: str
    mentions: list[Mention] = field(default_factory=list)
    terms: list[TermUse] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    signs: dict[int, tuple[Mark, str, int]] = field(default_factory=dict)
    negators: dict[int, int] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    question: bool = False

    def text(self, index: int) -> str:
        """The word at an index, "" beyond the ends."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def tag(self, index: int) -> Tag:
        """The tag at an index, a mark beyond the ends."""
        return self.words[index].tag if 0 <= index < len(self.words) else Tag.MARK

    def inside_quote(self, index: int) -> bool:
        """Whether a word stands inside quotation marks."""
        return any(a <= index < b for a, b in self.quoted)

    def written(self, first: int, last: int) -> str:
        """The words of a span as the text writes them, with its capitals."""
        if first >= last:
            return ""
        return self.source[self.words[first].start : self.words[last - 1].end]

    def phrase(self, first: int, last: int) -> str:
        """The words of a span as they stand in the sentence, in lower case."""
        out = ""
        end = -1
        for word in self.words[first:last]:
            out += (" " if out and word.start > end else "") + word.text
            end = word.end
        return out


def read(normal_text: NormalText, start: int, end: int, hits: Sequence[Hit]) -> Line:
    """Read the stretch of a normal text with the hits that fall into it."""
    words = split(normal_text.folded, start, end)
    line = Line(words, normal_text.text)
    if not words:
        return line
    firsts = {word.start: i for i, word in enumerate(words)}
    lasts = {word.end: i + 1 for i, word in enumerate(words)}
    placed = [
        (firsts[hit.start], lasts[hit.end], hit)
        for hit in hits
        if hit.start in firsts and hit.end in lasts
    ]
    names, qualifiers = set[int](), set[int]()
    for first, last, hit in placed:
        if hit.mark is Mark.ACTOR:
            (qualifiers if hit.value.form == "adjective" else names).update(range(first, last))
    line.terms = terms(words, placed, normal_text.folded)
    taken = frozenset(i for use in line.terms for i in range(use.first, use.last))
    tag(words, frozenset(names), frozenset(qualifiers - names), normal_text.text)
    wishes, doubts = _small_words(line, placed)
    line.predicates = Finder(words, placed, line.terms, line.negators, wishes, doubts).find()
    line.mentions = mentions(words, placed, taken, normal_text.text)
    _plans(line)
    line.question = any(word.text == "?" for word in words[-2:])
    return line


def _small_words(
    line: Line, placed: Sequence[tuple[int, int, Hit]]
) -> tuple[frozenset[int], frozenset[int]]:
    """Note the small words; gives the indexes of words that wish and that doubt."""
    marks = (*_SMALL, Mark.NEGATOR, Mark.WISH, Mark.POSSIBILITY)
    small = [p for p in placed if p[2].mark in marks]
    small.sort(key=lambda p: (p[0] - p[1], p[0]))
    settled: dict[Mark, set[int]] = {Mark.NEGATOR: set(), Mark.CONDITION: set()}
    wishes: set[int] = set()
    doubts: set[int] = set()
    for first, last, hit in small:
        span = range(first, last)
        if hit.mark in settled:
            # The longest counts, and one that is none ("not only", "at once") covers others.
            if settled[hit.mark].isdisjoint(span) and hit.value and hit.mark is Mark.NEGATOR:
                line.negators[first] = last
            elif settled[hit.mark].isdisjoint(span) and hit.value:
                line.signs[first] = (hit.mark, hit.value, last)
            settled[hit.mark].update(span)
        elif hit.mark is Mark.WISH:
            wishes.update(span)
        elif hit.mark is Mark.POSSIBILITY:
            doubts.update(span)
        elif first not in line.signs:
            line.signs[first] = (hit.mark, hit.value, last)
    for i, word in enumerate(line.words):
        if word.text == "n't":  # cut from its verb, it is no word of the text
            line.negators[i] = i + 1
    return frozenset(wishes), frozenset(doubts)


def _other(owner: Mention, author: str) -> bool:
    """Whether a plan is called somebody else's."""
    return owner.role == "owner" and owner.named is not None and owner.named.party != author


def _plans(line: Line) -> None:
    """A plan speaks for its author: "the US proposal calls for ..."."""
    for use in line.terms:
        author = use.ref.term.author
        if not author or use.ref.term.mutual:
            continue
        owner = next((m for m in reversed(line.mentions) if 0 <= use.first - m.last <= 3), None)
        if owner is not None and (owner.outsider or _other(owner, author)):
            continue
        named = Named(author, author, ActorKind.BODY, "", "title")
        mention = Mention(use.first, use.last, named, "", plan=True)
        mention.role = role(line.words, mention, ())
        line.mentions.append(mention)
    line.mentions.sort(key=lambda mention: mention.first)
