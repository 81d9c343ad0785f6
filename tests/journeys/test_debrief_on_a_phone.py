"""The debrief in a minute on a phone, and nothing lost when the phone rings."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from interviews.models import Interview, Lesson, Meeting
from tests.factories import InterviewFactory, LessonFactory, MeetingFactory, UserFactory
from tests.journeys.conftest import PHONE, NewPage
from tests.journeys.steps import PASSWORD, heading, people, scale

MOST_TAPS = 12
KEYBOARD_OPEN = {"width": 390, "height": 450}
QUEUED = "Kept on this device. It is sent when you are connected again."


def an_interview(owner: User, *names: str) -> Interview:
    """Over since an hour: people and a lesson were planned for it."""
    began = timezone.now() - timedelta(hours=2)
    interview = InterviewFactory(
        owner=owner, application__company__name="Umbrella", starts_at=began
    )
    for name in names:
        MeetingFactory(owner=owner, interview=interview, name=name, planned=True)
    LessonFactory(owner=owner, interview=interview, plan="How they shard PostgreSQL")
    return interview


@pytest.fixture
def interview(alice: User) -> Interview:
    alice.set_password(PASSWORD)
    alice.save()
    return an_interview(alice, "Priya Nair", "Tom Reed")


@pytest.fixture
def address(interview: Interview) -> str:
    """Where the reminder's link leads."""
    return f"/interviews/{interview.pk}/debrief/"


def line(page: Page) -> Locator:
    return page.locator("[data-kept] [role=status]")


def is_kept(page: Page, words: str) -> None:
    """Wait until the device has these words."""
    asked = "kept.all().then((all) => JSON.stringify(all))"
    for _ in range(100):
        if words in page.evaluate(asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"The device has not kept {words}.")


def kept_states(page: Page) -> list[str]:
    return page.evaluate("kept.all().then((all) => all.map((one) => one.state))")


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def learned(alice: User) -> list[str]:
    with acting_as(alice):
        return list(Lesson.objects.exclude(learned="").values_list("learned", flat=True))


# --- In a minute, with one thumb ---


def test_two_people_and_a_lesson_take_at_most_twelve_taps(
    new_page: NewPage, alice: User, address: str
) -> None:
    page, taps = new_page(user=alice, has_touch=True), 0

    def tap(target: Locator) -> None:
        nonlocal taps
        taps += 1
        target.tap()

    taps += 1  # the link
    page.goto(address)
    for name in ("Priya Nair", "Tom Reed"):
        tap(page.get_by_text(name))
        tap(page.get_by_text("Interesting conversation").locator("visible=true").last)
    tap(page.get_by_text("Got contact details").locator("visible=true").last)
    tap(page.get_by_label("E-mail, phone or link").locator("visible=true"))
    page.keyboard.type("tom@example.com")
    tap(page.get_by_label("What I learned"))
    page.keyboard.type("By customer, with a directory table")
    tap(scale(page, "Before", 4))
    tap(scale(page, "After", 2))
    tap(page.get_by_role("button", name="Save debrief"))
    expect(page.get_by_text("You met Priya Nair and Tom Reed").last).to_be_visible()
    assert taps <= MOST_TAPS
    with acting_as(alice):
        assert Contact.objects.get(email="tom@example.com").name == "Tom Reed"
        assert Meeting.objects.filter(met=True, interesting=True).count() == 2
    assert kept_states(page) == []


# A tick's label is the target; a link in a line of text may be as low as its line.
TARGETS = """
    [...document.querySelectorAll(
      "main :is(a, button, summary, textarea, input, .tick, .pills label, .scale label)")]
      .filter((one) => one.checkVisibility({ opacityProperty: true }))
      .filter((one) => !one.closest("p, .visually-hidden") && !one.parentElement.closest("label"))
      .map((one) => [one.textContent.trim() || one.name, one.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
      .map(([what, box]) => `${what}: ${box.width} x ${box.height}`)
"""


def test_every_target_is_large_enough_for_a_thumb(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice, has_touch=True)
    page.goto(address)
    page.get_by_text("Priya Nair").tap()
    page.get_by_text("Got contact details").first.tap()
    page.get_by_text("Why keep in touch").first.tap()
    page.get_by_role("button", name="Someone else").tap()
    people(page).get_by_label("Name").fill("Kim Ito")
    assert page.evaluate(TARGETS) == []


def test_save_lies_over_no_field_while_the_keyboard_is_open(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(KEYBOARD_OPEN, user=alice, has_touch=True)
    page.goto(address)
    for field in page.locator("textarea, input[type=radio]").all():
        field.focus()
        assert page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " const bar = document.querySelector('.savebar').getBoundingClientRect();"
            " return box.top >= 0 && box.bottom <= innerHeight"
            " && (box.bottom <= bar.top || box.top >= bar.bottom); })()"
        )


def test_the_keys_enter_goes_on_to_the_next_field(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.goto(address)
    page.get_by_role("button", name="Someone else").click()
    people(page).get_by_label("Name").fill("Kim Ito")
    people(page).get_by_label("Name").press("Enter")
    expect(people(page).get_by_label("Role")).to_be_focused()


# --- Nothing lost when the phone rings ---


def test_what_was_typed_is_back_after_the_page_was_killed(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.goto(address)
    page.get_by_text("Tom Reed").click()
    page.get_by_label("What I learned").fill("By customer")
    scale(page, "Before", 4).click()
    for name in ("Kim Ito", "Lee Wong", "Ana Ruiz"):  # two rows wait behind the button, one is new
        page.get_by_role("button", name="Someone else").click()
        people(page).last.get_by_label("Name").fill(name)
    is_kept(page, "Ana Ruiz")
    second = page.context.new_page()
    page.close(run_before_unload=False)
    second.goto(address)
    expect(line(second)).to_contain_text("Brought back what you typed at")
    expect(second.get_by_role("checkbox", name="Tom Reed")).to_be_checked()
    expect(second.get_by_role("checkbox", name="Priya Nair")).not_to_be_checked()
    expect(second.get_by_label("What I learned")).to_have_value("By customer")
    expect(people(second).last.get_by_label("Name")).to_have_value("Ana Ruiz")
    second.get_by_role("button", name="Save debrief").click()
    expect(second.get_by_text("You met Tom Reed, Kim Ito, Lee Wong").last).to_be_visible()
    assert kept_states(second) == []
    with acting_as(alice):
        assert Interview.objects.get().anxiety_before == 4


def test_what_was_brought_back_can_be_discarded(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.goto(address)
    page.get_by_label("What I learned").fill("By customer")
    is_kept(page, "By customer")
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    expect(line(page)).to_have_text("")
    expect(page.get_by_label("What I learned")).to_have_value("")
    assert kept_states(page) == []


def test_signed_out_while_typing_nothing_is_lost(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.watch.expected = {403}  # the token went with the session
    page.goto(address)
    page.get_by_label("What I learned").fill("By customer")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save debrief").click()
    heading(page, "Sign in")
    sign_in(page, alice)
    heading(page, "Debrief")
    expect(line(page)).to_contain_text("Brought back what you typed at")
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("Worth your time, whatever they decide.").last).to_be_visible()
    assert learned(alice) == ["By customer"]


def test_saved_elsewhere_meanwhile_the_draft_is_offered_and_not_laid_over(
    new_page: NewPage, alice: User, address: str
) -> None:
    page = new_page(user=alice)
    page.watch.expected = {409}
    page.goto(address)
    page.get_by_label("What I learned").fill("Typed here")
    is_kept(page, "Typed here")
    with acting_as(alice):
        Lesson.objects.get().note("Saved there")
        Interview.objects.get().debrief(timezone.now())
    page.goto(address)
    expect(line(page)).to_contain_text("You typed something else here at")
    expect(page.get_by_label("What I learned")).to_have_value("Saved there")
    page.get_by_role("button", name="Have a look").click()
    expect(page.get_by_text("This was changed meanwhile")).to_be_visible()
    expect(page.get_by_role("cell", name="Saved there")).to_be_visible()
    expect(page.get_by_label("What I learned")).to_have_value("Typed here")
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("Worth your time, whatever they decide.").last).to_be_visible()
    assert learned(alice) == ["Typed here"]
    assert kept_states(page) == []


# --- Without a connection ---


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


def sign_out(page: Page) -> None:
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Sign out").click()


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
