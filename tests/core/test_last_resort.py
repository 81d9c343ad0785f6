"""When even the page for an error cannot be made, there is an answer."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.people import Person

pytestmark = pytest.mark.urls("tests.core.failing_urls")


@pytest.fixture
def without_static_files(settings: LazySettings) -> None:
    """As in production, where collectstatic was forgotten."""
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}


@pytest.mark.parametrize("url", ["/breaks/", "/loses-the-database/", "/nowhere/"])
def test_plain_words_where_no_page_can_be_made(
    db: None, without_static_files: None, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Client(raise_request_exception=False).get(url)
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/html")
    assert "It was not you" in answer.content.decode()
    assert "cannot be made" in caplog.text


def test_who_is_signed_in_is_shown_the_way_to_what_was_deleted(
    as_alice: Person, as_nobody: Person
) -> None:
    link = 'href="/deleted/"'
    assert link in as_alice.get("/learning/4711/").content.decode()
    assert link not in as_nobody.get("/nowhere/").content.decode()
