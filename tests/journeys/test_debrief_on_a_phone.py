"""The debrief in a minute on a phone, and nothing lost when the phone rings."""

from django.utils import timezone
from playwright.sync_api import Locator, expect

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from interviews.models import Interview, Lesson, Meeting
from tests.journeys.conftest import NewPage
from tests.journeys.device import is_kept, kept_states, learned, line, sign_in
from tests.journeys.steps import heading, people, scale

MOST_TAPS = 12
KEYBOARD_OPEN = {"width": 390, "height": 450}


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
