"""Whatever is decided and whatever happens to the documents: nothing is lost, nothing is moved.

The rows of the workbook are taken as they would be read back, without the file around them;
few letters make the same words stand in many places, where a wrong move would show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from positions.model import (
    CellDecision,
    Document,
    Stance,
    Statement,
    StatementDecision,
    Status,
    Verdict,
    occurrence_at,
    statement_id,
)
from positions.review.answers import Answer
from positions.review.columns import ADD, CELLS, ID, ROW_HASH, STATEMENTS
from positions.review.draft import Draft
from positions.review.importing import Outcome, Plan, plan
from positions.review.queue import queue
from positions.review.sheets import sheets
from positions.review.workbook_in import Filled, SheetRow
from reviews import CODEBOOK, WHEN, document, draft

STANCES = (Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE)
PLACES = [(party.id, issue.id) for party in CODEBOOK.parties for issue in CODEBOOK.issues]

texts = st.text("ab .", min_size=1, max_size=40)
cells = st.sampled_from(PLACES)


def proposal(
    source: Document, start: int, end: int, cell: tuple[str, str], stance: Stance
) -> Statement:
    from reviews import statement

    quote = source.text[start:end]
    number = occurrence_at(source.text, quote, start)
    party, issue = cell
    return replace(
        statement(quote, source, f"{party}/{issue}", stance),
        id=statement_id(source.id, party, issue, quote, number),
        start=start,
        end=end,
    )


@st.composite
def proposals(draw: st.DrawFn, source: Document) -> list[Statement]:
    """What an extractor might propose on a document: each place of a cell once."""
    found: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(source.text) - 1))
        end = draw(st.integers(start + 1, min(len(source.text), start + 8)))
        one = proposal(source, start, end, draw(cells), draw(st.sampled_from(STANCES)))
        found[one.id] = one
    return list(found.values())


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    sources = [document(draw(texts), "one"), document(draw(texts), "two", "2025-12-08")]
    return draft((), sources, [one for source in sources for one in draw(proposals(source))])


@st.composite
def answers(draw: st.DrawFn, of: Draft) -> dict[str, Answer]:
    """Good answers to some of the rows."""
    made = {}
    for one in of.curated.statements:
        other = next(stance for stance in STANCES if stance is not one.stance)
        choice = draw(
            st.sampled_from(
                [
                    None,
                    Answer(decision="accept"),
                    Answer(decision="reject", note="no"),
                    Answer(decision="unsure"),
                    Answer(decision="recode", stance=other),
                    Answer(decision="recode", stance=other, holder="Union: Osta", issue="Dam"),
                ]
            )
        )
        if choice:
            made[one.id] = choice
    for party, issue in PLACES:
        if draw(st.booleans()):
            stance = draw(st.sampled_from([*STANCES, Stance.NONE]))
            text = "" if stance is Stance.NONE else f"Says {stance}."
            made[f"{party}/{issue}"] = Answer(stance=stance, text=text)
    return made


def filled(export: Draft, given_: Mapping[str, Answer], add: Sequence[Answer] = ()) -> Filled:
    """The rows of an export as they come back with these answers."""
    content = sheets(export, queue(export))
    kinds = {STATEMENTS: content.statements, CELLS: content.cells}
    found = {
        name: tuple(
            SheetRow(
                sheet=name,
                number=number,
                id=str(row[ID]),
                row_hash=str(row[ROW_HASH]),
                answer=given_.get(str(row[ID]), answer),
                places={},
                spoilt={},
            )
            for number, (row, answer) in enumerate(rows, 2)
        )
        for name, rows in kinds.items()
    }
    added = tuple(
        SheetRow(sheet=ADD, number=n, id="", row_hash="", answer=one, places={}, spoilt={})
        for n, one in enumerate(add, 2)
    )
    return Filled(analyst="mia", statements=found[STATEMENTS], cells=found[CELLS], added=added)


def rest_of(of: Draft, made: Plan) -> Draft:
    """The draft with everything of a plan that can be applied."""
    return of.with_decisions((*of.decisions, *made.decisions))


@st.composite
def edited(draw: st.DrawFn, of: Draft) -> Draft:
    """The same dossier after the documents were edited and the extractor read them anew."""
    sources = []
    for source in of.documents:
        start = draw(st.integers(0, len(source.text)))
        end = draw(st.integers(start, len(source.text)))
        text = source.text[:start] + draw(st.text("ab .", max_size=12)) + source.text[end:]
        sources.append(document(text or ".", source.id, source.date))
    proposed = []
    for source in sources:
        for one in of.proposed:
            start = source.text.find(one.quote)
            if one.document == source.id and start >= 0 and draw(st.booleans()):
                cell = (one.party, one.issue)
                proposed.append(proposal(source, start, start + len(one.quote), cell, one.stance))
        proposed += draw(proposals(source))
    unique = {one.id: one for one in proposed}
    return Draft.of(of.codebook, sources, list(unique.values()), of.decisions)


@given(st.data())
def test_an_export_that_nobody_touched_changes_nothing(data: st.DataObject) -> None:
    before = data.draw(drafts())
    made = plan(before, filled(before, data.draw(answers(before))), "mia", WHEN)
    for of in (before, rest_of(before, made), data.draw(edited(rest_of(before, made)))):
        untouched = plan(of, filled(of, {}), "ben", WHEN)
        assert {line.outcome for line in untouched.lines} <= {Outcome.UNCHANGED}
        assert not untouched.decisions


@given(st.data())
def test_an_untouched_export_of_before_changes_nothing_after_any_edit(
    data: st.DataObject,
) -> None:
    before = data.draw(drafts())
    made = plan(before, filled(before, data.draw(answers(before))), "mia", WHEN)
    now = data.draw(edited(rest_of(before, made)))
    assert not plan(now, filled(before, {}), "ben", WHEN).decisions


@given(st.data())
def test_an_import_again_changes_nothing(data: st.DataObject) -> None:
    before = data.draw(drafts())
    sent = filled(before, data.draw(answers(before)))
    made = plan(before, sent, "mia", WHEN)
    again = plan(rest_of(before, made), sent, "mia", WHEN)
    assert not again.decisions
    assert [line.subject for line in again.lost] == [line.subject for line in made.lost]


@given(st.data())
def test_every_answer_holds_after_the_import_and_is_not_asked_again(data: st.DataObject) -> None:
    before = data.draw(drafts())
    given_ = data.draw(answers(before))
    made = plan(before, filled(before, given_), "mia", WHEN)
    after = rest_of(before, made)
    found = {one.id: one for one in after.curated.statements}
    verdicts = {
        "accept": Status.ACCEPTED,
        "reject": Status.REJECTED,
        "unsure": Status.UNSURE,
        "recode": Status.RECODED,
    }
    for name, answer in given_.items():
        if "/" not in name:
            assert found[name].status is verdicts[answer.decision]
    asked = {one.statement for one in queue(after).statements}
    assert not asked & set(given_)
    refused = {line.subject for line in made.lost}
    for party, issue in PLACES:
        name = f"{party}/{issue}"
        if name in given_ and name not in refused:
            assert after.curated.cells[party, issue].stance == given_[name].stance
            assert (party, issue) not in {(one.party, one.issue) for one in queue(after).cells}
        else:
            assert (party, issue) not in after.curated.cells


@given(st.data())
def test_after_any_edit_a_decision_stands_on_its_own_words_or_is_an_orphan(
    data: st.DataObject,
) -> None:
    before = data.draw(drafts())
    made = plan(before, filled(before, data.draw(answers(before))), "mia", WHEN)
    now = data.draw(edited(rest_of(before, made)))
    orphans = [orphan.decision for orphan in now.curated.orphans]
    known = now.cases()
    on_statements = [one for one in made.decisions if isinstance(one, StatementDecision)]
    held = [case.decision for case in known.values() if case.decision]
    for decision in on_statements:
        if decision in orphans:
            continue
        if decision.verdict in (Verdict.REJECT, Verdict.UNSURE) and decision not in held:
            continue  # nobody proposes these words any more
        (case,) = [case for case in known.values() if case.decision == decision]
        assert case.standing.quote == decision.evidence.quote
        assert (case.party, case.issue) == (decision.party, decision.issue)
        assert case.standing.status is not Status.UNREVIEWED
    for case in known.values():
        text = next(one.text for one in now.documents if one.id == case.standing.document)
        assert text[case.standing.start : case.standing.end] == case.standing.quote
        if case.decision is None and case.proposal:
            assert case.standing == case.proposal
    for on_cell in made.decisions:
        if isinstance(on_cell, CellDecision):
            cell = (on_cell.party, on_cell.issue)
            assert now.curated.cells.get(cell) == on_cell or on_cell in orphans


@given(st.data())
def test_a_stale_workbook_never_decides_on_other_words_than_its_rows_show(
    data: st.DataObject,
) -> None:
    before = data.draw(drafts())
    shown = {one.id: one for one in before.curated.statements}
    given_ = data.draw(answers(before))
    now = data.draw(edited(before))
    made = plan(now, filled(before, given_), "mia", WHEN)
    told = {line.subject for line in made.lost}
    after = rest_of(now, made)
    known = after.cases()
    for decision in made.decisions:
        if isinstance(decision, StatementDecision):
            (name,) = [name for name, case in known.items() if case.decision == decision]
            assert decision.evidence.quote == shown[name].quote
            assert decision.evidence.document == shown[name].document
            assert (decision.party, decision.issue) == (shown[name].party, shown[name].issue)
    decided = len(made.decisions)
    unchanged = sum(line.outcome is Outcome.UNCHANGED for line in made.lines)
    assert decided + unchanged + len(made.lost) == len(made.lines), "every row is told of"
    assert len(told) <= len(made.lost)


@given(st.data())
def test_the_order_of_two_imports_that_do_not_touch_each_other_does_not_matter(
    data: st.DataObject,
) -> None:
    """Two analysts share the parties out among them; neither moves a statement to the other's."""
    before = data.draw(drafts())
    given_ = {
        name: replace(answer, holder="", issue="")
        for name, answer in data.draw(answers(before)).items()
    }
    by_id = {one.id: one.party for one in before.curated.statements}
    shares = [
        {
            name: answer
            for name, answer in given_.items()
            if (name.partition("/")[0] if "/" in name else by_id[name]) == party
        }
        for party in ("north", "union")
    ]
    ends = []
    for order in (shares, shares[::-1]):
        of = before
        for share in order:
            of = rest_of(of, plan(of, filled(before, share), "mia", WHEN))
        ends.append(of)
    assert ends[0].curated == ends[1].curated
    together = rest_of(before, plan(before, filled(before, given_), "mia", WHEN))
    assert ends[0].curated == together.curated


@given(st.data())
def test_words_added_by_hand_become_a_statement_with_exactly_these_words(
    data: st.DataObject,
) -> None:
    before = data.draw(drafts())
    source = data.draw(st.sampled_from(before.documents))
    start = data.draw(st.integers(0, len(source.text) - 1))
    quote = source.text[start : start + data.draw(st.integers(1, 20))]
    row = Answer(document=source.id, quote=quote, holder="north", issue="water", stance="support")
    sent = filled(before, {}, [row])
    made = plan(before, sent, "mia", WHEN)
    if made.lost:
        assert "times in" in made.lost[0].what or "empty" in made.lost[0].what
        return
    after = rest_of(before, made)
    (decision,) = made.decisions
    (found,) = [case.standing for case in after.cases().values() if case.decision == decision]
    assert found.status is Status.ADDED
    assert found.quote.split() == quote.split()
    assert source.text[found.start : found.end] == found.quote
    assert not plan(after, sent, "mia", WHEN).decisions
