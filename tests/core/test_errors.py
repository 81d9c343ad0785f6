"""What goes wrong gets a page that says what to do."""

import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from learning.models import Goal
from tests.factories import UserFactory
from tests.people import Person

pytestmark = pytest.mark.urls("tests.core.failing_urls")


@pytest.fixture
def anyone(db: None, now: object) -> Client:
    """Sees the error page, not the exception."""
    return Client(raise_request_exception=False)


def test_a_view_that_breaks_is_our_fault_and_says_so(anyone: Client) -> None:
    answer = anyone.get("/breaks/")
    assert answer.status_code == 500
    assert "It was not you" in answer.content.decode()


def test_what_a_breaking_view_had_half_written_is_undone(alice: User) -> None:
    browser = Person(alice, raise_request_exception=False)
    assert browser.get("/breaks-half-way/").status_code == 500
    assert not Goal.objects.exists()


def test_a_database_that_is_away_is_said_to_be_back_in_a_moment(anyone: Client) -> None:
    answer = anyone.get("/loses-the-database/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Back in a moment" in answer.content.decode()


def test_so_it_is_where_the_middleware_needs_the_database(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: object) -> None:
        raise OperationalError("connection refused")

    browser = Person(alice, raise_request_exception=False)
    monkeypatch.setattr(SessionStore, "load", away)
    assert browser.get("/learning/").status_code == 503


def test_the_cause_is_in_the_log(anyone: Client, caplog: pytest.LogCaptureFixture) -> None:
    anyone.get("/loses-the-database/")
    [record] = [r for r in caplog.records if r.name == "django.request"]
    assert "the connection is lost" in str(record.exc_info[1])


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_cut_off_costs_one_request() -> None:
    browser = Person(
        UserFactory(email="alice@example.com"),
        raise_request_exception=False,
    )
    assert browser.get("/is-cut-off/").status_code == 503
    assert browser.get("/learning/").status_code == 200


def test_what_another_request_was_quicker_with_is_a_conflict(anyone: Client) -> None:
    answer = anyone.get("/comes-second/")
    assert answer.status_code == 409
    assert "<h1>" in answer.content.decode()


def test_a_wrong_method_gets_a_page_and_the_right_ones(anyone: Client) -> None:
    answer = anyone.get("/only-posts/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "cannot be opened by itself" in answer.content.decode()


def test_nothing_there_is_404_with_a_way_home(anyone: Client) -> None:
    answer = anyone.get("/nowhere/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()


def test_a_body_over_the_limit_is_refused_unread(anyone: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = anyone.post("/only-posts/", {"text": "x" * 1_000})
    assert answer.status_code == 413
    assert "too much at once" in answer.content.decode()


def test_a_body_within_the_limit_is_taken(anyone: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert anyone.post("/only-posts/", {"text": "x" * 500}).content == b"1"


@pytest.mark.parametrize("length", ["²", "-1", "many", ""])
def test_a_length_that_is_no_number_is_no_crash(anyone: Client, length: str) -> None:
    answer = anyone.post("/only-posts/", {"text": "x"}, CONTENT_LENGTH=length)
    assert answer.status_code < 500


def test_too_many_fields_could_not_be_read(anyone: Client) -> None:
    answer = anyone.post("/only-posts/", {f"field{n}": "x" for n in range(1_001)})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_a_form_of_another_site_saves_nothing(as_alice: Person) -> None:
    answer = as_alice.post("/learning/new/", {"title": "Rust"})
    assert answer.status_code == 403
    assert "For your safety nothing was saved" in answer.content.decode()


@pytest.mark.parametrize("url", ["/nowhere/", "/only-posts/", "/loses-the-database/", "/breaks/"])
def test_an_error_page_needs_no_data(alice: User, url: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        Client(raise_request_exception=False).get(url)
        strangers = [query["sql"] for query in captured]
        Person(alice, raise_request_exception=False).get(url)
    assert all(sql.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE")) for sql in strangers)
    own = [q["sql"] for q in captured if "core_" in q["sql"] or "learning_" in q["sql"]]
    assert own == []
