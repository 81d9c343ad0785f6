"""Applications and interviews that the tests of this room begin with."""

from typing import Any

from interviews.models import Application, Interview
from tests.factories import (
    ApplicationFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person


def add(person: Person, **typed: str) -> Interview:
    data = {"company": "Umbrella", "role": "Platform lead", "starts_at": "2026-03-12T14:00"}
    answer = person.submit("/interviews/new/", {**data, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Interview.objects.with_verdict().latest("id")


def planned(owner: Any) -> Interview:
    interview = InterviewFactory(owner=owner, application__company__name="Umbrella")
    MeetingFactory(owner=owner, interview=interview, name="Priya Nair", planned=True)
    goal = GoalFactory(owner=owner, title="How they shard PostgreSQL")
    LessonFactory(owner=owner, interview=interview, goal=goal, plan=goal.title)
    return interview


def an_application(person: Person, **facts: Any) -> Application:
    facts = {"company__name": "Umbrella", "role": "Platform lead", **facts}
    return ApplicationFactory(owner=person.user, **facts)
