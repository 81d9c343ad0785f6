"""One sentence of the method on each page, until a person hides it."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.hints import HINTS
from accounts.models import User
from tests.people import Person

PAGE = "/interviews/"
SENTENCE = "The two shapes are your verdict."


def hide(person: Person, page: str) -> None:
    assert person.submit(page, action="/accounts/hint/").url == page


def test_a_page_says_why_it_is_there(as_alice: Person) -> None:
    page = as_alice.read(PAGE)
    assert SENTENCE in page
    assert 'href="/about/"' in page


def test_hidden_it_stays_hidden_and_leaves_the_other_pages_alone(as_alice: Person) -> None:
    hide(as_alice, PAGE)
    assert "Your settings can show the sentences again." in as_alice.read(PAGE)
    assert SENTENCE not in as_alice.read(PAGE)
    assert "A job search leaves you people." in as_alice.read("/people/")


def test_hidden_by_the_script_the_page_stays_and_says_it_once(as_alice: Person) -> None:
    sent = as_alice.fill(PAGE, {}, action="/accounts/hint/")
    answer = as_alice.post("/accounts/hint/", sent, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 204
    page = as_alice.read(PAGE)
    assert SENTENCE not in page
    assert "Your settings can show" not in page


def test_settings_show_them_all_again(as_alice: Person) -> None:
    for page in (PAGE, "/people/", PAGE[:1]):
        hide(as_alice, page)
    as_alice.submit("/accounts/settings/", {"again": "yes"}, action="/accounts/hint/")
    assert SENTENCE in as_alice.read(PAGE)
    assert User.objects.get(pk=as_alice.user.pk).hidden_hints == []


def test_what_one_hides_another_still_sees(as_alice: Person, as_bob: Person) -> None:
    hide(as_alice, PAGE)
    assert SENTENCE in as_bob.read(PAGE)


def test_a_search_in_the_address_is_not_lost(as_alice: Person) -> None:
    hide(as_alice, "/interviews/?q=a%20b&verdict=both")


@pytest.mark.parametrize("page", ["", "x" * 900, "nul\x00", "interviews:new"])
def test_a_page_that_has_no_sentence_hides_nothing(as_alice: Person, page: str) -> None:
    sent = as_alice.fill(PAGE, {"page": page}, action="/accounts/hint/")
    assert as_alice.post("/accounts/hint/", sent).status_code == 302
    assert User.objects.get(pk=as_alice.user.pk).hidden_hints == []


def test_it_leads_to_no_other_site(as_alice: Person) -> None:
    sent = {"page": "interviews:list", "next": "https://example.com/"}
    assert as_alice.submit(PAGE, sent, action="/accounts/hint/").url == "/"


def test_no_form_that_is_being_mended_has_one(as_alice: Person) -> None:
    """Its button would leave the page, and what was typed."""
    assert 'class="hint"' not in as_alice.read("/interviews/new/")


@pytest.mark.parametrize("page", HINTS)
def test_every_sentence_has_a_page_and_a_name_that_is_kept(page: str) -> None:
    try:
        reverse(page)
    except NoReverseMatch:
        reverse(page, args=[1])
    longest = User._meta.get_field("hidden_hints").base_field.max_length
    assert len(page) <= longest
    assert len(str(HINTS[page])) <= 80, "one line on a desk, two on a phone"
