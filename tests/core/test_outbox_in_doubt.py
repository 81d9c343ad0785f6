"""Mails of which nobody knows, or that failed: the person decides, and no run undoes another's."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from core import outbox
from core.models import Mail, MailState
from tests.core.mails import jobs, run
from tests.factories import NOW, MailFactory

pytestmark = pytest.mark.usefixtures("with_a_mail_server")


@pytest.mark.parametrize(
    "state",
    [
        {"claimed_at": NOW - timedelta(minutes=10)},
        {"claimed_at": NOW, "failed_at": NOW, "failure": "No such user"},
    ],
)
def test_the_person_may_have_it_sent_again_and_twice_asked_is_once(
    alice: User, mailoutbox: list[EmailMessage], state: dict[str, Any]
) -> None:
    mail = MailFactory(owner=alice, **state)
    assert outbox.again(mail, NOW)
    assert not outbox.again(mail, NOW)
    assert len(jobs()) == 1
    run(mail)
    assert mail.state == MailState.SENT
    assert mail.failure == ""
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("state", [{}, {"claimed_at": NOW}, {"claimed_at": NOW, "sent_at": NOW}])
def test_what_waits_is_on_its_way_or_went_out_is_not_sent_again(
    alice: User, state: dict[str, Any]
) -> None:
    mail = MailFactory(owner=alice, **state)
    assert not outbox.again(mail, NOW)
    assert not jobs()


def test_the_person_may_know_that_it_arrived(alice: User) -> None:
    mail = MailFactory(owner=alice, claimed_at=NOW - timedelta(hours=1))
    assert outbox.arrived(mail, NOW)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_a_run_that_was_overtaken_leaves_the_other_ones_claim(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hung, the person asked again, and another run is sending when this one gives up."""
    mail = MailFactory(owner=alice)

    def hang(connection: EmailBackend) -> None:
        Mail.objects.update(claimed_at=NOW + timedelta(minutes=20))
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "open", hang)
    with pytest.raises(outbox.NotSent):
        run(mail)
    mail.refresh_from_db()
    assert mail.claimed_at == NOW + timedelta(minutes=20)
