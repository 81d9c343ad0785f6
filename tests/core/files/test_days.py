"""Days are read as files write them, and never guessed."""

from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files import RowProblem
from core.files.days import day_comes_first, read_day

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2022-02-26 19:17:05", date(2022, 2, 26)),
        ("2024-03-05T09:00:00.123Z", date(2024, 3, 5)),
        ("2024/3/5", date(2024, 3, 5)),
        ("05 Mar 2024", date(2024, 3, 5)),
        ("5-Mar-24", date(2024, 3, 5)),
        ("March 5th, 2024", date(2024, 3, 5)),
        ("Mar 5, 2024 at 3:04\u202fPM", date(2024, 3, 5)),
        ("Tue, 5 Mar 2024 10:00:00 +0100", date(2024, 3, 5)),
        ("Tue Mar 05 2024 10:00:00 GMT+0100 (CET)", date(2024, 3, 5)),
        ("5. März 2024", date(2024, 3, 5)),
        ("03.04.2026", date(2026, 4, 3)),
        ("11/20/24, 8:15 AM", date(2024, 11, 20)),
        ("25/04/2026", date(2026, 4, 25)),
        ("3/3/26", date(2026, 3, 3)),
        (" \n", None),
    ],
)  # fmt: skip
def test_a_day_that_can_be_read_one_way_is_read_so(written: str, day: date | None) -> None:
    assert read_day(written) == day


def test_one_that_can_be_read_either_way_is_read_as_the_person_says() -> None:
    assert read_day("1/2/26", day_first=True) == date(2026, 2, 1)
    assert read_day("1/2/26", day_first=False) == date(2026, 1, 2)
    with pytest.raises(RowProblem, match="either of two days"):
        read_day("1/2/26")


@pytest.mark.parametrize(
    "written", ["soon", "N/A", "2024-02-30", "13/13/2026", "5 Foo 2024", "12 Mar 0024",
                "2024-03-05 25:00", "2024-03-05 10:00 +99:00", "2024-03-05 or so", "1" * 100_000]
)  # fmt: skip
def test_what_is_no_day_is_said_to_be_none(written: str) -> None:
    with pytest.raises(RowProblem, match="is no day"):
        read_day(written)


def test_a_time_without_a_zone_is_the_persons_own() -> None:
    assert read_day("2022-02-26 23:59:59", zone=VIENNA) == date(2022, 2, 26)
    assert read_day("11/20/24, 12:15 AM", zone=VIENNA) == date(2024, 11, 20)


def test_a_day_with_a_time_of_another_zone_is_the_day_it_was_here() -> None:
    assert read_day("2024-03-05T23:30:00Z", zone=VIENNA) == date(2024, 3, 6)
    assert read_day("2024-03-05 23:30 -0500", zone=VIENNA) == date(2024, 3, 6)
    assert read_day("3/5/24, 11:30 p.m. UTC", False, VIENNA) == date(2024, 3, 6)
    assert read_day("3/5/24, 11:30 a.m. UTC", False, VIENNA) == date(2024, 3, 5)
    assert read_day("3/6/24, 12:30 AM +0900", False, VIENNA) == date(2024, 3, 5)


def test_one_day_of_a_column_tells_how_the_others_are_meant() -> None:
    assert day_comes_first(["03/04/2026", "04/04/2026", ""]) is None
    assert day_comes_first(["03/03/2026", "2026-03-04", "03.04.2026", "soon"]) is not None
    assert day_comes_first(["03/04/2026", "25/04/2026"]) is True
    assert day_comes_first(["03/04/2026", "04/25/2026"]) is False
    assert day_comes_first(["03/04/2026", "04/25/2026", "25/04/2026"]) is None


@given(st.text(alphabet="0123456789-/.:, TZampMarchJan+()") | st.text())
def test_whatever_is_written_the_only_problem_is_ours(text: str) -> None:
    for day_first in (None, True):
        with suppress(RowProblem):
            read_day(text, day_first, VIENNA)
    day_comes_first([text])


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for written in (f"{day}", f"{day:%d %b %Y}", f"{day:%d.%m.%Y}", f"{day:%B %d, %Y}"):
        assert read_day(written) == day
