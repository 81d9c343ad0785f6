"""What is round every page: what was saved is said, back is at once, light or dark by choice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.factories import GoalFactory, InterviewFactory
from tests.journeys import browser as chromium
from tests.journeys.conftest import DESK, NewPage, _session
from tests.journeys.steps import heading

PAPER, NIGHT = "rgb(250, 246, 238)", "rgb(24, 21, 18)"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
AMBER, TEAL = [196, 121, 15], [18, 112, 108]


def test_what_was_saved_is_said(new_page: NewPage, alice: User) -> None:
    """A region says what comes into it, and not what was in it from the start."""
    page = new_page(user=alice)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        " self.atFirst = document.querySelector('#messages p')?.ariaHidden; })"
    )
    page.goto(f"/learning/{GoalFactory(owner=alice).pk}/edit/")
    page.get_by_role("button", name="Save").click()
    said = page.get_by_role("status").filter(has_text="Saved")
    expect(said).to_have_count(1)
    expect(page.locator("#messages p")).not_to_have_attribute("aria-hidden", "true")
    assert page.evaluate("self.atFirst") == "true"


def test_whoever_is_not_signed_in_chooses_too(new_page: NewPage) -> None:
    page = new_page(color_scheme="light", java_script_enabled=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Dark").click()
    heading(page, "Sign in")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(BACKGROUND) == NIGHT
    page.get_by_role("group", name="Colours").get_by_role("button", name="System").click()
    assert page.evaluate(BACKGROUND) == PAPER


def test_on_paper_it_is_day(new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    page.goto("/about/")
    page.get_by_role("button", name="Dark").click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.mark.parametrize(("motion", "turns"), [("no-preference", True), ("reduce", False)])
def test_pages_turn_softly_unless_motion_is_minded(
    new_page: NewPage, motion: str, turns: bool
) -> None:
    page = new_page(reduced_motion=motion)
    page.add_init_script(
        "addEventListener('pagereveal', (event) => { self.turned = !!event.viewTransition; })"
    )
    page.goto("/")
    page.get_by_role("link", name="About the method").first.click()
    page.wait_for_url("**/about/")
    page.wait_for_function("self.turned !== undefined")
    assert page.evaluate("self.turned") is turns


COLOURS_AT = """async ([address, width, height, points]) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const sheet = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  sheet.drawImage(image, 0, 0, width, height);
  return points.map(([x, y]) => [...sheet.getImageData(x, y, 1, 1).data.slice(0, 3)]);
}"""


@pytest.mark.parametrize(
    ("picture", "width", "height", "points"),
    [
        ("favicon.svg", 320, 320, [(80, 160), (235, 160)]),
        ("icons/share.png", 1200, 630, [(158, 156), (310, 156)]),
    ],
)
def test_the_mark_is_the_favicon_and_in_the_share_picture(
    new_page: NewPage, picture: str, width: int, height: int, points: list[tuple[int, int]]
) -> None:
    page = new_page(color_scheme="light")
    page.goto("/")
    found = page.evaluate(COLOURS_AT, [f"/static/{picture}", width, height, points])
    assert found == [AMBER, TEAL], "in the middle of the circle and of the diamond"


@pytest.fixture
def keeping_page(
    browser: Browser, live_server: Any, fresh_limits: None
) -> Iterator[Callable[[User], Page]]:
    """A browser that keeps the page one comes from: the one of the other journeys does not."""
    started = browser.browser_type.launch(
        executable_path=chromium.find(),
        args=list(chromium.ARGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )

    def open_page(user: User) -> Page:
        context = started.new_context(base_url=live_server.url, viewport=DESK)
        context.add_cookies([{"url": live_server.url, **_session(user)}])
        page = context.new_page()
        page.add_init_script(
            "addEventListener('pageshow', (event) => { self.cameBack = event.persisted; })"
        )
        return page

    yield open_page
    started.close()


WHY_NOT = "JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)"


def test_back_is_at_once(keeping_page: Callable[[User], Page], alice: User) -> None:
    """From the browser's memory, and so with what was typed."""
    began = timezone.now() - timedelta(hours=2)
    debrief = f"/interviews/{InterviewFactory(owner=alice, starts_at=began).pk}/debrief/"
    page = keeping_page(alice)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")  # it takes over once
    for address in ("/", "/dashboard/", "/calendar/", "/interviews/", debrief):
        page.goto(address, wait_until="networkidle")
        page.evaluate("self.same = true")
        if address == debrief:
            page.get_by_label("Anything else").fill("They were kind.")
            page.wait_for_function("kept.all().then((all) => all.length)")
        page.goto("/people/")
        page.evaluate("history.back()")
        page.wait_for_function(f"location.pathname === '{address}'")
        assert page.evaluate("self.cameBack && self.same"), f"{address}: {page.evaluate(WHY_NOT)}"
    expect(page.get_by_label("Anything else")).to_have_value("They were kind.")
