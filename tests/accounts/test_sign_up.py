"""From nobody to a person: e-mail and password, and who becomes administrator."""

import threading
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory

from accounts.adapter import Adapter
from accounts.models import User
from tests.accounts.pages import PASSWORD, get_user, is_signed_in, link_in, sign_up
from tests.factories import UserFactory
from tests.people import Person


def test_an_email_and_a_password_make_an_account_at_once(as_nobody: Person) -> None:
    page = as_nobody.get("/accounts/signup/").content.decode()
    assert "Create your account</button>" in page
    answer = as_nobody.submit(
        "/accounts/signup/", {"email": "Ada@Example.com", "password1": PASSWORD}
    )
    assert answer.url == "/first/you/"
    assert get_user("ada@example.com").check_password(PASSWORD)
    assert is_signed_in(as_nobody)


def test_an_account_that_is_there_already_is_a_message(as_nobody: Person, alice: User) -> None:
    answer = as_nobody.submit(
        "/accounts/signup/", {"email": "ALICE@example.com", "password1": PASSWORD}
    )
    assert "There is an account with this e-mail already." in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("ada@example.com", "12345678", "entirely numeric"),
        ("ada@example.com", "short", "at least 8 characters"),
        ("ada", PASSWORD, "valid email"),
        ("a\x00da@example.com", PASSWORD, "valid email"),
        (f"ada@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 50}.com", PASSWORD, "254"),
        ("ada@example.com", "nul \x00 in it", "Null characters"),
    ],
)
def test_what_cannot_be_is_said_and_the_email_stays(
    as_nobody: Person, email: str, password: str, says: str
) -> None:
    answer = as_nobody.submit("/accounts/signup/", {"email": email, "password1": password})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert f'value="{email}"' in page
    assert not User.objects.exists()


def test_closed_means_a_kind_page_and_no_account(as_nobody: Person, settings: Any) -> None:
    sent = as_nobody.fill("/accounts/signup/", {"email": "a@example.com", "password1": PASSWORD})
    settings.SIGNUP_OPEN = False
    assert "New accounts are closed" in as_nobody.get("/accounts/signup/").content.decode()
    as_nobody.post("/accounts/signup/", sent)
    assert not User.objects.exists()


def test_too_many_sign_ups_from_one_address_get_a_kind_429(as_nobody: Person) -> None:
    sent = as_nobody.fill("/accounts/signup/", {"email": "ada", "password1": PASSWORD})
    answers = [as_nobody.post("/accounts/signup/", sent) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "Wait a few minutes" in answers[-1].content.decode()


# --- Time zone ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("Mars/Olympus", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("", "UTC"),
    ],
)
def test_the_browser_says_the_time_zone_if_there_is_one(db: None, cookie: str, zone: str) -> None:
    sign_up(timezone=cookie)
    assert get_user().time_zone == zone


# --- The administrator ----------------------------------------------------------------------------


def is_administrator(email: str) -> bool:
    user = get_user(email)
    assert user.is_staff == user.is_superuser
    return user.is_staff


def test_the_first_account_runs_a_personal_installation(db: None, settings: Any) -> None:
    settings.PERSONAL = True
    sign_up("ada@example.com")
    sign_up("grace@example.com")
    assert is_administrator("ada@example.com")
    assert not is_administrator("grace@example.com")


def test_a_sample_visitor_before_it_does_not_count(db: None, settings: Any) -> None:
    settings.PERSONAL = True
    UserFactory(is_sample=True)
    sign_up("ada@example.com")
    assert is_administrator("ada@example.com")


def test_the_storys_ada_before_it_does_not_count(db: None, settings: Any) -> None:
    settings.PERSONAL = True
    call_command("story", stdout=StringIO())
    sign_up("grace@example.com")
    assert is_administrator("grace@example.com")
    assert not is_administrator("ada@example.com")


def test_with_a_database_of_its_own_nobody_becomes_administrator(db: None, settings: Any) -> None:
    settings.PERSONAL = False
    sign_up("ada@example.com")
    assert not is_administrator("ada@example.com")


class _Form:
    def __init__(self, email: str) -> None:
        self.cleaned_data = {"email": email, "password1": PASSWORD}


def _save(email: str, request: HttpRequest) -> None:
    request.session = SessionStore()
    Adapter(request).save_user(request, User(), _Form(email))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_up_at_once_one_is_administrator(settings: Any, rf: RequestFactory) -> None:
    settings.PERSONAL = True
    done = threading.Event()

    def second() -> None:
        try:
            with transaction.atomic():
                _save("grace@example.com", rf.get("/"))
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        _save("ada@example.com", rf.get("/"))
        thread.start()
        assert not done.wait(0.5)  # until the first one is there for all to see
    thread.join(5)
    assert done.is_set()
    assert is_administrator("ada@example.com")
    assert not is_administrator("grace@example.com")


# --- A sample visitor -----------------------------------------------------------------------------


@pytest.fixture
def visitor(db: None) -> Person:
    return Person(UserFactory(email="visitor@sample.invalid", is_sample=True))


def test_a_sample_visitor_makes_a_real_account_in_one_step(visitor: Person) -> None:
    answer = visitor.submit(
        "/accounts/signup/", {"email": "ada@example.com", "password1": PASSWORD}
    )
    assert answer.url == "/first/you/"
    assert int(visitor.session["_auth_user_id"]) == get_user("ada@example.com").pk


def test_a_sample_visitor_who_mistypes_keeps_the_sample(visitor: Person) -> None:
    answer = visitor.submit("/accounts/signup/", {"email": "ada", "password1": PASSWORD})
    assert 'value="ada"' in answer.content.decode()
    assert int(visitor.session["_auth_user_id"]) == visitor.user.pk


def test_a_sample_visitor_who_only_looks_at_the_page_keeps_the_sample(visitor: Person) -> None:
    assert visitor.get("/accounts/signup/").status_code == 200
    assert int(visitor.session["_auth_user_id"]) == visitor.user.pk


@pytest.mark.parametrize("page", ["email", "password/change", "password/set"])
def test_a_sample_visitor_has_no_sign_in_to_change(
    visitor: Person, page: str, mailoutbox: list[Any]
) -> None:
    answer = visitor.post(f"/accounts/{page}/", {"email": "x@example.com", "action_add": "1"})
    assert answer.status_code == 403  # no token: nothing happens
    assert visitor.get(f"/accounts/{page}/").url == "/accounts/signup/"
    assert not mailoutbox


def test_a_person_who_is_signed_in_is_led_on(as_alice: Person) -> None:
    assert as_alice.get("/accounts/signup/").url == "/"


# --- With a mail server ---------------------------------------------------------------------------


@pytest.fixture
def mail_server(settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_with_a_mail_server_the_address_is_confirmed_first(
    db: None, mail_server: None, mailoutbox: list[Any], settings: Any
) -> None:
    settings.SITE_URL = "https://worthwhile.example.org"
    person = sign_up()
    assert not is_signed_in(person)
    (mail,) = mailoutbox
    assert mail.subject == "Confirm your e-mail"
    path = link_in(mail, settings)
    assert person.submit(path).status_code == 302
    assert is_signed_in(person)


def test_an_account_that_is_there_already_is_told_by_mail_alone(
    alice: User, mail_server: None, mailoutbox: list[Any], settings: Any
) -> None:
    settings.SITE_URL = "https://worthwhile.example.org"
    sign_up("alice@example.com")
    (mail,) = mailoutbox
    assert mail.to == ["alice@example.com"]
    assert mail.subject == "You have an account already"
    assert link_in(mail, settings) == "/accounts/login/"
    assert "testserver" not in mail.body


def test_a_sample_visitor_confirms_the_address_too(
    visitor: Person, mail_server: None, mailoutbox: list[Any], settings: Any
) -> None:
    visitor.submit("/accounts/signup/", {"email": "ada@example.com", "password1": PASSWORD})
    assert not is_signed_in(visitor)
    visitor.submit(link_in(mailoutbox[0], settings))
    assert int(visitor.session["_auth_user_id"]) == get_user("ada@example.com").pk


def test_a_mail_server_that_is_down_costs_the_mail_and_no_account(
    db: None, mail_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(self: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    person = sign_up()
    page = person.get("/accounts/confirm-email/").content.decode()
    assert "could not be sent just now" in page
    assert get_user()
