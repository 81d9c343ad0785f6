"""Alice owns, Bob is a stranger, and it is noon on Tuesday 10 March 2026 (UTC)."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import User
from core.ownership import set_owner
from tests.factories import NOW, UserFactory
from tests.people import Person


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
