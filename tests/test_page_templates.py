"""What an office can rely on that writes templates of its own."""

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, nodes

import miniature
import pages
from positions.errors import BadInput
from positions.rendering import bottomline, labels, pictures
from positions.rendering.briefing import render_briefing
from positions.rendering.page import records
from positions.rendering.page.gather import gather
from positions.rendering.page.markup import render
from positions.rendering.shipped import own_templates


class Watched:
    """A record that notes which of its fields are read."""

    def __init__(self, record: object, seen: set[tuple[str, str]]) -> None:
        self._record = record
        self._seen = seen

    def __getattr__(self, name: str) -> object:
        self._seen.add((type(self._record).__name__, name))
        return _watched(getattr(self._record, name), self._seen)


def _watched(value: object, seen: set[tuple[str, str]]) -> object:
    if isinstance(value, tuple):
        return tuple(_watched(one, seen) for one in value)
    return Watched(value, seen) if dataclasses.is_dataclass(value) else value


def _own_records() -> Iterator[type]:
    for value in vars(records).values():
        if isinstance(value, type) and value.__module__ == records.__name__:
            yield value


def test_every_field_that_a_template_may_use_is_used() -> None:
    seen: set[tuple[str, str]] = set()
    for edition in (miniature.edition(), miniature.hostile_edition()):
        watched = cast("records.Page", Watched(gather(edition), seen))
        assert render(watched, None) == render_briefing(edition)
    offered = {
        (record.__name__, field.name)
        for record in _own_records()
        for field in dataclasses.fields(record)
    }
    assert offered - seen == set()


def test_every_name_in_a_template_is_a_name_of_the_records() -> None:
    known = {
        name
        for module in (records, pictures, bottomline, labels)
        for record in vars(module).values()
        if dataclasses.is_dataclass(record)
        for name in dir(record)
    }
    used = {
        (name, found.attr)
        for name, tree in _reached("briefing.html", "_filters.css").items()
        for found in tree.find_all(nodes.Getattr)
        if not (isinstance(found.node, nodes.Name) and found.node.name == "loop")
    }
    assert used
    assert {(file, name) for file, name in used if name not in known} == set()


def test_every_template_is_part_of_a_page() -> None:
    whole = [path.name for path in own_templates().glob("[a-z]*.html")]
    assert "briefing.html" in whole
    partials = {path.name for path in own_templates().glob("_*.html")}
    assert partials <= set(_reached(*whole))


def _reached(*names: str) -> dict[str, nodes.Template]:
    """Templates with those that they include or import."""
    found: dict[str, nodes.Template] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _tree(name)
            waiting += _named(found[name])
    return found


def _named(tree: nodes.Template) -> list[str]:
    templates = [one.template for one in tree.find_all(nodes.Include)]
    templates += [one.template for one in tree.find_all(nodes.FromImport)]
    return [cast("nodes.Const", template).value for template in templates]


def _tree(name: str) -> nodes.Template:
    text = (own_templates() / name).read_text(encoding="utf-8")
    return Environment(autoescape=True).parse(text)


def test_the_style_shows_the_stances_as_the_workbook_does() -> None:
    style = (own_templates() / "style.css").read_text(encoding="utf-8").lower()
    light = style[: style.index("@media")]
    for stance, mark in labels.STANCES.items():
        assert f'.{stance} {{ --symbol: "{mark.symbol}"; }}' in style
        assert f"--{stance}-strong: #{mark.strong.lower()};" in light
        fill = "fff" if mark.fill == "FFFFFF" else mark.fill.lower()
        assert f"--{stance}: #{fill};" in light
    assert f"--ink: #{labels.INK.lower()};" in light


def test_an_office_can_replace_one_partial_and_keep_the_rest(tmp_path: Path) -> None:
    (tmp_path / "_foot.html").write_text(
        "<footer><p>Water Desk, {{ page.through.written }}</p></footer>\n", encoding="utf-8"
    )
    html = render_briefing(miniature.edition(), templates=tmp_path)
    assert "<footer><p>Water Desk, 14 April 2025</p></footer>" in html
    head, _, _ = pages.calm().partition("<footer>")
    assert html.startswith(head)


def test_the_style_of_an_office_is_allowed_by_its_own_hash(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("body { color: black }\n", encoding="utf-8")
    html = render_briefing(miniature.edition(), templates=tmp_path)
    assert "<style>body { color: black }\n" in html
    policies = [
        pages.one(pages.parsed(page), "//meta[@http-equiv]").attrib["content"]
        for page in (html, pages.calm())
    ]
    assert policies[0] != policies[1]


@pytest.mark.parametrize(
    ("name", "text", "place", "what"),
    [
        ("_foot.html", "<p>\n{{ page.titel }}</p>", "_foot.html, line 2", "titel"),
        ("_foot.html", "\n\n{{ pages }}", "_foot.html, line 3", "'pages' is undefined"),
        ("_foot.html", "{% for a in page.issues %}", "_foot.html, line 1", "'endfor'"),
        ("_foot.html", "{{ page.title | shout }}", "_foot.html, line 1", "shout"),
        ("_foot.html", "\n{{ page.title + 1 }}", "_foot.html, line 2", "str"),
        ("_foot.html", "\n{% include '_feet.html' %}", "_foot.html, line 2", "_feet.html"),
        ("_foot.html", "{% include '_foot.html' %}", "_foot.html, line 1", "recursion"),
        ("_filters.css", "\n{{ page.colour }}", "_filters.css, line 2", "colour"),
        ("style.css", "a {}\n</STYLE><script>", "style.css, line 2", "</style"),
        ("_foot.html", b"\xff\xfe", "_foot.html", "UTF-8"),
    ],
)
def test_a_wrong_template_is_refused_with_its_file_and_line(
    tmp_path: Path, name: str, text: str | bytes, place: str, what: str
) -> None:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as raised:
        render_briefing(miniature.edition(), templates=tmp_path)
    (fault,) = raised.value.faults
    assert fault.place == str(tmp_path / place.partition(",")[0]) + place[len(name) :]
    assert what in fault.what
    assert fault.cure


@pytest.mark.parametrize("name", ["absent", "file.txt"])
def test_a_folder_of_templates_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no folder", encoding="utf-8")
    with pytest.raises(BadInput, match=name):
        render_briefing(miniature.edition(), templates=tmp_path / name)


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_in_a_template_of_an_office_ends_in_a_traceback(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "_foot.html"
        path.write_text("{{" + text + "}}", encoding="utf-8")
        with contextlib.suppress(BadInput):
            render_briefing(miniature.edition(), templates=Path(folder))
