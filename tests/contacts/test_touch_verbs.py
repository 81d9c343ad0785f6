"""When they come up next: what a conversation does to that day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from contacts.models import Company, Contact, Employment, Touch, TouchKind
from tests.factories import (
    NOW,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    MeetingFactory,
)

TODAY = NOW.date()


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def next_on(contact: Contact) -> date | None:
    return Contact.objects.get(pk=contact.pk).next_on


# --- A touch ---


def test_a_touch_is_logged_with_its_day_and_note(alice: User) -> None:
    contact = ContactFactory(owner=alice)
    touch = contact.touch(TouchKind.COFFEE, days(-1), " Their new team ")
    assert Touch.objects.get() == touch
    assert (touch.owner, touch.kind, touch.on) == (alice, TouchKind.COFFEE, days(-1))
    assert touch.note == "Their new team"


def test_a_touch_moves_the_next_day_to_a_cadence_later(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30, next_on=days(-4))
    contact.touch(TouchKind.CALLED, days(-1))
    assert next_on(contact) == days(29)
    contact.touch(TouchKind.CALLED, TODAY)
    assert next_on(contact) == days(30)


def test_the_first_touch_sets_the_next_day(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=90)
    contact.touch(TouchKind.WROTE, days(-2))
    assert next_on(contact) == days(88)


def test_an_older_touch_moves_nothing_back(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30)
    contact.touch(TouchKind.CALLED, days(-1))
    contact.touch(TouchKind.CALLED, days(-20))
    assert next_on(contact) == days(29)


def test_an_older_touch_after_an_interview_moves_nothing_back(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30)
    contact.spoke(days(-1))
    contact.touch(TouchKind.CALLED, days(-20))
    assert next_on(contact) == days(29)


def test_a_far_date_set_by_hand_yields_to_a_touch_of_today_alone(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30, next_on=days(200))
    contact.touch(TouchKind.CALLED, days(-3))
    assert next_on(contact) == days(200)
    contact.touch(TouchKind.CALLED, TODAY)
    assert next_on(contact) == days(30)


@pytest.mark.parametrize(("on", "left"), [(-6, -5), (-5, None), (0, None)])
def test_without_a_cadence_a_touch_from_that_day_on_clears_it(
    alice: User, on: int, left: int | None
) -> None:
    contact = ContactFactory(owner=alice, next_on=days(-5))
    contact.touch(TouchKind.CALLED, days(on))
    assert next_on(contact) == (None if left is None else days(left))


def test_without_cadence_or_date_a_touch_sets_none(alice: User) -> None:
    contact = ContactFactory(owner=alice)
    contact.touch(TouchKind.CALLED, TODAY)
    assert next_on(contact) is None


def test_what_was_saved_meanwhile_counts(alice: User) -> None:
    contact = ContactFactory(owner=alice, name="Priya")
    other = Contact.objects.get()
    other.keep_in_touch_days, other.name = 60, "Priya Nair"
    other.save()
    contact.touch(TouchKind.CALLED, TODAY)
    saved = Contact.objects.get()
    assert (saved.next_on, saved.name, saved.version) == (days(60), "Priya Nair", 3)


def test_a_conversation_gone_takes_its_day_along(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30, next_on=days(25))
    contact.spoke_otherwise(days(-5), days(-10))
    assert next_on(contact) == days(20)


def test_a_date_set_by_hand_stays_when_a_conversation_goes(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30, next_on=days(7))
    contact.spoke_otherwise(days(-5), days(-10))
    assert next_on(contact) == days(7)


def test_with_no_conversation_left_the_cadence_counts_from_the_day_they_were_added(
    alice: User,
) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30, next_on=days(25))
    contact.spoke_otherwise(days(-5), None)
    assert next_on(contact) == days(30)


# --- Meeting them in an interview ---


def test_meeting_them_moves_the_next_day_by_the_interviews_local_date(alice: User) -> None:
    late = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    contact = ContactFactory(owner=alice, keep_in_touch_days=30)
    interview = InterviewFactory(owner=alice, starts_at=late)
    meeting = MeetingFactory(owner=alice, contact=contact, interview=interview)
    with timezone.override("Pacific/Auckland"):
        meeting.happened()
    assert next_on(contact) == date(2026, 4, 8)


def test_a_debrief_saved_again_moves_no_date_set_since(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30)
    meeting = MeetingFactory(owner=alice, contact=contact)
    meeting.happened()
    Contact.objects.update(next_on=days(2))
    meeting.happened(talked_about="Sharding")
    assert next_on(contact) == days(2)


def test_details_and_the_next_day_are_both_kept(alice: User) -> None:
    contact = ContactFactory(owner=alice, keep_in_touch_days=30)
    meeting = MeetingFactory(owner=alice, contact=contact)
    meeting.happened(details="priya@example.com")
    saved = Contact.objects.get()
    assert (saved.email, saved.next_on) == ("priya@example.com", days(29))


# --- They moved ---


def test_moving_keeps_the_old_place_and_makes_the_new_company(alice: User) -> None:
    initech = CompanyFactory(owner=alice, name="Initech")
    contact = ContactFactory(owner=alice, company=initech, title="Storage lead")
    contact.moved_to(" Umbrella ", " CTO ", days(-9))
    contact = Contact.objects.get()
    assert (contact.company.name, contact.title) == ("Umbrella", "CTO")
    old = Employment.objects.get()
    assert (old.contact, old.company, old.title, old.until) == (
        contact, initech, "Storage lead", days(-9),
    )  # fmt: skip


def test_moving_to_a_company_that_is_known_takes_that_one(alice: User) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    contact = ContactFactory(owner=alice, company=None)
    contact.moved_to("UMBRELLA", "", TODAY)
    assert Contact.objects.get().company == umbrella
    assert Company.objects.count() == 1
    assert not Employment.objects.exists(), "there was no place before"


def test_leaving_for_nobody_knows_where_keeps_the_old_place(alice: User) -> None:
    contact = ContactFactory(owner=alice, title="CTO")
    contact.moved_to("", "", TODAY)
    assert Contact.objects.get().company is None
    assert Employment.objects.get().title == "CTO"
