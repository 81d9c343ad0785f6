"""What outcomes need of me, as Today says it: in what words, in which order, at what cost."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.needs import Need, gather
from core.ownership import acting_as
from dashboard.needs import needs as all_needs
from feedback import needs as room
from feedback.models import LetterKind
from interviews.models import Ending, Interview, Outcome
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
)

DAY = timedelta(days=1)


def needs(owner: User, now: datetime = NOW) -> list[Need]:
    return gather(room.needs(owner, now), now)


def interview(owner: User, days_ago: float, outcome: str = "", **fields: Any) -> Interview:
    fields = {"application__company__name": "Hooli", "debriefed_at": NOW, **fields}
    row: Interview = InterviewFactory(owner=owner, starts_at=NOW - days_ago * DAY, **fields)
    if outcome:
        row.record_outcome(outcome, (NOW - 2 * DAY).date())
    return row


def meet(row: Interview, *names: str) -> None:
    for name in names:
        contact = ContactFactory(owner=row.owner, name=name, email="met@example.com")
        MeetingFactory(owner=row.owner, interview=row, contact=contact, name=name, met=True)


def said(need: Need) -> tuple[str, str]:
    return need.text, need.detail


WHEN = "Technical, 8 Mar 2026"


@pytest.mark.parametrize(
    ("outcome", "people", "text"),
    [
        (Outcome.WAITING, ["Priya"], "Thank Priya at Hooli"),
        (Outcome.WAITING, ["Priya", "Tom"], "Thank Priya and Tom at Hooli"),
        (Outcome.WAITING, ["Priya", "Tom", "Zoe"], "Thank Priya and 2 others at Hooli"),
        (Outcome.ADVANCED, ["Priya", "Tom"], "Ask Priya and Tom at Hooli for feedback"),
        (Outcome.OFFER, ["Priya"], "Ask Priya at Hooli for feedback"),
        (Outcome.REJECTED, ["Priya"], "The letter to Hooli (rejected)"),
        (Outcome.NO_ANSWER, [], "A nudge to Hooli (no answer)"),
        (Outcome.WITHDREW, [], "A thank-you to Hooli (you withdrew)"),
    ],
)
def test_a_line_says_what_to_do_and_leads_there(
    alice: User, outcome: str, people: list[str], text: str
) -> None:
    row = interview(alice, 2, outcome)
    meet(row, *people)
    [need] = needs(alice)
    assert said(need) == (text, WHEN)
    assert need.url == f"/feedback/next/{row.pk}/"


def test_only_those_still_to_ask_are_named(alice: User) -> None:
    row = interview(alice, 2, Outcome.ADVANCED)
    meet(row, "Priya", "Tom")
    priya = row.meetings.get(name="Priya").contact
    LetterFactory(owner=alice, kind=LetterKind.ADVANCED, interview=row, contact=priya, sent_at=NOW)
    assert [need.text for need in needs(alice)] == ["Ask Tom at Hooli for feedback"]


def test_silence_is_counted_in_my_days(alice: User) -> None:
    row = interview(alice, 20)
    [need] = needs(alice)
    assert need.text == "A nudge to Hooli, after 20 days without a word"
    LetterFactory(
        owner=alice, kind=LetterKind.NUDGE, interview=row, sent_at=NOW - timedelta(days=15)
    )
    [need] = needs(alice)
    assert said(need) == ("Still no word from Hooli: call it no answer", "Technical, 18 Feb 2026")


def test_an_ending_without_an_interview_leads_to_its_own_page(alice: User) -> None:
    application = ApplicationFactory(owner=alice, company__name="Hooli", role="Lead")
    application.close(Ending.REJECTED, NOW.date())
    [need] = needs(alice)
    assert said(need) == ("The letter to Hooli (rejected)", "Lead")
    assert need.url == f"/feedback/next/application/{application.pk}/"


def test_what_is_fresh_comes_first_and_calling_it_last(alice: User) -> None:
    quiet = interview(alice, 17, application__company__name="Initech")
    LetterFactory(owner=alice, kind=LetterKind.NUDGE, interview=quiet, sent_at=NOW - 14 * DAY)
    interview(alice, 900, application__company__name="Hooli")
    rejected = interview(alice, 9, application__company__name="Umbrella")
    rejected.record_outcome(Outcome.REJECTED, (NOW - DAY).date())
    meet(interview(alice, 1.5, application__company__name="Globex"), "Priya")
    AnswerFactory(
        owner=alice, company__name="Acme", on=date(2025, 9, 1), apply_again_on=date(2026, 3, 6)
    )
    assert [need.facts["company"] for need in needs(alice)] == [
        "Globex", "Umbrella", "Acme", "Hooli", "Initech",
    ]  # fmt: skip


def test_a_strangers_outcomes_need_nothing_of_me(alice: User, bob: User) -> None:
    meet(interview(bob, 2), "Priya")
    interview(bob, 20, application__company__name="Initech")
    with acting_as(bob):
        interview(bob, 2, Outcome.REJECTED, application__company__name="Umbrella")
    ApplicationFactory(owner=bob, closed_as=Ending.REJECTED, closed_on=NOW.date())
    AnswerFactory(owner=bob, apply_again_on=NOW.date())
    assert needs(alice) == []
    with acting_as(bob):
        assert needs(alice) == []
        assert len(needs(bob)) == 5


@pytest.mark.parametrize(
    ("zone", "now", "waits"),
    [
        ("Europe/Berlin", "2026-03-29T21:59:00+00:00", False),  # 23:59, the night of spring
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", True),  # 0:00 of the next day
        ("Europe/Berlin", "2026-10-25T22:59:00+00:00", False),  # 23:59, the night of autumn
        ("Europe/Berlin", "2026-10-25T23:00:00+00:00", True),
        ("America/New_York", "2026-03-30T03:59:00+00:00", False),
        ("America/New_York", "2026-03-30T04:00:00+00:00", True),
        ("Pacific/Auckland", "2025-12-31T10:59:00+00:00", False),  # the year's last minute
        ("Pacific/Auckland", "2025-12-31T11:00:00+00:00", True),
    ],
)
def test_a_thank_you_is_due_from_my_next_midnight(
    alice: User, zone: str, now: str, waits: bool
) -> None:
    moment = datetime.fromisoformat(now)
    start = moment - timedelta(hours=4)  # that day's evening, whichever side of midnight it is
    meet(InterviewFactory(owner=alice, starts_at=start, ends_at=start + timedelta(hours=1)), "P")
    with timezone.override(zone):
        assert bool(needs(alice, moment)) == waits


def test_everything_that_waits_is_one_statement_however_much_it_is(alice: User) -> None:
    for outcome in Outcome.values:
        for number in range(3):
            row = interview(
                alice,
                20,
                "" if outcome == "waiting" else outcome,
                application__company__name=f"{outcome} {number}",
            )
            meet(row, "Priya")
    with CaptureQueriesContext(connection) as captured:
        found = all_needs(alice, NOW)
    assert len(captured) == 1
    assert len(found) == 18
