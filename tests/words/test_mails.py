"""Every mail is written in the language of who reads it, the job that writes it notwithstanding."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import translation

from accounts.models import User
from core import outbox
from core.models import Mail
from core.ownership import acting_as
from interviews.models import Interview, Outcome
from reminders.due import remind
from tests.accounts.pages import PASSWORD
from tests.factories import NOW, InterviewFactory, LessonFactory, MeetingFactory
from tests.people import Person
from tests.words.pseudo import CODE
from tests.words.reading import data_of, latin

MORNING = NOW.replace(hour=7, minute=5)


@pytest.fixture
def mailed(reader: Person, settings: Any) -> User:
    """Alice wants every mail, and this installation can send them."""
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.DEFAULT_FROM_EMAIL = "Worthwhile <hello@worthwhile.example>"
    mine = User.objects.filter(pk=reader.user.pk)
    mine.update(mail_two_questions=True, mail_morning=True, mail_weekly=True)
    EmailAddress.objects.create(
        user=reader.user, email=reader.user.email, primary=True, verified=True
    )
    return mine.get()


def test_reminders_speak_their_readers_language(mailed: User) -> None:
    monday = MORNING - timedelta(days=1)
    told = InterviewFactory(
        owner=mailed, starts_at=monday - timedelta(days=3), debriefed_at=monday,
        outcome=Outcome.REJECTED, outcome_on=(monday - timedelta(days=2)).date(),
    )  # fmt: skip
    MeetingFactory(owner=mailed, interview=told, met=True)
    LessonFactory(owner=mailed, interview=told, learned="A lesson")
    InterviewFactory(owner=mailed, starts_at=monday - timedelta(days=4))
    InterviewFactory(owner=mailed, starts_at=monday - timedelta(hours=4))
    with acting_as(mailed):
        Interview.objects.update(created_at=monday - timedelta(days=9))
    with translation.override("en-gb"):  # the worker's own
        remind(monday)
    with acting_as(mailed):
        written = list(Mail.objects.all())
    assert {one.key.split("-")[0] for one in written} == {"two_questions", "morning", "weekly"}
    data = data_of(mailed)
    assert not [words for one in written if (words := latin(one.subject + one.text, data))]


def test_mails_about_an_account_speak_their_readers_language(
    mailed: User, as_nobody: Person
) -> None:
    for place, typed in (
        ("/accounts/password/reset/", {"email": mailed.email}),
        ("/accounts/signup/", {"email": mailed.email, "password1": PASSWORD}),
    ):
        as_nobody.submit(place, typed)
    strange = {"email": "nobody@example.com"}
    Person(headers={"accept-language": CODE}).submit("/accounts/password/reset/", strange)
    assert len(mail.outbox) == 3
    data = data_of(mailed)
    assert not [words for one in mail.outbox if (words := latin(one.subject + one.body, data))]


def test_why_a_mail_was_not_sent_is_said_in_its_readers_language(
    reader: Person, settings: Any
) -> None:
    settings.EMAIL_URL = ""
    text = outbox.write(reader.user, "a", to="x@example.com", subject="Hello", text="Hello")
    with translation.override("en-gb"):
        outbox.send.func(_Job(), reader.user.pk, text.pk)
    assert not latin(Mail.objects.get().failure, [])


class _Job:
    class job:  # noqa: N801
        attempts = 99
