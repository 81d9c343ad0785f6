"""``make story``: Ada's account, with the story in it and a password to sign in with."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview
from learning.models import Goal
from tests.factories import GoalFactory
from tests.people import Person

pytestmark = pytest.mark.usefixtures("now", "db")


def make_story(*args: str) -> str:
    out = StringIO()
    call_command("story", *args, stdout=out)
    return out.getvalue()


def password_in(said: str) -> str:
    return re.search(r"password +(\S+)", said)[1]


def test_it_prints_where_and_how_to_sign_in_and_that_works(as_nobody: Person) -> None:
    said = make_story()
    assert "http://127.0.0.1:8000" in said
    as_nobody.submit(
        "/accounts/login/", {"login": "ada@example.com", "password": password_in(said)}
    )
    ada = User.objects.get()
    assert as_nobody.session["_auth_user_id"] == str(ada.pk)
    assert (ada.name, ada.is_sample, ada.is_staff, ada.is_superuser) == ("Ada", False, False, False)
    assert mail.outbox == []


def test_the_second_time_it_says_so_and_changes_nothing() -> None:
    make_story()
    ada = User.objects.get()
    said = make_story()
    assert "has the story" in said
    assert "--again" in said
    assert User.objects.get().password == ada.password
    with acting_as(ada):
        assert Interview.objects.count() == 18


def test_again_replaces_her_rows_and_nobody_elses(alice: User) -> None:
    GoalFactory(owner=alice, title="Mine")
    make_story()
    ada = User.objects.get(email="ada@example.com")
    with acting_as(ada):
        old = set(Interview.objects.values_list("pk", flat=True))
        GoalFactory(owner=ada, title="Typed while looking around")
    said = make_story("--again")
    assert User.objects.get(pk=ada.pk).check_password(password_in(said))
    with acting_as(ada):
        assert Interview.objects.count() == 18
        assert not Interview.objects.filter(pk__in=old).exists()
        assert not Goal.objects.filter(title__startswith="Typed").exists()
    assert Goal.objects.get().title == "Mine"


def test_an_account_with_rows_of_its_own_keeps_them() -> None:
    ada = User.objects.create_user("ada@example.com", "kept-password")
    GoalFactory(owner=ada)
    assert "nothing was changed" in make_story()
    with acting_as(ada):
        assert not Interview.objects.exists()


def test_an_empty_account_gets_the_story_and_keeps_its_password() -> None:
    ada = User.objects.create_user("ada@example.com", "kept-password")
    make_story()
    assert User.objects.get().check_password("kept-password")
    with acting_as(ada):
        assert Interview.objects.exists()
