"""Keeping people: how often, who introduced them, whom to list, and who needs a call."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from contacts import needs as room
from contacts.models import Contact
from core.needs import gather
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person
from tests.statements import assert_lean

TODAY = NOW.date()


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def edit(person: Person, contact: Contact, **typed: Any) -> Any:
    return person.submit(f"/people/{contact.pk}/edit/", typed)


# --- The form ---


def test_where_we_met_who_introduced_us_and_when_next_are_kept(as_alice: Person) -> None:
    tomasz = ContactFactory(owner=as_alice.user, name="Tomasz")
    as_alice.submit(
        "/people/new/",
        {
            "name": "Ruth",
            "where_we_met": "The sauna at PyCon",
            "introduced_by": str(tomasz.pk),
            "next_on": "2026-04-01",
        },
    )
    ruth = Contact.objects.get(name="Ruth")
    assert (ruth.where_we_met, ruth.introduced_by, ruth.next_on, ruth.keep_in_touch_days) == (
        "The sauna at PyCon", tomasz, date(2026, 4, 1), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"keep_in_touch_days": "30"}, 30),
        ({"keep_in_touch_days": "365"}, 365),
        ({"other_days": "45"}, 45),
        ({"keep_in_touch_days": "30", "other_days": "45"}, 45),
    ],
)
def test_a_cadence_is_chosen_or_counted_in_days_and_sets_the_next_day(
    as_alice: Person, typed: dict[str, str], kept: int
) -> None:
    as_alice.submit("/people/new/", {"name": "Ruth", **typed})
    ruth = Contact.objects.get()
    assert (ruth.keep_in_touch_days, ruth.next_on) == (kept, days(kept))


def test_a_new_cadence_counts_from_when_we_last_spoke(as_alice: Person) -> None:
    touch = TouchFactory(owner=as_alice.user, on=days(-10))
    edit(as_alice, touch.contact, keep_in_touch_days="30")
    assert Contact.objects.get().next_on == days(20)
    edit(as_alice, touch.contact, other_days="5")
    assert Contact.objects.get().next_on == TODAY, "past already, so at once"


def test_a_day_typed_beside_a_new_cadence_stays(as_alice: Person) -> None:
    ruth = ContactFactory(owner=as_alice.user)
    edit(as_alice, ruth, keep_in_touch_days="30", next_on="2026-03-12")
    assert Contact.objects.get().next_on == days(2)


def test_an_edit_of_something_else_leaves_the_day(as_alice: Person) -> None:
    ruth = ContactFactory(owner=as_alice.user, keep_in_touch_days=45, next_on=days(-400))
    page = text_of(as_alice, f"/people/{ruth.pk}/edit/")
    assert '<option value="45" selected>every 45 days</option>' in page
    edit(as_alice, ruth, title="CTO")
    ruth = Contact.objects.get()
    assert (ruth.title, ruth.keep_in_touch_days, ruth.next_on) == ("CTO", 45, days(-400))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("other_days", "0", "Keep in touch every 1 to 730 days."),
        ("other_days", "731", "Keep in touch every 1 to 730 days."),
        ("other_days", "9" * 40, "Keep in touch every 1 to 730 days."),
        ("other_days", "often", "Enter a whole number."),
        ("keep_in_touch_days", "31", "not one of the available choices"),
        ("next_on", "9999-12-31", "Check the year: it is 9999."),
        ("where_we_met", "x" * 301, "at most 300 characters"),
        ("company", "x" * 10_000, "at most 200 characters"),
        ("introduced_by", "zoe", "Choose somebody else among your people."),
    ],
)
def test_bad_input_is_a_message(as_alice: Person, field: str, value: str, message: str) -> None:
    answer = as_alice.submit("/people/new/", {"name": "Ruth", field: value})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Contact.objects.exists()


def test_nobody_is_introduced_by_themselves_or_by_a_stranger(as_alice: Person, bob: User) -> None:
    ruth = ContactFactory(owner=as_alice.user)
    for pk in (ruth.pk, ContactFactory(owner=bob).pk):
        answer = edit(as_alice, ruth, introduced_by=str(pk))
        assert "Choose somebody else among your people." in answer.content.decode()
    assert Contact.objects.get(pk=ruth.pk).introduced_by is None


def test_archived_people_are_offered_only_where_they_are_chosen(as_alice: Person) -> None:
    me = as_alice.user
    gone = ContactFactory(owner=me, name="Gone", archived_at=NOW)
    ContactFactory(owner=me, name="Archived too", archived_at=NOW)
    ruth = ContactFactory(owner=me, introduced_by=gone)
    page = text_of(as_alice, f"/people/{ruth.pk}/edit/")
    assert f'<option value="{gone.pk}" selected>Gone' in page
    assert "Archived too" not in page
    assert "Gone" not in text_of(as_alice, "/people/new/")


def test_those_who_share_a_name_are_told_apart_by_their_work(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Hooli")
    ContactFactory(owner=as_alice.user, name="Zoe", title="CTO", company=company)
    assert "Zoe (CTO, Hooli)</option>" in text_of(as_alice, "/people/new/")


def test_the_forms_take_three_statements_at_most(as_alice: Person) -> None:
    ruth, *_others = ContactFactory.create_batch(60, owner=as_alice.user)
    assert_lean(as_alice, "/people/new/")
    assert_lean(as_alice, f"/people/{ruth.pk}/edit/")


# --- The list ---


def listed(person: Person, query: str) -> list[str]:
    return [contact.name for contact in person.get(f"/people/?{query}").context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("which=overdue", ["Overdue", "Today"]),
        ("which=overdue&reason=may_call_me", ["Overdue"]),
        ("which=unwritten", ["Overdue", "Tomorrow", "Unset"]),
        ("which=overdue&q=tod", ["Today"]),
        ("which=archived", ["Archived"]),
        ("which=x", ["Overdue", "Today", "Tomorrow", "Unset"]),
    ],
)
def test_the_list_is_asked_who_is_overdue_and_never_written(
    as_alice: Person, query: str, found: list[str]
) -> None:
    me = as_alice.user
    ContactFactory(owner=me, name="Overdue", next_on=days(-9), may_call_me=True)
    today = ContactFactory(owner=me, name="Today", next_on=TODAY)
    ContactFactory(owner=me, name="Tomorrow", next_on=days(1))
    unset = ContactFactory(owner=me, name="Unset")
    ContactFactory(owner=me, name="Archived", next_on=days(-9), archived_at=NOW)
    TouchFactory.create_batch(2, owner=me, contact=today)
    MeetingFactory(owner=me, contact=unset, met=True)
    assert listed(as_alice, query) == found


def test_overdue_is_by_the_persons_own_day(alice: User) -> None:
    ContactFactory(owner=alice, name="Priya", next_on=days(1))
    assert listed(Person(alice), "which=overdue") == []
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    assert listed(Person(alice), "which=overdue") == ["Priya"]


def test_a_line_says_when_we_spoke_and_when_next(as_alice: Person) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me)
    assert "not spoken yet" in text_of(as_alice, "/people/")
    interview = InterviewFactory(owner=me, starts_at=NOW - timedelta(days=9))
    MeetingFactory(owner=me, contact=contact, interview=interview, met=True)
    assert "spoke 1 Mar 2026" in text_of(as_alice, "/people/")
    Contact.objects.update(next_on=days(1))
    assert "next 11 Mar 2026" in text_of(as_alice, "/people/")
    Contact.objects.update(next_on=TODAY)
    assert "call now" in text_of(as_alice, "/people/")


def test_the_company_of_its_page_is_among_the_choices_however_many_there_are(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contacts.forms.people.SUGGESTED", 1)
    ContactFactory(owner=as_alice.user, company__name="Aardvark")
    last = ContactFactory(owner=as_alice.user, name="Zoe", company__name="Zed")
    assert listed(as_alice, f"company={last.company_id}") == ["Zoe"]


@pytest.mark.parametrize("which", ["overdue", "unwritten", "archived"])
def test_the_list_takes_three_statements_at_most(as_alice: Person, which: str) -> None:
    for contact in ContactFactory.create_batch(60, owner=as_alice.user, next_on=TODAY):
        TouchFactory(owner=as_alice.user, contact=contact)
    assert_lean(as_alice, f"/people/?which={which}")


# --- Who needs a call ---


def calls(owner: User) -> list[Any]:
    return gather(room.needs(owner, NOW), NOW)


def test_those_to_call_by_today_need_it_and_their_page_deals_with_it(alice: User) -> None:
    sam = ContactFactory(
        owner=alice, name="Sam", title="CTO", company__name="Hooli", next_on=days(-9)
    )
    ContactFactory(owner=alice, next_on=days(1))
    ContactFactory(owner=alice, next_on=days(-1), archived_at=NOW)
    ContactFactory(owner=alice)
    [need] = calls(alice)
    assert (need.text, need.detail) == (
        "Call Sam",
        "CTO, Hooli. You wanted to speak by 1 Mar 2026.",
    )
    assert need.url == f"/people/{sam.pk}/"
    assert need.sort.can_wait


def test_of_somebody_without_work_it_says_by_when(alice: User) -> None:
    ContactFactory(owner=alice, company=None, next_on=TODAY)
    assert [need.detail for need in calls(alice)] == ["You wanted to speak by 10 Mar 2026."]


def test_by_today_is_the_persons_own_day(alice: User) -> None:
    ContactFactory(owner=alice, next_on=days(1))
    with timezone.override("Pacific/Auckland"):
        assert len(calls(alice)) == 1


def test_a_strangers_people_need_nothing_of_me(alice: User, bob: User) -> None:
    ContactFactory(owner=bob, next_on=TODAY)
    assert calls(alice) == []


def test_a_touch_takes_them_off_the_list_of_today(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Sam", next_on=days(-9))
    assert "Call Sam" in text_of(as_alice, "/")
    touch = f"/people/{contact.pk}/touch/"
    as_alice.submit(f"/people/{contact.pk}/", {"kind": "called"}, action=touch)
    assert "Call Sam" not in text_of(as_alice, "/")
