"""Likely doubles: the same e-mail, the same link, the same name at the same company."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts import doubles
from contacts.models import Company, Contact
from core.ownership import acting_as
from tests.contacts.pages import text_of
from tests.factories import NOW, CompanyFactory, ContactFactory
from tests.people import Person
from tests.statements import assert_lean


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ({"email": "Priya@Example.com"}, {"email": "priya@example.com"}, "the same e-mail"),
        (
            {"links": "https://www.linkedin.com/in/Priya/"},
            {"links": "https://github.com/p\nhttp://linkedin.com/in/priya"},
            "the same link",
        ),
        (
            {"name": "Émile", "company": None},
            {"name": "emile", "company": None},
            "the same name, without a company",
        ),
    ],
)
def test_people_who_share_something_are_a_pair(
    alice: User, one: dict[str, Any], two: dict[str, Any], why: str
) -> None:
    first, second = ContactFactory(owner=alice, **one), ContactFactory(owner=alice, **two)
    ContactFactory(owner=alice, email="sam@example.com", links="https://linkedin.com/in/sam")
    pair = doubles.people(alice)[0]
    assert (pair.kept, pair.other, pair.why) == (first, second, [why])
    assert len(doubles.people(alice)) == 1


def test_a_name_counts_at_the_same_company_only(alice: User) -> None:
    umbrella, hooli = CompanyFactory.create_batch(2, owner=alice)
    for company in (umbrella, hooli, None):
        ContactFactory(owner=alice, name="Tom", company=company)
    assert doubles.people(alice) == []
    ContactFactory(owner=alice, name="TOM", company=hooli)
    assert [pair.why for pair in doubles.people(alice)] == [["the same name at the same company"]]


@pytest.mark.parametrize(
    ("one", "two", "are_one"),
    [
        ({"name": "Épsilon"}, {"name": "epsilon"}, True),
        ({"name": "Umbrella"}, {"name": "Umbrella, Ltd."}, True),
        ({"name": "Umbrella GmbH"}, {"name": "Umbrella B.V."}, True),
        ({"name": "Ltd"}, {"name": "Inc"}, False),
        ({"name": "Umbrella"}, {"name": "Umbrella Labs"}, False),
        ({"website": "https://www.umbrella.org/jobs"}, {"website": "http://umbrella.org"}, True),
        (
            {"website": "https://linkedin.com/company/umbrella"},
            {"website": "https://uk.linkedin.com/company/hooli"},
            False,
        ),
        ({"website": "https://[::bad"}, {"website": "https://umbrella.org"}, False),
    ],
)
def test_companies_are_a_pair_by_name_or_website(
    alice: User, one: dict[str, str], two: dict[str, str], are_one: bool
) -> None:
    CompanyFactory(owner=alice, **one)
    CompanyFactory(owner=alice, **two)
    assert len(doubles.companies(alice)) == are_one


def test_who_shares_the_most_is_listed_first(alice: User) -> None:
    for email, links in (("a@x.org", ""), ("a@x.org", ""), ("b@x.org", "https://b.example")):
        ContactFactory(owner=alice, name="Adam", email=email, links=links)
    ContactFactory(owner=alice, name="Zoe", email="b@x.org", links="https://b.example")
    why = [pair.why for pair in doubles.people(alice)]
    assert why == [["the same e-mail", "the same link"], ["the same e-mail"]]


def test_of_two_the_one_in_touch_is_to_stay(alice: User) -> None:
    archived = ContactFactory(owner=alice, email="a@x.org", archived_at=NOW)
    in_touch = ContactFactory(owner=alice, email="a@x.org")
    pair = doubles.people(alice)[0]
    assert (pair.kept, pair.other) == (in_touch, archived)


def test_of_many_that_share_one_thing_each_is_paired_once(alice: User) -> None:
    ContactFactory.create_batch(6, owner=alice, email="jobs@x.org")
    assert len(doubles.people(alice)) == 5
    last = Contact.objects.order_by("pk").last()
    assert {pair.kept for pair in doubles.people(alice, like=last)} == {last}
    assert len(doubles.people(alice, like=last)) == 5


def test_names_that_fold_to_nothing_are_no_pair(alice: User) -> None:
    with acting_as(alice):
        rows = [Contact(owner=alice, name=name, sort_key="") for name in ("\u0301", "\u0302")]
        Contact.objects.bulk_create(rows)
    assert doubles.people(alice) == []


def test_two_thousand_people_take_one_statement(alice: User) -> None:
    with acting_as(alice):
        rows = [
            Contact(owner=alice, name=f"P {n}", sort_key=f"p {n % 1_000}", email="jobs@x.org")
            for n in range(2_000)
        ]
        Contact.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as captured:
            found = doubles.people(alice)
    assert len([query for query in captured if "contacts_contact" in query["sql"]]) == 1
    assert len(found) == 1_999 + 1_000 - 1  # by e-mail with the first; by name two and two


# --- The page ---


def test_the_page_leads_to_the_preview_of_each_pair(as_alice: Person, bob: User) -> None:
    me = as_alice.user
    one, two = ContactFactory.create_batch(2, owner=me, email="a@x.org")
    ContactFactory(owner=bob, name="Hidden", email="a@x.org")
    company, double = (CompanyFactory(owner=me, name=name) for name in ("Acme", "Acme Inc."))
    page = text_of(as_alice, "/people/doubles/")
    assert f'href="/people/{one.pk}/merge/preview/?with={two.pk}"' in page
    assert f'href="/companies/{company.pk}/merge/preview/?with={double.pk}"' in page
    assert "Hidden" not in page
    assert_lean(as_alice, "/people/doubles/")


def test_without_doubles_the_page_says_what_would_be_here(as_alice: Person) -> None:
    ContactFactory(owner=as_alice.user)
    assert "No doubles in sight" in text_of(as_alice, "/people/doubles/")


def test_merged_a_pair_leaves_the_page(as_alice: Person) -> None:
    one, two = ContactFactory.create_batch(2, owner=as_alice.user, email="a@x.org")
    as_alice.submit(f"/people/{one.pk}/merge/preview/?with={two.pk}")
    assert "No doubles in sight" in text_of(as_alice, "/people/doubles/")


def test_a_hundred_pairs_are_shown_and_the_rest_follows(as_alice: Person) -> None:
    me = as_alice.user
    with acting_as(me):
        Company.objects.bulk_create(
            Company(owner=me, name=f"Acme {n}", sort_key=f"{n:04}", website="https://acme.example")
            for n in range(102)
        )
    page = text_of(as_alice, "/people/doubles/")
    assert page.count("/merge/preview/?with=") == 100
    assert "These are the first 100 of each." in page
