"""The admin's own log lies outside row-level security, so it names nothing."""

import pytest
from django.contrib.admin.models import LogEntry

from accounts.models import User
from contacts.models import Company
from tests.factories import CompanyFactory
from tests.people import Person

LIST = "/admin/contacts/company/"


@pytest.fixture
def as_admin(alice: User) -> Person:
    alice.is_staff = alice.is_superuser = True
    alice.save()
    return Person(alice)


def test_adding_changing_and_deleting_leave_no_name_in_it(as_admin: Person) -> None:
    assert as_admin.submit(f"{LIST}add/", {"name": "Umbrella"}).status_code == 302
    company = Company.objects.get()
    url = f"{LIST}{company.pk}"
    assert as_admin.submit(f"{url}/change/", {"name": "Initech"}).status_code == 302
    assert as_admin.submit(f"{url}/delete/").status_code == 302
    assert not Company.objects.exists()
    assert not LogEntry.objects.exists()


def test_deleting_several_leaves_no_name_in_it(as_admin: Person) -> None:
    company = CompanyFactory(owner=as_admin.user)
    chosen = {"action": "delete_selected", "_selected_action": str(company.pk), "post": "yes"}
    token = as_admin.fill(LIST, {})["csrfmiddlewaretoken"]
    assert as_admin.post(LIST, {**chosen, "csrfmiddlewaretoken": token}).status_code == 302
    assert not Company.objects.exists()
    assert not LogEntry.objects.exists()
