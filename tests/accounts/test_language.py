"""Which language a page and a mail speak, and where it is chosen."""

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import User
from tests.accounts.pages import PASSWORD, sign_up
from tests.factories import UserFactory
from tests.people import Person

GERMAN = "de-AT,de;q=0.9,en;q=0.5"


def test_a_page_says_which_language_it_speaks(as_nobody: Person, as_alice: Person) -> None:
    assert '<html lang="en-GB" dir="ltr"' in as_nobody.read("/")
    assert (
        '<html lang="de" dir="ltr"'
        in as_nobody.get("/", headers={"accept-language": GERMAN}).content.decode()
    )
    as_alice.submit("/accounts/settings/", {"language": "de"})
    assert '<html lang="de" dir="ltr"' in as_alice.read("/")


def test_before_signing_in_a_language_is_chosen_under_any_page(as_nobody: Person) -> None:
    page = as_nobody.read("/accounts/login/")
    assert 'value="de" lang="de" aria-pressed="false">Deutsch</button>' in page
    assert 'value="en-gb" lang="en-GB" aria-pressed="true">English</button>' in page
    answer = as_nobody.submit(
        "/accounts/login/", {"language": "de"}, action="/accounts/language/", follow=True
    )
    assert answer.request["PATH_INFO"] == "/accounts/login/"
    assert '<html lang="de"' in answer.content.decode()
    assert '<html lang="de"' in as_nobody.read("/")


def test_a_language_that_there_is_not_is_the_installations_own(as_nobody: Person) -> None:
    as_nobody.submit("/", {"language": "tlh"}, action="/accounts/language/")
    assert '<html lang="en-GB"' in as_nobody.read("/")


def test_what_is_mine_wins_over_the_browsers(as_alice: Person) -> None:
    page = as_alice.get("/", headers={"accept-language": GERMAN}).content.decode()
    assert '<html lang="en-GB"' in page
    assert 'name="language"' not in page


def test_signed_out_the_browser_goes_on_in_my_language(as_alice: Person) -> None:
    answer = as_alice.submit("/accounts/settings/", {"language": "de"})
    assert answer.cookies["django_language"].value == "de"


def test_who_signs_up_in_german_is_spoken_to_in_german(db: None, now: object) -> None:
    ada = sign_up(django_language="de")
    assert User.objects.get().language == "de"
    assert '<html lang="de"' in ada.read("/accounts/settings/")


def test_a_sample_visitor_is_spoken_to_as_their_browser_asks(as_nobody: Person) -> None:
    as_nobody.submit("/", {"language": "de"}, action="/accounts/language/")
    as_nobody.submit("/", action="/story/")
    assert User.objects.get().language == "de"
    assert '<html lang="de"' in as_nobody.read("/")


@pytest.mark.parametrize(("language", "day"), [("en-gb", "20 Mar 2026"), ("de", "20. März 2026")])
def test_a_day_is_written_as_the_language_writes_it(
    as_alice: Person, language: str, day: str
) -> None:
    as_alice.submit("/accounts/settings/", {"language": language})
    as_alice.submit("/people/new/", {"name": "Priya Nair", "next_on": "2026-03-20"})
    assert day in as_alice.read("/people/")


@pytest.mark.parametrize("typed", ["2026-03-12", "12.03.2026"])
def test_a_day_can_be_typed_as_the_language_writes_it(as_alice: Person, typed: str) -> None:
    as_alice.submit("/accounts/settings/", {"language": "de"})
    as_alice.submit("/people/new/", {"name": "Priya Nair", "next_on": typed})
    assert "12. März 2026" in as_alice.read("/people/")


def test_a_mail_about_an_account_is_in_the_language_of_whose_it_is(as_nobody: Person) -> None:
    UserFactory(email="ada@example.com", language="de", password=PASSWORD)
    as_nobody.submit("/accounts/password/reset/", {"email": "ada@example.com"})
    assert mail.outbox[0].subject == _in_german("Choose a new password")
    assert _in_german("Hello,") in mail.outbox[0].body


def _in_german(text: str) -> str:
    with translation.override("de"):
        return translation.gettext(text)
