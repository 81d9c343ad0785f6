"""What needs me: which interviews, in which order, in what words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.needs import Need, gather
from core.ownership import acting_as
from interviews import needs as room
from interviews.models import Ending, Interview, Outcome
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)

GOALS, DEBRIEF, ANSWER = "goals", "debrief", "answer"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def needs(owner: User, now: datetime) -> list[Need]:
    return gather(room.needs(owner, now), now)


def interview(owner: User, starts_in: timedelta, company: str = "", **fields: Any) -> Interview:
    if company:
        fields["application"] = ApplicationFactory(
            owner=owner, company=CompanyFactory(owner=owner, name=company)
        )
    return InterviewFactory(owner=owner, starts_at=NOW + starts_in, **fields)


def waiting_kinds(owner: User) -> list[str]:
    return [need.kind for need in needs(owner, NOW)]


def test_goals_are_picked_within_three_days_before(alice: User) -> None:
    interview(alice, 3 * DAY)
    interview(alice, 3 * DAY + HOUR)
    [need] = needs(alice, NOW)
    assert (need.kind, need.due) == (GOALS, NOW + 3 * DAY)


def test_one_goal_is_enough_of_a_plan(alice: User) -> None:
    MeetingFactory(owner=alice, interview=interview(alice, 2 * DAY), planned=True)
    LessonFactory(owner=alice, interview=interview(alice, DAY), plan="How they shard")
    assert needs(alice, NOW) == []


def test_an_unplanned_row_is_no_plan(alice: User) -> None:
    coming = interview(alice, DAY)
    MeetingFactory(owner=alice, interview=coming, planned=False)
    LessonFactory(owner=alice, interview=coming, plan="", learned="by surprise")
    assert waiting_kinds(alice) == [GOALS]


def test_an_interview_that_is_on_needs_nothing_until_it_ends(alice: User) -> None:
    interview(alice, -HOUR / 2)
    assert needs(alice, NOW) == []
    assert [need.kind for need in needs(alice, NOW + HOUR / 2)] == [DEBRIEF]


def test_a_debrief_written_leaves_the_list(alice: User) -> None:
    over = interview(alice, -2 * HOUR)
    assert waiting_kinds(alice) == [DEBRIEF]
    over.debrief(NOW)
    assert needs(alice, NOW) == []


def test_an_answer_is_asked_for_from_the_next_day(alice: User) -> None:
    interview(alice, -2 * HOUR).debrief(NOW)
    interview(alice, -DAY).debrief(NOW)
    [need] = needs(alice, NOW)
    assert need.kind == ANSWER


def test_the_next_day_is_the_persons_own(alice: User) -> None:
    """Ended 11:00 UTC: in Auckland the day is over at 11:00, in London at 24:00."""
    ended = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
    InterviewFactory(owner=alice, starts_at=ended - 2 * HOUR, ends_at=ended - HOUR).debrief(ended)
    assert needs(alice, NOW) == []
    with timezone.override("Pacific/Auckland"):
        assert waiting_kinds(alice) == [ANSWER]


def test_an_answer_recorded_or_a_closed_application_asks_nothing(alice: User) -> None:
    told, closed = interview(alice, -2 * DAY), interview(alice, -2 * DAY)
    told.debrief(NOW)
    told.record_outcome(Outcome.REJECTED, NOW.date())
    closed.debrief(NOW)
    closed.application.close(Ending.NO_ANSWER, NOW.date())
    assert needs(alice, NOW) == []


def test_a_cancelled_interview_needs_nothing(alice: User) -> None:
    for starts_in in (-DAY, DAY):
        interview(alice, starts_in).cancel(NOW)
    assert needs(alice, NOW) == []


def test_a_strangers_interview_needs_nothing_of_me(alice: User, bob: User) -> None:
    for starts_in in (-DAY, DAY):
        interview(bob, starts_in)
    assert needs(alice, NOW) == []
    with acting_as(bob):
        assert needs(alice, NOW) == []
        assert len(needs(bob, NOW)) == 2


def test_nearest_to_now_comes_first_and_answers_last(alice: User) -> None:
    interview(alice, -DAY, "waits for an answer").debrief(NOW)
    interview(alice, -30 * DAY, "long ago")
    interview(alice, 2 * DAY, "the day after tomorrow")
    interview(alice, -3 * HOUR, "this morning")
    interview(alice, HOUR, "in an hour")
    assert [need.facts["company"] for need in needs(alice, NOW)] == [
        "in an hour",
        "this morning",
        "the day after tomorrow",
        "long ago",
        "waits for an answer",
    ]


@pytest.mark.parametrize(
    ("starts_in", "text", "page"),
    [
        (2 * HOUR, "Two goals for today’s interview with Initech", "plan"),
        (DAY, "Two goals for tomorrow’s interview with Initech", "plan"),
        (2 * DAY, "Two goals for Thursday’s interview with Initech", "plan"),
        (-2 * HOUR, "Debrief today’s interview with Initech", "debrief"),
        (-DAY, "Debrief yesterday’s interview with Initech", "debrief"),
        (-6 * DAY, "Debrief Wednesday’s interview with Initech", "debrief"),
        (-7 * DAY, "Debrief the interview with Initech", "debrief"),
    ],
)
def test_a_line_says_what_to_do_and_leads_there(
    alice: User, starts_in: timedelta, text: str, page: str
) -> None:
    row = interview(alice, starts_in, "Initech")
    [need] = needs(alice, NOW)
    assert (need.text, need.url) == (text, f"/interviews/{row.pk}/{page}/")


def test_an_answer_is_asked_for_by_company_and_date(alice: User) -> None:
    row = interview(alice, -DAY, "Hooli")
    row.debrief(NOW)
    [need] = needs(alice, NOW)
    assert (need.text, need.detail) == ("What did Hooli say?", "Technical, 9 Mar 2026")
    assert need.url == f"/interviews/{row.pk}/outcome/"


def test_the_day_and_hour_are_the_persons_own(alice: User) -> None:
    interview(alice, 2 * HOUR, "Initech")
    with timezone.override("Pacific/Auckland"):
        [need] = needs(alice, NOW)
        assert need.text == "Two goals for today’s interview with Initech"
        assert need.detail == "Technical, 11 Mar 2026, 03:00"
