"""On Mondays at seven: the week before, what was mine beside what companies said."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from interviews.models import Ending, Kind, Outcome
from tests.factories import (
    ApplicationFactory,
    CompanyFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.reminders.conftest import SITE, keys_of, mails_of, remind_at
from tests.reminders.test_morning import at

Maker = Callable[..., User]
MONDAY = at("2026-03-09 07:00")  # of week 11; week 10 is from 2 to 8 March
DURING = at("2026-03-04 10:00")


def interview(
    owner: User, when: datetime = DURING, company: str = "Umbrella", **fields: Any
) -> Any:
    application = ApplicationFactory(
        owner=owner, company=CompanyFactory(owner=owner, name=company), role="Engineer"
    )
    return InterviewFactory(
        owner=owner,
        application=application,
        starts_at=when,
        **{"debriefed_at": when + timedelta(hours=2), **fields},
    )


def test_it_tells_of_the_week_whom_i_met_and_what_i_learned_and_beside_it_what_they_said(
    mailed: Maker,
) -> None:
    ada = mailed("weekly")
    held = interview(ada, kind=Kind.PANEL)
    MeetingFactory(owner=ada, interview=held, name="Priya Nair", role="storage", met=True)
    MeetingFactory(owner=ada, interview=held, name="Tom", planned=True)
    LessonFactory(owner=ada, interview=held, learned="By customer,\nwith a directory table")
    interview(ada, at("2026-02-20 10:00"), "Initech", outcome=Outcome.REJECTED,
              outcome_on=date(2026, 3, 5))  # fmt: skip
    ApplicationFactory(
        owner=ada, company=CompanyFactory(owner=ada, name="Hooli"), role="Lead",
        closed_as=Ending.NO_ANSWER, closed_on=date(2026, 3, 8),
    )  # fmt: skip
    remind_at(MONDAY)
    (mail,) = mails_of(ada)
    assert mail.key == "weekly-2026-W10"
    assert mail.subject == "Your week from 2 March to 8 March"
    begins = (
        "Hello Ada,\n\nThis was your week from 2 March to 8 March.\n\n"
        "Panel with Umbrella, Wednesday 4 March\n"
        "You met Priya Nair and learned how they shard PostgreSQL."
        " Worth your time, whatever they decide.\n"
        "Met: Priya Nair, storage\n"
        "Learned: How they shard PostgreSQL: By customer, with a directory table\n"
        "\n"
        "What companies said:\n"
        "- Initech, Engineer: rejected\n"
        "- Hooli, Lead: no answer\n"
        "\n"
        f"Both, side by side:\n{SITE}/dashboard/\n"
    )
    assert mail.text.startswith(begins), mail.text


def test_a_quiet_week_has_no_mail(mailed: Maker) -> None:
    ada = mailed("weekly")
    interview(ada, at("2026-03-01 23:00"), "Before")
    interview(ada, at("2026-03-09 00:00"), "After")
    interview(ada, company="Cancelled", cancelled_at=DURING)
    remind_at(MONDAY)
    assert keys_of(ada) == []


def test_what_is_not_debriefed_waits_for_its_answers(mailed: Maker) -> None:
    ada = mailed("weekly")
    interview(ada, debriefed_at=None)
    remind_at(MONDAY)
    text = mails_of(ada)[0].text
    assert f"1 interview waits for your two answers:\n{SITE}/interviews/\n" in text
    assert "companies said" not in text


def test_a_verdict_that_is_neither_is_no_grade(mailed: Maker) -> None:
    ada = mailed("weekly")
    interview(ada)
    remind_at(MONDAY)
    assert "Neither this time. That is one interview, and now you know" in mails_of(ada)[0].text


def test_an_answer_of_another_week_is_not_in_it(mailed: Maker) -> None:
    ada = mailed("weekly")
    interview(ada, outcome=Outcome.OFFER, outcome_on=date(2026, 3, 9))
    remind_at(MONDAY)
    assert "offer" not in mails_of(ada)[0].text


def test_it_comes_on_mondays_only_and_once(mailed: Maker) -> None:
    ada = mailed("weekly")
    interview(ada)
    remind_at(*(MONDAY - timedelta(days=day) for day in range(4, 0, -1)))
    assert keys_of(ada) == []
    remind_at(MONDAY, MONDAY + timedelta(minutes=10), MONDAY + timedelta(days=1))
    assert keys_of(ada) == ["weekly-2026-W10"]


@pytest.mark.parametrize(("awake", "comes"), [("09 23:50", 1), ("10 00:00", 0)])
def test_a_worker_that_slept_sends_it_while_it_is_monday(
    mailed: Maker, awake: str, comes: int
) -> None:
    ada = mailed("weekly")
    interview(ada)
    remind_at(MONDAY - timedelta(hours=9), at(f"2026-03-{awake}"))
    assert len(keys_of(ada)) == comes


@pytest.mark.parametrize(
    ("monday", "held", "week"),
    [
        ("2027-01-04", "2026-12-31 10:00", "weekly-2026-W53"),
        ("2027-01-04", "2027-01-03 23:00", "weekly-2026-W53"),
        ("2027-01-11", "2027-01-04 00:00", "weekly-2027-W01"),
        ("2026-01-05", "2025-12-29 08:00", "weekly-2026-W01"),
    ],
)
def test_the_year_ends_in_the_middle_of_a_week(
    mailed: Maker, monday: str, held: str, week: str
) -> None:
    zone = "Europe/Vienna"
    ada = mailed("weekly", time_zone=zone)
    interview(ada, at(held, zone))
    remind_at(at(f"{monday} 07:00", zone))
    assert keys_of(ada) == [week]


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/New_York"])
@pytest.mark.parametrize("monday", ["2026-03-09", "2026-03-30", "2026-10-26", "2026-11-02"])
def test_a_week_with_a_clock_change_has_seven_whole_days(
    mailed: Maker, zone: str, monday: str
) -> None:
    ada = mailed("weekly", time_zone=zone)
    first = date.fromisoformat(monday) - timedelta(days=7)
    interview(ada, at(f"{first - timedelta(days=1)} 23:59", zone), "Before")
    interview(ada, at(f"{first} 00:00", zone), "First")
    interview(ada, at(f"{first + timedelta(days=6)} 23:59", zone), "Last")
    interview(ada, at(f"{monday} 00:00", zone), "After")
    remind_at(at(f"{monday} 07:00", zone))
    text = mails_of(ada)[0].text
    assert "with First, Monday" in text
    assert "with Last, Sunday" in text
    assert "with Before" not in text
    assert "with After" not in text


def test_two_people_have_two_mondays(mailed: Maker) -> None:
    ada = mailed("weekly", time_zone="Pacific/Auckland")
    grace = mailed("weekly", time_zone="America/New_York")
    for person in (ada, grace):
        interview(person)
    remind_at(at("2026-03-09 07:00", "Pacific/Auckland"))  # Sunday in New York
    assert (keys_of(ada), keys_of(grace)) == (["weekly-2026-W10"], [])
    remind_at(at("2026-03-09 07:00", "America/New_York"))
    assert (keys_of(ada), keys_of(grace)) == (["weekly-2026-W10"], ["weekly-2026-W10"])
