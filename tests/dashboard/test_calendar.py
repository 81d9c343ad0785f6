"""The calendar: interviews and due dates by their day, as a month, an agenda and one day."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from core.ownership import acting_as
from dashboard.calendar import weekdays
from interviews.models import Interview
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean, page_statements

DAY = timedelta(days=1)
AGENDA = "/calendar/?view=agenda"


def an_interview(person: Person, starts: datetime = NOW, **facts: Any) -> Interview:
    facts = {"application__company__name": "Umbrella", **facts}
    return InterviewFactory(owner=person.user, starts_at=starts, **facts)


def many(person: Person, number: int, starts: datetime = NOW) -> None:
    application = ApplicationFactory(owner=person.user)
    with acting_as(person.user):
        Interview.objects.bulk_create(
            Interview(
                owner=person.user,
                application=application,
                starts_at=starts + timedelta(minutes=n),
                ends_at=starts + timedelta(hours=1, minutes=n),
            )
            for n in range(number)
        )


def cell(page: str, day: str) -> str:
    """What the month's table has for that day."""
    return next(part for part in page.split("<td") if f'datetime="{day}"' in part)


def in_grid(page: str, day: str) -> list[str]:
    """Its entries in words, from top to bottom."""
    found = re.findall(r"<li>(.*?)</li>", cell(page, day).split("</td>")[0])
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in found]


def in_agenda(page: str) -> dict[str, list[str]]:
    """The entries under each day's heading."""
    agenda = page.split('class="cal-agenda')[1].split("<footer")[0]
    return {
        re.findall(r'<time datetime="([^"]*)"', section)[0]: re.findall(
            r"<strong>([^<]*)</strong></a>", section
        )
        for section in agenda.split("<section>")[1:]
    }


# --- What stands where ---


def test_an_interview_stands_on_its_day_with_its_hour_and_its_verdict(as_alice: Person) -> None:
    interview = an_interview(as_alice, NOW - DAY, debriefed_at=NOW)
    MeetingFactory(owner=as_alice.user, interview=interview, met=True)
    page = as_alice.read("/calendar/")
    assert in_grid(page, "2026-03-09") == ["Met someone 12:00 Umbrella"]
    assert f'href="/interviews/{interview.pk}/"' in cell(page, "2026-03-09")
    assert in_agenda(page) == {"2026-03-09": ["Umbrella"]}


@pytest.mark.parametrize(
    ("met", "learned", "words"),
    [
        (True, True, "Met someone and learned something"),
        (False, True, "Learned something"),
        (False, False, "Neither this time"),
    ],
)
def test_each_verdict_has_its_mark(as_alice: Person, met: bool, learned: bool, words: str) -> None:
    interview = an_interview(as_alice, debriefed_at=NOW)
    MeetingFactory(owner=as_alice.user, interview=interview, met=met)
    LessonFactory(owner=as_alice.user, interview=interview, learned="Yes" if learned else "")
    assert in_grid(as_alice.read("/calendar/"), "2026-03-10") == [f"{words} 12:00 Umbrella"]


def test_due_dates_are_plain_words_without_a_verdict_shape(as_alice: Person) -> None:
    ContactFactory(owner=as_alice.user, name="Priya Nair", next_on=date(2026, 3, 20))
    AnswerFactory(owner=as_alice.user, company__name="Hooli", apply_again_on=date(2026, 3, 21))
    page = as_alice.read("/calendar/")
    assert in_grid(page, "2026-03-20") == ["Speak with Priya Nair"]
    assert in_grid(page, "2026-03-21") == ["Apply again at Hooli"]
    for day in ("2026-03-20", "2026-03-21"):
        assert 'class="v-' not in cell(page, day).split("</td>")[0]
        assert "icons.svg#" in cell(page, day).split("</td>")[0]


def test_what_is_dealt_with_or_cancelled_is_left_out(as_alice: Person) -> None:
    an_interview(as_alice, cancelled_at=NOW)
    ContactFactory(owner=as_alice.user, next_on=NOW.date(), archived_at=NOW)
    answer = AnswerFactory(owner=as_alice.user, apply_again_on=NOW.date(), on=NOW.date() - DAY)
    ApplicationFactory(owner=as_alice.user, company=answer.company, applied_on=NOW.date())
    assert in_agenda(as_alice.read(AGENDA)) == {}


def test_a_strangers_entries_are_not_there(as_alice: Person, as_bob: Person) -> None:
    an_interview(as_bob)
    ContactFactory(owner=as_bob.user, next_on=NOW.date())
    AnswerFactory(owner=as_bob.user, apply_again_on=NOW.date())
    assert in_agenda(as_alice.read(AGENDA)) == {}


def test_on_one_day_hours_come_in_order_and_what_has_none_comes_last(as_alice: Person) -> None:
    ContactFactory(owner=as_alice.user, name="Adam", next_on=NOW.date())
    for hours, company in ((3, "Late"), (-3, "Early")):
        an_interview(as_alice, NOW + DAY / 24 * hours, application__company__name=company)
    found = in_agenda(as_alice.read(AGENDA))
    assert found == {"2026-03-10": ["Early", "Late", "Speak with Adam"]}


# --- Zones ---


def test_a_day_is_the_persons_own(as_alice: Person) -> None:
    """At half past eleven in the evening of the 31st in London it is April in Berlin."""
    an_interview(as_alice, datetime(2026, 3, 31, 22, 30, tzinfo=UTC))
    assert list(in_agenda(as_alice.read(AGENDA))) == ["2026-03-31"]
    as_alice.user.time_zone = "Europe/Berlin"
    as_alice.user.save()
    assert in_agenda(as_alice.read(AGENDA)) == {}
    april = as_alice.read("/calendar/?month=2026-04")
    assert in_grid(april, "2026-04-01") == ["Not debriefed yet 00:30 Umbrella"]


@pytest.mark.parametrize(
    ("starts", "day", "hour"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "2026-03-29", "01:30"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "2026-03-29", "03:30"),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), "2026-03-29", "23:59"),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), "2026-03-30", "00:00"),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "2026-10-25", "00:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25", "02:30"),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), "2026-10-25", "23:59"),
    ],
)
def test_a_day_of_23_or_25_hours_has_its_own(
    as_alice: Person, starts: datetime, day: str, hour: str
) -> None:
    as_alice.user.time_zone = "Europe/Berlin"
    as_alice.user.save()
    an_interview(as_alice, starts)
    page = as_alice.read(f"/calendar/?day={day}")
    assert f"<time>{hour}</time>" in page
    month = as_alice.read(f"/calendar/?month={day[:7]}")
    assert in_grid(month, day) == [f"Not debriefed yet {hour} Umbrella"]


# --- Months ---


def test_the_month_is_a_table_whose_days_say_which_they_are(as_alice: Person) -> None:
    page = as_alice.read("/calendar/?month=2026-02")
    heads = re.findall(r'<th scope="col"><abbr title="(\w+)">', page)
    assert heads == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ]  # fmt: skip
    days = re.findall(r'class="visually-hidden" datetime="2026-02-(\d+)">([^<]*)<', page)
    assert len(days) == 28
    assert days[0] == ("01", "Sunday 1 February")
    assert page.count("<td") == 35
    assert page.count("<td></td>") == 7
    assert '<h2 id="month">February 2026</h2>' in page


def test_today_is_said_and_not_only_drawn(as_alice: Person) -> None:
    page = as_alice.read("/calendar/")
    assert page.count('aria-current="date">') == 2, "the day, and the way to it"
    assert "Today" in cell(page, "2026-03-10").split("</td>")[0]
    assert "Today" not in cell(page, "2026-03-11").split("</td>")[0]
    assert 'class="is-today"' not in as_alice.read("/calendar/?month=2026-04")


@pytest.mark.parametrize(
    ("language", "first", "monday"), [("de", "Mo", "Montag"), ("en-us", "Sun", "Monday")]
)
def test_the_week_begins_as_the_language_has_it(language: str, first: str, monday: str) -> None:
    with translation.override(language):
        found = weekdays()
    assert found[0][0].startswith(first)
    assert monday in dict(found).values()
    assert len(found) == 7


def test_before_and_after_a_month_are_its_neighbours(as_alice: Person) -> None:
    page = as_alice.read("/calendar/?month=2026-01&view=agenda")
    assert 'rel="prev" href="?month=2025-12&amp;view=agenda">December<' in page
    assert 'rel="next" href="?month=2026-02&amp;view=agenda">February<' in page


def test_the_first_and_the_last_year_lead_nowhere_else(as_alice: Person) -> None:
    assert 'rel="prev"' not in as_alice.read("/calendar/?month=1950-01")
    assert 'rel="next"' not in as_alice.read("/calendar/?month=2150-12")


@pytest.mark.parametrize(
    "query",
    [
        "month=0001-01", "month=9999-12", "month=2026-13", "month=x", "month=%00", "month=",
        "view=week", "day=2026-02-30", "day=0001-01-01", "day=9999-12-31", "day=x",
        "month=2026-03-10", "month=-1", "month=99999999-01",
    ],
)  # fmt: skip
def test_what_is_no_month_shows_this_one(as_alice: Person, query: str) -> None:
    assert '<h2 id="month">March 2026</h2>' in as_alice.read(f"/calendar/?{query}")


def test_an_empty_month_says_what_will_be_here(as_alice: Person) -> None:
    assert "Nothing stands in March 2026 yet." in as_alice.read("/calendar/")
    an_interview(as_alice)
    assert "Nothing stands in" not in as_alice.read("/calendar/")


def test_of_the_month_that_is_on_the_agenda_begins_today(as_alice: Person) -> None:
    for days in (-1, 0, 1):
        an_interview(as_alice, NOW + days * DAY, application__company__name=f"Day {days}")
    page = as_alice.read(AGENDA)
    assert list(in_agenda(page)) == ["2026-03-10", "2026-03-11", "2026-03-09"]
    assert "2026-03-09" in page.split("Earlier this month")[1]
    assert "Earlier this month" not in as_alice.read(f"{AGENDA}&month=2026-02")


def test_when_all_of_the_month_is_behind_it_says_so(as_alice: Person) -> None:
    an_interview(as_alice, NOW - DAY)
    assert "Nothing more stands in this month." in as_alice.read(AGENDA)


# --- One day ---


def test_a_full_day_shows_a_few_and_leads_to_the_rest(as_alice: Person) -> None:
    many(as_alice, 60)
    page = as_alice.read("/calendar/")
    assert in_grid(page, "2026-03-10")[3:] == ["and 57 more , Tuesday 10 March"]
    assert len(in_agenda(page)["2026-03-10"]) == 20
    assert "and 40 more" in page
    assert 'href="?day=2026-03-10"' in cell(page, "2026-03-10")
    day = as_alice.read("/calendar/?day=2026-03-10")
    assert day.count('class="line-title"') == 50
    assert 'rel="next" href="?day=2026-03-10&amp;page=2"' in day
    second = as_alice.read("/calendar/?day=2026-03-10&page=2")
    assert second.count('class="line-title"') == 10


def test_a_day_says_where_it_is_and_what_lies_beside_it(as_alice: Person) -> None:
    page = as_alice.read("/calendar/?day=2026-03-01")
    assert '<h1><time datetime="2026-03-01">Sunday 1 March</time></h1>' in page
    assert 'href="?day=2026-02-28"' in page
    assert 'href="?day=2026-03-02"' in page
    assert 'href="?month=2026-03"' in page
    assert "Nothing stands on this day." in page


@pytest.mark.parametrize("day", ["1950-01-01", "2150-12-31"])
def test_the_outermost_days_are_there(as_alice: Person, day: str) -> None:
    assert f'datetime="{day}"' in as_alice.read(f"/calendar/?day={day}")


def test_an_interview_is_added_on_a_day(as_alice: Person) -> None:
    page = as_alice.read("/calendar/?day=2026-03-12")
    assert 'href="/interviews/new/?on=2026-03-12"' in page
    form = as_alice.fill("/interviews/new/?on=2026-03-12", {})
    assert form["starts_at"] == ["2026-03-12T10:00"]


@pytest.mark.parametrize("on", ["2026-02-30", "x", "", "9999-01-01", "%00"])
def test_a_day_that_is_none_fills_nothing_in(as_alice: Person, on: str) -> None:
    assert as_alice.fill(f"/interviews/new/?on={on}", {})["starts_at"] == [""]


# --- Statements ---


def test_one_statement_however_much_stands_there(as_alice: Person) -> None:
    for number in (1, 300):
        many(as_alice, number)
        ContactFactory(owner=as_alice.user, next_on=NOW.date())
        for url in ("/calendar/", AGENDA, "/calendar/?day=2026-03-10"):
            assert_lean(as_alice, url)
            assert len(page_statements(as_alice, url)) == 1
