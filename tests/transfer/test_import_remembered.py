"""What its person said of a doubtful row is asked once: a second run of the file adds nothing."""

import pytest

from accounts.models import User
from contacts.models import Contact
from interviews.models import Application
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory
from tests.people import Person
from tests.transfer.hands import bring, press, the_file
from transfer.models import Import, ImportRow, RowChoice

PEOPLE = "Name,Company\nPriya Nair,Initech\n"
TRIES = "Company,Role,Applied on,Status\nHooli,Engineer,2026-02-03,Applied\n"


@pytest.fixture
def priya(alice: User) -> Contact:
    return ContactFactory(
        owner=alice, name="Priya Nair", company=CompanyFactory(owner=alice, name="Hooli")
    )


def decide(person: Person, data: str, chosen: str) -> None:
    """Bring the file, say so of its one row, and go on as far as it goes."""
    bring(person, data)
    (row,) = ImportRow.objects.all()
    page = row.file.get_absolute_url()
    sent = person.fill(page, {"chosen": chosen}, action=row.get_absolute_url())
    person.post(row.get_absolute_url(), sent)
    if the_file().to_write:
        press(person, "start")


def again(person: Person, data: str) -> ImportRow:
    Import.objects.all().delete()
    bring(person, data)
    return ImportRow.objects.get()


@pytest.mark.parametrize("chosen", ["same", "skip", "add"])
def test_the_second_run_adds_nobody(as_alice: Person, priya: Contact, chosen: str) -> None:
    decide(as_alice, PEOPLE, chosen)
    there = Contact.objects.count()
    row = again(as_alice, PEOPLE)
    assert row.fate == ("skip" if chosen == "skip" else "same")
    assert the_file().to_write == 0
    assert Contact.objects.count() == there == (2 if chosen == "add" else 1)


@pytest.mark.parametrize("chosen", ["same", "skip"])
def test_the_second_run_adds_no_application(as_alice: Person, alice: User, chosen: str) -> None:
    ApplicationFactory(owner=alice, company__name="Hooli", role="Engineer", applied_on="2025-01-07")
    decide(as_alice, TRIES, chosen)
    again(as_alice, TRIES)
    assert the_file().to_write == 0
    assert Application.objects.count() == 1


def test_what_was_said_is_shown_and_may_be_changed(as_alice: Person, priya: Contact) -> None:
    decide(as_alice, PEOPLE, "same")
    row = again(as_alice, PEOPLE)
    assert row.chosen == "same"
    Import.objects.all().delete()
    decide(as_alice, PEOPLE, "add")
    assert Contact.objects.count() == 2
    assert not RowChoice.objects.exists()


def test_it_is_said_of_that_record_alone(as_alice: Person, priya: Contact) -> None:
    decide(as_alice, PEOPLE, "same")
    row = again(as_alice, PEOPLE.replace("Initech", "Umbrella"))
    assert (row.fate, row.sure, row.chosen) == ("add", "maybe", "")


def test_where_nothing_is_like_it_any_more_it_counts_no_longer(
    as_alice: Person, priya: Contact
) -> None:
    decide(as_alice, PEOPLE, "skip")
    priya.delete()
    row = again(as_alice, PEOPLE)
    assert (row.fate, row.sure, row.chosen) == ("add", "", "")
