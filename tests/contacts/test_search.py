"""Looking for people and companies: accents and case make no difference there."""

import pytest

from contacts.models import Company, Contact
from tests.factories import CompanyFactory, ContactFactory, InterviewFactory, MeetingFactory
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
    assert Contact.objects.chosen(q="generale").get() == contact
    assert not Contact.objects.chosen(q="developpeuse").exists()


def test_names_that_differ_by_an_accent_are_two_companies_found_together(as_alice: Person) -> None:
    for name in ("Épsilon", "Epsilon"):
        assert as_alice.submit("/companies/new/", {"name": name}).status_code == 302
    found = Company.objects.chosen(q="epsilon").values_list("name", flat=True)
    assert set(found) == {"Épsilon", "Epsilon"}


def test_the_button_beside_the_filters_searches(as_alice: Person) -> None:
    for url in ("/people/", "/companies/", "/learning/"):
        page = as_alice.get(url).content.decode()
        assert ">Search</button>" in page
        assert ">Show<" not in page


def test_a_persons_page_tells_planned_met_and_not_met_apart(as_alice: Person) -> None:
    me, now = as_alice.user, "2026-03-09T12:00Z"
    contact = ContactFactory(owner=me)
    for facts, interview in (
        ({"met": True}, {"debriefed_at": now}),
        ({"met": False}, {"debriefed_at": now}),
        ({"planned": True}, {}),
    ):
        held = InterviewFactory(owner=me, **interview)
        MeetingFactory(owner=me, contact=contact, interview=held, **facts)
    page = as_alice.get(f"/people/{contact.pk}/").content.decode()
    assert "Interviews with them" in page
    for word in ("Met", "You did not meet this time", "Planned"):
        assert page.count(f'<p class="quiet">{word}</p>') == 1
    assert "These are the latest" not in page


def test_a_persons_page_shows_the_latest_hundred(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contacts.views.people.LATEST", 2)
    contact = ContactFactory(owner=as_alice.user)
    for _each in range(3):
        interview = InterviewFactory(owner=as_alice.user)
        MeetingFactory(owner=as_alice.user, contact=contact, interview=interview)
    page = as_alice.get(f"/people/{contact.pk}/").content.decode()
    assert page.count("<time ") == 2
    assert "These are the latest 2." in page
