"""The three modes of the sweep: both locks on, and each of the two switched off in turn."""

import pytest
from django.db import connection

from core.ownership import OwnedQuerySet, SameOwner, owned_models
from tests.locks.world import make_world
from tests.people import Person


@pytest.fixture(params=["both locks", "application lock off", "database lock off"])
def mode(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "application lock off":
        monkeypatch.setattr(OwnedQuerySet, "for_user", lambda rows, user: rows)
    elif request.param == "database lock off":
        switch_database_lock_off()
    return request.param


def switch_database_lock_off() -> None:
    """No row-level security and no same-owner keys, until the test's transaction ends."""
    with connection.cursor() as cursor:
        for model in owned_models():
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            for lock in model._meta.constraints:
                if isinstance(lock, SameOwner):
                    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {lock.name}")


@pytest.fixture
def world(mode: str, now: object) -> tuple:
    """Alice, Bob's rows, and Bob at his browser."""
    alice, bob, rows = make_world()
    return alice, rows, Person(bob, raise_request_exception=True)
