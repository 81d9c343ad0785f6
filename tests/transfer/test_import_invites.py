"""An invite comes in through the same door as any other file, and asks for what it does not say."""

import re

import pytest

from core.ownership import acting_as
from interviews.models import Application, Interview
from tests.factories import ApplicationFactory
from tests.interviews.invites import PEOPLE, invite
from tests.people import Person

DOOR = "/data/import/"


@pytest.fixture
def preview(as_alice: Person) -> str:
    """The address of the preview of a pasted invite that tells no company."""
    answer = as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_pasted_invite_is_previewed_and_asks_what_it_is_for(
    as_alice: Person, preview: str
) -> None:
    page = as_alice.read(preview)
    for words in ("Technical interview with Umbrella", "Priya Nair, Tom Fox", "12 Mar 2026, 13:00"):
        assert words in page
    assert "Nothing of it can come in yet" in page
    assert "Say which company and role it is for" in page
    assert "Alice Owner" not in page
    assert not Interview.objects.exists()


def test_said_and_imported_it_is_an_interview(as_alice: Person, preview: str) -> None:
    (row,) = re.findall(r'href="(/data/import/rows/\d+/)"', as_alice.read(preview))
    as_alice.submit(row, {"company": "Umbrella", "role": "Engineer", "kind": "panel"})
    assert "Engineer at Umbrella" in as_alice.read(preview)
    as_alice.submit(preview, action=f"{preview}start/")
    interview = Interview.objects.get()
    assert (str(interview.application), interview.kind) == ("Engineer at Umbrella", "panel")
    assert interview.get_absolute_url() in as_alice.read(preview)


def test_an_application_that_is_told_needs_no_word(as_alice: Person) -> None:
    mine = ApplicationFactory(owner=as_alice.user, company__name="Umbrella")
    preview = as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})["Location"]
    as_alice.submit(preview, action=f"{preview}start/")
    assert Interview.objects.get().application == mine


def test_another_persons_application_is_neither_guessed_nor_offered(
    as_alice: Person, as_bob: Person
) -> None:
    ApplicationFactory(owner=as_bob.user, company__name="Umbrella", role="Hidden")
    preview = as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})["Location"]
    (row,) = re.findall(r'href="(/data/import/rows/\d+/)"', as_alice.read(preview))
    assert "Hidden" not in as_alice.read(row)
    with acting_as(as_bob.user):
        assert Application.objects.count() == 1
