"""Dates as articles, tables and file names write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents.dates import date_in_name, date_of, is_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", "2025"),
        ("2025-12", "2025-12"),
        ("2025-12-01", "2025-12-01"),
        ("2024-02-29", "2024-02-29"),
        (" 2025-12-01\t", "2025-12-01"),
        ("2025-12-01T10:00:00Z", "2025-12-01"),
        ("2025-12-01T10:30:00.123+02:00", "2025-12-01"),
        ("2025-12-01 10:30", "2025-12-01"),
        ("1 December 2025", "2025-12-01"),
        ("1st Dec. 2025", "2025-12-01"),
        ("Monday, 1 December 2025", "2025-12-01"),
        ("Mon, 1 Dec 2025 10:30:00 GMT", "2025-12-01"),
        ("1 December 2025 at 10.30", "2025-12-01"),
        ("December 1, 2025", "2025-12-01"),
        ("Dec. 1, 2025, 9:52 AM EST", "2025-12-01"),
        ("Sept 3rd, 2025", "2025-09-03"),
        ("December 2025", "2025-12"),
        ("01.12.2025", "2025-12-01"),
    ],
)
def test_a_line_that_is_a_date_is_read_as_precisely_as_it_says(text: str, date: str) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "unknown", "yesterday", "Monday", "0000", "20251201", "12025"),
        *("2025-13", "2025-00", "2025-02-29", "2025-2-3", "31 November 2025", "0 May 2025"),
        *("Marchember 2025", "30.02.2025", "２０２５", "٢٠٢٥-12", "2025-12-01 and more"),
        *("In December 2025", "12/01/2025", "01/12/2025", "2025\u2028x"),
    ],
)
def test_what_is_no_date_or_may_be_two_is_none(text: str) -> None:
    assert date_of(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", True),
        ("2025-12", True),
        ("2025-12-01", True),
        ("2025-12-32", False),
        ("1 December 2025", False),
        (" 2025", False),
        ("2025\n", False),
        ("", False),
    ],
)
def test_a_table_takes_iso_dates_alone(text: str, *, expected: bool) -> None:
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-12-01-envoys-meet", "2025-12-01"),
        ("envoys_2025-12", "2025-12"),
        ("envoys 20251201", "2025-12-01"),
        ("envoys-20251301-2025-12-02", "2025-12-02"),
        ("000_c067e63a38f990d2", ""),
        ("report202512", ""),
        ("202512", ""),
        ("1920x1080", ""),
        ("2025", ""),
        ("a2025-12-01b", ""),
    ],
)
def test_a_date_in_the_name_of_a_file_is_found(name: str, date: str) -> None:
    assert date_in_name(name) == date


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day: dt.date) -> None:
    iso = day.isoformat()
    assert is_date(iso)
    assert date_of(iso) == iso
    assert date_of(f"{day.day}.{day.month}.{day.year:04}") == iso


@given(st.text())
def test_any_text_is_a_date_that_exists_or_none(text: str) -> None:
    for found in (date_of(text), date_in_name(text)):
        assert found == "" or is_date(found)
