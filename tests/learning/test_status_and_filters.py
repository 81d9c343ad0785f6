"""Where a goal stands, and which ones the list shows."""

from typing import Any

import pytest
from django.http import HttpResponse

from core.ownership import acting_as
from learning.models import Goal, Kind, Status
from tests.factories import GoalFactory
from tests.people import Person
from tests.statements import assert_lean


def press(person: Person, goal: Goal, status: str) -> HttpResponse:
    """One of the buttons under "Where it stands"."""
    page = f"/learning/{goal.pk}/"
    return person.submit(page, {"status": status}, action=f"{page}status/", follow=True)


def titles(person: Person, **chosen: Any) -> list[str]:
    answer = person.get("/learning/", chosen)
    assert answer.status_code == 200
    return [goal.title for goal in answer.context["page"]]


# --- Where it stands ---


def test_a_goal_goes_wherever_its_person_says(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust", why="for fun", status=Status.ACTIVE)
    for status in (Status.LEARNED, Status.DROPPED, Status.SOMEDAY, Status.ACTIVE):
        page = press(as_alice, goal, status).content.decode()
        assert f"“Rust”: {status.label}." in page
        goal.refresh_from_db()
        assert (goal.status, goal.title, goal.why) == (status, "Rust", "for fun")


@pytest.mark.parametrize("status", Status)
def test_each_other_status_has_its_button(as_alice: Person, status: Status) -> None:
    goal = GoalFactory(owner=as_alice.user, status=status)
    page = as_alice.get(f"/learning/{goal.pk}/").content.decode()
    offered = {value for value in Status.values if f'name="status" value="{value}"' in page}
    assert offered == set(Status.values) - {status}


@pytest.mark.parametrize("status", ["", "mastered", "LEARNED", "x" * 1_000, "\x00"])
def test_a_status_that_is_none_changes_nothing_and_says_so(as_alice: Person, status: str) -> None:
    goal = GoalFactory(owner=as_alice.user, status=Status.ACTIVE)
    answer = press(as_alice, goal, status)
    assert answer.status_code == 200
    assert "Choose where the goal stands, then save." in answer.content.decode()
    found = Goal.objects.get()
    assert (found.status, found.version) == (Status.ACTIVE, goal.version)


def test_a_status_is_not_set_by_a_link(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user)
    assert as_alice.get(f"/learning/{goal.pk}/status/?status=learned").status_code == 405
    assert Goal.objects.get().status == Status.ACTIVE


def test_a_move_is_noticed_by_an_edit_that_was_open(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user)
    url = f"/learning/{goal.pk}/edit/"
    old = as_alice.fill(url, {"status": "someday"})
    press(as_alice, goal, "learned")
    assert as_alice.post(url, old).status_code == 409
    assert Goal.objects.get().status == Status.LEARNED


# --- What the list shows ---


@pytest.fixture
def backlog(as_alice: Person) -> Person:
    for title, kind, status in [
        ("Élixir", Kind.LANGUAGE, Status.ACTIVE),
        ("Rust", Kind.LANGUAGE, Status.SOMEDAY),
        ("How they give feedback", Kind.CRAFT, Status.ACTIVE),
        ("Event sourcing", Kind.PATTERN, Status.LEARNED),
        ("COBOL", Kind.LANGUAGE, Status.DROPPED),
    ]:
        GoalFactory(owner=as_alice.user, title=title, kind=kind, status=status)
    return as_alice


def test_without_a_filter_what_is_still_to_learn_by_kind(backlog: Person) -> None:
    assert titles(backlog) == ["Élixir", "Rust", "How they give feedback"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"status": "active"}, ["Élixir", "How they give feedback"]),
        ({"status": "someday"}, ["Rust"]),
        ({"status": "learned"}, ["Event sourcing"]),
        ({"status": "dropped"}, ["COBOL"]),
        ({"kind": "language"}, ["Élixir", "Rust"]),
        ({"kind": "language", "status": "dropped"}, ["COBOL"]),
        ({"kind": "tool"}, []),
        ({"q": "elixir"}, ["Élixir"]),
        ({"q": "ÉLIXIR"}, ["Élixir"]),
        ({"q": "feedback THEY"}, ["How they give feedback"]),
        ({"q": "feedback rust"}, []),
        ({"q": "cobol"}, []),
        ({"q": "cobol", "status": "dropped"}, ["COBOL"]),
        ({"q": "%"}, []),
    ],
)
def test_the_filters(backlog: Person, chosen: dict[str, str], found: list[str]) -> None:
    assert titles(backlog, **chosen) == found
    page = backlog.get("/learning/", chosen).content.decode()
    assert ("Nothing here fits." in page) == (not found)


@pytest.mark.parametrize(
    "chosen", [{"status": "mastered"}, {"kind": "owner"}, {"q": "x" * 101}, {"q": "\x00"}]
)
def test_a_filter_that_makes_no_sense_is_left_out(backlog: Person, chosen: dict[str, str]) -> None:
    assert titles(backlog, **chosen) == ["Élixir", "Rust", "How they give feedback"]


def test_none_yet_says_what_to_do_first(as_alice: Person) -> None:
    page = as_alice.get("/learning/").content.decode()
    assert "Add a goal" in page
    assert "Nothing here fits." not in page


# --- Many ---


def make_goals(owner: Any, count: int) -> None:
    with acting_as(owner):
        Goal.objects.bulk_create(
            Goal(owner=owner, title=f"Topic {n}", sort_key=f"topic {n:05}") for n in range(count)
        )


@pytest.mark.parametrize("count", [10, 2_000])
def test_every_page_is_lean(as_alice: Person, count: int) -> None:
    make_goals(as_alice.user, count)
    goal = GoalFactory(owner=as_alice.user)
    one = f"/learning/{goal.pk}/"
    everything = "/learning/?q=topic&kind=craft&status=active&page=2"
    for url in ("/learning/", everything, "/learning/new/", one, f"{one}edit/", f"{one}delete/"):
        assert_lean(as_alice, url)


def test_beyond_fifty_the_pages_keep_the_filters(as_alice: Person) -> None:
    make_goals(as_alice.user, 60)
    GoalFactory(owner=as_alice.user, title="Rust", kind=Kind.LANGUAGE)
    chosen = {"q": "topic", "kind": "craft"}
    assert titles(as_alice, **chosen) == [f"Topic {n}" for n in range(50)]
    assert titles(as_alice, **chosen, page=2) == [f"Topic {n}" for n in range(50, 60)]
    page = as_alice.get("/learning/", chosen).content.decode()
    assert 'href="?q=topic&amp;kind=craft&amp;page=2"' in page
