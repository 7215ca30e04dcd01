"""Kept editions: their ids, read back, and which one a new edition is compared with."""

from dataclasses import replace
from pathlib import Path

import pytest

from positions.analysis import changes
from positions.codebook import version
from positions.errors import BadOutput
from positions.publishing.editions import date_of, edition_id, kept
from positions.publishing.records import load, newest_before
from publications import an_edition, put, spoil


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder on a path that is awkward to shells, and not there yet."""
    return tmp_path / "the output, ä"


# Which edition a new one is compared with


def test_a_kept_edition_reads_back_as_it_was(output: Path) -> None:
    edition = an_edition()
    put(output, edition)
    past = load(output, edition.id)
    assert past.evidence_date == edition.evidence_date
    assert past.version == edition.version
    assert past.codebook_version == version(edition.codebook)
    assert [replace(one, machine_stance=None) for one in edition.statements] == list(
        past.statements
    )
    assert [(one.id, one.sha256, one.date) for one in past.documents] == [
        (one.id, one.sha256, one.date) for one in edition.documents
    ]
    for was, now in zip(past.positions, edition.positions, strict=True):
        assert replace(was, statements=(), documents=()) == replace(
            now, statements=(), documents=(), dissent=()
        )
        if now.statements:
            assert set(was.statements) == set(now.statements)


def test_what_is_read_back_from_an_edition_shows_no_change_against_it(output: Path) -> None:
    edition = an_edition()
    put(output, edition)
    past = load(output, edition.id)
    assert changes(past, edition, edition.positions, version(edition.codebook)) == ()


@pytest.mark.parametrize(
    "name", ["statements.csv", "positions.csv", "documents.csv", "edition.json"]
)
def test_a_damaged_edition_is_not_compared_with(output: Path, name: str) -> None:
    first, second = an_edition("2025-04-01"), an_edition("2025-04-14")
    put(output, first)
    put(output, second)
    spoil(output / "editions" / second.id / "data" / name)
    with pytest.raises(BadOutput, match=name):
        load(output, second.id)
    found = newest_before(output, "2025-05-01", "content")
    assert found is not None
    assert found.id == first.id


def test_an_edition_is_compared_with_the_newest_of_an_earlier_date(output: Path) -> None:
    assert newest_before(output, "2025-04-20", "content") is None
    april, may, undated = (an_edition(date) for date in ("2025-04-14", "2025-05-14", ""))
    for edition in (may, undated, april):
        put(output, edition)
    for date, expected in [
        ("2025-06-01", may),
        ("2025-05-14", april),
        ("2025-05-01", april),
        ("2025-04-01", undated),
    ]:
        found = newest_before(output, date, "content")
        assert found is not None
        assert found.id == expected.id


def test_of_two_editions_of_a_day_the_one_published_last_is_compared_with(output: Path) -> None:
    editions = [an_edition(content=content) for content in ("one", "two", "three")]
    for edition in editions:
        put(output, edition)
        found = newest_before(output, "2025-04-20", "content")
        assert found is not None
        assert found.id == edition.id
    put(output, editions[0])  # a decision was taken back: readers see the first one again
    found = newest_before(output, "2025-04-20", "content")
    assert found is not None
    assert found.id == editions[0].id


def test_without_an_earlier_date_the_last_edition_of_the_same_day_is_compared_with(
    output: Path,
) -> None:
    first = an_edition(content="one")
    put(output, first)
    found = newest_before(output, first.evidence_date, "two")
    assert found is not None
    assert found.id == first.id


def test_an_edition_built_again_is_not_compared_with_itself(output: Path) -> None:
    first = an_edition(content="one")
    put(output, first)
    assert newest_before(output, first.evidence_date, "one") is None
    second = an_edition(content="two", before=first.id)
    put(output, second)
    found = newest_before(output, second.evidence_date, "two")
    assert found is not None
    assert found.id == first.id


@pytest.mark.parametrize("date", ["2025-04-14", "2025-04", "2025", ""])
def test_an_id_begins_with_the_evidence_date_and_differs_with_all_it_is_made_from(
    date: str,
) -> None:
    made = [edition_id(date, content, before) for content in "ab" for before in ("", "c")]
    assert len(set(made)) == 4
    assert {date_of(name) for name in made} == {date}
    assert all(name.startswith(f"{date or 'undated'}-") for name in made)
    assert made == [edition_id(date, content, before) for content in "ab" for before in ("", "c")]


def test_what_is_no_edition_is_not_counted_as_one(output: Path) -> None:
    put(output, an_edition())
    for name in (".staging-1", "notes", "2025-04-14", "2025-04-14-0123456789 (1)"):
        (output / "editions" / name).mkdir()
    assert kept(output) == (an_edition().id,)
