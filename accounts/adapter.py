"""How allauth makes accounts here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from accounts.models import User
from accounts.zones import known_zone

# Any number that no other part of the product locks.
_FIRST_ACCOUNT_LOCK = 7_361_905


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Give the new person their browser's time zone; the first one runs the installation."""
        user.time_zone = known_zone(request.COOKIES.get("timezone"))
        if settings.PERSONAL and _is_first_account():
            user.is_staff = user.is_superuser = True
        return super().save_user(request, user, form, commit=commit)


def _is_first_account() -> bool:
    """Holds a lock to the transaction's end: of two that sign up at once, only one is first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_ACCOUNT_LOCK])
    return not User.objects.filter(is_sample=False).exists()
