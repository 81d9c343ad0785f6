"""What a person does on the pages, found by what the pages say."""

from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long walk by the sea"


def days_from_now(days: int) -> str:
    """A time as it is typed into *When*; the page's clock and this one are both UTC."""
    return (datetime.now() + timedelta(days=days)).strftime("%Y-%m-%dT14:00")


def heading(page: Page, name: str) -> None:
    """The page is the one called ``name``."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def sign_up(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Create your account").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create your account").click()
    page.get_by_role("button", name="Skip all").click()
    expect(page.get_by_role("link", name="Today")).to_be_visible()


def add_interview(page: Page, when: str, company: str = "Umbrella", **more: str) -> None:
    """From any page with the button; ends on the plan, or on the debrief where it is over."""
    page.get_by_role("link", name="Add interview").first.click()
    heading(page, "Add interview")
    page.wait_for_load_state()
    page.get_by_label("Company").fill(company)
    page.get_by_label("Role").fill("Platform lead")
    if page.get_by_role("button", name="Whom do I know there?").is_hidden():
        # With scripts the answer comes by itself, and moves what is below it: Save, for one.
        expect(page.locator("[data-there] [role=status]")).not_to_be_empty()
    page.get_by_label("When").fill(when)
    for label, text in more.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Save").click()


def go(page: Page, room: str) -> None:
    """By the navigation, once the page is whole: one left half-way counts as a failed request."""
    page.wait_for_load_state()
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name=room).click()


class Thumb:
    """Counts what it taps. Typing begins with a tap on the field."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def type(self, field: Locator, text: str) -> None:
        self.tap(field)
        field.fill(text)


def people(page: Page) -> Locator:
    """The rows for people nobody planned for."""
    return page.get_by_role("group", name="Someone else")


def scale(page: Page, name: str, number: int) -> Locator:
    """One of the five, as a thumb meets it: the round label around a radio button."""
    return page.get_by_role("group", name=name).get_by_text(str(number), exact=True)
