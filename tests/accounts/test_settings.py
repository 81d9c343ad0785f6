"""A person's own page: name, time zone, e-mail, password, devices."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.urls import URLResolver, get_resolver

from accounts.devices import describe
from accounts.models import User
from tests.accounts.pages import PASSWORD, get_user, is_signed_in, link_in, sign_in, sign_up
from tests.factories import UserFactory
from tests.people import Person
from tests.statements import assert_lean


def test_name_and_time_zone_are_kept(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/accounts/settings/", {"name": "Alicia", "time_zone": "Pacific/Auckland"}, follow=True
    )
    assert "Saved." in answer.content.decode()
    as_alice.user.refresh_from_db()
    assert (as_alice.user.name, as_alice.user.time_zone) == ("Alicia", "Pacific/Auckland")


@pytest.mark.parametrize("name", ["عائشة", "Zoë 🦊", "x" * 200])
def test_any_name_is_a_name(as_alice: Person, name: str) -> None:
    assert as_alice.submit("/accounts/settings/", {"name": name}).status_code == 302
    as_alice.user.refresh_from_db()
    assert as_alice.user.name == name


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"time_zone": "Mars/Olympus"}, "There is no time zone “Mars/Olympus”."),
        ({"time_zone": "UTC\x00"}, "There is no time zone"),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"name": "Al\x00ice"}, "Null characters"),
        ({"name": "Al\x07ice"}, "cannot be shown"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    as_alice: Person, typed: dict[str, str], says: str
) -> None:
    answer = as_alice.submit("/accounts/settings/", {"name": "Alicia", **typed})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    as_alice.user.refresh_from_db()
    assert (as_alice.user.name, as_alice.user.time_zone) == ("Alice Owner", "UTC")


def test_one_cannot_make_oneself_administrator(as_alice: Person) -> None:
    sent = as_alice.fill("/accounts/settings/", {})
    as_alice.post("/accounts/settings/", {**sent, "is_staff": "on", "is_superuser": "on"})
    as_alice.user.refresh_from_db()
    assert not as_alice.user.is_staff


SWITCHES = ["mail_two_questions", "mail_morning", "mail_weekly"]


@pytest.mark.parametrize("switch", SWITCHES)
def test_each_mail_is_switched_by_itself(as_alice: Person, switch: str) -> None:
    before = {name: getattr(as_alice.user, name) for name in SWITCHES}
    as_alice.submit("/accounts/settings/", {switch: None if before[switch] else "on"})
    as_alice.user.refresh_from_db()
    after = {name: getattr(as_alice.user, name) for name in SWITCHES}
    assert after == {**before, switch: not before[switch]}


def test_the_days_of_silence_are_kept(as_alice: Person) -> None:
    as_alice.submit("/accounts/settings/", {"quiet_days": "21"})
    as_alice.user.refresh_from_db()
    assert as_alice.user.quiet_days == 21


@pytest.mark.parametrize("days", ["0", "91", "-1", "", "two weeks", "1.5", "9" * 400, "1\x00"])
def test_days_of_silence_that_cannot_be_are_said(as_alice: Person, days: str) -> None:
    answer = as_alice.submit("/accounts/settings/", {"quiet_days": days})
    assert "Give a number of days from 1 to 90." in answer.content.decode()
    as_alice.user.refresh_from_db()
    assert as_alice.user.quiet_days == 14


def test_the_page_says_whether_these_mails_come(as_alice: Person, settings: Any) -> None:
    def says() -> str:
        return as_alice.get("/accounts/settings/").content.decode()

    assert "There is no mail server here yet" in says()
    settings.EMAIL_URL = "smtp://mail.example.com"
    assert "once you have confirmed your e-mail" in says()
    EmailAddress.objects.create(
        user=as_alice.user, email=as_alice.user.email, primary=True, verified=True
    )
    assert "switched off by a link in the mail" in says()
    assert 'href="/reminders/mails/"' in says()


def test_a_sample_visitor_is_offered_no_sign_in_to_change(db: None) -> None:
    page = Person(UserFactory(is_sample=True)).get("/accounts/settings/").content.decode()
    assert "/accounts/email/" not in page


# --- E-mail and password --------------------------------------------------------------------------


def change_email(person: Person, email: str) -> Any:
    """It takes the password once more, and then goes on with what was typed."""
    asked = person.submit("/accounts/email/", {"email": email, "action_add": "1"})
    if asked.status_code == 200:
        return asked
    assert asked.url.startswith("/accounts/reauthenticate/")
    return person.submit(asked.url, {"password": PASSWORD}, follow=True)


def test_without_a_mail_server_a_new_email_counts_at_once(db: None) -> None:
    change_email(sign_up(), "ada@new.example.com")
    assert is_signed_in(sign_in("ada@new.example.com"))
    assert not User.objects.filter(email="ada@example.com").exists()


def test_with_a_mail_server_a_new_email_counts_once_confirmed(
    db: None, settings: Any, mailoutbox: list[Any]
) -> None:
    person = sign_up()
    settings.EMAIL_URL = "smtp://mail.example.com"
    change_email(person, "ada@new.example.com")
    assert get_user("ada@example.com")
    (mail,) = mailoutbox
    assert mail.to == ["ada@new.example.com"]
    person.submit(link_in(mail, settings))
    assert get_user("ada@new.example.com")


def test_somebody_elses_email_is_refused(db: None, bob: User) -> None:
    answer = change_email(sign_up(), "BOB@example.com")
    assert "There is an account with this e-mail already." in answer.content.decode()
    assert get_user("ada@example.com")


def test_a_session_left_open_is_not_enough_to_take_an_account_over(db: None) -> None:
    person = sign_up()
    asked = person.submit("/accounts/email/", {"email": "eve@example.com", "action_add": "1"})
    answer = person.submit(asked.url, {"password": "a guess"})
    assert "This is not your password." in answer.content.decode()
    assert get_user("ada@example.com")


def test_a_new_password_signs_the_other_devices_out(db: None) -> None:
    here, there = sign_up(), sign_in()
    new = "a better pass phrase"
    answer = here.submit(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        follow=True,
    )
    assert "Your password is changed." in answer.content.decode()
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert here.get("/accounts/sessions/").content.decode().count("Firefox on Linux") == 1


def test_a_wrong_current_password_is_said(db: None) -> None:
    new = "a better pass phrase"
    answer = sign_up().submit(
        "/accounts/password/change/", {"oldpassword": "x", "password1": new, "password2": new}
    )
    assert "This is not your current password." in answer.content.decode()


# --- Devices --------------------------------------------------------------------------------------


def test_the_devices_say_what_they_are_and_which_is_this_one(db: None) -> None:
    page = sign_up().get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "this one" in page


def test_a_device_that_is_ended_is_signed_out(db: None) -> None:
    here, there = sign_up(), sign_in()
    device = UserSession.objects.get(session_key=there.session.session_key)
    here.submit("/accounts/sessions/", {"device": str(device.pk)})
    assert not is_signed_in(there)
    assert is_signed_in(here)


def test_all_the_others_are_signed_out_at_once(db: None) -> None:
    here, *others = sign_up(), sign_in(), sign_in()
    answer = here.submit("/accounts/sessions/", {"device": "others"}, follow=True)
    assert "2 devices are signed out." in answer.content.decode()
    assert [is_signed_in(person) for person in (here, *others)] == [True, False, False]


@pytest.mark.parametrize("device", ["", "x", "9" * 30, "-1", "²"])
def test_a_device_that_is_none_ends_nothing(db: None, device: str) -> None:
    here, there = sign_up(), sign_in()
    here.submit("/accounts/sessions/", {"device": device})
    assert is_signed_in(there)


def test_a_strangers_device_is_not_there(db: None) -> None:
    ada, grace = sign_up("ada@example.com"), sign_up("grace@example.com")
    device = UserSession.objects.get(user__email="grace@example.com")
    sign_in("ada@example.com")
    ada.submit("/accounts/sessions/", {"device": str(device.pk)})
    ada.submit("/accounts/sessions/", {"device": "others"})
    assert is_signed_in(grace)


def test_a_device_that_signed_out_leaves_the_list(db: None) -> None:
    here, there = sign_up(), sign_in()
    there.submit("/accounts/logout/")
    assert UserSession.objects.get().session_key == here.session.session_key


@pytest.mark.parametrize(
    ("user_agent", "says"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537 Edg/140", "Edge on Windows"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_named_in_words(user_agent: str, says: str) -> None:
    assert describe(user_agent) == says


def test_the_pages_take_three_statements_at_most(as_alice: Person) -> None:
    assert_lean(as_alice, "/accounts/settings/")
    for _ in range(5):
        Person(as_alice.user)
    assert_lean(as_alice, "/accounts/sessions/")


# --- Every page -----------------------------------------------------------------------------------


def paths_below(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    """Every path of the site map, with something in the place of each argument."""
    for entry in patterns:
        route = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "abc", str(entry.pattern)).strip("^$")
        if isinstance(entry, URLResolver):
            yield from paths_below(entry.url_patterns, prefix + route)
        else:
            yield prefix + route


def test_no_account_page_is_ever_stored(as_alice: Person, as_nobody: Person) -> None:
    every = set(paths_below(get_resolver().url_patterns))
    paths = sorted(path for path in every if path.startswith("/accounts/"))
    known = {"/accounts/login/", "/accounts/settings/", "/accounts/password/reset/key/abc-abc/"}
    assert known <= {*paths}
    for path in (*paths, "/accounts/nothing/"):
        for person in (as_alice, as_nobody):
            answer = person.get(path)
            assert answer.status_code < 500, path
            assert "no-store" in answer["Cache-Control"], path


def test_settings_saved_in_another_tab_are_not_overwritten_in_silence(as_alice: Person) -> None:
    url = "/accounts/settings/"
    old = as_alice.fill(url, {"name": "From the old tab"})
    as_alice.submit(url, {"name": "From the new tab", "time_zone": "Europe/Vienna"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "From the new tab" in answer.content.decode()
    assert User.objects.get(pk=as_alice.user.pk).name == "From the new tab"
