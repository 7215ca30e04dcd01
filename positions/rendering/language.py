"""The language of a text, as far as its script alone tells."""

import re

_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), "und-Cyrl"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0600-\u06ff]"), "und-Arab"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
)
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэёъ]", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_by_script(text: str) -> str:
    """A language tag for a text that is mostly in a script other than Latin, else ""."""
    if text.isascii():
        return ""
    latin = len(_LATIN.findall(text))
    for script, tag in _SCRIPTS:
        if len(script.findall(text)) > latin:
            if tag != "und-Cyrl":
                return tag
            if _UKRAINIAN.search(text):
                return "uk"
            return "ru" if _RUSSIAN.search(text) else tag
    return ""
