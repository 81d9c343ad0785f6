"""Two people, or two companies, become one: looked at first, nothing lost, undone with one tap."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from contacts.models import Company, Contact, Employment, Touch
from core.models import Change
from core.ownership import acting_as
from interviews.models import Meeting
from tests.contacts.pages import preview_of, text_of
from tests.core.worlds import everything, said
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    EmploymentFactory,
    InterviewFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person


def undo(person: Person) -> HttpResponse:
    change = Change.objects.get(undone_at=None)
    return person.submit("/deleted/", action=f"/deleted/{change.pk}/undo/", follow=True)


# --- Merged ---


def test_what_is_chosen_stays_and_the_rest_goes_to_the_notes(as_alice: Person) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me)
    kept = ContactFactory(
        owner=me, name="Priya", company=company, email="old@example.com", phone="111 111 111",
        links="https://a.example", notes="Met in May", may_call_me=True, keep_in_touch_days=30,
    )  # fmt: skip
    other = ContactFactory(
        owner=me, name="Priya Nair", company=company, title="CTO", email="new@example.com",
        phone="222 222 222", links="https://a.example\nhttps://b.example", notes="Likes Go",
        sounding_board=True, where_we_met="At a fair", next_on=date(2026, 5, 1),
    )  # fmt: skip
    answer = as_alice.submit(
        preview_of(kept, other), {"name": "other", "email": "other"}, follow=True
    )
    assert "Priya Nair is merged into Priya." in answer.content.decode()
    priya = Contact.objects.get()
    assert (priya.pk, priya.name, priya.email) == (kept.pk, "Priya Nair", "new@example.com")
    assert (priya.phone, priya.title, priya.where_we_met) == ("111 111 111", "CTO", "At a fair")
    assert priya.links.split() == ["https://a.example", "https://b.example"]
    assert priya.reason_names == ["sounding_board", "may_call_me"]
    assert (priya.keep_in_touch_days, priya.next_on) == (30, date(2026, 5, 1))
    assert priya.notes == (
        "Met in May\n\nLikes Go\n\nAlso known as Priya\nE-mail: old@example.com\nPhone: 222 222 222"
    )
    assert priya.sort_key == "priya nair"


def test_everything_that_hung_on_the_other_is_on_the_kept_ones_page(as_alice: Person) -> None:
    me = as_alice.user
    kept, other = ContactFactory.create_batch(2, owner=me, company=None)
    interview = InterviewFactory(owner=me)
    MeetingFactory(owner=me, interview=interview, contact=other, met=True, talked_about="Sharding")
    TouchFactory(owner=me, contact=other, note="Coffee by the river")
    EmploymentFactory(owner=me, contact=other, company__name="Initech")
    as_alice.submit(preview_of(kept, other))
    page = text_of(as_alice, f"/people/{kept.pk}/")
    for words in ("Sharding", "Coffee by the river", "Initech"):
        assert words in page


def test_of_two_companies_the_other_becomes_an_earlier_place(as_alice: Person) -> None:
    me = as_alice.user
    kept = ContactFactory(owner=me, name="Priya", title="Lead", company__name="Hooli")
    other = ContactFactory(owner=me, name="Priya", title="CTO", company__name="Initech")
    page = text_of(as_alice, preview_of(kept, other))
    assert "The other one is noted as an earlier place." in page
    as_alice.submit(preview_of(kept, other), {"company": "other"})
    priya = Contact.objects.get()
    assert (priya.company.name, priya.title, priya.notes) == ("Initech", "CTO", "")
    place = Employment.objects.get()
    assert (place.company.name, place.title, place.until) == ("Hooli", "Lead", None)
    undo(as_alice)
    assert not Employment.objects.exists()


def test_a_meeting_of_both_in_one_interview_keeps_what_was_said_of_either(
    as_alice: Person,
) -> None:
    me = as_alice.user
    kept, other = (ContactFactory(owner=me, name=name) for name in ("Priya", "Ms Nair"))
    interview = InterviewFactory(owner=me)
    MeetingFactory(owner=me, interview=interview, contact=kept, name="Priya", planned=True)
    MeetingFactory(owner=me, interview=interview, contact=other, name="The CTO", met=True)
    as_alice.submit(preview_of(kept, other))
    meeting = Meeting.objects.get()
    assert (meeting.name, meeting.planned, meeting.met) == ("Priya", True, True)
    assert "Also known as The CTO" in Contact.objects.get().notes


def test_a_debrief_that_was_open_meanwhile_does_not_bring_the_double_back(
    as_alice: Person,
) -> None:
    me = as_alice.user
    kept, other = (ContactFactory(owner=me, name=name) for name in ("Priya", "Ms Nair"))
    interview = InterviewFactory(owner=me)
    for person in (kept, other):
        MeetingFactory(owner=me, interview=interview, contact=person, name=person.name, met=True)
    debrief = f"/interviews/{interview.pk}/debrief/"
    opened = as_alice.fill(debrief, {"reflection": "Good questions"})
    as_alice.submit(preview_of(kept, other))
    assert as_alice.post(debrief, opened).status_code == 409
    assert Contact.objects.get() == kept
    assert Meeting.objects.get().contact == kept


@pytest.mark.parametrize(
    ("one", "two", "stays"), [(None, NOW, None), (NOW, None, None), (NOW, NOW, NOW)]
)
def test_who_is_in_touch_stays_in_touch(
    as_alice: Person, one: object, two: object, stays: object
) -> None:
    kept = ContactFactory(owner=as_alice.user, archived_at=one)
    other = ContactFactory(owner=as_alice.user, archived_at=two)
    as_alice.submit(preview_of(kept, other))
    assert Contact.objects.get().archived_at == stays


def test_who_was_introduced_by_their_own_double_was_introduced_by_nobody(
    as_alice: Person,
) -> None:
    me = as_alice.user
    sam = ContactFactory(owner=me, name="Sam")
    kept = ContactFactory(owner=me, name="Priya")
    other = ContactFactory(owner=me, name="Nair", introduced_by=kept)
    Contact.objects.filter(pk=kept.pk).update(introduced_by=other)
    Contact.objects.filter(pk=sam.pk).update(introduced_by=other)
    assert "introduced_by" not in as_alice.fill(preview_of(kept, other), {})
    as_alice.submit(preview_of(kept, other))
    kept.refresh_from_db()
    sam.refresh_from_db()
    assert (kept.introduced_by, sam.introduced_by) == (None, kept)


def test_names_of_any_script_and_case_are_merged(as_alice: Person) -> None:
    me = as_alice.user
    kept = ContactFactory(owner=me, name="مريم 🦀", company=None)
    other = ContactFactory(owner=me, name="ÉMILE", company=None)
    third = ContactFactory(owner=me, name="Émile", company=None)
    as_alice.submit(preview_of(third, other))
    third.refresh_from_db()
    assert (third.name, third.notes) == ("Émile", "")
    as_alice.submit(preview_of(kept, third))
    assert Contact.objects.get().notes == "Also known as Émile"


def test_companies_merge_with_their_people_applications_and_answers(as_alice: Person) -> None:
    me = as_alice.user
    kept = CompanyFactory(owner=me, name="Umbrella", website="https://umbrella.example")
    other = CompanyFactory(owner=me, name="Umbrella Ltd", website="https://umbrella.test")
    rows = [factory(owner=me, company=other) for factory in (ContactFactory, ApplicationFactory)]
    rows += [AnswerFactory(owner=me, company=other), EmploymentFactory(owner=me, company=other)]
    page = text_of(as_alice, preview_of(kept, other))
    for words in ("1 person there", "1 application", "1 answer", "1 earlier place"):
        assert words in page
    as_alice.submit(preview_of(kept, other), {"website": "other"})
    umbrella = Company.objects.get(pk=kept.pk)
    assert umbrella.website == "https://umbrella.test"
    assert umbrella.notes == "Also known as Umbrella Ltd\nWebsite: https://umbrella.example"
    for row in rows:
        row.refresh_from_db()
        assert row.company == umbrella


def test_a_company_may_take_the_others_name(as_alice: Person) -> None:
    kept, other = (CompanyFactory(owner=as_alice.user, name=name) for name in ("Umbrela", "Umbr"))
    as_alice.submit(preview_of(kept, other), {"name": "other"})
    assert Company.objects.get().name == "Umbr"
    undo(as_alice)
    assert list(Company.objects.order_by("pk").values_list("name", flat=True)) == [
        "Umbrela", "Umbr",
    ]  # fmt: skip


def test_two_thousand_conversations_move_in_a_moment(as_alice: Person) -> None:
    me = as_alice.user
    kept, other = ContactFactory.create_batch(2, owner=me)
    with acting_as(me):
        rows = [Touch(owner=me, contact=other, kind="called", on=NOW.date()) for _ in range(2_000)]
        Touch.objects.bulk_create(rows)
    as_alice.submit(preview_of(kept, other))
    assert Touch.objects.filter(contact=kept).count() == 2_000
    undo(as_alice)
    assert Touch.objects.filter(contact=other).count() == 2_000


def test_links_too_many_for_their_field_go_to_the_notes(as_alice: Person) -> None:
    long = [f"https://example.com/{letter * 1_200}" for letter in "ab"]
    kept, other = (ContactFactory(owner=as_alice.user, links=link) for link in long)
    as_alice.submit(preview_of(kept, other))
    priya = Contact.objects.get()
    assert priya.links == long[0]
    assert long[1] in priya.notes


def test_the_earlier_day_on_which_they_were_added_stays(as_alice: Person) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user)
    long_ago = NOW - timedelta(days=700)
    Contact.objects.filter(pk=two[1].pk).update(created_at=long_ago)
    as_alice.submit(preview_of(*two))
    assert Contact.objects.get().created_at == long_ago


# --- Undone ---


def test_the_message_brings_an_undo_that_restores_all(as_alice: Person) -> None:
    me = as_alice.user
    kept = ContactFactory(owner=me, name="Priya", title="Lead", email="a@x.org")
    other = ContactFactory(owner=me, name="P. Nair", title="CTO", email="b@x.org", notes="Go")
    TouchFactory(owner=me, contact=other)
    before = said(everything())
    answer = as_alice.submit(preview_of(kept, other), {"email": "other"}, follow=True)
    change = Change.objects.get()
    assert f'action="/deleted/{change.pk}/undo/"' in answer.content.decode()
    page = text_of(as_alice, "/deleted/")
    assert "The merge of P. Nair into Priya" in page
    assert "Undo" in page
    assert "The merge of P. Nair into Priya is undone." in undo(as_alice).content.decode()
    assert said(everything()) == before
    assert "b@x.org" in text_of(as_alice, f"/people/{other.pk}/")


def test_an_edit_made_since_stays_and_the_page_says_so(as_alice: Person) -> None:
    kept = ContactFactory(owner=as_alice.user, name="Priya")
    other = ContactFactory(owner=as_alice.user, name="P. Nair", email="b@x.org")
    as_alice.submit(preview_of(kept, other))
    as_alice.submit(f"/people/{kept.pk}/edit/", {"email": "mine@x.org"})
    assert "What you changed since then stays as you left it." in undo(as_alice).content.decode()
    kept.refresh_from_db()
    assert (kept.email, kept.name) == ("mine@x.org", "Priya")


def test_undone_twice_it_is_undone_already(as_alice: Person) -> None:
    kept, other = ContactFactory.create_batch(2, owner=as_alice.user)
    as_alice.submit(preview_of(kept, other))
    url = f"/deleted/{Change.objects.get().pk}/undo/"
    sent = as_alice.fill("/deleted/", {}, action=url)
    as_alice.post(url, sent)
    assert "is undone already" in as_alice.post(url, sent, follow=True).content.decode()
    assert Contact.objects.count() == 2


def test_the_same_form_after_its_undo_merges_again(as_alice: Person) -> None:
    kept, other = ContactFactory.create_batch(2, owner=as_alice.user)
    sent = as_alice.fill(preview_of(kept, other), {})
    as_alice.post(preview_of(kept, other), sent)
    undo(as_alice)
    as_alice.submit(preview_of(kept, other))
    assert Contact.objects.count() == 1
