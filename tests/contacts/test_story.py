"""A person's page: one timeline of all that passed, and beside it why, where from, when and how."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contacts.models import Contact
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    EmploymentFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person
from tests.statements import assert_lean


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def story(person: Person, contact: Contact) -> str:
    """The timeline alone."""
    return text_of(person, f"/people/{contact.pk}/").split('class="person-story"')[1]


def facts(person: Person, contact: Contact) -> str:
    """What stands beside it."""
    page = text_of(person, f"/people/{contact.pk}/")
    return page.split('class="person-facts"')[1].split('class="person-story"')[0]


def interview_at(owner: Any, company: str, **fields: Any) -> Any:
    application = ApplicationFactory(
        owner=owner, role="Engineer", company=CompanyFactory(owner=owner, name=company)
    )
    return InterviewFactory(owner=owner, application=application, **fields)


# --- The timeline ---


def test_everything_stands_in_one_timeline_newest_first(as_alice: Person) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    planned = interview_at(me, "Hooli", starts_at=ago(-2))
    MeetingFactory(owner=me, contact=contact, interview=planned, planned=True)
    TouchFactory(owner=me, contact=contact, on=ago(1).date(), kind="helped", note="Read their CV")
    answer = AnswerFactory(
        owner=me, contact=contact, on=ago(3).date(), said="More depth", company__name="Umbrella"
    )
    letter = LetterFactory(owner=me, contact=contact, subject="My thanks", sent_at=ago(5))
    moved = EmploymentFactory(
        owner=me, contact=contact, title="CTO", company__name="Acme", until=ago(7).date()
    )
    met = interview_at(me, "Initech", starts_at=ago(9))
    MeetingFactory(owner=me, contact=contact, interview=met, met=True, talked_about="Sharding")
    page = story(as_alice, contact)
    words = [
        "12 Mar 2026", "Engineer at Hooli", "Planned",
        "9 Mar 2026", "Helped them", "Read their CV",
        "7 Mar 2026", f'href="/feedback/answers/{answer.pk}/"', "More depth",
        "5 Mar 2026", f'href="/feedback/letters/{letter.pk}/"', "My thanks", "You wrote",
        "3 Mar 2026", "Until then CTO at", f'href="/companies/{moved.company_id}/"', "Acme",
        "1 Mar 2026", f'href="/interviews/{met.pk}/"', "Engineer at Initech", "Sharding",
    ]  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_things_of_one_day_stand_in_the_order_they_came(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    for note in ("first", "second", "third"):
        TouchFactory(owner=as_alice.user, contact=contact, note=note)
    page = story(as_alice, contact)
    assert page.index("third") < page.index("second") < page.index("first")


def test_a_letter_hides_the_touch_that_was_logged_for_it(as_alice: Person) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    touch = TouchFactory(owner=me, contact=contact, kind="wrote", note="My thanks")
    assert story(as_alice, contact).count("My thanks") == 1
    LetterFactory(owner=me, contact=contact, touch=touch, subject="My thanks", sent_at=NOW)
    page = story(as_alice, contact)
    assert page.count("My thanks") == 1
    assert "/feedback/letters/" in page
    assert f"/touches/{touch.pk}/" not in page


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ({"sent_at": NOW}, "You wrote"),
        ({"skipped_because": "Too late now"}, "You left it out: Too late now"),
        ({"subject": ""}, "A letter without a subject"),
        ({}, "Not sent yet"),
    ],
)
def test_a_letter_says_where_it_stands(
    as_alice: Person, letter: dict[str, Any], words: str
) -> None:
    contact = ContactFactory(owner=as_alice.user)
    LetterFactory(owner=as_alice.user, contact=contact, **letter)
    assert words in story(as_alice, contact)


@pytest.mark.parametrize(
    ("meeting", "interview", "words"),
    [
        ({"planned": True}, {}, "Planned"),
        ({"planned": True}, {"debriefed_at": NOW}, "You did not meet this time"),
        ({"planned": True}, {"cancelled_at": NOW}, "The interview was cancelled"),
        ({"met": True}, {"debriefed_at": NOW}, '<p class="quiet">Met</p>'),
        ({"met": True, "interesting": True}, {}, "Met: an interesting conversation"),
        ({"met": True, "talked_about": "Sharding\nand more"}, {}, "Sharding<br>and more"),
    ],
)
def test_a_meeting_says_whether_it_happened(
    as_alice: Person, meeting: dict[str, Any], interview: dict[str, Any], words: str
) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    held = InterviewFactory(owner=me, **interview)
    MeetingFactory(owner=me, contact=contact, interview=held, **meeting)
    assert words in story(as_alice, contact)


def test_days_are_the_persons_own(alice: Any) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    contact = ContactFactory(owner=alice)
    MeetingFactory(
        owner=alice, contact=contact, met=True,
        interview=InterviewFactory(owner=alice, starts_at=datetime.fromisoformat("2026-03-08T23Z")),
    )  # fmt: skip
    assert "9 Mar 2026" in story(Person(alice), contact)
    assert "9 Mar 2026" in facts(Person(alice), contact)


def test_the_latest_hundred_are_shown(as_alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contacts.views.people.LATEST", 2)
    contact = ContactFactory(owner=as_alice.user)
    TouchFactory.create_batch(2, owner=as_alice.user, contact=contact)
    assert "These are the latest" not in story(as_alice, contact)
    TouchFactory(owner=as_alice.user, contact=contact)
    page = story(as_alice, contact)
    assert page.count("<time ") == 2
    assert "These are the latest 2." in page


def test_an_empty_timeline_says_what_will_be_here(as_alice: Person) -> None:
    page = story(as_alice, ContactFactory(owner=as_alice.user))
    assert "Nothing yet. Interviews with them, letters and answers come here" in page


# --- Beside it ---


def test_when_we_last_spoke_is_the_latest_of_touches_meetings_and_answers(
    as_alice: Person,
) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    assert "not yet" in facts(as_alice, contact)
    TouchFactory(owner=me, contact=contact, on=ago(20).date())
    assert "18 Feb 2026" in facts(as_alice, contact)
    unmet = InterviewFactory(owner=me, starts_at=ago(2))
    MeetingFactory(owner=me, contact=contact, interview=unmet, planned=True)
    assert "18 Feb 2026" in facts(as_alice, contact), "planned is not met"
    met = InterviewFactory(owner=me, starts_at=ago(10))
    MeetingFactory(owner=me, contact=contact, interview=met, met=True)
    assert "28 Feb 2026" in facts(as_alice, contact)
    AnswerFactory(owner=me, contact=contact, on=ago(5).date())
    assert "5 Mar 2026" in facts(as_alice, contact)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no day set"),
        ({"next_on": ago(-1).date()}, "11 Mar 2026"),
        ({"next_on": ago(0).date()}, "now; you wanted to speak by 10 Mar 2026"),
        ({"keep_in_touch_days": 90}, "every 3 months"),
        ({"keep_in_touch_days": 45}, "every 45 days"),
        ({"keep_in_touch_days": 1}, "every day"),
    ],
)
def test_it_says_when_next(as_alice: Person, fields: dict[str, Any], words: str) -> None:
    assert words in facts(as_alice, ContactFactory(owner=as_alice.user, **fields))


def test_the_reasons_to_call_them_are_there(as_alice: Person) -> None:
    contact = ContactFactory(
        owner=as_alice.user, sounding_board=True, may_help_them=True, may_call_me=True
    )
    page = facts(as_alice, contact)
    for reason in (
        "A technical sounding board",
        "May look for a job, and I may help",
        "May call me from their next company",
    ):
        assert reason in page


def test_where_we_met_is_the_first_interview_unless_noted(as_alice: Person) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    assert "Where you met" not in facts(as_alice, contact)
    for days, company in ((3, "Later"), (9, "First"), (12, "Unmet")):
        interview = interview_at(me, company, starts_at=ago(days))
        MeetingFactory(owner=me, contact=contact, interview=interview, met=company != "Unmet")
    page = facts(as_alice, contact)
    assert "Engineer at First" in page
    assert "Engineer at Later" not in page
    Contact.objects.update(where_we_met="The sauna at PyCon")
    page = facts(as_alice, contact)
    assert "The sauna at PyCon" in page
    assert "Engineer at First" not in page


def test_who_introduced_whom_is_said_on_both_pages(as_alice: Person) -> None:
    me = as_alice.user
    tomasz = ContactFactory(owner=me, name="Tomasz")
    ruth = ContactFactory(owner=me, name="Ruth", introduced_by=tomasz)
    zeynep = ContactFactory(owner=me, name="Zeynep", introduced_by=tomasz)
    assert f'<a href="/people/{tomasz.pk}/">Tomasz</a>' in facts(as_alice, ruth)
    page = facts(as_alice, tomasz)
    assert page.index(f"/people/{ruth.pk}/") < page.index(f"/people/{zeynep.pk}/")


def test_an_erased_introducer_leaves_the_person(as_alice: Person) -> None:
    me = as_alice.user
    tomasz = ContactFactory(owner=me, name="Tomasz")
    ruth = ContactFactory(owner=me, introduced_by=tomasz)
    as_alice.submit(f"/people/{tomasz.pk}/delete/")
    assert "Tomasz" not in facts(as_alice, ruth)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_three_statements_at_most(as_alice: Person, count: int) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me, introduced_by=ContactFactory(owner=me))
    for factory in (MeetingFactory, TouchFactory, EmploymentFactory, LetterFactory, AnswerFactory):
        factory.create_batch(count, owner=me, contact=contact)
    ContactFactory.create_batch(count, owner=me, introduced_by=contact)
    assert_lean(as_alice, f"/people/{contact.pk}/")


@pytest.mark.parametrize("title", ["", "CTO"])
def test_an_earlier_place_of_no_known_day_is_told_without_one(as_alice: Person, title: str) -> None:
    place = {"company__name": "Acme", "title": title, "until": None}
    contact = ContactFactory(owner=as_alice.user)
    EmploymentFactory(owner=as_alice.user, contact=contact, **place)
    page = story(as_alice, contact)
    assert f"<span>Earlier {f'{title} at' if title else 'at'} <a" in page
    assert "Until then" not in page
    assert "10 Mar 2026" not in page
