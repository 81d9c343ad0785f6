"""Journeys: a person at a real browser, and the whole product behind it.

The clock runs here, because the browser's does. The server answers in another thread and in
transactions of its own, so rows are committed, and the tables emptied after each journey.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from interviews.models import Interview
from tests.factories import UserFactory
from tests.journeys import browser as chromium
from tests.journeys.device import an_interview
from tests.journeys.pages import AREAS, addresses
from tests.journeys.steps import PASSWORD

PATIENCE = 15_000  # milliseconds for anything to appear: generous, a slow machine is no error
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

NewPage = Callable[..., Page]
Tour = Callable[..., Iterator[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not chromium.find():
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all journeys in a row; it ends before any other test begins."""
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django refuses the database where one
        # runs. Nothing here awaits: the loop only ever turns inside a call of Playwright's.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.ARGS)
        )
        yield started
        started.close()


@pytest.fixture
def fresh_limits(transactional_db: None) -> Iterator[None]:
    """No journey is slowed down by the tries that another one counted."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def new_page(browser: Browser, live_server: Any, fresh_limits: None) -> Iterator[NewPage]:
    """``new_page(width, user=…)``: a page in a browser of its own, signed in as ``user``.

    Its ``watch`` holds what went wrong, and the journey fails where anything did.
    """
    opened: list[tuple[BrowserContext, chromium.Watch]] = []

    def open_page(size: dict[str, int] = PHONE, user: User | None = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            **{"reduced_motion": "reduce", "timezone_id": "UTC", "locale": "en-GB", **options},
        )
        context.set_default_timeout(PATIENCE)
        watch = chromium.Watch(context, live_server.url)
        opened.append((context, watch))
        if user:
            context.add_cookies([{**_session(user), "url": live_server.url}])
        page = context.new_page()
        page.watch = watch
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    problems = [problem for _, watch in opened for problem in watch.problems]
    assert not problems, "\n".join(problems)


def _session(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value}


@pytest.fixture
def alice(transactional_db: None) -> User:
    """Whose journey it is, where it does not begin with signing up."""
    return UserFactory(email="alice@example.com", name="Alice Owner")


@pytest.fixture(params=AREAS)
def area(request: pytest.FixtureRequest) -> str:
    """A test that asks for it, or for ``tour``, goes through every kind of page."""
    return request.param


@pytest.fixture
def tour(area: str, alice: User, new_page: NewPage) -> Tour:
    """``tour(size, …)``: every page of the area, one after the other, in one browser."""
    if area == "account":
        alice.set_password(PASSWORD)
        alice.save()
    places = addresses(area, alice)

    def go_round(size: dict[str, int] = PHONE, **options: Any) -> Iterator[Page]:
        page = new_page(size, user=None if area == "signed out" else alice, **options)
        for place in places:
            answer = page.goto(place)
            assert answer, place
            assert answer.ok, f"{place}: {answer.status}"
            yield page

    return go_round


@pytest.fixture
def interview(alice: User) -> Interview:
    alice.set_password(PASSWORD)
    alice.save()
    return an_interview(alice, "Priya Nair", "Tom Reed")


@pytest.fixture
def address(interview: Interview) -> str:
    """Where the reminder's link leads."""
    return f"/interviews/{interview.pk}/debrief/"
