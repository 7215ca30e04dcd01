"""Questions and their answers: "No,", "asked about a truce, he said it was out of the question"."""

from collections.abc import Iterator, Sequence

from positions.extraction.chain import Climb
from positions.extraction.discourse import Topic
from positions.extraction.lexicon import english
from positions.extraction.predicates import Form, Predicate
from positions.extraction.reading import Line
from positions.extraction.signs import direction_for, pointing
from positions.extraction.stance import Climber
from positions.extraction.tags import AUXILIARY, Tag
from positions.extraction.vocabulary import Named

_ASKING = frozenset(("whether", "if", "about", "how", "what", "why"))
_ENDS = frozenset(("", ".", ",", ";", "!", '"', "”"))


def asked(line: Line) -> list[Topic]:
    """What a question is about: "Will Kyiv withdraw from Donbas?"."""
    return _topics(line, 0, len(line.words))


def asked_within(line: Line) -> list[Topic]:
    """What somebody is told to have been asked about: "asked whether Kyiv would withdraw"."""
    first, last = _span(line)
    return _topics(line, first, last)


def _span(line: Line) -> tuple[int, int]:
    """Where it is told what somebody was asked: to the next comma."""
    texts = [word.text for word in line.words]
    for i, text in enumerate(texts[:-1]):
        if text == "asked" and texts[i + 1] in _ASKING:
            ends = (j for j in range(i, len(texts)) if texts[j] in (",", ";"))
            return i, next(ends, len(texts))
    return 0, 0


def _topics(line: Line, first: int, last: int) -> list[Topic]:
    uses = [use for use in line.terms if first <= use.first < last and pointing(use)]
    return [Topic(use, direction_for(use, "") or 1) for use in uses]


def answer(climber: Climber, within: Sequence[Topic]) -> None:
    """As in "No," or "Absolutely," to the question before, or to one told in the sentence.

    Args:
        climber: of the sentence.
        within: what somebody is told there to have been asked about.
    """
    line = climber.scene.line
    if within:
        for start, speaker in _replies(climber):
            _say(climber, within, start, speaker)
            return
    if not climber.scene.discourse.asked:
        return
    words = line.words
    label = next((i for i, word in enumerate(words[:8]) if word.text == ":"), -1)
    first = next((i for i, w in enumerate(words) if i > label and w.text[0].isalpha()), 0)
    region = climber.scene.region(first)
    if region is not None and region.speaker is not None:
        _say(climber, climber.scene.discourse.asked, first, region.speaker)


def _replies(climber: Climber) -> Iterator[tuple[int, Named]]:
    """Where the reply stands that a sentence tells beside the question, and whose it is."""
    line = climber.scene.line
    first, last = _span(line)
    opening = climber.scene.region(1)
    if opening is not None and opening.speaker is not None and line.tag(0) is Tag.MARK:
        yield 1, opening.speaker  # '"No," he said when asked'
    for speech in line.predicates:
        if speech.speech and speech.finite and not first <= speech.first < last:
            for holder in climber.scene.holders(speech)[:1]:
                start = speech.last
                while line.tag(start) is Tag.THAT or line.text(start) in (":", ",", '"', "“"):
                    start += 1
                yield start, holder


def _say(climber: Climber, topics: Sequence[Topic], first: int, speaker: Named) -> None:
    """The claims of an answer that begins at an index, where it says yes or no."""
    said, sign = _yes_or_no(climber.scene.line, first)
    if not said:
        return
    place = Predicate(first=first, last=first + 1, head=first, form=Form.JUDGEMENT)
    for topic in topics:
        climb = Climb(topic.use, value=topic.value)
        climb.add(said, sign)
        climber.claimed(climb, place, speaker, "answer", sign=sign)


def _yes_or_no(line: Line, first: int) -> tuple[str, int]:
    """The words of an answer and its sign; no words where it is neither yes nor no."""
    start = f"{line.phrase(first, first + 4)} "
    for sign, answers in ((-1, english().answers_no), (1, english().answers_yes)):
        for said in answers:
            whole = not said.startswith("we ") or line.text(first + said.count(" ") + 1) in _ENDS
            if start.startswith(said) and not start[len(said)].isalnum() and whole:
                return said, sign  # "We will not.", but not "We will not comment"
    verb = first + 1
    if line.tag(first) in (Tag.PRONOUN, Tag.NAME) and line.tag(verb) in AUXILIARY:
        denied = line.tag(verb + 1) is Tag.NEGATOR
        if line.text(verb + 1 + denied) in _ENDS:  # "said it would not"
            return line.phrase(verb, verb + 1 + denied), -1 if denied else 1
    return "", 0
