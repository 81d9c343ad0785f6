"""In and out again, and a forgotten password."""

from typing import Any

import pytest

from accounts.models import User
from config import settings as real_settings
from tests.accounts.pages import PASSWORD, is_signed_in, link_in, sign_in, sign_up
from tests.factories import UserFactory
from tests.people import Person


def test_the_right_password_signs_in(db: None) -> None:
    sign_up()
    assert is_signed_in(sign_in("ADA@example.com"))


def test_a_wrong_password_is_said_and_the_email_stays(as_nobody: Person, alice: User) -> None:
    answer = as_nobody.submit(
        "/accounts/login/", {"login": "alice@example.com", "password": "wrong"}
    )
    page = answer.content.decode()
    assert "This e-mail and password do not go together." in page
    assert 'value="alice@example.com"' in page
    assert "wrong" not in page
    assert not is_signed_in(as_nobody)


def test_guessing_is_stopped_by_a_limit_that_every_worker_shares(
    as_nobody: Person, alice: User, settings: Any
) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    alice.set_password(PASSWORD)
    alice.save()
    sent = as_nobody.fill("/accounts/login/", {"login": alice.email, "password": "wrong"})
    for _ in range(5):
        as_nobody.post("/accounts/login/", sent)
    answer = as_nobody.post("/accounts/login/", {**sent, "password": PASSWORD})
    assert "Too many tries." in answer.content.decode()
    assert not is_signed_in(as_nobody)


@pytest.mark.parametrize("login", ["a\x00b@example.com", "x" * 5_000, "\u202eeve@example.com"])
def test_an_odd_email_is_a_message(as_nobody: Person, login: str) -> None:
    answer = as_nobody.submit("/accounts/login/", {"login": login, "password": PASSWORD})
    assert answer.status_code == 200


def test_an_account_that_is_switched_off_stays_out(as_nobody: Person, alice: User) -> None:
    alice.is_active = False
    alice.set_password(PASSWORD)
    alice.save()
    answer = as_nobody.submit(
        "/accounts/login/", {"login": alice.email, "password": PASSWORD}, follow=True
    )
    assert not is_signed_in(as_nobody)
    assert answer.status_code == 200


def test_signing_in_leads_on_to_where_one_wanted_to_go(db: None) -> None:
    person = sign_up()
    person.submit("/accounts/logout/")
    assert person.get("/accounts/settings/").url == "/accounts/login/?next=/accounts/settings/"
    answer = person.submit(
        "/accounts/login/?next=/accounts/settings/",
        {"login": "ada@example.com", "password": PASSWORD},
    )
    assert answer.url == "/accounts/settings/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_to_another_site(db: None, elsewhere: str) -> None:
    person = sign_up()
    person.submit("/accounts/logout/")
    answer = person.submit(
        f"/accounts/login/?next={elsewhere}", {"login": "ada@example.com", "password": PASSWORD}
    )
    assert answer.url == "/"


def test_signing_out_leaves_nothing_in_the_browser(db: None) -> None:
    person = sign_up()
    session, token = person.cookies["sessionid"].value, person.cookies["csrftoken"].value
    answer = person.submit("/accounts/logout/", {"erase": None})
    assert answer["Clear-Site-Data"] == '"cache"'
    assert person.cookies["csrftoken"].value != token
    assert not is_signed_in(person)
    person.cookies["sessionid"] = session
    assert not is_signed_in(person)


@pytest.mark.parametrize(("erase", "cleared"), [("all", '"cache", "storage"'), ("mine", '"cache"')])
def test_signing_out_can_erase_what_the_device_keeps(db: None, erase: str, cleared: str) -> None:
    """The browser clears all of it; of several accounts' the page's script erases one's own."""
    answer = sign_up().submit("/accounts/logout/", {"erase": erase})
    assert answer["Clear-Site-Data"] == cleared


def test_signing_out_is_asked_first_and_takes_a_post(db: None) -> None:
    person = sign_up()
    answer = person.get("/accounts/logout/")
    assert "Clear-Site-Data" not in answer.headers
    assert is_signed_in(person)


def test_argon2_hashes_the_passwords() -> None:
    assert real_settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


# --- A forgotten password -------------------------------------------------------------------------


def ask_for_reset(email: str) -> None:
    person = Person(headers={"host": "localhost"})
    answer = person.submit("/accounts/password/reset/", {"email": email}, follow=True)
    assert "Look in your mail" in answer.content.decode()


def test_a_forgotten_password_is_replaced_by_mail(
    db: None, mailoutbox: list[Any], settings: Any
) -> None:
    settings.SITE_URL = "https://worthwhile.example.org"
    elsewhere = sign_up()
    ask_for_reset("ada@example.com")
    (mail,) = mailoutbox
    assert mail.subject == "Choose a new password"
    assert "localhost" not in mail.body
    person = Person()
    form = person.get(link_in(mail, settings)).url
    new = {"password1": "a better pass phrase", "password2": "a better pass phrase"}
    answer = person.submit(form, new, action=form, follow=True)
    assert "Your password is changed" in answer.content.decode()
    assert is_signed_in(sign_in(password="a better pass phrase"))
    assert not is_signed_in(elsewhere)


def test_a_sample_visitors_made_up_address_gets_no_mail(db: None, mailoutbox: list[Any]) -> None:
    UserFactory(email="sample-12ab@example.com", is_sample=True)
    ask_for_reset("sample-12ab@example.com")
    ask_for_reset("Sample-12AB@example.com")
    assert not mailoutbox


def test_a_link_works_once(db: None, mailoutbox: list[Any], settings: Any) -> None:
    sign_up()
    ask_for_reset("ada@example.com")
    link = link_in(mailoutbox[0], settings)
    new = {"password1": "a better pass phrase", "password2": "a better pass phrase"}
    person = Person()
    form = person.get(link).url
    person.submit(form, new, action=form)
    assert "This link is used up" in Person().get(link).content.decode()


def test_whether_there_is_an_account_is_told_by_mail_alone(
    db: None, mailoutbox: list[Any], settings: Any
) -> None:
    settings.SITE_URL = "https://worthwhile.example.org"
    ask_for_reset("nobody@example.com")
    (mail,) = mailoutbox
    assert mail.subject == "There is no account with this e-mail"
    assert link_in(mail, settings) == "/accounts/signup/"


def test_without_a_mail_server_the_page_says_where_the_mail_is(as_nobody: Person) -> None:
    page = as_nobody.get("/accounts/password/reset/").content.decode()
    assert "printed in the window where Worthwhile runs" in page
    assert real_settings.EMAIL_URL or real_settings.EMAIL_BACKEND.endswith("console.EmailBackend")  # type: ignore[attr-defined]
