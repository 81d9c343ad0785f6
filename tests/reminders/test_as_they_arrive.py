"""The mails as a mail server takes them, whole."""

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from accounts.models import User
from core import outbox
from core.models import MailState
from core.ownership import acting_as
from interviews.models import Kind
from tests import sink
from tests.factories import ApplicationFactory, CompanyFactory, InterviewFactory
from tests.reminders.conftest import SITE, mails_of, remind_at
from tests.reminders.test_morning import SEVEN, needing
from tests.sink import Sink

Maker = Callable[..., User]


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    with sink.listening() as server:
        settings.EMAIL_URL = server.url
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def send_all(user: User) -> None:
    """What the worker does with this person's jobs."""
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=99))
    for mail in mails_of(user):
        outbox.send(context, owner=user.pk, mail=mail.pk)


def headers(mail: EmailMessage) -> dict[str, str]:
    """Unfolded: a long one begins on its second line."""
    return {name: str(value).strip() for name, value in mail.items()}


def test_the_morning_list_as_it_arrives(mailed: Maker, server: Sink) -> None:
    ada = mailed("morning", email="ada@example.com")
    held = needing(ada)
    remind_at(SEVEN)
    with time_machine.travel(SEVEN, tick=False):
        send_all(ada)
    (arrived,), (kept,) = server.mails, mails_of(ada)
    assert server.recipients == [["ada@example.com"]]
    off = kept.off_url
    assert re.fullmatch(re.escape(SITE) + r"/reminders/off/\d+\.morning:[\w-]{43}/", off)
    assert headers(arrived) == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "8bit",
        "Subject": "One thing needs you today",
        "From": "Worthwhile <hello@worthwhile.example>",
        "To": "ada@example.com",
        "Date": "Wed, 11 Mar 2026 07:00:00 -0000",
        "Message-ID": f"<{kept.uuid}@worthwhile.example>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert arrived.get_content() == (
        "Hello Ada,\r\n\r\n"
        "This needs you today:\r\n\r\n"
        "Debrief Monday’s interview with Initech\r\n"
        "Technical, 9 Mar 2026\r\n"
        f"{SITE}/interviews/{held.pk}/debrief/\r\n\r\n"
        f"Worthwhile\r\n{SITE}/\r\n\r\n"
        "This mail comes at seven in the morning, on days that have something."
        " Switch it off here, without signing in:\r\n"
        f"{off}\r\n"
    )
    assert mails_of(ada)[0].state == MailState.SENT


def test_the_two_questions_as_they_arrive(mailed: Maker, server: Sink) -> None:
    ada = mailed("two_questions", name="")
    company = CompanyFactory(owner=ada, name="Ümlaut & <Sons>")
    held = InterviewFactory(
        owner=ada, application=ApplicationFactory(owner=ada, company=company), kind=Kind.PANEL,
        starts_at=SEVEN,
    )  # fmt: skip
    remind_at(held.ends_at.replace(hour=10))
    send_all(ada)
    (arrived,), (kept,) = server.mails, mails_of(ada)
    subject = "Two questions about your interview with Ümlaut & <Sons>"
    assert headers(arrived)["Subject"] == subject
    assert arrived.get_content() == (
        "Hello,\r\n\r\n"
        "Your interview with Ümlaut & <Sons> (panel) is over."
        " Two questions, while it is fresh:\r\n\r\n"
        "Did you meet someone?\r\nDid you learn something?\r\n\r\n"
        "Answering takes less than a minute:\r\n"
        f"{SITE}/interviews/{held.pk}/debrief/\r\n\r\n"
        "These two are yours to answer, whatever they decide.\r\n\r\n"
        f"Worthwhile\r\n{SITE}/\r\n\r\n"
        "This mail comes two hours after an interview."
        " Switch it off here, without signing in:\r\n"
        f"{kept.off_url}\r\n"
    )


def test_a_letter_as_it_arrives(mailed: Maker, server: Sink) -> None:
    ada = mailed(email="ada@example.com")
    with acting_as(ada):
        outbox.write(
            ada, "letter-1", to="priya@example.com", subject="Danke, Priya 🦊",
            text="It was good to talk.\n.\nAda", from_name="Ada “A.” Lovelace",
            reply_to="ada@example.com",
        )  # fmt: skip
    send_all(ada)
    (arrived,) = server.mails
    assert server.recipients == [["priya@example.com"]]
    assert arrived["From"] == '"Ada “A.” Lovelace" <hello@worthwhile.example>'
    assert arrived["Reply-To"] == "ada@example.com"
    assert arrived["Subject"] == "Danke, Priya 🦊"
    assert "Bcc" not in arrived
    assert arrived.get_content() == "It was good to talk.\r\n.\r\nAda\r\n"


def test_an_address_that_the_server_refuses_is_said_to_the_person(
    mailed: Maker, server: Sink
) -> None:
    ada = mailed("morning", email="ada@example.com")
    server.refused.add("ada@example.com")
    needing(ada)
    remind_at(SEVEN)
    send_all(ada)
    assert server.mails == []
    (kept,) = mails_of(ada)
    assert kept.failure == "The mail server does not take this address. (550 No such mailbox)"


def test_a_server_that_is_away_is_tried_again_later(mailed: Maker, server: Sink) -> None:
    ada = mailed("morning")
    needing(ada)
    remind_at(SEVEN)
    (kept,) = mails_of(ada)
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=0))
    with sink.listening() as gone:
        closed = gone.port
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.EMAIL_PORT", closed)
        with pytest.raises(outbox.NotSent):
            outbox.send(context, owner=ada.pk, mail=kept.pk)
    send_all(ada)
    assert len(server.mails) == 1
