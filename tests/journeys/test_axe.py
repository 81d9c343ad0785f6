"""axe finds nothing on any kind of page, however it is shown."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve, reverse
from playwright.sync_api import Page

from accounts.models import User
from tests.journeys.conftest import PHONE, NewPage, Tour
from tests.journeys.pages import names, rows_of
from tests.locks.sitemap import PLAIN, PUBLIC, pages_of
from tests.locks.world import make_world
from tests.people import Person

SMALL = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without preload axe does not fetch the style sheets again; no rule of these looks into them.
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
RUN_AXE = "options => axe.run(options)"
SHOWN: dict[str, tuple[dict[str, str], dict[str, int]]] = {
    "light": ({"color_scheme": "light"}, PHONE),
    "dark": ({"color_scheme": "dark"}, PHONE),
    "320 px": ({"color_scheme": "light"}, SMALL),
    "forced colours": ({"forced_colors": "active"}, PHONE),
    "print": ({"media": "print", "forced_colors": "none"}, PHONE),
}
# axe reads -webkit-text-fill-color, which Chromium does not report as forced: it compares our own
# ink with the system's paper.
LEFT_OUT = {"forced colours": {"rules": {"color-contrast": {"enabled": False}}}}
WIDTH = "document.documentElement.scrollWidth"
# Their addresses hold what a mail said, and cannot be made from the name alone.
WITH_A_TOKEN = {"account_confirm_email", "account_reset_password_from_key", "reminders:off"}


def look_over(page: Page, name: str = "") -> Iterator[str]:
    """What is wrong with the page as it stands, however it is shown."""
    name = name or page.evaluate("location.pathname + location.search")
    page.evaluate(AXE_SCRIPT)  # past the Content-Security-Policy, which a script tag is not
    for shown, (media, size) in SHOWN.items():
        page.emulate_media(**media)
        page.set_viewport_size(size)
        for found in page.evaluate(RUN_AXE, OPTIONS | LEFT_OUT.get(shown, {}))["violations"]:
            for node in found["nodes"]:
                summary = " ".join(node["failureSummary"].split())
                yield f"{name} ({shown}): {found['id']}: {node['html'][:150]}: {summary}"
        if (width := page.evaluate(WIDTH)) > size["width"]:
            yield f"{name} ({shown}): {width} px wide on a screen of {size['width']} px"
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)


def test_axe_finds_nothing_on_any_page(tour: Tour) -> None:
    problems = [problem for page in tour() for problem in look_over(page)]
    assert not problems, "\n".join(problems)


def test_every_page_of_the_site_map_is_listed(db: None, now: object) -> None:
    """Else a new page is never looked at."""
    _alice, bob, rows = make_world()
    pages = [*pages_of(rows), *(reverse(name) for name in PLAIN if ":" not in name)]
    found = set(pages_among(Person(bob), pages))
    entrance = [reverse(name) for name in PUBLIC - WITH_A_TOKEN - {"admin:login", "calendar_feed"}]
    found |= set(pages_among(Person(), entrance)) | WITH_A_TOKEN
    assert found - names() == set(), "not in tests/journeys/pages.py"


def pages_among(person: Person, places: list[str]) -> Iterator[str]:
    """The names of those addresses that answer with a page, as the site map resolves them."""
    for place in places:
        answer = person.get(place)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield resolve(urlsplit(place).path).view_name


def test_axe_finds_nothing_while_something_is_done(new_page: NewPage, alice: User) -> None:
    """Pages that are there only after a click or a mistake."""
    rows = {word: pk for word, (pk,) in rows_of(alice).items()}
    page = new_page(user=alice)
    page.watch.expected = {404, 405, 409}
    problems: list[str] = []
    for name, act in acts(page, rows).items():
        act()
        problems += look_over(page, name)
    assert not problems, "\n".join(problems)


def acts(page: Page, rows: dict[str, int]) -> dict[str, Callable[[], Any]]:
    debrief = f"/interviews/{rows['over']}/debrief/"
    return {
        "no such page": lambda: page.goto("/interviews/999999/"),
        "wrong method": lambda: page.goto("/accounts/appearance/"),
        "the account menu": lambda: (page.goto("/"), page.locator("summary").first.click()),
        "as a table": lambda: (page.goto("/dashboard/"), unfold(page)),
        "rows added": lambda: (page.goto(debrief), add_rows(page)),
        "sent empty": lambda: send_empty(page, "/interviews/new/"),
        "changed meanwhile": lambda: save_twice(page, f"/learning/{rows['goal']}/edit/"),
        "undo": lambda: delete(page, f"/learning/{rows['goal']}/delete/"),
        "signed out": lambda: page.context.clear_cookies(),
        "wrong password": lambda: sign_in_wrongly(page),
    }


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")


def add_rows(page: Page) -> None:
    for name in ("Someone else", "Something else"):
        for _ in range(3):  # beyond the spare rows
            page.get_by_role("button", name=name).click()
    unfold(page)


def send_empty(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This field is required.").first.wait_for()


def save_twice(page: Page, address: str) -> None:
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    for tab, words in ((other, "The other tab's"), (page, "This tab's")):
        tab.get_by_label("What I want to learn").fill(words)
        tab.get_by_role("button", name="Save").click()
    page.get_by_text("This was changed meanwhile").wait_for()
    other.close()


def delete(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Undo").wait_for()


def sign_in_wrongly(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("nobody@example.com")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("do not go together").first.wait_for()
