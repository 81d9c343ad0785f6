"""The admin, asked by hand for what no page of it links to: a 400, never a 500."""

import pytest

from accounts.models import User
from core.models import Change
from interviews.models import Lesson, Meeting
from tests.factories import ContactFactory, InterviewFactory, LessonFactory, MeetingFactory
from tests.people import Person


@pytest.fixture
def as_admin(alice: User) -> Person:
    alice.is_staff = alice.is_superuser = True
    alice.save()
    return Person(alice)


@pytest.mark.parametrize(
    "address",
    [
        "contacts/contact/add/?company=abc",
        "interviews/interview/add/?starts_at=abc",
        "interviews/interview/add/?starts_at=0001-01-01T00:00%2B05:00",
        "accounts/user/add/?email=%01",
        "auth/group/add/?permissions=abc",
        f"contacts/company/?created_at__year={'9' * 20}",
        "contacts/contact/?archived_at__year=0",
        "core/change/?undone_at__year=0",
        "learning/goal/?id__range=0",
        "learning/goal/?status__range=abc",
        "accounts/user/?date_joined__year=" + "9" * 20,
        "procrastinate/procrastinatejob/?scheduled_at__year=0",
        "usersessions/usersession/?session_key__startswith=a",
    ],
)
def test_an_address_that_makes_no_sense_is_a_400(as_admin: Person, address: str) -> None:
    assert as_admin.get(f"/admin/{address}").status_code == 400


def test_an_address_that_makes_sense_fills_the_form_in(as_admin: Person) -> None:
    contact = ContactFactory(owner=as_admin.user)
    page = as_admin.get(f"/admin/interviews/meeting/add/?contact={contact.pk}").content.decode()
    assert f'<option value="{contact.pk}" selected>' in page
    url = "/admin/interviews/interview/add/?starts_at=2026-03-09T10:15"
    assert as_admin.fill(url, {})["starts_at_1"] == ["10:15:00"]


@pytest.mark.parametrize(
    "page", ["contacts/company", "auth/group", "procrastinate/procrastinatejob"]
)
def test_a_chosen_row_that_is_none_is_a_400(as_admin: Person, page: str) -> None:
    url = f"/admin/{page}/"
    token = as_admin.fill("/learning/new/", {})["csrfmiddlewaretoken"]
    action = {"action": "delete_selected", "_selected_action": "abc", "csrfmiddlewaretoken": token}
    assert as_admin.post(url, action).status_code == 400


# --- Rows within a row ---


def test_what_is_deleted_within_an_interview_can_be_put_back(as_admin: Person) -> None:
    interview = InterviewFactory(owner=as_admin.user)
    meeting = MeetingFactory(owner=as_admin.user, interview=interview)
    lesson = LessonFactory(owner=as_admin.user, interview=interview)
    url = f"/admin/interviews/interview/{interview.pk}/change/"
    ticked = {"meetings-0-DELETE": "on", "lessons-0-DELETE": "on"}
    page = as_admin.submit(url, ticked, follow=True).content.decode()
    assert "You can put it back" in page
    assert not Meeting.objects.exists()
    for change in Change.objects.all():
        as_admin.submit("/deleted/", action=f"/deleted/{change.pk}/undo/")
    assert (Meeting.objects.get(), Lesson.objects.get()) == (meeting, lesson)
