"""Every answer tells the browser what it may do with it, whatever the answer is."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.people import Person

pytestmark = pytest.mark.urls("tests.core.failing_urls")

ANSWERS = [
    ("/livez", 200),
    ("/accounts/login/", 200),
    ("/learning/", 302),
    ("/nowhere/", 404),
    ("/only-posts/", 405),
    ("/comes-second/", 409),
    ("/breaks/", 500),
    ("/loses-the-database/", 503),
]


@pytest.fixture
def anyone(db: None) -> Client:
    return Client(raise_request_exception=False)


def assert_guarded(answer: Any) -> None:
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy >= {
        "default-src 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cache-Control"]


@pytest.mark.parametrize(("url", "status"), ANSWERS)
def test_every_answer_is_guarded(anyone: Client, url: str, status: int) -> None:
    answer = anyone.get(url)
    assert answer.status_code == status
    assert_guarded(answer)


def test_a_refused_body_is_guarded(anyone: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = anyone.post("/only-posts/", {"text": "x" * 100})
    assert answer.status_code == 413
    assert_guarded(answer)


def test_a_refused_host_is_guarded(anyone: Client) -> None:
    answer = anyone.get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert_guarded(answer)


def test_a_form_of_another_site_is_guarded(as_nobody: Person) -> None:
    answer = as_nobody.post("/only-posts/")
    assert answer.status_code == 403
    assert_guarded(answer)


def test_the_way_to_https_is_guarded(anyone: Client, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = anyone.get("/learning/")
    assert answer.status_code == 301
    assert_guarded(answer)


def test_a_page_of_mine_is_guarded_and_kept_by_nobody_else(as_alice: Person) -> None:
    answer = as_alice.get("/learning/")
    assert_guarded(answer)
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_page_about_passwords_is_not_kept_at_all(anyone: Client) -> None:
    assert anyone.get("/accounts/login/")["Cache-Control"] == "private, no-store"


def test_a_static_file_is_guarded_and_may_be_kept(
    anyone: Client, settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "picture.svg").write_text("<svg/>")
    settings.STATIC_ROOT = tmp_path
    with closing(anyone.get("/static/picture.svg")) as answer:
        assert answer.status_code == 200
        assert_guarded(answer)
        assert "private" not in answer["Cache-Control"]


@pytest.mark.parametrize("url", ["/accounts/login/", "/nowhere/", "/breaks/"])
def test_no_page_needs_anything_inline(anyone: Client, url: str) -> None:
    page = anyone.get(url).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick=" not in page
