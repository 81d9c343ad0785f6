"""At seven by the person's own clock: what needs them, on days that have something."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview
from reminders import due
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory
from tests.reminders.conftest import SITE, keys_of, mails_of, remind_at

Maker = Callable[..., User]
MINUTE = timedelta(minutes=1)


def at(text: str, zone: str = "UTC") -> datetime:
    """A moment of somebody's clock, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def needing(owner: User, when: datetime = NOW - timedelta(days=1)) -> Interview:
    """An interview to debrief: something that needs them every day."""
    company = CompanyFactory(owner=owner, name="Initech")
    application = ApplicationFactory(owner=owner, company=company)
    return InterviewFactory(owner=owner, application=application, starts_at=when)


SEVEN = at("2026-03-11 07:00")


def test_it_comes_at_seven_and_once_that_day(mailed: Maker) -> None:
    ada = mailed("morning")
    needing(ada)
    remind_at(SEVEN - 10 * MINUTE, SEVEN - timedelta(seconds=1))
    assert keys_of(ada) == []
    remind_at(SEVEN, SEVEN + 10 * MINUTE, SEVEN + 60 * MINUTE)
    assert keys_of(ada) == ["morning-2026-03-11"]
    remind_at(SEVEN + timedelta(days=1))
    assert keys_of(ada) == ["morning-2026-03-11", "morning-2026-03-12"]


def test_each_line_leads_to_the_page_that_deals_with_it(mailed: Maker) -> None:
    ada = mailed("morning")
    held = needing(ada)
    remind_at(SEVEN)
    (mail,) = mails_of(ada)
    assert mail.subject == "One thing needs you today"
    assert "Hello Ada,\n" in mail.text
    assert "Debrief Monday’s interview with Initech\n" in mail.text
    assert f"\n{SITE}/interviews/{held.pk}/debrief/\n" in mail.text
    assert "more" not in mail.text


def test_many_things_are_the_first_of_them_and_a_link(mailed: Maker) -> None:
    ada = mailed("morning")
    for _ in range(14):
        InterviewFactory(owner=ada)
    remind_at(SEVEN)
    (mail,) = mails_of(ada)
    assert mail.subject == "14 things need you today"
    assert mail.text.count("/debrief/") == 12
    assert f"And 2 more:\n{SITE}/needs/\n" in mail.text


def test_a_day_that_has_nothing_has_no_mail(mailed: Maker) -> None:
    ada = mailed("morning")
    remind_at(SEVEN)
    assert keys_of(ada) == []


def test_what_comes_up_after_seven_waits_for_tomorrow(mailed: Maker) -> None:
    ada = mailed("morning")
    remind_at(SEVEN)
    needing(ada)
    remind_at(SEVEN + 10 * MINUTE, SEVEN + 60 * MINUTE)
    assert keys_of(ada) == []
    remind_at(SEVEN + timedelta(days=1))
    assert keys_of(ada) == ["morning-2026-03-12"]


@pytest.mark.parametrize(
    ("awake", "comes"), [("11:59", ["morning-2026-03-11"]), ("12:00", []), ("23:59", [])]
)
def test_a_worker_that_slept_at_seven_sends_it_until_noon(
    mailed: Maker, awake: str, comes: list[str]
) -> None:
    ada = mailed("morning")
    needing(ada)
    remind_at(SEVEN - timedelta(hours=12), at(f"2026-03-11 {awake}"))
    assert keys_of(ada) == comes


def test_with_whom_it_went_wrong_is_looked_at_again(
    mailed: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, grace = mailed("morning"), mailed("morning")
    write = due._morning
    monkeypatch.setattr(
        due, "_morning", lambda user, *rest: write(user, *rest) if user == ada else 1 / 0
    )
    needing(grace)
    remind_at(SEVEN)
    monkeypatch.setattr(due, "_morning", write)
    needing(ada)  # came up since, and she was looked at
    remind_at(SEVEN + 10 * MINUTE)
    assert keys_of(ada) == []
    assert keys_of(grace) == ["morning-2026-03-11"]


# --- By their own clock ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "seven"),
    [
        ("Europe/Vienna", "2026-03-28", "06:00"),
        ("Europe/Vienna", "2026-03-29", "05:00"),  # the clock went forward that night
        ("Europe/Vienna", "2026-10-24", "05:00"),
        ("Europe/Vienna", "2026-10-25", "06:00"),  # and back
        ("America/New_York", "2026-03-07", "12:00"),
        ("America/New_York", "2026-03-08", "11:00"),
        ("America/New_York", "2026-10-31", "11:00"),
        ("America/New_York", "2026-11-01", "12:00"),
        ("Asia/Kolkata", "2027-01-01", "01:30"),
        ("Pacific/Auckland", "2026-12-31", "18:00"),  # the day before in UTC
        ("Pacific/Auckland", "2027-01-01", "18:00"),
    ],
)
def test_seven_is_seven_by_their_clock_on_every_day(
    mailed: Maker, zone: str, day: str, seven: str
) -> None:
    ada = mailed("morning", time_zone=zone)
    moment = at(f"{day} 07:00", zone)
    assert f"{moment:%H:%M}" == seven
    needing(ada, moment - timedelta(days=2))
    remind_at(moment - 10 * MINUTE, moment - timedelta(seconds=1))
    assert keys_of(ada) == []
    remind_at(moment, moment + 10 * MINUTE)
    assert keys_of(ada) == [f"morning-{day}"]


def test_every_ten_minutes_through_both_nights_that_change_gives_one_mail_a_day(
    mailed: Maker,
) -> None:
    ada = mailed("morning", time_zone="Europe/Vienna")
    needing(ada, at("2026-03-01 10:00"))
    for first in ("2026-03-28 00:00", "2026-10-24 00:00"):
        begin = at(first, "Europe/Vienna")
        remind_at(*(begin + 20 * count * MINUTE for count in range(3 * 60)))
    assert keys_of(ada) == [
        "morning-2026-03-28", "morning-2026-03-29", "morning-2026-03-30",
        "morning-2026-10-24", "morning-2026-10-25", "morning-2026-10-26",
    ]  # fmt: skip


def test_two_people_have_two_mornings(mailed: Maker) -> None:
    ada = mailed("morning", time_zone="Europe/Vienna")
    grace = mailed("morning", time_zone="America/New_York")
    for person in (ada, grace):
        needing(person)
    remind_at(at("2026-03-11 07:00", "Europe/Vienna"))
    assert (keys_of(ada), keys_of(grace)) == (["morning-2026-03-11"], [])
    remind_at(at("2026-03-11 07:00", "America/New_York"))
    assert (keys_of(ada), keys_of(grace)) == (["morning-2026-03-11"], ["morning-2026-03-11"])


def test_a_weekday_in_it_is_the_one_of_their_clock(mailed: Maker) -> None:
    """An interview late on Monday in New York is on Tuesday in UTC."""
    ada = mailed("morning", time_zone="America/New_York")
    needing(ada, at("2026-03-09 21:00", "America/New_York"))
    remind_at(at("2026-03-11 07:00", "America/New_York"))
    assert "Debrief Monday’s interview with Initech" in mails_of(ada)[0].text


def test_nobody_reads_of_a_strangers_day(mailed: Maker) -> None:
    ada, grace = mailed("morning"), mailed("morning")
    needing(grace)
    remind_at(SEVEN)
    assert keys_of(ada) == []
    with acting_as(ada):
        assert not Interview.objects.exists()
