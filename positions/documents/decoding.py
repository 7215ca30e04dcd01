"""Bytes of a file to its characters, or the reason why that cannot be told.

A wrong guess puts wrong characters into a quotation, so that a doubtful file is refused
and named rather than read.
"""

import codecs
import re

# The longer mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MANY_CONTROLS = 0.1  # share of a file's bytes from which it is no text
_FEW = 0.1  # share of accented letters up to which a text counts as Western European
_ACCENTED = re.compile(r"[^\W\d_a-zA-Z]")
_FOREIGN = re.compile(
    r"[^\W\d_a-zA-Z]{3}"  # a word all of accents is a word of another alphabet
    r"|[^\W\d_][¹²³¿¡¼½¾ªº¶±£¥¢«»][^\W\d_]"  # a sign within a word is a Polish letter
    r"|[ðþÐÞ]"  # Icelandic, but more often Turkish
)
_TYPOGRAPHY = frozenset("€‚„…†‡‰‹‘’“”•–—™›\xa0¡¢£¥§©«\xad®°±²³´¶·¹º»¼½¾¿×÷ªˆ˜")
# Encodings of another alphabet than ours: a wrong guess among them makes no words.
_GUESSED = frozenset(
    {
        *("cp1251", "cp1253", "cp1255", "cp1256", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u"),
        *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
    }
)
_DECLARED = _GUESSED | {
    *("cp1250", "cp1252", "cp1254", "cp1257", "iso8859_2", "iso8859_15", "mac_roman"),
}
# What browsers read a page as that declares an encoding which is a part of another.
_WIDER = {
    "ascii": "cp1252",
    "iso8859_1": "cp1252",
    "iso8859_9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_COHERENT = 0.2  # how much of its letters' frequencies a guessed text must share with a language


class Unreadable(Exception):
    """A file cannot be read as a document; the message is the reason, for the list of skipped."""


def decode(data: bytes, declared: str = "") -> str:
    """The characters of a text file, its byte order mark left out, line ends untouched.

    Args:
        data: the file's bytes.
        declared: the encoding that the text itself declares, as a web page does.

    Raises:
        Unreadable: the bytes are no text, or of no encoding that can be told with confidence.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(f"undecodable: it is marked {encoding} and is not") from None
    if b"\0" in data:
        if unmarked := _as_unmarked_utf16(data):
            return unmarked
        raise Unreadable("binary: it contains null bytes")
    if _is_binary(data):
        raise Unreadable("binary: much of it is control characters")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise Unreadable(
                f"undecodable: it is UTF-8 but for damage, first at byte {error.start + 1}"
            ) from None
    text = _as_declared(data, declared) or _as_western(data) or _as_guessed(data)
    if text is None:
        raise Unreadable("undecodable: its encoding cannot be told; save it as UTF-8")
    return text


def _is_binary(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > _MANY_CONTROLS * len(data)


def _as_unmarked_utf16(data: bytes) -> str:
    """As UTF-16 without its mark, if every second byte tends to be null, as in English; or ""."""
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if 2 * data[high::2].count(0) > len(data[high::2]) and not data[low::2].count(0):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return "" if _is_binary(text.encode()) else text
    return ""


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are good UTF-8 than are not."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    return good > bad


def _as_declared(data: bytes, declared: str) -> str | None:
    """As declared, if that is an encoding of web pages (Python knows stranger ones)."""
    try:
        name = codecs.lookup(declared).name.replace("-", "_")
        name = _WIDER.get(name, name)
        return data.decode(name) if name in _DECLARED else None
    except (LookupError, UnicodeError):
        return None


def _as_western(data: bytes) -> str | None:
    """As Windows-1252, if that makes typography and some accented letters of the bytes."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if len(_ACCENTED.findall(text)) > _FEW * len(text) or _FOREIGN.search(text):
        return None
    strange = (c for c in text if not c.isascii() and not c.isalpha() and c not in _TYPOGRAPHY)
    return text if next(strange, None) is None else None


def _as_guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, threshold=0.1).best()
    if best is None or best.coherence < _COHERENT:
        return None
    name = _WIDER.get(best.encoding, best.encoding)
    try:
        return data.decode(name) if name in _GUESSED else None
    except UnicodeDecodeError:
        return None
