"""A sentence as the extractor sees it: words, mentions, terms and predicates, not yet linked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from positions.extraction.finder import Finder
from positions.extraction.mentions import Mention, mentions, role
from positions.extraction.normal import NormalText
from positions.extraction.predicates import Predicate
from positions.extraction.settling import settle
from positions.extraction.tags import VERBAL, Tag
from positions.extraction.terms import Spoken, TermUse, terms
from positions.extraction.vocabulary import Mark, Named, Place, Places, Vocabulary
from positions.extraction.words import Word, split, tag
from positions.model import ActorKind

_DEMANDS = frozenset("demand demands request requests insistence".split())
_OWNED = 2  # words between an owner and the thing owned
_NOTHING = Spoken()
# Behind what is complete; "" stands beyond the end of a line.
ENDS = frozenset(("", ".", ",", ";", "!", "?", '"', "”"))
_TAGGED = frozenset(("okay", "ok", "right", "huh"))  # "It is not going to happen, okay?"


class _Texts(dict[int, str]):
    """Words by index; as a dictionary, it is asked faster than by a method of our own."""

    def __missing__(self, index: int) -> str:
        return ""


class _Tags(dict[int, Tag]):
    """Tags by index."""

    def __missing__(self, index: int) -> Tag:
        return Tag.MARK


@dataclass(slots=True)
class Line:
    """One sentence, read; what it says is found by `understand`.

    Attributes:
        source: the normal text that the words are of, as written.
        places: the marked stretches.
        text: the word at an index, "" beyond the ends.
        tag: the tag at an index, a mark beyond the ends.
        signs: word index to the small words there (condition, firm, anaphor, according):
            their mark, the phrase and the index behind it.
        negators: word index of a negator to the index behind it.
        quoted: word spans inside quotation marks.
        question: whether it ends with a question mark.
    """

    words: list[Word]
    source: str
    places: Places = field(default_factory=Places)
    mentions: list[Mention] = field(default_factory=list)
    terms: list[TermUse] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    signs: dict[int, tuple[Mark, str, int]] = field(default_factory=dict)
    negators: dict[int, int] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    question: bool = False
    text: Callable[[int], str] = field(init=False)
    tag: Callable[[int], Tag] = field(init=False)

    def __post_init__(self) -> None:
        self.text = _Texts(enumerate(word.text for word in self.words)).__getitem__
        self.tag = _Tags(enumerate(word.tag for word in self.words)).__getitem__

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


def read(
    normal_text: NormalText,
    start: int,
    end: int,
    vocabulary: Vocabulary,
    spoken: Spoken = _NOTHING,
) -> Line:
    """Read the stretch of a normal text."""
    words = split(normal_text.folded, start, end)
    if not words:
        return Line(words, normal_text.text)
    places = vocabulary.places(words, normal_text)
    names, qualifiers = set[int](), set[int]()
    for first, last, hit in places.names:
        if hit.mark is Mark.ACTOR:
            (qualifiers if hit.value.form == "adjective" else names).update(range(first, last))
    tag(words, frozenset(names), frozenset(qualifiers - names), normal_text.text)
    settle(words)
    line = Line(words, normal_text.text, places)
    uses = terms(words, places, normal_text.folded, spoken)
    line.terms = [use for use in uses if not _through_demand(use, words)]
    line.terms = [use for use in line.terms if not _of_owner(use, line)]
    taken = frozenset(i for use in line.terms for i in range(use.first, use.last))
    line.mentions = mentions(words, places.names, taken, normal_text.text)
    _plans(line)
    asking = any(word.text == "?" for word in words[-2:])
    line.question = asking and not any(word.text in _TAGGED for word in words[-3:])
    return line


def _through_demand(use: TermUse, words: Sequence[Word]) -> bool:
    """As in "give up its demand for land": not the land is given up."""
    return any(word.text in _DEMANDS for word in words[use.last : use.reach - 1])


def _of_owner(use: TermUse, line: Line) -> bool:
    """As in "back Norda's fishing rights": not Norda is backed, where that is a term too."""
    owner = line.tag(use.last) is Tag.POSSESSIVE and line.tag(use.last - 1) is Tag.NAME
    owned = any(0 < other.first - use.last <= _OWNED for other in line.terms)
    return owner and owned and line.tag(use.first) in VERBAL


def understand(line: Line) -> None:
    """Find what a sentence says: its predicates, and the small words that turn them."""
    small, cues = line.places.small, line.places.cues
    wishes, doubts = _small_words(line, small)
    finder = Finder(line.words, cues + small, line.terms, line.negators, wishes, doubts)
    line.predicates = finder.find()


def _small_words(line: Line, small: Sequence[Place]) -> tuple[frozenset[int], frozenset[int]]:
    """Note the small words; gives the indexes of words that wish and that doubt."""
    settled: dict[Mark, set[int]] = {Mark.NEGATOR: set(), Mark.CONDITION: set()}
    wishes: set[int] = set()
    doubts: set[int] = set()
    for first, last, hit in sorted(small, key=lambda p: (p[0] - p[1], p[0])):
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
