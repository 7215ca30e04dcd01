"""Which predicate hangs on which.

Nothing is parsed: a predicate hangs on the nearest one before it in the same clause.
"""

from positions.extraction.mentions import Mention
from positions.extraction.predicates import Form, Link, Predicate
from positions.extraction.reading import Line
from positions.extraction.subjects import has_noun, nobody, opens, set_owner, set_subject, set_zone
from positions.extraction.tags import Tag

_APART = frozenset((Tag.SUBORDINATOR, Tag.CONTRAST))
_AIMING = frozenset(("want", "ready"))
_TIMES = frozenset((";", "before", "after", "until", "since"))


def link(line: Line) -> None:
    """Set zone, subjects, parent and link of every predicate of a sentence."""
    for number, predicate in enumerate(line.predicates):
        set_zone(line, number, predicate)
        _listed(line, number, predicate)
        if predicate.form is Form.NOUN:
            set_owner(line, predicate)
        elif predicate.finite or predicate.form is Form.ADJECTIVE:
            set_subject(line, number, predicate)
    for number, predicate in enumerate(line.predicates):
        _parent(line, number, predicate)
        if predicate.finite and predicate.negator is None:
            predicate.negator = nobody(line, predicate)


def _listed(line: Line, number: int, predicate: Predicate) -> None:
    """As in "asks Kyiv to cede land, renounce NATO and cut its army": one more infinitive."""
    before = line.predicates[number - 1] if number else None
    if before is None or line.tag(predicate.head) is not Tag.BASE or predicate.modal:
        return
    behind = line.text(predicate.first - 1) in (",", "and", "or") and predicate.first > 0
    if before.form is Form.INFINITIVE and predicate.form is Form.FINITE and behind:
        predicate.form, predicate.finite = Form.INFINITIVE, False
        predicate.parent, predicate.link = before, Link.OBJECT  # replaced by that of the list


def _parent(line: Line, number: int, predicate: Predicate) -> None:
    before = _nearest(line, number, predicate.first)
    if predicate.link is not None:
        listed = line.predicates[number - 1]
        predicate.parent, predicate.link = listed.parent, listed.link
    elif predicate.finite:
        _parent_of_clause(line, number, predicate)
    elif predicate.form is Form.PARTICIPLE:
        return
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
    elif before is not None:
        sibling = _sibling(line, before, predicate)
        if sibling is not None:
            predicate.parent, predicate.link = sibling.parent, sibling.link
            predicate.subjects = predicate.subjects or sibling.subjects
        else:
            predicate.parent, predicate.link = before, Link.OBJECT
            if predicate.form is Form.GERUND:
                predicate.subjects = _blamed(line, before, predicate)


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
        if before.last <= index or before.last == index + 1:  # "adamant that" holds its "that"
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
    for after in line.predicates:
        if after.first >= predicate.last and after.finite:
            return after if after.zone <= predicate.first else None
    return None


def _parent_of_clause(line: Line, number: int, predicate: Predicate) -> None:
    opener = predicate.opener
    index = opener if opener >= 0 else predicate.zone
    before = _nearest(line, number, index)
    if before is None:
        return
    if opener >= 0 and line.tag(opener) is Tag.RELATIVE:
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
        if not any(line.text(i) in (",", "and") for i in range(predicate.zone, predicate.first)):
            predicate.parent, predicate.link = before, Link.THAT
    elif before.last == predicate.zone and predicate.subjects and not _comma(line, predicate):
        predicate.parent, predicate.link = before, Link.RELATIVE


def _about_noun(line: Line, predicate: Predicate) -> bool:
    """As in "an idea that Kyiv dismissed", "guarantees that Kyiv deems critical"."""
    if line.tag(predicate.opener - 1) not in (Tag.NOUN, Tag.NAME) or not predicate.subjects:
        return False
    judged = predicate.view and any(
        p.form is Form.JUDGEMENT and 0 <= p.first - predicate.last <= 2 for p in line.predicates
    )
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


def _comma(line: Line, predicate: Predicate) -> bool:
    """Whether a new clause begins in the zone, behind a comma or a coordinator."""
    return any(
        line.text(i) == "," or line.tag(i) is Tag.COORDINATOR
        for i in range(predicate.zone, predicate.first)
    )


def _takes_clause(predicate: Predicate) -> bool:
    return predicate.speech or predicate.view or predicate.opinion or bool(predicate.cues)
