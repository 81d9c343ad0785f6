"""Two people who may be one, and a mail server."""

from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact
from tests.factories import ContactFactory


@pytest.fixture
def two(alice: User) -> tuple[Contact, Contact]:
    return ContactFactory(owner=alice, name="Priya"), ContactFactory(owner=alice, name="Priya N.")


@pytest.fixture
def with_a_mail_server(settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    settings.DEFAULT_FROM_EMAIL = "Worthwhile <hello@worthwhile.example>"
    settings.SITE_URL = "https://worthwhile.example:8443"
