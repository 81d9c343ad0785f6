"""Touch points: all that passed between me and the people of one process."""

from datetime import date, timedelta

import pytest

from core.ownership import acting_as
from interviews.models import Application
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MailFactory,
    TouchFactory,
)
from tests.interviews.processes import (
    DAY,
    TODAY,
    a_process,
    met,
    page_of,
    points_of,
    priya,
    section_of,
    sent,
)
from tests.people import Person
from tests.statements import assert_lean


def test_everything_that_passed_counts_by_kind_with_the_newest_last(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice, -9)
    contact = priya(interview)
    met(interview, contact)
    met(interview)
    TouchFactory(owner=me, contact=contact, kind="called", on=TODAY - 5 * DAY, note="Her pets")
    TouchFactory(owner=me, contact=contact, kind="coffee", on=TODAY - 2 * DAY)
    sent(interview, "thanks", -8, contact=contact, to_name="Priya", subject="It was good")
    AnswerFactory(
        owner=me, company=contact.company, interview=interview, contact=contact,
        on=TODAY - DAY, said="More depth",
    )  # fmt: skip
    page = page_of(as_alice, interview.application)
    assert "6 touch points so far: 2 meetings, 1 call, 1 coffee, 1 letter and 1 answer." in page
    assert points_of(as_alice, interview.application) == [
        "1 Mar 2026 Priya Nair, met in a round",
        "1 Mar 2026 Tom, met in a round",
        "2 Mar 2026 Priya, letter",
        "5 Mar 2026 Priya Nair, called",
        "8 Mar 2026 Priya Nair, coffee",
        "9 Mar 2026 Priya Nair, answer",
    ]
    for words in ("Her pets", "It was good", "More depth"):
        assert f"<p>{words}</p>" in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("called", "1 call"),
        ("wrote", "1 message"),
        ("met", "1 meeting"),
        ("coffee", "1 coffee"),
        ("helped", "1 time you helped"),
        ("helped_me", "1 time they helped"),
    ],
)
def test_each_kind_of_touch_has_its_word(as_alice: Person, kind: str, words: str) -> None:
    interview = a_process(as_alice)
    TouchFactory(owner=as_alice.user, contact=priya(interview), kind=kind)
    assert f"1 touch point so far: {words}." in page_of(as_alice, interview.application)


def test_nothing_yet_says_so(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    page = page_of(as_alice, application)
    assert "Nothing has passed between you and a person there yet." in page


def test_whom_i_only_expected_or_whose_round_was_cancelled_is_none(as_alice: Person) -> None:
    interview = a_process(as_alice)
    met(interview, met=False, planned=True)
    cancelled = InterviewFactory(
        owner=as_alice.user, application=interview.application, cancelled_at=NOW
    )
    met(cancelled)
    assert points_of(as_alice, interview.application) == []


def test_a_letter_counts_once_though_it_logged_a_touch(as_alice: Person) -> None:
    interview = a_process(as_alice)
    contact = priya(interview)
    touch = TouchFactory(owner=as_alice.user, contact=contact, kind="wrote", on=TODAY - DAY)
    sent(interview, "thanks", contact=contact, to_name="Priya", touch=touch)
    assert points_of(as_alice, interview.application) == ["9 Mar 2026 Priya, letter"]


def test_a_letter_about_something_else_counts_as_the_touch_it_is(as_alice: Person) -> None:
    interview, other = a_process(as_alice), InterviewFactory(owner=as_alice.user)
    contact = priya(interview)
    touch = TouchFactory(owner=as_alice.user, contact=contact, kind="wrote", on=TODAY - DAY)
    sent(other, "in_touch", contact=contact, touch=touch)
    assert points_of(as_alice, interview.application) == ["9 Mar 2026 Priya Nair, wrote"]


def test_a_letter_that_is_not_sent_or_could_not_be_is_none(as_alice: Person) -> None:
    interview = a_process(as_alice)
    me = as_alice.user
    LetterFactory(owner=me, interview=interview)
    LetterFactory(owner=me, interview=interview, skipped_because="No time")
    sent(interview, "nudge", mail=MailFactory(owner=me, failed_at=NOW))
    assert points_of(as_alice, interview.application) == []


def test_a_letter_and_an_answer_about_the_application_as_a_whole_count(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    mine = {"owner": as_alice.user, "application": application}
    LetterFactory(**mine, interview=None, kind="rejection", sent_at=NOW)
    AnswerFactory(**mine, company=application.company)
    assert points_of(as_alice, application) == [
        "10 Mar 2026 Somebody there, letter",
        "10 Mar 2026 Somebody there, answer",
    ]


def test_what_passed_on_one_day_stands_as_it_was_written_down(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    said = {"owner": as_alice.user, "application": application, "company": application.company}
    first, *_others = [AnswerFactory(**said, from_name=name) for name in ("Ann", "Bo", "Cy")]
    with acting_as(as_alice.user):
        first.save()  # PostgreSQL reads it last from now on
    assert points_of(as_alice, application) == [
        f"10 Mar 2026 {name}, answer" for name in ("Ann", "Bo", "Cy")
    ]


def test_a_touch_counts_from_the_first_day_of_the_process_to_its_last(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice, -20)
    contact = priya(interview)
    application = interview.application
    Application.objects.update(
        created_at=NOW - 10 * DAY, closed_as="rejected", closed_on=TODAY - 5 * DAY
    )
    for days in (21, 20, 5, 4):
        TouchFactory(owner=me, contact=contact, on=TODAY - days * DAY)
    assert [point[:11] for point in points_of(as_alice, application)] == [
        "18 Feb 2026",
        "5 Mar 2026 ",
    ]
    Application.objects.update(applied_on=date(2026, 2, 17), closed_as="", closed_on=None)
    assert len(points_of(as_alice, application)) == 4


def test_a_touch_counts_with_whom_i_met_there_wherever_they_work(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice)
    recruiter = ContactFactory(owner=me, name="Rita")
    met(interview, recruiter)
    for contact in (recruiter, priya(interview), ContactFactory(owner=me, name="Elsewhere")):
        TouchFactory(owner=me, contact=contact)
    assert {point.split(" ", 3)[3] for point in points_of(as_alice, interview.application)} == {
        "Rita, met in a round",
        "Rita, called",
        "Priya Nair, called",
    }


def test_each_leads_to_its_page(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice)
    contact = priya(interview)
    met(interview, contact)
    TouchFactory(owner=me, contact=contact)
    letter = sent(interview, "thanks")
    answer = AnswerFactory(owner=me, company=contact.company, interview=interview)
    section = section_of(as_alice, interview.application)
    for url in (
        f"/interviews/{interview.pk}/",
        contact.get_absolute_url(),
        letter.get_absolute_url(),
        answer.get_absolute_url(),
    ):
        assert f'href="{url}"' in section
        assert as_alice.get(url).status_code == 200


def test_a_strangers_letters_are_none_of_mine(as_bob: Person, alice: object) -> None:
    theirs = a_process(Person(alice))
    met(theirs)
    assert as_bob.get(f"/applications/{theirs.application_id}/").status_code == 404
    with acting_as(as_bob.user):
        mine = a_process(as_bob)
        assert points_of(as_bob, mine.application) == []


@pytest.mark.parametrize("rows", [10, 300])
def test_three_statements_however_much_passed(as_alice: Person, rows: int) -> None:
    me, interview = as_alice.user, a_process(as_alice, -9)
    contact = priya(interview)
    for number in range(rows):
        met(interview)
        TouchFactory(owner=me, contact=contact, on=TODAY - timedelta(days=number % 9))
        sent(interview, "in_touch")
    AnswerFactory.create_batch(5, owner=me, company=contact.company, interview=interview)
    assert_lean(as_alice, f"/applications/{interview.application_id}/")
    page = page_of(as_alice, interview.application)
    assert f"{3 * rows + 5} touch points so far" in page
    shown = min(3 * rows + 5, 50)
    assert len(points_of(as_alice, interview.application)) == shown
    assert ("earlier ones are not shown." in page) == (rows > 15)
