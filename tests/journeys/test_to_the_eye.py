"""Every kind of page to the eye and the thumb: nothing moves, hides, is cut off or too small."""

from collections.abc import Iterator

from django.urls import resolve
from playwright.sync_api import Page

from tests.journeys import looks
from tests.journeys.conftest import DESK, PHONE, Tour

SMALL = {"width": 320, "height": 640}


def look_at(page: Page) -> Iterator[str]:
    """What is wrong with the page, which was opened on a phone."""
    for look in (looks.SHIFTS, looks.HEADINGS, looks.TARGETS):
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
