"""What an analyst answers, in words, made into a decision or refused with the reason.

The rules are those of `decisions.yaml`; they are told here in the words of somebody who
fills in a form, so that a wrong answer is mended where it was given.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from positions.curation import cite
from positions.curation.places import likely
from positions.curation.reading import LONGEST_SUMMARY
from positions.model import (
    CellDecision,
    Citation,
    Codebook,
    Decision,
    Document,
    Stance,
    Statement,
    StatementDecision,
    Verdict,
    occurrence_at,
    statement_id,
)
from positions.review.answers import (
    Answer,
    Refusal,
    as_day,
    given,
    not_one_of,
    one_of,
    same,
    same_cell,
    unknown,
)
from positions.review.choices import OF_CELLS, OF_STATEMENTS, VERDICTS, Choices
from positions.review.draft import Case, Cell, Draft, last_decisions
from positions.review.texts import find_quotation, shown

_SHOWN = 200  # characters of a passage in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who decides, when, and what is known in the dossier."""

    codebook: Codebook
    documents: tuple[Document, ...]
    choices: Choices
    who: str
    when: str

    @classmethod
    def of(cls, draft: Draft, who: str, when: str) -> Self:
        """The desk of an analyst who decides on a draft."""
        return cls(
            codebook=draft.codebook,
            documents=draft.documents,
            choices=Choices.of(draft.codebook, draft.documents),
            who=who,
            when=when,
        )

    def document(self, name: str) -> Document:
        """The document with this id."""
        return next(one for one in self.documents if one.id == name)

    def on_statement(self, case: Case, answer: Answer) -> StatementDecision | Refusal:
        """A decision on a statement that is proposed or stands."""
        verdict = one_of(answer.decision, VERDICTS)
        if not verdict:
            return not_one_of("decision", answer.decision, VERDICTS)
        if case.decision is None and case.proposal is None:
            return Refusal(
                field="decision",
                what="this statement stands because the decision on its cell cites it",
                cure="Decide the cell anew instead.",
            )
        if verdict in (Verdict.REJECT, Verdict.UNSURE):
            return self._without_stance(case, verdict, answer)
        if case.proposal is None and verdict is Verdict.ACCEPT:
            return Refusal(
                field="decision",
                what="nothing is proposed here any more that could be accepted",
                cure="Write recode with the stance that holds, or reject.",
            )
        return self._with_stance(case, verdict, answer)

    def on_cell(
        self, cell: Cell, answer: Answer, standing: Sequence[Statement], now: CellDecision | None
    ) -> CellDecision | Refusal:
        """A decision on a cell, instead of the one in force now.

        It rests on the statements of the cell that stand, through the day that is given.
        """
        stance = one_of(answer.stance, OF_CELLS)
        text = " ".join(answer.text.split())
        day = as_day(answer.as_of)
        if not stance:
            return not_one_of("stance", answer.stance, OF_CELLS)
        if answer.as_of and not day:
            return Refusal(
                field="as_of",
                what=f"{answer.as_of!r} is no day",
                cure="Write year, month and day: 2025-12-31.",
            )
        if refusal := _refused_text(stance, text, now):
            return refusal
        evidence = self._evidence(stance, standing, day)
        if isinstance(evidence, Refusal):
            return evidence
        party, issue = cell
        return CellDecision(
            party=party,
            issue=issue,
            stance=stance,
            summary=text,
            evidence=evidence,
            proposition=self.codebook.issue(issue).proposition,
            who=self.who,
            when=self.when,
            why=answer.note.strip(),
        )

    def missed(self, answer: Answer) -> tuple[str, StatementDecision] | Refusal:
        """The id of a statement that the extractor missed, and the decision that adds it."""
        name = self.choices.document(answer.document)
        if not name:
            return unknown("document", answer.document)
        issue, holder = self.choices.issue(answer.issue), self.choices.holder(answer.holder)
        if not holder:
            return unknown("holder", answer.holder)
        if not issue:
            return unknown("issue", answer.issue)
        stance = one_of(answer.stance, OF_STATEMENTS)
        if not stance:
            return not_one_of("stance", answer.stance, OF_STATEMENTS)
        span = _span(answer.quote, self.document(name))
        if isinstance(span, Refusal):
            return span
        party, actor = holder
        document, (start, end) = self.document(name), span
        quote = document.text[start:end]
        number = occurrence_at(document.text, quote, start)
        return statement_id(name, party, issue, quote, number), StatementDecision(
            party=party,
            issue=issue,
            verdict=Verdict.ADD,
            evidence=cite(document, start, end),
            stance=stance,
            actor=actor if actor != party else "",
            proposition=self.codebook.issue(issue).proposition,
            who=self.who,
            when=self.when,
            why=answer.note.strip(),
        )

    def _without_stance(
        self, case: Case, verdict: Verdict, answer: Answer
    ) -> StatementDecision | Refusal:
        before = given(case, self.choices)
        for field in ("stance", "issue", "holder"):
            if getattr(answer, field) not in ("", getattr(before, field)):
                return Refusal(
                    field=field,
                    what=f"{verdict} changes nothing, so this would be lost",
                    cure="Clear it, or write recode as the decision.",
                )
        return self._decision(case, verdict, answer)

    def _with_stance(
        self, case: Case, verdict: Verdict, answer: Answer
    ) -> StatementDecision | Refusal:
        base = case.proposal or case.standing
        stance = one_of(answer.stance, OF_STATEMENTS) if answer.stance else base.stance
        issue = self.choices.issue(answer.issue) if answer.issue else base.issue
        holder = self.choices.holder(answer.holder) if answer.holder else (base.party, base.actor)
        if not stance:
            return not_one_of("stance", answer.stance, OF_STATEMENTS)
        if not issue:
            return unknown("issue", answer.issue)
        if not holder:
            return unknown("holder", answer.holder)
        changed = [
            field
            for field, new, old in (
                ("stance", stance, base.stance),
                ("issue", issue, base.issue),
                ("holder", holder, (base.party, base.actor)),
            )
            if new != old
        ]
        if verdict is Verdict.ACCEPT and changed:
            return Refusal(
                field=changed[0],
                what="accept keeps what is proposed, and this differs from it",
                cure="Write recode as the decision, or clear this.",
            )
        if verdict is Verdict.RECODE and not changed:
            return Refusal(
                field="decision",
                what="recode changes nothing here",
                cure="Fill in the stance, issue or holder that is right, or write accept.",
            )
        party, actor = holder
        follows = actor == party and (party != case.party or base.actor == party)
        return replace(
            self._decision(case, verdict, answer),
            stance=stance,
            new_issue=issue if issue != case.issue else "",
            new_party=party if party != case.party else "",
            # Kept though it is the proposal's: the statement may outlive its proposal.
            actor="" if follows else actor,
            proposition=self.codebook.issue(issue).proposition,
        )

    def _decision(self, case: Case, verdict: Verdict, answer: Answer) -> StatementDecision:
        words = case.standing
        return StatementDecision(
            party=case.party,
            issue=case.issue,
            verdict=verdict,
            evidence=cite(self.document(words.document), words.start, words.end),
            proposition=self.codebook.issue(case.issue).proposition,
            who=self.who,
            when=self.when,
            why=answer.note.strip(),
        )

    def _evidence(
        self, stance: Stance, standing: Sequence[Statement], day: str
    ) -> tuple[Citation, ...] | Refusal:
        """What a decision on a cell rests on, through a day or, without one, all there is."""
        if stance is Stance.NONE:
            read = [one for one in self.documents if not day or one.date <= day]
            if not read:
                return Refusal(
                    field="as_of", what="no document is that old", cure="Write a later day."
                )
            return tuple(Citation(document=one.id) for one in read)
        spans: dict[tuple[str, int, int], Statement] = {}
        for one in standing:
            if not day or one.date <= day:
                spans.setdefault((one.document, one.start, one.end), one)
        if not spans:
            return Refusal(
                field="stance",
                what="no statement stands in this cell" + (f" through {day}" if day else ""),
                cure="Add the words that say so first; a stance rests on a quotation.",
            )
        divided = stance is Stance.DIVIDED
        if divided and len({one.stance for one in spans.values()}) == 1:
            return Refusal(
                field="stance",
                what="a divided cell needs statements that differ, and these do not",
                cure="Add or recode a statement first, or choose another stance.",
            )
        return tuple(
            replace(
                cite(self.document(one.document), one.start, one.end),
                stance=one.stance if divided or one.stance is not stance else None,
                actor=one.actor if one.actor != one.party else "",
            )
            for one in spans.values()
        )


def on_subject(draft: Draft, desk: Desk, subject: str, answer: Answer) -> Decision | Refusal | None:
    """The decision on a statement (its id), a cell (party/issue) or a document (to add to it).

    None if the decision in force says the same.
    """
    if one_of(answer.decision, (Verdict.ADD,)):
        found = desk.missed(replace(answer, document=subject))
        if isinstance(found, Refusal):
            return found
        name, made = found
        now = last_decisions(draft.decisions, draft.documents).get(name)
        return None if same(made, now) else made
    if case := draft.cases().get(subject):
        on_statement = desk.on_statement(case, answer)
        in_force = not isinstance(on_statement, Refusal) and same(on_statement, case.decision)
        return None if in_force else on_statement
    party, _, issue = subject.partition("/")
    if (party, issue) not in {(one.party, one.issue) for one in draft.positions()}:
        return Refusal(
            field="subject",
            what=f"there is no statement and no cell {shown(subject)!r}",
            cure="Name the id of a statement, or party/issue with the ids of the codebook.",
        )
    now_there = draft.curated.cells.get((party, issue))
    standing = draft.standing().get((party, issue), ())
    on_cell = desk.on_cell(
        (party, issue), replace(answer, stance=answer.decision), standing, now_there
    )
    if not isinstance(on_cell, Refusal) and same_cell(on_cell, now_there, renewed=True):
        return None
    return on_cell


def _span(quote: str, document: Document) -> tuple[int, int] | Refusal:
    """The one place where the words stand that a person copied."""
    found = find_quotation(quote, document.text)
    if len(found) == 1:
        return found[0]
    if found:
        what = f"these words stand {len(found)} times in {document.id}"
        return Refusal(field="quote", what=what, cure="Copy more of the text, so that it is one.")
    near = shown(likely(quote, document))[:_SHOWN] if quote.strip() else ""
    return Refusal(
        field="quote",
        what=f"these words do not stand in {document.id}" if quote.strip() else "it is empty",
        cure="Copy them from the document." + (f" The nearest there: “{near}”" if near else ""),
    )


def _refused_text(stance: Stance, text: str, now: CellDecision | None) -> Refusal | None:
    if stance is Stance.NONE:
        if text and now and now.stance is not stance and text == now.summary:
            return Refusal(
                field="text",
                what=f"this is the sentence for {now.stance}, and the stance is none now",
                cure="Clear it, or write what holds.",
            )
        return None
    if not text:
        return Refusal(field="text", what="the sentence is missing", cure="Write it: 25 words.")
    if len(text) > LONGEST_SUMMARY:
        what = f"the sentence has {len(text)} characters, more than {LONGEST_SUMMARY}"
        return Refusal(field="text", what=what, cure="Shorten it.")
    return None
