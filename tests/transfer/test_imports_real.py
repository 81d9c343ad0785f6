"""Files as tools write them, through the one way in: the second run of each adds nothing."""

from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact
from interviews.models import Application
from tests.core.worlds import everything
from tests.factories import ContactFactory
from tests.people import Person
from tests.transfer.hands import bring, press, the_file, words
from transfer.models import Import, State

CONNECTIONS = """Notes:
"When exporting, some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Nair,https://www.linkedin.com/in/priya,,Umbrella,Engineer,05 Mar 2024
Tom,Reed,https://www.linkedin.com/in/tom,tom@example.com,Hooli,Lead,06 Mar 2024
"""
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Priya Nair\r\nEMAIL:priya@example.com\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Tom Reed\r\nEND:VCARD\r\n"
)
SAVED = (
    "Saved Date,Job Url,Job Title,Company Name\n"
    '"1/22/26, 8:15 AM",https://example.com/1,Engineer,Umbrella\n'
    '"1/23/26, 8:15 AM",https://example.com/2,Lead,Hooli\n'
)


@pytest.mark.parametrize(
    ("name", "data", "model"),
    [
        ("Connections.csv", CONNECTIONS, Contact),
        ("people.vcf", CARDS, Contact),
        ("Saved Jobs.csv", SAVED, Application),
    ],
)
def test_the_second_run_of_a_file_adds_nothing(
    as_alice: Person, alice: User, name: str, data: str, model: Any
) -> None:
    before = everything()
    bring(as_alice, data, name)
    assert everything() == before
    press(as_alice, "start")
    assert the_file().state == State.DONE
    assert model.objects.count() == 2
    Import.objects.all().delete()
    page = words(bring(as_alice, data, name))
    assert "There is nothing new in it" in page
    assert the_file().to_write == 0


def test_an_archive_is_previewed_restored_and_taken_back(as_alice: Person, alice: User) -> None:
    contact = ContactFactory(owner=alice, name="Priya Nair")
    answer = as_alice.get("/data/archive.zip")
    data = b"".join(answer) if answer.streaming else answer.content
    contact.delete()
    before = everything()
    page = words(bring(as_alice, data, "worthwhile.zip"))
    assert "Recognised: your archive from Worthwhile." in page
    assert "1 new" in page
    assert everything() == before
    press(as_alice, "start")
    assert Contact.objects.get().name == "Priya Nair"
    press(as_alice, "stop")
    assert everything() == before
