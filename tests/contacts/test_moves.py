"""They moved: the old place stays as history. And: whom do I know there?"""

from datetime import date

import pytest

from accounts.models import User
from contacts.models import Company, Contact, Employment
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    EmploymentFactory,
)
from tests.people import Person
from tests.statements import assert_lean

# --- They moved ---


def test_a_move_is_told_on_the_persons_page_and_on_both_companies(as_alice: Person) -> None:
    me = as_alice.user
    initech = CompanyFactory(owner=me, name="Initech")
    ruth = ContactFactory(owner=me, name="Ruth", title="Storage lead", company=initech)
    answer = as_alice.submit(
        f"/people/{ruth.pk}/moved/",
        {"company": "Umbrella", "title": "CTO", "on": "2026-03-01"},
        follow=True,
    )
    page = answer.content.decode()
    assert "Ruth is at Umbrella now. Where they were stays in their story." in page
    assert "Until then Storage lead at" in page
    assert "1 Mar 2026" in page
    before = text_of(as_alice, f"/companies/{initech.pk}/").split("Used to work here")
    assert f"/people/{ruth.pk}/" not in before[0]
    assert all(words in before[1] for words in ("Ruth", "was Storage lead", "now at Umbrella"))
    umbrella = Company.objects.get(name="Umbrella")
    page = text_of(as_alice, f"/companies/{umbrella.pk}/")
    assert f"/people/{ruth.pk}/" in page
    assert "Used to work here" not in page


def test_a_move_is_of_today_unless_said_and_its_company_may_be_unknown(as_alice: Person) -> None:
    ruth = ContactFactory(owner=as_alice.user, name="Ruth", title="CTO")
    page = as_alice.submit(f"/people/{ruth.pk}/moved/", follow=True).content.decode()
    assert "Noted. Where Ruth was stays in their story." in page
    assert Employment.objects.get().until == NOW.date()
    assert Contact.objects.get().works == ""


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"on": "2026-03-11"}, "That day is still to come. Check the date."),
        ({"on": "0001-01-01"}, "Check the year: it is 1."),
        ({"on": "when?"}, "Enter a valid date."),
        ({"company": "x" * 10_000}, "at most 200 characters"),
        ({"company": "a\x00b"}, "Null characters are not allowed."),
        ({"company": "a\x07b"}, "characters in it that cannot be shown"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"company": "initech", "title": "CTO"}, "That is where they are already."),
        ({"form_key": "stale"}, "open for too long"),
    ],
)
def test_what_makes_no_sense_is_a_message(
    as_alice: Person, typed: dict[str, str], message: str
) -> None:
    ruth = ContactFactory(owner=as_alice.user, title="CTO", company__name="Initech")
    answer = as_alice.submit(f"/people/{ruth.pk}/moved/", {"title": "Founder", **typed})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Employment.objects.exists()


def test_a_new_title_at_the_same_company_is_a_move(as_alice: Person) -> None:
    ruth = ContactFactory(owner=as_alice.user, title="Engineer", company__name="Initech")
    as_alice.submit(f"/people/{ruth.pk}/moved/", {"company": "Initech", "title": "CTO"})
    assert Employment.objects.get().title == "Engineer"
    page = text_of(as_alice, f"/companies/{ruth.company_id}/")
    assert "Used to work here" not in page, "they are there still"


def test_a_move_sent_twice_counts_once(as_alice: Person) -> None:
    ruth = ContactFactory(owner=as_alice.user)
    url = f"/people/{ruth.pk}/moved/"
    sent = as_alice.fill(url, {"company": "Umbrella"})
    assert as_alice.post(url, sent).url == as_alice.post(url, sent).url
    assert Employment.objects.count() == 1


def test_an_earlier_place_that_was_none_is_deleted_and_put_back(as_alice: Person) -> None:
    place = EmploymentFactory(owner=as_alice.user)
    person = f"/people/{place.contact_id}/"
    answer = as_alice.submit(f"/moves/{place.pk}/delete/", follow=True)
    assert answer.redirect_chain[-1][0] == person
    assert not Employment.objects.exists()
    undo = answer.content.decode().split('action="/deleted/')[1].split('"')[0]
    as_alice.submit("/deleted/", action=f"/deleted/{undo}")
    assert Employment.objects.get() == place


# --- Whom do I know there? ---


@pytest.fixture
def umbrella(alice: User) -> Company:
    """Priya is there, Old Tom is archived there, Ruth was there twice and is at Hooli."""
    company = CompanyFactory(owner=alice, name="Umbrella")
    ContactFactory(owner=alice, name="Priya", title="Lead", company=company)
    ContactFactory(owner=alice, name="Old Tom", company=company, archived_at=NOW)
    ruth = ContactFactory(owner=alice, name="Ruth", company__name="Hooli")
    for title, until in (("Engineer", date(2020, 1, 1)), ("CTO", date(2024, 1, 1))):
        EmploymentFactory(owner=alice, contact=ruth, company=company, title=title, until=until)
    ContactFactory(owner=alice, name="Elsewhere", company__name="Umbrella Group")
    return company


def test_the_answer_tells_those_of_now_and_those_before(
    as_alice: Person, umbrella: Company
) -> None:
    page = text_of(as_alice, "/people/there/?company=+uMBRELLA")
    now, before = page.split("Who used to work at Umbrella")
    assert all(name in now for name in ("Whom you know at Umbrella", "Priya", "Lead", "Old Tom"))
    assert before.count("Ruth") == 1
    assert "was CTO" in before
    assert "now at Hooli" in before
    assert "Elsewhere" not in page, "the name is exact"
    assert f'href="/companies/{umbrella.pk}/"' in page


def test_nobody_there_is_said(as_alice: Person) -> None:
    assert "You know nobody at Nowhere yet." in text_of(as_alice, "/people/there/?company=Nowhere")
    CompanyFactory(owner=as_alice.user, name="Initech")
    assert "You know nobody at Initech yet." in text_of(as_alice, "/people/there/?company=initech")


@pytest.mark.parametrize("query", ["", "?company=", "?company=%00", "?company=" + "x" * 10_000])
def test_what_is_no_name_asks_nothing(as_alice: Person, query: str) -> None:
    page = text_of(as_alice, f"/people/there/{query}")
    assert "Write the company’s whole name" in page


def test_a_script_gets_the_answer_alone(as_alice: Person, umbrella: Company) -> None:
    answer = as_alice.get("/people/there/?company=umbrella", headers={"X-Requested-With": "fetch"})
    page = answer.content.decode()
    assert "Priya" in page
    assert "<html" not in page
    assert "X-Requested-With" in answer["Vary"]


def test_a_strangers_people_are_nobody(as_bob: Person, umbrella: Company) -> None:
    page = text_of(as_bob, "/people/there/?company=Umbrella")
    assert "You know nobody at Umbrella yet." in page
    assert "Priya" not in page


# --- When adding an interview ---


def test_it_is_there_at_once_where_the_company_is_known(
    as_alice: Person, umbrella: Company
) -> None:
    application = ApplicationFactory(owner=as_alice.user, company=umbrella)
    for query in (f"company={umbrella.pk}", f"application={application.pk}"):
        page = text_of(as_alice, f"/interviews/new/?{query}")
        assert all(words in page for words in ("Whom you know at Umbrella", "Priya", "was CTO"))
        assert_lean(as_alice, f"/interviews/new/?{query}")


def test_whoever_looks_at_them_keeps_the_half_filled_form(
    as_alice: Person, umbrella: Company
) -> None:
    of_its_own = f'href="{Contact.objects.get(name="Priya").get_absolute_url()}" target="_blank"'
    assert of_its_own in text_of(as_alice, f"/interviews/new/?company={umbrella.pk}")
    page, asked = "/people/there/?company=umbrella", {"X-Requested-With": "fetch"}
    assert of_its_own in as_alice.get(page, headers=asked).content.decode()
    assert of_its_own not in text_of(as_alice, page)


def test_a_company_without_anybody_says_so_at_once(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Initech")
    page = text_of(as_alice, f"/interviews/new/?company={company.pk}")
    assert "You know nobody at Initech yet." in page


def test_the_button_asks_without_a_script_and_saves_nothing(
    as_alice: Person, umbrella: Company
) -> None:
    typed = {"company": "umbrella", "role": "Lead", "starts_at": "2026-03-12T14:00", "there": "yes"}
    page = as_alice.submit("/interviews/new/", typed).content.decode()
    assert "Priya" in page
    for value in ("umbrella", "Lead", "2026-03-12T14:00"):
        assert f'value="{value}"' in page
    assert not ApplicationFactory._meta.model.objects.exists()
    assert "This field is required" not in page


@pytest.mark.parametrize("name", ["x" * 10_000, "a\x00b", ""])
def test_the_button_takes_any_name(as_alice: Person, name: str) -> None:
    answer = as_alice.submit("/interviews/new/", {"company": name, "there": "yes"})
    assert answer.status_code == 200
    assert "Whom you know at" not in answer.content.decode()


def test_a_form_that_comes_back_keeps_the_answer(as_alice: Person, umbrella: Company) -> None:
    page = as_alice.submit("/interviews/new/", {"company": "Umbrella"}).content.decode()
    assert "This field is required" in page
    assert "Priya" in page


# --- Whose they are, and what they cost ---


def test_a_strangers_move_is_not_there(as_bob: Person, alice: User) -> None:
    place = EmploymentFactory(owner=alice)
    token = as_bob.fill("/people/new/", {})["csrfmiddlewaretoken"]
    for url in (f"/people/{place.contact_id}/moved/", f"/moves/{place.pk}/delete/"):
        assert as_bob.get(url).status_code == 404
        assert as_bob.post(url, {"csrfmiddlewaretoken": token}).status_code == 404
    assert Employment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 60])
def test_pages_take_three_statements_at_most(as_alice: Person, count: int) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me, name="Umbrella")
    for contact in ContactFactory.create_batch(count, owner=me):
        place = EmploymentFactory(owner=me, contact=contact, company=company)
    ContactFactory.create_batch(count, owner=me, company=company)
    for url in (
        "/people/there/?company=Umbrella",
        f"/companies/{company.pk}/",
        f"/people/{contact.pk}/moved/",
        f"/moves/{place.pk}/delete/",
    ):
        assert_lean(as_alice, url)
