"""Every kind of page to the eye and the thumb: nothing moves, hides, is cut off or too small."""

from collections.abc import Iterator

import pytest
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from story.load import load
from tests.journeys import looks
from tests.journeys.conftest import DESK, PHONE, NewPage, Tour

VERDICTS = """() => [...document.querySelectorAll("main .verdict :is(.v-met, .v-learned)")].map(e =>
  [e.classList[0], e.tagName, getComputedStyle(e).fill !== "none"])"""
SMALL = {"width": 320, "height": 640}


def look_at(page: Page) -> Iterator[str]:
    """What is wrong with the page, which was opened on a phone."""
    if page.evaluate(looks.SHIFTS):
        page.reload()  # a busy machine shows half a page now and then; one that moves does it again
        yield from page.evaluate(looks.SHIFTS)
    for look in (looks.HEADINGS, looks.TARGETS):
        yield from page.evaluate(look)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.keyboard.press("Tab")
        for problem in page.evaluate(looks.FOCUS):
            yield f"{problem} at {size['width']} px"
    page.set_viewport_size(SMALL)
    yield from page.evaluate(looks.SPACING)
    page.set_viewport_size(PHONE)


def test_a_page_holds_still_and_shows_all_of_itself(tour: Tour) -> None:
    problems: list[str] = []
    titles: dict[str, set[str]] = {}
    for page in tour():
        where = page.evaluate("location.pathname + location.search")
        problems += [f"{where}: {problem}" for problem in look_at(page)]
        titles.setdefault(page.title(), set()).add(resolve(where.split("?")[0]).view_name)
    problems += [
        f"{title!r} names {sorted(places)}" for title, places in titles.items() if len(places) > 1
    ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("forced", ["active", "none"])
def test_a_verdict_is_told_without_its_colours(new_page: NewPage, alice: User, forced: str) -> None:
    """Met and learned differ by their form, yes and no by being filled, in any colours."""
    load(alice, timezone.now())
    page = new_page(user=alice, forced_colors=forced)
    page.goto("/interviews/")
    shapes = {(name, tag, filled) for name, tag, filled in page.evaluate(VERDICTS)}
    forms = {(name, tag) for name, tag, _filled in shapes}
    assert len(forms) == len({tag for _name, tag in forms}) == 2
    assert {(name, filled) for name, _tag, filled in shapes} == {
        (name, filled) for name in ("v-met", "v-learned") for filled in (True, False)
    }
