"""Choosing the other one, the preview, and what must not happen."""

import pytest

from accounts.models import User
from contacts.models import Contact
from core.models import Change
from core.ownership import acting_as
from tests.contacts.pages import preview_of, text_of
from tests.core.worlds import everything
from tests.factories import (
    NOW,
    AnswerFactory,
    CompanyFactory,
    ContactFactory,
    LetterFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person
from tests.statements import assert_lean, page_statements

# --- Choosing the other one ---


def test_from_a_persons_page_one_gets_to_the_choice(as_alice: Person) -> None:
    priya = ContactFactory(owner=as_alice.user, name="Priya")
    assert f'href="/people/{priya.pk}/merge/"' in text_of(as_alice, f"/people/{priya.pk}/")
    company = priya.company
    assert f"/companies/{company.pk}/merge/" in text_of(as_alice, f"/companies/{company.pk}/")


def test_likely_doubles_are_offered_first_and_others_by_searching(as_alice: Person) -> None:
    me = as_alice.user
    priya = ContactFactory(owner=me, name="Priya", email="priya@example.com")
    double = ContactFactory(owner=me, name="P. Nair", email="Priya@Example.com")
    sam = ContactFactory(owner=me, name="Sám", archived_at=NOW)
    page = text_of(as_alice, f"/people/{priya.pk}/merge/")
    assert f"?with={double.pk}" in page
    assert "the same e-mail" in page
    assert f"?with={sam.pk}" not in page
    page = text_of(as_alice, f"/people/{priya.pk}/merge/?q=sam")
    assert f"?with={sam.pk}" in page
    assert "archived" in page


def test_nobody_is_offered_themselves(as_alice: Person) -> None:
    priya = ContactFactory(owner=as_alice.user, name="Priya")
    assert f"?with={priya.pk}" not in text_of(as_alice, f"/people/{priya.pk}/merge/?q=priya")


def test_companies_are_chosen_the_same_way(as_alice: Person) -> None:
    umbrella = CompanyFactory(owner=as_alice.user, name="Umbrella")
    double = CompanyFactory(owner=as_alice.user, name="Umbrella Ltd.")
    hooli = CompanyFactory(owner=as_alice.user, name="Hooli")
    assert f"?with={double.pk}" in text_of(as_alice, f"/companies/{umbrella.pk}/merge/")
    assert f"?with={hooli.pk}" in text_of(as_alice, f"/companies/{umbrella.pk}/merge/?q=hoo")


# --- The preview ---


def test_the_preview_says_what_moves_and_changes_nothing(as_alice: Person) -> None:
    me = as_alice.user
    kept, other = ContactFactory.create_batch(2, owner=me)
    MeetingFactory(owner=me, contact=other)
    TouchFactory.create_batch(2, owner=me, contact=other)
    LetterFactory(owner=me, contact=other)
    AnswerFactory(owner=me, contact=other)
    before = everything()
    page = text_of(as_alice, preview_of(kept, other))
    for words in ("1 interview", "2 conversations", "1 letter", "1 answer"):
        assert words in page
    assert everything() == before


def test_only_where_both_differ_one_has_to_choose(as_alice: Person) -> None:
    me = as_alice.user
    company = CompanyFactory(owner=me)
    kept = ContactFactory(owner=me, name="Priya", company=company, title="CTO", email="a@x.org")
    other = ContactFactory(owner=me, name="Priya", company=company, phone="123", email="b@x.org")
    sent = as_alice.fill(preview_of(kept, other), {})
    assert sent["email"] == ["kept"]
    assert not {"name", "company", "title", "phone"} & sent.keys()


def test_a_preview_takes_three_statements_at_most(as_alice: Person) -> None:
    me = as_alice.user
    kept, other = ContactFactory.create_batch(2, owner=me)
    TouchFactory.create_batch(30, owner=me, contact=other)
    assert_lean(as_alice, preview_of(kept, other))
    assert_lean(as_alice, preview_of(kept.company, other.company))
    assert_lean(as_alice, f"/people/{kept.pk}/merge/?q=person")
    assert_lean(as_alice, f"/companies/{kept.company.pk}/merge/?q=company")


def test_the_other_way_round_is_one_tap(as_alice: Person) -> None:
    kept, other = ContactFactory.create_batch(2, owner=as_alice.user)
    assert f'href="{preview_of(other, kept)}"' in text_of(as_alice, preview_of(kept, other))


# --- What must not happen ---


def test_nobody_is_merged_with_themselves(as_alice: Person) -> None:
    priya, sam = ContactFactory.create_batch(2, owner=as_alice.user)
    answer = as_alice.get(preview_of(priya, priya), follow=True)
    assert answer.redirect_chain == [(f"/people/{priya.pk}/merge/", 302)]
    assert "That is the same one." in answer.content.decode()
    sent = as_alice.fill(preview_of(priya, sam), {})
    assert as_alice.post(preview_of(priya, priya), sent).status_code == 404
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 30, "1e3", "²"])
def test_an_address_without_a_second_one_leads_to_the_choice(as_alice: Person, sent: str) -> None:
    priya = ContactFactory(owner=as_alice.user)
    answer = as_alice.get(f"/people/{priya.pk}/merge/preview/", {"with": sent})
    assert answer.url == f"/people/{priya.pk}/merge/"


def test_a_strangers_person_is_not_there(as_alice: Person, bob: User) -> None:
    mine, hers = ContactFactory(owner=as_alice.user), ContactFactory(owner=bob, name="Hidden")
    sent = as_alice.fill(preview_of(mine, ContactFactory(owner=as_alice.user)), {})
    for kept, other in ((mine, hers), (hers, mine)):
        assert as_alice.get(preview_of(kept, other)).status_code == 404
        assert as_alice.post(preview_of(kept, other), sent).status_code == 404
    assert "Hidden" not in text_of(as_alice, f"/people/{mine.pk}/merge/?q=hidden").split("<ul")[0]
    with acting_as(bob):
        assert Contact.objects.filter(pk=hers.pk).exists()


def test_a_person_is_no_company(as_alice: Person) -> None:
    priya = ContactFactory(owner=as_alice.user, id=77_001)
    assert (
        as_alice.get(f"/companies/{priya.company.pk}/merge/preview/?with=77001").status_code == 404
    )


@pytest.mark.parametrize("gone", [0, 1])
def test_one_deleted_meanwhile_is_not_there(as_alice: Person, gone: int) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user)
    sent = as_alice.fill(preview_of(*two), {})
    as_alice.submit(f"/people/{two[gone].pk}/delete/")
    assert as_alice.post(preview_of(*two), sent).status_code == 404
    assert Contact.objects.get() == two[1 - gone]


@pytest.mark.parametrize("changed", [0, 1])
def test_one_changed_meanwhile_is_shown_as_it_is_now(as_alice: Person, changed: int) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user, title="Lead", email="a@x.org")
    sent = as_alice.fill(preview_of(*two), {"name": "other"})
    as_alice.submit(f"/people/{two[changed].pk}/edit/", {"email": "new@x.org"})
    answer = as_alice.post(preview_of(*two), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "One of them was changed since you opened this page." in page
    assert "new@x.org" in page
    assert Contact.objects.count() == 2
    form = answer.context["form"]
    assert (form["name"].value(), form["email"].value()) == ("other", "kept")
    as_alice.submit(preview_of(*two), {"name": "other"})
    assert Contact.objects.get().name == two[1].name


def test_the_same_form_sent_twice_merges_once_and_gets_one_answer(as_alice: Person) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user)
    sent = as_alice.fill(preview_of(*two), {})
    first, second = (as_alice.post(preview_of(*two), sent) for _ in range(2))
    assert first.url == second.url == f"/people/{two[0].pk}/"
    assert Change.objects.count() == 1


def test_a_stale_key_asks_again_and_keeps_the_choice(as_alice: Person) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user)
    sent = as_alice.fill(preview_of(*two), {"name": "other", "form_key": "stale"})
    answer = as_alice.post(preview_of(*two), sent)
    assert "open for too long" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "other"
    assert Contact.objects.count() == 2


def test_a_choice_that_is_none_is_a_message(as_alice: Person) -> None:
    two = ContactFactory.create_batch(2, owner=as_alice.user)
    answer = as_alice.submit(preview_of(*two), {"name": "both\x00"})
    assert answer.status_code == 200
    assert "Not saved yet." in answer.content.decode()
    assert Contact.objects.count() == 2


def test_notes_too_long_together_are_to_be_shortened_first(as_alice: Person) -> None:
    kept = ContactFactory(owner=as_alice.user, notes="x" * 9_000)
    other = ContactFactory(owner=as_alice.user, notes="y" * 9_000)
    answer = as_alice.submit(preview_of(kept, other))
    assert "Shorten one of them first." in answer.content.decode()
    assert Contact.objects.count() == 2


def test_nothing_typed_is_taken_for_markup(as_alice: Person) -> None:
    bad = "<script>alert(1)</script>"
    two = ContactFactory.create_batch(2, owner=as_alice.user, name=bad, title=bad, notes=bad)
    assert bad not in text_of(as_alice, preview_of(*two))
    assert bad not in text_of(as_alice, f"/people/{two[0].pk}/merge/?q=script")


def test_the_lists_cost_no_more_for_offering_it(as_alice: Person) -> None:
    ContactFactory.create_batch(5, owner=as_alice.user)
    assert len(page_statements(as_alice, "/people/")) <= 3
    assert "/people/doubles/" in text_of(as_alice, "/people/")
    assert "/people/doubles/" in text_of(as_alice, "/companies/")
