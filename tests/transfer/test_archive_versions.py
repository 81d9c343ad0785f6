"""Archives of before stay readable.

``archives/v1`` holds the files of one that version 1 wrote, of made-up people (``full.py``); each
further version of the format gets a folder of its own, as it was while it was current.
"""

import io
from typing import Any

import pytest
from django.utils import translation

from accounts.models import User
from contacts.models import Contact
from core.files import FileProblem
from core.ownership import acting_as, set_owner
from interviews.models import Interview, Outcome
from tests.factories import ContactFactory, InterviewFactory
from tests.people import Person
from tests.transfer.full import KEPT, every_column, filled
from tests.transfer.zips import (
    archive_of,
    as_lines,
    listed_anew,
    put_together,
    restored,
    rows_in,
    taken_apart,
    with_rows,
)
from transfer.archive import contents
from transfer.archive.mails import as_record

PEOPLE = "contacts.contact.jsonl"


def kept(version: int) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (KEPT / f"v{version}").iterdir()}


def test_there_is_one_of_each_version() -> None:
    versions = {f"v{n}" for n in range(1, contents.version() + 1)}
    assert {path.name for path in KEPT.iterdir()} == versions


@pytest.mark.parametrize("version", range(1, contents.version() + 1))
def test_an_archive_of_before_comes_back_whole(alice: User, as_alice: Person, version: int) -> None:
    parts = kept(version)
    done = restored(alice, put_together(parts))
    rows = sum(data.count(b"\n") for name, data in parts.items() if name.endswith(".jsonl"))
    assert (done.plan.new, done.plan.there) == (rows, 0)
    person = Contact.objects.get(name="Umbrella Priya")
    with translation.override("de"):  # hers by now; a page leaves the thread in it
        assert "Umbrella Ltd" in as_alice.read(person.get_absolute_url())
        assert "Umbrella lead" in as_alice.read("/applications/")


def test_the_one_of_today_has_every_column_filled() -> None:
    assert every_column() - filled(kept(contents.version())) == set()


def test_the_one_of_today_has_each_value_of_every_choice() -> None:
    """So a choice that is renamed is noticed: archives of before have its old name."""
    parts = kept(contents.version())
    for label, model in contents.tables().items():
        rows = rows_in(parts, f"{label}.jsonl")
        for field in contents.columns(model):
            values = {value for value, _label in field.flatchoices}
            assert values <= {row[field.name] for row in rows}, field


def test_what_is_read_is_written_again_as_it_was(alice: User) -> None:
    """Of the version of today, in which nothing has another name."""
    before = kept(contents.version())
    restored(alice, put_together(before))
    after = taken_apart(archive_of(alice))
    assert rows_in(after, "settings.json") == rows_in(before, "settings.json")
    for label in contents.tables():
        name = f"{label}.jsonl"
        now = {row["uuid"]: row for row in rows_in(after, name)}
        for row in rows_in(before, name):
            expected = as_record(row) if label == "core.mail" else row
            assert expected.items() <= now[row["uuid"]].items(), label


def test_what_was_renamed_is_read_under_its_new_name(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive of version 1 as it would have been, had people and their notes other names."""
    ContactFactory(owner=alice, name="Priya", company=None, notes="Met at the panel")
    with acting_as(alice):
        parts = taken_apart(archive_of(alice))
    (row,) = rows_in(parts, PEOPLE)
    row["remarks"] = row.pop("notes")
    del parts[PEOPLE]

    def file(row: dict[str, Any]) -> io.BytesIO:
        return put_together(listed_anew({**parts, "contacts.person.jsonl": as_lines([row])}))

    def renamed(label: str, row: dict[str, Any]) -> dict[str, Any]:
        return {"notes": row.pop("remarks"), **row} if label == "contacts.contact" else row

    upgrade = contents.Upgrade({"contacts.person": "contacts.contact"}, renamed)
    monkeypatch.setattr(contents, "UPGRADES", [upgrade])
    with acting_as(alice):
        Contact.objects.all().delete()
    restored(alice, file(row))
    assert Contact.objects.get().notes == "Met at the panel"
    del row["remarks"]
    with pytest.raises(FileProblem, match="This is no row of an archive"):
        restored(alice, file(row))


def test_a_column_that_came_later_is_empty_or_its_default(alice: User, bob: User) -> None:
    ContactFactory(owner=alice, name="Priya", company=None, may_call_me=True, title="CTO")
    parts = taken_apart(archive_of(alice))
    (row,) = rows_in(parts, PEOPLE)
    del row["may_call_me"], row["title"], row["archived_at"], row["company"]
    restored(bob, with_rows(parts, PEOPLE, [row]))
    set_owner(bob)
    person = Contact.objects.get()
    assert (person.name, person.title, person.may_call_me) == ("Priya", "", False)
    assert (person.archived_at, person.company) == (None, None)


def test_a_choice_that_came_later_is_its_default(alice: User, bob: User) -> None:
    InterviewFactory(owner=alice)
    parts = taken_apart(archive_of(alice))
    (row,) = rows_in(parts, "interviews.interview.jsonl")
    del row["outcome"], row["earlier_code"]
    restored(bob, with_rows(parts, "interviews.interview.jsonl", [row]))
    set_owner(bob)
    interview = Interview.objects.get()
    assert (interview.outcome, interview.earlier_code) == (Outcome.WAITING, False)


@pytest.mark.parametrize("name", ["name", "uuid", "created_at"])
def test_what_a_row_must_say_itself_is_missed(alice: User, bob: User, name: str) -> None:
    ContactFactory(owner=alice, company=None)
    parts = taken_apart(archive_of(alice))
    (row,) = rows_in(parts, PEOPLE)
    del row[name]
    with pytest.raises(FileProblem, match=f"“{name}” is missing"):
        restored(bob, with_rows(parts, PEOPLE, [row]))
