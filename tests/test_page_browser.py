"""The page in a real browser: three widths, light and dark, with and without script, on paper.

The browser loads nothing: it is started with its own background traffic off, and a test fails
if the page asks for anything. One browser serves all tests.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import miniature
import pages
from positions.model import Change, ChangeKind, Stance
from positions.rendering.briefing import render_briefing

WIDTHS = (1440, 768, 390)
THEMES = ("light", "dark")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NODE_MODULES = Path(__file__).parent / "browser" / "node_modules"


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium_path), args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, seeds_output: Path) -> Path:
    """The pages that are opened, as files."""
    path = tmp_path_factory.mktemp("pages")
    (path / "calm.html").write_text(pages.calm(), encoding="utf-8")
    (path / "hostile.html").write_text(pages.hostile(), encoding="utf-8")
    large = miniature.large_edition(issues=60, parties=12, statements=5_000)
    wide = miniature.large_edition(issues=3, parties=12, statements=40)
    (path / "wide.html").write_text(render_briefing(wide), encoding="utf-8")
    (path / "large.html").write_text(render_briefing(large), encoding="utf-8")
    shutil.copy(seeds_output / "current" / "briefing.html", path / "seeds.html")
    (path / "moved.html").write_text(_moved(), encoding="utf-8")
    return path


def _moved() -> str:
    """A page on which much moved, much blocks and names are long."""
    edition = miniature.large_edition(issues=5, parties=4, statements=200)
    party = {
        p.id: replace(p, name=f"{p.name} and its neighbours") for p in edition.codebook.parties
    }
    codebook = replace(edition.codebook, parties=tuple(party.values()))
    changes = tuple(
        Change(
            party=p.party,
            issue=p.issue,
            kind=ChangeKind.SHIFT,
            before=Stance.NONE,
            after=p.stance,
            statements=p.statements[:1],
        )
        for p in edition.positions
        if p.statements
    )
    return render_briefing(
        replace(edition, codebook=codebook, changes=changes, compared_with="2025-12-01-0000000000")
    )


@dataclass(slots=True)
class Opened:
    """A page in the browser, with what it asked for and said meanwhile."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Any]:
    """Opens pages by name, closed after the test."""
    contexts = []

    def open_page(
        name: str, width: int = 1440, theme: Any = "light", *, script: bool = True
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=script,
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        shown = Opened(page=context.new_page())
        shown.page.on("request", lambda request: shown.asked.append(request.url))
        shown.page.on("console", lambda message: shown.said.append(message.text))
        shown.page.on("pageerror", lambda error: shown.said.append(str(error)))
        shown.page.goto((folder / f"{name}.html").as_uri())
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "theme"),
    [("calm", "light"), ("calm", "dark"), ("hostile", "light"), ("seeds", "dark")],
)
def test_the_page_fits_its_window_asks_for_nothing_and_keeps_quiet(
    opened: Any, name: str, width: int, theme: str
) -> None:
    shown = opened(name, width, theme)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width
    assert shown.page.evaluate(_BEYOND, width) == []
    assert [url for url in shown.asked if not url.startswith(("file:", "data:"))] == []
    assert shown.said == []


_BEYOND = """width => [...document.querySelectorAll('main *, header *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && box.right > width + 1 && !e.closest('.region, .sr, svg');
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_lies_over_another(opened: Any, width: int) -> None:
    page = opened("seeds", width).page
    assert page.evaluate(_OVERLAPPING) == []


_OVERLAPPING = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const out = '.sr, .stance b, details:not([open]), select, svg';
    if (!walker.currentNode.data.trim() || parent.closest(out)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1)
        boxes.push({top: box.top + 4, bottom: box.bottom - 4, left: box.left + 1,
                    right: box.right - 1, text: walker.currentNode.data.trim().slice(0, 40)});
  }
  boxes.sort((a, b) => a.top - b.top);
  const found = [];
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom; j++) {
      const b = boxes[j];
      if (a.left < b.right && b.left < a.right) found.push([a.text, b.text]);
    }
  });
  return found;
}"""


def test_the_page_is_the_same_without_script(opened: Any) -> None:
    assert "<script" not in pages.calm()
    page = opened("calm", script=False).page
    assert page.locator("h1").inner_text() == "River talks of Halm"
    assert page.locator(".matrix td .stance").first.is_visible()


def test_hostile_text_has_made_no_element_and_runs_nothing(opened: Any) -> None:
    page = opened("hostile").page
    assert page.locator("script, img, iframe, object, embed, base").count() == 0
    assert page.evaluate(_HANDLERS) == []
    assert "<script>alert(1)</script>" in page.locator("body").inner_text()
    assert page.title().startswith("=1+1[U+0001] </title>")


_HANDLERS = """() => [...document.querySelectorAll('*')].flatMap(
  e => e.getAttributeNames().filter(name => name.startsWith('on') || name === 'style'))"""


def test_a_phone_shows_the_matrix_as_cards_by_issue(opened: Any) -> None:
    page = opened("calm", 390).page
    assert not page.locator(".matrix thead").is_visible()
    row = page.locator(".matrix tbody tr").first
    cells = [cell.bounding_box() for cell in row.locator("td").all()]
    assert all(box and box["width"] > 340 for box in cells)
    assert row.locator("td b").first.inner_text() == "Northland"
    tops = [box["y"] for box in cells if box]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("name", ["seeds", "wide"])
def test_a_phone_shows_every_card_and_every_pair_over_its_whole_width(
    opened: Any, name: str
) -> None:
    page = opened(name, 390).page
    widths = page.evaluate(_WIDTHS)
    assert widths
    assert min(widths) >= 340
    assert page.evaluate(_CUT) == []


_WIDTHS = """() => [...document.querySelectorAll('.matrix td, .pairs td, .region caption')]
  .map(e => e.getBoundingClientRect().width).filter(width => width)"""
_CUT = """() => [...document.querySelectorAll('.region, .region *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !e.closest('svg'))
  .map(e => e.outerHTML.slice(0, 120))"""


def test_the_heads_of_the_matrix_stay_in_sight(opened: Any) -> None:
    page = opened("seeds").page
    page.locator(".matrix tbody tr").nth(9).scroll_into_view_if_needed()
    page.evaluate("document.querySelectorAll('.matrix tbody tr')[9].scrollIntoView()")
    box = page.locator(".matrix thead th").first.bounding_box()
    assert box
    assert -1 <= box["y"] <= 1
    assert page.evaluate(_ABOVE) == []


_ABOVE = """() => [...document.querySelectorAll('.matrix thead tr > *')].filter(head => {
  const box = head.getBoundingClientRect();
  const shown = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
  const clear = getComputedStyle(head).backgroundColor === 'rgba(0, 0, 0, 0)';
  return clear || !head.contains(shown);
}).map(head => head.outerHTML)"""


def test_every_cell_reaches_its_quotation_in_two_moves(opened: Any) -> None:
    page = opened("calm").page
    for link in page.locator(".matrix td .stance").all():
        link.click()
        target = page.locator(f'[id="{page.url.rpartition("#")[2]}"]')
        box = target.bounding_box()
        assert box
        assert -1 <= box["y"] < 900
        if target.locator("figure").count() and not target.locator(".proof figure").count():
            target.locator("summary").click()
        figures = target.locator("figure")
        assert figures.count() == 0 or figures.first.is_visible()


@pytest.mark.parametrize(
    ("label", "choice", "gone", "left"),
    [
        ("Party", "Southmark", "northland--water-share", "southmark--water-share"),
        ("Issue", "River patrol", "southmark--water-share", "southmark--river-patrol"),
        ("Stance", "divided", "southmark--river-patrol", "lake-union--river-patrol"),
        ("Review", "contested", "southmark--water-share", "northland--water-share"),
    ],
)
def test_a_filter_works_without_script_and_is_undone(
    opened: Any, label: str, choice: str, gone: str, left: str
) -> None:
    page = opened("calm", script=False).page
    note = page.locator(".filtered")
    assert not note.is_visible()
    page.get_by_role("combobox", name=label).select_option(label=choice)
    for place in ("article[id='{}']", "td:has(> a[href='#{}']) > a"):
        assert not page.locator(place.format(gone)).is_visible()
        assert page.locator(place.format(left)).is_visible()
    assert note.is_visible()
    note.get_by_role("button", name="Show all").click()
    assert page.locator(f"article[id='{gone}']").is_visible()
    assert not note.is_visible()


def test_two_choices_leave_the_rows_and_issues_with_a_cell_that_is_both(opened: Any) -> None:
    page = opened("seeds", script=False).page
    page.get_by_role("combobox", name="Party").select_option(label="Russia")
    page.get_by_role("combobox", name="Stance").select_option(label="support")
    russia = {p["href"] for p in page.evaluate(_HELD) if p["party"] == "russia" and p["support"]}
    assert 0 < len(russia) < page.locator(".issue").count()
    for place in (".matrix tbody tr", ".issue"):
        assert page.locator(f"{place}:visible").count() == len(russia)
    cells = page.locator(".matrix tbody td:visible")
    assert {cell.get_attribute("class") for cell in cells.all()} == {"support reviewed"}


_HELD = """() => [...document.querySelectorAll('.matrix td a')].map(a => ({
  href: a.getAttribute('href'), party: a.parentElement.dataset.party,
  support: a.parentElement.classList.contains('support')}))"""


def test_the_bottom_line_and_the_pictures_stay_whole_in_a_filtered_page(opened: Any) -> None:
    page = opened("seeds", script=False).page
    before = page.locator("#bottom-line, .lines-picture").all_inner_texts()
    page.get_by_role("combobox", name="Party").select_option(label="Russia")
    assert page.locator("#bottom-line, .lines-picture").all_inner_texts() == before


@pytest.mark.parametrize("width", [1440, 390])
def test_the_keyboard_reaches_every_link_and_shows_where_it_is(opened: Any, width: int) -> None:
    page = opened("calm", width).page
    wanted = page.evaluate(_REACHABLE)
    reached = 0
    while reached <= wanted:
        page.keyboard.press("Tab")
        seen = page.evaluate(_FOCUS)
        if seen is None:
            break
        reached += 1
        assert seen["outline"] >= 2, seen
        assert seen["inside"], seen
        assert not seen["covered"], seen
    assert reached == wanted


_REACHABLE = """() => [...document.querySelectorAll(
  'a[href], select, input, button, summary, [tabindex="0"]')].filter(
  e => e.checkVisibility({visibilityProperty: true})
    && !e.closest('details:not([open]) > :not(summary)')
).length"""
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const x = Math.min(Math.max(box.left + 3, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {what: e.outerHTML.slice(0, 120),
          outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
          inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
          covered: !(top && (e.contains(top) || top.contains(e)))};
}"""


def test_a_large_matrix_scrolls_in_its_own_frame_with_both_heads_in_sight(opened: Any) -> None:
    page = opened("large").page
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    region = page.locator(".matrix-region")
    region.scroll_into_view_if_needed()
    region.evaluate("e => e.scrollTo(600, 2000)")
    frame = region.bounding_box()
    column = page.locator(".matrix thead th").nth(6).bounding_box()
    row = page.locator(".matrix tbody th").nth(10).bounding_box()
    assert frame
    assert column
    assert row
    assert abs(column["y"] - frame["y"]) <= 2
    assert abs(row["x"] - frame["x"]) <= 2


@dataclass(frozen=True, slots=True)
class Printed:
    """A page on paper.

    Attributes:
        sheets: the text of each sheet as it lies there.
        text: all of it in the order in which the browser wrote it.
    """

    sheets: tuple[str, ...]
    text: str
    landscape: tuple[bool, ...]


@pytest.fixture(scope="session")
def printed(
    browser: Browser,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    pdftotext_path: Path,
) -> Any:
    """Prints a page to PDF, once, and reads it back."""
    target = tmp_path_factory.mktemp("printed") / "page.pdf"

    @cache
    def print_page(name: str, size: str = "A4", *, two: bool = False) -> Printed:
        page = browser.new_page()
        page.goto((folder / f"{name}.html").as_uri())
        if two:
            page.get_by_label("Print the first two pages only").check()
        page.pdf(path=str(target), format=size, prefer_css_page_size=True)
        page.close()
        sheets = tuple(_output(pdftotext_path, "-layout", target, "-").split("\f")[:-1])
        sizes = _output(pdftotext_path.with_name("pdfinfo"), "-l", str(len(sheets)), target)
        return Printed(
            sheets=sheets,
            text=_output(pdftotext_path, "-raw", target, "-"),
            landscape=tuple(
                float(wide) > float(high)
                for wide, high in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", sizes)
            ),
        )

    return print_page


def _output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["calm", "seeds"])
def test_the_ministers_print_is_exactly_two_pages(printed: Any, name: str, size: str) -> None:
    paper = printed(name, size, two=True)
    assert len(paper.sheets) == 2
    assert "Bottom line" in paper.sheets[0]
    assert "What blocks" in paper.sheets[0]
    assert "Where they stand, in short" in paper.sheets[1]
    assert "▲ support" in paper.sheets[1]


def test_the_whole_print_begins_with_the_ministers_two_pages(printed: Any) -> None:
    paper = printed("seeds")
    assert len(paper.sheets) > 10
    assert "What blocks" in paper.sheets[0]
    assert "Where they stand, in short" in paper.sheets[1]
    assert "Issue by issue" not in paper.sheets[0] + paper.sheets[1]


def test_the_ministers_print_of_a_full_edition_is_two_pages_too(printed: Any) -> None:
    paper = printed("moved", two=True)
    assert len(paper.sheets) == 2
    assert "What changed since" in paper.sheets[0]
    assert "In the whole briefing: " in paper.sheets[0]
    assert "What blocks" in paper.sheets[0]


def test_on_paper_the_heads_of_the_matrix_repeat(printed: Any) -> None:
    paper = printed("seeds")
    heads = re.compile(r"Ukraine +Russia +United States +Europe")
    begun = [
        number for number, sheet in enumerate(paper.sheets) if "Positions of 4 parties" in sheet
    ]
    (first,) = begun
    follow = first + 1
    while heads.search(paper.sheets[follow]):
        follow += 1
    assert follow > first + 1
    rows = "\n".join(paper.sheets[first:follow])
    assert "Territory" in rows
    assert "Reconstruction" in rows


def test_paper_holds_every_quotation_in_full_and_every_address(printed: Any) -> None:
    text = printed("calm").text
    solid = re.sub(r"\W", "", text)
    for statement in miniature.STATEMENTS:
        if statement.stands:
            assert re.sub(r"\W", "", statement.quote) in solid
    for document in miniature.DOCUMENTS:
        assert re.sub(r"\W", "", document.url) in solid
    assert "Open the source" not in text


def test_a_large_matrix_is_printed_across(printed: Any) -> None:
    paper = printed("wide")
    across = [text for text, wide in zip(paper.sheets, paper.landscape, strict=True) if wide]
    assert "Where they stand, in short" in across[0]
    assert "Positions of 12 parties on 3 issues" in " ".join(across[1:])
    assert not paper.landscape[0]
    assert not paper.landscape[-1]


@pytest.mark.parametrize("name", ["calm", "hostile", "seeds", "wide"])
def test_nothing_is_wider_than_the_paper_and_shrinks_the_print(opened: Any, name: str) -> None:
    page = opened(name, width=680).page  # what the margins leave of A4
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 680


def test_a_filtered_print_says_that_it_is_filtered(opened: Any) -> None:
    page = opened("calm").page
    page.get_by_role("combobox", name="Party").select_option(label="Southmark")
    page.emulate_media(media="print")
    assert page.locator(".filtered").is_visible()
    assert not page.locator(".filter").is_visible()


@cache
def _axe() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The checkers from npm; skipped where they are not installed, but not in .ci/run."""
    if not NODE_MODULES.is_dir():
        reason = "the page's checkers are not installed: npm ci --prefix tests/browser"
        if os.environ.get("POSITIONS_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return NODE_MODULES


@pytest.mark.usefixtures("node_modules")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_bars_a_reader_with_a_disability(opened: Any, width: int, theme: str) -> None:
    page = opened("calm", width, theme).page
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    page.evaluate(_axe())
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
        " 'best-practice']})"
    )
    assert len(found["passes"]) > 40
    assert [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]
    ] == []


@pytest.mark.parametrize("name", ["calm", "hostile", "seeds"])
def test_the_markup_is_valid(node_modules: Path, folder: Path, name: str) -> None:
    """Without h32: the form of the filters sends nothing and so has no button that sends."""
    checked = subprocess.run(
        [
            node_modules / ".bin" / "html-validate",
            "--config",
            node_modules.parent / "html-validate.json",
            "--formatter",
            "json",
            folder / f"{name}.html",
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert json.loads(checked.stdout) == []
    assert checked.returncode == 0
