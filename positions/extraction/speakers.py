"""Who speaks where no verb says so: labels, headings, the quotation before, the text as a whole."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from positions.documents import sentences
from positions.extraction.attribution import outside_quotes, regions
from positions.extraction.discourse import Discourse
from positions.extraction.lexicon import english
from positions.extraction.normal import lower, normal
from positions.extraction.reading import Line, read
from positions.extraction.vocabulary import Named, Vocabulary
from positions.model import ActorKind, Document

Speaker = tuple[Named | None, str]

_LABEL = re.compile(
    r"\W{0,4}(?P<name>[A-Z][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,4})(?: \([^()]{1,40}\))?\W{0,3}: "
)
_QUESTION = re.compile(r"\W{0,4}Q\s")
_NAMING = frozenset(("subject", "owner", "by", "of", "from"))
_OPENING = 4  # sentences within which a communiqué says whose it is
_TRANSCRIPT = 3  # labelled turns from which on a paragraph without a label goes on speaking


class Speakers:
    """The speakers of one document, by label and as a whole.

    Attributes:
        voice: whose words the text is as a whole, or None.
        own: whether they publish it themselves.
        subject: the first person whom the title names, or None.
        guest: the same, where the title says that the quotations are theirs.
    """

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.labels: dict[str, Speaker] = {}
        self.current: Speaker | None = None
        self.turns = 0
        official = _official(document)
        self.voice = _voice(document, vocabulary, official=official)
        self.own = self.voice is not None and official
        self.subject = _first_person(document.title, vocabulary)
        title = lower(document.title)
        self.guest = self.subject if any(word in title for word in english().guests) else None

    def label(self, head: str, line: Line) -> Speaker | None:
        """The speaker of a block that begins with a label: "LAVROV:", "Q:", "SK:"."""
        speaker = self._labelled(head, line)
        if speaker is not None:
            self.current = speaker
            self.turns += 1
        return speaker or (self.current if self.turns >= _TRANSCRIPT else None)

    def _labelled(self, head: str, line: Line) -> Speaker | None:
        if _QUESTION.match(head):
            return None, "Q"
        found = _LABEL.match(head)
        if not found:
            return None
        name = found["name"]
        if name in self.labels:
            return self.labels[name]
        size = found.end("name")
        start = line.words[0].start if line.words else 0
        for mention in line.mentions:
            if mention.named and line.words[mention.first].start - start < size:
                return self._remember(name, (mention.named, name))
        office = lower(name).removeprefix("the ").removeprefix("mr ").split(" ")[-1]
        if self.voice is not None and office in english().offices:  # "THE PRESIDENT:"
            return self._remember(name, (self.voice, name))
        asked = name in ("Q", "Question", "A", "Answer") or len(self.labels) > 1
        if name in ("A", "Answer"):
            return self._remember(name, (self.voice, name))
        if asked or name.isupper():
            return self._remember(name, (None, name))
        return None

    def _remember(self, name: str, speaker: Speaker) -> Speaker:
        self.labels[name] = speaker
        words = name.split(" ")
        if len(words) > 1:  # "Serhiy Kyslytsya:" is "SK:" later on
            self.labels.setdefault("".join(word[0] for word in words), speaker)
            self.labels.setdefault(words[-1], speaker)
        return speaker


def _official(document: Document) -> bool:
    """Whether a party publishes a text itself."""
    words = english()
    publisher = lower(document.publisher)
    host = re.sub(r"^[a-z]+://", "", document.url).split("/")[0].lower()
    return any(word in publisher for word in words.official) or any(
        site in f"{host}." for site in words.official_sites
    )


def _voice(document: Document, vocabulary: Vocabulary, *, official: bool) -> Named | None:
    """Whose own site or own words a text is."""
    title, publisher = lower(document.title), lower(document.publisher)
    spoken = any(word in f"{title} {publisher}" for word in english().own_words)
    if spoken and (found := named_first(_naming(document.title, vocabulary))) is not None:
        return found[0]
    if not official:
        return None
    for text in (document.publisher, document.title):
        if (found := named_first(_naming(text, vocabulary))) is not None:
            return found[0]
    return _opening(document, vocabulary)


def _naming(text: str, vocabulary: Vocabulary) -> Line:
    """A line with those whom it names, without what it is about ("Peace for Ukraine")."""
    line = _whole(text, vocabulary)
    line.mentions = [m for m in line.mentions if m.role in _NAMING and not m.plan]
    return line


def _whole(text: str, vocabulary: Vocabulary) -> Line:
    """A text read as one line."""
    even = normal(text)
    return read(even, 0, len(even.text), vocabulary)


def _opening(document: Document, vocabulary: Vocabulary) -> Named | None:
    """Whom the first sentences of a communiqué name: "The heads of state gathered ..."."""
    for part in islice(sentences(document), _OPENING):
        line = _naming(document.text[part.start : part.end], vocabulary)
        for mention in line.mentions:
            if mention.named is not None and mention.role == "subject":
                return mention.named
    return None


def _first_person(text: str, vocabulary: Vocabulary) -> Speaker | None:
    """The first person in a title, where that is its first name ("Zelensky tells ...")."""
    found = named_first(_whole(text, vocabulary))
    person = found is not None and found[0] is not None and found[0].kind is ActorKind.PERSON
    return found if person else None


def named_first(line: Line) -> Speaker | None:
    """The first one named in a line, persons before others."""
    named = [m for m in line.mentions if m.named and not m.plan]
    persons = [m for m in named if m.named and m.named.kind is ActorKind.PERSON]
    for mention in persons[:1] or named[:1]:
        return mention.named, line.written(mention.first, mention.last)
    return None


def speakers_near(
    lines: Sequence[Line],
    discourse: Discourse,
    heading: Speaker | None,
    speakers: Speakers,
) -> list[Speaker | None]:
    """Who speaks in each quotation of a paragraph that its own sentence does not attribute.

    The sentence in which the quotation ends or began says so; else the heading above; else
    whoever spoke last, or whom the title names. None for sentences without a quotation.
    """
    own = _own_speakers(lines, replace(discourse))
    behind: list[Speaker | None] = [None] * len(lines)
    for n in range(len(lines) - 2, -1, -1):
        if lines[n + 1].quoted:
            behind[n] = own[n + 1] or behind[n + 1]
    last = speakers.guest or speakers.subject
    if speakers.guest is None and discourse.speaker is not None:
        last = discourse.speaker, discourse.speaker_words
    found: list[Speaker | None] = []
    before: Speaker | None = None
    for n, line in enumerate(lines):
        quoted = bool(line.quoted)
        found.append(behind[n] or before or heading or last if quoted else None)
        before = own[n] or (before if quoted else None)
    return found


def _own_speakers(lines: Sequence[Line], discourse: Discourse) -> list[Speaker | None]:
    """Who speaks in each sentence by its own words; what `discourse` remembers goes along."""
    found = []
    for n, line in enumerate(lines):
        found.append(_first_speaker(line, discourse) if may_speak(lines, n) else None)
        discourse.heard(outside_quotes(line))
    return found


def may_speak(lines: Sequence[Line], number: int) -> bool:
    """Whether a sentence is quoted or stands beside one that is."""
    return any(line.quoted for line in lines[max(0, number - 1) : number + 2])


def _first_speaker(line: Line, discourse: Discourse) -> Speaker | None:
    for region in regions(line, discourse, None):
        if region.speaker is not None:
            return region.speaker, region.words
    return None
