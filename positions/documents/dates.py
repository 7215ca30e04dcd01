"""Dates as articles and tables write them, to ISO 8601 of the precision that is known."""

import calendar
import re

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
# With dots the day comes first; with strokes nobody knows.
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[A-Za-z]+)\.?,?\s(?P<year>\d{4})", re.ASCII
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]+)\.?\s(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s)?(?P<year>\d{4})", re.ASCII
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:[T ]|[,–|-]\s?|\s[–|-]\s|\sat\s)\d{1,2}[:.]\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d))?\Z",
    re.ASCII | re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)-?(\d\d)(?:-?(\d\d))?(?![0-9A-Za-z])", re.ASCII
)
_NAMES = (  # those of the module calendar speak the language of the machine
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:size]: n for n, name in enumerate(_NAMES, start=1) for size in (3, len(name))}
_MONTHS["sept"] = 9


def is_date(text: str) -> bool:
    """Whether the text is an ISO year, month or day that the calendar knows."""
    match = _ISO.fullmatch(text)
    return match is not None and bool(_iso(*match.groups()))


def date_of(text: str) -> str:
    """The ISO date that a whole text states, in ISO or in English; "" if it states none.

    A weekday before it and a time of day after it are passed over.
    """
    text = " ".join(text.split())
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    if time := _TIME.search(text, 4):
        text = text[: time.start()]
    if is_date(text):
        return text
    if match := _DOTTED.fullmatch(text):
        return _iso(match["year"], match["month"], match["day"])
    if match := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        month = _MONTHS.get(match["month"].lower())
        return _iso(match["year"], str(month), match["day"]) if month else ""
    return ""


def date_in_name(name: str) -> str:
    """The ISO month or day that stands in a file's name; "" if none does."""
    for match in _IN_NAME.finditer(name):
        year, month, day = match.groups()
        # Six digits alone ("202512") are as likely a number as a month.
        if (day or match[0][4] == "-") and (date := _iso(year, month, day)):
            return date
    return ""


def _iso(year: str, month: str | None, day: str | None) -> str:
    """The date from its parts, or "" where the calendar has no such date."""
    if int(year) == 0:
        return ""
    if month is None:
        return year
    if int(month) not in range(1, 13):
        return ""
    if day is None:
        return f"{year}-{int(month):02}"
    if int(day) not in range(1, calendar.monthrange(int(year), int(month))[1] + 1):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"
