"""A letter sent my way or skipped, and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from contacts.models import Touch, TouchKind
from feedback.models import Letter
from interviews.models import Interview
from tests.factories import (
    NOW,
    LetterFactory,
)
from tests.feedback.pages import met, rejected, write_url
from tests.people import Person


@pytest.fixture
def interview(as_alice: Person) -> Interview:
    return rejected(as_alice.user)


def page_of(person: Person, letter: Letter) -> str:
    return person.get(letter.get_absolute_url()).content.decode()


# --- Sent my way ---


def test_i_sent_it_marks_it_and_leads_on_to_what_is_next(
    as_alice: Person, interview: Interview
) -> None:
    answer = as_alice.submit(write_url(interview), {"to_name": "Priya", "then": "sent"})
    assert answer.url == reverse("feedback:next", args=[interview.pk])
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.is_sent) == (NOW, True)
    assert "You sent it on 10 Mar 2026." in page_of(as_alice, letter)


def test_it_can_have_been_sent_on_a_day_before_and_not_after(
    as_alice: Person, interview: Interview
) -> None:
    typed = {"to_name": "Priya", "then": "sent"}
    page = as_alice.submit(write_url(interview), {**typed, "on": "2026-03-11"}).content.decode()
    assert "That day is still to come." in page
    assert not Letter.objects.exists()
    as_alice.submit(write_url(interview), {**typed, "on": "2026-03-02"})
    assert Letter.objects.get().sent_at == NOW - timedelta(days=8)


def test_sent_to_a_person_it_is_a_touch_until_it_is_taken_back(
    as_alice: Person, interview: Interview
) -> None:
    priya = met(interview, name="Priya", keep_in_touch_days=30)
    url = write_url(interview, contact=priya.pk)
    as_alice.submit(url, {"subject": "Thank you", "then": "sent", "on": "2026-03-09"})
    letter, touch = Letter.objects.get(), Touch.objects.get()
    assert letter.touch == touch
    assert (touch.contact, touch.kind, touch.note) == (priya, TouchKind.WROTE, "Thank you")
    assert touch.on == (NOW - timedelta(days=1)).date()
    priya.refresh_from_db()
    assert priya.next_on == touch.on + timedelta(days=30)
    page = letter.get_absolute_url()
    as_alice.submit(page, action=f"{page}reopen/")
    assert not Touch.objects.exists()
    assert Letter.objects.get().is_open


def test_taken_back_the_person_comes_up_as_if_it_had_not_been_sent(
    as_alice: Person, interview: Interview
) -> None:
    priya = met(interview, name="Priya", keep_in_touch_days=30)
    as_alice.submit(write_url(interview, contact=priya.pk), {"then": "sent"})
    priya.refresh_from_db()
    assert priya.next_on == (NOW + timedelta(days=30)).date()
    page = Letter.objects.get().get_absolute_url()
    as_alice.submit(page, action=f"{page}reopen/")
    priya.refresh_from_db()
    assert priya.next_on == interview.starts_at.date() + timedelta(days=30)


def test_marked_in_two_tabs_it_was_sent_once(as_alice: Person, interview: Interview) -> None:
    priya = met(interview, name="Priya")
    as_alice.submit(write_url(interview, contact=priya.pk), {})
    page = Letter.objects.get().get_absolute_url()
    other_tab = as_alice.fill(page, {"then": "sent"})
    as_alice.submit(page, {"then": "sent"})
    answer = as_alice.post(page, other_tab, follow=True)
    assert "dealt with already" in answer.content.decode()
    assert Touch.objects.count() == 1


# --- Skipped ---


def test_skipping_asks_why_and_is_refused_without_a_reason(
    as_alice: Person, interview: Interview
) -> None:
    answer = as_alice.submit(write_url(interview), {"then": "skip"})
    letter = Letter.objects.get()
    assert answer.url == f"/feedback/letters/{letter.pk}/skip/"
    for typed in ({}, {"words": " "}, {"reason": "other"}):
        assert "Say why, in a word or two." in as_alice.submit(answer.url, typed).content.decode()
    assert Letter.objects.get().is_open


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"reason": "nobody"}, "There is nobody to write to"),
        ({"reason": "other", "words": "Lost interest"}, "Lost interest"),
        ({"reason": "rather_not", "words": "Too sore"}, "Too sore"),
        ({"words": "Too sore"}, "Too sore"),
    ],
)
def test_a_reason_is_a_quick_pick_or_my_own_words(
    as_alice: Person, typed: dict[str, str], kept: str
) -> None:
    letter = LetterFactory(owner=as_alice.user)
    answer = as_alice.submit(f"{letter.get_absolute_url()}skip/", typed)
    assert answer.url == reverse("feedback:next", args=[letter.interview_id])
    assert Letter.objects.get().skipped_because == kept
    assert kept in page_of(as_alice, letter)


def test_a_skipped_letter_is_opened_again(as_alice: Person) -> None:
    letter = LetterFactory(owner=as_alice.user, skipped_because="No")
    page = letter.get_absolute_url()
    as_alice.submit(page, action=f"{page}reopen/")
    assert Letter.objects.get().is_open
    assert as_alice.get(f"{page}skip/").status_code == 200


def test_one_skipped_before_it_was_written_gets_its_words_when_opened(
    as_alice: Person, interview: Interview
) -> None:
    letter = LetterFactory(
        owner=as_alice.user, interview=interview, subject="", body="", skipped_because="No"
    )
    page = letter.get_absolute_url()
    as_alice.submit(page, action=f"{page}reopen/")
    assert "everyone at Hooli" in as_alice.fill(page, {})["body"][0]


def test_a_letter_dealt_with_cannot_be_skipped(as_alice: Person) -> None:
    letter = LetterFactory(owner=as_alice.user, sent_at=NOW)
    assert as_alice.get(f"{letter.get_absolute_url()}skip/").url == letter.get_absolute_url()
