"""Does the process answer, and can it serve?"""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext


def test_livez_asks_the_database_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/livez")
    assert (answer.status_code, answer.content, len(asked)) == (200, b"ok", 0)


def test_readyz_is_ok_with_every_migration(db: None) -> None:
    assert Client().get("/readyz").status_code == 200


def test_readyz_waits_for_a_migration(db: None) -> None:
    [(app, latest)] = MigrationLoader(connection).graph.leaf_nodes("interviews")
    MigrationRecorder(connection).record_unapplied(app, latest)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready")


def test_readyz_refuses_a_standby(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.views._is_standby", lambda: True)
    assert Client().get("/readyz").status_code == 503
