"""Which predicate hangs on which.

Nothing is parsed: a predicate hangs on the nearest one before it in the same clause.
"""

from positions.extraction.lexicon import english
from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.subjects import likewise, nobody, set_owner, set_subject
from positions.extraction.tags import FINITE, Tag
from positions.extraction.zones import has_noun, opens, set_zone, subject_end

_APART = frozenset((Tag.SUBORDINATOR, Tag.CONTRAST))
_AIMING = frozenset(("want", "ready"))
_INTRODUCING = frozenset(("a", "an"))  # "an offer that Kyiv has rejected out of hand"
_ASIDE = 5  # words of an aside between a verb and its object
_CIRCUMSTANCES = frozenset(("amid", "amidst", "despite", "during", "following", "notwithstanding"))
_TIMES = frozenset((";", "before", "after", "until", "since"))


def link(line: Line) -> None:
    """Set zone, subjects, parent and link of every predicate of a sentence."""
    for number, predicate in enumerate(line.predicates):
        set_zone(line, number, predicate)
        _listed(line, number, predicate)
        if predicate.form is Form.NOUN or (
            predicate.form is Form.JUDGEMENT and line.tag(predicate.last) in FINITE
        ):
            set_owner(line, predicate)
        elif predicate.finite or predicate.form is Form.ADJECTIVE:
            set_subject(line, number, predicate)
    for number, predicate in enumerate(line.predicates):
        _parent(line, number, predicate)
        if predicate.finite and predicate.negator is None:
            predicate.negator = nobody(line, predicate)
        if predicate.finite and predicate.subjects:
            beside = [m for m in likewise(line, predicate) if m not in predicate.subjects]
            predicate.subjects = [*beside, *predicate.subjects]
    for paper in line.predicates:
        verb = paper.parent
        if paper.opinion and verb is not None and paper.link is Link.SUBJECT and not verb.subjects:
            verb.subjects = paper.subjects  # "A statement by Kyiv called for"


def _listed(line: Line, number: int, predicate: Predicate) -> None:
    """As in "to cede land, renounce NATO and cut its army", "will cut it and cede nothing"."""
    before = next((p for p in reversed(line.predicates[:number]) if p.form is not Form.NOUN), None)
    if before is None or line.tag(predicate.head) is not Tag.BASE or predicate.modal:
        return
    joint = "nor" if line.text(predicate.first) == "nor" else line.text(predicate.first - 1)
    if predicate.form is not Form.FINITE or joint not in (",", "and", "or", "nor"):
        return
    if before.form is Form.INFINITIVE:
        predicate.form, predicate.finite = Form.INFINITIVE, False
    elif before.modal and before.form is Form.FINITE and line.tag(before.head) is Tag.BASE:
        predicate.modal, predicate.base, predicate.zone = before.modal, False, predicate.first
        if joint != "and":
            predicate.negator = predicate.negator or before.negator
    else:
        return
    predicate.parent, predicate.link = before, Link.OBJECT  # replaced by that of the list


def _parent(line: Line, number: int, predicate: Predicate) -> None:
    before = _nearest(line, number, predicate.first)
    if predicate.link is not None:
        listed = predicate.parent
        assert listed is not None
        predicate.parent, predicate.link = listed.parent, listed.link
    elif predicate.finite:
        _parent_of_clause(line, number, predicate)
    elif predicate.form is Form.PARTICIPLE:
        if before is not None and _wanted_done(line, before, predicate):
            predicate.parent, predicate.link = before, Link.OBJECT
    elif (verb := _subject_of(line, predicate)) is not None:
        predicate.parent, predicate.link = verb, Link.SUBJECT
        verb.subjects = []  # "giving Kyiv arms would help": nobody's act
    elif predicate.form is Form.GERUND and (doer := _doer(line, predicate)) is not None:
        predicate.subjects = [doer]
    elif predicate.form is Form.GERUND and _is_adjunct(line, predicate):
        predicate.subjects = _adjunct_subject(line, number, predicate)
        _serve(line, number, predicate)
    elif (
        predicate.form in (Form.NOUN, Form.JUDGEMENT)
        and (owner := _says_of(line, predicate)) is not None
    ):
        predicate.parent, predicate.link = owner, Link.SUBJECT
    elif before is not None and not (predicate.form is Form.NOUN and _amid(line, predicate)):
        sibling = _sibling(line, before, predicate)
        if sibling is not None:
            predicate.parent, predicate.link = sibling.parent, sibling.link
            predicate.subjects = predicate.subjects or sibling.subjects
        else:
            predicate.parent, predicate.link = before, Link.OBJECT
            if predicate.form is Form.GERUND:
                predicate.subjects = _blamed(line, before, predicate)


def _amid(line: Line, noun: Predicate) -> bool:
    """As in "They met amid growing calls for": what only tells when or where."""
    i = noun.first - 1
    while line.tag(i) in (Tag.ADJECTIVE, Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.POSSESSIVE):
        i -= 1
    return line.text(i) in _CIRCUMSTANCES


def _wanted_done(line: Line, before: Predicate, predicate: Predicate) -> bool:
    """As in "wants the cap removed", "wants it written that": what is to befall an object."""
    wanted = any(cue.id in ("want", "demand") for cue in before.cues) and before.finite
    thing = line.tag(predicate.first - 1) in (Tag.NOUN, Tag.NAME)
    return (wanted and thing) or line.phrase(before.last, predicate.first) == "it"


def _subject_of(line: Line, predicate: Predicate) -> Predicate | None:
    """As in "Easing sanctions would be a mistake", "To cede land is suicide": the main verb."""
    first = predicate.first - (line.text(predicate.first - 1) == "or" and predicate.first > 1)
    bare = predicate.form is Form.GERUND  # "said ceding land was", and not "vowed to cede"
    said = bare and any(p.speech and p.last == first for p in line.predicates)
    fronted = not first or opens(line, first - 1) or first < predicate.first or said
    aside = line.tag(first - 1) is Tag.SUBORDINATOR and first > 0  # "while praising it"
    if predicate.form not in (Form.GERUND, Form.INFINITIVE) or not fronted or aside:
        return None
    verb = _says_of(line, predicate)
    if verb is None or verb.speech or verb.zone > predicate.first:
        return None
    within = range(predicate.last, subject_end(line, line.predicates.index(verb), verb))
    if any(line.text(i) == "," or line.tag(i) in FINITE for i in within):
        return None
    return verb


def _doer(line: Line, predicate: Predicate) -> Mention | None:
    """As in "With European officials scrambling to ...": whoever stands right before."""
    return next((m for m in line.mentions if m.last == predicate.first and m.role == "with"), None)


def _blamed(line: Line, before: Predicate, predicate: Predicate) -> list[Mention]:
    """As in "Praised Germany for sending": whose act it is that is praised or blamed."""
    if line.text(predicate.first - 1) not in ("for", "over"):
        return []
    return [
        m
        for m in line.mentions
        if before.last <= m.first and m.last == predicate.first - 1 and m.role == "subject"
    ]


def _nearest(line: Line, number: int, index: int) -> Predicate | None:
    """The nearest predicate before an index in the same clause."""
    for before in reversed(line.predicates[:number]):
        holds = before.last == index + 1 and line.tag(index) is Tag.THAT  # "adamant that"
        if before.last <= index or holds:
            return None if apart(line, before.last, index) else before
    return None


def apart(line: Line, first: int, last: int) -> bool:
    """Whether another clause begins between two words."""
    return any(line.tag(i) in _APART or line.text(i) in _TIMES for i in range(first, last))


def _sibling(line: Line, before: Predicate, predicate: Predicate) -> Predicate | None:
    """The predicate that "and" or "or" joins to this one, of the same construction."""
    if line.tag(predicate.first - 1) is not Tag.COORDINATOR:
        return None
    chain: Predicate | None = before
    while chain is not None and chain.form is not predicate.form:
        chain = chain.parent
    return chain


def _is_adjunct(line: Line, predicate: Predicate) -> bool:
    """As in ", rejecting ...", "Speaking in Kyiv, ...", "by offering": done by the main subject."""
    before = predicate.first - 1
    if line.text(before) == "," and any(
        line.text(p.last) == "," and p.verbal and p.last < before <= p.last + _ASIDE
        for p in line.predicates
    ):
        return False  # "ruled out, for now, sending troops"
    return (
        before < 0
        or line.text(before) in (",", "by", "while", "—", "–", "after", "before", "when")
        or opens(line, before)
    )


def _serve(line: Line, number: int, predicate: Predicate) -> None:
    """As in "Kyiv hopes to be safe by joining": who wants the end wants the means."""
    if line.text(predicate.first - 1) != "by":
        return
    for before in reversed(line.predicates[:number]):
        if before.finite or before.form is Form.ADJECTIVE:
            if any(cue.id in _AIMING for cue in before.cues):
                predicate.parent, predicate.link = before, Link.OBJECT
            return


def _adjunct_subject(line: Line, number: int, predicate: Predicate) -> list[Mention]:
    for before in reversed(line.predicates[:number]):
        if before.finite and before.subjects:
            return before.subjects
    near = [m for m in line.mentions if m.last == predicate.first - 1 and m.role == "subject"]
    if near:  # "Kyiv, rejecting any cap, said"
        return near
    for after in line.predicates[number + 1 :]:
        if after.finite and after.subjects:
            return after.subjects
    return []


def _says_of(line: Line, predicate: Predicate) -> Predicate | None:
    """The verb of which a noun is the subject: "Moscow's demand was rejected"."""
    behind = [p for p in line.predicates if p.first >= predicate.last and p.finite]
    said = behind[:1] and behind[0].speech and line.text(behind[0].last) != "."
    for after in behind[: 2 if said else 1]:  # "Norda's demand, Lima said, was rejected"
        if after.zone <= predicate.first and not (said and after is behind[0] and len(behind) > 1):
            return after
    return None


def _parent_of_clause(line: Line, number: int, predicate: Predicate) -> None:
    opener = predicate.opener
    index = opener if opener >= 0 else predicate.zone
    before = _teller(line, number, opener) or _nearest(line, number, index)
    if before is None:
        return
    if line.phrase(opener - 1, opener + 1) == "so that":  # what is done serves what follows
        predicate.parent, predicate.link, predicate.modal = before, Link.OBJECT, ""
    elif opener >= 0 and line.tag(opener) is Tag.RELATIVE:
        predicate.parent, predicate.link = before, Link.RELATIVE
    elif opener >= 0 and line.tag(opener) is Tag.THAT:
        subject = bool(predicate.subjects) or has_noun(line, predicate.zone, predicate.first)
        predicate.parent = before
        if _about_noun(line, predicate):
            predicate.link = Link.RELATIVE
            return
        predicate.link = (
            Link.THAT if subject and predicate.zone < predicate.first else Link.RELATIVE
        )
    elif opener < 0 and line.tag(predicate.zone - 1) is Tag.COORDINATOR:
        _parent_of_joined(line, number, predicate)
    elif opener >= 0:
        if line.text(opener) == "whether":
            predicate.parent, predicate.link = before, Link.THAT
    elif before.last == predicate.zone and _takes_clause(before):
        end = subject_end(line, number, predicate)
        if not any(line.text(i) in (",", "and") for i in range(predicate.zone, end)):
            predicate.parent, predicate.link = before, Link.THAT
    elif (
        before.last == predicate.zone and predicate.subjects and not _comma(line, number, predicate)
    ):
        predicate.parent, predicate.link = before, Link.RELATIVE


def _teller(line: Line, number: int, opener: int) -> Predicate | None:
    """Whose clause a "that" opens from afar: "said A and that B", "told us, who asked, that"."""
    if line.text(opener) != "that" or opener < 1:
        return None
    earlier = line.predicates[:number]
    if line.tag(opener - 1) in (Tag.COORDINATOR, Tag.CONTRAST):
        for before in reversed(earlier):
            parent = before.parent if before.link is Link.THAT else None
            if parent is not None and (parent.speech or parent.opinion) and before.last <= opener:
                return parent
    if line.text(opener - 1) == ",":
        return next((p for p in reversed(earlier) if p.finite and p.speech), None)
    near = earlier[-1] if earlier else None
    cut = near is not None and near.speech and line.tag(near.last) is Tag.PREPOSITION
    return near if cut else None


def _about_noun(line: Line, predicate: Predicate) -> bool:
    """As in "an idea that Kyiv dismissed", "guarantees that Kyiv deems critical"."""
    if line.tag(predicate.opener - 1) not in (Tag.NOUN, Tag.NAME) or not predicate.subjects:
        return False
    judged = predicate.view and any(
        p.form is Form.JUDGEMENT and 0 <= p.first - predicate.last <= 2 for p in line.predicates
    )
    apposed = line.text(predicate.opener - 1) in english().apposed
    if apposed and line.text(predicate.opener - 2) in _INTRODUCING and not predicate.base:
        ends = line.tag(predicate.last) in (Tag.MARK, Tag.PREPOSITION, Tag.ADVERB, Tag.DOUBTFUL)
    else:
        ends = line.text(predicate.last) in ("", ".", ",", ";", "?", "!", '"', "”")
    return judged or (ends and bool(predicate.cues or predicate.view))


def _parent_of_joined(line: Line, number: int, predicate: Predicate) -> None:
    """As in "A deal that helps Russia and lifts sanctions": joined to the clause before."""
    earlier = [p for p in line.predicates[:number] if p.finite and p.last <= predicate.zone]
    alike = [p for p in earlier if p.form is predicate.form and p.form is Form.ADJECTIVE]
    for before in reversed(alike or earlier):
        if before.finite:
            if before.subjects == predicate.subjects or before.base:
                predicate.parent, predicate.link = before.parent, before.link
            return


def _comma(line: Line, number: int, predicate: Predicate) -> bool:
    """Whether a new clause begins in the zone, behind a comma or a coordinator."""
    return any(
        line.text(i) == "," or line.tag(i) is Tag.COORDINATOR
        for i in range(predicate.zone, subject_end(line, number, predicate))
    )


def _takes_clause(predicate: Predicate) -> bool:
    return predicate.speech or predicate.view or predicate.opinion or bool(predicate.cues)
