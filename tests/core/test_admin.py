"""The admin: staff only, one's own rows only, and nothing deleted for good."""

from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contacts.models import Company
from core.models import Change
from core.ownership import acting_as, owned_models
from interviews.models import Application, Interview, Lesson, Meeting
from learning.models import Goal
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person

ALL = [CompanyFactory, ContactFactory, GoalFactory, ApplicationFactory, InterviewFactory,
       MeetingFactory, LessonFactory]  # fmt: skip


@pytest.fixture
def as_admin(alice: User) -> Person:
    alice.is_staff = alice.is_superuser = True
    alice.save()
    return Person(alice)


def list_url(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def add_url(model: Any) -> str:
    return list_url(model) + "add/"


def change_url(row: Any) -> str:
    return f"{list_url(row)}{row.pk}/change/"


# --- The gate -------------------------------------------------------------------------------------


def test_signed_out_one_gets_the_usual_sign_in(as_nobody: Person) -> None:
    answer = as_nobody.get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/login/"
    assert answer.request["QUERY_STRING"] == urlencode({"next": "/admin/"})


@pytest.mark.parametrize("page", ["", "learning/goal/", "accounts/user/", "login/"])
def test_whoever_is_not_staff_gets_403(as_bob: Person, page: str) -> None:
    assert as_bob.get(f"/admin/{page}", follow=True).status_code == 403


def test_an_administrator_gets_in(as_admin: Person) -> None:
    assert "behind the scenes" in as_admin.get("/admin/").content.decode()


def test_every_model_of_ours_is_there() -> None:
    missing = [model for model in owned_models() if model not in admin.site._registry]
    assert not missing


# --- Own rows only --------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", ALL)
def test_the_lists_show_ones_own_rows_and_no_others(
    as_admin: Person, bob: User, factory: Any
) -> None:
    mine, theirs = factory(owner=as_admin.user), factory(owner=bob)
    page = as_admin.get(list_url(mine)).content.decode()
    assert change_url(mine) in page
    assert change_url(theirs) not in page
    assert as_admin.get(change_url(mine)).status_code == 200
    assert as_admin.get(change_url(theirs), follow=True).request["PATH_INFO"] == "/admin/"


@pytest.mark.parametrize("factory", ALL)
def test_search_and_filters_work_on_every_list(as_admin: Person, factory: Any) -> None:
    row = factory(owner=as_admin.user)
    assert as_admin.get(list_url(row) + "?q=zz").status_code == 200
    assert as_admin.get(add_url(row)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/learning/goal/?status__exact=%00",
        "/admin/accounts/user/?email__startswith=%00",
        "/admin/autocomplete/?app_label=contacts&model_name=contact&field_name=company&term=%00",
        "/admin/interviews/interview/?owner__email__startswith=a",
    ],
)
def test_an_address_that_nobody_clicks_is_refused(as_admin: Person, address: str) -> None:
    assert as_admin.get(address).status_code == 400


@pytest.mark.parametrize("factory", ALL)
def test_a_list_takes_no_more_statements_for_more_rows(as_admin: Person, factory: Any) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_admin.get(list_url(factory._meta.model))
        return len(captured)

    factory.create_batch(2, owner=as_admin.user)
    few = statements()
    factory.create_batch(15, owner=as_admin.user)
    assert statements() <= few


def test_the_choices_are_ones_own(as_admin: Person, bob: User) -> None:
    CompanyFactory(owner=as_admin.user, name="Initech")
    CompanyFactory(owner=bob, name="Initrode")
    query = {"app_label": "interviews", "model_name": "application", "field_name": "company"}
    found = as_admin.get("/admin/autocomplete/", {**query, "term": "Init"}).json()["results"]
    assert [choice["text"] for choice in found] == ["Initech"]


def test_a_strangers_id_is_refused(as_admin: Person, bob: User) -> None:
    theirs = CompanyFactory(owner=bob)
    mine = ApplicationFactory(owner=as_admin.user)
    answer = as_admin.submit(change_url(mine), {"company": str(theirs.pk)})
    assert "not one of the available choices" in answer.content.decode()
    mine.refresh_from_db()
    assert mine.company.owner == as_admin.user


def test_a_strangers_row_is_refused_within_an_interview(as_admin: Person, bob: User) -> None:
    theirs, interview = MeetingFactory(owner=bob), InterviewFactory(owner=as_admin.user)
    mine = MeetingFactory(owner=as_admin.user, interview=interview)
    url = change_url(interview)
    as_admin.submit(url, {"meetings-0-id": str(theirs.pk), "meetings-0-name": "Eve"})
    contact = ContactFactory(owner=bob)
    answer = as_admin.submit(url, {"meetings-0-contact": str(contact.pk)})
    assert "not one of the available choices" in answer.content.decode()
    mine.refresh_from_db()
    assert mine.contact is None
    with acting_as(bob):
        theirs.refresh_from_db()
        assert theirs.name != "Eve"


# --- Writing --------------------------------------------------------------------------------------


def test_what_is_added_is_ones_own(as_admin: Person) -> None:
    answer = as_admin.submit(add_url(Goal), {"title": "Rust"})
    assert answer.status_code == 302
    assert Goal.objects.get().owner == as_admin.user


def test_a_name_that_is_taken_is_a_message(as_admin: Person) -> None:
    CompanyFactory(owner=as_admin.user, name="Initech")
    answer = as_admin.submit(add_url(Company), {"name": "initech"})
    assert "You have a company of this name already." in answer.content.decode()


def test_an_interview_is_added_with_its_meetings_and_lessons(as_admin: Person) -> None:
    application = ApplicationFactory(owner=as_admin.user)
    sent = as_admin.fill(add_url(Interview), {"application": str(application.pk)})
    sent |= {
        "starts_at_0": "2026-03-09", "starts_at_1": "10:00",
        "ends_at_0": "2026-03-09", "ends_at_1": "11:00",
        "meetings-TOTAL_FORMS": "1", "meetings-0-name": "Priya Nair", "meetings-0-met": "on",
        "meetings-0-version": "1",
        "lessons-TOTAL_FORMS": "1", "lessons-0-learned": "How they shard",
        "lessons-0-version": "1",
    }  # fmt: skip
    answer = as_admin.post(add_url(Interview), sent)
    assert answer.status_code == 302, answer.content.decode()
    meeting, lesson = Meeting.objects.get(), Lesson.objects.get()
    assert (meeting.owner, lesson.owner) == (as_admin.user, as_admin.user)
    assert meeting.interview == lesson.interview == Interview.objects.get()


def test_an_interview_is_changed_with_its_meetings(as_admin: Person) -> None:
    interview = InterviewFactory(owner=as_admin.user)
    meeting = MeetingFactory(owner=as_admin.user, interview=interview)
    answer = as_admin.submit(
        change_url(interview), {"place": "Room 1", "meetings-0-name": "Priya Nair"}
    )
    assert answer.status_code == 302, answer.content.decode()
    interview.refresh_from_db()
    meeting.refresh_from_db()
    assert (interview.place, meeting.name) == ("Room 1", "Priya Nair")


def test_an_edit_from_an_old_copy_is_noticed_and_shows_both(as_admin: Person) -> None:
    goal = GoalFactory(owner=as_admin.user, title="Rust", why="for speed")
    old = as_admin.fill(change_url(goal), {"why": "for safety"})
    as_admin.submit(change_url(goal), {"why": "for fun"})
    page = as_admin.post(change_url(goal), old).content.decode()
    assert "changed elsewhere" in page
    assert "for fun" in page
    goal.refresh_from_db()
    assert goal.why == "for fun"


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_date_out_of_anyones_career_is_a_message(as_admin: Person, year: str) -> None:
    interview = InterviewFactory(owner=as_admin.user)
    answer = as_admin.submit(change_url(interview), {"starts_at_0": f"{year}-01-01"})
    assert answer.status_code == 200
    interview.refresh_from_db()
    assert interview.starts_at.year == NOW.year


# --- Deleting -------------------------------------------------------------------------------------


def test_what_is_deleted_can_be_put_back(as_admin: Person) -> None:
    lesson = LessonFactory(owner=as_admin.user)
    interview = lesson.interview
    answer = as_admin.submit(f"{list_url(interview)}{interview.pk}/delete/", follow=True)
    assert "You can put it back" in answer.content.decode()
    assert not Lesson.objects.exists()
    as_admin.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert Lesson.objects.get() == lesson


def test_several_deleted_at_once_can_be_put_back_each(as_admin: Person, bob: User) -> None:
    goals = GoalFactory.create_batch(2, owner=as_admin.user)
    theirs = GoalFactory(owner=bob)
    chosen = [str(goal.pk) for goal in (*goals, theirs)]
    token = as_admin.fill(list_url(Goal), {}, action=None)["csrfmiddlewaretoken"]
    as_admin.post(
        list_url(Goal),
        {"action": "delete_selected", "_selected_action": chosen, "post": "yes",
         "csrfmiddlewaretoken": token},
    )  # fmt: skip
    assert not Goal.objects.for_user(as_admin.user).exists()
    assert Change.objects.count() == 2
    with acting_as(bob):
        assert Goal.objects.get() == theirs


def test_the_journal_and_the_receipts_are_only_to_look_at(as_admin: Person) -> None:
    as_admin.submit("/learning/new/", {"title": "Rust"})
    as_admin.submit(f"/learning/{Goal.objects.get().pk}/delete/")
    change = Change.objects.get()
    assert "Rust" in as_admin.get(list_url(change)).content.decode()
    assert as_admin.get(change_url(change)).status_code == 200
    assert as_admin.get(add_url(change)).status_code == 403
    assert as_admin.get(f"{list_url(change)}{change.pk}/delete/").status_code == 403
    assert as_admin.get("/admin/core/formreceipt/").status_code == 200


# --- People ---------------------------------------------------------------------------------------


def test_people_are_listed_and_found(as_admin: Person, bob: User) -> None:
    assert "bob@example.com" in as_admin.get("/admin/accounts/user/?q=stranger").content.decode()


def test_a_person_is_made_administrator_and_keeps_the_password(as_admin: Person, bob: User) -> None:
    before = bob.password
    answer = as_admin.submit(change_url(bob), {"is_staff": "on"})
    assert answer.status_code == 302
    bob.refresh_from_db()
    assert bob.is_staff
    assert bob.password == before


def test_a_person_is_added_by_email(as_admin: Person) -> None:
    typed = {"email": "Grace@example.com", "password1": "correct horse battery",
             "password2": "correct horse battery"}  # fmt: skip
    assert as_admin.submit("/admin/accounts/user/add/", typed).status_code == 302
    assert User.objects.get(email="grace@example.com").check_password("correct horse battery")


def test_nobody_is_deleted_in_the_admin(as_admin: Person, bob: User) -> None:
    assert as_admin.get(f"/admin/accounts/user/{bob.pk}/delete/").status_code == 403


def test_devices_and_addresses_of_others_are_not_shown(as_admin: Person) -> None:
    typed = {"email": "ada@example.com", "password1": "correct horse battery"}
    Person().submit("/accounts/signup/", typed)
    device = UserSession.objects.get()
    assert "ada@example.com" not in as_admin.get(list_url(device)).content.decode()
    assert as_admin.get(f"{list_url(device)}{device.pk}/delete/").status_code in (302, 404)
    assert as_admin.get("/admin/account/emailaddress/").status_code == 404


def test_ending_a_device_of_mine_signs_it_out(as_admin: Person) -> None:
    there = Person(as_admin.user)
    device = UserSession.objects.create(
        user=as_admin.user, session_key=there.session.session_key, ip="192.0.2.1"
    )
    as_admin.submit(f"{list_url(device)}{device.pk}/delete/")
    assert there.get("/accounts/settings/").status_code == 302


def test_the_other_tables_open_too(as_admin: Person) -> None:
    for page in ("procrastinate/procrastinatejob", "auth/group"):
        assert as_admin.get(f"/admin/{page}/").status_code == 200


def test_an_application_is_closed_whole_or_not_at_all(as_admin: Person) -> None:
    mine = ApplicationFactory(owner=as_admin.user)
    answer = as_admin.submit(change_url(mine), {"closed_as": "rejected"})
    assert "says how it ended, and when" in answer.content.decode()
    assert Application.objects.get().closed_as == ""
