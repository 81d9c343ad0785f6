"""Two people who may be one."""

import pytest

from accounts.models import User
from contacts.models import Contact
from tests.factories import ContactFactory


@pytest.fixture
def two(alice: User) -> tuple[Contact, Contact]:
    return ContactFactory(owner=alice, name="Priya"), ContactFactory(owner=alice, name="Priya N.")
