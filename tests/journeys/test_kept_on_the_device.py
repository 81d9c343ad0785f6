"""A debrief saved without a connection is sent once, and is nobody else's to see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from interviews.models import Interview
from tests.factories import UserFactory
from tests.journeys.conftest import PHONE, NewPage
from tests.journeys.device import (
    QUEUED,
    is_kept,
    kept_states,
    learned,
    line,
    sign_in,
    sign_out,
    wait_for_worker,
)
from tests.journeys.steps import PASSWORD, heading, people


@pytest.fixture
def queued(new_page: NewPage, alice: User, address: str) -> Iterator[Page]:
    """A debrief was saved without a connection, in a browser where only pages can send it.

    Chromium's worker does not know that Playwright took the connection away, and sends at once.
    """
    page = new_page(user=alice)
    page.context.add_init_script(
        "self.ServiceWorkerRegistration &&"
        " Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })"
    )
    page.goto(address)
    wait_for_worker(page)
    page.get_by_label("What I learned").fill("By customer")
    page.get_by_role("button", name="Someone else").click()
    people(page).get_by_label("Name").fill("Kim Ito")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save debrief").click()
    expect(line(page)).to_have_text(QUEUED)
    page.wait_for_timeout(500)  # longer than what is typed waits before it is kept
    expect(line(page)).to_have_text(QUEUED)
    yield page
    # A try without a connection fails, one of two at once is broken off: no fault of the page's.
    page.watch.problems[:] = [
        problem for problem in page.watch.problems if "request failed" not in problem
    ]


def test_it_is_sent_once_when_the_connection_returns(queued: Page, alice: User) -> None:
    assert learned(alice) == []
    queued.context.set_offline(False)
    expect(queued.get_by_text("You met Kim Ito and learned").last).to_be_visible()
    with acting_as(alice):
        assert Contact.objects.filter(name="Kim Ito").count() == 1
    assert kept_states(queued) == []


def test_it_is_sent_from_any_page_and_that_is_said(queued: Page, alice: User) -> None:
    second = queued.context.new_page()
    queued.close()
    queued.context.set_offline(False)
    second.goto("/people/")
    expect(second.get_by_text("What you kept on this device is saved now.")).to_be_visible()
    second.get_by_role("link", name="Open it").click()
    expect(second.get_by_text("You met Kim Ito and learned").last).to_be_visible()
    assert kept_states(second) == []


def test_an_answer_that_was_lost_makes_nothing_twice(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.goto(address)
    page.get_by_role("button", name="Someone else").click()
    people(page).get_by_label("Name").fill("Kim Ito")
    page.evaluate(
        "(() => { const real = fetch; self.fetch = async (...asked) =>"
        " { await (await real(...asked)).text(); self.fetch = real; throw new TypeError('lost'); };"
        " })()"
    )
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("You met Kim Ito").last).to_be_visible()
    with acting_as(alice):
        assert Contact.objects.filter(name="Kim Ito").count() == 1
    assert kept_states(page) == []


def test_what_cannot_be_saved_as_it_is_stays_and_asks_for_a_look(queued: Page, alice: User) -> None:
    queued.watch.expected = {409}
    with acting_as(alice):
        Interview.objects.get().has_changed()  # in another tab
    second = queued.context.new_page()
    queued.close()
    queued.context.set_offline(False)
    second.goto("/people/")
    second.get_by_role("link", name="Open it and have a look").click()
    expect(line(second)).to_contain_text("You typed something else here at")
    second.get_by_role("button", name="Have a look").click()
    expect(second.get_by_label("What I learned")).to_have_value("By customer")
    second.get_by_role("button", name="Save debrief").click()
    expect(second.get_by_text("You met Kim Ito and learned").last).to_be_visible()


def test_without_a_connection_any_page_says_so_and_counts_what_waits(queued: Page) -> None:
    second = queued.context.new_page()
    second.goto("/people/")
    heading(second, "There is no connection")
    expect(second.locator("[data-count=queued]")).to_have_text("1")
    assert "Umbrella" not in second.content()
    queued.context.set_offline(False)
    second.get_by_role("link", name="Try again").click()
    heading(second, "People")
    expect(queued.get_by_text("You met Kim Ito and learned").last).to_be_visible()


def test_no_page_of_a_person_is_kept_by_the_worker(queued: Page, alice: User) -> None:
    found = queued.evaluate(
        "(async () => { const all = []; for (const name of await caches.keys())"
        " { const cache = await caches.open(name); for (const request of await cache.keys())"
        " all.push([new URL(request.url).pathname, await (await cache.match(request)).text()]); }"
        " return all; })()"
    )
    assert "/offline/" in dict(found)
    for path, text in found:
        assert path == "/offline/" or path.startswith("/static/"), path
        assert alice.email not in text
        assert "Umbrella" not in text


# --- More than one person ---


def test_another_account_sees_nothing_and_takes_nothing_away(
    new_page: NewPage, alice: User, address: str
) -> None:
    bob = UserFactory(email="bob@example.com")
    bob.set_password(PASSWORD)
    bob.save()
    page = new_page(user=alice)
    page.goto(address)
    page.get_by_label("What I learned").fill("By customer")
    is_kept(page, "By customer")
    sign_out(page)
    expect(page.get_by_text("This device keeps something you typed")).to_be_visible()
    leave(page)
    page.goto("/accounts/login/")
    sign_in(page, bob)
    heading(page, "Good")
    page.goto("/accounts/logout/")
    expect(page.get_by_label("Also erase what is kept on this device")).to_be_hidden()
    leave(page)
    page.goto(address)
    sign_in(page, alice)
    expect(page.get_by_label("What I learned")).to_have_value("By customer")


def leave(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("/")
    page.wait_for_load_state()


def test_signing_out_can_erase_what_is_kept(new_page: NewPage, alice: User, address: str) -> None:
    page = new_page(PHONE, user=alice)
    page.goto(address)
    page.get_by_label("What I learned").fill("By customer")
    is_kept(page, "By customer")
    sign_out(page)
    page.get_by_label("Also erase what is kept on this device").check()
    leave(page)
    page.goto(address)
    sign_in(page, alice)
    heading(page, "Debrief")
    expect(page.get_by_label("What I learned")).to_have_value("")
    assert kept_states(page) == []
