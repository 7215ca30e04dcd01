"""The page as a file: whole, one, safe to open, the same every time."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import miniature
import pages
from positions.characters import visible
from positions.model import Edition
from positions.rendering.briefing import render_briefing, write_briefing
from positions.rendering.links import cell_anchor

BOTH = pytest.mark.parametrize("html", [pages.calm(), pages.hostile()], ids=["calm", "hostile"])
ALLOWED = {
    *"html head meta title link style body header nav main section article footer".split(),
    *"h1 h2 h3 h4 p ul ol li dl dt dd div span b small strong a q blockquote mark".split(),
    *"figure figcaption details summary time table caption thead tbody tr th td".split(),
    *"form label select option button input".split(),
    *"svg defs g use line rect circle path text".split(),
}
ATTRIBUTES = {
    *"lang charset content http-equiv name rel href class id role tabindex scope dir".split(),
    *"datetime value type for form autocomplete aria-label aria-labelledby aria-hidden".split(),
    *"data-party data-issue width height x y x1 x2 y1 y2 cx cy r rx d".split(),
    *"viewbox preserveaspectratio".split(),
}


@BOTH
def test_every_address_on_the_page_leads_to_something_on_it(html: str) -> None:
    tree = pages.parsed(html)
    known = set(pages.ids(tree))
    inside = [address[1:] for address in pages.addresses(tree) if address.startswith("#")]
    assert inside
    assert [name for name in inside if name not in known] == []


@BOTH
def test_no_two_places_have_one_address(html: str) -> None:
    names = pages.ids(pages.parsed(html))
    assert sorted(names) == sorted(set(names))


@BOTH
def test_every_address_outside_is_of_the_web(html: str) -> None:
    outside = [a for a in pages.addresses(pages.parsed(html)) if not a.startswith("#")]
    assert [a for a in outside if not a.startswith(("https://", "http://", "data:,"))] == []


@BOTH
def test_the_page_holds_only_elements_and_attributes_that_cannot_act(html: str) -> None:
    elements = list(pages.parsed(html).iter())
    assert {str(element.tag) for element in elements} <= ALLOWED
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES


@BOTH
def test_the_policy_allows_the_pages_own_style_and_nothing_else(html: str) -> None:
    tree = pages.parsed(html)
    policy = pages.one(tree, "//meta[@http-equiv='Content-Security-Policy']").attrib["content"]
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert html.index("Content-Security-Policy") < html.index("<style>")


@BOTH
def test_the_style_loads_nothing(html: str) -> None:
    assert not re.search(r"url\(|@import|@font-face|image-set", html)


@BOTH
def test_no_character_hides_or_turns_the_words_around_it(html: str) -> None:
    assert visible(html) == html


@pytest.mark.parametrize(
    "shown",
    [
        "<script>alert(1)</script>&amp;\"'",
        "{{ 7 * 7 }} {% raw %}",
        "]]> <!-- -->",
        "[U+202E]evil[U+202C]",
        "[U+D800] lone",
        '=HYPERLINK("http://evil.example","click")',
        "👩‍👩‍👧‍👦 🇺🇦",
    ],
)
def test_hostile_text_is_read_as_text(shown: str) -> None:
    assert shown in pages.words(pages.one(pages.parsed(pages.hostile()), "//main"))


def test_hostile_addresses_of_sources_are_no_links() -> None:
    tree = pages.parsed(pages.hostile())
    links = [element.attrib["href"] for element in pages.all_of(tree, "//a[@href]")]
    outside = {link.partition("#")[0] for link in links if not link.startswith("#")}
    assert outside == {"https://long.example/" + "a" * 3_000}


@settings(max_examples=20)
@given(st.text(max_size=60))
def test_any_text_reaches_the_reader_unchanged(text: str) -> None:
    calm = _small()
    html = render_briefing(replace(calm, settings=replace(calm.settings, title=text)))
    title = lxml.html.document_fromstring(html.encode()).findtext(".//h1")
    assert " ".join((title or "").split()) == " ".join(visible(text).split())


def test_cells_keep_their_addresses_whatever_else_the_edition_holds() -> None:
    calm = miniature.edition()
    wanted = {cell_anchor(p.party, p.issue) for p in calm.positions}
    assert "northland--water-share" in wanted
    for edition in (calm, _small()):
        assert wanted <= set(pages.ids(pages.parsed(render_briefing(edition))))


def test_the_page_is_written_as_it_is_rendered(tmp_path: Path) -> None:
    write_briefing(miniature.edition(), tmp_path / "briefing.html")
    assert (tmp_path / "briefing.html").read_bytes() == pages.calm().encode("utf-8")


def test_every_process_renders_the_same_bytes() -> None:
    code = (
        "import hashlib, pages; print(hashlib.sha256(pages.calm().encode()).hexdigest(),"
        " hashlib.sha256(pages.hostile().encode()).hexdigest())"
    )
    here = Path(__file__).parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}:{here.parent}"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_seeds_page_can_be_mailed(seeds_output: Path) -> None:
    assert (seeds_output / "current" / "briefing.html").stat().st_size <= 250_000


def test_a_large_edition_stays_within_eight_megabytes() -> None:
    html = render_briefing(miniature.large_edition(issues=60, parties=12, statements=5_000))
    assert len(html.encode("utf-8")) <= 8_000_000


def _small() -> Edition:
    """The invented negotiation before anything was read."""
    calm = miniature.edition()
    return replace(
        calm,
        compared_with="",
        changes=None,
        statements=(),
        document_positions=(),
        orphans=(),
        positions=tuple(
            replace(
                p,
                stance=type(p.stance).NONE,
                basis=type(p.basis).NONE,
                summary="",
                statements=(),
                documents=(),
                lead_statement="",
                dissent=(),
                contested_since="",
            )
            for p in calm.positions
        ),
    )
