"""Agreement, gaps, and what moved between two editions and why."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import miniature
from positions.analysis import (
    GapKind,
    PastDocument,
    PastEdition,
    agreement,
    blockers,
    changes,
    gaps,
    nearest,
)
from positions.model import (
    Agreement,
    Attribution,
    Basis,
    Codebook,
    Document,
    Edition,
    Issue,
    Party,
    Position,
    Relation,
    Settings,
    Stance,
    Statement,
    Status,
    Tier,
    statement_id,
)

SUPPORT, CONDITIONAL, OPPOSE = Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE
DIVIDED, NONE = Stance.DIVIDED, Stance.NONE


def codebook(parties: str = "ab", issues: str = "x") -> Codebook:
    return Codebook(
        parties=tuple(Party(id=name, name=name.upper()) for name in parties),
        issues=tuple(
            Issue(id=name, name=name, question=f"{name}?", proposition=name, terms=())
            for name in issues
        ),
    )


def cells(issue: str, *stances: Stance) -> list[Position]:
    return [
        Position(party=party, issue=issue, stance=stance)
        for party, stance in zip("abcdefgh", stances, strict=False)
    ]


@pytest.mark.parametrize(
    ("a", "b", "relation", "distance"),
    [
        (SUPPORT, SUPPORT, Relation.AGREE, 0),
        (OPPOSE, OPPOSE, Relation.AGREE, 0),
        (CONDITIONAL, DIVIDED, Relation.AGREE, 0),
        (SUPPORT, CONDITIONAL, Relation.DIFFER, 1),
        (DIVIDED, OPPOSE, Relation.DIFFER, 1),
        (SUPPORT, OPPOSE, Relation.OPPOSE, 2),
        (SUPPORT, NONE, Relation.UNKNOWN, None),
        (NONE, NONE, Relation.UNKNOWN, None),
    ],
)
def test_the_relation_of_two_parties_is_the_distance_of_their_stances(
    a: Stance, b: Stance, relation: Relation, distance: int | None
) -> None:
    for one, other in ((a, b), (b, a)):
        assert agreement(codebook(), cells("x", one, other)) == (
            Agreement(issue="x", party_a="a", party_b="b", relation=relation, distance=distance),
        )


def test_every_pair_stands_once_for_every_issue_in_the_codebooks_order() -> None:
    book = codebook("cab", "yx")
    positions = [
        Position(party=party, issue=issue, stance=SUPPORT) for party, issue in product("abc", "xy")
    ]
    assert [(one.issue, one.party_a, one.party_b) for one in agreement(book, positions)] == [
        (issue, *pair) for issue in "yx" for pair in (("c", "a"), ("c", "b"), ("a", "b"))
    ]


def test_issues_are_blocked_where_parties_oppose_each_other_most_opposed_first() -> None:
    book = codebook("abcd", "xyz")
    positions = [
        *cells("x", SUPPORT, SUPPORT, SUPPORT, OPPOSE),
        *cells("y", SUPPORT, SUPPORT, OPPOSE, OPPOSE),
        *cells("z", SUPPORT, CONDITIONAL, SUPPORT, NONE),
    ]
    blocked = blockers(agreement(book, positions))
    assert [one.issue for one in blocked] == ["y", "x"]
    assert blocked[1].opposed == (("a", "d"), ("b", "d"), ("c", "d"))
    assert blocked[1].agreed == (("a", "b"), ("a", "c"), ("b", "c"))


def test_nearest_to_a_deal_is_where_fewest_pairs_differ_or_are_unknown() -> None:
    book = codebook("abc", "wxyz")
    positions = [
        *cells("w", SUPPORT, SUPPORT, OPPOSE),  # blocked: not near
        *cells("x", SUPPORT, SUPPORT, NONE),
        *cells("y", OPPOSE, OPPOSE, OPPOSE),
        *cells("z", SUPPORT, NONE, NONE),  # nobody to agree with
    ]
    assert [one.issue for one in nearest(agreement(book, positions))] == ["y", "x"]


def test_the_gaps_of_the_miniature_are_those_of_its_cells() -> None:
    edition = miniature.edition()
    found = {(one.kind, one.party, one.issue) for one in gaps(edition)}
    empty = {(p.party, p.issue) for p in edition.positions if p.stance is NONE}
    assert {cell[1:] for cell in found if cell[0] is GapKind.EMPTY} == empty
    single = {(p.party, p.issue) for p in edition.positions if p.sources == 1 and p.stance != NONE}
    assert {cell[1:] for cell in found if cell[0] is GapKind.SINGLE_SOURCE} == single
    assert all(cell[0] is GapKind.EMPTY for cell in found if cell[1:] in empty)


@pytest.mark.parametrize(
    ("attribution", "status", "date", "kinds"),
    [
        (Attribution.QUOTE, Status.ACCEPTED, "2025-03-01", []),
        (Attribution.REPORTED, Status.RECODED, "2025-02-06", []),  # 30 days: not past 30
        (Attribution.DESCRIBED, Status.ADDED, "2025-03-01", ["never-quoted"]),
        (Attribution.ALLEGED, Status.ACCEPTED, "2025-03-01", ["never-quoted"]),
        (Attribution.QUOTE, Status.ACCEPTED, "2025-02-05", ["old"]),
        (Attribution.QUOTE, Status.ACCEPTED, "2025-02", []),  # may be its last day
        (Attribution.QUOTE, Status.ACCEPTED, "2025-01", ["old"]),
        (Attribution.QUOTE, Status.ACCEPTED, "", []),
        (Attribution.QUOTE, Status.UNREVIEWED, "2025-03-01", ["unreviewed"]),
        (Attribution.QUOTE, Status.UNSURE, "2025-03-01", ["unreviewed"]),
    ],
)
def test_a_cell_is_thin_where_it_is_only_described_old_or_unreviewed(
    attribution: Attribution, status: Status, date: str, kinds: list[str]
) -> None:
    stated = said(document("d", date), SUPPORT, attribution=attribution, status=status)
    held = (document("d", date), document("late", "2025-03-08"))
    position = cell(SUPPORT, (stated,), sources=2)
    found = gaps(present(held, (stated,), position))
    assert [one.kind for one in found] == kinds


def test_a_gap_says_what_a_reader_needs_of_it() -> None:
    stated = said(OLD, SUPPORT, status=Status.ACCEPTED)
    copied = said(document("copy", duplicate_of="old"), SUPPORT, status=Status.ACCEPTED)
    late = document("late", "2025-06-09")
    held = (OLD, document("copy", duplicate_of="old"), late)
    position = cell(SUPPORT, (copied, stated), sources=1, documents=("copy", "old"))
    found = {one.kind: one.detail for one in gaps(present(held, (copied, stated), position))}
    assert found == {GapKind.SINGLE_SOURCE: "old", GapKind.OLD: "100 days"}


# A dossier of one party and one issue, told in a line: each document is a date and what it says.


def document(name: str, date: str = "", **fields: str) -> Document:
    return Document(
        id=name,
        title=name,
        date=date,
        path=f"{name}.txt",
        sha256=fields.pop("sha256", f"sha of {name}"),
        text="words",
        duplicate_of=fields.pop("duplicate_of", ""),
        tier=Tier(fields.pop("tier", "unknown")),
    )


def said(where: Document, stance: Stance, **fields: object) -> Statement:
    values: dict[str, object] = {
        "id": statement_id(where.id, "a", "x", str(fields.get("start", 0)), 0),
        "document": where.id,
        "date": where.date,
        "party": "a",
        "actor": "a",
        "attribution": Attribution.REPORTED,
        "issue": "x",
        "stance": stance,
        "quote": "words",
        "start": 0,
        "end": 5,
        "confidence": 0.5,
        "rule": "r",
    }
    return Statement(**(values | fields))  # type: ignore[arg-type]


def cell(stance: Stance, said: tuple[Statement, ...] = (), **fields: object) -> Position:
    dates = sorted(one.date for one in said if one.stands)
    values: dict[str, object] = {
        "party": "a",
        "issue": "x",
        "stance": stance,
        "basis": Basis.NONE if stance is NONE else Basis.STATEMENTS,
        "summary": "" if stance is NONE else f"It says {stance}.",
        "last_date": dates[-1] if dates else "",
        "statements": tuple(one.id for one in said if one.stands),
    }
    return Position(**(values | fields))  # type: ignore[arg-type]


def reviewed(stance: Stance, said: tuple[Statement, ...] = (), **fields: object) -> Position:
    values: dict[str, object] = {"basis": Basis.REVIEWED, "reviewed_by": "kim"}
    return cell(stance, said, **(values | fields))


def past(
    documents: tuple[Document, ...], said: tuple[Statement, ...], position: Position
) -> PastEdition:
    return PastEdition(
        id="2025-03-01-0000000000",
        evidence_date=max((one.date for one in documents), default=""),
        version="1",
        codebook_version="book 1",
        documents=tuple(
            PastDocument(
                id=one.id,
                path=one.path,
                sha256=one.sha256,
                date=one.date,
                tier=one.tier,
                duplicate_of=one.duplicate_of,
            )
            for one in documents
        ),
        statements=said,
        positions=(position,),
    )


def present(
    documents: tuple[Document, ...], said: tuple[Statement, ...], position: Position
) -> Edition:
    return Edition(
        id="2025-04-01-0000000000",
        version="2",
        settings=Settings(title="T"),
        codebook=codebook("a"),
        evidence_date=max((one.date for one in documents), default=""),
        documents=documents,
        statements=said,
        document_positions=(),
        positions=(position,),
        agreement=(),
    )


def moved(
    before: PastEdition, after: Edition, rebuilt: Position, book: str = "book 1"
) -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = changes(before, after, [rebuilt], book)
    return [(one.kind, one.before, one.after, one.statements) for one in found]


OLD, NEW = document("old", "2025-03-01"), document("new", "2025-03-08")
OLD_YES, OLD_NO, OLD_IF = said(OLD, SUPPORT), said(OLD, OPPOSE), said(OLD, CONDITIONAL)
NEW_YES, NEW_NO, NEW_IF = said(NEW, SUPPORT), said(NEW, OPPOSE), said(NEW, CONDITIONAL)
BEFORE = past((OLD,), (OLD_YES,), cell(SUPPORT, (OLD_YES,)))
SAME = cell(SUPPORT, (OLD_YES,))


def test_nothing_is_told_when_nothing_changed() -> None:
    assert moved(BEFORE, present((OLD,), (OLD_YES,), SAME), SAME) == []


def test_nothing_is_told_when_only_the_reason_of_an_empty_cell_reads_otherwise() -> None:
    before = past((OLD,), (), cell(NONE, reason="not found in 1 document"))
    after = present((OLD, NEW), (), cell(NONE, reason="not found in 2 documents"))
    assert moved(before, after, cell(NONE)) == []


def test_a_newer_document_that_says_otherwise_is_a_shift_of_the_party() -> None:
    both = (OLD_YES, NEW_NO)
    after = present((OLD, NEW), both, cell(OPPOSE, both))
    assert moved(BEFORE, after, SAME) == [("shift", "support", "oppose", (NEW_NO.id,))]


def test_a_party_that_a_newer_document_divides_has_shifted() -> None:
    both = (OLD_YES, NEW_NO)
    after = present((OLD, NEW), both, cell(DIVIDED, both))
    assert moved(BEFORE, after, SAME) == [("shift", "support", "divided", (NEW_NO.id,))]


DESCRIBED = said(OLD, SUPPORT, attribution=Attribution.DESCRIBED)
AGAIN = said(OLD, SUPPORT, attribution=Attribution.DESCRIBED, start=9)


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ((DESCRIBED,), "new-evidence"),
        ((DESCRIBED, AGAIN), "shift"),
        ((replace(DESCRIBED, attribution=Attribution.ALLEGED),), "new-evidence"),
        ((replace(DESCRIBED, attribution=Attribution.QUOTE),), "shift"),
    ],
    ids=["one writer's sentence", "two of them", "another party's", "the party's own words"],
)
def test_a_party_moves_only_from_where_it_is_known_to_have_stood(
    known: tuple[Statement, ...], kind: str
) -> None:
    before = past((OLD,), known, cell(SUPPORT, known))
    after = present((OLD, NEW), (*known, NEW_NO), cell(OPPOSE, (*known, NEW_NO)))
    told = moved(before, after, cell(SUPPORT, known))
    assert told == [(kind, "support", "oppose", (NEW_NO.id,))]


def test_a_first_decision_on_a_stance_that_was_never_sure_is_told_as_review() -> None:
    stood = (DESCRIBED, replace(NEW_NO, status=Status.ADDED))
    before = past((OLD,), (DESCRIBED,), cell(SUPPORT, (DESCRIBED,)))
    after = present((OLD, NEW), stood, reviewed(OPPOSE, stood))
    told = moved(before, after, cell(SUPPORT, (DESCRIBED,)))
    assert [one[:3] for one in told] == [("review", "support", "oppose")]


def test_what_the_party_said_all_along_is_no_shift_when_it_says_it_again() -> None:
    """Two stances in one document: a newer one tips the cell, and the party has not moved."""
    known = (OLD_YES, said(OLD, OPPOSE, start=9))
    for stance in (SUPPORT, CONDITIONAL):
        before = past((OLD,), known, cell(stance, known))
        after = present((OLD, NEW), (*known, NEW_NO), cell(OPPOSE, (*known, NEW_NO)))
        told = moved(before, after, cell(stance, known))
        assert told == [("new-evidence", stance, "oppose", (NEW_NO.id,))]


def test_a_party_that_moves_back_has_moved() -> None:
    first, then = document("first", "2025-02-01"), said(OLD, SUPPORT)
    known = (said(first, OPPOSE), then)
    before = past((first, OLD), known, cell(SUPPORT, known))
    after = present((first, OLD, NEW), (*known, NEW_NO), cell(OPPOSE, (*known, NEW_NO)))
    told = moved(before, after, cell(SUPPORT, known))
    assert told == [("shift", "support", "oppose", (NEW_NO.id,))]


def test_a_first_position_is_new_evidence_and_no_shift() -> None:
    before = past((OLD,), (), cell(NONE))
    after = present((OLD, NEW), (NEW_NO,), cell(OPPOSE, (NEW_NO,)))
    assert moved(before, after, cell(NONE)) == [("new-evidence", "none", "oppose", (NEW_NO.id,))]


def test_more_of_the_same_is_new_evidence() -> None:
    both = (OLD_YES, NEW_YES)
    after = present((OLD, NEW), both, cell(SUPPORT, both))
    assert moved(BEFORE, after, SAME) == [("new-evidence", "support", "support", (NEW_YES.id,))]


@pytest.mark.parametrize("date", ["2025-02-20", "2025-02", "2025", ""])
def test_a_document_not_known_to_be_newer_moves_the_cell_but_not_the_party(date: str) -> None:
    added = document("added", date)
    both = (OLD_YES, said(added, OPPOSE))
    after = present((OLD, added), both, cell(OPPOSE, both))
    assert moved(BEFORE, after, SAME) == [("new-evidence", "support", "oppose", (both[1].id,))]


@pytest.mark.parametrize(("book", "kind"), [("book 1", "extractor"), ("book 2", "codebook")])
def test_the_same_documents_read_otherwise_are_no_shift(book: str, kind: str) -> None:
    rebuilt = cell(OPPOSE, (OLD_NO,))
    after = present((OLD,), (OLD_NO,), rebuilt)
    assert moved(BEFORE, after, rebuilt, book) == [(kind, "support", "oppose", (OLD_NO.id,))]


@pytest.mark.parametrize(("book", "kind"), [("book 1", "extractor"), ("book 2", "codebook")])
def test_a_better_reading_that_comes_with_a_newer_document_is_no_shift(
    book: str, kind: str
) -> None:
    """Today's program reads the old document as it reads the new one: the party never moved."""
    both = (OLD_NO, NEW_NO)
    after = present((OLD, NEW), both, cell(OPPOSE, both))
    assert moved(BEFORE, after, cell(OPPOSE, (OLD_NO,)), book)[0][:3] == (
        kind,
        "support",
        "oppose",
    )


def test_what_the_program_newly_finds_in_an_old_document_is_no_new_evidence() -> None:
    before = past((OLD,), (), cell(NONE))
    rebuilt = cell(SUPPORT, (OLD_YES,))
    after = present((OLD,), (OLD_YES,), rebuilt)
    assert moved(before, after, rebuilt) == [("extractor", "none", "support", (OLD_YES.id,))]


@pytest.mark.parametrize(
    ("status", "stance", "after"),
    [
        (Status.RECODED, OPPOSE, OPPOSE),
        (Status.ADDED, OPPOSE, OPPOSE),
        (Status.REJECTED, SUPPORT, NONE),
        (Status.ACCEPTED, SUPPORT, SUPPORT),
        (Status.UNSURE, SUPPORT, SUPPORT),
    ],
)
def test_a_decision_on_a_statement_is_told_as_review(
    status: Status, stance: Stance, after: Stance
) -> None:
    decided = replace(OLD_YES, status=status, stance=stance, reviewed_by="kim")
    rebuilt = cell(after, (decided,))
    told = moved(BEFORE, present((OLD,), (decided,), rebuilt), rebuilt)
    assert told == [("review", "support", after, (decided.id,))]


def test_a_statement_that_an_analyst_moved_to_another_party_is_told_as_review() -> None:
    recoded = replace(OLD_YES, party="b", status=Status.RECODED, reviewed_by="kim")
    told = moved(BEFORE, present((OLD,), (recoded,), cell(NONE)), cell(NONE))
    assert [one[:3] for one in told] == [("review", "support", "none")]


def test_a_decision_on_a_cell_is_told_as_review() -> None:
    rebuilt = reviewed(OPPOSE, (OLD_YES,))
    told = moved(BEFORE, present((OLD,), (OLD_YES,), rebuilt), rebuilt)
    assert [one[:3] for one in told] == [("review", "support", "oppose")]


def test_a_decision_that_nothing_is_known_is_told_as_review() -> None:
    after = present((OLD, NEW), (OLD_YES,), reviewed(NONE))
    assert [one[:3] for one in moved(BEFORE, after, SAME)] == [("review", "support", "none")]


def test_a_decision_that_confirms_a_cell_is_told_once() -> None:
    confirmed = reviewed(SUPPORT, (OLD_YES,))
    after = present((OLD,), (OLD_YES,), confirmed)
    assert [one[:3] for one in moved(BEFORE, after, confirmed)] == [
        ("review", "support", "support")
    ]
    assert moved(past((OLD,), (OLD_YES,), confirmed), after, confirmed) == []


def test_a_decision_that_rests_on_a_newer_document_alone_is_a_shift() -> None:
    added = replace(NEW_NO, status=Status.ADDED)
    both = (OLD_YES, added)
    after = present((OLD, NEW), both, reviewed(OPPOSE, both))
    assert moved(BEFORE, after, SAME) == [("shift", "support", "oppose", (NEW_NO.id,))]


def test_a_decision_that_reads_the_old_document_so_too_corrects_and_is_no_shift() -> None:
    cited = replace(said(OLD, OPPOSE, start=9), status=Status.ADDED)
    stood = (OLD_YES, cited, NEW_NO)
    after = present((OLD, NEW), stood, reviewed(OPPOSE, stood))
    assert [one[:3] for one in moved(BEFORE, after, SAME)] == [("review", "support", "oppose")]


def test_newer_statements_against_a_reviewed_cell_are_told_as_contested_once() -> None:
    both = (OLD_YES, NEW_NO)
    before = past((OLD,), (OLD_YES,), reviewed(SUPPORT, (OLD_YES,)))
    contested = reviewed(SUPPORT, both, contested_since="2025-03-08")
    after = present((OLD, NEW), both, contested)
    rebuilt = reviewed(SUPPORT, (OLD_YES,))
    assert moved(before, after, rebuilt) == [("contested", "support", "support", (NEW_NO.id,))]
    assert moved(past((OLD, NEW), both, contested), after, contested) == []


def test_a_person_turns_a_contested_cell_into_a_shift() -> None:
    both = (OLD_YES, NEW_NO)
    contested = reviewed(SUPPORT, both, contested_since="2025-03-08")
    turned = reviewed(OPPOSE, both, summary="It now opposes.")
    told = moved(past((OLD, NEW), both, contested), present((OLD, NEW), both, turned), turned)
    assert told == [("shift", "support", "oppose", (NEW_NO.id,))]


def test_a_person_who_upholds_a_contested_cell_has_reviewed_it() -> None:
    both = (OLD_YES, NEW_NO)
    contested = reviewed(SUPPORT, both, contested_since="2025-03-08")
    upheld = reviewed(SUPPORT, both)
    told = moved(past((OLD, NEW), both, contested), present((OLD, NEW), both, upheld), upheld)
    assert [one[0] for one in told] == ["review"]


def test_another_sentence_by_the_same_person_is_wording() -> None:
    before = reviewed(SUPPORT, (OLD_YES,), summary="It is for it.")
    after = reviewed(SUPPORT, (OLD_YES,), summary="It is in favour.")
    told = moved(past((OLD,), (OLD_YES,), before), present((OLD,), (OLD_YES,), after), after)
    assert told == [("wording", "It is for it.", "It is in favour.", (OLD_YES.id,))]


@pytest.mark.parametrize(
    ("left", "after"), [((), NONE), ((NEW_YES,), SUPPORT), ((NEW_NO,), OPPOSE)]
)
def test_a_document_that_is_taken_out_withdraws_its_evidence(
    left: tuple[Statement, ...], after: Stance
) -> None:
    before = past((OLD, NEW), (OLD_YES, *left), cell(SUPPORT, (OLD_YES, *left)))
    rebuilt = cell(after, left)
    told = moved(before, present((NEW,), left, rebuilt), rebuilt)
    assert told == [("withdrawn", "support", after, ())]


def test_a_renamed_document_changes_nothing() -> None:
    renamed = document("renamed", OLD.date, sha256=OLD.sha256)
    again = said(renamed, SUPPORT)
    rebuilt = cell(SUPPORT, (again,))
    assert moved(BEFORE, present((renamed,), (again,), rebuilt), rebuilt) == []


def test_a_document_edited_around_its_words_changes_nothing() -> None:
    edited = document("old", OLD.date, sha256="another")
    again = said(edited, SUPPORT, id=OLD_YES.id, start=3, end=8)
    after = present((edited,), (again,), cell(SUPPORT, (again,)))
    assert moved(BEFORE, after, cell(NONE)) == []


def test_a_document_edited_in_its_words_withdraws_what_it_said() -> None:
    edited = document("old", OLD.date, sha256="another")
    after = present((edited,), (), cell(NONE))
    assert moved(BEFORE, after, cell(NONE)) == [("withdrawn", "support", "none", ())]


def test_a_copy_of_a_known_document_changes_nothing() -> None:
    copy = document("copy", NEW.date, duplicate_of="old")
    both = (OLD_YES, said(copy, SUPPORT))
    assert moved(BEFORE, present((OLD, copy), both, cell(SUPPORT, both)), SAME) == []


def test_an_earlier_copy_of_a_known_document_changes_nothing() -> None:
    earlier, old = document("early", "2025-02-01"), replace(OLD, duplicate_of="early")
    both = (said(earlier, SUPPORT), OLD_YES)
    assert moved(BEFORE, present((earlier, old), both, cell(SUPPORT, both)), SAME) == []


def test_a_date_that_an_analyst_mends_moves_no_party() -> None:
    documents = (OLD, NEW)
    both = (OLD_YES, NEW_NO)
    before = past(documents, both, cell(OPPOSE, both))
    mended = (OLD, replace(NEW, date="2025-02-01"))
    again = (OLD_YES, replace(NEW_NO, date="2025-02-01"))
    rebuilt = cell(SUPPORT, again)
    told = moved(before, present(mended, again, rebuilt), rebuilt)
    assert [one[:3] for one in told] == [("review", "oppose", "support")]


def test_a_cell_of_a_new_issue_is_told_as_the_codebooks() -> None:
    before = replace(BEFORE, positions=(), statements=())
    after = present((OLD,), (OLD_YES,), SAME)
    assert moved(before, after, SAME, "book 2") == [("codebook", "none", "support", (OLD_YES.id,))]


_STANCES = st.sampled_from([SUPPORT, CONDITIONAL, OPPOSE])
_DECISIONS = st.sampled_from([Status.UNREVIEWED, Status.ACCEPTED, Status.RECODED, Status.ADDED])


@given(
    was=st.sampled_from(list(Stance)),
    now=st.sampled_from(list(Stance)),
    today=st.sampled_from(list(Stance)),
    stood=st.lists(st.tuples(_STANCES, _DECISIONS), max_size=3),
    stands=st.lists(st.tuples(_STANCES, _DECISIONS), max_size=3),
    book=st.sampled_from(["book 1", "book 2"]),
)
def test_without_another_document_there_is_never_a_shift_nor_new_evidence(
    was: Stance,
    now: Stance,
    today: Stance,
    stood: list[tuple[Stance, Status]],
    stands: list[tuple[Stance, Status]],
    book: str,
) -> None:
    """Whatever analysts, program and codebook do, the party is not said to have moved."""
    before_said = tuple(
        said(OLD, stance, start=n, status=status) for n, (stance, status) in enumerate(stood)
    )
    after_said = tuple(
        said(OLD, stance, start=n, status=status) for n, (stance, status) in enumerate(stands)
    )
    told = moved(
        past((OLD,), before_said, cell(was, before_said)),
        present((OLD,), after_said, cell(now, after_said)),
        cell(today, after_said),
        book,
    )
    assert not {one[0] for one in told} & {"shift", "new-evidence", "contested"}
    assert was is now or told


def test_the_statements_of_a_change_are_all_in_the_new_edition() -> None:
    for status, stance in product(Status, (SUPPORT, OPPOSE)):
        decided = replace(OLD_YES, status=status, stance=stance, reviewed_by="kim")
        after = present((OLD, NEW), (decided, NEW_NO), cell(OPPOSE, (decided, NEW_NO)))
        known = {one.id for one in after.statements}
        for *_, statements in moved(BEFORE, after, SAME):
            assert set(statements) <= known
