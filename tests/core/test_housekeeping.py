"""What is kept for a while only goes on time, for everybody, and nothing else does."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.models import User
from core import housekeeping, undo
from core.models import Change, FormReceipt
from core.ownership import acting_as
from tests.factories import NOW, GoalFactory

MONTH = timedelta(days=30)


@pytest.fixture
def old_rows(alice: User, bob: User) -> None:
    """Each has a deleted goal and a form's receipt, both of today."""
    for person in (alice, bob):
        goal = GoalFactory(owner=person)
        with acting_as(person):
            undo.delete(goal, "a goal")
            FormReceipt.objects.create(owner=person, key="key")


def left_of(person: User) -> tuple[int, int]:
    with acting_as(person):
        return Change.objects.count(), FormReceipt.objects.count()


def test_after_thirty_days_everybodys_journal_and_receipts_are_gone(
    alice: User, bob: User, old_rows: None
) -> None:
    housekeeping.forget_old_rows(NOW + MONTH + timedelta(seconds=1))
    assert left_of(alice) == left_of(bob) == (0, 0)


def test_within_thirty_days_they_stay(alice: User, bob: User, old_rows: None) -> None:
    housekeeping.forget_old_rows(NOW + MONTH)
    assert left_of(alice) == left_of(bob) == (1, 1)


def test_what_the_cache_no_longer_needs_is_gone_and_the_rest_stays(now: object, db: None) -> None:
    for key, minutes in (("192.0.2.1", 5), ("192.0.2.2", 15), ("for-ever", None)):
        cache.set(key, "tries", minutes and 60 * minutes)
    housekeeping.forget_expired_cache(NOW + timedelta(minutes=10))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        kept = {key.split(":")[-1] for (key,) in cursor}
    assert kept == {"192.0.2.2", "for-ever"}
