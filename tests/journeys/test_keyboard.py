"""The loop with the keyboard alone, and the focus always in sight."""

from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.steps import PASSWORD, heading

# Is what has the focus hidden under a bar that stays on the screen? Answers what hides it.
HIDDEN_BY = """() => {
  let focus = document.activeElement;
  if (focus === document.body) return "";  // past the last one, on the way round to the first
  if (focus.matches("[type=radio], [type=checkbox]")) focus = focus.closest("label") ?? focus;
  const { top, bottom: end } = focus.getBoundingClientRect();
  // Of a letter, taller than what is left of a small screen, the browser shows where the caret is.
  const box = { top, bottom: focus.matches("textarea") ? Math.min(end, top + 44) : end };
  for (const bar of document.querySelectorAll(".savebar, .rooms, .topbar")) {
    const over = bar.getBoundingClientRect();
    const covers = over.top < box.bottom - 1 && box.top + 1 < over.bottom;
    if (covers && getComputedStyle(bar).position !== "static" && !bar.contains(focus))
      return `${bar.className} hides ${focus.outerHTML.slice(0, 120)}`;
  }
  return box.bottom < 0 || box.top > innerHeight ? `off the screen: ${focus.outerHTML}` : "";
}"""
MOST_TABS = 60


class Keys:
    """A person who has no pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Locator) -> None:
        """Press Tab until ``target`` has the focus."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            hidden_by = self.page.evaluate(HIDDEN_BY)
            assert not hidden_by, hidden_by
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab never reaches {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.to(target)
        self.page.keyboard.press(key)

    def type(self, label: str, text: str) -> None:
        self.to(self.page.get_by_label(label).locator("visible=true").first)
        self.page.keyboard.type(text)

    def type_time(self, label: str, days: int) -> None:
        """Month, day, year; an arrow ends the year, which may have six digits."""
        self.type(label, (datetime.now() + timedelta(days=days)).strftime("%m%d%Y"))
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type("0200PM")

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name).locator("visible=true").first)


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
