"""Sent from here: offered where it can be, to one person, never twice, and told how it went."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from contacts.models import Company, Touch
from core.models import Mail
from feedback.models import Letter
from interviews.models import Interview
from tests.factories import NOW, LetterFactory, MailFactory
from tests.feedback.pages import met, rejected, write_url
from tests.people import Person

SEND = {"then": "send"}
READY = {"to_name": "Priya", "to_email": "priya@hooli.com", **SEND}


@pytest.fixture
def interview(as_alice: Person) -> Interview:
    return rejected(as_alice.user)


@pytest.fixture
def confirmed(as_alice: Person, settings: Any) -> None:
    """A mail server is there, and the address is known to be hers."""
    settings.EMAIL_URL = "smtp://mail.example.com"
    user = as_alice.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def mailed(owner: Any, **mail: Any) -> Letter:
    """A letter that was handed to the outbox."""
    letter = LetterFactory(owner=owner, to_email="priya@hooli.com")
    letter.mail = MailFactory(owner=owner, key=f"letter-{letter.pk}", **mail)
    letter.sent_at = NOW
    letter.save()
    return letter


def page_of(person: Person, letter: Letter) -> str:
    return person.get(letter.get_absolute_url()).content.decode()


# --- Where it is offered ---


def test_it_is_offered_to_a_confirmed_person(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    page = as_alice.get(write_url(interview)).content.decode()
    assert "Send from here" in page
    assert "answers go to alice@example.com" in page


def test_it_is_not_offered_without_a_mail_server(
    as_alice: Person, confirmed: None, settings: Any, interview: Interview
) -> None:
    settings.EMAIL_URL = ""
    assert "Send from here" not in as_alice.get(write_url(interview)).content.decode()


@pytest.mark.parametrize("facts", [{"verified": False}, {"primary": False}])
def test_it_is_not_offered_before_the_address_is_confirmed(
    as_alice: Person, confirmed: None, interview: Interview, facts: dict[str, bool]
) -> None:
    EmailAddress.objects.update(**facts)
    assert "Send from here" not in as_alice.get(write_url(interview)).content.decode()


def test_a_sample_visitor_sends_nothing(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    as_alice.user.is_sample = True
    as_alice.user.save()
    sent = as_alice.fill(write_url(interview), {"to_email": "priya@hooli.com", "to_name": "P"})
    page = as_alice.post(write_url(interview), {**sent, **SEND}, follow=True).content.decode()
    assert "It cannot leave from here." in page
    assert not Mail.objects.exists()


# --- Once, to one person ---


def test_it_is_handed_to_the_outbox_and_answered_to_me(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    as_alice.user.name = "Alice\nOwner"
    as_alice.user.save()
    typed = {**READY, "subject": "Thank\tyou", "body": "Dear Priya"}
    as_alice.submit(write_url(interview), typed)
    letter, mail = Letter.objects.get(), Mail.objects.get()
    assert (mail.to, mail.subject, mail.text) == ("priya@hooli.com", "Thank you", "Dear Priya")
    assert (mail.from_name, mail.reply_to) == ("Alice Owner", "alice@example.com")
    assert mail.key == f"letter-{letter.pk}"
    assert (letter.mail, letter.sent_at, letter.is_sent) == (mail, NOW, True)
    assert "It is on its way to priya@hooli.com." in page_of(as_alice, letter)


def test_a_letter_sent_to_a_person_is_a_touch(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    priya = met(interview, name="Priya", email="priya@hooli.com")
    as_alice.submit(write_url(interview, contact=priya.pk), SEND)
    assert Touch.objects.get().contact == priya


def test_pressed_twice_it_goes_once(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    sent = as_alice.fill(write_url(interview), READY)
    for _press in range(2):
        as_alice.post(write_url(interview), sent)
    page = Letter.objects.get().get_absolute_url()
    assert (Mail.objects.count(), ProcrastinateJob.objects.count()) == (1, 1)
    assert "Send from here" not in as_alice.get(page).content.decode()


def test_pressed_in_two_tabs_it_goes_once(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    unsaved = as_alice.fill(write_url(interview), READY)
    as_alice.submit(write_url(interview), {"to_name": "Priya", "to_email": "priya@hooli.com"})
    page = Letter.objects.get().get_absolute_url()
    saved = as_alice.fill(page, SEND)
    as_alice.submit(page, SEND)
    as_alice.post(page, saved)
    as_alice.post(write_url(interview), unsaved)
    assert Mail.objects.count() == 1


def test_of_two_first_letters_at_once_the_second_waits(
    as_alice: Person, interview: Interview
) -> None:
    """So that it finds the first one, and does not take itself for it."""
    sent = as_alice.fill(write_url(interview), READY)
    with CaptureQueriesContext(connection) as captured:
        as_alice.post(write_url(interview), sent)
    rows = 'FROM "interviews_interview"'
    assert [q["sql"] for q in captured if rows in q["sql"] and "FOR UPDATE" in q["sql"]]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"to_email": ""}, "Write their e-mail address first."),
        ({"subject": ""}, "Write a subject first."),
        ({"body": "Dear [NAME]", "to_name": ""}, "Fill in first: their name."),
        ({"subject": "For [name?]", "to_name": ""}, "Fill in first: their name."),
        ({"to_email": "a@example.com, b@example.com"}, "write one address"),
        ({"to_email": "priya@\u202ehooli.com"}, "This is not an e-mail address."),
        ({"to_email": f"priya@{'ü' * 60}.com"}, "This is not an e-mail address."),
        ({"subject": "Hi\r\nBcc: all@example.com"}, "This must be a single line."),
    ],
)
def test_what_is_not_ready_does_not_go_and_says_why(
    as_alice: Person, confirmed: None, interview: Interview, typed: dict[str, str], says: str
) -> None:
    answer = as_alice.submit(write_url(interview), {**READY, **typed}, follow=True)
    assert says in answer.content.decode()
    assert not Mail.objects.exists()
    assert not Letter.objects.sent().exists()


def test_twenty_letters_a_day_leave_from_here(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    for n in range(19):
        MailFactory(owner=as_alice.user, key=f"letter-9{n}")
    MailFactory(owner=as_alice.user, key="morning-2026-03-10")
    as_alice.submit(write_url(interview), READY)
    assert Letter.objects.sent().count() == 1
    another = write_url(rejected(as_alice.user, "Initech"))
    page = as_alice.submit(another, READY, follow=True).content.decode()
    assert "20 letters in a day" in page
    assert Letter.objects.open().count() == 1
    Mail.objects.update(created_at=NOW - timedelta(days=1))
    as_alice.submit(Letter.objects.open().get().get_absolute_url(), SEND)
    assert Letter.objects.sent().count() == 2


def test_letters_sent_at_once_are_counted_one_after_the_other(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    """Under a lock on the person, taken before the count."""
    sent = as_alice.fill(write_url(interview), READY)
    with CaptureQueriesContext(connection) as captured:
        as_alice.post(write_url(interview), sent)
    statements = [query["sql"] for query in captured]
    locks = [n for n, sql in enumerate(statements) if "FOR NO KEY UPDATE" in sql]
    counts = [n for n, sql in enumerate(statements) if "COUNT" in sql and "core_mail" in sql]
    assert locks
    assert locks[0] < counts[0]


def test_a_letter_that_failed_counts_though_it_is_taken_back(
    as_alice: Person, confirmed: None
) -> None:
    """Or nobody would count how many addresses the mail server was asked for."""
    letter = mailed(as_alice.user, failed_at=NOW, claimed_at=NOW)
    letter.take_back()
    assert Letter.objects.get().mail is None
    assert Mail.objects.get().key == f"letter-{letter.pk}"


def test_a_name_of_two_lines_is_one_line_in_the_subject(
    as_alice: Person, confirmed: None, interview: Interview
) -> None:
    Company.objects.update(name="Hooli\r\nBcc: all@example.com")
    as_alice.submit(write_url(interview), {**READY, "subject": "Hello [COMPANY]"})
    assert Mail.objects.get().subject == "Hello Hooli Bcc: all@example.com"


# --- How it went ---

LONG_AGO = NOW - timedelta(minutes=11)


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        ({}, "It is on its way"),
        ({"claimed_at": NOW}, "It is on its way"),
        ({"claimed_at": NOW, "sent_at": NOW}, "It went out on 10 Mar 2026, 12:00."),
        ({"claimed_at": LONG_AGO}, "It may have gone out."),
    ],
)
def test_the_letter_says_how_its_mail_went(
    as_alice: Person, mail: dict[str, datetime], says: str
) -> None:
    assert says in page_of(as_alice, mailed(as_alice.user, **mail))


def test_a_mail_that_failed_opens_the_letter_and_says_why(
    as_alice: Person, confirmed: None
) -> None:
    letter = mailed(as_alice.user, failed_at=NOW, claimed_at=NOW, failure="No such address")
    assert list(Letter.objects.open()) == [letter]
    assert not Letter.objects.sent().exists()
    assert not Letter.objects.dealt_with().exists()
    assert "The mail could not be sent: No such address" in page_of(as_alice, letter)
    as_alice.submit(letter.get_absolute_url(), {"to_email": "right@hooli.com", **SEND})
    again = Mail.objects.get(key=f"letter-{letter.pk}-2")
    assert again.to == "right@hooli.com"
    assert Letter.objects.sent().get().mail == again


def test_after_older_mails_were_dropped_it_is_still_another_mail(
    as_alice: Person, confirmed: None
) -> None:
    letter = mailed(as_alice.user, failed_at=NOW, claimed_at=NOW)
    Mail.objects.update(key=f"letter-{letter.pk}-2")
    as_alice.submit(letter.get_absolute_url(), SEND)
    assert Mail.objects.count() == 2
    assert Letter.objects.sent().exists()


def test_one_that_failed_does_not_go_out_as_it_once_read(as_alice: Person) -> None:
    letter = mailed(as_alice.user, failed_at=NOW, claimed_at=NOW)
    page = letter.get_absolute_url()
    sent = as_alice.fill(page, {})
    as_alice.post(f"{page}mail/", {**sent, "said": "again"})
    assert Mail.objects.get().failed_at
    assert not ProcrastinateJob.objects.exists()


def test_one_that_failed_can_go_out_my_own_way(as_alice: Person) -> None:
    letter = mailed(as_alice.user, failed_at=NOW, claimed_at=NOW, failure="No such address")
    as_alice.submit(letter.get_absolute_url(), {"then": "sent"})
    assert Letter.objects.sent().get().mail is None


def test_one_that_may_have_gone_out_is_sent_again_only_when_i_say_so(as_alice: Person) -> None:
    letter = mailed(as_alice.user, claimed_at=LONG_AGO)
    page = letter.get_absolute_url()
    assert not ProcrastinateJob.objects.exists()
    as_alice.submit(page, {"said": "again"}, action=f"{page}mail/")
    assert Mail.objects.get().claimed_at is None
    assert ProcrastinateJob.objects.count() == 1


def test_one_that_went_out_after_all_is_noted_so(as_alice: Person) -> None:
    letter = mailed(as_alice.user, claimed_at=LONG_AGO)
    page = letter.get_absolute_url()
    as_alice.submit(page, {"said": "arrived"}, action=f"{page}mail/")
    assert Mail.objects.get().sent_at == NOW
    assert "It went out on" in page_of(as_alice, letter)


@pytest.mark.parametrize("said", ["again", "arrived", "séance"])
def test_there_is_nothing_to_decide_about_a_mail_that_is_fine(as_alice: Person, said: str) -> None:
    mailed(as_alice.user, claimed_at=LONG_AGO)
    page = mailed(as_alice.user, claimed_at=NOW, sent_at=NOW).get_absolute_url()
    form = as_alice.fill(page, {}, action=f"{page}reopen/")
    answer = as_alice.post(f"{page}mail/", {**form, "said": said}, follow=True)
    assert "There is nothing to decide" in answer.content.decode()


def test_a_mail_still_waiting_is_taken_back(as_alice: Person) -> None:
    letter = mailed(as_alice.user)
    page = letter.get_absolute_url()
    as_alice.submit(page, action=f"{page}reopen/")
    assert Letter.objects.get().is_open
    assert not Mail.objects.exists()


def test_a_mail_on_its_way_is_not_taken_back(as_alice: Person) -> None:
    letter = mailed(as_alice.user)
    page = letter.get_absolute_url()
    sent = as_alice.fill(page, {}, action=f"{page}reopen/")
    Mail.objects.update(claimed_at=NOW)
    answer = as_alice.post(f"{page}reopen/", sent, follow=True)
    assert "Its mail is out already" in answer.content.decode()
    assert Letter.objects.get().is_sent
    assert "Not sent after all" not in page_of(as_alice, letter)
