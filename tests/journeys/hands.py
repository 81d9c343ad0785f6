"""Two ways to do the same: with the keyboard alone, and with a pointer where no script runs."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

Name = str | re.Pattern[str]

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
MOST_TABS = 80
MOST_CHOICES = 10


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
        self.to(_field(self.page, label))
        self.page.keyboard.type(text)

    def type_time(self, label: str, days: int) -> None:
        """Month, day, year; an arrow ends the year, which may have six digits."""
        self.type(label, (datetime.now() + timedelta(days=days)).strftime("%m%d%Y"))
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type("0200PM")

    def button(self, name: Name) -> None:
        self.press(_button(self.page, name))

    def link(self, name: Name) -> None:
        self.press(_link(self.page, name))

    def fold(self, words: str) -> None:
        self.press(_fold(self.page, words))

    def choose(self, label: str) -> None:
        """Of several circles Tab meets one only; the arrows go on from there."""
        target = self.page.get_by_label(label, exact=True).first
        name = target.get_attribute("name")
        self.to(self.page.locator(f"input[name='{name}']").first)
        for _ in range(MOST_CHOICES):
            self.page.keyboard.press("Space")
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {label}")


class Pointer:
    """A person with a mouse or a thumb, in a browser that runs no scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type(self, label: str, text: str) -> None:
        _field(self.page, label).fill(text)

    def button(self, name: Name) -> None:
        _button(self.page, name).click()

    def link(self, name: Name) -> None:
        _link(self.page, name).click()

    def fold(self, words: str) -> None:
        _fold(self.page, words).click()

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).first.check()

    def send(self) -> None:
        self.page.keyboard.press("Enter")  # the last field still has the caret


def _field(page: Page, label: str) -> Locator:
    return page.get_by_label(label).locator("visible=true").first


def _button(page: Page, name: Name) -> Locator:
    return page.get_by_role("button", name=name, exact=isinstance(name, str)).first


def _link(page: Page, name: Name) -> Locator:
    return page.get_by_role("link", name=name).locator("visible=true").first


def _fold(page: Page, words: str) -> Locator:
    return page.locator("summary").filter(has_text=words).first
