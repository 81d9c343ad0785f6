"""Quick everywhere: search, shortcuts and parts of pages, by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories import ContactFactory, InterviewFactory
from tests.journeys.conftest import DESK, PHONE, NewPage


@pytest.fixture
def priya(alice: User) -> str:
    return ContactFactory(owner=alice, name="Priya Nair").get_absolute_url()


def announced(page: Page, words: str) -> None:
    expect(page.locator("#announce")).to_have_text(words)


def test_search_from_anywhere(new_page: NewPage, alice: User, priya: str) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("pryia")
    found = page.locator(".search-panel").get_by_role("link", name="Priya Nair")
    expect(found).to_be_visible()
    announced(page, "1 result")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type(" ")
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{priya}")


def test_a_search_that_fails_leads_nobody_away(new_page: NewPage, alice: User, priya: str) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/people/new/")
    page.get_by_label("Name").first.fill("Half typed")
    page.route("**/search/?*", lambda route: route.fulfill(status=503, body="Busy"), times=1)
    field = page.locator("[data-search]")
    with page.expect_response("**/search/?*"):
        field.press_sequentially("pri")
    field.press_sequentially("y")
    found = page.locator(".search-panel").get_by_role("link", name="Priya Nair")
    expect(found).to_be_visible()
    expect(page.get_by_label("Name").first).to_have_value("Half typed")
    page.watch.problems.clear()  # htmx notes the answer


def test_on_a_phone_search_is_a_page(new_page: NewPage, alice: User, priya: str) -> None:
    page = new_page(PHONE, user=alice)
    page.goto("/")
    page.get_by_role("link", name="Search").click()
    expect(page.locator("main [name=q]")).to_be_focused()
    page.keyboard.type("nair")
    expect(page.get_by_role("link", name="Priya Nair")).to_be_visible()
    page.wait_for_url(re.compile("/search/.q=nair"))
    page.reload()
    expect(page.get_by_role("link", name="Priya Nair")).to_be_visible()


def test_shortcuts(new_page: NewPage, alice: User) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/people/")
    menu = page.locator(".account > summary")
    menu.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(menu).to_be_focused()
    page.get_by_label("Search").last.focus()
    page.keyboard.type("g?n/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_url(re.compile("/people/.q=g"))
    page.locator("h1").click()
    page.keyboard.press("Control+n")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/learning/")
    page.keyboard.press("n")
    page.wait_for_url("**/interviews/new/")


def test_a_list_answers_as_one_types_and_back_is_a_page(new_page: NewPage, alice: User) -> None:
    for number in range(51):
        InterviewFactory(owner=alice, application__company__name=f"Umbrella {number}")
    InterviewFactory(owner=alice, application__company__name="Hooli")
    page = new_page(DESK, user=alice)
    page.goto("/interviews/")
    lines = page.locator("#list .line")
    page.get_by_label("Search").last.fill("hooli")
    expect(lines).to_have_count(1)
    announced(page, "1 found")
    page.get_by_label("Search").last.fill("umbrella")
    expect(lines).to_have_count(50)
    page.get_by_role("link", name="More", exact=True).click()
    expect(lines).to_have_count(1)
    page.go_back()
    expect(lines).to_have_count(50)
    expect(page.get_by_role("heading", name="Interviews", level=1)).to_be_visible()


def test_a_touch_is_logged_without_leaving(new_page: NewPage, alice: User, priya: str) -> None:
    page = new_page(PHONE, user=alice)
    page.goto(priya)
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Called").click()
    announced(page, "Noted. No day is set for Priya Nair to come up again.")
    expect(page.locator(".timeline li")).to_have_count(1)
    assert page.evaluate("window.same")
    page.get_by_text("With a note").click()
    page.get_by_label("Note").press("Enter")
    page.get_by_text("Say what it was").first.wait_for()


def test_who_is_signed_out_meanwhile_is_asked_to_sign_in(new_page: NewPage, alice: User) -> None:
    InterviewFactory(owner=alice)
    page = new_page(DESK, user=alice)
    page.goto("/interviews/")
    page.context.clear_cookies()
    page.get_by_label("Search").last.fill("x")
    page.wait_for_url(re.compile("/accounts/login/.next="))
