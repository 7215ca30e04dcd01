"""What the page says of an edition, in the order in which a reader needs it."""

from dataclasses import replace
from functools import cache

import pytest
from lxml.html import HtmlElement

import miniature
import pages
from positions.analysis import agreement
from positions.model import (
    Attribution,
    Basis,
    Change,
    ChangeKind,
    Edition,
    Position,
    Stance,
    Statement,
    Strength,
)
from positions.rendering.bottomline import bottom_line
from positions.rendering.briefing import render_briefing
from positions.rendering.links import cell_anchor

MINIATURE = miniature.edition()


def _tree(edition: Edition = MINIATURE) -> HtmlElement:
    return _calm() if edition is MINIATURE else pages.parsed(render_briefing(edition))


@cache
def _calm() -> HtmlElement:
    return pages.parsed(pages.calm())


def _section(name: str, edition: Edition = MINIATURE) -> HtmlElement:
    return pages.one(_tree(edition), f"//section[@id='{name}']")


def _cell(name: str, edition: Edition = MINIATURE) -> HtmlElement:
    return pages.one(_tree(edition), f"//article[@id='{name}']")


def test_the_bottom_line_comes_first_and_the_method_last() -> None:
    heads = [pages.words(head) for head in pages.all_of(_tree(), "//main/section[@id]/h2")]
    assert heads == [
        "Bottom line",
        "What changed",
        "Where they stand",
        "Agreement",
        "Issue by issue",
        "Party by party",
        "Gaps",
        "Sources",
        "Method",
    ]


def test_the_head_says_through_when_the_evidence_goes_and_how_much_was_reviewed() -> None:
    facts = [pages.words(fact) for fact in pages.all_of(_tree(), "//header//dl/div")]
    assert facts == [
        "Evidence through14 April 2025",
        "Independent sources5 and 1 copy of them",
        "Positions known10 of 20",
        "Decided by an analyst4 of 20",
        "Next editionevery day at 06:00 (UTC)",
    ]


def test_the_bottom_line_says_what_blocks_what_is_near_and_what_is_not_known() -> None:
    assert [(line.topic, line.text, line.caveat) for line in bottom_line(MINIATURE)] == [
        (
            "Blocked",
            (
                "On 1 of 5 issues one side supports what another opposes: "
                "Water share (Southmark against Northland)."
            ),
            "1 contested",
        ),
        (
            "Nearest",
            (
                "Dam inspection: Southmark and Lake Union are in favour and Northland sets "
                "conditions; no position is known of Delta Tribes."
            ),
            "3 of 4 cells unreviewed",
        ),
        (
            "Conditions",
            "Conditions are set by Northland on Dam inspection and Flood payments.",
            "unreviewed",
        ),
        (
            "Moved",
            (
                "Since the edition of 10 March 2025: Southmark on River patrol from "
                "conditional to support."
            ),
            "unreviewed",
        ),
        (
            "Not known",
            (
                "Least is known of Delta Tribes: no position on 4 of 5 issues: Water "
                "share, Dam inspection, Flood payments and River patrol."
            ),
            "",
        ),
    ]


def test_every_sentence_of_the_bottom_line_leads_to_the_cells_that_it_rests_on() -> None:
    section = _section("bottom-line")
    for sentence in pages.all_of(section, ".//li"):
        assert pages.all_of(sentence, ".//a")
    links = [link.attrib["href"][1:] for link in pages.all_of(section, ".//a")]
    assert set(links) <= {cell_anchor(p.party, p.issue) for p in MINIATURE.positions}


def test_the_bottom_line_names_three_and_counts_the_rest() -> None:
    large = miniature.large_edition(issues=12, parties=12, statements=1_000)
    first = bottom_line(large)[0]
    assert first.text.startswith("On 12 of 12 issues")
    assert first.text.endswith("and 9 more.")


def test_the_bottom_line_names_a_fourth_rather_than_count_one() -> None:
    four = miniature.large_edition(issues=4, parties=12, statements=1_000)
    first = bottom_line(four)[0]
    assert first.text.startswith("On 4 of 4 issues")
    assert all(issue.name in first.text for issue in four.codebook.issues)


def _with_cells(stances: dict[tuple[str, str], Stance]) -> Edition:
    """The invented negotiation with nothing known but these cells."""
    positions = tuple(
        replace(
            p,
            stance=stances.get((p.party, p.issue), Stance.NONE),
            basis=Basis.REVIEWED,
            contested_since="",
        )
        for p in MINIATURE.positions
    )
    agreed = agreement(MINIATURE.codebook, positions)
    return replace(MINIATURE, positions=positions, agreement=agreed, changes=None)


def test_a_gap_that_parties_share_is_laid_on_none_of_them_alone() -> None:
    first, *others = [(p.party, p.issue) for p in MINIATURE.positions if p.party == "northland"]
    known = _with_cells(dict.fromkeys((first, *others), Stance.SUPPORT))
    assert [line.text for line in bottom_line(known)] == [
        (
            "Least is known of Southmark, Lake Union and Delta Tribes: of each no position is "
            "known on 5 of 5 issues."
        )
    ]
    assert [part.cell for line in bottom_line(known) for part in line.parts if part.cell] == [
        (party.id, MINIATURE.codebook.issues[0].id) for party in MINIATURE.codebook.parties[1:]
    ]
    assert [line.text for line in bottom_line(_with_cells({}))] == [
        "No position is known of any party on any issue."
    ]


def test_statements_that_differ_are_told_as_such_and_not_as_a_condition() -> None:
    with_condition = _undecided(Stance.OPPOSE, Stance.CONDITIONAL)
    assert "Water share" in _line("Conditions", with_condition)
    assert "differ" not in pages.words(_cell("northland--water-share", with_condition))
    without = _undecided(Stance.OPPOSE, Stance.SUPPORT)
    assert "Water share" not in _line("Conditions", without)
    assert "Conditional because its statements differ: 1 support, 1 oppose." in pages.words(
        _cell("northland--water-share", without)
    )
    openings = [pages.words(dd) for dd in _described("Openings", without)]
    assert not any(opening.startswith("Water share") for opening in openings)


def _undecided(*stances: Stance) -> Edition:
    """Northland conditional on the water by its two statements, which take these stances."""
    cell = _position("northland--water-share")
    taken = dict(zip(cell.statements, stances, strict=True))
    undecided = replace(
        cell, stance=Stance.CONDITIONAL, basis=Basis.STATEMENTS, contested_since="", reviewed_by=""
    )
    return replace(
        MINIATURE,
        positions=tuple(undecided if p is cell else p for p in MINIATURE.positions),
        statements=tuple(
            replace(s, stance=taken.get(s.id, s.stance)) for s in MINIATURE.statements
        ),
        changes=None,
    )


def _statement(name: str) -> Statement:
    return next(s for s in MINIATURE.statements if s.id == name)


def _position(anchor: str) -> Position:
    return next(p for p in MINIATURE.positions if cell_anchor(p.party, p.issue) == anchor)


def _change(
    cell: Position, kind: ChangeKind, stances: tuple[Stance, Stance], *statements: str
) -> Change:
    """A change of a cell, from the first stance to the second."""
    return Change(
        party=cell.party,
        issue=cell.issue,
        kind=kind,
        before=stances[0],
        after=stances[1],
        statements=statements,
    )


def _line(topic: str, edition: Edition) -> str:
    return next(line.text for line in bottom_line(edition) if line.topic == topic)


def test_that_nobody_moved_is_said_too() -> None:
    lines = bottom_line(replace(MINIATURE, changes=()))
    assert [line.text for line in lines if line.topic == "Moved"] == [
        "No party has moved since the edition of 10 March 2025."
    ]


def test_a_first_edition_claims_no_change() -> None:
    first = replace(MINIATURE, changes=None, compared_with="")
    assert "Moved" not in [line.topic for line in bottom_line(first)]
    assert "first edition" in pages.words(_section("changes", first))


def test_changes_stand_by_kind_with_the_words_that_moved_them() -> None:
    groups = [pages.words(group) for group in pages.all_of(_section("changes"), "./div")]
    assert [group.partition(" ")[0] for group in groups] == [
        "Shift", "Contested", "New", "Withdrawn", "Review",
    ]  # fmt: skip
    assert "Southmark on River patrol conditional →to support" in groups[0]
    assert "Lund welcomed the boats, “all of them, at once”" in groups[0]
    assert "Ivo Lund, 10 March 2025 (inferred)" in groups[0]
    assert "Berg is now open to releasing half of the flow in wet years" in groups[1]


def test_a_change_is_shown_by_words_that_take_the_new_stance() -> None:
    cell = _position("northland--water-share")
    newest, oldest = (_statement(name) for name in cell.statements)
    assert (newest.stance, oldest.stance) == (Stance.CONDITIONAL, Stance.OPPOSE)
    moved = (Stance.OPPOSE, Stance.CONDITIONAL)
    shift = _change(cell, ChangeKind.SHIFT, moved, oldest.id, newest.id)
    section = _section("changes", replace(MINIATURE, changes=(shift,)))
    assert pages.words(pages.one(section, ".//blockquote")) == newest.quote


def test_cells_that_stand_as_before_are_listed_in_one_line_with_the_way_to_their_words() -> None:
    cell = next(p for p in MINIATURE.positions if p.lead_statement)
    same = _change(cell, ChangeKind.NEW_EVIDENCE, (cell.stance,) * 2, cell.lead_statement)
    section = _section("changes", replace(MINIATURE, changes=(same,)))
    assert not pages.all_of(section, ".//blockquote")
    link = pages.one(section, ".//ul[@class='rest']//a")
    assert link.attrib["href"] == f"#{cell.lead_statement}"


def test_a_change_that_analysts_made_is_told_apart_from_one_of_the_party() -> None:
    ours = pages.all_of(_section("changes"), "./div[contains(@class, 'ours')]")
    assert [pages.words(group).partition(" ")[0] for group in ours] == ["Review"]


def test_the_matrix_is_a_table_with_a_caption_and_heads_in_scope() -> None:
    table = pages.one(_section("matrix"), ".//table")
    assert table[0].tag == "caption"
    columns = pages.all_of(table, "./thead//th[@scope='col']")
    rows = pages.all_of(table, "./tbody//th[@scope='row']")
    assert [pages.words(head) for head in columns] == [
        party.name for party in MINIATURE.codebook.parties
    ]
    assert len(rows) == len(MINIATURE.codebook.issues)
    assert pages.all_of(table, "./thead//tr/*[1]")[0].tag == "td"


def test_every_cell_of_the_matrix_leads_to_its_quotations_or_its_reason() -> None:
    tree = _tree()
    links = pages.all_of(tree, "//section[@id='matrix']//td/a")
    assert len(links) == len(MINIATURE.positions)
    by_anchor = {cell_anchor(p.party, p.issue): p for p in MINIATURE.positions}
    for link in links:
        position = by_anchor[link.attrib["href"][1:]]
        cell = pages.one(tree, f"//article[@id='{link.attrib['href'][1:]}']")
        shown = {figure.attrib["id"] for figure in pages.all_of(cell, ".//figure")}
        assert shown == set(position.statements)
        assert position.reason in pages.words(cell)
        assert shown or position.reason


@pytest.mark.parametrize("statement", MINIATURE.statements, ids=lambda s: s.id)
def test_a_quotation_is_the_exact_words_unless_it_was_rejected(statement: object) -> None:
    found = next(s for s in MINIATURE.statements if s is statement)
    marks = pages.all_of(_tree(), f"//figure[@id='{found.id}']//mark")
    assert [mark.text for mark in marks] == ([found.quote] if found.stands else [])


def test_the_quotation_that_stands_for_a_cell_has_a_sentence_on_each_side() -> None:
    quotation = pages.all_of(_cell("northland--dam-inspection"), ".//blockquote")[0]
    assert pages.words(quotation) == (
        "The Lake Union offered inspectors for the Grey Dam. Northland would accept an inspection "
        "only if Southmark opens its own locks. Nobody expected more of a first day."
    )


def test_a_quotation_says_who_spoke_on_whose_words_and_why_it_counts() -> None:
    caption = pages.all_of(_cell("northland--water-share"), ".//figcaption")[0]
    assert pages.words(caption) == (
        "Ada Berg, quoted. ▼ oppose, firm, unreviewed: never let(−) × half of the flow(+) → "
        "opposes. Open the source at these words"
    )
    link = pages.one(caption, ".//a").attrib["href"]
    assert link == (
        "https://gazette.example/2025/opening-day"
        "#:~:text=We%20will%20never%20let%20half%20of%20the%20flow%20go%20to%20waste"
    )


def test_a_cell_says_what_a_reader_must_know_of_it() -> None:
    contested = pages.words(_cell("northland--water-share"))
    assert "Contested since 14 April 2025: newer statements contradict" in contested
    assert "Conditions: in wet years" in contested
    assert "2 statements, 2 sources; newest 14 April 2025" in contested
    assert "moderate confidence; decided by mo" in contested
    divided = pages.words(_cell("lake-union--river-patrol"))
    assert "Inside Lake Union: Velm support, Osta oppose" in divided
    assert "10 March 2025 (inferred)" in divided
    none = pages.words(_cell("lake-union--flood-payments"))
    assert none == "Lake Union no position reviewed as none, by mo"


def test_the_picture_of_a_cell_tells_its_stances_over_time() -> None:
    picture = pages.one(_cell("northland--water-share"), ".//div[@class='timeline']/svg")
    assert picture.attrib["aria-label"] == (
        "oppose (unreviewed), 3 March 2025; conditional (unreviewed), 14 April 2025"
    )
    assert len(pages.all_of(picture, "./circle[contains(@class, 'unseen')]")) == 2
    assert not pages.all_of(_cell("southmark--flood-payments"), ".//svg")


def test_words_that_a_decision_cites_are_not_called_unreviewed() -> None:
    cell = _position("northland--water-share")
    cited = replace(cell, cited=cell.statements[1:])
    edition = replace(
        MINIATURE, positions=tuple(cited if p is cell else p for p in MINIATURE.positions)
    )
    article = _cell("northland--water-share", edition)
    picture = pages.one(article, ".//div[@class='timeline']/svg")
    assert picture.attrib["aria-label"] == (
        "oppose, 3 March 2025; conditional (unreviewed), 14 April 2025"
    )
    captions = [pages.words(caption) for caption in pages.all_of(article, ".//figcaption")]
    assert ["unreviewed" in caption for caption in captions] == [False, True]


def test_words_in_another_script_bear_their_language() -> None:
    first = MINIATURE.statements[0]
    foreign = "Ми ніколи не віддамо її нікому, ніколи й нізащо, й крапка"[: len(first.quote)]
    documents = tuple(
        replace(d, text=d.text.replace(first.quote, foreign)) if d.id == first.document else d
        for d in MINIATURE.documents
    )
    moved = replace(first, quote=foreign)
    edition = replace(
        MINIATURE,
        documents=documents,
        statements=(moved, *(s for s in MINIATURE.statements[1:] if s.document != first.document)),
        positions=tuple(
            replace(
                p,
                statements=tuple(s for s in p.statements if s == first.id),
                lead_statement=first.id if first.id in p.statements else "",
            )
            for p in MINIATURE.positions
        ),
        changes=None,
    )
    quotation = pages.one(_tree(edition), f"//figure[@id='{first.id}']/blockquote")
    assert quotation.attrib["lang"] == "uk"


def test_a_red_line_is_firm_and_in_the_partys_own_words() -> None:
    lines = [pages.words(dd) for dd in _described("Red lines")]
    assert lines == [
        "Water share: We will never let half of the flow go to waste Ada Berg, 3 March 2025",
        "None found.", "None found.", "None found.",
    ]  # fmt: skip
    reported = replace(
        MINIATURE,
        statements=tuple(
            replace(s, attribution=Attribution.REPORTED)
            if s.strength is Strength.FIRM and s.attribution is Attribution.QUOTE
            else s
            for s in MINIATURE.statements
        ),
    )
    assert {pages.words(dd) for dd in _described("Red lines", reported)} == {"None found."}


def test_an_opening_of_a_party_that_refuses_is_shown_by_its_words() -> None:
    openings = [pages.words(dd) for dd in _described("Openings")]
    assert openings[0] == (
        "Water share: Berg is now open to releasing half of the flow in wet years "
        "Ada Berg, 14 April 2025"
    )
    assert openings[1].startswith("Dam inspection: Would accept an inspection only if")


def test_words_that_nobody_has_looked_at_open_no_door_that_an_analyst_closed() -> None:
    closed = replace(
        MINIATURE,
        positions=tuple(replace(p, contested_since="") for p in MINIATURE.positions),
    )
    openings = [pages.words(dd) for dd in _described("Openings", closed)]
    assert not any(opening.startswith("Water share") for opening in openings)


def test_silences_are_named() -> None:
    assert pages.words(_described("Silences")[0]) == "River patrol, A seat for the tribes"


def _described(title: str, edition: Edition = MINIATURE) -> list[HtmlElement]:
    path = f".//dl/div[starts-with(normalize-space(dt), '{title}')]/dd"
    return pages.all_of(_section("parties", edition), path)


def test_agreement_is_counted_in_words_and_drawn() -> None:
    rows = pages.all_of(_section("agreement"), ".//tbody/tr")
    pairs = [pages.words(cell) for cell in pages.all_of(rows[0], "./td")]
    assert pairs == [
        "",
        "Southmark 2 differ, 1 opposed",
        "Lake Union 1 differ",
        "Delta Tribes no shared issue",
    ]
    label = pages.all_of(rows[0], ".//svg")[0].attrib["aria-label"]
    assert label == "agree on 0, differ on 2, oppose each other on 1 of 3 issues"


def test_gaps_are_listed_party_by_party() -> None:
    words = pages.words(_section("gaps"))
    assert "Lake Union reviewed as none: Flood payments" in words
    assert "Northland below the sufficiency rule: A seat for the tribes" in words
    assert "Dam inspection (42 days)" in words
    assert "Northland, River patrol: no foreign boats is no longer in patrol-quarrel." in words


def test_sources_say_what_they_are_and_which_repeats_another() -> None:
    sources = [pages.words(source) for source in pages.all_of(_section("sources"), "./ol/li")]
    assert sources[1] == (
        "River talks open in Halm Halm Gazette; 3 March 2025; tier: on record; 70 words, "
        "4 statements; copied in source 3 https://gazette.example/2025/opening-day"
    )
    assert "a copy of source 2, counted once with it" in sources[2]
    assert "10 March 2025 (inferred)" in sources[3]
    assert "undated" in sources[5]
    rest = pages.words(_section("sources"))
    assert "scan.pdf: no text can be read from it" in rest
    assert "notes-of-a-delegate.txt has no row in sources.csv" in rest


def test_the_page_can_be_cited() -> None:
    assert pages.words(pages.one(_tree(), "//p[@class='cite']")) == (
        "River talks of Halm: where the parties stand. Edition 2025-04-14-0123456789, evidence "
        "through 14 April 2025. Contact: Water desk, desk@ministry.example. Made with positions "
        "0.1.0."
    )


def test_the_method_says_how_many_of_the_unseen_statements_are_right() -> None:
    method = pages.words(_section("method"))
    assert "No person has seen 10 statements of this edition." in method
    assert "expect about 78 in 100 of these statements to be right" in method


def test_a_dossier_of_which_nothing_is_known_says_so() -> None:
    empty = replace(
        MINIATURE,
        statements=(),
        agreement=(),
        changes=None,
        orphans=(),
        positions=tuple(
            replace(
                p, stance=Stance.NONE, reason="not found", statements=(), documents=(), dissent=(),
                lead_statement="", summary="", contested_since="",
            )
            for p in MINIATURE.positions
        ),
    )  # fmt: skip
    tree = _tree(empty)
    assert "On no issue does one party support" in pages.words(_section("agreement", empty))
    assert not pages.all_of(tree, "//figure")
