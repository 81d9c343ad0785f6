"""The order and the search of the backlog, and what a goal's page says of interviews."""

import pytest
from django.db import connection

from accounts.models import User
from core.ownership import acting_as
from learning.models import Goal, Status
from tests.factories import NOW, GoalFactory, InterviewFactory, LessonFactory
from tests.people import Person


def test_a_goal_is_found_without_its_accents(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, title="Théorie des catégories")
    page = as_alice.get("/learning/", {"q": "categories THEORIE"}).content.decode()
    assert "Théorie des catégories" in page


def test_active_goals_stand_first_whatever_the_others_are(alice: User) -> None:
    for title, status in (("d", "dropped"), ("b", "someday"), ("c", "active"), ("a", "learned")):
        GoalFactory(owner=alice, title=title, status=status)
    with acting_as(alice):
        assert [goal.title for goal in Goal.objects.in_order()] == ["c", "a", "b", "d"]


def test_an_index_holds_that_order(alice: User) -> None:
    with acting_as(alice), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        plan = Goal.objects.for_user(alice).open().in_order()[:25].explain()
    assert "learning_goal_sorted" in plan
    assert "Sort" not in plan


def test_a_goals_page_tells_learned_planned_and_not_learned_apart(as_alice: Person) -> None:
    me = as_alice.user
    goal = GoalFactory(owner=me, status=Status.ACTIVE)
    for learned, debriefed_at in (("Borrowing", NOW), ("", NOW), ("", None)):
        interview = InterviewFactory(owner=me, debriefed_at=debriefed_at)
        LessonFactory(owner=me, goal=goal, interview=interview, learned=learned)
    page = as_alice.get(f"/learning/{goal.pk}/").content.decode()
    assert "In interviews" in page
    for words in ("<p>Borrowing</p>", '"quiet">Not learned</p>', '"quiet">Planned</p>'):
        assert page.count(words) == 1


def test_a_goals_page_shows_the_latest_hundred(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learning.views.goals.LATEST", 2)
    goal = GoalFactory(owner=as_alice.user)
    for _each in range(3):
        interview = InterviewFactory(owner=as_alice.user)
        LessonFactory(owner=as_alice.user, goal=goal, interview=interview)
    page = as_alice.get(f"/learning/{goal.pk}/").content.decode()
    assert page.count("<time ") == 2
    assert "These are the latest 2." in page
