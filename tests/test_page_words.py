"""The words around quotations, the language they are in, and addresses."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.model import Attribution, Block, BlockKind, Document, Stance, Statement
from positions.rendering.context import contexts
from positions.rendering.language import language_by_script
from positions.rendering.links import cell_anchor, fragment, quotation_address, web_address

TEXT = "The hall was cold. Berg refused the offer, said an envoy. Rain is expected."


def _document(text: str) -> Document:
    block = Block(kind=BlockKind.PROSE, start=0, end=len(text))
    return Document(id="d", title="D", path="d.txt", sha256="0" * 64, text=text, blocks=(block,))


def _statement(text: str, start: int, end: int) -> Statement:
    return Statement(
        id="s",
        document="d",
        party="p",
        actor="p",
        attribution=Attribution.REPORTED,
        issue="i",
        stance=Stance.OPPOSE,
        quote=text[start:end],
        start=start,
        end=end,
        confidence=1,
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    found = contexts([_document(text)], [_statement(text, start, end)])["s"]
    return found.before, found.after


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        (
            "Berg refused the offer, said an envoy.",
            "The hall was cold. ",
            " Rain is expected.",
        ),
        ("refused the offer", "The hall was cold. Berg ", ", said an envoy. Rain is expected."),
        ("The hall was cold.", "", " Berg refused the offer, said an envoy."),
        ("Rain is expected.", "Berg refused the offer, said an envoy. ", ""),
        ("cold. Berg refused", "The hall was ", " the offer, said an envoy. Rain is expected."),
        (TEXT, "", ""),
    ],
)
def test_a_quotation_stands_between_the_rest_of_its_sentence_and_a_neighbour(
    quote: str, before: str, after: str
) -> None:
    start = TEXT.index(quote)
    assert _around(TEXT, start, start + len(quote)) == (before, after)


@given(st.data())
def test_context_is_what_stands_next_to_the_quotation(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab .!?\n“”\t"), min_size=1, max_size=120))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = _around(text, start, end)
    assert "".join(text[:start].split()).endswith("".join(before.split()))
    assert "".join(text[end:].split()).startswith("".join(after.split()))


def test_a_long_context_is_cut_between_words() -> None:
    long = "a " + "word " * 200
    text = f"{long}. Berg refused. {long}."
    start = text.index("Berg")
    before, after = _around(text, start, start + len("Berg refused."))
    assert re.fullmatch(r"… (word )+\. ", before)
    assert re.fullmatch(r" a( word)+ …", after)
    assert max(len(before), len(after)) <= 302


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("We refuse", ""),
        ("Zelenskyj lehnt ab, so Österreich", ""),
        ("Україна не віддасть її", "uk"),
        ("Мы этого не отдадим", "ru"),
        ("Нема мира", "und-Cyrl"),
        ("Putin said «нет» and left the room", ""),
        ("我们拒绝", "zh"),
        ("お断りします", "ja"),
        ("لن نقبل", "und-Arab"),
        ("לא נסכים", "he"),
        ("Δεν δεχόμαστε", "el"),
        ("우리는 거부한다", "ko"),
        ("", ""),
    ],
)
def test_a_script_tells_the_language_where_it_can(text: str, tag: str) -> None:
    assert language_by_script(text) == tag


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/x",
        "https:///x",
        "https://",
        "https://[::1",
        'https://a.example/"onclick="x',
        "https://a.example/ b",
        "https://a.example/\x00",
        " https://a.example/",
    ],
)
def test_what_does_not_lead_to_the_web_is_no_address(url: str) -> None:
    assert web_address(url) == ""
    assert quotation_address(url, "words") == ""


def test_a_quotation_is_found_in_its_source_by_its_own_words() -> None:
    assert quotation_address("https://a.example/x", "well-known, a & b") == (
        "https://a.example/x#:~:text=well%2Dknown%2C%20a%20%26%20b"
    )
    assert quotation_address("https://a.example/x#part", "a b") == (
        "https://a.example/x#part:~:text=a%20b"
    )


def test_a_long_quotation_is_found_by_both_its_ends() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    assert quotation_address("https://a.example/", words) == (
        "https://a.example/#:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39"
    )


@given(st.text(min_size=1))
def test_any_quotation_makes_an_address_of_plain_characters(quotation: str) -> None:
    address = quotation_address("https://a.example/x", quotation)
    assert re.fullmatch(r"[!-~]+", address)
    assert urlsplit(address).netloc == "a.example"
    named = unquote(urlsplit(address).fragment.removeprefix(":~:text="), errors="replace")
    first = quotation.split(maxsplit=1)[0] if quotation.split() else ""
    assert named.startswith(first.encode("utf-8", "replace").decode("utf-8"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_two_names_have_two_fragments(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", fragment(one))
    assert (fragment(one) == fragment(other)) == (one == other)


def test_a_cell_is_addressed_by_its_party_and_its_issue() -> None:
    assert cell_anchor("russia", "nato-membership") == "russia--nato-membership"
