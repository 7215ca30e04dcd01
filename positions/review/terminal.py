"""The review in a terminal: one statement at a time, one key for each decision.

What a key does is worked out here, without a terminal: `press` tells of it, whoever reads the
keys carries it out. Each decision is written when its key is pressed; undo takes it back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from textwrap import fill

from positions.model import Document, Stance, StatementDecision
from positions.review.answers import Answer, Refusal
from positions.review.deciding import Desk
from positions.review.draft import Case, Draft, around
from positions.review.queue import Question, Queue
from positions.review.texts import shown

HELP = """\
a accept as proposed      s c o recode to support, conditional, oppose
r reject                  space later      z undo
u unsure                  q quit           ? this
Another issue or holder: in the workbook, or by `positions decide`."""

_CONTEXT = 300  # characters on each side of a quotation
_WIDTH = 90  # characters of a line
_RECODES = {"s": Stance.SUPPORT, "c": Stance.CONDITIONAL, "o": Stance.OPPOSE}
_VERDICTS = {"a": "accept", "r": "reject", "u": "unsure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """How far an analyst has come.

    Attributes:
        asked: the questions, the most pressing first.
        at: the place of the one that is shown; behind the last when all were.
        made: what was decided so far, with its place, the last one last.
    """

    asked: tuple[Question, ...]
    at: int = 0
    made: tuple[tuple[int, StatementDecision], ...] = ()

    @property
    def question(self) -> Question | None:
        """The question that is shown; None when there is none left."""
        return self.asked[self.at] if self.at < len(self.asked) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a key leads to.

    Attributes:
        add: a decision to be written.
        take_back: one to be taken back.
        say: what the analyst is to be told.
        over: whether the session ends.
    """

    session: Session
    add: StatementDecision | None = None
    take_back: StatementDecision | None = None
    say: str = ""
    over: bool = False


def begin(queue: Queue) -> Session:
    """A session over everything that is asked about statements."""
    return Session(asked=queue.statements)


def press(session: Session, key: str, cases: Mapping[str, Case], desk: Desk) -> Step:
    """What a key leads to; `cases` are those of the draft whose queue is asked."""
    key = key.casefold()
    if key == "q":
        return Step(session=session, over=True)
    if key == "z":
        return _undone(session)
    question = session.question
    if question is None:
        return Step(session=session, say="Nothing is left. z takes back, q ends.")
    if key in (" ", "\r", "\n"):
        return Step(session=_next(session))
    case = cases[question.statement]
    if key in _RECODES:
        proposed = case.proposal and case.proposal.stance is _RECODES[key]
        verdict = "accept" if proposed else "recode"
        answer = Answer(decision=verdict, stance=_RECODES[key])
    elif key in _VERDICTS:
        answer = Answer(decision=_VERDICTS[key])
    else:
        return Step(session=session, say=HELP)
    made = desk.on_statement(case, answer)
    if isinstance(made, Refusal):
        return Step(session=session, say=f"{made.what}. {made.cure}")
    return Step(session=_next(replace(session, made=(*session.made, (session.at, made)))), add=made)


def converse(
    session: Session,
    draft: Draft,
    desk: Desk,
    read_key: Callable[[], str],
    tell: Callable[[str], None],
    carry_out: Callable[[Step], None],
) -> Session:
    """Ask until nothing is left or the analyst ends it.

    Args:
        session: where to begin.
        draft: whose statements are asked about.
        desk: who decides.
        read_key: waits for a key.
        tell: shows a text.
        carry_out: writes what a step adds or takes back.
    """
    cases = draft.cases()
    shown_at = -1
    while True:
        if session.at != shown_at:
            tell(screen(session, draft, cases))
            shown_at = session.at
        step = press(session, read_key(), cases, desk)
        carry_out(step)
        if step.say:
            tell(step.say)
        session = step.session
        if step.over:
            return session


def screen(session: Session, draft: Draft, cases: Mapping[str, Case]) -> str:
    """What the analyst sees: the statement, its words in their place, and where it comes from."""
    question = session.question
    if question is None:
        decided = len(session.made)
        left = len(session.asked) - decided
        return f"That was the last one: {decided} decided, {left} left for later. q ends."
    case = cases[question.statement]
    statement, book = case.standing, draft.codebook
    source = next(one for one in draft.documents if one.id == statement.document)
    before, after = around(source.text, statement.start, statement.end, _CONTEXT)
    issue = book.issue(case.issue)
    lines = [
        "",
        f"{session.at + 1} of {len(session.asked)}: {question.why}",
        f"{shown(book.party(case.party).name)} on {shown(issue.name)}: {statement.stance}?",
        f"    the proposition: {shown(issue.proposition)}",
        f"    the chain: {shown(statement.explanation)}",
        "",
        f"    {shown(before)}",
        f" >> {shown(statement.quote)}",
        f"    {shown(after)}",
        "",
        f"    {_source(source)}; {statement.id}",
    ]
    return "\n".join(fill(line, _WIDTH, subsequent_indent="    ") for line in lines)


def _source(document: Document) -> str:
    parts = (document.title, document.publisher, document.date or "undated")
    return ", ".join(shown(part) for part in parts if part)


def _next(session: Session) -> Session:
    decided = {at for at, _ in session.made}
    left = (at for at in range(session.at + 1, len(session.asked)) if at not in decided)
    return replace(session, at=next(left, len(session.asked)))


def _undone(session: Session) -> Step:
    if not session.made:
        return Step(session=session, say="There is nothing to take back.")
    *rest, (at, decision) = session.made
    return Step(
        session=replace(session, at=at, made=tuple(rest)),
        take_back=decision,
        say="Taken back.",
    )
