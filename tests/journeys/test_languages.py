"""The layout holds in any language: from right to left, and where words are long."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from accounts.models import User
from tests.journeys.conftest import DESK, PHONE, NewPage, Tour
from tests.journeys.pages import addresses
from tests.words import pseudo

SMALL = {"width": 320, "height": 640}
SIZES = (SMALL, PHONE, DESK)
# What is wider than the page, and what of a button's or a link's words cannot be read.
LOOK = """() => {
    const found = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) found.push(`the page is ${wide} px wide`);
    for (const one of document.querySelectorAll("button, .btn, summary, label, h1, h2, nav a")) {
        const hidden = !one.checkVisibility() || one.closest(".visually-hidden, svg");
        const clips = getComputedStyle(one).overflowX !== "visible";
        if (!hidden && clips && one.scrollWidth > one.clientWidth + 1)
            found.push(`cut off: ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 150)}`);
        const box = one.getBoundingClientRect();
        const words = document.createRange();
        words.selectNodeContents(one);
        const heard = one.querySelector(".visually-hidden");
        if (!hidden && !heard && words.getBoundingClientRect().width > box.width + 2)
            found.push(`words beyond it: ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 150)}`);
        if (!hidden && !one.matches(".skip-link") && !one.closest("table, .scrolls") &&
            (box.left < -1 || box.right > innerWidth + 1))
            found.push(`outside the page: ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 150)}`);
    }
    for (const one of document.querySelectorAll("main *")) {
        const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const box = one.getBoundingClientRect();
        if (text && one.checkVisibility() && !one.closest("svg, .visually-hidden, option") &&
            box.width < 28 && box.height > 90)
            found.push(`squeezed: ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 150)}`);
    }
    return found;
}"""


@pytest.fixture
def from_right_to_left(tmp_path: Path) -> Iterator[str]:
    with pseudo.known(tmp_path) as code:
        yield code


def speak(user: User, code: str) -> None:
    User.objects.filter(pk=user.pk).update(language=code)


def look_over(tour: Tour, locale: str) -> list[str]:
    problems = []
    for page in tour(locale=locale):
        for size in SIZES:
            page.set_viewport_size(size)
            where = f"{urlsplit(page.url).path} at {size['width']} px"
            problems += [f"{where}: {one}" for one in page.evaluate(LOOK)]
    return problems


def test_every_page_holds_from_right_to_left(
    from_right_to_left: str, alice: User, tour: Tour
) -> None:
    speak(alice, from_right_to_left)
    problems = look_over(tour, from_right_to_left)
    assert not problems, "\n".join(problems)


def test_every_page_holds_the_long_words_of_german(alice: User, tour: Tour) -> None:
    speak(alice, "de")
    problems = look_over(tour, "de")
    assert not problems, "\n".join(problems)


def test_a_desk_is_mirrored(from_right_to_left: str, alice: User, new_page: NewPage) -> None:
    speak(alice, from_right_to_left)
    addresses("today", alice)  # tells her the story, which fills both columns
    page = new_page(DESK, user=alice)
    page.goto("/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "bootstrap.rtl" in page.content()
    middle = DESK["width"] / 2
    assert _box(page, ".wordmark")["x"] > middle
    assert _box(page, ".account")["x"] < middle
    assert _box(page, ".desk-main")["x"] > _box(page, ".desk-aside")["x"]


def _box(page: Any, selector: str) -> dict[str, float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box
