"""Nothing lost where two tabs, a way back, or a browser without a store get in the way."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.journeys.conftest import NewPage
from tests.journeys.device import (
    QUEUED,
    an_interview,
    kept_states,
    learned,
    line,
    sign_out,
)
from tests.journeys.steps import heading

NEVER_OPENS = "indexedDB.open = () => ({})"


@pytest.fixture
def address(alice: User) -> str:
    return f"/interviews/{an_interview(alice).pk}/debrief/"


def test_what_one_tab_promised_to_send_no_other_tab_takes_away(
    new_page: NewPage, alice: User, address: str
) -> None:
    first = new_page(user=alice)
    first.watch.expected = {409}
    first.goto(address)
    second = first.context.new_page()
    second.goto(address)
    first.context.set_offline(True)
    first.get_by_label("What I learned").fill("Saved in the first tab")
    first.get_by_role("button", name="Save debrief").click()
    expect(line(first)).to_have_text(QUEUED)
    second.get_by_label("What I learned").fill("Typed in the second")
    wait_for_states(second, ["draft", "queued"])
    first.context.set_offline(False)
    wait_for_states(second, ["draft"])
    assert learned(alice) == ["Saved in the first tab"]
    first.watch.problems.clear()  # a try without a connection fails


def wait_for_states(page: Page, states: list[str]) -> None:
    for _ in range(100):
        if sorted(kept_states(page)) == states:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{kept_states(page)} and not {states}")


def test_saved_by_script_the_way_leads_back_too(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.goto(f"{address}?next=/applications/board/")
    page.get_by_label("What I learned").fill("By customer")
    page.get_by_role("button", name="Save debrief").click()
    page.wait_for_url("/applications/board/")
    assert learned(alice) == ["By customer"]


def test_where_the_store_never_opens_a_page_is_the_plain_form(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.add_init_script(NEVER_OPENS)
    page.goto(address)
    page.get_by_label("What I learned").fill("By customer")
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("Worth your time, whatever they decide.").last).to_be_visible()
    assert learned(alice) == ["By customer"]
    sign_out(page)
    heading(page, "An interview can be worth your time")


def test_without_the_script_that_keeps_one_can_sign_out(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    page.route("**/kept*.js", lambda route: route.abort())
    page.goto("/people/")
    sign_out(page)
    heading(page, "An interview can be worth your time")
    page.watch.problems.clear()  # it could not be had
