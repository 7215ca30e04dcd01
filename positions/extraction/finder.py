"""Finds verbs, and the nouns and adjectives that carry a stance, in a sentence."""

from collections.abc import Mapping, Sequence

from positions.extraction.carriers import VERB_KINDS, carriers
from positions.extraction.inflection import kinds
from positions.extraction.lexicon import Cue, CueKind
from positions.extraction.parted import stretched
from positions.extraction.predicates import Form, Predicate
from positions.extraction.tags import AUXILIARY, VERBAL, Tag
from positions.extraction.terms import TermUse
from positions.extraction.vocabulary import Hit, Mark
from positions.extraction.words import Word

_COPULAS = frozenset(
    "remain remains remained seem seems seemed appear appears appeared become becomes became"
    " stay stays stayed sound sounds sounded look looks looked feel feels felt"
    " grow grew prove proves proved mean means meant constitute constitutes constituted"
    " represent represents represented amount amounts amounted".split()
)
_AMOUNTS = ("amount", "amounts", "amounted")
_MODIFIERS = frozenset((Tag.ADJECTIVE, Tag.DETERMINER, Tag.ADVERB, Tag.POSSESSIVE))
_PHRASAL = (Tag.DETERMINER, Tag.PRONOUN, Tag.PREPOSITION, Tag.NOUN, Tag.NAME)
_SCANT = frozenset(("limited", "scant", "minimal", "zero"))
_MUST = frozenset(("must", "should", "ought"))
_MAY = frozenset(("may", "might", "could", "can", "ca"))
_BOUNDS = frozenset(
    (Tag.COORDINATOR, Tag.CONTRAST, Tag.SUBORDINATOR, Tag.RELATIVE, Tag.THAT, Tag.PRONOUN)
)


class Finder:
    """Finds the predicates of one sentence.

    Args:
        words: of the sentence, tagged.
        placed: hits with their word spans.
        uses: the terms in use, by the index of their first word.
        negators: spans of negating words by the index of their first word.
        wishes, doubts: indexes of the words of a "must" and of a "may".
    """

    def __init__(
        self,
        words: Sequence[Word],
        placed: Sequence[tuple[int, int, Hit]],
        uses: Sequence[TermUse],
        negators: Mapping[int, int],
        wishes: frozenset[int],
        doubts: frozenset[int],
    ) -> None:
        self.words = words
        self.negators = negators
        self.wishes = wishes
        self.doubts = doubts
        self.uses: dict[int, TermUse] = {}
        for use in uses:
            self.uses.setdefault(use.first, use)
        self.inside = {
            i
            for use in uses
            for i in range(use.first, use.last)
            if i > use.first or words[i].tag is not Tag.PREPOSITION
        }
        self.family = carriers(words, placed, self.inside)
        self.grouped: set[int] = set()
        self.skipped = {
            i
            for first, last, hit in placed
            if hit.mark is Mark.ACCORDING
            or (hit.mark is Mark.WISH and last - first > 1)
            or (hit.mark is Mark.CONDITION and words[first].text == ",")  # ", provided"
            for i in range(first, last)
        }

    def find(self) -> list[Predicate]:
        """All predicates, in order."""
        found: list[Predicate] = []
        i, size = 0, len(self.words)
        likely = {i for i, word in enumerate(self.words) if word.tag in VERBAL}
        likely |= self.uses.keys() | self.family.keys()
        while i < size:
            predicate = self._at(i) if i in likely else None
            if predicate is not None:
                predicate = self._seen(predicate, found)
            if predicate is not None:
                if found and found[-1].head >= predicate.first:
                    found.pop()  # "remains unacceptable" is one
                found.append(predicate)
                self.grouped.update(range(predicate.first, predicate.last))
                i = max(i + 1, predicate.last)
            else:
                i += 1
        found += self._bare()
        return sorted(found, key=lambda p: p.head)

    def _seen(self, predicate: Predicate, found: Sequence[Predicate]) -> Predicate | None:
        """A predicate in the light of those before it."""
        if predicate.form is Form.JUDGEMENT and not predicate.finite:
            after = self.words[predicate.last : predicate.last + 1]
            equal = any(w.tag is Tag.BE or w.text in _COPULAS for w in after)
            return predicate if equal or any(p.view for p in found[-3:]) else None
        if predicate.form is Form.FINITE and self._reduces(predicate, found):
            predicate.form, predicate.finite = Form.PARTICIPLE, False
        return predicate

    def _at(self, i: int) -> Predicate | None:
        word = self.words[i]
        if i in self.skipped:
            return None
        following = self.words[i + 1].tag if i + 1 < len(self.words) else Tag.MARK
        if word.text == "going" and following is Tag.TO:
            return None
        verbal = word.tag in VERBAL or word.tag in AUXILIARY
        if i in self.uses and verbal and not self._modifier(i):
            return self._verb(i, self.uses[i].last, (), self.uses[i])
        if i in self.inside:
            return None
        if i in self.family:
            last, hits = self.family[i]
            if any(hit.mark is Mark.NEUTRAL for hit in hits):
                return None
            return self._cue(i, last, hits)
        if word.tag in VERBAL and not self._modifier(i):
            last, cues = stretched(self.words, i, self.inside)
            return self._verb(i, last, cues, None)
        return None

    def _modifier(self, i: int) -> bool:
        """Whether a participle only qualifies the noun after it ("the proposed force")."""
        word = self.words[i]
        before = self.words[i - 1].tag if i else Tag.MARK
        return word.tag is Tag.PARTICIPLE and before in (Tag.DETERMINER, Tag.POSSESSIVE)

    def _cue(self, i: int, last: int, hits: Sequence[Hit]) -> Predicate | None:
        cues = [hit.value for hit in hits if hit.mark is Mark.CUE]
        marks = {hit.mark for hit in hits}
        verbs = tuple(cue for cue in cues if cue.kind in VERB_KINDS)
        adjectives = any(cue.kind is CueKind.ADJECTIVE for cue in cues)
        if self._judged(i, cues):
            return self._said_of(i, last, [c for c in cues if c.kind is CueKind.JUDGEMENT])
        tag = self.words[i].tag
        if verbs or (tag in VERBAL and not adjectives) or (Mark.SPEECH in marks and not cues):
            if self._modifier(i):
                return None
            if last == i + 1 and all(cue.kind is not CueKind.VERB for cue in verbs):
                last, apart = stretched(self.words, i, self.inside)
                verbs = apart or verbs
            predicate = self._verb(i, last, verbs, None)
            predicate.speech = Mark.SPEECH in marks
            predicate.view = Mark.VIEW in marks
            predicate.receiving = Mark.RECEIVING in marks
            predicate.copula = predicate.copula or Mark.EQUATIVE in marks
            return predicate
        judged = [cue for cue in cues if cue.kind is CueKind.JUDGEMENT]
        said = self._said_of(i, last, judged) if judged else None
        if said is not None and said.finite:
            return said  # "is a precondition", which is also a noun
        nouns = tuple(cue for cue in cues if cue.kind is CueKind.NOUN)
        if nouns or Mark.OPINION in marks:
            return Predicate(
                first=i,
                last=last,
                head=i,
                form=Form.NOUN,
                cues=nouns,
                opinion=not nouns,
                negator=self._negator_of_noun(i),
            )
        return self._said_of(i, last, cues) if cues else None

    def _judged(self, i: int, cues: Sequence[Cue]) -> bool:
        """As in "a truce is needed", "would be welcome": by nobody named, and so a judgement."""
        before = i - 1
        while before > 0 and self.words[before].tag in (Tag.ADVERB, Tag.NEGATOR):
            before -= 1
        return (
            self.words[i].tag in (Tag.PARTICIPLE, Tag.ADJECTIVE, Tag.NOUN)
            and self.words[before].tag is Tag.BE
            and any(cue.kind is CueKind.JUDGEMENT for cue in cues)
        )

    def _said_of(self, i: int, last: int, cues: Sequence[Cue]) -> Predicate | None:
        """An adjective or a judgement, with the copula before it."""
        adjective = tuple(cue for cue in cues if cue.kind is CueKind.ADJECTIVE)
        follows = self.words[last].tag if last < len(self.words) else Tag.MARK
        if not adjective and last == i + 1 and follows in (Tag.NOUN, Tag.ADJECTIVE):
            return None  # "a possible pause" judges nothing
        form = Form.ADJECTIVE if adjective else Form.JUDGEMENT
        first = i
        alone = self.words[i].tag is Tag.PREPOSITION  # "against", "for": behind "is" only
        passed = (Tag.ADVERB, Tag.NEGATOR)
        while first and (
            self.words[first - 1].tag in (passed if alone else (*passed, *_MODIFIERS))
            or first - 1 in self.negators
        ):
            first -= 1
        predicate = Predicate(first=i, last=last, head=i, form=form, cues=adjective or tuple(cues))
        denies = self.words[i].text == "no"  # "there can be no question of"
        equal = first - 1
        if first > 1 and self.words[equal].text == "to":
            equal -= self.words[equal - 1].text in _AMOUNTS
        if first and (self.words[equal].tag is Tag.BE or self.words[equal].text in _COPULAS):
            predicate.first = equal
            predicate.finite = True
            self._group(predicate)
            predicate.modal = "will" if denies and predicate.modal == "may" else predicate.modal
        elif adjective and alone:
            return None
        negator = self._negator_between(predicate.first, i)
        predicate.negator = predicate.negator or negator
        return predicate

    def _verb(self, i: int, last: int, cues: tuple[Cue, ...], use: TermUse | None) -> Predicate:
        predicate = Predicate(first=i, last=last, head=i, form=Form.FINITE, cues=cues, use=use)
        if self.words[i].tag in AUXILIARY:  # "be bent on", "have no plans to"
            predicate.finite = True
        self._group(predicate)
        before = [self.words[j].tag for j in range(predicate.first, i)]
        predicate.copula = Tag.TO in before and before[0] is Tag.BE  # "its goal is to obtain"
        to = Tag.TO in before or (predicate.first == i and self.words[i - 1].text == "to")
        if to and before and before[0] in AUXILIARY and before[0] is not Tag.TO:
            to = False  # "is going to", "has to": a verb of the clause
        if (tag := self.words[i].tag) is Tag.GERUND:
            predicate.form = Form.FINITE if Tag.BE in before else Form.GERUND
        elif tag is Tag.PARTICIPLE:
            self._participle(predicate, before)
        elif tag is Tag.PAST and self._reduced(predicate):
            predicate.form = Form.PARTICIPLE
        elif to:
            predicate.form = Form.INFINITIVE
        if predicate.form is Form.FINITE and to:
            predicate.form = Form.INFINITIVE
        if to and any(j in self.wishes for j in self._for_whom(predicate.first)):
            predicate.modal = "must"
        predicate.finite = predicate.form is Form.FINITE or (
            predicate.form is Form.PASSIVE and not to
        )
        predicate.base = (
            predicate.finite
            and not any(t in (Tag.MODAL, Tag.DO, Tag.HAVE) for t in before)
            and (
                tag is Tag.BASE
                or any(self.words[j].text == "be" for j in range(predicate.first, i))
            )
        )
        return predicate

    def _for_whom(self, to: int) -> list[int]:
        """The "for" of "time for Kyiv to hold elections"."""
        return [j for j in range(max(0, to - 5), to) if self.words[j].text == "for"]

    def _participle(self, predicate: Predicate, before: Sequence[Tag]) -> None:
        if Tag.BE in before:
            predicate.form = Form.PASSIVE
        elif Tag.HAVE in before:
            predicate.form = Form.FINITE
        else:
            predicate.form = Form.PARTICIPLE

    def _reduced(self, predicate: Predicate) -> bool:
        """As in "The plan drafted by Washington": a past form before "by" is a participle."""
        after = predicate.last
        return (
            after < len(self.words)
            and self.words[after].text == "by"
            and self.words[predicate.head].text not in ("said", "wrote", "spoke")  # "by phone"
            and (predicate.first == predicate.head)
        )

    def _reduces(self, predicate: Predicate, found: Sequence[Predicate]) -> bool:
        """As in "guarantees designed to ...": a past form behind the object of a verb."""
        i = predicate.head
        if self.words[i].tag is not Tag.PAST or predicate.first != i or not found:
            return False
        if self._aside(i):
            return found[-1].verbal
        before = i - 2 if self.words[i - 1].text in ('"', "”") else i - 1
        if self.words[before].tag is not Tag.NOUN or found[-1].speech:
            return False
        if predicate.last < len(self.words) and self.words[predicate.last].text == "as":
            return True
        between = range(found[-1].last, i)
        return found[-1].verbal and not any(
            self.words[j].tag in _BOUNDS or self.words[j].text in (",", ";") for j in between
        )

    def _aside(self, i: int) -> bool:
        """As in "a new format for talks, comprised of": behind a comma, with no object."""
        behind = self.words[i - 1].text == "," and self.words[i - 2].tag is Tag.NOUN
        bare = any(w.tag is Tag.PREPOSITION for w in self.words[i + 1 : i + 2])
        return behind and bare and "VBN" in kinds(self.words[i].text)

    def _group(self, predicate: Predicate) -> None:
        """Take in the auxiliaries before a verb, with what they say of it."""
        i = predicate.first
        while i and self._auxiliary(i - 1, i):
            i -= 1
        predicate.first = i
        for j in range(i, predicate.head):
            text = self.words[j].text
            if j in self.negators and predicate.negator is None:
                predicate.negator = (j, min(self.negators[j], predicate.head))
            if j in self.doubts or text in _MAY:
                predicate.modal = "may"
            elif j in self.wishes or text in _MUST:
                predicate.modal = "must"
            elif self.words[j].tag is Tag.MODAL or text == "going":
                predicate.modal = predicate.modal or "will"
        if predicate.negator is None and i and self.words[i - 1].text in ("nor", "neither"):
            predicate.negator = (i - 1, i)
        if predicate.modal == "may" and predicate.negator and not self._doubted(predicate):
            predicate.modal = "will"  # "cannot accept" is a refusal

    def _doubted(self, predicate: Predicate) -> bool:
        return any(
            self.words[j].text in ("may", "might", "likely", "unlikely")
            or (j in self.doubts and self.words[j].text not in ("could", "can", "ca"))
            for j in range(predicate.first, predicate.head)
        )

    def _auxiliary(self, i: int, following: int) -> bool:
        word = self.words[i]
        if i in self.inside or i in self.grouped:
            return False
        if word.tag in (Tag.ADVERB, Tag.NEGATOR, Tag.TO) or word.tag in AUXILIARY:
            return True
        if i in self.doubts or i in self.wishes or i in self.negators:
            return word.tag not in _PHRASAL
        return word.text in ("going", "able", "due") and self.words[following].tag is Tag.TO

    def _negator_between(self, first: int, last: int) -> tuple[int, int] | None:
        for j in range(first, last):
            if j in self.negators:
                return j, min(self.negators[j], last)
        return None

    def _negator_of_noun(self, i: int) -> tuple[int, int] | None:
        """As in "No agreement on", "without the consent of", "a lack of support for"."""
        j = i - 1
        while j >= 0 and j >= i - 4:
            if j in self.negators and self.negators[j] <= i:
                return j, self.negators[j]
            if self.words[j].text in _SCANT:
                return j, j + 1
            within = any(first <= j < last for first, last in self.negators.items())
            if self.words[j].tag not in _MODIFIERS and not within and self.words[j].text != "of":
                return None
            j -= 1
        return None

    def _bare(self) -> list[Predicate]:
        """Auxiliaries that stand alone: "is", "has", "would not"."""
        found = []
        for i, word in enumerate(self.words):
            if word.tag not in AUXILIARY or i in self.grouped or i in self.inside:
                continue
            following = self.words[i + 1].tag if i + 1 < len(self.words) else Tag.MARK
            if following in AUXILIARY or following is Tag.TO:
                continue
            predicate = Predicate(first=i, last=i + 1, head=i, form=Form.FINITE, finite=True)
            predicate.copula = word.tag is Tag.BE
            self._group(predicate)
            after = self.words[i - 1].tag in (Tag.NAME, Tag.NOUN, Tag.PRONOUN)
            predicate.base = word.text == "be" and after  # "insists that Kyiv be heard"
            if self.words[predicate.first].tag is Tag.TO:  # "wants Europe to be at the table"
                predicate.form, predicate.finite = Form.INFINITIVE, False
            if word.tag is Tag.MODAL:
                predicate.modal = _modality(word.text)
            if predicate.modal == "may" and [w.text for w in self.words[i + 1 : i + 2]] == ["no"]:
                predicate.modal = "will"  # "there can be no truce"
            for j in range(i + 1, min(i + 3, len(self.words))):
                if self.words[j].tag is Tag.NEGATOR:
                    predicate.negator, predicate.last = (j, j + 1), j + 1
                elif self.words[j].tag is not Tag.ADVERB:
                    break
            self.grouped.update(range(predicate.first, predicate.last))
            found.append(predicate)
        return found


def _modality(modal: str) -> str:
    if modal in _MAY:
        return "may"
    return "must" if modal in _MUST else "will"
