"""Alice owns, Bob is a stranger, and it is noon on Tuesday 10 March 2026 (UTC)."""

import shutil
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings as site
from django.utils import timezone, translation
from hypothesis import HealthCheck, settings

from accounts.models import User
from core.ownership import set_owner
from tests.factories import NOW, UserFactory
from tests.journeys import browser
from tests.people import Person

# A busy machine is no failure.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


def pytest_configure() -> None:
    """Where the journeys are required, a machine that cannot run all is an error, not a gap."""
    if browser.is_required() and not browser.find():
        raise pytest.UsageError("REQUIRE_BROWSER=1, but there is no Chromium: apt install chromium")
    if browser.is_required() and not shutil.which("xgettext"):
        raise pytest.UsageError("REQUIRE_BROWSER=1, but there is no gettext: apt install gettext")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any("/words/" in report.nodeid for report in skipped):
        terminalreporter.section("CATALOGUE NOT COMPARED", sep="!", yellow=True, bold=True)
        terminalreporter.line("Whether it holds every text of the source: apt install gettext")
    left_out = [report for report in skipped if "/journeys/" in report.nodeid]
    if left_out and not browser.find():
        terminalreporter.section("BROWSER JOURNEYS LEFT OUT", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{len(left_out)} journeys did not run: there is no Chromium here.")
        terminalreporter.line("To run them: apt install chromium")


@pytest.fixture(autouse=True)
def nobody_was_here() -> Iterator[None]:
    """A page leaves its thread in its reader's language until the next: no test inherits that."""
    with translation.override(site.LANGUAGE_CODE), timezone.override(None):
        yield


@pytest.fixture
def now(request: pytest.FixtureRequest) -> Iterator[object]:
    """The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def bob(db: None, now: object) -> User:
    return UserFactory(email="bob@example.com", name="Bob Stranger")


@pytest.fixture
def alice(db: None, now: object) -> User:
    """Whose test it is. Rows read in the test's own body are hers."""
    user = UserFactory(email="alice@example.com", name="Alice Owner")
    set_owner(user)
    return user


@pytest.fixture
def as_alice(alice: User) -> Person:
    return Person(alice)


@pytest.fixture
def as_bob(bob: User) -> Person:
    return Person(bob)


@pytest.fixture
def as_nobody(db: None, now: object) -> Person:
    """Not signed in."""
    return Person()
