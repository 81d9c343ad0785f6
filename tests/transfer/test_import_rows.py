"""The rows of a preview: what each says, what its person decides, and what may be said about it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from interviews.models import Interview
from tests.factories import ContactFactory, InterviewFactory
from tests.interviews.invites import PEOPLE, invite
from tests.people import Person
from tests.transfer import fakes
from tests.transfer.hands import URL, bring, press, the_file, words
from transfer.models import ImportRow

INVITE = invite(PEOPLE).decode()
THEN = datetime(2026, 3, 12, 13, tzinfo=UTC)  # when it takes place
MORE = "Say more about it"


def decide(person: Person, row: ImportRow, chosen: str) -> Any:
    page = the_file().get_absolute_url()
    sent = person.fill(page, {"chosen": chosen}, action=row.get_absolute_url())
    return person.post(row.get_absolute_url(), sent)


def look(person: Person) -> str:
    return person.read(the_file().get_absolute_url())


# --- Invites: what they do not say ----------------------------------------------------------------


@pytest.fixture
def doubtful(as_alice: Person, alice: User) -> ImportRow:
    """An invite that tells no role, at the very time of an interview that was entered by hand."""
    InterviewFactory(owner=alice, starts_at=THEN, application__company__name="Hooli")
    as_alice.submit(URL, {"text": INVITE})
    assert "Is it this one?" in look(as_alice)
    return ImportRow.objects.get()


def test_another_one_is_not_promised_before_its_company_and_role_are_said(
    as_alice: Person, doubtful: ImportRow
) -> None:
    decide(as_alice, doubtful, "add")
    page = look(as_alice)
    assert "Say which company and role it is for" in page
    assert "Import</button>" not in page
    as_alice.submit(doubtful.get_absolute_url(), {"company": "Umbrella", "role": "Engineer"})
    press(as_alice, "start")
    assert Interview.objects.count() == 2


@pytest.mark.parametrize("first", ["add", "skip"])
def test_a_decision_may_be_another_one_after_all(
    as_alice: Person, doubtful: ImportRow, first: str
) -> None:
    decide(as_alice, doubtful, first)
    decide(as_alice, doubtful, "same")
    assert "You entered this one by hand" in look(as_alice)
    press(as_alice, "start")
    assert Interview.objects.get().invite_uid


def test_what_was_left_out_and_then_told_more_about_comes_in(
    as_alice: Person, doubtful: ImportRow
) -> None:
    decide(as_alice, doubtful, "skip")
    as_alice.submit(doubtful.get_absolute_url(), {"company": "Umbrella", "role": "Engineer"})
    press(as_alice, "start")
    assert Interview.objects.count() == 2


def test_more_is_asked_only_where_it_matters(as_alice: Person) -> None:
    as_alice.submit(URL, {"text": INVITE})
    page = look(as_alice)
    assert MORE in page
    (row,) = re.findall(r'href="(/data/import/rows/\d+/)"', page)
    said = as_alice.submit(row, {"company": "Umbrella", "role": "Engineer"}, follow=True)
    assert "It is noted. Nothing is written yet." in words(said)
    press(as_alice, "start")
    the_file().delete()
    as_alice.submit(URL, {"text": INVITE})
    page = look(as_alice)
    assert "There is nothing new in it" in page
    assert MORE not in page
    assert 'name="role"' not in as_alice.read(ImportRow.objects.get().get_absolute_url())


def test_of_what_is_called_off_nothing_more_is_asked(as_alice: Person) -> None:
    as_alice.submit(URL, {"text": INVITE.replace("METHOD:REQUEST", "METHOD:CANCEL")})
    page = look(as_alice)
    assert "It is called off" in page
    assert "Nothing of it can come in. What is left out says why." in page
    assert MORE not in page


# --- Any kind -------------------------------------------------------------------------------------


@pytest.fixture
def friends(monkeypatch: pytest.MonkeyPatch, alice: User) -> None:
    """Two of a list may be somebody who is there."""
    fakes.use(monkeypatch)
    ContactFactory(owner=alice, name="Priya")
    ContactFactory(owner=alice, name="Tom")


LIST = "Name,Where\nPriya Nair,\nTom Reed,\nUna,\n"


def to_rows(person: Person) -> list[ImportRow]:
    bring(person, LIST)
    press(person, "answer")
    return list(ImportRow.objects.order_by("number"))


def test_who_was_decided_on_is_not_among_the_doubtful_any_more(
    as_alice: Person, friends: None
) -> None:
    priya, _tom, _una = to_rows(as_alice)
    assert "not sure 2" in look(as_alice)
    decide(as_alice, priya, "add")
    page = as_alice.read(f"{the_file().get_absolute_url()}?show=maybe")
    assert "not sure 1" in page
    assert "Tom Reed" in page
    assert "Priya Nair" not in page


def test_a_decision_leads_back_to_its_row(as_alice: Person, friends: None) -> None:
    priya, tom, _una = to_rows(as_alice)
    assert f'id="row-{priya.number}"' in look(as_alice)
    page = the_file().get_absolute_url()
    assert decide(as_alice, priya, "add").url == f"{page}?page=1#row-{priya.number}"
    sent = as_alice.fill(f"{page}?show=maybe", {"chosen": "add"}, action=tom.get_absolute_url())
    answer = as_alice.post(tom.get_absolute_url(), sent)
    assert answer.url == f"{page}?show=maybe#row-{tom.number}"


def test_how_sure_it_is_is_said_of_what_is_the_same_alone(as_alice: Person, friends: None) -> None:
    priya, _tom, _una = to_rows(as_alice)
    assert look(as_alice).count("you have it already, perhaps") == 2
    decide(as_alice, priya, "add")
    page = look(as_alice)
    assert "new, perhaps" not in page
    assert page.count("you have it already, perhaps") == 1


def test_reading_it_again_says_that_decisions_may_be_forgotten(
    as_alice: Person, friends: None
) -> None:
    priya, _tom, _una = to_rows(as_alice)
    forgotten = "what you said of some may be forgotten"
    assert forgotten not in look(as_alice)
    decide(as_alice, priya, "add")
    assert forgotten in look(as_alice)


def test_a_kind_says_in_its_own_words_what_a_row_comes_to(
    as_alice: Person, friends: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        fakes.FriendIntake, "fates", {"fill": "changes what you have"}, raising=False
    )
    bring(as_alice, "Name,Email\nPriya,priya@example.com\n")
    page = look(as_alice)
    assert "changes what you have, certain" in page
    assert "changes what you have 1" in page
    assert "adds e-mail" not in page


def test_a_decision_and_the_import_take_the_file_before_its_rows(
    as_alice: Person, friends: None
) -> None:
    """Or each could hold what the other waits for."""
    priya, _tom, _una = to_rows(as_alice)
    with CaptureQueriesContext(connection) as captured:
        decide(as_alice, priya, "add")
    locked = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert 'FOR UPDATE OF "transfer_import"' in locked[0]


def test_where_no_row_can_be_taken_the_page_says_where_it_is_told_why(
    as_alice: Person, friends: None
) -> None:
    page = words(bring(as_alice, "Name,Email\n,x@example.com\n,y@example.com\n"))
    assert "Nothing of it can come in. What is left out says why." in page
    assert "there is no name in it" in page
    assert "Bring another file" in page
    assert f"{the_file().get_absolute_url()}stop/" not in page


def test_a_list_without_a_row_is_refused(as_alice: Person, friends: None) -> None:
    page = words(bring(as_alice, "Name,Email\n"))
    assert "There is nothing in it that could be brought in." in page
    assert not ImportRow.objects.exists()
