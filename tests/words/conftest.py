"""Somebody who reads a language that nobody speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.models import User
from tests.people import Person
from tests.words import pseudo


@pytest.fixture
def language(tmp_path: Path) -> Iterator[str]:
    with pseudo.known(tmp_path) as code:
        yield code


@pytest.fixture
def reader(language: str, alice: User) -> Person:
    """Alice, whose pages speak it."""
    User.objects.filter(pk=alice.pk).update(language=language)
    alice.refresh_from_db()
    return Person(alice)
