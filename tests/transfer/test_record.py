"""The record of activity: what was done between two days, and nothing of what was thought."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from feedback.models import LetterKind
from interviews.models import Ending, Kind, Outcome
from tests.factories import (
    NOW,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MailFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean

FEBRUARY = datetime(2026, 2, 10, 14, tzinfo=UTC)
DAY = timedelta(days=1)


def read(person: Person, query: str = "") -> str:
    return person.read(f"/data/record/{query}")


def rows(page: str) -> list[str]:
    """The words of each row."""
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    return [" ".join(_words(row)) for row in body.split("</tr>") if _words(row)]


def _words(html: str) -> list[str]:
    return [part.split(">")[-1].strip() for part in html.split("<") if part.split(">")[-1].strip()]


@pytest.fixture
def initech(as_alice: Person) -> Any:
    """Applied, interviewed, answered and written to in February."""
    tried = ApplicationFactory(
        owner=as_alice.user, company__name="Initech", role="Lead", applied_on=date(2026, 2, 2),
        source="SECRET", notes="SECRET", salary_range="SECRET",
    )  # fmt: skip
    held = InterviewFactory(
        owner=as_alice.user, application=tried, kind=Kind.PANEL, starts_at=FEBRUARY,
        debriefed_at=NOW, anxiety_before=5, reflection="SECRET", notes="SECRET", place="SECRET",
        outcome=Outcome.ADVANCED, outcome_on=date(2026, 2, 12),
    )  # fmt: skip
    MeetingFactory(owner=as_alice.user, interview=held, name="SECRET", met=True)
    LessonFactory(owner=as_alice.user, interview=held, plan="SECRET", learned="SECRET")
    LetterFactory(
        owner=as_alice.user, interview=held, kind=LetterKind.THANKS, subject="SECRET",
        body="SECRET", to_name="SECRET", sent_at=FEBRUARY + DAY,
    )  # fmt: skip
    return tried


def test_it_shows_last_month_step_by_step(as_alice: Person, initech: Any) -> None:
    page = read(as_alice)
    assert "Alice Owner · 1 Feb 2026 to 28 Feb 2026" in page
    assert 'value="2026-02-01"' in page
    assert 'value="2026-02-28"' in page
    assert rows(page) == [
        "2 Feb 2026 Initech Lead Applied",
        "10 Feb 2026 Initech Lead Interview: panel",
        "11 Feb 2026 Initech Lead Wrote to thank them",
        "12 Feb 2026 Initech Lead Invited to the next round",
    ]
    for total in ("1 company", "1 application", "1 interview", "1 answer", "1 letter"):
        assert f"<li>{total}</li>" in page


def test_it_says_nothing_of_what_is_mine_alone(as_alice: Person, initech: Any) -> None:
    page = read(as_alice)
    assert "SECRET" not in page
    assert "anxi" not in page
    assert "verdict" not in page.split("<main")[1].split("</main>")[0]


def test_both_days_are_part_of_it(as_alice: Person) -> None:
    for day in range(1, 5):
        ApplicationFactory(owner=as_alice.user, role=f"Role {day}", applied_on=date(2026, 3, day))
    page = read(as_alice, "?since=2026-03-02&until=2026-03-03")
    assert "Role 2" in page
    assert "Role 3" in page
    assert "Role 1" not in page
    assert "Role 4" not in page


def test_a_day_is_one_of_mine(as_alice: Person) -> None:
    as_alice.user.time_zone = "Europe/Berlin"
    as_alice.user.save()
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)  # the first of March in Berlin
    InterviewFactory(owner=as_alice.user, starts_at=late)
    assert rows(read(as_alice)) == []
    assert rows(read(as_alice, "?since=2026-03-01&until=2026-03-01"))


def test_what_did_not_take_place_is_not_in_it(as_alice: Person) -> None:
    tried = ApplicationFactory(owner=as_alice.user)
    mine = {"owner": as_alice.user, "application": tried}
    InterviewFactory(**mine, starts_at=NOW + DAY)
    cancelled = InterviewFactory(**mine, starts_at=NOW - DAY, cancelled_at=NOW)
    LetterFactory(owner=as_alice.user, interview=cancelled)
    failed = MailFactory(owner=as_alice.user, claimed_at=NOW, failed_at=NOW)
    LetterFactory(owner=as_alice.user, interview=cancelled, sent_at=NOW, mail=failed)
    LetterFactory(
        owner=as_alice.user, interview=None, kind=LetterKind.IN_TOUCH, sent_at=NOW,
        contact=ContactFactory(owner=as_alice.user),
    )  # fmt: skip
    page = read(as_alice, "?since=2026-03-01&until=2026-03-31")
    assert "Nothing was done or heard in these days." in page


@pytest.mark.parametrize(
    ("outcome", "ending", "words"),
    [
        (Outcome.REJECTED, Ending.REJECTED, ["Received a rejection"]),
        (Outcome.NO_ANSWER, Ending.NO_ANSWER, ["No answer came"]),
        (Outcome.WITHDREW, Ending.WITHDREW, ["Withdrew the application"]),
        (Outcome.OFFER, Ending.ACCEPTED, ["Received an offer", "Accepted the offer"]),
        (Outcome.WAITING, Ending.REJECTED, ["Received a rejection"]),
    ],
)
def test_an_ending_is_told_once(
    as_alice: Person, outcome: str, ending: str, words: list[str]
) -> None:
    tried = ApplicationFactory(owner=as_alice.user, closed_as=ending, closed_on=NOW.date())
    said = None if outcome == Outcome.WAITING else NOW.date()
    held = {"starts_at": FEBRUARY, "outcome": outcome, "outcome_on": said}
    InterviewFactory(owner=as_alice.user, application=tried, **held)
    found = rows(read(as_alice, "?since=2026-03-01&until=2026-03-31"))
    assert [row.partition("Engineer ")[2] for row in found] == words


def test_days_that_make_no_sense_are_said_kindly(as_alice: Person) -> None:
    page = read(as_alice, "?since=2026-03-09&until=2026-03-01")
    assert "That is before the first day. Change one of the two." in page
    assert "9 Mar 2026 to 10 Mar 2026" in page
    assert "1 Mar 2026 to 10 Mar 2026" in read(as_alice, "?since=yesterday&until=")
    assert 'name="since" value="2026-02-01"' in read(as_alice, "?until=2026-02-05")
    assert "1 Feb 2026 to 5 Feb 2026" in read(as_alice, "?until=2026-02-05")
    assert "1 May 2026 to 1 May 2026" in read(as_alice, "?since=2026-05-01")


def test_it_takes_one_statement_however_much_was_done(as_alice: Person, initech: Any) -> None:
    for _ in range(5):
        ApplicationFactory(owner=as_alice.user, applied_on=date(2026, 2, 3))
    assert_lean(as_alice, "/data/record/")


def test_a_strangers_steps_are_not_mine(as_bob: Person, initech: Any) -> None:
    assert rows(read(as_bob)) == []
