"""Two hours after an interview: did you meet someone, did you learn something?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview
from reminders import due
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory, UserFactory
from tests.reminders.conftest import SITE, confirmed, keys_of, mails_of, remind_at

HOUR = timedelta(hours=1)
Maker = Callable[..., User]


def interview(owner: User, ends: datetime = NOW, company: str = "Umbrella", **fields: Any) -> Any:
    """Entered the day before it takes place."""
    with time_machine.travel(ends - timedelta(days=1), tick=False):
        return InterviewFactory(
            owner=owner,
            application=ApplicationFactory(
                owner=owner, company=CompanyFactory(owner=owner, name=company)
            ),
            starts_at=ends - HOUR,
            ends_at=ends,
            **fields,
        )


def test_it_comes_two_hours_after_the_end_and_once(mailed: Maker) -> None:
    ada = mailed("two_questions")
    interview(ada)
    remind_at(NOW, NOW + HOUR, NOW + 2 * HOUR - timedelta(seconds=1))
    assert not mails_of(ada)
    remind_at(NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert len(mails_of(ada)) == 1


def test_its_link_opens_the_debrief(mailed: Maker) -> None:
    ada = mailed("two_questions")
    held = interview(ada)
    remind_at(NOW + 2 * HOUR)
    (mail,) = mails_of(ada)
    assert mail.to == ada.email
    assert mail.subject == "Two questions about your interview with Umbrella"
    assert f"\n{SITE}/interviews/{held.pk}/debrief/\n" in mail.text


def test_a_company_called_like_two_lines_is_one_line_of_a_subject(mailed: Maker) -> None:
    ada = mailed("two_questions")
    interview(ada, company="Umbrella\r\nBcc: everybody@example.com \u2028 end")
    remind_at(NOW + 2 * HOUR)
    (mail,) = mails_of(ada)
    assert mail.subject.endswith("with Umbrella Bcc: everybody@example.com end")


def test_a_very_long_company_is_cut_short_in_the_subject(mailed: Maker) -> None:
    ada = mailed("two_questions")
    interview(ada, company="U" * 200)
    remind_at(NOW + 2 * HOUR)
    assert len(mails_of(ada)[0].subject) == 150


@pytest.mark.parametrize(
    "fields", [{"debriefed_at": NOW}, {"cancelled_at": NOW - HOUR}], ids=["debriefed", "cancelled"]
)
def test_what_is_debriefed_or_cancelled_asks_nothing(mailed: Maker, fields: dict[str, Any]) -> None:
    ada = mailed("two_questions")
    interview(ada, **fields)
    remind_at(NOW + 2 * HOUR)
    assert not mails_of(ada)


def test_after_an_outage_nobody_is_asked_about_what_is_a_day_old(mailed: Maker) -> None:
    ada = mailed("two_questions")
    interview(ada)
    interview(ada, NOW + HOUR, "Initech")
    remind_at(NOW + timedelta(hours=24, seconds=1))
    assert len(mails_of(ada)) == 1


def test_an_interview_entered_afterwards_asks_nothing(mailed: Maker) -> None:
    ada = mailed("two_questions")
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        InterviewFactory(owner=ada, starts_at=NOW - HOUR, ends_at=NOW)
    remind_at(NOW + 2 * HOUR)
    assert not mails_of(ada)


def test_one_that_is_put_off_to_another_day_is_asked_about_then(mailed: Maker) -> None:
    ada = mailed("two_questions")
    held = interview(ada)
    remind_at(NOW + 2 * HOUR)
    later = NOW + timedelta(days=2)
    with acting_as(ada):
        Interview.objects.filter(pk=held.pk).update(starts_at=later - HOUR, ends_at=later)
    remind_at(later + 2 * HOUR)
    assert keys_of(ada) == [
        f"two_questions-{held.uuid}-2026-03-10", f"two_questions-{held.uuid}-2026-03-12",
    ]  # fmt: skip


# --- Who gets any mail ----------------------------------------------------------------------------


def unconfirmed(user: User) -> None:
    EmailAddress.objects.filter(user=user).update(verified=False)


def another_address(user: User) -> None:
    EmailAddress.objects.filter(user=user).update(email="old@example.com")


def change(**fields: Any) -> Callable[[User], None]:
    return lambda user: User.objects.filter(pk=user.pk).update(**fields) and None


@pytest.mark.parametrize(
    "differs",
    [
        change(mail_two_questions=False),
        change(is_active=False),
        change(is_sample=True),
        unconfirmed,
        another_address,
    ],
    ids=["switched off", "not active", "a sample visitor", "not confirmed", "another address"],
)
def test_who_gets_no_mail(mailed: Maker, differs: Callable[[User], None]) -> None:
    ada = mailed("two_questions", mail_weekly=True)
    interview(ada)
    differs(ada)
    remind_at(NOW + 2 * HOUR)
    assert not mails_of(ada)


def test_without_a_mail_server_nothing_is_written(mailed: Maker, settings: Any) -> None:
    ada = mailed("two_questions")
    interview(ada)
    settings.EMAIL_URL = ""
    remind_at(NOW + 2 * HOUR)
    assert not mails_of(ada)


def test_who_wants_no_mail_costs_nothing(db: None, now: object) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            due.remind(NOW)
        return len(captured)

    before = statements()
    for _ in range(3):
        confirmed(UserFactory(mail_two_questions=False))
    assert statements() == before


def test_what_goes_wrong_with_one_person_stays_with_them_and_is_tried_again(
    mailed: Maker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ada, grace, eve = (mailed("two_questions") for _ in range(3))
    for person in (ada, grace, eve):
        interview(person)
    ask = due._two_questions

    def fail_for_grace(user: User, now: datetime) -> None:
        if user == grace:
            Interview.objects.filter(owner=user).update(starts_at=None)  # an error of the database
        ask(user, now)

    monkeypatch.setattr(due, "_two_questions", fail_for_grace)
    remind_at(NOW + 2 * HOUR)
    assert [len(mails_of(person)) for person in (ada, grace, eve)] == [1, 0, 1]
    assert f"person {grace.pk}" in caplog.text
    assert grace.email not in caplog.text
    monkeypatch.setattr(due, "_two_questions", ask)
    remind_at(NOW + 3 * HOUR)
    assert [len(mails_of(person)) for person in (ada, grace, eve)] == [1, 1, 1]
