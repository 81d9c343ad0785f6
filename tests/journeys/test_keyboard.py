"""The loop with the keyboard alone, and the focus always in sight."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPage
from tests.journeys.hands import Keys
from tests.journeys.steps import PASSWORD, heading


def add_interview(keys: Keys, days: int) -> None:
    keys.link("Add interview")
    heading(keys.page, "Add interview")
    keys.type("Company", "Umbrella")
    keys.type("Role", "Platform lead")
    keys.type_time("When", days)
    keys.button("Save")


def test_the_loop_with_the_keyboard_alone(new_page: NewPage) -> None:
    page = new_page()
    keys = Keys(page)
    page.goto("/")
    keys.press(page.get_by_role("link", name="Skip to the page"))
    expect(page.get_by_role("main")).to_be_focused()
    keys.link("Create your account")
    heading(page, "Create your account")
    keys.type("E-mail", "nora@example.com")
    keys.type("Password", PASSWORD)
    page.keyboard.press("Enter")
    heading(page, "What shall we call you?")
    keys.button("Skip all")
    heading(page, "Good")

    add_interview(keys, days=1)
    heading(page, "Two goals")
    keys.type("Name", "Priya Nair")
    keys.button("Someone else")
    expect(page.get_by_label("Name").last).to_be_focused()
    page.keyboard.type("Tom")
    keys.type("Something else", "How they shard PostgreSQL")
    keys.press(page.get_by_role("radio", name="1"), "Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2")).to_be_checked()
    keys.button("Save")
    expect(page.get_by_text("Meet Tom")).to_be_visible()

    keys.link("Interviews")
    heading(page, "Interviews")
    add_interview(keys, days=-1)
    heading(page, "Debrief")
    keys.type("Name", "Kim Ito")
    keys.press(page.get_by_role("checkbox", name="Got contact details").first, "Space")
    keys.type("E-mail, phone or link", "kim@example.com")
    keys.type("Something else", "They deploy on Fridays")
    keys.press(page.get_by_role("group", name="Before").get_by_label("1"), "Space")
    keys.button("Save debrief")
    expect(page.get_by_text("You met Kim Ito and learned").last).to_be_visible()

    keys.link("What did they say?")
    heading(page, "What did they say?")
    keys.to(page.get_by_label("waiting"))
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("rejected")).to_be_checked()
    keys.button("Save")
    heading(page, "They said no")

    keys.link("Write to Kim Ito")
    keys.to(page.get_by_label("Letter", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("Thank you, Kim. Was there anything I was missing?")
    keys.button("I sent it")
    expect(page.get_by_text("it is behind you")).to_be_visible()
    keys.link("Today")
    heading(page, "Good")
    keys.link("Dashboard")
    heading(page, "Dashboard")
