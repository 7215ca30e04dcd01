"""Bytes to characters: the usual encodings are read, and a doubtful file is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.decoding import Unreadable, decode

ENGLISH = "The envoy said “no” – again… and left the café.\r\nKyiv agreed.\n"
FRENCH = "Le président a rejeté la proposition américaine, a déclaré son porte-parole à Genève. "
RUSSIAN = (
    "Москва отвергает предложение и хочет получить весь регион, заявил посланник. Киев говорит, "
    "что проведет голосование, когда стрельба прекратится и войска уйдут из этого региона. "
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("", "utf-8"),
        ("No.", "ascii"),
    ],
)
def test_the_usual_encodings_are_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_a_mark_without_a_text_is_an_empty_text(mark: bytes) -> None:
    assert decode(mark) == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary: it contains null bytes"),
        (b"text and then \0!", "binary: it contains null bytes"),
        (b"text, and then\0", "binary: it contains null bytes"),
        (b"\x01\0\x02\0" * 20, "binary: it contains null bytes"),
        (bytes(range(1, 20)) * 9, "binary: much of it is control characters"),
        ("Київ каже ні. ".encode() * 3 + b"\xff", "UTF-8 but for damage, first at byte 73"),
        (b"\xff\xfea", "it is marked utf-16-le and is not"),
        (b"\xef\xbb\xbfa\xff", "it is marked utf-8 and is not"),
        ("Radosław Sikorski said that Poland agrees.".encode("cp1250"), "its encoding"),
        ("Erdoğan said that Turkey agrees.".encode("cp1254"), "its encoding"),
        ("Zażółć gęślą jaźń, powiedział premier. ".encode("cp1250") * 20, "its encoding"),
        ("The envoy said “нет” to the plan.".encode("cp1251"), "its encoding"),
        (b"ends in \x81", "save it as UTF-8"),
        (b"\xff" * 100_000, "save it as UTF-8"),
    ],
)
def test_a_doubtful_file_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Radosław agrees.", "cp1250", "windows-1250"),
        ("Radosław agrees.", "iso8859_2", "ISO-8859-2"),
        ("Erdoğan agrees.", "cp1254", "iso-8859-9"),
        ("Да.", "cp1251", "Windows-1251"),
        ("He said “no”.", "cp1252", "iso-8859-1"),
        ("He said “no”.", "cp1252", "us-ascii"),
        ("乌克兰拒绝该计划。", "gb18030", "gb2312"),
    ],
)
def test_an_encoding_that_a_page_declares_is_believed(
    text: str, encoding: str, declared: str
) -> None:
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize(
    "declared", ["utf-7", "punycode", "unicode_escape", "idna", "rot13", "zlib", "undefined", "??"]
)
def test_a_page_cannot_choose_an_odd_codec(declared: str) -> None:
    assert decode("caf\\u0041 +AGE- xn--a é".encode("cp1252"), declared) == (
        "caf\\u0041 +AGE- xn--a é"
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_any_text_comes_back_from_utf8_with_or_without_its_mark(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.one_of(st.binary(), st.text().map(lambda t: t.encode("utf-16", "surrogatepass"))))
def test_any_bytes_are_read_or_refused_and_always_alike(data: bytes) -> None:
    def outcome() -> str:
        try:
            return decode(data)
        except Unreadable as reason:
            return f"refused: {reason}"

    assert outcome() == outcome()
    outcome().encode()  # no half of a surrogate pair, which could not be written anywhere
