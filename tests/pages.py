"""A briefing page as a test reads it: parsed, with what a reader would look for."""

from collections.abc import Iterator
from functools import cache

import lxml.html
from lxml.html import HtmlElement

import miniature
from positions.rendering.briefing import render_briefing

LINKING = ("href", "src", "action", "data", "formaction", "poster", "srcset", "cite")
"""Attributes by which a page can lead or load somewhere."""


@cache
def calm() -> str:
    """The page of the invented negotiation."""
    return render_briefing(miniature.edition())


@cache
def hostile() -> str:
    """The same with hostile texts everywhere."""
    return render_briefing(miniature.hostile_edition())


def parsed(html: str) -> HtmlElement:
    """The page's tree."""
    return lxml.html.document_fromstring(html.encode("utf-8"))


def one(tree: HtmlElement, path: str) -> HtmlElement:
    """The only element at a path; the test fails if there are none or several."""
    (found,) = all_of(tree, path)
    return found


def all_of(tree: HtmlElement, path: str) -> list[HtmlElement]:
    """All elements at an XPath."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, HtmlElement)]


def words(element: HtmlElement) -> str:
    """The text of an element, white space made single."""
    return " ".join(element.text_content().split())


def ids(tree: HtmlElement) -> list[str]:
    """Every id of the page, in order, as often as it occurs."""
    return [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]


def addresses(tree: HtmlElement) -> Iterator[str]:
    """Where anything on the page leads or loads from."""
    for element in tree.iter():
        for name in LINKING:
            if name in element.attrib:
                yield element.attrib[name]
