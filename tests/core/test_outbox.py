"""The outbox: written once, claimed before it is sent, and never sent twice by itself."""

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from procrastinate.contrib.django import app

from accounts.models import User
from core import outbox
from core.models import Mail, MailState
from core.ownership import acting_as
from tests.core.mails import WORDS, fails_with, jobs, run
from tests.factories import NOW, MailFactory

pytestmark = pytest.mark.usefixtures("with_a_mail_server")


# --- Writing --------------------------------------------------------------------------------------


def test_a_mail_and_its_job_are_written_together_and_the_job_names_ids_only(alice: User) -> None:
    mail = outbox.write(alice, "letter-1", **WORDS)
    assert jobs() == [("core.outbox.send", {"owner": alice.pk, "mail": mail.pk})]
    assert mail.state_at(NOW) == MailState.WAITING


def test_the_same_is_never_written_twice(alice: User) -> None:
    first = outbox.write(alice, "letter-1", **WORDS)
    second = outbox.write(alice, "letter-1", **{**WORDS, "text": "Other words"})
    assert second == first
    assert Mail.objects.get().text == "It was good to talk."
    assert len(jobs()) == 1


def test_two_people_may_write_about_the_same(alice: User, bob: User) -> None:
    outbox.write(alice, "morning-2026-03-10", **WORDS)
    with acting_as(bob):
        outbox.write(bob, "morning-2026-03-10", **WORDS)
    assert len(jobs()) == 2


def test_what_is_undone_leaves_neither_mail_nor_job(alice: User) -> None:
    with transaction.atomic():
        outbox.write(alice, "letter-1", **WORDS)
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert not jobs()


def test_in_the_worker_too_the_job_is_undone_with_its_mail(alice: User) -> None:
    working = app.replace_connector(app.connector.get_worker_connector())
    with working, transaction.atomic():
        outbox.write(alice, "a", **WORDS)
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert not jobs()


@pytest.mark.parametrize("name", ["to", "subject", "from_name", "reply_to", "off_url"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x00"])
def test_no_header_ever_holds_a_second_line(alice: User, name: str, end: str) -> None:
    typed = {**WORDS, name: f"priya@example.com{end}Bcc: everybody@example.com"}
    with pytest.raises(ValueError, match=name):
        outbox.write(alice, "letter-1", **typed)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("name", ["to", "reply_to"])
@pytest.mark.parametrize(
    "address",
    [
        "priya",
        "a@example.com, b@example.com",
        "Priya <priya@example.com>",
        "@",
        " ",
        ", ".join(f"p{number}@example.com" for number in range(100)),
    ],
)
def test_it_goes_to_one_address_and_is_answered_to_one(
    alice: User, name: str, address: str
) -> None:
    with pytest.raises(ValueError, match="one address"):
        outbox.write(alice, "letter-1", **{**WORDS, name: address})


# --- What goes out --------------------------------------------------------------------------------


def sent_as(mail: Mail) -> Any:
    return outbox.compose(mail).message()


def test_a_letter_is_from_the_person_and_answered_to_the_person(alice: User) -> None:
    message = sent_as(
        outbox.write(alice, "a", **WORDS, from_name="Alice Owner", reply_to="alice@example.com")
    )
    assert message["From"] == "Alice Owner <hello@worthwhile.example>"
    assert message["Reply-To"] == "alice@example.com"
    assert message["To"] == "priya@example.com"
    assert message["Subject"] == "Thank you"
    assert message.get_payload(decode=True).decode() == "It was good to talk."
    assert "Auto-Submitted" not in message
    assert "List-Unsubscribe" not in message


def test_its_message_id_is_its_own_and_always_the_same(alice: User) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    assert sent_as(mail)["Message-ID"] == f"<{mail.uuid}@worthwhile.example>"


def test_a_reminder_says_that_a_machine_wrote_it_and_how_to_switch_it_off(alice: User) -> None:
    message = sent_as(outbox.write(alice, "a", **WORDS, off_url="https://worthwhile.example/off/x"))
    assert message["From"] == "Worthwhile <hello@worthwhile.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://worthwhile.example/off/x>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("name", ["Zoë 🦊", 'Ada "the" <first>, Countess', "عائشة", "a@b.example"])
def test_any_name_stays_a_name(alice: User, name: str) -> None:
    mail = outbox.write(alice, "a", **WORDS, from_name=name)
    arrived = message_from_bytes(sent_as(mail).as_bytes(), policy=policy.default)
    (sender,) = arrived["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "hello@worthwhile.example")


# --- Sending --------------------------------------------------------------------------------------


def test_a_mail_is_claimed_sent_and_marked(alice: User, mailoutbox: list[EmailMessage]) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    run(mail)
    assert [sent.subject for sent in mailoutbox] == ["Thank you"]
    assert (mail.claimed_at, mail.sent_at, mail.state) == (NOW, NOW, MailState.SENT)


def test_a_mail_is_claimed_before_anything_goes_out(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    seen = []

    def look(backend: Any, messages: Any) -> int:
        with acting_as(alice):
            seen.append(Mail.objects.get().claimed_at)
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", look)
    run(mail)
    assert seen == [NOW]


def test_run_again_it_goes_out_no_second_time(alice: User, mailoutbox: list[EmailMessage]) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    run(mail)
    run(mail)
    assert len(mailoutbox) == 1


def test_interrupted_after_its_claim_it_is_never_sent_by_itself_and_says_so(
    alice: User, mailoutbox: list[EmailMessage]
) -> None:
    mail = MailFactory(owner=alice, claimed_at=NOW)
    run(mail)
    assert mailoutbox == []
    assert mail.state_at(NOW + timedelta(minutes=9)) == MailState.SENDING
    assert mail.state_at(NOW + timedelta(minutes=10)) == MailState.UNCERTAIN


@pytest.mark.parametrize("problem", [smtplib.SMTPServerDisconnected("gone"), TimeoutError()])
def test_where_the_server_may_have_it_the_claim_stays(
    alice: User, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    fails_with(monkeypatch, problem)
    with pytest.raises(type(problem)):
        run(mail)
    mail.refresh_from_db()
    assert mail.state_at(NOW + timedelta(minutes=10)) == MailState.UNCERTAIN
    assert outbox.TryLater().get_retry_decision(exception=problem, job=None) is None


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("open", ConnectionRefusedError()),
        ("open", smtplib.SMTPAuthenticationError(535, b"no")),
        ("send", smtplib.SMTPRecipientsRefused({"x": (451, b"greylisted")})),
        ("send", smtplib.SMTPDataError(452, b"disk full")),
    ],
)
def test_where_nothing_went_out_it_waits_and_is_tried_again(
    alice: User, monkeypatch: pytest.MonkeyPatch, step: str, problem: Exception
) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    fails_with(monkeypatch, problem, step)
    with pytest.raises(outbox.NotSent) as raised:
        run(mail)
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING
    job: Any = SimpleNamespace(attempts=0)
    decision = outbox.TryLater().get_retry_decision(exception=raised.value, job=job)
    assert decision
    assert decision.retry_at


def test_after_the_last_try_it_says_why_it_failed(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    fails_with(monkeypatch, ConnectionRefusedError(), "open")
    run(mail, attempts=len(outbox.WAITS))
    assert mail.state == MailState.FAILED
    assert mail.failure == "The mail server could not be reached."


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (
            smtplib.SMTPRecipientsRefused({"x": (550, b"No such\r\nuser \xff")}),
            "The mail server does not take this address. (550 No such user",
        ),
        (
            smtplib.SMTPSenderRefused(553, b"not you", "x"),
            "The mail server does not take this mail. (553 not you)",
        ),
        (
            smtplib.SMTPDataError(554, b"x" * 1000),
            "The mail server does not take this mail. (554 xxx",
        ),
    ],
)
def test_what_is_refused_for_good_fails_at_once_in_words(
    alice: User, monkeypatch: pytest.MonkeyPatch, problem: Exception, says: str
) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    fails_with(monkeypatch, problem)
    run(mail)
    assert mail.state == MailState.FAILED
    assert mail.failure.startswith(says)


def test_an_address_that_no_mail_can_hold_fails_at_once_and_is_not_in_doubt(alice: User) -> None:
    mail = outbox.write(alice, "a", **{**WORDS, "to": f"priya@{'ü' * 60}.com"})
    run(mail)
    assert mail.state == MailState.FAILED
    assert mail.failure == "The mail cannot be written to this address."


def test_without_a_mail_server_what_still_waits_fails(alice: User, settings: Any) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    settings.EMAIL_URL = ""
    run(mail)
    assert mail.failure == "There is no mail server here any more."


def test_a_mail_that_is_gone_is_no_error(alice: User, mailoutbox: list[EmailMessage]) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    pk = mail.pk
    mail.delete()
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=0))
    outbox.send(context, owner=alice.pk, mail=pk)
    assert mailoutbox == []


def test_a_job_reaches_no_strangers_mail(alice: User, bob: User) -> None:
    mail = outbox.write(alice, "a", **WORDS)
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=0))
    outbox.send(context, owner=bob.pk, mail=mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING
