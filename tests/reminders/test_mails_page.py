"""Mails that failed, or that may have gone out: the person decides."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from core.models import Mail, MailState
from tests.factories import NOW, LetterFactory, MailFactory
from tests.people import Person
from tests.statements import assert_lean

PAGE = "/reminders/mails/"
HOUR_AGO = NOW - timedelta(hours=1)


REMINDER = {"off_url": "https://worthwhile.example/reminders/off/x/"}


def uncertain(owner: User, **fields: Any) -> Mail:
    return MailFactory(owner=owner, claimed_at=HOUR_AGO, **{**REMINDER, **fields})


def failed(owner: User, **fields: Any) -> Mail:
    failure = {"failed_at": HOUR_AGO, "failure": "No such user."}
    return uncertain(owner, **failure, **fields)


def test_it_lists_what_failed_and_what_may_have_gone_out(alice: User, as_alice: Person) -> None:
    uncertain(alice, subject="Perhaps")
    failed(alice, subject="Refused")
    MailFactory(owner=alice, subject="Waits")
    MailFactory(owner=alice, subject="On its way", claimed_at=NOW)
    MailFactory(owner=alice, subject="Went out", claimed_at=HOUR_AGO, sent_at=HOUR_AGO)
    page = as_alice.get(PAGE).content.decode()
    assert "Perhaps" in page
    assert "May have gone out." in page
    assert "Refused" in page
    assert "No such user." in page
    for subject in ("Waits", "On its way", "Went out"):
        assert subject not in page


def test_without_any_it_says_so(as_alice: Person) -> None:
    assert "None. Every mail" in as_alice.get(PAGE).content.decode()


def test_send_it_again(alice: User, as_alice: Person) -> None:
    mail = uncertain(alice)
    answer = as_alice.submit(PAGE, action=f"/reminders/mails/{mail.pk}/again/", follow=True)
    assert "It is on its way once more." in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING


def test_it_arrived(alice: User, as_alice: Person) -> None:
    mail = uncertain(alice)
    answer = as_alice.submit(PAGE, action=f"/reminders/mails/{mail.pk}/arrived/", follow=True)
    assert "Good. It counts as sent." in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


@pytest.mark.parametrize("verb", ["again", "arrived"])
def test_an_old_page_does_no_harm(alice: User, as_alice: Person, verb: str) -> None:
    mail = uncertain(alice)
    action = f"/reminders/mails/{mail.pk}/{verb}/"
    sent = as_alice.fill(PAGE, {}, action=action)
    as_alice.post(action, sent)
    mail.refresh_from_db()
    before = mail.state
    answer = as_alice.post(action, sent, follow=True)
    assert "There is nothing to s" in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == before


def test_a_letter_that_failed_is_dealt_with_on_its_own_page(alice: User, as_alice: Person) -> None:
    mail = failed(alice, off_url="")
    letter = LetterFactory(owner=alice, mail=mail, sent_at=HOUR_AGO)
    page = as_alice.get(PAGE).content.decode()
    assert f"/feedback/letters/{letter.pk}/" in page
    assert f"/reminders/mails/{mail.pk}/again/" not in page


def test_a_mail_whose_letter_went_another_way_waits_for_nothing(
    alice: User, as_alice: Person
) -> None:
    failed(alice, off_url="")
    uncertain(alice, off_url="")
    assert "None. Every mail" in as_alice.get(PAGE).content.decode()


@pytest.mark.parametrize("went_another_way", [True, False])
def test_a_letter_that_failed_is_not_sent_again_by_an_old_page(
    alice: User, as_alice: Person, went_another_way: bool
) -> None:
    """It may have gone another way since, or be open and read differently by now."""
    mail = uncertain(alice, off_url="")
    letter = LetterFactory(owner=alice, mail=mail, sent_at=HOUR_AGO)
    action = f"/reminders/mails/{mail.pk}/again/"
    sent = as_alice.fill(PAGE, {}, action=action)
    Mail.objects.update(failed_at=HOUR_AGO)
    if went_another_way:
        letter.was_sent(NOW)
    answer = as_alice.post(action, sent, follow=True)
    assert "There is nothing to send again" in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


def test_a_letter_that_may_have_gone_out_is_decided_here(alice: User, as_alice: Person) -> None:
    mail = uncertain(alice, off_url="")
    LetterFactory(owner=alice, mail=mail, sent_at=HOUR_AGO)
    as_alice.submit(PAGE, action=f"/reminders/mails/{mail.pk}/arrived/")
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_a_strangers_mail_is_not_there(bob: User, as_alice: Person) -> None:
    mail = uncertain(bob, subject="Not hers")
    assert "Not hers" not in as_alice.get(PAGE).content.decode()
    token = as_alice.cookies["csrftoken"].value
    for verb in ("again", "arrived"):
        answer = as_alice.post(
            f"/reminders/mails/{mail.pk}/{verb}/", headers={"X-CSRFToken": token}
        )
        assert answer.status_code == 404


def test_the_page_is_lean(alice: User, as_alice: Person) -> None:
    for _ in range(5):
        LetterFactory(owner=alice, mail=failed(alice))
        uncertain(alice)
    assert_lean(as_alice, PAGE)
