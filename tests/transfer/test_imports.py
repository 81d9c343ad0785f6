"""The way in: a file is recognised, previewed, brought in, and taken back."""

from datetime import datetime

import pytest

from accounts.models import User
from contacts.models import Contact
from core import undo
from core.models import Change
from tests.factories import ContactFactory, TouchFactory
from tests.people import Person
from tests.statements import assert_lean
from tests.transfer import fakes
from tests.transfer.hands import URL, bring, press, the_file, words
from transfer.models import ColumnChoice, Import, ImportRow, State

LIST = "Name,Email\nPriya Nair,priya@example.com\nTom Reed,\n"


@pytest.fixture(autouse=True)
def friends(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.use(monkeypatch)


# --- Choosing, and the preview --------------------------------------------------------------------


def test_a_file_is_recognised_and_shown_before_anything_is_written(as_alice: Person) -> None:
    page = words(bring(as_alice, LIST))
    assert "Recognised: A list of friends." in page
    assert "2 rows would bring something new. Nothing is written yet." in page
    assert "Priya Nair" in page
    assert "Line 3" in page
    assert not Contact.objects.exists()


def test_a_text_may_be_pasted(as_alice: Person) -> None:
    answer = as_alice.submit(URL, {"text": LIST}, follow=True)
    assert "Priya Nair" in words(answer)


def test_with_neither_file_nor_text_it_asks_for_one(as_alice: Person) -> None:
    page = words(as_alice.submit(URL, {"text": "  "}))
    assert "Choose a file, or paste what is in it." in page


def test_what_is_not_recognised_says_what_was_looked_for_and_keeps_the_paste(
    as_alice: Person,
) -> None:
    page = words(as_alice.submit(URL, {"text": "Dear diary"}))
    assert "This was not recognised" in page
    assert "LinkedIn, Google, Outlook" in page
    assert "Dear diary</textarea>" in page
    assert not Import.objects.exists()


def test_the_columns_say_what_becomes_of_them(as_alice: Person) -> None:
    bring(as_alice, "Name,Email\nPriya,\n")
    page = as_alice.read(the_file().get_absolute_url())
    assert "<dt>Email</dt> <dd>e-mail</dd>" in page


def test_what_i_have_and_what_cannot_be_taken_is_said_row_by_row(
    as_alice: Person, alice: User
) -> None:
    mine = ContactFactory(owner=alice, name="Priya Nair")
    page = words(bring(as_alice, "Name,Email\nPriya Nair,priya@example.com\n,x@example.com\n"))
    assert "completes what you have, certain" in page
    assert "adds e-mail: priya@example.com" in page
    assert mine.get_absolute_url() in page
    assert "there is no name in it" in page


def test_rows_are_narrowed_to_one_fate(as_alice: Person, alice: User) -> None:
    ContactFactory(owner=alice, name="Tom Reed")
    bring(as_alice, LIST)
    page = as_alice.read(f"{the_file().get_absolute_url()}?show=add")
    assert "Priya Nair" in page
    assert "Tom Reed" not in page


def test_the_preview_takes_three_statements(as_alice: Person) -> None:
    bring(as_alice, "Name\n" + "".join(f"Friend {n}\n" for n in range(120)))
    assert_lean(as_alice, the_file().get_absolute_url())
    assert_lean(as_alice, URL)


# --- What the file leaves open --------------------------------------------------------------------


def test_days_that_can_be_read_either_way_are_asked_about(as_alice: Person) -> None:
    page = words(bring(as_alice, "Name,Met\nPriya,03/04/2026\n"))
    assert "How are its dates written?" in page
    url = the_file().get_absolute_url()
    page = words(as_alice.submit(url, {"day_first": "day"}, action=f"{url}answer/", follow=True))
    assert "2026-04-03" in page


def test_an_answer_is_needed(as_alice: Person) -> None:
    bring(as_alice, "Name,Met\nPriya,03/04/2026\n")
    page = words(press(as_alice, "answer"))
    assert "This field is required." in page
    assert the_file().state == State.ASKING


def test_a_column_that_nobody_knows_is_offered_and_remembered(as_alice: Person) -> None:
    page = words(bring(as_alice, "Name,Where\nPriya,Vienna\n"))
    assert "Columns that are not known here" in page
    file = the_file()
    url = file.get_absolute_url()
    said = as_alice.submit(url, {"column_0": "notes"}, action=f"{url}answer/", follow=True)
    assert "Vienna" in words(said)
    assert ColumnChoice.objects.get().field == "notes"
    file.delete()
    page = words(bring(as_alice, "Name,Where\nTom,Graz\n"))
    assert "Graz" in page
    assert "Nothing is written yet" in page


# --- Doubtful ones --------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "made"), [("same", 0), ("add", 1), ("skip", 0)])
def test_a_doubtful_row_is_decided_by_its_person(
    as_alice: Person, alice: User, chosen: str, made: int
) -> None:
    ContactFactory(owner=alice, name="Priya")
    page = words(bring(as_alice, "Name\nPriya Nair\nTom\n"))
    assert "you have it already, perhaps" in page
    row = ImportRow.objects.get(title="Priya Nair")
    url = the_file().get_absolute_url()
    sent = as_alice.fill(url, {"chosen": chosen}, action=row.get_absolute_url())
    as_alice.post(row.get_absolute_url(), sent)
    row.refresh_from_db()
    assert row.fate == chosen
    assert the_file().to_write == 1 + made
    press(as_alice, "start")
    assert Contact.objects.count() == 2 + made


# --- Import ---------------------------------------------------------------------------------------


def test_import_writes_and_says_what_came_of_it(as_alice: Person) -> None:
    bring(as_alice, LIST)
    page = words(press(as_alice, "start"))
    assert "It is in: 2 rows brought something." in page
    priya = Contact.objects.get(name="Priya Nair")
    assert f'<a href="{priya.get_absolute_url()}">Priya Nair</a>' in page
    assert bytes(the_file().packed) == b""


def test_pressed_twice_it_comes_in_once(as_alice: Person) -> None:
    bring(as_alice, LIST)
    page = the_file().get_absolute_url()
    sent = as_alice.fill(page, {}, action=f"{page}start/")
    for _ in range(2):
        assert as_alice.post(f"{page}start/", sent).status_code == 302
    assert Contact.objects.count() == 2


def test_the_second_run_adds_nothing(as_alice: Person) -> None:
    bring(as_alice, LIST)
    press(as_alice, "start")
    the_file().delete()
    page = words(bring(as_alice, LIST))
    assert "There is nothing new in it" in page
    assert "Import</button>" not in page


def test_what_changed_since_the_preview_makes_no_doubles(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    ContactFactory(owner=alice, name="Tom Reed")
    page = words(press(as_alice, "start"))
    assert Contact.objects.count() == 2
    assert "It is in: 1 row brought something." in page


# --- Undo -----------------------------------------------------------------------------------------


def test_the_whole_import_is_one_undo(as_alice: Person, alice: User) -> None:
    mine = ContactFactory(owner=alice, name="Priya Nair", email="")
    bring(as_alice, LIST)
    press(as_alice, "start")
    assert Change.objects.count() == 1
    page = words(press(as_alice, "stop"))
    assert "It is undone" in page
    mine.refresh_from_db()
    assert (mine.email, Contact.objects.count()) == ("", 1)


def test_what_was_touched_since_stays_and_the_page_says_so(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST + "Una,\n")
    press(as_alice, "start")
    TouchFactory(owner=alice, contact=Contact.objects.get(name="Priya Nair"))
    edited = Contact.objects.get(name="Tom Reed")
    edited.title = "Lead"
    edited.save()
    page = words(press(as_alice, "stop"))
    assert "It is taken back." in page
    assert "is gone again" not in page
    assert "What you changed since then, or added something to, stays as you left it." in page
    assert set(Contact.objects.values_list("name", flat=True)) == {"Priya Nair", "Tom Reed"}


def test_it_is_undone_from_the_list_of_what_was_deleted_too(as_alice: Person) -> None:
    bring(as_alice, LIST)
    press(as_alice, "start")
    assert "Import of friends.csv" in as_alice.read("/deleted/")
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert not Contact.objects.exists()
    page = as_alice.read(the_file().get_absolute_url())
    assert "It is undone" in page
    assert "Undo</button>" not in page
    assert "Priya Nair" not in page
    assert "was undone" in as_alice.read(URL)


def test_a_second_undo_that_works_says_nothing_of_the_first(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(as_alice, LIST)
    press(as_alice, "start")
    put_back = undo.put_back

    def refuse(change: Change, now: datetime) -> bool:
        raise undo.CannotPutBack("Not yet.")

    monkeypatch.setattr(undo, "put_back", refuse)
    assert "Not yet." in words(press(as_alice, "stop"))
    monkeypatch.setattr(undo, "put_back", put_back)
    page = words(press(as_alice, "stop"))
    assert "It is undone: what it brought is gone again." in page
    assert "Not yet." not in page


def test_what_brought_nothing_is_not_said_to_be_in(as_alice: Person, alice: User) -> None:
    bring(as_alice, "Name,Email\nPriya Nair,\n")
    ContactFactory(owner=alice, name="Priya Nair")
    page = words(press(as_alice, "start"))
    assert "There is nothing new in it" in page
    assert "0 rows" not in page


def test_a_preview_that_is_cancelled_leaves_nothing(as_alice: Person) -> None:
    bring(as_alice, LIST)
    press(as_alice, "stop")
    assert the_file().state == State.CANCELLED
    assert bytes(the_file().packed) == b""
    assert not Contact.objects.exists()
