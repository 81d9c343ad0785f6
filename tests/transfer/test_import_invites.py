"""An invite comes in through the same door as any other file, and asks for what it does not say."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone, translation

from accounts.models import User
from core.ownership import acting_as, set_owner
from interviews.models import Application, Interview
from tests.core.worlds import everything
from tests.factories import ApplicationFactory
from tests.interviews.invites import PEOPLE, invite
from tests.people import Person
from transfer import jobs, staging
from transfer.models import Import

DOOR = "/data/import/"
FLOATING = invite("DTSTART:20260312T140000").decode()
AT_ONE = datetime(2026, 3, 12, 13, tzinfo=UTC)


@pytest.fixture
def preview(as_alice: Person) -> str:
    """The address of the preview of a pasted invite that tells no company."""
    answer = as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_pasted_invite_is_previewed_and_asks_what_it_is_for(as_alice: Person) -> None:
    before = everything()
    page = as_alice.read(as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})["Location"])
    for words in ("Technical interview with Umbrella", "Priya Nair, Tom Fox", "12 Mar 2026, 13:00"):
        assert words in page
    assert "Nothing of it can come in yet" in page
    assert "Say which company and role it is for" in page
    assert "Alice Owner" not in page
    assert everything() == before


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


@pytest.fixture
def vienna(alice: User) -> User:
    alice.language, alice.time_zone = "de", "Europe/Vienna"
    alice.save()
    ApplicationFactory(owner=alice, company__name="Umbrella")
    return alice


def test_a_time_without_a_zone_is_in_the_persons_own(as_alice: Person, vienna: User) -> None:
    preview = as_alice.submit(DOOR, {"text": FLOATING})["Location"]
    as_alice.submit(preview, action=f"{preview}start/")
    assert Interview.objects.get().starts_at == AT_ONE


def test_a_job_reads_in_the_zone_and_the_language_of_its_person(
    as_alice: Person, vienna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "READ_AT_ONCE", 0)
    days_of: list[str] = []

    def read(*args: Any) -> None:
        days_of.append(timezone.get_current_timezone_name())
        staging_read(*args)

    staging_read = staging.read
    monkeypatch.setattr(staging, "read", read)
    preview = as_alice.submit(DOOR, {"text": FLOATING})["Location"]
    (file,) = Import.objects.all()
    with translation.override("en"), timezone.override("UTC"):
        jobs.carry_on(vienna.pk, file.pk)
    set_owner(vienna)
    (row,) = file.rows.all()
    assert days_of == ["Europe/Vienna"]
    assert ["Wann", "12. März 2026, 14:00"] in row.details
    as_alice.submit(preview, action=f"{preview}start/")
    assert Interview.objects.get().starts_at == AT_ONE


def test_another_persons_application_is_neither_guessed_nor_offered(
    as_alice: Person, as_bob: Person
) -> None:
    ApplicationFactory(owner=as_bob.user, company__name="Umbrella", role="Hidden")
    preview = as_alice.submit(DOOR, {"text": invite(PEOPLE).decode()})["Location"]
    (row,) = re.findall(r'href="(/data/import/rows/\d+/)"', as_alice.read(preview))
    assert "Hidden" not in as_alice.read(row)
    with acting_as(as_bob.user):
        assert Application.objects.count() == 1
