"""About the method: open to anybody, and found from everywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import Person


def test_anybody_reads_it_and_the_database_is_not_asked(as_nobody: Person) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = as_nobody.read("/about/")
    assert page.count("<h1>") == 1
    assert "resulting" in page
    assert len(captured) == 0


def test_search_engines_get_a_sentence_of_its_own(as_nobody: Person) -> None:
    page = as_nobody.read("/about/")
    assert '<meta name="description" content="Why an offer or a rejection' in page
    assert "noindex" not in page


def test_it_shows_the_mark_in_its_four_states(as_nobody: Person) -> None:
    figure = as_nobody.read("/about/").split('class="about-states"')[1].split("</figure>")[0]
    assert figure.count("<svg") == 4
    assert "v-pending" in figure


@pytest.mark.parametrize("url", ["/", "/accounts/login/"])
def test_the_signed_out_pages_lead_to_it(as_nobody: Person, url: str) -> None:
    assert 'href="/about/"' in as_nobody.read(url)


def test_a_signed_in_person_goes_on_to_today(as_alice: Person) -> None:
    assert "Go to Today" in as_alice.read("/about/")
