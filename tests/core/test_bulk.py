"""Many rows in one statement."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from core import bulk
from tests.factories import NOW


def people(owner: User, number: int) -> list[Contact]:
    return [
        Contact(owner=owner, name=f"Person {n}", created_at=NOW, updated_at=NOW)
        for n in range(number)
    ]


def test_rows_that_are_made_learn_their_ids(alice: User) -> None:
    rows = people(alice, 50)
    bulk.insert(rows)
    assert {row.pk: row.uuid for row in rows} == dict(Contact.objects.values_list("pk", "uuid"))


def test_rows_with_ids_keep_them(alice: User) -> None:
    rows = people(alice, 2)
    for pk, row in enumerate(rows, 7_000_001):
        row.pk = pk
    bulk.insert(rows)
    assert [row.pk for row in rows] == [7_000_001, 7_000_002]
    assert Contact.objects.filter(name="Person 1").get().pk == 7_000_002


def test_no_table_named_is_no_table_looked_at(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        bulk.count_anew([])
    assert not asked.captured_queries
