"""Requests that no browser sends: an answer that says so, with its headers, and never a crash."""

from typing import Any

import pytest
from django.test import Client

from config.wsgi import application
from tests.people import Person


@pytest.fixture
def anybody(db: None) -> Client:
    return Client(raise_request_exception=False)


def test_a_session_cookie_that_no_column_can_hold(anybody: Client) -> None:
    answer = anybody.get("/learning/", headers={"cookie": 'sessionid="abcdefghijkl\\000mnop"'})
    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_body_in_chunks_is_asked_for_its_length(anybody: Client) -> None:
    answer = anybody.generic("POST", "/learning/new/", headers={"transfer-encoding": "chunked"})
    assert answer.status_code == 411


@pytest.mark.parametrize(
    "kind", ["text/plain; charset*=utf-8''%00", "text/plain; charset*=bogus''x"]
)
def test_a_content_type_that_cannot_be_read(db: None, kind: str) -> None:
    seen: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        seen.update(status=status, headers=dict(headers))

    environ = Client()._base_environ(PATH_INFO="/", CONTENT_TYPE=kind)
    body = b"".join(application(environ, start_response))
    assert seen["status"] == "400 Bad Request"
    assert "default-src 'none'" in seen["headers"]["Content-Security-Policy"]
    assert b"cannot be understood" in body


def test_a_device_longer_than_any_id(as_alice: Person) -> None:
    answer = as_alice.submit("/accounts/sessions/", {})
    assert answer.status_code == 302
    sent = as_alice.fill("/accounts/sessions/", {})
    assert as_alice.post("/accounts/sessions/", {**sent, "device": "9" * 5000}).status_code == 302
