"""What passed between us: logged in one tap, changed, deleted; and when they come up next."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from contacts.forms.touches import months_later
from contacts.models import Contact, Touch, TouchKind
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    AnswerFactory,
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


def tap(person: Person, contact: Contact, **typed: str) -> str:
    """Press a button of the form on the person's page; the text of the page that answers."""
    page, action = f"/people/{contact.pk}/", f"/people/{contact.pk}/touch/"
    answer = person.submit(page, typed, action=action, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


# --- One tap ---


def test_the_page_has_a_button_for_each_kind(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    page = text_of(as_alice, f"/people/{contact.pk}/")
    for kind in TouchKind.values:
        assert f'name="kind" value="{kind}" type="submit"' in page


def test_one_tap_logs_it_today(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", keep_in_touch_days=30)
    page = tap(as_alice, contact, kind="coffee")
    touch = Touch.objects.get()
    assert (touch.contact, touch.kind, touch.on, touch.note) == (contact, "coffee", TODAY, "")
    assert "Noted. Priya comes up next on 9 Apr 2026." in page


def test_a_note_and_another_day_go_with_it(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    tap(as_alice, contact, kind="called", note="Their new team", on="2026-03-01")
    touch = Touch.objects.get()
    assert (touch.note, touch.on) == ("Their new team", date(2026, 3, 1))


def test_today_is_the_persons_own(alice: User) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    contact = ContactFactory(owner=alice)
    tap(Person(alice), contact, kind="called")
    tap(Person(alice), contact, kind="met", on="2026-03-11")
    assert {touch.on for touch in Touch.objects.all()} == {days(1)}


def test_without_a_day_to_come_the_message_says_so(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya")
    assert "Noted. No day is set for Priya to come up again." in tap(as_alice, contact, kind="met")


def test_an_older_touch_leaves_an_overdue_person_among_those_to_call(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", next_on=days(-1))
    page = tap(as_alice, contact, kind="met", on="2026-03-02")
    assert "Noted. Priya is still among the people to speak with." in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"on": "2026-03-11"}, "That day is still to come. Check the date."),
        ({"on": "9999-12-31"}, "Check the year: it is 9999."),
        ({"on": "0001-01-01"}, "Check the year: it is 1."),
        ({"on": "yesterday"}, "Enter a valid date."),
        ({"kind": ""}, "Say what it was: press one of the six."),
        ({"kind": "hugged"}, "not one of the available choices"),
        ({"note": "x" * 1_001}, "at most 1000 characters"),
        ({"note": "a\x00b"}, "Null characters are not allowed."),
        ({"note": "a\x07b"}, "characters in it that cannot be shown"),
        ({"form_key": "stale"}, "open for too long"),
    ],
)
def test_what_makes_no_sense_is_a_message_and_the_rest_stays(
    as_alice: Person, typed: dict[str, str], message: str
) -> None:
    contact = ContactFactory(owner=as_alice.user)
    note = typed.get("note", "Their new team")
    page = tap(as_alice, contact, **{"kind": "called", "note": note, **typed})
    assert message in page
    assert f'value="{note}"' in page or "\x00" in note
    assert '<details class="more" open>' in page, "what was typed is in sight"
    assert 'name="kind" value="called"' in page, "the buttons are there to press again"
    assert not Touch.objects.exists()


def test_a_tap_sent_twice_counts_once(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    url = f"/people/{contact.pk}/touch/"
    sent = as_alice.fill(f"/people/{contact.pk}/", {"kind": "called"}, action=url)
    first, second = as_alice.post(url, sent), as_alice.post(url, sent)
    assert first.url == second.url == f"/people/{contact.pk}/"
    assert Touch.objects.count() == 1


def test_its_address_alone_shows_the_form(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya")
    page = text_of(as_alice, f"/people/{contact.pk}/touch/")
    assert "What passed between you and Priya?" in page


# --- Changed and deleted ---


def test_a_new_day_moves_the_next_one_along(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", keep_in_touch_days=30)
    touch = contact.touch(TouchKind.CALLED, days(-1))
    page = as_alice.submit(
        f"/touches/{touch.pk}/edit/", {"on": "2026-03-05", "note": "Kubernetes"}, follow=True
    ).content.decode()
    assert "Saved. Priya comes up next on 4 Apr 2026." in page
    assert "Kubernetes" in page


def test_a_new_day_past_another_touch_counts_from_the_latest(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, keep_in_touch_days=30)
    early = contact.touch(TouchKind.CALLED, days(-9))
    contact.touch(TouchKind.CALLED, days(-5))
    as_alice.submit(f"/touches/{early.pk}/edit/", {"on": "2026-03-08"})
    assert Contact.objects.get().next_on == days(28)


def test_a_new_day_leaves_a_date_set_by_hand(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, keep_in_touch_days=30)
    touch = contact.touch(TouchKind.CALLED, days(-9))
    Contact.objects.update(next_on=days(3))
    as_alice.submit(f"/touches/{touch.pk}/edit/", {"on": "2026-03-08"})
    assert Contact.objects.get().next_on == days(3)


def test_a_touch_cannot_be_moved_to_a_day_to_come(as_alice: Person) -> None:
    touch = TouchFactory(owner=as_alice.user)
    answer = as_alice.submit(f"/touches/{touch.pk}/edit/", {"on": "2026-03-11"})
    assert "That day is still to come." in answer.content.decode()
    assert Touch.objects.get().on == TODAY


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    touch = TouchFactory(owner=as_alice.user)
    url = f"/touches/{touch.pk}/edit/"
    old = as_alice.fill(url, {"note": "old tab"})
    as_alice.submit(url, {"note": "new tab"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "old tab" in answer.content.decode()
    assert Touch.objects.get().note == "new tab"


@pytest.mark.parametrize("left", ["touch", "meeting", "answer", "nothing"])
def test_deleting_counts_from_the_last_conversation_that_is_left(
    as_alice: Person, left: str
) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me, keep_in_touch_days=30)
    if left == "touch":
        contact.touch(TouchKind.CALLED, days(-8))
    elif left == "meeting":
        interview = InterviewFactory(owner=me, starts_at=NOW - timedelta(days=8))
        MeetingFactory(owner=me, contact=contact, interview=interview, met=True)
    elif left == "answer":
        AnswerFactory(owner=me, contact=contact, on=days(-8))
    else:
        Contact.objects.update(created_at=NOW - timedelta(days=8))
    touch = contact.touch(TouchKind.COFFEE, days(-2))
    as_alice.submit(f"/touches/{touch.pk}/delete/")
    assert not Touch.objects.filter(pk=touch.pk).exists()
    assert Contact.objects.get().next_on == days(22)


def test_deleting_leads_back_to_the_person_and_can_be_undone(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, keep_in_touch_days=30)
    contact.touch(TouchKind.CALLED, days(-9))
    touch = contact.touch(TouchKind.COFFEE, days(-2), "Kubernetes")
    person = f"/people/{touch.contact_id}/"
    answer = as_alice.submit(f"/touches/{touch.pk}/delete/", follow=True)
    assert answer.redirect_chain[-1][0] == person
    assert Contact.objects.get().next_on == days(21)
    undo = answer.content.decode().split('action="/deleted/')[1].split('"')[0]
    as_alice.submit("/deleted/", action=f"/deleted/{undo}")
    assert Touch.objects.count() == 2
    assert Contact.objects.get().next_on == days(28)


def test_only_asking_to_delete_moves_nothing(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, keep_in_touch_days=30)
    touch = contact.touch(TouchKind.COFFEE, days(-2))
    as_alice.get(f"/touches/{touch.pk}/delete/")
    assert Contact.objects.get().next_on == days(28)


# --- When they come up next ---


def later(person: Person, contact: Contact, by: str) -> str:
    url = f"/people/{contact.pk}/later/"
    return person.submit(f"/people/{contact.pk}/", {"by": by}, action=url, follow=True)


@pytest.mark.parametrize(
    ("by", "on"), [("month", date(2026, 4, 10)), ("quarter", date(2026, 6, 10))]
)
def test_a_month_or_three_later_in_one_tap(as_alice: Person, by: str, on: date) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", next_on=days(-3))
    page = later(as_alice, contact, by).content.decode()
    assert Contact.objects.get().next_on == on
    assert "Priya comes up next on" in page


def test_back_to_the_cadence_counts_from_when_we_last_spoke(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, keep_in_touch_days=30, next_on=days(200))
    TouchFactory(owner=as_alice.user, contact=contact, on=days(-10))
    later(as_alice, contact, "cadence")
    assert Contact.objects.get().next_on == days(20)


def test_a_cadence_that_ran_out_is_today(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", keep_in_touch_days=30)
    TouchFactory(owner=as_alice.user, contact=contact, on=days(-100))
    page = later(as_alice, contact, "cadence").content.decode()
    assert Contact.objects.get().next_on == TODAY
    assert "Priya is still among the people to speak with." in page


@pytest.mark.parametrize("by", ["cadence", "year", ""])
def test_a_step_that_is_none_is_a_message(as_alice: Person, by: str) -> None:
    contact = ContactFactory(owner=as_alice.user, next_on=days(5))
    assert "Choose when they come up next." in later(as_alice, contact, by).content.decode()
    assert Contact.objects.get().next_on == days(5)


def test_the_last_of_a_shorter_month_stands_for_its_31st() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_day_is_set_by_hand_and_taken_away(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    page, url = f"/people/{contact.pk}/", f"/people/{contact.pk}/next/"
    as_alice.submit(page, {"next_on": "2026-09-01"}, action=url)
    assert Contact.objects.get().next_on == date(2026, 9, 1)
    as_alice.submit(url, {"next_on": ""})
    assert Contact.objects.get().next_on is None


def test_a_day_that_is_none_is_a_message(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    url = f"/people/{contact.pk}/next/"
    page = as_alice.submit(url, {"next_on": "9999-12-31"}).content.decode()
    assert "Check the year: it is 9999." in page
    assert Contact.objects.get().next_on is None


def test_a_day_set_in_another_tab_meanwhile_is_shown(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    url = f"/people/{contact.pk}/next/"
    old = as_alice.fill(url, {"next_on": "2026-09-01"})
    as_alice.submit(url, {"next_on": "2026-05-01"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert Contact.objects.get().next_on == date(2026, 5, 1)


# --- Whose they are, and what they cost ---

OF_A_PERSON = ("touch", "later", "next")
OF_A_TOUCH = ("edit", "delete")


def test_a_strangers_touch_is_not_there(as_bob: Person, alice: User) -> None:
    touch = TouchFactory(owner=alice)
    token = as_bob.fill("/people/new/", {})["csrfmiddlewaretoken"]
    urls = [f"/people/{touch.contact_id}/{page}/" for page in OF_A_PERSON]
    for url in [*urls, *(f"/touches/{touch.pk}/{page}/" for page in OF_A_TOUCH)]:
        assert as_bob.get(url).status_code in (404, 405)
        assert as_bob.post(url, {"csrfmiddlewaretoken": token, "kind": "met"}).status_code == 404
    assert Touch.objects.count() == 1


def test_pages_take_three_statements_at_most(as_alice: Person) -> None:
    touch = TouchFactory(owner=as_alice.user)
    TouchFactory.create_batch(9, owner=as_alice.user, contact=touch.contact)
    for page in ("touch", "next"):
        assert_lean(as_alice, f"/people/{touch.contact_id}/{page}/")
    for page in OF_A_TOUCH:
        assert_lean(as_alice, f"/touches/{touch.pk}/{page}/")
