"""Who is named in a sentence: names, offices, descriptions and pronouns, with their parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from positions.extraction.lexicon import english
from positions.extraction.tags import FINITE, VERBAL, Tag
from positions.extraction.vocabulary import Hit, Mark, Named, Place
from positions.extraction.words import Word
from positions.model import ActorKind

_ORDER = {Mark.ACTOR: 0, Mark.OUTSIDER: 1, Mark.AGENT: 2, Mark.PERSON: 3, Mark.SPEAKER: 4}
_INNER = frozenset((Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER, Tag.POSSESSIVE))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "ourselves", "myself"))
_NOMINATIVE = frozenset(("he", "she", "they", "we", "i"))
_OWNERS = frozenset(("his", "her", "its", "their", "our", "my"))
_JOINERS = frozenset(("and", "or", "nor", ",", "&", "both", "well"))
_RELATED = frozenset(
    "ally allies partner partners counterpart counterparts capital capitals state states"
    " nation nations"
    " country countries power powers side sides people opposition".split()
)
_SEATED = frozenset(  # "officials in Kyiv" are Kyiv's
    "official officials source sources diplomat diplomats policymaker policymakers".split()
)
_SERVING = frozenset(
    "spokesman spokesmen spokesperson spokespeople spokeswoman adviser advisers advisor advisors"
    " aide aides negotiator negotiators envoy".split()
)
_AND = ("and", "or", "nor", "&")
_ARTICLES = frozenset(("the", "a", "its", "his", "their", "with", "as"))
_MODIFIERS = frozenset(
    (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER, Tag.NOUN, Tag.POSSESSIVE, Tag.PARTICIPLE)
)
_FORMER = frozenset(("former", "ex", "late", "ousted", "exiled", "onetime", "jailed"))


@dataclass(slots=True, eq=False)
class Mention:
    """A name, or a description or pronoun that stands for one, and its part.

    Attributes:
        first, last: word span, last exclusive.
        named: whom it means; None for an outsider or an unresolved pronoun.
        role: "subject" where it can head a clause, "owner" where it qualifies the noun
            after it, else the preposition that governs it.
        pronoun: "he", "she", "it", "they", "we", or "person" for a bare "the minister" and
            "office" for a bare "the ministry".
        outsider: whether it is somebody who holds no party's stance.
        plan: whether it is a plan that speaks for its author.
    """

    first: int
    last: int
    named: Named | None
    role: str
    pronoun: str = ""
    outsider: bool = False
    plan: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    first: int
    last: int
    hit: Hit


def mentions(
    words: Sequence[Word], placed: Sequence[Place], taken: frozenset[int], text: str
) -> list[Mention]:
    """All mentions of a sentence, in order.

    Args:
        words: of the sentence, tagged.
        placed: whoever is named, with word spans.
        taken: indexes of words that belong to a term.
        text: the text as written, to tell "US" from "us".
    """
    anchors = _anchors(words, placed, taken, text)
    found: list[Mention] = []
    index = 0
    while index < len(anchors):
        size, mention = _phrase(words, anchors, index)
        index += size
        if mention is not None:
            mention.role = role(words, mention, found)
            found.append(mention)
    return found


def _anchors(
    words: Sequence[Word], placed: Sequence[Place], taken: frozenset[int], text: str
) -> list[_Anchor]:
    candidates = sorted(placed, key=lambda p: (p[0] - p[1], _ORDER[p[2].mark], p[0]))
    used: set[int] = set()
    anchors = []
    for first, last, hit in candidates:
        span = range(first, last)
        if not used.isdisjoint(span) or (hit.mark is Mark.AGENT and words[first].tag in VERBAL):
            continue
        if hit.mark not in (Mark.ACTOR, Mark.AGENT) and not taken.isdisjoint(span):
            continue
        if hit.mark is Mark.SPEAKER and text[words[first].start : words[last - 1].end] == "US":
            continue
        used.update(span)
        anchors.append(_Anchor(first, last, hit))
    anchors.sort(key=lambda a: a.first)
    return anchors


class _Phrase:
    """A noun phrase put together from its names and offices, left to right."""

    def __init__(self, anchor: _Anchor, words: Sequence[Word]) -> None:
        self.words = words
        self.last = anchor.last
        self.head = words[anchor.last - 1].text
        self.mark = anchor.hit.mark
        self.named: Named | None = anchor.hit.value if self.mark is Mark.ACTOR else None
        self.owner = self.named
        self.outsider = self.mark is Mark.OUTSIDER

    @property
    def seated(self) -> bool:
        """Whether it is an office that the place behind it makes somebody's."""
        return self.mark is Mark.AGENT and self.owner is None and self.head in _SEATED

    def take(self, anchor: _Anchor, gap: Sequence[Word], *, adjectival: bool) -> bool:
        """Join the next name or office where it belongs to the same phrase."""
        possessive = any(word.tag is Tag.POSSESSIVE for word in gap)
        if anchor.hit.mark is Mark.AGENT and self.mark is Mark.AGENT and self.owner is None:
            if gap:
                return False
        elif anchor.hit.mark is Mark.AGENT and self.owner is not None:
            if len(gap) > (4 if possessive else 2):
                return False
            whole = self.owner.form == "adjective" or possessive
            actor = self.owner.party if whole else self.owner.actor
            one = self.words[anchor.last - 1].text in english().offices
            kind = ActorKind.PERSON if one else ActorKind.GROUP
            title = Named(self.owner.party, actor, kind, "", "title")
            self.named = self.owner if self.owner.form == "title" else title
        elif self.mark is Mark.AGENT and self._of(gap) and anchor.hit.mark is Mark.ACTOR:
            named: Named = anchor.hit.value
            person = _serves(self.head, gap) and named.kind is ActorKind.PERSON
            kind = ActorKind.PERSON if person else ActorKind.BODY
            self.named = Named(named.party, named.party, kind, "", "title")
        elif anchor.hit.mark is Mark.ACTOR and len(gap) <= 2 + possessive:
            if self.mark is not Mark.AGENT and (self.owner is None or (gap and not adjectival)):
                return False
            if any(word.text == "-" for word in gap) or (
                possessive and self.mark is Mark.ACTOR and anchor.hit.value.kind is ActorKind.STATE
            ):
                return False
            titled = self.words[self.last - 1].text in english().offices
            self.named = self.owner = anchor.hit.value
            if titled and not gap:  # "Prime Minister ..." is no state
                self.named = replace(self.owner, kind=ActorKind.PERSON)
            self.outsider = False
        elif anchor.hit.mark is Mark.OUTSIDER and self.owner and len(gap) <= 1 + possessive:
            self.named, self.owner, self.outsider = None, None, True
        else:
            return False
        self.last, self.mark = anchor.last, anchor.hit.mark
        return True

    def _of(self, gap: Sequence[Word]) -> bool:
        """As in "The government of", "leaders of the": an office whose owner follows."""
        if self.owner is not None or not gap:
            return False
        if _serves(self.head, gap):
            return True
        seated = gap[0].text == "in" and self.seated
        whose = gap[0].text in ("of", "from")
        return seated or (whose and len(gap) <= 5 and self.head not in _RELATED)


def _phrase(
    words: Sequence[Word], anchors: Sequence[_Anchor], index: int
) -> tuple[int, Mention | None]:
    """The mention that begins at an anchor, and how many anchors it takes."""
    anchor = anchors[index]
    mark = anchor.hit.mark
    first = anchor.first
    if mark in (Mark.PERSON, Mark.SPEAKER):
        pronoun = "we" if mark is Mark.SPEAKER else anchor.hit.value
        size, last = _team(words, anchors, index)
        return size, Mention(first, last, None, "", pronoun=pronoun)
    phrase = _Phrase(anchor, words)
    size = 1
    while index + size < len(anchors):
        following = anchors[index + size]
        gap = words[phrase.last : following.first]
        if following.hit.mark in (Mark.PERSON, Mark.SPEAKER) or not _connected(gap, phrase.head):
            break
        if gap and gap[0].text == "in" and not phrase.seated:
            break
        adjectival = _adjectival(words, anchors[index + size - 1])
        if not phrase.take(following, gap, adjectival=adjectival):
            break
        size += 1
    if phrase.mark is Mark.AGENT and phrase.named is None and not phrase.outsider:
        return size, _office(words, first, phrase.last)
    if first and words[first - 1].text in _FORMER:
        phrase.named, phrase.outsider = None, True
    if phrase.mark is Mark.ACTOR and phrase.named and size == 1 and _adjectival(words, anchor):
        return size, Mention(first, phrase.last, phrase.named, "owner")
    return size, Mention(first, phrase.last, phrase.named, "", outsider=phrase.outsider)


def _team(words: Sequence[Word], anchors: Sequence[_Anchor], index: int) -> tuple[int, int]:
    """As in "His team", "our government": speaks for the same party as "he", "we"."""
    anchor = anchors[index]
    if words[anchor.first].text in _OWNERS and index + 1 < len(anchors):
        following = anchors[index + 1]
        gap = words[anchor.last : following.first]
        if following.hit.mark is Mark.AGENT and len(gap) <= 2 and _connected(gap, ""):
            return 2, following.last
    return 1, anchor.last


def _serves(head: str, gap: Sequence[Word]) -> bool:
    """As in "a spokesman for the", "an aide to", "people close to the"."""
    words = [word.text for word in gap]
    if words and words[-1] == "the":
        words.pop()
    return (words in (["for"], ["to"]) and head in _SERVING) or words == ["close", "to"]


def _connected(gap: Sequence[Word], head: str) -> bool:
    return _serves(head, gap) or (
        len(gap) <= 5
        and all(
            word.tag in _INNER or word.text in ("-", ".", "of", "from", "the", "in") for word in gap
        )
        and (
            not gap
            or gap[0].text in ("of", "from")
            or (gap[0].text == "in" and len(gap) == 1)
            or all(word.text not in ("of", "from", "the", "in") for word in gap)
        )
    )


def _office(words: Sequence[Word], first: int, last: int) -> Mention | None:
    """As in "The minister", "the ministry": whoever of that kind was spoken of."""
    plural = words[last - 1].text.endswith("s") and last - first == 1
    opens = not first or words[first - 1].tag in (Tag.MARK, Tag.THAT, Tag.CONTRAST)
    if plural and opens:  # "Leaders agreed ..."
        return Mention(first, last, None, "", pronoun="office")
    start = first - 1
    person = words[last - 1].text in english().offices
    if person and start > 0 and words[start].tag in (Tag.ADJECTIVE, Tag.NOUN):
        start -= 1  # "the veteran minister"
    if start < 0 or words[start].text not in ("the", "mr", "mrs", "ms"):
        return None
    return Mention(start, last, None, "", pronoun="person" if person else "office")


def _adjectival(words: Sequence[Word], anchor: _Anchor) -> bool:
    """Whether a name qualifies the noun after it: "Ukrainian", "US sanctions", "Kremlin plan"."""
    if anchor.hit.mark is not Mark.ACTOR:
        return False
    named: Named = anchor.hit.value
    if named.form == "adjective":
        return words[anchor.last - 1].tag is not Tag.NAME
    if named.kind is ActorKind.PERSON or anchor.last >= len(words):
        return False
    after = words[anchor.last]
    return after.tag in (Tag.NOUN, Tag.ADJECTIVE) and after.text not in ("-", "of")


def role(words: Sequence[Word], mention: Mention, before: Sequence[Mention]) -> str:
    """Owner, subject, or the preposition that governs."""
    first, last = mention.first, mention.last
    if words[first].text in _REFLEXIVE:
        return "reflexive"
    if mention.role == "owner" or (words[first].text in _OWNERS and last == first + 1):
        return "owner"
    if last < len(words) and (
        words[last].tag is Tag.POSSESSIVE
        or (words[last].text == "-" and words[last].start == words[last - 1].end)
    ):
        return "owner"
    if last == first + 1 and words[first].text in _NOMINATIVE:
        return "subject"
    index = first - 1
    behind = index - (words[index].text == "the")
    bare = behind > 0 and words[behind].tag is Tag.NOUN and words[first].tag is Tag.NAME
    if bare and last < len(words) and words[last].tag in FINITE:
        return "subject"  # "in return for land Kyiv expects"
    while (index >= 0 and words[index].tag in _MODIFIERS) or (
        index >= 0 and words[index].text in ("both", "all", "each", "-")
    ):
        if words[index].tag is Tag.DETERMINER and index and words[index - 1].tag is Tag.NOUN:
            return "subject"  # "After months of talks the Kremlin ..."
        index -= 1
    if index > 0 and words[index].text == "than" and words[index - 1].text in ("more", "fewer"):
        index -= 2  # "more than a dozen states"
    if index < 0:
        return "subject"
    if _clause_begins(words, index, mention):
        return "subject"
    if words[index].text in _JOINERS:
        return _joined_role(words, mention, before)
    return words[index].text if words[index].tag is Tag.PREPOSITION else "subject"


def _clause_begins(words: Sequence[Word], index: int, mention: Mention) -> bool:
    """As in "In his nightly address Zelensky said": no comma behind what stands in front."""
    first, last = mention.first, mention.last
    fronted = index == 0 or words[index - 1].tag is Tag.MARK
    verb = last < len(words) and words[last].tag in FINITE
    return fronted and verb and index < first - 1 and words[first - 1].tag is Tag.NOUN


def _heads(words: Sequence[Word], index: int) -> bool:
    """Whether names joined by "and" run up to a verb."""
    while index < len(words) and words[index].tag in (Tag.NAME, Tag.DETERMINER, Tag.COORDINATOR):
        index += 1
    return index < len(words) and words[index].tag in FINITE


def _joined_role(words: Sequence[Word], mention: Mention, before: Sequence[Mention]) -> str:
    """As in "Between Russia and Ukraine": the second takes the first's part."""
    if not before or before[-1].role == "owner":
        return "subject"
    gap = [word.text for word in words[before[-1].last : mention.first]]
    after = words[mention.last].text if mention.last < len(words) else ""
    listed = any(text in _AND for text in gap) or after in ("," if len(gap) == 1 else "", *_AND)
    if gap == [","] and before[-1].role in ("in", "at") and _heads(words, mention.last):
        return "subject"  # "in Paris, Britain and France pledged"
    near = len(gap) <= 4 and all(text in _JOINERS or text in _ARTICLES for text in gap)
    return before[-1].role if near and listed else "subject"
