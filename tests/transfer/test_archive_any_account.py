"""Whatever an account holds: exported, deleted and restored, every page and number is the same."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.leaving import erase_who_left
from accounts.models import User
from core.ownership import acting_as, owned_models
from tests.factories import NOW, UserFactory
from tests.locks.sitemap import OWN, PLAIN
from tests.people import Person
from tests.transfer import accounts, full
from tests.transfer.zips import archive_of, restored, rows_in, taken_apart

# They end the session, or are about the account and not what is in it.
NOT_THE_ACCOUNTS = ("accounts:", "transfer:", "dashboard:first_")
# But of what is in it: each sheet, and what was done month by month.
OUT = ("transfer:record", "transfer:sheet_")
TOKENS = re.compile(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"')
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink an account takes minutes
FIRST, AGAIN = 5_000_000, 7_000_000
IDS = re.compile(r"(?<!\d)[57](\d{6})(?!\d)")


def count_ids_from(start: int) -> None:
    """Rows made from now on have other ids than before, in the same order."""
    with connection.cursor() as cursor:
        for model in owned_models():
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [model._meta.db_table, start],
            )


@contextmanager
def ids_given_back() -> Iterator[None]:
    try:
        yield
    finally:
        count_ids_from(1)


def pages_of(user: User) -> Iterator[str]:
    """The addresses of every page of the site map, for the first and last row it can be of."""
    for name in sorted(PLAIN):
        if ":" in name and (name.startswith(OUT) or not name.startswith(NOT_THE_ACCOUNTS)):
            yield reverse(name)
    with acting_as(user):
        rows: Any = {
            model.__name__: list(model._default_manager.values_list("pk", flat=True).order_by("pk"))
            for model in owned_models()
        }
    for name, model in sorted(OWN.items()):
        if not name.startswith(NOT_THE_ACCOUNTS):
            for pk in {*rows[model][:1], *rows[model][-1:]}:
                yield reverse(name, args=[pk])


def everything_shown(user: User) -> dict[str, str]:
    """Each page by its address, without what is another one each time."""
    person, shown = Person(user), {}
    with translation.override(user.language):  # a page leaves the thread in its own
        for url in pages_of(user):
            answer = person.get(url)
            place, body = answer.headers.get("Location"), answer.content.decode()
            text = f"{answer.status_code} {place} {body}"
            shown[IDS.sub(r"\1", url)] = IDS.sub(r"\1", TOKENS.sub("", text))
    return shown


def everything_kept(file: Any) -> dict[str, Any]:
    """All in an archive; a mail's key is another one once it is restored."""
    parts = taken_apart(file)
    rows = {name: rows_in(parts, name) for name in parts if name != "manifest.json"}
    for mail in rows.get("core.mail.jsonl", []):
        mail["key"] = ""
    return rows


def assert_comes_back(fill: Callable[[User], object]) -> None:
    """Exported, deleted as whoever leaves is, and restored into a new account."""
    with ids_given_back(), transaction.atomic():
        count_ids_from(FIRST)
        user = UserFactory(email="ada@example.com")
        pk = user.pk
        fill(user)
        before, kept = everything_shown(user), archive_of(user)
        user.leave(NOW - timedelta(days=30))
        assert erase_who_left(NOW) == 1
        count_ids_from(AGAIN)
        user = UserFactory(id=pk, email="ada@example.com")
        restored(user, kept)
        assert everything_kept(archive_of(user)) == everything_kept(kept)
        after = everything_shown(user)
        assert after.keys() == before.keys()
        for url, page in before.items():
            assert after[url] == page, url
        assert restored(user, kept).journal.made == []
        transaction.set_rollback(True)


@pytest.mark.usefixtures("now", "db")
@settings(max_examples=3, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_restored_account_shows_what_the_deleted_one_showed(data: st.DataObject) -> None:
    assert_comes_back(lambda user: accounts.fill(user, data.draw))


@pytest.mark.usefixtures("now", "db")
def test_so_does_one_with_every_column_filled() -> None:
    assert_comes_back(full.fill_up)


@pytest.mark.usefixtures("now", "db")
def test_accounts_of_any_shape_leave_no_column_always_empty() -> None:
    seen: set[str] = set()

    @settings(max_examples=12, derandomize=True, phases=[Phase.generate])
    @given(data=st.data())
    def look(data: st.DataObject) -> None:
        with transaction.atomic():
            user = UserFactory()
            accounts.fill(user, data.draw)
            seen.update(full.filled(taken_apart(archive_of(user))))
            transaction.set_rollback(True)

    look()
    assert full.every_column() - seen == set()
