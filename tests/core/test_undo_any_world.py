"""Whatever is deleted comes back as it was."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core import undo
from tests.core.worlds import RECORDS, everything
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)

small = st.integers(min_value=0, max_value=2)
some = st.lists(st.tuples(small, small), max_size=4)


def make(owner: User, applications: Any, interviews: Any, meetings: Any, lessons: Any) -> None:
    """Two companies, two people and two goals, and whatever was drawn to hang on them."""
    companies = [CompanyFactory(owner=owner) for _ in range(2)]
    people = [ContactFactory(owner=owner, company=company) for company in companies]
    goals = GoalFactory.create_batch(2, owner=owner)
    tries = [ApplicationFactory(owner=owner, company=companies[a % 2]) for a, _ in applications]
    rounds = [
        InterviewFactory(owner=owner, application=tries[a % len(tries)])
        for a, _ in interviews
        if tries
    ]
    for round_, (_, person) in zip(rounds, meetings, strict=False):
        contact = [*people, None][person]
        MeetingFactory(owner=owner, interview=round_, contact=contact)
    for round_, (_, goal) in zip(rounds, lessons, strict=False):
        LessonFactory(owner=owner, interview=round_, goal=[*goals, None][goal])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), drawn=st.tuples(some, some, some, some))
def test_whatever_is_deleted_comes_back_in_the_reverse_order(
    alice: User, data: st.DataObject, drawn: tuple[Any, Any, Any, Any]
) -> None:
    with transaction.atomic():
        make(alice, *drawn)
        steps = []
        for _ in range(data.draw(st.integers(min_value=1, max_value=4), label="deletions")):
            rows = [row for model in RECORDS for row in model._default_manager.order_by("pk")]
            before = everything()
            place = data.draw(st.integers(min_value=0, max_value=10_000)) % (len(rows) or 1)
            if rows:
                steps.append((before, undo.delete(rows[place], "it")))
        for before, change in reversed(steps):
            undo.put_back(change, NOW)
            assert everything() == before
        transaction.set_rollback(True)
