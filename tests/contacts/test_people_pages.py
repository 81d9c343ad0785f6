"""People as the pages show them: one person, the list, what a form suggests."""

import pytest

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from tests.contacts.pages import make_companies, text_of
from tests.factories import (
    NOW,
    CompanyFactory,
    ContactFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean

# --- One person ---


def test_a_bad_link_in_the_table_is_shown_as_text(as_alice: Person) -> None:
    contact = ContactFactory(
        owner=as_alice.user,
        links="javascript:alert(1)\nhttps://example.com/x",
        phone="javascript:alert(2)",
    )
    page = text_of(as_alice, f"/people/{contact.pk}/")
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page
    assert 'href="https://example.com/x"' in page


def test_nothing_typed_is_taken_for_markup(as_alice: Person) -> None:
    bad = "<script>alert(1)</script>"
    contact = ContactFactory(owner=as_alice.user, name=bad, title=bad, notes=bad)
    for page in ("", f"{contact.pk}/", f"{contact.pk}/edit/", f"{contact.pk}/delete/"):
        assert bad not in text_of(as_alice, f"/people/{page}")


# --- What a form suggests ---


def test_own_companies_are_suggested_and_no_others(as_alice: Person, bob: User) -> None:
    CompanyFactory(owner=as_alice.user, name="Initech")
    CompanyFactory(owner=bob, name="Hooli")
    page = text_of(as_alice, "/people/new/")
    assert '<option value="Initech">' in page
    assert "Hooli" not in page


def names_suggested(person: Person) -> int:
    names = text_of(person, "/people/new/").split("<datalist")[1].split("</datalist>")[0]
    return names.count("<option value=")


def test_at_most_500_companies_are_suggested(as_alice: Person) -> None:
    make_companies(as_alice.user, 600)
    assert names_suggested(as_alice) == 500


# --- The list ---


def names_listed(person: Person, query: str = "") -> list[str]:
    return [contact.name for contact in person.get(f"/people/{query}").context["page"]]


def test_people_are_listed_as_one_expects(as_alice: Person) -> None:
    for name in ("Zoe", "adam", "Émile"):
        ContactFactory(owner=as_alice.user, name=name)
    assert names_listed(as_alice) == ["adam", "Émile", "Zoe"]


def test_a_line_says_who_where_why_and_whether_one_can_reach_them(as_alice: Person) -> None:
    ContactFactory(
        owner=as_alice.user, title="Storage lead", company__name="Umbrella", may_help_them=True
    )
    page = text_of(as_alice, "/people/")
    assert "Storage lead, Umbrella" in page
    assert "may look for a job, and I may help</span>" in page
    assert "no details yet" in page
    Contact.objects.update(phone="020 7946 0958")
    assert "can be reached" in text_of(as_alice, "/people/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=emile", ["Émile"]),
        ("?q=INITECH", ["adam"]),
        ("?q=storage", ["Zoe"]),
        ("?q=zoe+hooli", ["Zoe"]),
        ("?q=zoe+initech", []),
        ("?reason=may_call_me", ["Zoe"]),
        ("?reason=sounding_board", ["adam", "Émile"]),
        ("?reason=owner", ["adam", "Émile", "Zoe"]),
        ("?which=archived", ["Gone"]),
        ("?which=nobody", ["adam", "Émile", "Zoe"]),
        ("?company=x", ["adam", "Émile", "Zoe"]),
        ("?company=99999999999999999999999", ["adam", "Émile", "Zoe"]),
        ("?q=%00", ["adam", "Émile", "Zoe"]),
        ("?q=" + "x" * 300, ["adam", "Émile", "Zoe"]),
        ("?page=99&q=zoe", ["Zoe"]),
        ("?page=x&q=zoe", ["Zoe"]),
    ],
)
def test_the_filters(as_alice: Person, query: str, found: list[str]) -> None:
    me = as_alice.user
    ContactFactory(owner=me, name="Zoe", company__name="Hooli", title="Storage", may_call_me=True)
    ContactFactory(owner=me, name="adam", company__name="Initech", sounding_board=True)
    ContactFactory(owner=me, name="Émile", company=None, sounding_board=True)
    ContactFactory(owner=me, name="Gone", archived_at=NOW)
    assert names_listed(as_alice, query) == found


def test_the_company_filter_takes_own_companies_only(as_alice: Person, bob: User) -> None:
    mine = ContactFactory(owner=as_alice.user, name="Zoe")
    ContactFactory(owner=as_alice.user, name="adam")
    theirs = ContactFactory(owner=bob, company__name="Hooli")
    assert names_listed(as_alice, f"?company={mine.company_id}") == ["Zoe"]
    assert names_listed(as_alice, f"?company={theirs.company_id}") == ["adam", "Zoe"]
    assert "Hooli" not in text_of(as_alice, f"/people/?company={theirs.company_id}")


def test_nobody_yet_and_nobody_found_say_what_to_do(as_alice: Person) -> None:
    assert "Whom have you met?" in text_of(as_alice, "/people/")
    assert "Nobody here fits." in text_of(as_alice, "/people/?q=zoe")


def test_the_list_offers_someone_met_in_an_interview(as_alice: Person) -> None:
    page = text_of(as_alice, "/people/")
    assert 'href="/people/new/"' in page
    assert 'href="/interviews/meet/"' in page


# --- What they cost ---


PAGES = ("", "edit/", "delete/")


@pytest.mark.parametrize("count", [10, 2_000])
def test_pages_take_three_statements_at_most(as_alice: Person, count: int) -> None:
    me = as_alice.user
    companies = make_companies(me, count)
    with acting_as(me):
        Contact.objects.bulk_create(
            Contact(owner=me, name=f"P {n}", sort_key=f"p {n}", company=company, links="x")
            for n, company in enumerate(companies)
        )
    contact = ContactFactory(owner=me, company=companies[0])
    for __ in range(3):
        MeetingFactory(owner=me, contact=contact)
    filters = f"?q=p&reason=&company={companies[0].pk}&which=overdue"
    for page in ("", filters, "?page=2", "new/", *(f"{contact.pk}/{p}" for p in PAGES)):
        assert_lean(as_alice, f"/people/{page}")
