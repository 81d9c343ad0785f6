"""An installation with a mail server, and people who confirmed their address."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress

from accounts.models import User
from core.models import Mail
from core.ownership import acting_as
from reminders.due import remind
from tests.factories import UserFactory

SITE = "https://worthwhile.example"


@pytest.fixture(autouse=True)
def with_a_mail_server(settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.DEFAULT_FROM_EMAIL = "Worthwhile <hello@worthwhile.example>"
    settings.SITE_URL = SITE


def confirmed(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def mailed(db: None, now: object) -> Callable[..., User]:
    """Make somebody who wants the mails that are named, and no others."""

    def make(*switches: str, **fields: Any) -> User:
        names = ("two_questions", "morning", "weekly")
        wanted = {f"mail_{name}": name in switches for name in names}
        return confirmed(UserFactory(**{"name": "Ada Lovelace", **wanted, **fields}))

    return make


def remind_at(*moments: datetime) -> None:
    """The job runs at each of these moments."""
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            remind(moment)


def mails_of(user: User) -> list[Mail]:
    with acting_as(user):
        return list(Mail.objects.filter(owner=user).order_by("pk"))


def keys_of(user: User) -> list[str]:
    return [mail.key for mail in mails_of(user)]
