"""`positions diff`: what moved between two kept editions, told as when they were published."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Run
from dossiers import TEXTS, add_text, write_dossier
from positions.analysis import Comparison, PastEdition, compare
from positions.model import Change, ChangeKind
from positions.pipeline.running import Options
from positions.pipeline.running import run as build
from positions.publishing.comparing import compare_folders
from positions.publishing.editions import current, kept
from positions.publishing.records import changes, load
from positions.rendering.comparison import as_data, as_markdown, as_text
from publications import an_edition, put, spoil

SEEDS = Path(__file__).parent.parent / "seeds"
DAYS = ("2025-12-01", "2025-12-08", "2025-12-19", "2025-12-20", "2025-12-21")

ACCEPTS = "Ada Berg told reporters that the North accepts shared fishing.\n"


@pytest.fixture(scope="session")
def as_of_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output with the editions of the seeds as of each day on which a document came."""
    output = tmp_path_factory.mktemp("as of") / "output"
    for day in DAYS:
        build(SEEDS, output, Options(as_of=day))
    return output


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_dossier(tmp_path / "dossier")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def built(dossier: Path, output: Path) -> str:
    """The id of the edition after a build."""
    build(dossier, output, Options())
    return current(output)


# What is told


MOVED = {("ukraine", "talks-format", "support", "conditional")}
"""What moved in these three weeks, as people read the five articles: Kyiv, which had taken part
in every round, makes a meeting of three depend on what it brings."""


def test_every_shift_that_is_told_of_the_seeds_is_one_in_the_articles(
    as_of_editions: Path,
) -> None:
    editions = [load(as_of_editions, name) for name in kept(as_of_editions)]

    def shifts(before: PastEdition, after: PastEdition) -> set[tuple[str, ...]]:
        return {
            (one.party, one.issue, one.before, one.after)
            for one in compare(before, after).changes
            if one.kind is ChangeKind.SHIFT
        }

    for before, after in combinations(editions, 2):
        assert shifts(before, after) <= MOVED
    first, second, _, _, last = editions
    assert shifts(first, second) == set()
    assert shifts(second, last) == MOVED


def test_editions_worked_out_anew_tell_what_they_told_when_published(as_of_editions: Path) -> None:
    editions = kept(as_of_editions)
    assert len(editions) == len(DAYS)
    for before, after in pairwise(editions):
        found = compare(load(as_of_editions, before), load(as_of_editions, after))
        published = changes(as_of_editions / "editions" / after)
        assert load(as_of_editions, after).compared_with == before
        assert len(published) > 5
        assert found.changes == published


CELL = """\
- {cell: north/river, stance: conditional, who: ines, when: 2025-05-01, summary: On terms.,
   evidence: [{document: first, quote: "The North rejects shared fishing."}]}
"""
CELL_ON_BOTH = """\
- {cell: north/river, stance: conditional, who: ines, when: 2025-05-01, summary: On terms.,
   evidence: [{document: first, quote: "North rejects"},
     {document: third, quote: "told reporters"}]}
"""
REJECTED = """\
- {verdict: reject, who: ines, when: 2025-05-01, statement: {party: north, issue: river,
     document: first, quote: "The North rejects shared fishing."}}
"""


def edited(dossier: Path) -> None:
    (dossier / "documents" / "second.txt").write_text("Nothing.\n", encoding="utf-8")


def reworded(dossier: Path) -> None:
    book = dossier / "codebook.yaml"
    book.write_text(book.read_text().replace("shared fishing", "fishing"), encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "decisions", "change"),
    [
        (ACCEPTS, "", None),
        (TEXTS["first"], "", None),
        ("The South met.\n", "", None),
        ("", CELL, None),
        ("", REJECTED, None),
        (ACCEPTS, CELL, None),
        (ACCEPTS, CELL_ON_BOTH, None),
        (ACCEPTS, REJECTED, None),
        (ACCEPTS, REJECTED + CELL_ON_BOTH, reworded),
        ("", "", edited),
        ("", "", reworded),
    ],
    ids=[
        "shift",
        "copy",
        "nothing said",
        "cell decided",
        "statement rejected",
        "contested",
        "cell decided on the newer document too",
        "rejected and a newer document",
        "everything",
        "document edited",
        "codebook",
    ],
)
def test_whatever_changed_the_comparison_is_the_one_of_the_day(
    dossier: Path,
    output: Path,
    text: str,
    decisions: str,
    change: Callable[[Path], None] | None,
) -> None:
    before = built(dossier, output)
    if text:
        add_text(dossier, "third", text, "2025-04-20")
    if decisions:
        (dossier / "decisions.yaml").write_text(decisions, encoding="utf-8")
    if change:
        change(dossier)
    after = built(dossier, output)
    assert after != before
    found = compare(load(output, before), load(output, after))
    assert found.changes == changes(output / "editions" / after)


def test_two_editions_that_were_never_compared_are_told_apart_truly(
    dossier: Path, output: Path
) -> None:
    first = built(dossier, output)
    add_text(dossier, "third", "The South met.\n", "2025-04-15")
    built(dossier, output)
    add_text(dossier, "fourth", ACCEPTS, "2025-04-20")
    last = built(dossier, output)
    found = compare_folders(output / "editions" / first, output / "editions" / last)
    (change,) = found.changes
    assert (change.kind, change.before, change.after) == ("shift", "oppose", "support")


def test_an_edition_does_not_differ_from_itself(as_of_editions: Path) -> None:
    for edition in kept(as_of_editions):
        past = load(as_of_editions, edition)
        assert compare(past, past).changes == ()


# How it is told


@pytest.fixture
def moved(dossier: Path, output: Path) -> tuple[str, str]:
    first = built(dossier, output)
    add_text(dossier, "third", ACCEPTS, "2025-04-20")
    return first, built(dossier, output)


@pytest.mark.usefixtures("moved")
def test_the_text_says_who_moved_how_and_by_which_words(run: Run, output: Path) -> None:
    code, printed, said = run("diff", "2025-04-10", "2025-04-20", "--output", output)
    assert (code, said) == (0, "")
    assert "1 shift and 0 other changes.\n" in printed
    assert "\nNorth on River: oppose → support\n" in printed
    assert "\n    “Ada Berg told reporters that the North accepts shared fishing.”\n" in printed
    assert "third" not in printed.partition("North on River")[0]
    assert ". Ada Berg told reporters that the North accepts" in printed.rpartition("”")[2]
    assert max(map(len, printed.splitlines())) <= 76


def test_every_way_to_name_an_edition_leads_to_it(
    run: Run, output: Path, moved: tuple[str, str], tmp_path: Path
) -> None:
    first, last = moved
    copied = shutil.copytree(output / "editions" / first, tmp_path / "copied")
    expected = run("diff", first, last, "--output", output)[1]
    for before, after in (
        (copied, output),
        (output / "editions" / first, output / "current"),
        (copied, output / "editions" / last),
    ):
        assert run("diff", before, after)[1] == expected


@pytest.mark.parametrize(
    ("before", "what"),
    [("2025-04", "more than one edition"), ("2024", "no edition of this name"), ("", "more than")],
)
@pytest.mark.usefixtures("moved")
def test_a_name_of_no_edition_is_an_error_with_its_cure(
    run: Run, output: Path, before: str, what: str
) -> None:
    code, printed, said = run("diff", before, output, "--output", output)
    assert (code, printed) == (1, "")
    assert what in said


def test_a_damaged_edition_is_not_compared(run: Run, output: Path, moved: tuple[str, str]) -> None:
    spoil(output / "editions" / moved[0] / "data" / "positions.csv")
    code, printed, said = run("diff", *moved, "--output", output)
    assert (code, printed) == (1, "")
    assert "positions.csv: its content has changed" in said


def test_json_tells_a_program_the_same(run: Run, output: Path, moved: tuple[str, str]) -> None:
    told = json.loads(run("diff", *moved, "--output", output, "--format", "json")[1])
    assert (told["before"]["id"], told["after"]["id"]) == moved
    (change,) = told["changes"]
    with (output / "data" / "changes.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert {name: change[name] for name in ("party", "issue", "kind", "before", "after")} == {
        name: row[name] for name in ("party", "issue", "kind", "before", "after")
    }
    assert [one["id"] for one in change["statements"]] == row["statements"].split()
    assert change["statements"][0]["quote"] == ACCEPTS.strip()


def test_nothing_is_told_where_nothing_changed_and_looking_back_is_said(
    run: Run, output: Path, moved: tuple[str, str]
) -> None:
    printed = run("diff", output, output)[1]
    assert printed.endswith("\n\nNothing changed.\n")
    code, printed, said = run("diff", *reversed(moved), "--output", output)
    assert code == 0
    assert "of an earlier day" in said
    assert "WITHDRAWN" in printed
    assert "“Ada Berg told reporters that the North accepts shared fishing.”" in printed


def a_comparison(tmp_path: Path, quote: str, url: str = "") -> Comparison:
    """A shift of one cell, by one statement with these words."""
    edition = an_edition()
    put(tmp_path / "output", edition)
    past = load(tmp_path / "output", edition.id)
    statement = replace(past.statements[0], quote=quote)
    documents = [replace(document, url=url) for document in past.documents]
    change = Change(
        party=statement.party,
        issue=statement.issue,
        kind=ChangeKind.SHIFT,
        before="oppose",
        after="support",
        statements=(statement.id,),
    )
    after = replace(past, statements=(statement, *past.statements[1:]), documents=tuple(documents))
    return Comparison(before=past, after=after, changes=(change,))


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("[a](javascript:alert(1))", r"\[a\](javascript:alert(1))"),
        ("<script>x</script> &lt;", r"\<script\>x\</script\> \&lt;"),
        ("# x\n\n# y", r"\# x \# y"),
        ("![i](http://a.example/i.png)", r"!\[i\](http:\//a.example/i.png)"),
        ("see www.a.example or https://a.example", r"see www\.a.example or https:\//a.example"),
        ("*a* _b_ `c` ~d~ | \\", r"\*a\* \_b\_ \`c\` \~d\~ \| \\"),
        ("\u202eevil\x1b[31m", r"\[U+202E\]evil\[U+001B\]\[31m"),
    ],
)
def test_words_of_a_source_are_no_markup(tmp_path: Path, quote: str, shown: str) -> None:
    assert f"> “{shown}”" in as_markdown(a_comparison(tmp_path, quote))


def test_the_source_is_a_link_to_the_sentence_only_where_its_address_leads_to_the_web(
    tmp_path: Path,
) -> None:
    there = as_markdown(a_comparison(tmp_path, "Not now.", "https://halm.example/1"))
    assert "](<https://halm.example/1#:~:text=Not%20now.>)." in there
    for url in ("javascript:alert(1)", "", "https://a.example/> x"):
        assert "](<" not in as_markdown(a_comparison(tmp_path, "Not now.", url))


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return a_comparison(tmp_path_factory.mktemp("plain"), "x")


@given(quote=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_quotation_breaks_a_line_or_begins_one(plain: Comparison, quote: str) -> None:
    first, *others = plain.after.statements
    after = replace(plain.after, statements=(replace(first, quote=quote), *others))
    comparison = replace(plain, after=after)
    lines = as_markdown(comparison).split("\n")
    assert len(lines) == len(as_markdown(plain).split("\n"))
    assert sum(line.startswith("#") for line in lines) == 3
    for told in (as_text(comparison), as_markdown(comparison)):
        assert told.splitlines() == told.split("\n")
    assert as_data(comparison)["changes"][0]["statements"][0]["quote"] == quote
