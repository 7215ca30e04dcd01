"""Saved web pages: the article's words in plain text, and nothing of the page around it."""

import contextlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.blocks import divide
from positions.documents.decoding import Unreadable
from positions.documents.webpages import web_page
from positions.model import BlockKind

FIRST = (
    "Moscow rejects the proposal and wants the whole region, its envoy said on Monday in Geneva."
)
LAST = "Kyiv says that it will hold a vote once the shooting has stopped and the troops have left."
MENU = '<ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul>'


def page(between: str = "", head: str = "<title>Envoys meet</title>") -> bytes:
    """A news page with an article of two paragraphs and what stands between them."""
    return f"""<!doctype html><html lang="en"><head>{head}</head><body>
        <header><nav>{MENU}</nav></header>
        <main><article><h1>Envoys meet</h1><p>{FIRST}</p>{between}<p>{LAST}</p></article>
        <aside><h2>Most read</h2>{MENU}</aside></main>
        <div class="cookie-banner">We use cookies.</div>
        <footer><p>© 2025 The Daily Example</p></footer>
        <script>alert("boo")</script></body></html>""".encode()


def between(html: str) -> list[str]:
    """The lines that a piece of HTML becomes."""
    lines = [line for line in web_page(page(html)).text.split("\n") if line]
    assert lines[:2] == ["# Envoys meet", FIRST]
    assert lines[-1] == LAST
    return lines[2:-1]


def test_a_page_is_its_article_without_menus_banners_and_scripts() -> None:
    assert web_page(page()).text == f"# Envoys meet\n\n{FIRST}\n\n{LAST}\n\n"


def test_what_readers_wrote_under_an_article_is_left_out() -> None:
    comments = f'<div id="comments"><div class="comment"><p>{FIRST} I disagree!</p></div></div>'
    data = page().replace(b"<aside>", comments.encode() + b"<aside>")
    assert web_page(data).text == web_page(page()).text


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            "<h2>What <em>Russia</em> wants</h2><p>All of it.</p>",
            ["# What Russia wants", "All of it."],
        ),
        ("<p>It is <b>all</b> or\n   <a href='/x'>nothing</a>.</p>", ["It is all or nothing."]),
        ("<p>Fish &amp; chips &lt;b&gt; &#8220;no&#8221;</p>", ["Fish & chips <b> “no”"]),
        ("<p>One line<br>and another.</p>", ["One line and another."]),
        ("<ul><li>First.</li><li>Second.</li></ul>", ["- First.", "- Second."]),
        ("<ol><li><p>Land.</p><p>Sea.</p></li><li>Air.</li></ol>", ["- Land.", "- Sea.", "- Air."]),
        (
            "<ul><li>The plan<ul><li>cuts the army</li><li>sets a vote</li></ul></li></ul>",
            ["- The plan", "- cuts the army", "- sets a vote"],
        ),
        (
            "<blockquote>We wait.<p>We hope.</p></blockquote>",
            ["We wait.", "We hope."],
        ),
        (
            "<blockquote><p>We wait.</p><p>We <i>hope</i>.</p></blockquote>",
            ["We wait.", "We hope."],
        ),
        (
            (
                "<table><tr><th>Side</th><th>View</th></tr>"
                "<tr><td><p>Russia</p><p>(Moscow)</p></td><td>land|sea<br>now</td></tr></table>"
            ),
            ["| Side | View |", "| --- | --- |", "| Russia (Moscow) | land/sea now |"],
        ),
        (
            "<div>Talks went on.<p>Nobody left.</p>Then they ended.</div>",
            ["Talks went on.", "Nobody left.", "Then they ended."],
        ),
        (
            "<details><summary>Who pays?</summary><p>Nobody knows.</p></details>",
            ["# Who pays?", "Nobody knows."],
        ),
        ("<figure><img src='a.png'><figcaption>Envoys. Photo: A/B</figcaption></figure>", []),
    ],
)
def test_what_the_page_sets_apart_stands_apart(html: str, lines: list[str]) -> None:
    assert between(html) == lines


def test_loose_text_with_double_line_breaks_is_paragraphs() -> None:
    html = f"<html><body><div>{FIRST}<br><br>\n{LAST}<br/><br/>Nobody left.</div></body></html>"
    assert web_page(html.encode()).text == f"{FIRST}\n\n{LAST}\n\nNobody left.\n\n"


def test_the_blocks_of_a_page_are_those_of_a_text() -> None:
    html = "<h2>The plan</h2><p>It has parts.</p><ul><li>Land is split.</li></ul><p>Who pays?</p>"
    text = web_page(page(html)).text
    assert [(block.kind, text[block.start : block.end]) for block in divide(text)] == [
        (BlockKind.HEADING, "Envoys meet"),
        (BlockKind.PROSE, FIRST),
        (BlockKind.HEADING, "The plan"),
        (BlockKind.PROSE, "It has parts."),
        (BlockKind.LIST, "Land is split."),
        (BlockKind.QUESTION, "Who pays?"),
        (BlockKind.PROSE, LAST),
    ]


def test_a_page_says_its_title_publisher_address_and_date() -> None:
    article = web_page(
        page(
            head="""<title>Envoys meet again | The Daily</title>
            <meta property="og:title" content="Envoys meet again">
            <meta property="og:site_name" content="The Daily Example">
            <link rel="canonical" href="https://news.example/envoys">
            <meta property="article:published_time" content="2025-12-01T10:00:00Z">"""
        )
    )
    assert (article.title, article.publisher) == ("Envoys meet again", "The Daily Example")
    assert (article.url, article.date) == ("https://news.example/envoys", "2025-12-01")


@pytest.mark.parametrize("year", ["2025", "2061"])
def test_the_date_of_a_page_does_not_depend_on_the_day_of_reading(year: str) -> None:
    head = f'<meta property="article:published_time" content="{year}-12-01">'
    assert web_page(page(head=head)).date == f"{year}-12-01"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///x", "/here", "https://a b.example"],
)
def test_an_address_that_is_none_of_the_web_is_dropped(address: str) -> None:
    assert web_page(page(head=f'<link rel="canonical" href="{address}">')).url == ""
    assert web_page(page(head=f'<meta property="og:url" content="{address}">')).url == ""


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("cp1250", '<meta charset="windows-1250">'),
        ("cp1250", '<META http-equiv="Content-Type" content="text/html; charset=Windows-1250">'),
        ("cp1252", "<meta charset='iso-8859-1'>"),
        ("cp1252", '<meta charset="no-such">'),
        ("utf-8", '<meta charset="windows-1252">'),
    ],
)
def test_a_page_is_decoded_as_its_bytes_and_its_head_say(encoding: str, head: str) -> None:
    saying = "Rasmus Ødegård said “no”." if encoding != "cp1250" else "Radosław said “no”."
    assert saying in web_page(page(f"<p>{saying}</p>", head).decode().encode(encoding)).text


def test_a_page_of_xhtml_is_decoded_as_its_first_line_says() -> None:
    start = "<?xml version='1.0' encoding='windows-1250'?>"
    data = (start + page("<p>Radosław said “no”.</p>", "").decode()).encode("cp1250")
    assert "Radosław said “no”." in web_page(data).text


@pytest.mark.parametrize(
    "html",
    [
        *("<html></html>", "<p>", "no page", "<!--", "<" * 10_000, "<?xml version='1.0'?>", "<b"),
        "<html><body><script>document.write('Moscow rejects the plan')</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(Unreadable, match="no article was found on the page"):
        web_page(html.encode())


def test_a_page_of_too_many_tags_is_refused_unread() -> None:
    with pytest.raises(Unreadable, match="too large: 100001 tags, and the limit is 100000"):
        web_page(b"<p>" * 100_001)


def test_a_blank_page_is_an_empty_text() -> None:
    assert web_page(b" \n").text == ""


def test_the_library_writes_nothing_beside_our_own_reasons(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(Unreadable):
        web_page(b"<html></html>")
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def nested(opening: str, closing: str, depth: int = 10_000) -> str:
    return opening * depth + "deep" + closing * depth


HOSTILE = {
    "nested divs": nested("<div>", "</div>"),
    "nested quotations": nested("<blockquote>", "</blockquote>"),
    "nested lists": nested("<ul><li>", "</li></ul>"),
    "nested tables": nested("<table><tr><td>", "</td></tr></table>", 3000),
    "nested emphasis": nested("<b>", ""),
    "nested links": nested("<a href=x>", ""),
    "many attributes": "<p " + "a=b " * 20_000 + ">text</p>",
    "broken references": "&" * 20_000 + "&#x110000;&#0;&#xD800;&nosuch;",
    "control characters": "<p>a\x01b\x0bc\x7f&#8;d</p>",
    "open comment": "<!--" + "-" * 100_000,
    "open tag": "<p " + "x" * 100_000,
    "text in a template": "<template><p>Never shown.</p></template>",
    "crossed tags": "<p><b><table><tr></b></p><td></table><ul></p></ul></li></i>",
    "frames": "<iframe src=https://x.example></iframe><object data=x><embed src=y>",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_is_read_or_refused(html: str) -> None:
    for data in (page(html), page(f"<p>{html}</p>"), html.encode()):
        try:
            text = web_page(data).text
        except Unreadable:
            continue
        assert text == web_page(data).text
        assert "\0" not in text


def test_markup_that_a_page_shows_as_text_stays_text() -> None:
    shown = "=1+1 <script>alert(1)</script> [a](javascript:b)"
    html = shown.replace("<", "&lt;").replace(">", "&gt;")
    assert between(f"<p onclick='x()'>{html}</p>") == [shown]


_PIECES = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<ul><li>",
        "</li></ul>",
        "<table><tr><td>",
        "</table>",
    ),
    *(
        "<blockquote>",
        "</blockquote>",
        "<h2>",
        "</h2>",
        "<div>",
        "</div>",
        "<pre>",
        "</pre>",
        "&lt;",
    ),
    *("<!--", "-->", "<a href='", "'>", "<", ">", "&", "é", "\n", "|", "# ", FIRST, LAST, "\x00"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_html_is_read_twice_alike_or_refused(html: str) -> None:
    def outcome() -> str:
        try:
            return web_page(page(html)).text
        except Unreadable as reason:
            return f"refused: {reason}"

    assert outcome() == outcome()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(web_page(data).text, str)
