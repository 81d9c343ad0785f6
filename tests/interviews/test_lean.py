"""Three statements at most on every page of this room, at 10 rows and at 2,000."""

from datetime import timedelta
from typing import Any

import pytest

from core.ownership import acting_as
from interviews.models import Interview, Lesson, Meeting
from tests.factories import (
    NOW,
    ApplicationFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean


def fill(owner: Any, rows: int) -> Interview:
    """``rows`` interviews, contacts, goals, meetings and lessons; one interview with 20 of each."""
    application = ApplicationFactory(owner=owner)
    with acting_as(owner):
        Interview.objects.bulk_create(
            Interview(
                owner=owner,
                application=application,
                starts_at=NOW - timedelta(days=day),
                ends_at=NOW - timedelta(days=day, hours=-1),
                debriefed_at=NOW if day % 2 else None,
            )
            for day in range(-5, rows - 5)
        )
        Meeting.objects.bulk_create(
            Meeting(owner=owner, interview=interview, name="Priya", met=True)
            for interview in Interview.objects.all()
        )
    ContactFactory.create_batch(10, owner=owner, company=application.company)
    GoalFactory.create_batch(10, owner=owner)
    chosen = InterviewFactory(owner=owner, application=application, debriefed_at=NOW)
    for _row in range(10):
        MeetingFactory(owner=owner, interview=chosen, met=True, planned=True)
        goal = GoalFactory(owner=owner)
        LessonFactory(owner=owner, interview=chosen, goal=goal, learned="Yes")
    return chosen


@pytest.mark.parametrize("rows", [10, 2_000])
def test_every_page_is_lean(as_alice: Person, rows: int) -> None:
    interview = fill(as_alice.user, rows)
    assert Lesson.objects.count() == 10
    one, application = f"/interviews/{interview.pk}", interview.application_id
    for url in [
        "/interviews/",
        "/interviews/?q=priya",
        "/interviews/?verdict=met&outcome=waiting",
        "/interviews/new/",
        f"/interviews/new/?application={application}",
        "/interviews/meet/",
        f"{one}/",
        f"{one}/edit/",
        f"{one}/plan/",
        f"{one}/debrief/",
        f"{one}/outcome/",
        f"{one}/delete/",
        "/applications/",
        "/applications/?state=waiting",
        "/applications/new/",
        f"/applications/{application}/",
        f"/applications/{application}/edit/",
        f"/applications/{application}/close/",
        f"/applications/{application}/flip/",
        f"/applications/{application}/delete/",
    ]:
        assert_lean(as_alice, url)
