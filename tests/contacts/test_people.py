"""People: add, edit, archive, delete."""

from datetime import timedelta

import pytest

from accounts.models import User
from contacts.models import Company, Contact
from tests.contacts.pages import text_of
from tests.factories import (
    NOW,
    AnswerFactory,
    CompanyFactory,
    ContactFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person

# --- Adding ---


def test_a_name_is_enough(as_alice: Person) -> None:
    answer = as_alice.submit("/people/new/", {"name": "Priya Nair"}, follow=True)
    assert "Priya Nair is among your people." in answer.content.decode()
    contact = Contact.objects.get()
    assert (contact.owner, contact.name, contact.company) == (as_alice.user, "Priya Nair", None)


def test_everything_else_is_kept_too(as_alice: Person) -> None:
    typed = {
        "name": "Priya Nair", "company": "Umbrella", "title": "Storage lead",
        "email": "priya@example.com", "phone": "+44 20 7946 0958", "links": "example.com/in/priya",
        "sounding_board": "on", "may_call_me": "on", "notes": "Likes tea\nand chess",
    }  # fmt: skip
    answer = as_alice.submit("/people/new/", typed, follow=True)
    page = answer.content.decode()
    contact = Contact.objects.select_related("company").get()
    assert contact.company.name == "Umbrella"
    assert contact.company.owner == as_alice.user
    assert (contact.sounding_board, contact.may_help_them, contact.may_call_me) == (1, 0, 1)
    assert "Storage lead" in page
    assert "A technical sounding board" in page
    assert "Likes tea<br>and chess" in page
    assert 'href="mailto:priya@example.com" rel="noopener noreferrer nofollow"' in page
    assert 'href="tel:+442079460958" rel="noopener noreferrer nofollow"' in page
    assert 'href="https://example.com/in/priya" rel="noopener noreferrer nofollow"' in page


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Initech", "  iNITECH "),
        ("Émile & fils", "ÉMILE & FILS"),
        ("İstanbul A.Ş.", "İSTANBUL A.Ş."),
    ],
)
def test_a_known_company_is_found_in_any_case(as_alice: Person, known: str, typed: str) -> None:
    company = CompanyFactory(owner=as_alice.user, name=known)
    as_alice.submit("/people/new/", {"name": "Priya", "company": typed})
    assert Contact.objects.get().company == company
    assert Company.objects.count() == 1


def test_a_strangers_company_of_that_name_is_not_taken(as_alice: Person, bob: User) -> None:
    theirs = CompanyFactory(owner=bob, name="Initech")
    as_alice.submit("/people/new/", {"name": "Priya", "company": "Initech"})
    assert Contact.objects.get().company_id != theirs.pk


def test_a_form_sent_twice_makes_one_person_and_gets_one_answer(as_alice: Person) -> None:
    sent = as_alice.fill("/people/new/", {"name": "Priya", "company": "Initech"})
    first, second = as_alice.post("/people/new/", sent), as_alice.post("/people/new/", sent)
    assert first.url == second.url
    assert (Contact.objects.count(), Company.objects.count()) == (1, 1)


@pytest.mark.parametrize("key", ["", "stale"])
def test_a_form_without_its_key_keeps_what_was_typed(as_alice: Person, key: str) -> None:
    sent = as_alice.fill("/people/new/", {"name": "Priya", "notes": "tea", "form_key": key})
    answer = as_alice.post("/people/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "open for too long" in page
    assert 'value="Priya"' in page
    assert not Contact.objects.exists()


# --- Bad input ---

BAD = [
    ("name", "", "This field is required."),
    ("name", "   ", "This field is required."),
    ("name", "x" * 201, "at most 200 characters"),
    ("name", "Priya\x00", "Null characters are not allowed."),
    ("name", "Pri\x07ya", "characters in it that cannot be shown"),
    ("company", "x" * 201, "at most 200 characters"),
    ("company", "Ini\x1btech", "characters in it that cannot be shown"),
    ("title", "x" * 201, "at most 200 characters"),
    ("email", "priya", "Enter a valid email address."),
    ("email", f"{'x' * 250}@example.com", "at most 254 characters"),
    ("phone", "1" * 51, "at most 50 characters"),
    ("links", "javascript:alert(1)", "is not a web address"),
    ("links", "https://example.com/" + "x" * 2_000, "at most 2000 characters"),
    ("links", "https://example.com\x00", "Null characters are not allowed."),
    ("notes", "x" * 10_001, "at most 10000 characters"),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_bad_input_is_a_message_and_keeps_the_rest(
    as_alice: Person, field: str, value: str, message: str
) -> None:
    answer = as_alice.submit("/people/new/", {"name": "Priya", "title": "Lead", field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert ('value="Priya"' in page) or field == "name"
    assert ('value="Lead"' in page) or field == "title"
    assert not Contact.objects.exists()
    assert not Company.objects.exists()


def test_what_is_wrong_under_more_is_not_folded_away(as_alice: Person) -> None:
    assert '<details class="more" >' in text_of(as_alice, "/people/new/")
    answer = as_alice.submit("/people/new/", {"name": "Priya", "email": "priya"})
    assert '<details class="more" open>' in answer.content.decode()


@pytest.mark.parametrize("name", ["محمد العلي", "\u202eevil\u202c", "🦊🦊", "Zoë 𝐀", "ﷺ" * 200])
def test_names_of_every_script_are_welcome(as_alice: Person, name: str) -> None:
    answer = as_alice.submit("/people/new/", {"name": name, "company": name}, follow=True)
    assert answer.status_code == 200
    contact = Contact.objects.select_related("company").get()
    assert contact.name == contact.company.name == name
    assert name in text_of(as_alice, "/people/")


def test_an_id_posted_as_the_company_is_only_a_name(as_alice: Person, bob: User) -> None:
    theirs = CompanyFactory(owner=bob)
    as_alice.submit("/people/new/", {"name": "Priya", "company": str(theirs.pk)})
    assert Contact.objects.select_related("company").get().company.name == str(theirs.pk)


def test_an_owner_that_is_posted_is_not_believed(as_alice: Person, bob: User) -> None:
    sent = as_alice.fill("/people/new/", {"name": "Priya"})
    as_alice.post("/people/new/", {**sent, "owner": bob.pk, "company_id": 1, "archived_at": NOW})
    contact = Contact.objects.get()
    assert (contact.owner, contact.company, contact.archived_at) == (as_alice.user, None, None)


# --- Editing ---


def test_an_edit_shows_what_is_there_and_saves_what_is_typed(as_alice: Person) -> None:
    contact = ContactFactory(
        owner=as_alice.user, name="Priya", company__name="Initech", sounding_board=True
    )
    url = f"/people/{contact.pk}/edit/"
    assert as_alice.fill(url, {})["company"] == ["Initech"]
    as_alice.submit(url, {"company": "Hooli", "sounding_board": None, "notes": "moved"})
    contact.refresh_from_db()
    assert (contact.company.name, contact.sounding_board, contact.notes) == (
        "Hooli",
        False,
        "moved",
    )
    as_alice.submit(url, {"company": ""})
    contact.refresh_from_db()
    assert contact.company is None


def test_a_new_name_sorts_anew(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Zoe")
    as_alice.submit(f"/people/{contact.pk}/edit/", {"name": "Ädam"})
    contact.refresh_from_db()
    assert contact.sort_key == "adam"


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", company__name="Initech")
    url = f"/people/{contact.pk}/edit/"
    old = as_alice.fill(url, {"company": "Hooli", "notes": "old tab"})
    as_alice.submit(url, {"company": "Umbrella", "notes": "new tab"})
    answer = as_alice.post(url, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Umbrella", "Hooli", "old tab", "new tab"):
        assert words in page
    contact.refresh_from_db()
    assert (contact.company.name, contact.notes) == ("Umbrella", "new tab")
    as_alice.submit(url, {"notes": "mine"})
    contact.refresh_from_db()
    assert contact.notes == "mine"


# --- Archiving and deleting ---


def test_an_archived_person_leaves_the_list_and_comes_back(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya Nair")
    page, archive = f"/people/{contact.pk}/", f"/people/{contact.pk}/archive/"
    as_alice.submit(page, action=archive)
    as_alice.get("/people/")  # reads the message
    assert "Priya Nair" not in text_of(as_alice, "/people/")
    assert "Priya Nair" in text_of(as_alice, "/people/?which=archived")
    assert "Archived on 10 Mar 2026." in text_of(as_alice, page)
    answer = as_alice.submit(page, {"back": "yes"}, action=archive, follow=True)
    assert "Priya Nair is back in your list." in answer.content.decode()
    assert "Priya Nair" in text_of(as_alice, "/people/")


def test_archiving_twice_keeps_the_first_time(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, archived_at=NOW - timedelta(days=3))
    sent = as_alice.fill(f"/people/{contact.pk}/edit/", {})
    as_alice.post(
        f"/people/{contact.pk}/archive/", {"csrfmiddlewaretoken": sent["csrfmiddlewaretoken"]}
    )
    contact.refresh_from_db()
    assert contact.archived_at == NOW - timedelta(days=3)


def test_deleting_says_what_goes_and_what_stays(as_alice: Person) -> None:
    me, contact = as_alice.user, ContactFactory(owner=as_alice.user)
    url = f"/people/{contact.pk}/delete/"
    page = text_of(as_alice, url)
    assert "With it goes" not in page
    assert "what they told you" not in page
    TouchFactory.create_batch(2, owner=me, contact=contact)
    AnswerFactory(owner=me, contact=contact)
    page = text_of(as_alice, url)
    assert "<li>2 touches, with their notes</li>" in page
    assert "What you wrote to them and what they told you stay, with the name." in page


def test_a_deleted_person_stays_in_the_interview_and_can_come_back(as_alice: Person) -> None:
    me = as_alice.user
    contact = ContactFactory(owner=me, name="Priya Nair")
    meeting = MeetingFactory(owner=me, contact=contact, name="Priya Nair", met=True)
    url = f"/people/{contact.pk}/delete/"
    assert "Your interviews keep the name" in text_of(as_alice, url)
    answer = as_alice.submit(url, follow=True)
    meeting.refresh_from_db()
    assert (meeting.contact, meeting.name, meeting.met) == (None, "Priya Nair", True)
    undo = answer.content.decode().split('action="/deleted/')[1].split('"')[0]
    as_alice.submit("/deleted/", action=f"/deleted/{undo}")
    meeting.refresh_from_db()
    assert meeting.contact == contact


# --- Whose they are ---


def test_a_strangers_person_is_not_there(as_bob: Person, alice: User) -> None:
    contact = ContactFactory(owner=alice, name="Priya Nair")
    for page in ("", "edit/", "delete/"):
        assert as_bob.get(f"/people/{contact.pk}/{page}").status_code == 404
    token = as_bob.fill("/people/new/", {})["csrfmiddlewaretoken"]
    for page in ("edit/", "archive/", "delete/"):
        answer = as_bob.post(f"/people/{contact.pk}/{page}", {"csrfmiddlewaretoken": token})
        assert answer.status_code == 404
    assert "Priya Nair" not in text_of(as_bob, "/people/")


def test_a_wrong_method_is_refused(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user)
    token = as_alice.fill("/people/new/", {})["csrfmiddlewaretoken"]
    for page in ("", f"{contact.pk}/"):
        answer = as_alice.post(f"/people/{page}", {"csrfmiddlewaretoken": token})
        assert answer.status_code == 405
    assert as_alice.get(f"/people/{contact.pk}/archive/").status_code == 405
