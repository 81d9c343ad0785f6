"""Companies: list, add, edit, delete, and the people and applications there."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from accounts.models import User
from contacts.models import Company, Contact
from contacts.models.company import CompanyQuerySet
from core.ownership import acting_as
from interviews.models import Application, Interview
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean

# --- Adding and editing ---


def test_a_company_is_added(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/companies/new/", {"name": "Initech", "website": "initech.example", "notes": "Beige"},
        follow=True,
    )  # fmt: skip
    page = answer.content.decode()
    assert "Initech is among your companies." in page
    assert 'href="https://initech.example" rel="noopener noreferrer nofollow"' in page
    assert Company.objects.get().owner == as_alice.user


def test_a_form_sent_twice_makes_one_company(as_alice: Person) -> None:
    sent = as_alice.fill("/companies/new/", {"name": "Initech"})
    first, second = as_alice.post("/companies/new/", sent), as_alice.post("/companies/new/", sent)
    assert first.url == second.url
    assert Company.objects.count() == 1


def test_a_form_without_its_key_keeps_what_was_typed(as_alice: Person) -> None:
    sent = as_alice.fill("/companies/new/", {"name": "Initech"})
    del sent["form_key"]
    page = as_alice.post("/companies/new/", sent).content.decode()
    assert "open for too long" in page
    assert 'value="Initech"' in page
    assert not Company.objects.exists()


def test_the_same_name_again_is_a_message(as_alice: Person) -> None:
    CompanyFactory(owner=as_alice.user, name="Initech")
    page = as_alice.submit("/companies/new/", {"name": "INITECH"}).content.decode()
    assert "You have a company of this name already." in page


def test_renaming_to_a_name_that_is_taken_is_a_message(as_alice: Person) -> None:
    CompanyFactory(owner=as_alice.user, name="Initech")
    other = CompanyFactory(owner=as_alice.user, name="Hooli")
    answer = as_alice.submit(f"/companies/{other.pk}/edit/", {"name": "initech"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "You have a company of this name already." in page
    assert 'value="initech"' in page


def test_two_people_may_each_have_a_company_of_one_name(as_alice: Person, bob: User) -> None:
    CompanyFactory(owner=bob, name="Initech")
    assert as_alice.submit("/companies/new/", {"name": "Initech"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 201, "at most 200 characters"),
        ("name", "Ini\x00tech", "Null characters are not allowed."),
        ("name", "Ini\x07tech", "characters in it that cannot be shown"),
        ("website", "javascript:alert(1)", "Write a web address"),
        ("website", "JAVASCRIPT://example.com/%0aalert(1)", "Write a web address"),
        ("website", "data:text/html,x", "Write a web address"),
        ("website", "ftp://example.com", "Write a web address"),
        ("website", "http://[bad", "Write a web address"),
        ("website", "https://example.com/" + "x" * 500, "at most 500 characters"),
        ("notes", "x" * 10_001, "at most 10000 characters"),
    ],
)
def test_bad_input_is_a_message(as_alice: Person, field: str, value: str, message: str) -> None:
    answer = as_alice.submit("/companies/new/", {"name": "Initech", field: value})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Company.objects.exists()


@pytest.mark.parametrize("name", ["شركة", "\u202eevil", "🦊", "ﷺ" * 200])
def test_names_of_every_script_are_welcome(as_alice: Person, name: str) -> None:
    answer = as_alice.submit("/companies/new/", {"name": name}, follow=True)
    assert answer.status_code == 200
    assert Company.objects.get().name == name


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, notes="first")
    url = f"/companies/{company.pk}/edit/"
    old = as_alice.fill(url, {"notes": "old tab"})
    as_alice.submit(url, {"notes": "new tab"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "old tab" in answer.content.decode()
    assert "new tab" in answer.content.decode()
    assert Company.objects.get().notes == "new tab"


# --- Made on the spot ---


def test_two_requests_that_make_one_company_at_once_end_in_one(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = CompanyFactory(owner=alice, name="Initech")
    # The other request's row was not there yet when this one looked.
    monkeypatch.setattr(CompanyQuerySet, "first", lambda self: None)
    assert Company.objects.find_or_make(alice, " initech ") == theirs
    assert Company.objects.count() == 1  # and the transaction still works


def test_the_database_refuses_a_second_company_of_the_name(alice: User) -> None:
    CompanyFactory(owner=alice, name="Initech")
    with pytest.raises(IntegrityError, match="contacts_company_name"):
        CompanyFactory(owner=alice, name="INITECH")


# --- One company ---


def test_the_page_shows_its_people_and_how_each_application_went(as_alice: Person) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me, name="Initech", notes="Beige\nwalls")
    priya = ContactFactory(owner=me, company=company, name="Priya Nair", title="Storage lead")
    ContactFactory(owner=me, company=company, name="Tom", archived_at=NOW)
    ContactFactory(owner=me, name="Elsewhere")
    closed = ApplicationFactory(
        owner=me, company=company, role="Platform lead", closed_as="withdrew",
        closed_on=date(2026, 3, 1),
    )  # fmt: skip
    tried = ApplicationFactory(owner=me, company=company, role="Senior engineer")
    interview = InterviewFactory(
        owner=me, application=tried, kind="panel", debriefed_at=NOW,
        outcome="rejected", outcome_on=date(2026, 3, 10),
    )  # fmt: skip
    MeetingFactory(owner=me, interview=interview, contact=priya, met=True)
    LessonFactory(owner=me, interview=interview, learned="How they shard")
    InterviewFactory(owner=me, application=tried, kind="final", cancelled_at=NOW)
    page = text_of(as_alice, f"/companies/{company.pk}/")
    for words in (
        "Priya Nair", "Storage lead", "archived", "Beige<br>walls", "Senior engineer", "Panel",
        "9 Mar 2026", "Met someone and learned something", "rejected", "Platform lead",
        "Closed on 1 Mar 2026: I withdrew", f"/applications/{closed.pk}/",
        f"/people/{priya.pk}/", f"/interviews/{interview.pk}/",
        f'href="/interviews/new/?company={company.pk}"',
    ):  # fmt: skip
        assert words in page, words
    assert "Elsewhere" not in page
    assert "Final" not in page, "a cancelled round counts nowhere"


def test_rounds_stand_in_order_and_newest_application_first(as_alice: Person) -> None:
    me = as_alice.user
    first = ApplicationFactory(owner=me, role="Older")
    second = ApplicationFactory(owner=me, role="Newer", company=first.company)
    for days, kind in ((2, "final"), (9, "recruiter"), (5, "panel")):
        InterviewFactory(
            owner=me, application=first, kind=kind, starts_at=NOW - timedelta(days=days)
        )
    page = text_of(as_alice, f"/companies/{first.company_id}/")
    places = [page.index(words) for words in ("Newer", "Older", "Recruiter call", "Panel", "Final")]
    assert places == sorted(places)
    assert second.company == first.company


def test_a_big_companys_page_leads_to_all_the_rest(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Bits & Bobs")
    ContactFactory.create_batch(50, owner=as_alice.user, company=company)
    ApplicationFactory.create_batch(50, owner=as_alice.user, company=company)
    links = (f"/people/?company={company.pk}", "/applications/?state=all&amp;q=Bits%20%26%20Bobs")
    page = text_of(as_alice, f"/companies/{company.pk}/")
    assert not any(link in page for link in links)
    ContactFactory(owner=as_alice.user, company=company)
    ApplicationFactory(owner=as_alice.user, company=company)
    page = text_of(as_alice, f"/companies/{company.pk}/")
    assert all(link in page for link in links)
    assert len(re.findall(r'href="/people/\d+/"', page)) == 50
    assert len(re.findall(r'href="/applications/\d+/"', page)) == 50


def test_a_bad_website_in_the_table_is_shown_as_text(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, website="javascript:alert(1)")
    page = text_of(as_alice, f"/companies/{company.pk}/")
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page


def test_a_company_without_anything_says_what_comes(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user)
    page = text_of(as_alice, f"/companies/{company.pk}/")
    assert "You know nobody there yet." in page
    assert "None so far." in page


# --- Deleting ---


def test_deleting_says_who_stays_and_what_goes_and_can_be_undone(as_alice: Person) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me, name="Initech")
    contact = ContactFactory(owner=me, company=company)
    ContactFactory(owner=me, company=company)
    InterviewFactory.create_batch(
        2, owner=me, application=ApplicationFactory(owner=me, company=company)
    )
    tried = ApplicationFactory(owner=me, company=company)
    LetterFactory.create_batch(2, owner=me, interview=None, application=tried)
    AnswerFactory(owner=me, company=company)
    url = f"/companies/{company.pk}/delete/"
    page = text_of(as_alice, url)
    assert "2 people there stay in your list, without a company." in page
    assert "2 applications there, with 2 interviews and what you wrote about them</li>" in page
    assert "2 letters</li>" in page
    assert "1 answer with what they told you</li>" in page
    answer = as_alice.submit(url, follow=True)
    contact.refresh_from_db()
    assert contact.company is None
    assert (Application.objects.count(), Interview.objects.count()) == (0, 0)
    undo = answer.content.decode().split('action="/deleted/')[1].split('"')[0]
    as_alice.submit("/deleted/", action=f"/deleted/{undo}")
    contact.refresh_from_db()
    assert contact.company == company
    assert (Application.objects.count(), Interview.objects.count()) == (2, 2)


def test_deleting_an_empty_company_warns_of_nothing(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user)
    page = text_of(as_alice, f"/companies/{company.pk}/delete/")
    assert "stay in your list" not in page
    assert "application" not in page.split("<main")[1].split("</main>")[0]


# --- The list ---


def test_the_list_counts_people_and_applications_apart(as_alice: Person) -> None:
    me = as_alice.user
    for name in ("Zed", "acme", "Émile & fils"):
        CompanyFactory(owner=me, name=name)
    company = Company.objects.get(name="acme")
    ContactFactory.create_batch(3, owner=me, company=company)
    ApplicationFactory.create_batch(2, owner=me, company=company)
    answer = as_alice.get("/companies/")
    listed = [(row.name, row.people, row.tries) for row in answer.context["page"]]
    assert listed == [("acme", 3, 2), ("Émile & fils", 0, 0), ("Zed", 0, 0)]
    assert "3 people" in answer.content.decode()
    assert "2 applications" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("?q=emile", 1), ("?q=fils+EMILE", 1), ("?q=zed+fils", 0), ("?q=%00", 2), ("?page=x", 2)],
)
def test_the_search(as_alice: Person, query: str, found: int) -> None:
    for name in ("Zed", "Émile & fils"):
        CompanyFactory(owner=as_alice.user, name=name)
    assert len(as_alice.get(f"/companies/{query}").context["page"]) == found


def test_none_yet_and_none_found_say_what_to_do(as_alice: Person) -> None:
    assert "Where have you been?" in text_of(as_alice, "/companies/")
    assert "No company here fits." in text_of(as_alice, "/companies/?q=zed")


# --- Whose they are, and what they cost ---


def test_a_strangers_company_is_not_there(as_bob: Person, alice: User) -> None:
    company = CompanyFactory(owner=alice, name="Initech")
    for page in ("", "edit/", "delete/"):
        assert as_bob.get(f"/companies/{company.pk}/{page}").status_code == 404
    token = as_bob.fill("/companies/new/", {})["csrfmiddlewaretoken"]
    for page in ("edit/", "delete/"):
        answer = as_bob.post(f"/companies/{company.pk}/{page}", {"csrfmiddlewaretoken": token})
        assert answer.status_code == 404
    assert "Initech" not in text_of(as_bob, "/companies/")


def test_a_wrong_method_is_refused(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user)
    token = as_alice.fill("/companies/new/", {})["csrfmiddlewaretoken"]
    for page in ("", f"{company.pk}/"):
        answer = as_alice.post(f"/companies/{page}", {"csrfmiddlewaretoken": token})
        assert answer.status_code == 405


@pytest.mark.parametrize("count", [10, 2_000])
def test_pages_take_three_statements_at_most(as_alice: Person, count: int) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me)
    with acting_as(me):
        Company.objects.bulk_create(
            Company(owner=me, name=f"Acme {n}", sort_key=f"acme {n}") for n in range(count)
        )
        Contact.objects.bulk_create(
            Contact(owner=me, name=f"P {n}", sort_key=f"p {n}", company=company)
            for n in range(count)
        )
        tries = Application.objects.bulk_create(
            Application(owner=me, company=company, role=f"Role {n}") for n in range(count)
        )
        Interview.objects.bulk_create(
            Interview(owner=me, application=one, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
            for one in tries
        )
    pages = ("", "?q=acme", "?page=2", "new/", *(f"{company.pk}/{p}" for p in PAGES))
    for page in pages:
        assert_lean(as_alice, f"/companies/{page}")


PAGES = ("", "edit/", "delete/")
