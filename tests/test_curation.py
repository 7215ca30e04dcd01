"""The analysts' decisions: nothing that a person decided is lost or moved to other words."""

import csv
import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from positions import codebook as codebooks
from positions.curation import (
    append,
    apply,
    cite,
    in_force,
    latest_cited,
    load,
    parse,
    text_of,
)
from positions.errors import BadInput, BadOutput
from positions.model import (
    Actor,
    ActorKind,
    Attribution,
    Block,
    BlockKind,
    CellDecision,
    Citation,
    Codebook,
    Decision,
    Document,
    Issue,
    Party,
    Stance,
    Statement,
    StatementDecision,
    Status,
    Verdict,
    occurrence_at,
    statement_id,
)

SEEDS = Path(__file__).parent.parent / "seeds"

CODEBOOK = Codebook(
    parties=(
        Party(
            id="north",
            name="North",
            actors=(Actor(id="ada", name="Ada", kind=ActorKind.PERSON),),
        ),
        Party(
            id="union",
            name="Union",
            actors=(
                Actor(id="velm", name="Velm", kind=ActorKind.STATE),
                Actor(id="osta", name="Osta", kind=ActorKind.STATE),
            ),
        ),
    ),
    issues=tuple(
        Issue(id=name, name=name, question=f"{name}?", proposition=f"There is {name}", terms=())
        for name in ("water", "patrol")
    ),
)

TEXT = (
    "Ada rejects the water plan. The hall was cold.\n"
    "“We want the patrol,” Ada said. Velm sends boats, but Osta is wary of boats.\n"
    "Nobody asked. Ada rejects the water plan.\n"
)


def document(text: str = TEXT, name: str = "one", date: str = "2025-12-01") -> Document:
    blocks = (Block(kind=BlockKind.PROSE, start=0, end=len(text)),) if text else ()
    return Document(
        id=name, title=name, date=date, path=f"{name}.txt", sha256="0", text=text, blocks=blocks
    )


def statement(quote: str, source: Document, *, nth: int = 0, **changes: object) -> Statement:
    """A proposal of the extractor on the nth place where these words stand."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(quote, start + 1)
    proposal = Statement(
        id=statement_id(source.id, "north", "water", quote, nth),
        document=source.id,
        date=source.date,
        party="north",
        actor="ada",
        attribution=Attribution.REPORTED,
        issue="water",
        stance=Stance.OPPOSE,
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=0.8,
        rule="cue",
        explanation="rejects(−) × water(+) → opposes",
    )
    return replace(proposal, **changes)  # type: ignore[arg-type]


def on_statement(
    verdict: Verdict, evidence: Citation, stance: Stance | None = None, **changes: str
) -> StatementDecision:
    keep = verdict in (Verdict.REJECT, Verdict.UNSURE)
    decision = StatementDecision(
        party="north",
        issue="water",
        verdict=verdict,
        evidence=evidence,
        stance=stance or (None if keep else Stance.OPPOSE),
        who="mia",
        when="2026-01-02",
    )
    return replace(decision, **changes)  # type: ignore[arg-type]


def on_cell(*evidence: Citation, stance: Stance = Stance.OPPOSE, **changes: str) -> CellDecision:
    decision = CellDecision(
        party="north",
        issue="water",
        stance=stance,
        summary="" if stance is Stance.NONE else "Rejects it.",
        evidence=evidence,
        who="mia",
        when="2026-01-02",
    )
    return replace(decision, **changes)  # type: ignore[arg-type]


REJECTS = "Ada rejects the water plan."
BOATS = "Velm sends boats"
WARY = "Osta is wary of boats"

# --- the file -----------------------------------------------------------------------------

any_text = st.text(st.characters(exclude_categories=["Cs"]))
some_text = any_text.filter(str.strip)
days = st.dates().map(str)
of_one_voice = st.sampled_from([Stance.SUPPORT, Stance.CONDITIONAL, Stance.OPPOSE])
citations = st.builds(
    Citation,
    document=some_text,
    quote=any_text.filter(bool),
    before=any_text,
    after=any_text,
)


@st.composite
def cell_decisions(draw: st.DrawFn) -> CellDecision:
    stance = draw(st.sampled_from(Stance))
    party = draw(st.sampled_from(CODEBOOK.parties))
    actors = st.sampled_from(["", party.id, *(actor.id for actor in party.actors)])
    if stance is Stance.NONE:
        evidence = draw(st.lists(st.builds(Citation, document=some_text), min_size=1, unique=True))
    else:
        evidence = draw(st.lists(citations, min_size=2, max_size=4, unique=True))
        evidence = [replace(one, actor=draw(actors)) for one in evidence]
    if stance is Stance.DIVIDED:
        evidence = [
            replace(one, stance=(Stance.SUPPORT, Stance.OPPOSE)[n % 2])
            for n, one in enumerate(evidence)
        ]
    return CellDecision(
        party=party.id,
        issue=draw(st.sampled_from(["water", "patrol"])),
        stance=stance,
        summary=draw(any_text if stance is Stance.NONE else some_text)[:300] or "s",
        evidence=tuple(evidence),
        proposition=draw(any_text),
        who=draw(some_text),
        when=draw(days),
        why=draw(any_text),
    )


@st.composite
def statement_decisions(draw: st.DrawFn) -> StatementDecision:
    verdict = draw(st.sampled_from(Verdict))
    recoded = verdict is Verdict.RECODE
    return StatementDecision(
        party="north",
        issue=draw(st.sampled_from(["water", "patrol"])),
        verdict=verdict,
        evidence=draw(citations),
        stance=draw(of_one_voice),
        new_party="union" if recoded else "",
        new_issue=draw(st.sampled_from(["", "patrol"])) if recoded else "",
        actor=draw(st.sampled_from(["", "velm"] if recoded else ["", "ada", "north"])),
        proposition=draw(any_text),
        who=draw(some_text),
        when=draw(days),
        why=draw(any_text),
    )


decisions_of_all_kinds = st.one_of(cell_decisions(), statement_decisions())


@given(st.lists(decisions_of_all_kinds, max_size=3))
def test_every_decision_is_read_back_as_it_was_written(decisions: list[Decision]) -> None:
    text = "".join(text_of(decision) for decision in decisions)
    assert parse(Path("decisions.yaml"), text, CODEBOOK) == tuple(decisions)


@given(decisions_of_all_kinds)
def test_an_entry_begins_at_the_margin_and_its_other_lines_do_not(decision: Decision) -> None:
    first, *others = text_of(decision).splitlines()
    assert first.startswith("- {")
    assert all(line.startswith("   ") for line in others)
    if not isinstance(decision, CellDecision) or decision.stance is Stance.NONE:
        assert not others, "what has no quotations to line up stands on one line"


@pytest.mark.parametrize(
    "word", ["no", "on", "~", "null", "007", "1e3", "2025-12-01", "16:30", "="]
)
def test_another_reader_of_yaml_also_takes_a_name_for_a_text(word: str) -> None:
    decision = on_cell(Citation(document=word, quote=word), who=word)
    entry = yaml.safe_load(text_of(decision))[0]
    assert (entry["who"], entry["evidence"][0]["document"]) == (word, word)


def test_half_a_character_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    with pytest.raises(BadInput, match="half a character"):
        append(file, [on_cell(Citation(document="one", quote=REJECTS), why="\ud800")])
    assert not file.exists()


def test_no_file_and_a_file_of_comments_hold_no_decisions(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    assert load(file, CODEBOOK) == ()
    file.write_text("# nothing yet\n")
    assert load(file, CODEBOOK) == ()


GOOD = (
    "- {cell: north/water, stance: oppose, who: mia, when: 2026-01-02, summary: No.,"
    " evidence: [{document: one, quote: q}]}\n"
)
JUDGED = (
    "- {verdict: reject, who: mia, when: 2026-01-02,"
    " statement: {party: north, issue: water, document: one, quote: q}}\n"
)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        (GOOD + GOOD.replace("who: mia", "whom: mia"), 2, "unknown key 'whom'"),
        (GOOD + GOOD.replace("who: mia, ", ""), 2, "'who' is missing"),
        (GOOD.replace("who: mia", "who: ' '"), 1, "nobody is named"),
        (GOOD.replace("north/", "nrth/"), 1, "no party 'nrth'"),
        (GOOD.replace("/water", "/wine"), 1, "no issue 'wine'"),
        (GOOD.replace("/water", ""), 1, "no issue ''"),
        (GOOD.replace("oppose", "against"), 1, "no stance 'against'"),
        (GOOD.replace("2026-01-02", "2026-02-30"), 1, "'2026-02-30' is no day"),
        (GOOD.replace("2026-01-02", "20260102"), 1, "'20260102' is no day"),
        (GOOD.replace("2026-01-02", "2026-01"), 1, "'2026-01' is no day"),
        (GOOD.replace("No.", "x" * 301), 1, "301 characters, more than 300"),
        (GOOD.replace("summary: No.,", ""), 1, "the summary is missing"),
        (GOOD.replace("oppose", "none"), 1, "none rests on documents read"),
        (GOOD.replace("{document: one, quote: q}", ""), 1, "oppose without evidence"),
        (GOOD.replace("[{document: one, quote: q}]", "one"), 1, "the evidence is not a list"),
        (GOOD.replace(", quote: q", ""), 1, "a quotation is missing"),
        (GOOD.replace("document: one, ", ""), 1, "'document' is missing"),
        (GOOD.replace("quote: q", "quote: [q]"), 1, "'quote' is not a text"),
        (GOOD.replace("quote: q", "quote: q, actor: velm"), 1, "no actor 'velm' of north"),
        (GOOD.replace("oppose", "divided"), 1, "voices that differ"),
        (GOOD.replace("[{", "[{document: one, quote: q}, {"), 1, "repeats citation 1"),
        (GOOD.replace("who: mia", "who: mia, who: ben"), 1, "'who' stands already on line 1"),
        (GOOD.replace("cell:", "sell:"), 1, "neither about a cell nor about a statement"),
        ("- just words\n", 1, "neither about a cell nor about a statement"),
        ("cell: north/water\n", 1, "not a list of decisions"),
        (GOOD + "- {cell: north/water\n", 2, "not valid YAML"),
        (GOOD + JUDGED.replace("reject", "refuse"), 2, "no verdict 'refuse'"),
        (JUDGED.replace("reject", "accept"), 1, "accept says no stance"),
        (JUDGED.replace("reject", "add, stance: divided"), 1, "no stance 'divided' here"),
        (JUDGED.replace("reject", "reject, new_issue: patrol"), 1, "only a recode has a new"),
        (JUDGED.replace("reject", "recode, stance: oppose, new_issue: wine"), 1, "no issue 'wine'"),
        (JUDGED.replace("quote: q", "quote: ''"), 1, "the quotation is empty"),
        (JUDGED.replace("quote: q", "page: 3"), 1, "unknown key 'page'"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, complaint: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(Path("decisions.yaml"), text, CODEBOOK)
    told = [str(fault) for fault in caught.value.faults if complaint in fault.what]
    assert told, str(caught.value)
    assert told[0].startswith(f"decisions.yaml, line {line}")
    assert all(fault.cure for fault in caught.value.faults)


def test_the_entries_that_the_faults_are_made_from_are_good() -> None:
    assert len(parse(Path("decisions.yaml"), GOOD + JUDGED, CODEBOOK)) == 2


def test_all_faults_come_in_one_report() -> None:
    text = GOOD.replace("north", "nrth").replace("oppose", "against") + JUDGED.replace("mia", "' '")
    with pytest.raises(BadInput) as caught:
        parse(Path("decisions.yaml"), text, CODEBOOK)
    assert len(caught.value.faults) == 3


# --- adding to the file -------------------------------------------------------------------

FIRST = on_cell(Citation(document="one", quote=REJECTS))
SECOND = on_statement(Verdict.REJECT, Citation(document="one", quote=BOATS))


BY_HAND = """\
- cell: north/water
  stance: none
  who: mia
  when: 2026-01-02
  evidence:
    - document: one"""


@pytest.mark.parametrize(
    "before",
    [
        GOOD.encode(),
        GOOD.rstrip("\n").encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"# by hand\n\n" + GOOD.encode() + b"\n# the end\n",
        b"\xef\xbb\xbf" + GOOD.encode(),
        BY_HAND.encode(),
    ],
)
def test_what_stands_in_the_file_stays_byte_for_byte(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_bytes(before)
    file.chmod(0o640)
    append(file, [FIRST, SECOND])
    after = file.read_bytes()
    assert after.removeprefix(before).lstrip(b"\n") == (text_of(FIRST) + text_of(SECOND)).encode()
    assert load(file, CODEBOOK)[1:] == (FIRST, SECOND)
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    append(file, [FIRST])
    assert file.read_text().startswith("# What the analysts decided")
    assert load(file, CODEBOOK) == (FIRST,)


def test_nothing_to_add_leaves_no_trace(tmp_path: Path) -> None:
    append(tmp_path / "decisions.yaml", [])
    assert not list(tmp_path.iterdir())


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text(GOOD)
    link = tmp_path / "decisions.yaml"
    link.symlink_to("kept.yaml")
    append(link, [FIRST])
    assert link.is_symlink()
    assert len(load(tmp_path / "kept.yaml", CODEBOOK)) == 2


@pytest.mark.parametrize(
    "before", [b"cell: north/water\n", b"[]\n", b"- {\n", b"  - a: b\n", b"\xff"]
)
def test_a_file_at_whose_end_nothing_can_stand_is_refused(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_bytes(before)
    with pytest.raises(BadInput):
        append(file, [FIRST])
    assert file.read_bytes() == before


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(GOOD)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(BadOutput, match="No space left"):
            append(file, [FIRST])
    assert file.read_text() == GOOD
    append(file, [FIRST])
    assert len(load(file, CODEBOOK)) == 2


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="cannot be written"):
        append(tmp_path / "gone" / "decisions.yaml", [FIRST])


def _append_many(file: Path, who: str) -> None:
    for n in range(10):
        append(file, [replace(FIRST, who=who, why=str(n))])


def test_two_writers_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(file, who)) for who in ("mia", "ben")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    made = [(one.who, one.why) for one in load(file, CODEBOOK)]
    for who in ("mia", "ben"):
        assert [one for one in made if one[0] == who] == [(who, str(n)) for n in range(10)]


def _append_and_die(file: Path, call: str, at: int) -> None:
    """Append, and be killed at the nth call of a function of `os`."""
    calls = iter(range(at + 1))
    module = Path if call == "replace" else os
    real = getattr(module, call)

    def counted(*arguments: object) -> object:
        if next(calls) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)

    setattr(module, call, counted)
    append(file, [FIRST])


@pytest.mark.parametrize(("call", "at"), [("fsync", 0), ("replace", 0), ("fsync", 1)])
def test_a_writer_killed_half_way_leaves_the_old_file_or_the_new(
    tmp_path: Path, call: str, at: int
) -> None:
    file = tmp_path / "decisions.yaml"
    append(file, [SECOND])
    writer = multiprocessing.get_context("spawn").Process(
        target=_append_and_die, args=(file, call, at)
    )
    writer.start()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    survived = load(file, CODEBOOK)
    assert survived in ((SECOND,), (SECOND, FIRST))
    append(file, [FIRST])
    assert load(file, CODEBOOK) == (*survived, FIRST)


def _quoting(cell: str, *quotes: str) -> CellDecision:
    party, issue = cell.split("/")
    return on_cell(
        *(Citation(document="one", quote=quote) for quote in quotes),
        party=party,
        issue=issue,
        summary=f"Of {cell}.",
    )


READ = (Citation(document="one"), Citation(document="two"), Citation(document="three"))


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            [on_cell(*READ, stance=Stance.NONE)],
            [on_cell(*READ, stance=Stance.NONE, party="union")],
        ),
        ([SECOND], [on_statement(Verdict.REJECT, Citation(document="one", quote=WARY))]),
        (
            [_quoting("north/water", BOATS, WARY), _quoting("north/patrol", BOATS, WARY)],
            [_quoting("union/water", BOATS, WARY), SECOND],
        ),
    ],
)
def test_decisions_of_two_branches_both_survive_a_union_merge(
    tmp_path: Path, ours: list[Decision], theirs: list[Decision]
) -> None:
    """Git takes lines that two branches both added for one: no entry may come apart by that."""
    file = tmp_path / "decisions.yaml"
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{
            f"GIT_{role}_{what}": "mia"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True
        )

    def commit(decisions: list[Decision]) -> None:
        append(file, decisions)
        git("add", "decisions.yaml", ".gitattributes")
        git("commit", "-m", "decided")

    git("init", "--initial-branch=ours")
    (tmp_path / ".gitattributes").write_text("decisions.yaml merge=union\n")
    commit([FIRST])
    git("branch", "theirs")
    commit(ours)
    git("checkout", "theirs")
    commit(theirs)
    git("merge", "ours", "-m", "both")
    merged = load(file, CODEBOOK)
    assert merged[0] == FIRST
    assert merged[1:] in ((*ours, *theirs), (*theirs, *ours))


# --- statements ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "status", "stance"),
    [
        (on_statement(Verdict.ACCEPT, Citation(document="one", quote=BOATS)), "accepted", "oppose"),
        (
            on_statement(Verdict.RECODE, Citation(document="one", quote=BOATS), Stance.CONDITIONAL),
            "recoded",
            "conditional",
        ),
        (
            on_statement(Verdict.ADD, Citation(document="one", quote=BOATS), Stance.SUPPORT),
            "added",
            "support",
        ),
        (on_statement(Verdict.UNSURE, Citation(document="one", quote=BOATS)), "unsure", "oppose"),
        (on_statement(Verdict.REJECT, Citation(document="one", quote=BOATS)), "rejected", "oppose"),
    ],
)
def test_a_verdict_marks_the_proposal_and_keeps_the_machines_stance(
    decision: StatementDecision, status: str, stance: str
) -> None:
    source = document()
    proposal = statement(BOATS, source)
    curated = apply([proposal], [decision], [source])
    assert curated.statements == (
        replace(
            proposal,
            status=Status(status),
            stance=Stance(stance),
            machine_stance=Stance.OPPOSE,
            reviewed_by="mia",
            reviewed_on="2026-01-02",
        ),
    )
    assert not curated.orphans


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_without_its_proposal_stands_if_it_says_where_the_party_stands(
    verdict: Verdict,
) -> None:
    source = document()
    decision = on_statement(verdict, Citation(document="one", quote=BOATS))
    curated = apply([], [decision], [source])
    stands = verdict in (Verdict.ACCEPT, Verdict.RECODE, Verdict.ADD)
    assert [(one.rule, one.quote, one.id) for one in curated.statements] == (
        [("", BOATS, statement(BOATS, source).id)] if stands else []
    )
    assert not curated.orphans


def test_a_recoded_statement_keeps_its_id_and_leaves_the_old_actor_behind() -> None:
    source = document()
    proposal = statement(BOATS, source)
    evidence = Citation(document="one", quote=BOATS)
    decision = on_statement(
        Verdict.RECODE, evidence, Stance.SUPPORT, new_party="union", new_issue="patrol"
    )
    for proposals in ([proposal], []):
        (found,) = apply(proposals, [decision], [source]).statements
        assert (found.id, found.party, found.actor, found.issue) == (
            proposal.id,
            "union",
            "union",
            "patrol",
        )


@pytest.mark.parametrize("nth", [0, 1])
def test_a_decision_on_words_that_stand_twice_goes_to_the_right_place(nth: int) -> None:
    source = document()
    proposals = [statement(REJECTS, source, nth=n) for n in (0, 1)]
    decision = on_statement(Verdict.REJECT, cite(source, proposals[nth].start, proposals[nth].end))
    curated = apply(proposals, [decision], [source])
    assert [one.status is Status.REJECTED for one in curated.statements] == [nth == 0, nth == 1]


def test_words_that_came_to_stand_twice_are_an_orphan_and_not_a_guess() -> None:
    before = document(f"{REJECTS} The hall was cold.")
    decision = on_statement(Verdict.REJECT, cite(before, 0, len(REJECTS)))
    after = document(f"{REJECTS} The hall was cold. {REJECTS}")
    proposals = [statement(REJECTS, after, nth=n) for n in (0, 1)]
    curated = apply(proposals, [decision], [after])
    assert curated.statements == tuple(proposals)
    assert [one.decision for one in curated.orphans] == [decision]


def test_the_last_decision_on_a_statement_wins_and_the_one_before_is_no_orphan() -> None:
    source = document()
    evidence = Citation(document="one", quote=BOATS)
    curated = apply(
        [statement(BOATS, source)],
        [on_statement(Verdict.REJECT, evidence), on_statement(Verdict.ACCEPT, evidence)],
        [source],
    )
    assert [one.status for one in curated.statements] == [Status.ACCEPTED]
    assert not curated.orphans


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(
    ("changed", "where"),
    [
        (TEXT.replace("Velm sends boats", "Velm sends\nboats"), "Velm sends\nboats"),
        (TEXT.replace("Velm sends boats", "Velm sends fast boats"), "Velm sends fast boats"),
        ("Quite another story. All the boats are elsewhere.", ""),
        ("", ""),
    ],
)
def test_changed_words_make_an_orphan_that_shows_where_they_may_have_gone(
    verdict: Verdict, changed: str, where: str
) -> None:
    decision = on_statement(verdict, Citation(document="one", quote=BOATS))
    curated = apply([], [decision], [document(changed)])
    assert not curated.statements
    (orphan,) = curated.orphans
    assert orphan.decision == decision
    assert where in orphan.likely
    assert bool(orphan.likely) == bool(where)


def test_a_decision_on_a_document_that_is_gone_is_an_orphan() -> None:
    decision = on_statement(Verdict.ADD, Citation(document="gone", quote=BOATS))
    (orphan,) = apply([], [decision], [document()]).orphans
    assert (orphan.decision, orphan.likely) == (decision, "")


@pytest.mark.parametrize("verdict", Verdict)
def test_an_orphan_is_settled_when_a_person_decides_where_its_words_may_have_gone(
    verdict: Verdict,
) -> None:
    source = document(TEXT.replace(BOATS, "Velm sends fast boats"))
    orphan = on_statement(Verdict.ACCEPT, Citation(document="one", quote=BOATS))
    again = on_statement(verdict, Citation(document="one", quote="Velm sends fast boats"))
    elsewhere = on_statement(verdict, Citation(document="one", quote="The hall was cold."))
    of_another = replace(again, party="union")
    assert not apply([], [orphan, again], [source]).orphans
    for decisions in ([again, orphan], [orphan, elsewhere], [orphan, of_another]):
        assert [one.decision for one in apply([], decisions, [source]).orphans] == [orphan]


def test_of_words_that_came_to_stand_twice_a_decision_on_one_settles_the_orphan() -> None:
    after = document(f"{REJECTS} The hall was cold. {REJECTS}")
    orphan = on_statement(Verdict.REJECT, Citation(document="one", quote=REJECTS))
    second = after.text.rindex(REJECTS)
    again = on_statement(Verdict.REJECT, cite(after, second, second + len(REJECTS)))
    assert not apply([], [orphan, again], [after]).orphans


words = st.text("ab \n", max_size=30)


@given(words, words, words, words, st.sampled_from(Verdict))
def test_after_any_edit_a_decision_stands_on_its_own_words_or_is_an_orphan(
    before: str, quote: str, after: str, edited: str, verdict: Verdict
) -> None:
    """Few letters make the same words stand in many places, where a wrong move would show."""
    quote = quote or "a"
    source = document(before + quote + after)
    evidence = cite(source, len(before), len(before) + len(quote))
    decision = on_statement(verdict, evidence)

    kept = apply([statement_at(source, len(before), quote)], [decision], [source])
    assert [one.status for one in kept.statements] == [_status(verdict)]
    assert kept.statements[0].start == len(before)

    changed = document(edited + after)
    proposals = [
        statement_at(changed, start, quote)
        for start in range(len(changed.text))
        if changed.text.startswith(quote, start)
    ]
    curated = apply(proposals, [decision], [changed])
    decided = [one for one in curated.statements if one.status is not Status.UNREVIEWED]
    assert len(decided) + len(curated.orphans) == 1
    for one in decided:
        assert changed.text[one.start : one.end] == quote
        assert changed.text[: one.start].endswith(evidence.before)
        assert changed.text[one.end :].startswith(evidence.after)


def statement_at(source: Document, start: int, quote: str) -> Statement:
    proposal = statement(quote, source)
    number = occurrence_at(source.text, quote, start)
    return replace(
        proposal,
        id=statement_id(source.id, "north", "water", quote, number),
        start=start,
        end=start + len(quote),
    )


def _status(verdict: Verdict) -> Status:
    return {
        Verdict.ACCEPT: Status.ACCEPTED,
        Verdict.REJECT: Status.REJECTED,
        Verdict.RECODE: Status.RECODED,
        Verdict.ADD: Status.ADDED,
        Verdict.UNSURE: Status.UNSURE,
    }[verdict]


def test_a_citation_has_context_only_where_its_words_stand_twice() -> None:
    source = document()
    start = source.text.index(BOATS)
    assert cite(source, start, start + len(BOATS)) == Citation(document="one", quote=BOATS)
    assert cite(source, 0, len(REJECTS)).after.startswith(" The hall was cold.")


@given(st.text("ab", min_size=1), st.data())
def test_a_citation_has_enough_context_for_one_place(text: str, data: st.DataObject) -> None:
    text *= data.draw(st.integers(1, 60))
    start = data.draw(st.integers(0, len(text) - 1))
    source = document(text)
    decision = on_statement(Verdict.ADD, cite(source, start, start + 1))
    (found,) = apply([], [decision], [source]).statements
    assert (found.start, found.end) == (start, start + 1)


def test_a_statement_has_the_same_id_in_every_version() -> None:
    """Decisions, links and editions rest on these ids: a change here would break them all."""
    assert statement_id("one", "north", "water", "q", 0) == "sc8320448f958"
    assert occurrence_at("aaa", "a", 2) == 2
    parts = [("one", "north", "water", "q", 0), ("one", "north", "water", "q", 1)]
    assert len({statement_id(*each) for each in parts}) == 2


# --- cells --------------------------------------------------------------------------------


def test_a_cell_stays_in_force_while_one_of_its_quotations_is_found() -> None:
    gone = Citation(document="one", quote="Ada sings.")
    decision = on_cell(Citation(document="one", quote=BOATS), gone)
    curated = apply([], [decision], [document()])
    assert curated.cells == {("north", "water"): decision}
    assert [(one.decision, one.citation) for one in curated.orphans] == [(decision, gone)]


def test_a_cell_whose_quotations_are_all_gone_is_not_in_force_and_nothing_older_is() -> None:
    older = on_cell(Citation(document="one", quote=BOATS))
    newer = on_cell(Citation(document="one", quote="Ada sings."), stance=Stance.SUPPORT)
    curated = apply([], [older, newer], [document()])
    assert not curated.cells
    assert [one.decision for one in curated.orphans] == [newer]
    assert not curated.statements


def test_a_reviewed_none_rests_on_the_documents_read() -> None:
    decision = on_cell(*READ, stance=Stance.NONE)
    curated = apply([], [decision], [document()])
    assert curated.cells == {("north", "water"): decision}
    assert [one.citation.document for one in curated.orphans] == ["two", "three"]
    assert not curated.statements


def test_what_a_cell_cites_and_nobody_proposed_becomes_a_statement() -> None:
    source = document()
    decision = on_cell(
        Citation(document="one", quote=BOATS, stance=Stance.SUPPORT, actor="velm"),
        Citation(document="one", quote=WARY, stance=Stance.CONDITIONAL, actor="osta"),
        Citation(document="one", quote="“We want the patrol,” Ada said.", stance=Stance.SUPPORT),
        stance=Stance.DIVIDED,
        party="union",
        issue="patrol",
        why="they differ",
    )
    curated = apply([], [decision], [source])
    assert [
        (one.quote[:8], one.actor, one.stance, one.attribution) for one in curated.statements
    ] == [
        ("“We want", "union", Stance.SUPPORT, Attribution.QUOTE),
        ("Velm sen", "velm", Stance.SUPPORT, Attribution.DESCRIBED),
        ("Osta is ", "osta", Stance.CONDITIONAL, Attribution.DESCRIBED),
    ]
    for one in curated.statements:
        assert source.text[one.start : one.end] == one.quote
        assert one.status is Status.ADDED
        assert (one.date, one.reviewed_by, one.reviewed_on) == (source.date, "mia", "2026-01-02")
        assert "they differ" in one.explanation


@pytest.mark.parametrize(
    ("proposed", "changes", "added"),
    [
        ("Velm sends boats, but Osta", {}, False),
        ("boats, but", {}, False),
        (", but Osta", {}, True),
        (BOATS, {"party": "union"}, True),
        (BOATS, {"issue": "patrol"}, True),
    ],
)
def test_a_cited_place_that_a_standing_statement_touches_is_not_added(
    proposed: str,
    changes: dict[str, Any],
    added: bool,  # noqa: FBT001
) -> None:
    source = document()
    proposal = statement(proposed, source, **changes)
    curated = apply([proposal], [on_cell(Citation(document="one", quote=BOATS))], [source])
    assert proposal in curated.statements
    assert len(curated.statements) == 1 + added


def test_a_rejected_statement_does_not_stand_in_for_the_words_around_it() -> None:
    source = document()
    decisions: list[Decision] = [
        on_statement(Verdict.REJECT, Citation(document="one", quote="boats, but")),
        on_cell(Citation(document="one", quote=BOATS)),
    ]
    curated = apply([statement("boats, but", source)], decisions, [source])
    assert [one.status for one in curated.statements] == [Status.ADDED, Status.REJECTED]


def test_rejected_words_stay_rejected_though_a_cell_cites_them() -> None:
    source = document()
    cited = Citation(document="one", quote=BOATS)
    decisions: list[Decision] = [on_statement(Verdict.REJECT, cited), on_cell(cited)]
    curated = apply([statement(BOATS, source)], decisions, [source])
    assert [one.status for one in curated.statements] == [Status.REJECTED]
    assert len(curated.cells) == 1


def test_statements_come_in_order_of_document_and_place() -> None:
    first, second = document(name="z"), document(name="a")
    proposals = [statement(WARY, first), statement(BOATS, second), statement(BOATS, first)]
    curated = apply(proposals, [], [first, second])
    assert [(one.document, one.quote) for one in curated.statements] == [
        ("z", BOATS),
        ("z", WARY),
        ("a", BOATS),
    ]


@pytest.mark.parametrize(
    ("dates", "evidence_date", "applies"),
    [
        (["2025-12-01", "2025-12-08"], "2025-12-08", True),
        (["2025-12-01", "2025-12-08"], "2025-12-07", False),
        (["2025-12"], "2025-12-01", True),
        (["2025-12"], "2025-11-30", False),
        (["2025-12-08"], "2025-12", True),
        (["2026-01-01"], "2025-12", False),
        ([""], "2025-12-01", True),
        (["2025-12-08"], "", True),
        ([], "2025-12-01", True),
    ],
)
def test_a_decision_applies_from_the_date_of_its_latest_document(
    dates: list[str],
    evidence_date: str,
    applies: bool,  # noqa: FBT001
) -> None:
    """Whenever it was made: an edition as of an earlier day is built with what it rests on."""
    sources = [document(name=f"d{n}", date=date) for n, date in enumerate(dates)]
    cited = [Citation(document=f"d{n}", quote=BOATS) for n in range(len(dates))]
    decision = on_cell(*cited, Citation(document="gone", quote=BOATS))
    assert in_force([decision], evidence_date, sources) == ((decision,) if applies else ())
    assert latest_cited(decision, sources) == max(dates, default="")


def test_an_older_decision_holds_where_the_newer_one_does_not_yet_apply() -> None:
    sources = [document(name="old", date="2025-12-01"), document(name="new", date="2025-12-20")]
    older = on_cell(Citation(document="old", quote=BOATS))
    newer = on_cell(Citation(document="new", quote=BOATS), stance=Stance.SUPPORT)
    for evidence_date, expected in (("2025-12-10", older), ("2025-12-20", newer)):
        decisions = in_force([older, newer], evidence_date, sources)
        assert apply([], decisions, sources).cells["north", "water"] == expected


# --- the first dossier --------------------------------------------------------------------


def _seeds() -> list[Document]:
    with (SEEDS / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        document(
            (SEEDS / "documents" / row["path"]).read_text(encoding="utf-8"), row["id"], row["date"]
        )
        for row in rows
    ]


def test_the_seeds_decisions_cover_all_cells_and_find_all_their_quotations() -> None:
    codebook = codebooks.load(SEEDS / "codebook.yaml")
    decisions = load(SEEDS / "decisions.yaml", codebook)
    sources = _seeds()
    curated = apply([], in_force(decisions, "2025-12-21", sources), sources)
    assert not curated.orphans
    assert set(curated.cells) == {
        (party.id, issue.id) for party in codebook.parties for issue in codebook.issues
    }
    filled = {cell for cell, one in curated.cells.items() if one.stance is not Stance.NONE}
    assert len(filled) == 31
    assert {(one.party, one.issue) for one in curated.statements} == filled
    wordings = {issue.id: issue.proposition for issue in codebook.issues}
    assert all(one.proposition == wordings[one.issue] for one in curated.cells.values())


def test_the_seeds_decisions_are_written_as_this_program_writes_them() -> None:
    file = SEEDS / "decisions.yaml"
    decisions = load(file, codebooks.load(SEEDS / "codebook.yaml"))
    assert file.read_text(encoding="utf-8").endswith("".join(map(text_of, decisions)))


def test_the_seeds_sources_name_every_article_once() -> None:
    named = [source.id for source in _seeds()]
    assert named == sorted(path.stem for path in (SEEDS / "documents").iterdir())
