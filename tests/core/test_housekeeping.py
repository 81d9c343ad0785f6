"""What is kept for a while only goes on time, for everybody, and nothing else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.models import User
from core import housekeeping, undo
from core.models import Change, FormReceipt, Mail
from core.ownership import acting_as
from feedback.models import Letter
from tests.factories import NOW, GoalFactory, LetterFactory, MailFactory

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


# --- Mails ----------------------------------------------------------------------------------------

SENT = {"claimed_at": NOW, "sent_at": NOW}
FAILED = {"claimed_at": NOW, "failed_at": NOW}
INTERRUPTED = {"claimed_at": NOW}


@pytest.mark.parametrize("state", [SENT, FAILED, INTERRUPTED])
def test_a_mail_goes_after_thirty_days(alice: User, state: dict[str, Any]) -> None:
    MailFactory(owner=alice, **state)
    housekeeping.forget_old_rows(NOW + MONTH)
    assert Mail.objects.exists()
    housekeeping.forget_old_rows(NOW + MONTH + timedelta(seconds=1))
    assert not Mail.objects.exists()


def test_a_letter_that_went_out_stays_sent_when_its_mail_goes(alice: User) -> None:
    LetterFactory(owner=alice, sent_at=NOW, mail=MailFactory(owner=alice, **SENT))
    housekeeping.forget_old_rows(NOW + MONTH + timedelta(seconds=1))
    letter = Letter.objects.get()
    assert (letter.mail, letter.sent_at) == (None, NOW)


@pytest.mark.parametrize("state", [FAILED, INTERRUPTED])
def test_a_letter_whose_mail_is_in_doubt_keeps_it(alice: User, state: dict[str, Any]) -> None:
    LetterFactory(owner=alice, sent_at=NOW, mail=MailFactory(owner=alice, **state))
    housekeeping.forget_old_rows(NOW + MONTH + timedelta(seconds=1))
    assert Letter.objects.get().mail
