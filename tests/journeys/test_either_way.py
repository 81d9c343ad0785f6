"""What is done day by day, with the keyboard alone and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from feedback.models import Answer
from learning.models import Goal
from tests.factories import ContactFactory, GoalFactory
from tests.journeys.conftest import DESK, NewPage
from tests.journeys.hands import Keys, Pointer
from tests.journeys.steps import heading

Hands = Keys | Pointer


@pytest.fixture(params=["keyboard alone", "no JavaScript"])
def hands(request: pytest.FixtureRequest, new_page: NewPage, alice: User) -> Hands:
    scripts = request.param == "keyboard alone"
    page = new_page(DESK, user=alice, java_script_enabled=scripts)
    page.goto("/")
    return Keys(page) if scripts else Pointer(page)


def test_what_they_said_is_written_down(hands: Hands, alice: User) -> None:
    hands.link("Feedback")
    hands.link("Record feedback")
    hands.type("Company", "Umbrella")
    hands.type("What was said", "More depth in databases.")
    hands.choose("a signal")
    hands.type("Learn something from it", "How indexes work")
    hands.button("Save")
    expect(hands.page.get_by_role("main")).to_contain_text("More depth in databases.")
    with acting_as(alice):
        assert Answer.objects.get().goal == Goal.objects.get()


def test_a_person_is_added_and_a_call_is_noted(hands: Hands, alice: User) -> None:
    hands.link("People")
    hands.link("Add someone")
    hands.type("Name", "Priya Nair")
    hands.button("Save")
    heading(hands.page, "Priya Nair")
    hands.button("Called")
    expect(hands.page.locator("#messages")).to_contain_text("Noted.")
    with acting_as(alice):
        assert Contact.objects.get().touches.count() == 1


def test_two_who_are_one_are_merged_and_taken_apart(hands: Hands, alice: User) -> None:
    for name in ("Priya Nair", "P. Nair"):
        ContactFactory(owner=alice, name=name, email="priya@example.com")
    hands.link("People")
    hands.link("Likely doubles")
    hands.link(re.compile("P. Nair and Priya|Priya Nair and P."))
    hands.button("Merge")
    undo = hands.page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    hands.button("Undo")
    expect(undo).to_have_count(0)
    with acting_as(alice):
        assert Contact.objects.count() == 2


def test_a_goal_is_deleted_and_put_back(hands: Hands, alice: User) -> None:
    GoalFactory(owner=alice, title="How indexes work")
    hands.link("Learning")
    hands.link("How indexes work")
    hands.link("Delete")
    hands.button("Delete")
    hands.button("Undo")
    hands.link("Learning")
    expect(hands.page.get_by_role("link", name="How indexes work")).to_be_visible()


def test_a_person_is_kept_by_date(hands: Hands, alice: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ContactFactory(owner=alice, name="Priya Nair", keep_in_touch_days=30, next_on=yesterday)
    hands.link("Today")
    hands.link("Call Priya Nair")
    hands.button("Called")
    expect(hands.page.locator("#messages")).to_contain_text("Noted.")
    hands.link("Today")
    expect(hands.page.get_by_role("link", name="Call Priya Nair")).to_have_count(0)


def test_settings_are_changed(hands: Hands, alice: User) -> None:
    hands.fold("Account")
    hands.link("Settings")
    hands.type("Name", "Nora")
    hands.button("Save")
    expect(
        hands.page.get_by_role("status").filter(has_text=re.compile("saved", re.I))
    ).to_be_visible()
    alice.refresh_from_db()
    assert "Nora" in alice.name


def test_something_is_found(hands: Hands, alice: User) -> None:
    ContactFactory(owner=alice, name="Priya Nair")
    hands.link("Today")
    hands.type("Search", "priya")
    if isinstance(hands, Pointer):
        hands.send()  # with scripts it is found while one types
    hands.link("Priya Nair")
    heading(hands.page, "Priya Nair")
