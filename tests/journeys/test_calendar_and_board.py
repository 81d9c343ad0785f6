"""The calendar at two widths, and the board by keyboard, by pointer and without a script."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from interviews.models import Application
from tests.factories import ApplicationFactory, InterviewFactory
from tests.journeys.conftest import DESK, PHONE, NewPage
from tests.journeys.steps import heading

WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def umbrella(alice: User) -> Application:
    """Waiting for their answer, after a round of an hour ago."""
    application = ApplicationFactory(owner=alice, company__name="Umbrella", role="Platform lead")
    starts = timezone.now() - timedelta(hours=2)
    InterviewFactory(owner=alice, application=application, starts_at=starts, debriefed_at=starts)
    return application


def column(page: Page, name: str) -> Any:
    return page.get_by_role("region", name=name)


def test_the_month_has_marks_on_a_phone_and_entries_on_a_desk(
    new_page: NewPage, alice: User
) -> None:
    InterviewFactory(owner=alice, starts_at=timezone.now(), application__company__name="Umbrella")
    for size, in_month, below in ((PHONE, False, True), (DESK, True, False)):
        page = new_page(size, user=alice)
        page.goto("/calendar/")
        entry = page.get_by_role("table").get_by_role("link", name="Umbrella")
        agenda = page.locator(".cal-agenda").get_by_role("link", name="Umbrella")
        expect(entry).to_have_count(1 if in_month else 0)
        expect(agenda).to_have_count(1 if below else 0)
        assert page.evaluate(WIDTH) == size["width"]
        page.get_by_role("table").get_by_role("link", name="1 entry").click()
        expect(page.get_by_role("link", name="Add an interview on this day")).to_be_visible()


def test_a_card_is_moved_with_the_keyboard_alone(
    new_page: NewPage, alice: User, umbrella: Application
) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/applications/board/")
    assert page.evaluate(WIDTH) == DESK["width"]
    menu = page.get_by_text("Move… Platform lead at Umbrella")
    menu.focus()
    page.keyboard.press("Enter")
    offer = page.get_by_role("link", name="They made an offer")
    expect(offer).to_be_visible()
    page.keyboard.press("Escape")
    expect(offer).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    offer.focus()
    page.keyboard.press("Enter")
    heading(page, "What did they say?")
    expect(page.get_by_label("offer")).to_be_checked()
    page.get_by_role("button", name="Save").press("Enter")
    heading(page, "Board")
    card = column(page, "Offer").get_by_role("link", name="Umbrella")
    expect(card).to_be_focused()
    expect(page.locator("#announce")).to_have_text(
        "Platform lead at Umbrella stands under “offer” now."
    )
    expect(column(page, "Offer")).to_contain_text("It stands here now.")
    page.reload()
    expect(page.get_by_text("It stands here now.")).to_have_count(0)


def test_a_card_is_dragged_to_where_it_can_go(
    new_page: NewPage, alice: User, umbrella: Application
) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/applications/board/")
    card = page.locator(".board-card")
    card.drag_to(column(page, "Applied"))
    expect(page.locator("#announce")).to_contain_text("There was a round already.")
    expect(page.get_by_role("link", name="See its rounds")).to_be_focused()
    card.drag_to(column(page, "Over"))
    heading(page, "What did they say?")
    page.get_by_label("rejected").check()
    page.get_by_role("button", name="Save").click()
    expect(column(page, "Over")).to_contain_text("Umbrella")


def test_without_a_script_the_menu_does_it(
    new_page: NewPage, alice: User, umbrella: Application
) -> None:
    page = new_page(PHONE, user=alice, java_script_enabled=False)
    page.goto("/applications/board/")
    page.get_by_text("Move…").click()
    page.get_by_role("link", name="Close it").click()
    page.get_by_label("no answer").check()
    page.get_by_role("button", name="Close it").click()
    expect(column(page, "Over")).to_contain_text("It stands here now.")
