"""What is in an archive: every table, column and setting, or a reason why not."""

import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.ownership import acting_as, owned_models
from tests.factories import NOW, ContactFactory
from tests.locks.world import SECRET, make_rows, make_world
from tests.transfer.zips import MANIFEST, archive_of, rows_in, taken_apart
from transfer.archive import contents, natural, values, write


def test_every_table_is_in_it_or_has_a_reason() -> None:
    labels = {model._meta.label for model in owned_models()}
    assert labels == {m._meta.label for m in contents.tables().values()} | set(contents.LEFT_OUT)


def test_every_column_is_in_it_or_has_a_reason_and_is_of_a_kind_that_can_be_read() -> None:
    for model in contents.tables().values():
        names = {field.name for field in model._meta.concrete_fields}
        kept = {field.name for field in contents.columns(model)}
        assert names - kept <= set(contents.COLUMNS_LEFT_OUT), model
        for field in contents.columns(model):
            assert values.reader(field), field


def test_every_field_of_a_person_is_in_it_or_has_a_reason() -> None:
    fields = {field.name for field in User._meta.concrete_fields}
    assert fields == {*contents.PREFERENCES, *contents.PERSON_LEFT_OUT}


def test_what_a_row_links_to_is_in_a_table_before_it_or_in_its_own() -> None:
    known: list[Any] = []
    for model in contents.tables().values():
        known.append(model)
        links = {one.related_model for one in contents.columns(model) if one.is_relation}
        assert links <= set(known), model


def test_every_uniqueness_is_understood() -> None:
    found = {label: natural.keys(model) for label, model in contents.tables().items()}
    assert [key.fields for key in found["contacts.company"]] == [("name",)]
    assert [key.fields for key in found["learning.question"]] == [("goal_id", "text")]
    assert [key.fields for key in found["feedback.script"]] == [("kind",)]
    assert found["contacts.company"][0].lowered == {"name"}


def test_it_says_what_it_is_and_how_much_is_in_it(alice: User) -> None:
    make_rows(alice, "mine")
    parts = taken_apart(archive_of(alice))
    manifest = json.loads(parts[MANIFEST])
    assert manifest["format"] == "worthwhile-archive"
    assert manifest["version"] == 1
    assert manifest["product"] == contents.product()
    assert manifest["made_at"] == NOW.isoformat()
    assert set(parts) == {MANIFEST, *manifest["files"]}
    named = {f"{label}.jsonl" for label in contents.tables()}
    assert set(manifest["files"]) == {"settings.json", *named}
    assert manifest["files"]["contacts.contact.jsonl"]["rows"] == 1


def test_a_row_is_named_by_its_uuid_and_so_is_what_it_links_to(alice: User) -> None:
    row = ContactFactory(owner=alice, name="Priya", email="priya@example.com")
    (contact,) = rows_in(taken_apart(archive_of(alice)), "contacts.contact.jsonl")
    assert contact["uuid"] == str(row.uuid)
    assert contact["company"] == str(row.company.uuid)
    assert contact["created_at"] == NOW.isoformat()
    assert contact["version"] == 1
    assert not {"id", "owner", "sort_key", "search_key"} & set(contact)


def test_nothing_in_it_opens_an_account(alice: User) -> None:
    alice.set_password("correct horse battery staple")
    alice.calendar_key = "a-key-that-nobody-else-may-know"
    alice.save()
    everything = b"".join(taken_apart(archive_of(alice)).values()).decode()
    assert alice.password not in everything
    assert alice.calendar_key not in everything
    (said,) = rows_in(taken_apart(archive_of(alice)), "settings.json")
    assert set(said) == set(contents.PREFERENCES)
    assert said["name"] == "Alice Owner"


def test_nothing_of_anybody_else_is_in_it(now: object, db: None) -> None:
    hers, bob, _rows = make_world()
    assert SECRET not in b"".join(taken_apart(archive_of(bob)).values()).decode()
    assert SECRET in b"".join(taken_apart(archive_of(hers)).values()).decode()


def test_the_same_account_gives_the_same_bytes(alice: User) -> None:
    make_rows(alice, "mine")
    assert archive_of(alice).getvalue() == archive_of(alice).getvalue()


@pytest.mark.parametrize("people", [1, 20])
def test_it_shows_one_moment_in_one_statement_however_much_there_is(
    alice: User, people: int
) -> None:
    ContactFactory.create_batch(people, owner=alice)
    with acting_as(alice), CaptureQueriesContext(connection) as captured:
        write(alice, io.BytesIO(), NOW)
    assert len([query for query in captured if "contacts_contact" in query["sql"]]) == 1
