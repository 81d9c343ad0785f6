"""Each mail is switched off by one link, without signing in, and the link can do nothing else."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client

from accounts.models import User
from core import outbox
from reminders.switches import Reminder
from tests.factories import NOW, InterviewFactory, MailFactory
from tests.people import Person, forms_in
from tests.reminders.conftest import SITE, mails_of, remind_at
from tests.reminders.test_morning import SEVEN

Maker = Callable[..., User]
ALL = ("two_questions", "morning", "weekly")


def off(user: User, reminder: Reminder = Reminder.MORNING) -> str:
    return reminder.off_url(user).removeprefix(SITE)


def switches(user: User) -> set[str]:
    user.refresh_from_db()
    return {name for name in ALL if getattr(user, f"mail_{name}")}


def test_the_link_stands_in_the_mail_and_in_its_headers(mailed: Maker) -> None:
    ada = mailed("morning")
    InterviewFactory(owner=ada)
    remind_at(SEVEN)
    (mail,) = mails_of(ada)
    url = f"{SITE}/reminders/off/"
    assert url in mail.text
    assert mail.text.count(mail.off_url) == 1
    message: EmailMessage = outbox.compose(mail).message()
    assert message["List-Unsubscribe"] == f"<{mail.off_url}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_opening_it_asks_and_changes_nothing(mailed: Maker, as_nobody: Person) -> None:
    ada = mailed(*ALL)
    for verb in ("get", "head"):
        answer = getattr(as_nobody, verb)(off(ada))
        assert answer.status_code == 200
    page = as_nobody.get(off(ada)).content.decode()
    assert "Switch this mail off?" in page
    assert "what needs you, on mornings that have something" in page
    assert switches(ada) == set(ALL)


@pytest.mark.parametrize("reminder", Reminder)
def test_its_button_switches_off_this_one_and_no_other(
    mailed: Maker, as_nobody: Person, reminder: Reminder
) -> None:
    ada, grace = mailed(*ALL), mailed(*ALL)
    page = as_nobody.submit(off(ada, reminder)).content.decode()
    assert "It is switched off" in page
    assert 'href="/accounts/settings/"' in page
    assert switches(ada) == set(ALL) - {reminder.value}
    assert switches(grace) == set(ALL)


def test_a_mail_program_posts_with_neither_cookie_nor_token(mailed: Maker) -> None:
    ada = mailed(*ALL)
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        off(ada), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not answer.cookies
    assert switches(ada) == {"two_questions", "weekly"}


def test_twice_is_once_and_it_can_be_switched_on_again(mailed: Maker, as_nobody: Person) -> None:
    ada = mailed(*ALL)
    for _ in range(2):
        as_nobody.post(off(ada))
    assert User.objects.get(pk=ada.pk).version == 2
    Person(ada).submit("/accounts/settings/", {"mail_morning": "on"})
    assert switches(ada) == set(ALL)


@pytest.mark.parametrize("who", ["nobody", "bob"])
def test_what_waits_for_the_mail_server_does_not_leave_any_more(
    mailed: Maker, as_nobody: Person, as_bob: Person, who: str
) -> None:
    ada, grace = mailed(*ALL), mailed(*ALL)
    for user in (ada, grace):
        for reminder in ("morning", "weekly"):
            MailFactory(owner=user, key=f"{reminder}-2026-03-10", off_url="x")
    MailFactory(owner=ada, key="morning-2026-03-09", off_url="x", claimed_at=NOW, sent_at=NOW)
    {"nobody": as_nobody, "bob": as_bob}[who].post(off(ada))
    kept = {mail.key for mail in mails_of(ada)}
    assert kept == {"morning-2026-03-09", "weekly-2026-03-10"}
    assert len(mails_of(grace)) == 2


def test_a_strangers_browser_may_press_it_and_learns_nothing(mailed: Maker, as_bob: Person) -> None:
    ada = mailed(*ALL)
    page = as_bob.post(off(ada)).content.decode()
    assert switches(ada) == {"two_questions", "weekly"}
    for word in (ada.email, ada.name, "Ada"):
        assert word not in page


def forged(text: str, **how: Any) -> str:
    return f"/reminders/off/{Signer(**how).sign(text)}/"


@pytest.mark.parametrize(
    "name", ["x", "1.morning", "1.morning:abc", ":", "%00", "1.morning%0D%0A:x", "é:é"]
)
def test_a_broken_token_is_a_kind_404(as_nobody: Person, name: str) -> None:
    for verb in ("get", "post"):
        answer = getattr(as_nobody, verb)(f"/reminders/off/{name}/")
        assert answer.status_code == 404
        assert "<h1>" in answer.content.decode()


def test_a_signature_for_something_else_is_none(mailed: Maker, as_nobody: Person) -> None:
    ada = mailed(*ALL)
    for url in (
        forged(f"{ada.pk}.morning"),
        forged(f"{ada.pk}.morning", salt="reminders.off", key="another key"),
        forged(f"{ada.pk}.is_active", salt="reminders.off"),
        forged("9" * 30 + ".morning", salt="reminders.off"),
        forged("-1.morning", salt="reminders.off"),
        off(ada).replace("morning", "weekly"),
    ):
        assert as_nobody.post(url).status_code == 404, url
    assert switches(ada) == set(ALL)


def test_whoever_is_gone_is_no_error(mailed: Maker, as_nobody: Person) -> None:
    ada = mailed(*ALL)
    url = off(ada)
    ada.delete()
    assert as_nobody.post(url).status_code == 200


def test_the_form_sends_nothing_but_itself(mailed: Maker, as_nobody: Person) -> None:
    page = as_nobody.get(off(mailed("morning")))
    (form,) = [f for f in forms_in(page) if f["attrs"].get("method") == "post"]
    assert form["names"] == set()


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_other_verbs_are_not_allowed(mailed: Maker, as_nobody: Person, verb: str) -> None:
    assert getattr(as_nobody, verb)(off(mailed("morning"))).status_code == 405
