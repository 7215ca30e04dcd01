"""The feed: an entry for what changed, which leads to its cell, in XML whatever the texts are."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import miniature
from positions.characters import visible
from positions.model import Change, ChangeKind, Edition, Statement
from positions.rendering.briefing import render_briefing
from positions.rendering.feed import render_feed, write_feed

ATOM = "{http://www.w3.org/2005/Atom}"
SHIFT = "Southmark on River patrol: conditional → support (shift)"


def feed(edition: Edition) -> ET.Element:
    return ET.fromstring(render_feed(edition))  # noqa: S314 - made a moment ago


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}", "")


def entries(edition: Edition) -> dict[str, ET.Element]:
    return {text(entry, "title"): entry for entry in feed(edition).iter(f"{ATOM}entry")}


def address(element: ET.Element, rel: str = "alternate") -> str:
    (link,) = (one for one in element.findall(f"{ATOM}link") if one.get("rel") == rel)
    return link.get("href", "")


def with_change(change: Change) -> Edition:
    return replace(miniature.edition(), changes=(change,))


@pytest.fixture
def edition() -> Edition:
    return miniature.edition()


def test_every_changed_cell_has_an_entry_with_a_title_in_words_the_moves_first(
    edition: Edition,
) -> None:
    assert list(entries(edition)) == [
        SHIFT,
        "Northland on Water share: oppose (contested)",
        "Southmark on Water share: support (new evidence)",
        "Delta Tribes on Water share: support → no position (withdrawn)",
        "Delta Tribes on A seat for the tribes: no position → support (review)",
    ]


def test_an_entry_leads_to_its_cell_on_the_page_beside_the_feed(edition: Edition) -> None:
    page = render_briefing(edition)
    addresses = [address(entry) for entry in entries(edition).values()]
    assert addresses[0] == "briefing.html#southmark--river-patrol"
    for one in addresses:
        name, _, anchor = one.partition("#")
        assert name == "briefing.html"
        assert f'id="{anchor}"' in page


def test_an_entry_quotes_the_sentence_that_moved_the_cell_with_source_and_date(
    edition: Edition,
) -> None:
    content = text(entries(edition)[SHIFT], "content")
    assert content.splitlines() == [
        "The party moved, in words newer than the edition before.",
        "",
        "Now: Its premier welcomed the boats, all of them. (unreviewed)",
        "",
        "“Lund welcomed the boats, “all of them, at once””",
        "Ivo Lund. Union splits over patrol, 10 March 2025.",
    ]
    told = text(entries(edition)["Northland on Water share: oppose (contested)"], "content")
    assert "Ada Berg. Second round, second thoughts, Halm Gazette, 14 April 2025." in told


def test_what_another_says_of_a_party_is_not_told_as_its_own_word(edition: Edition) -> None:
    said = replace(edition.statements[7], speaker="an envoy of Velm")
    statements = (*edition.statements[:7], said, *edition.statements[8:])
    content = text(entries(replace(edition, statements=statements))[SHIFT], "content")
    assert "Ivo Lund (according to an envoy of Velm). Union splits" in content


def test_a_withdrawn_position_says_why_there_is_none(edition: Edition) -> None:
    title = "Delta Tribes on Water share: support → no position (withdrawn)"
    content = text(entries(edition)[title], "content")
    assert content.splitlines() == [
        "The evidence is gone.",
        "",
        "Now: no position, not found in 5 documents to 14 April 2025",
    ]


def test_a_change_of_wording_shows_both_sentences() -> None:
    change = Change(
        party="southmark",
        issue="river-patrol",
        kind=ChangeKind.WORDING,
        before="Likes boats.",
        after="Its premier welcomed the boats, all of them.",
    )
    (title, entry), *_ = entries(with_change(change)).items()
    assert title == "Southmark on River patrol: support (wording)"
    assert "Before: Likes boats." in text(entry, "content")
    assert "Now: Its premier welcomed the boats, all of them." in text(entry, "content")


def test_only_a_change_of_the_party_itself_is_called_a_shift(edition: Edition) -> None:
    for kind in ChangeKind:
        assert edition.changes is not None
        change = replace(edition.changes[1], kind=kind)
        (title, entry), *_ = entries(with_change(change)).items()
        assert ("(shift)" in title) == (kind is ChangeKind.SHIFT)
        category = entry.find(f"{ATOM}category")
        assert category is not None
        assert category.get("term") == kind.value


def test_of_many_statements_three_are_quoted_and_the_rest_counted(edition: Edition) -> None:
    ids = tuple(statement.id for statement in edition.statements[:5])
    assert edition.changes is not None
    (entry,) = entries(with_change(replace(edition.changes[0], statements=ids))).values()
    content = text(entry, "content")
    assert content.count("“") - content.count("“all of them") == 3
    assert content.endswith("And 2 statements more.")


def test_where_nothing_changed_nothing_is_told(edition: Edition) -> None:
    assert entries(replace(edition, changes=())) == {}


def test_a_first_edition_says_so_and_what_it_is(edition: Edition) -> None:
    ((title, entry),) = entries(replace(edition, changes=None, compared_with="")).items()
    assert title == "River talks of Halm: first edition"
    assert address(entry) == "briefing.html"
    assert text(entry, "content") == (
        "There is no edition before this one to compare with. It says where 4 parties stand on "
        "5 issues: 10 of 20 cells have a position, by 6 documents through 14 April 2025."
    )


def test_the_feed_has_all_that_the_standard_asks_for(edition: Edition) -> None:
    for one in (edition, replace(edition, changes=None), replace(edition, changes=())):
        whole = feed(one)
        assert whole.tag == f"{ATOM}feed"
        assert address(whole, "self") == "changes.atom"
        assert whole.findtext(f"{ATOM}author/{ATOM}name")
        for element in (whole, *whole.iter(f"{ATOM}entry")):
            assert text(element, "id").startswith("urn:uuid:")
            assert text(element, "title")
            assert text(element, "updated") == "2025-04-14T00:00:00Z"


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2025-04-14", "2025-04-14T00:00:00Z"),
        ("2024-02", "2024-02-29T00:00:00Z"),
        ("2025", "2025-12-31T00:00:00Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_the_time_of_all_is_the_evidence_date_and_no_clock(
    edition: Edition, date: str, updated: str
) -> None:
    whole = feed(replace(edition, evidence_date=date))
    assert {one.text for one in whole.iter(f"{ATOM}updated")} == {updated}


def test_an_entry_keeps_its_id_when_the_edition_is_built_again_and_no_two_share_one(
    edition: Edition,
) -> None:
    another = replace(edition, id="2025-04-15-0123456789")
    first, again, other = (
        [text(entry, "id") for entry in entries(one).values()]
        for one in (edition, miniature.edition(), another)
    )
    assert first == again
    assert len({*first, *other, text(feed(edition), "id")}) == 2 * len(first) + 1
    assert text(feed(edition), "id") == text(feed(another), "id")


def test_the_same_edition_gives_the_same_bytes_and_they_are_what_is_written(
    edition: Edition, tmp_path: Path
) -> None:
    write_feed(edition, tmp_path / "changes.atom")
    content = (tmp_path / "changes.atom").read_bytes()
    assert content == render_feed(miniature.edition())
    assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed ")


def test_hostile_texts_are_text() -> None:
    whole = feed(miniature.hostile_edition())
    known = {"feed", "entry", "id", "title", "updated", "link", "author", "name", "generator"}
    assert {element.tag.removeprefix(ATOM) for element in whole.iter()} == {
        *known,
        "category",
        "content",
    }
    links = [link.get("href", "") for link in whole.iter(f"{ATOM}link")]
    assert all(link.startswith(("briefing.html", "changes.atom")) for link in links)
    assert "[U+" in "".join(whole.itertext())


@settings(max_examples=80)
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=5, max_size=5))
def test_the_feed_is_well_formed_and_whole_whatever_the_texts_are(texts: list[str]) -> None:
    calm = miniature.edition()
    quote, title, party, contact, speaker = texts

    def said(statement: Statement) -> Statement:
        return replace(statement, quote=quote, speaker=speaker)

    codebook = replace(
        calm.codebook, parties=tuple(replace(p, name=party) for p in calm.codebook.parties)
    )
    edition = replace(
        calm,
        settings=replace(calm.settings, title=f"Talks {title}", contact=contact),
        codebook=codebook,
        statements=tuple(said(statement) for statement in calm.statements),
    )
    whole = feed(edition)
    assert text(whole, "title") == visible(f"Talks {title}: what changed")
    entry = next(whole.iter(f"{ATOM}entry"))
    assert text(entry, "title").startswith(visible(f"{party} on River patrol: "))
    assert f"“{visible(quote)}”" in text(entry, "content")
