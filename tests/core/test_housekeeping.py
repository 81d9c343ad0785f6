"""What is kept for a while only goes on time, for everybody, and nothing else does."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts.models import User
from core import housekeeping, undo
from core.models import Change, FormReceipt
from core.ownership import acting_as
from tests.factories import NOW, GoalFactory
from tests.people import Person

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


def test_a_session_past_its_time_goes_and_is_listed_no_more(alice: User) -> None:
    for days in (1, 10):
        store = SessionStore()
        store.set_expiry(timedelta(days=days))
        store.create()
        UserSession.objects.create(user=alice, session_key=store.session_key, ip="192.0.2.1")
    housekeeping.end_stale_sessions(NOW + timedelta(days=5))
    assert Session.objects.get().session_key == UserSession.objects.get().session_key


def test_who_is_signed_in_stays_signed_in(as_alice: Person) -> None:
    housekeeping.end_stale_sessions(NOW)
    assert as_alice.get("/learning/").status_code == 200
