"""Two at once: the database decides, and both get an answer they can use."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from psycopg.errors import CheckViolation, ForeignKeyViolation

from contacts.models import Company
from learning.models import Goal, Kind
from tests.factories import CompanyFactory, GoalFactory
from tests.people import Person


def hide_once(monkeypatch: pytest.MonkeyPatch, owner: Any) -> None:
    """The first look finds nothing, as if the other request had not committed yet."""
    monkeypatch.setattr("django.db.models.QuerySet.first", lambda rows: None)


def test_a_goal_made_by_two_at_once_is_one(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = GoalFactory(owner=alice, title="Rust")
    hide_once(monkeypatch, alice)
    assert Goal.objects.find_or_make(alice, "rust ", Kind.LANGUAGE) == theirs


def test_a_name_taken_between_check_and_save_is_a_page_and_no_crash(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = as_alice.fill("/companies/new/", {"name": "Umbrella"})
    CompanyFactory(owner=as_alice.user, name="Umbrella")
    monkeypatch.setattr("django.db.models.Model.validate_constraints", lambda *a, **k: None)
    answer = as_alice.post("/companies/new/", sent)
    assert answer.status_code == 409
    assert "what you typed is still there" in answer.content.decode()
    assert Company.objects.count() == 1


def test_a_rule_broken_at_commit_is_a_page_too(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("at commit") from ForeignKeyViolation()

    monkeypatch.setattr("core.middleware.acting_as", fail)
    as_alice.raise_request_exception = False
    assert as_alice.get("/learning/").status_code == 409


def test_a_mistake_of_ours_is_not_passed_off_as_a_race(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("a check") from CheckViolation()

    monkeypatch.setattr("core.middleware.acting_as", fail)
    as_alice.raise_request_exception = False
    assert as_alice.get("/learning/").status_code == 500


def test_a_standby_that_takes_no_writes_is_a_page_that_says_later(as_alice: Person) -> None:
    sent = as_alice.fill("/learning/new/", {"title": "Rust"})
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    assert as_alice.post("/learning/new/", sent).status_code == 503
