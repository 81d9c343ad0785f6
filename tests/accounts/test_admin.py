"""Accounts in the admin: nobody there gets at another's password, or at more than they may."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from tests.factories import UserFactory
from tests.people import Person

PASSWORD = {"password1": "a better pass phrase", "password2": "a better pass phrase"}


@pytest.fixture
def as_admin(alice: User) -> Person:
    alice.is_staff = alice.is_superuser = True
    alice.set_password("correct horse battery")
    alice.save()
    return Person(alice)


@pytest.fixture
def as_clerk(bob: User) -> Person:
    """Staff who may change people, and no superuser."""
    bob.is_staff = True
    bob.save()
    bob.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    return Person(bob)


def token(person: Person) -> dict[str, str]:
    return {"csrfmiddlewaretoken": person.fill("/learning/new/", {})["csrfmiddlewaretoken"]}


@pytest.mark.parametrize("page", ["password_change", "password_change/done"])
def test_ones_own_password_is_changed_on_the_usual_page_alone(as_admin: Person, page: str) -> None:
    url = f"/admin/{page}/"
    assert as_admin.get(url).url == "/accounts/password/change/"
    typed = {"old_password": "correct horse battery", "new_password1": PASSWORD["password1"],
             "new_password2": PASSWORD["password1"]}  # fmt: skip
    assert as_admin.post(url, {**typed, **token(as_admin)}).url == "/accounts/password/change/"
    as_admin.user.refresh_from_db()
    assert as_admin.user.check_password("correct horse battery")


@pytest.mark.parametrize("who", ["as_admin", "as_clerk"])
def test_nobody_sets_another_persons_password(who: str, request: Any, alice: User) -> None:
    person = request.getfixturevalue(who)
    other = UserFactory(is_superuser=True, password="as it was")
    url = f"/admin/accounts/user/{other.pk}/password/"
    person.post(url, {"usable_password": "true", **PASSWORD, **token(person)}, follow=True)
    other.refresh_from_db()
    assert other.check_password("as it was")
    page = person.get(f"/admin/accounts/user/{other.pk}/change/").content.decode()
    assert '/password/"' not in page
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[other.pk])


def test_who_is_no_superuser_makes_none(as_clerk: Person) -> None:
    url = f"/admin/accounts/user/{as_clerk.user.pk}/change/"
    typed = as_clerk.fill(url, {"name": "Bob Clerk"})
    as_clerk.post(url, {**typed, "is_superuser": "on"})
    as_clerk.user.refresh_from_db()
    assert (as_clerk.user.name, as_clerk.user.is_superuser) == ("Bob Clerk", False)
