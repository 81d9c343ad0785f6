"""A person's calendar in another program: the right times, and only with the address."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.ownership import set_owner
from interviews.formats.feed import Entry, feed
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
)
from tests.people import Person

PAGE = "/data/calendar/"


def address_of(person: Person) -> str:
    """As the page shows it, without the installation's own."""
    found = re.search(
        r'value="http://[^/"]+(/calendar/feed/[^"]+)"', person.get(PAGE).content.decode()
    )
    return found[1] if found else ""


@pytest.fixture
def address(as_alice: Person) -> str:
    as_alice.submit(PAGE, {"open": ""})
    return address_of(as_alice)


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def read(as_nobody: Person, address: str) -> list[Any]:
    answer = as_nobody.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return events(answer.content)


@pytest.fixture
def interview(alice: User) -> Any:
    return InterviewFactory(
        owner=alice,
        application=ApplicationFactory(
            owner=alice, company__name="Müller; Söhne, Wien", role="Lead"
        ),
        kind="panel",
        starts_at=datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        ends_at=datetime(2026, 3, 29, 2, 0, tzinfo=UTC),
        place="https://zoom.us/j/1",
        notes="A secret note",
    )


# --- What stands in it ------------------------------------------------------------------------


def test_an_interview_stands_at_its_moment(interview: Any, as_nobody: Person, address: str) -> None:
    (event,) = read(as_nobody, address)
    assert (event.start, event.end) == (interview.starts_at, interview.ends_at)
    assert event["summary"] == "Panel for Lead at Müller; Söhne, Wien"
    assert event["location"] == "https://zoom.us/j/1"
    assert event["url"].endswith(interview.get_absolute_url())
    assert event["uid"] == str(interview.uuid)


def test_nothing_that_was_noted_stands_in_it(
    interview: Any, as_nobody: Person, address: str
) -> None:
    interview.plan_to_meet("Priya Secret")
    interview.learn("A secret lesson")
    assert b"ecret" not in as_nobody.get(address).content


def test_from_midnight_to_midnight_it_is_whole_days(
    alice: User, interview: Any, as_nobody: Person, address: str
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Europe/Vienna")
    interview.starts_at = datetime(2026, 3, 28, 23, tzinfo=UTC)  # the clocks change on the 29th
    interview.ends_at = datetime(2026, 3, 30, 22, tzinfo=UTC)
    interview.save()
    (event,) = read(as_nobody, address)
    assert (event.start, event.end) == (date(2026, 3, 29), date(2026, 3, 31))


def test_days_to_speak_and_to_apply_again_are_whole_days(
    alice: User, as_nobody: Person, address: str
) -> None:
    priya: Any = ContactFactory(owner=alice, name="Priya", next_on=date(2026, 4, 1))
    AnswerFactory(owner=alice, apply_again_on=date(2026, 9, 1), company__name="Hooli")
    found = {event["summary"]: event for event in read(as_nobody, address)}
    assert set(found) == {"Speak with Priya", "Apply again at Hooli"}
    event = found["Speak with Priya"]
    assert (event.start, event.end) == (date(2026, 4, 1), date(2026, 4, 2))
    assert event["uid"] == f"{priya.uuid}-speak"


def test_a_cancelled_one_is_told_as_cancelled(
    interview: Any, as_nobody: Person, address: str
) -> None:
    interview.cancel(NOW)
    (event,) = read(as_nobody, address)
    assert event["status"] == "CANCELLED"


def test_it_speaks_the_persons_language(
    alice: User, interview: Any, as_nobody: Person, address: str
) -> None:
    ContactFactory(owner=alice, name="Priya", next_on=date(2026, 4, 1))
    english = as_nobody.get(address).content
    User.objects.filter(pk=alice.pk).update(language="de")
    assert as_nobody.get(address).content != english


# --- The same, and another one ----------------------------------------------------------------


def test_unchanged_it_is_the_same_bytes_and_says_304(
    interview: Any, as_nobody: Person, address: str
) -> None:
    first = as_nobody.get(address)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        again = as_nobody.get(address)
        assert again.content == first.content
        assert again["Last-Modified"] == first["Last-Modified"]
        for header in (
            {"If-None-Match": first["ETag"]},
            {"If-Modified-Since": first["Last-Modified"]},
        ):
            answer = as_nobody.get(address, headers=header)
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer["ETag"] == first["ETag"]


CHANGES = {
    "moved": lambda row: row.__class__.objects.update(place="Elsewhere"),
    "renamed": lambda row: row.application.company.__class__.objects.update(name="Other"),
    "deleted": lambda row: row.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_changed_in_any_way_within_the_second_it_is_another_one(
    interview: Any, as_nobody: Person, address: str, change: Any
) -> None:
    first = as_nobody.get(address)
    change(interview)
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert as_nobody.get(address, headers=header).status_code == 200


def test_a_save_counts_the_sequence_on_and_the_stamp_with_it(
    interview: Any, as_nobody: Person, address: str
) -> None:
    (before,) = read(as_nobody, address)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        interview.save()
        (after,) = read(as_nobody, address)
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstamp"].dt - before["dtstamp"].dt == timedelta(hours=1)
    assert after["last-modified"].dt == after["dtstamp"].dt
    assert after["uid"] == before["uid"]


def test_it_takes_two_statements_for_what_is_in_it(
    alice: User, as_nobody: Person, address: str
) -> None:
    InterviewFactory.create_batch(5, owner=alice)
    ContactFactory.create_batch(5, owner=alice, next_on=date(2026, 4, 1))
    with CaptureQueriesContext(connection) as captured:
        assert len(events(as_nobody.get(address).content)) == 10
    rooms = ('"interviews_', '"contacts_', '"feedback_')
    statements = [query["sql"] for query in captured]
    assert len([sql for sql in statements if any(room in sql for room in rooms)]) == 2


# --- Who may read it --------------------------------------------------------------------------


def test_there_is_no_feed_until_it_is_asked_for(as_alice: Person) -> None:
    assert address_of(as_alice) == ""
    assert as_alice.get("/calendar/feed/None.ics").status_code == 404


def test_another_address_closes_the_one_before(
    as_alice: Person, as_nobody: Person, address: str
) -> None:
    as_alice.submit(PAGE, {"open": ""})
    assert as_nobody.get(address).status_code == 404
    assert as_nobody.get(address_of(as_alice)).status_code == 200


def test_a_closed_feed_is_gone(as_alice: Person, as_nobody: Person, address: str) -> None:
    as_alice.submit(PAGE, {"close": ""})
    assert as_nobody.get(address).status_code == 404
    assert address_of(as_alice) == ""


def test_it_is_read_only_and_leaks_nothing(as_nobody: Person, address: str) -> None:
    answer = as_nobody.head(address)
    assert (answer.status_code, answer.content) == (200, b"")
    for verb in ("post", "put", "patch", "delete"):
        assert getattr(Client(), verb)(address).status_code == 405
    answer = as_nobody.get(address)
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


@pytest.mark.parametrize("state", [{"is_sample": True}, {"leaves_at": NOW}, {"is_active": False}])
def test_a_visitor_or_somebody_who_leaves_has_none(
    alice: User, as_nobody: Person, address: str, state: dict[str, Any]
) -> None:
    User.objects.filter(pk=alice.pk).update(**state)
    assert as_nobody.get(address).status_code == 404


def test_a_visitor_is_offered_none(alice: User, as_alice: Person) -> None:
    User.objects.filter(pk=alice.pk).update(is_sample=True)
    careless = Client()
    careless.force_login(alice)
    careless.post(PAGE, {"open": ""})
    assert "There is none here" in as_alice.get(PAGE).content.decode()
    alice.refresh_from_db()
    assert alice.calendar_key is None


def test_it_holds_its_owners_rows_whoever_asks(
    alice: User, bob: User, as_bob: Person, interview: Any, address: str
) -> None:
    set_owner(bob)
    InterviewFactory(owner=bob)
    (event,) = events(as_bob.get(address).content)
    assert event["uid"] == str(interview.uuid)


def test_the_page_asks_for_a_token(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(PAGE, {"open": ""}).status_code == 403


# --- The file itself --------------------------------------------------------------------------

moments = st.datetimes(
    datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(ZoneInfo("America/St_Johns"))
)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), moments)
def test_any_words_come_back_as_one_line_and_no_line_is_too_long(
    summary: str, place: str, starts: datetime
) -> None:
    entry = Entry("uid", starts, starts + timedelta(hours=1), summary, starts, 1, place)
    data = feed("Worthwhile", [entry])
    assert data == feed("Worthwhile", [entry])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        line.decode()  # no character is split
    (event,) = events(data)
    assert event.get("summary", "") == " ".join(
        "".join(char if char.isprintable() else " " for char in summary).split()
    )
    assert event.start == starts.astimezone(UTC).replace(microsecond=0)


def test_the_order_of_the_rows_changes_no_byte() -> None:
    entries = [Entry(str(n), NOW, NOW + timedelta(hours=1), "x", NOW, 1) for n in range(3)]
    assert feed("Worthwhile", entries) == feed("Worthwhile", entries[::-1])


def test_the_stamp_is_of_the_last_save() -> None:
    data = feed("Worthwhile", [Entry("1", NOW, NOW, "x", NOW - timedelta(days=1), 4)])
    assert b"DTSTAMP:20260309T120000Z\r\n" in data
    assert b"SEQUENCE:3\r\n" in data


def test_times_of_http_are_whole_seconds(interview: Any, as_nobody: Person, address: str) -> None:
    assert as_nobody.get(address)["Last-Modified"] == http_date(NOW.timestamp())
