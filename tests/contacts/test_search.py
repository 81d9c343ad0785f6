"""Looking for people and companies: accents and case make no difference there."""

import pytest

from contacts.models import Company, Contact
from tests.factories import NOW, CompanyFactory, ContactFactory
from tests.people import Person


@pytest.mark.parametrize("words", ["emile", "Émile", "EMILE epsilon", "ingenieur", "Ingénieur é"])
def test_a_person_is_found_by_name_title_and_company_without_accents(
    as_alice: Person, words: str
) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Épsilon")
    ContactFactory(owner=as_alice.user, name="Émile", title="Ingénieur", company=company)
    ContactFactory(owner=as_alice.user, name="Tom")
    page = as_alice.get("/people/", {"q": words}).content.decode()
    assert "<strong>Émile</strong>" in page
    assert "<strong>Tom</strong>" not in page


def test_a_new_title_is_found_and_the_old_one_is_not(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, title="Développeuse")
    as_alice.submit(f"/people/{contact.pk}/edit/", {"title": "Directrice générale"})
    assert Contact.objects.chosen(NOW.date(), q="generale").get() == contact
    assert not Contact.objects.chosen(NOW.date(), q="developpeuse").exists()


def test_names_that_differ_by_an_accent_are_two_companies_found_together(as_alice: Person) -> None:
    for name in ("Épsilon", "Epsilon"):
        assert as_alice.submit("/companies/new/", {"name": name}).status_code == 302
    found = Company.objects.chosen(q="epsilon").values_list("name", flat=True)
    assert set(found) == {"Épsilon", "Epsilon"}


def test_the_button_beside_the_filters_searches(as_alice: Person) -> None:
    CompanyFactory(owner=as_alice.user)
    for url in ("/people/", "/companies/", "/learning/"):
        page = as_alice.get(url).content.decode()
        assert ">Search</button>" in page
        assert ">Show<" not in page
