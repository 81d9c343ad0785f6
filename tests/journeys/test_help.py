"""Help where it is needed: the first steps, and the sentences that can be hidden."""

from playwright.sync_api import expect

from accounts.models import User
from tests.journeys.conftest import NewPage
from tests.journeys.steps import Thumb, heading

SENTENCE = "Two goals in your own reach"


def test_the_first_steps_take_three_taps_to_skip_without_javascript(
    new_page: NewPage, alice: User
) -> None:
    page, thumb = new_page(user=alice, java_script_enabled=False), Thumb()
    page.goto("/first/you/")
    for step in ("Step 1 of 3", "Step 2 of 3"):
        expect(page.get_by_text(step)).to_be_visible()
        thumb.tap(page.get_by_role("link", name="Skip", exact=True))
    expect(page.get_by_text("Step 3 of 3")).to_be_visible()
    thumb.tap(page.get_by_role("button", name="Skip", exact=True))
    expect(page.get_by_text("Start with one interview")).to_be_visible()
    assert thumb.taps == 3


def test_hiding_a_sentence_loses_nothing_that_is_typed(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    page.goto("/interviews/new/")
    page.get_by_label("Company").fill("Umbrella")
    page.get_by_label("Role").fill("Platform lead")
    page.get_by_label("When").fill("2030-01-10T14:00")
    page.get_by_role("button", name="Save").click()
    heading(page, "Two goals")
    page.get_by_label("Name").first.fill("Priya Nair")
    page.get_by_role("button", name="Hide this").click()
    expect(page.locator("#announce")).to_contain_text("Hidden.")
    expect(page.get_by_text(SENTENCE)).to_have_count(0)
    expect(page.get_by_label("Name").first).to_have_value("Priya Nair")
    page.goto(page.url)
    expect(page.get_by_text(SENTENCE)).to_have_count(0)


def test_on_a_phone_the_work_comes_before_the_sentence(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    page.goto("/people/")
    box = page.locator(".hint").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    button = page.get_by_role("button", name="Hide this").bounding_box()
    assert box
    assert title
    assert button
    assert box["y"] > title["y"]
    assert button["height"] >= 44


def test_the_tab_key_goes_through_the_work_and_then_to_the_sentence(
    new_page: NewPage, alice: User
) -> None:
    page = new_page(user=alice)
    page.goto("/companies/")
    page.get_by_role("main").focus()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert "Add a company" in reached
    assert reached.index("Add a company") < reached.index("Hide this")
