"""Add an interview: plain text, my own zone, on to the plan or the debrief."""

from datetime import timedelta

import pytest

from contacts.models import Company
from interviews.models import Application, Interview
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
)
from tests.interviews.rows import add
from tests.people import Person, pick_form


def test_an_interview_to_come_goes_on_to_its_plan(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/interviews/new/",
        {"company": "Umbrella", "role": "Platform lead", "starts_at": "2026-03-12T14:00"},
    )
    interview = Interview.objects.get()
    assert answer.url == f"/interviews/{interview.pk}/plan/"
    assert interview.application.company.name == "Umbrella"
    assert interview.ends_at - interview.starts_at == timedelta(hours=1)


def test_an_interview_already_over_goes_on_to_its_debrief(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/interviews/new/",
        {"company": "Umbrella", "role": "Lead", "starts_at": "2026-03-09T14:00"},
    )
    assert answer.url == f"/interviews/{Interview.objects.get().pk}/debrief/"


def test_times_are_in_my_zone(as_alice: Person, alice: object) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    interview = add(as_alice, starts_at="2026-03-12T14:00")
    assert interview.starts_at.isoformat() == "2026-03-12T01:00:00+00:00"


def test_a_known_company_and_open_role_are_used_again(as_alice: Person) -> None:
    application = ApplicationFactory(
        owner=as_alice.user,
        company=CompanyFactory(owner=as_alice.user, name="Umbrella"),
        role="Platform Lead",
    )
    assert add(as_alice, company="umbrella ", role="platform lead").application == application
    assert Company.objects.count() == Application.objects.count() == 1


def test_a_closed_application_is_not_reopened_by_a_new_interview(as_alice: Person) -> None:
    first = add(as_alice).application
    first.close("rejected", NOW.date())
    assert add(as_alice).application != first


def test_company_role_and_when_are_required_and_what_was_typed_stays(as_alice: Person) -> None:
    page = as_alice.submit("/interviews/new/", {"place": "Room 7"}).content.decode()
    assert "Not saved yet." in page
    assert page.count("This field is required.") == 6, "each at the top, and where it stands"
    assert 'value="Room 7"' in page


def test_an_end_before_the_start_is_a_message(as_alice: Person) -> None:
    page = as_alice.submit(
        "/interviews/new/",
        {
            "company": "U",
            "role": "R",
            "starts_at": "2026-03-12T14:00",
            "ends_at": "2026-03-12T13:00",
        },
    ).content.decode()
    assert "It ends before it starts." in page


def test_the_next_round_is_prefilled_from_its_application(as_alice: Person) -> None:
    application = add(as_alice).application
    page = as_alice.get(f"/interviews/new/?application={application.pk}").content.decode()
    assert 'value="Umbrella"' in page
    assert 'value="Platform lead"' in page


def test_going_back_and_saving_other_words_makes_the_other_one_too(as_alice: Person) -> None:
    typed = {"company": "Umbrella", "role": "Backend", "starts_at": "2026-03-12T14:00"}
    sent = as_alice.fill("/interviews/new/", typed)
    as_alice.post("/interviews/new/", sent)
    answer = as_alice.post("/interviews/new/", {**sent, "role": "Frontend"})
    assert "This page was sent before" in answer.content.decode()
    assert as_alice.post("/interviews/new/", pick_form(answer)["fields"]).status_code == 302
    assert set(Application.objects.values_list("role", flat=True)) == {"Backend", "Frontend"}


def test_a_form_open_across_a_change_of_zone_moves_nothing_in_silence(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/edit/"
    sent = as_alice.fill(url, {"place": "Room 5"})
    as_alice.submit("/accounts/settings/", {"time_zone": "America/New_York"})
    answer = as_alice.post(url, sent)
    assert "Your time zone is America/New_York now." in answer.content.decode()
    assert Interview.objects.get().starts_at == interview.starts_at
    assert as_alice.post(url, pick_form(answer)["fields"]).status_code == 302


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800", "\u200d\u202e"])
def test_a_name_that_cannot_be_seen_is_refused(as_alice: Person, name: str) -> None:
    typed = {"company": name, "role": "Lead", "starts_at": "2026-03-12T14:00"}
    page = as_alice.submit("/interviews/new/", typed).content.decode()
    assert "Nothing of this can be seen." in page


def test_an_id_longer_than_any_in_the_address_is_ignored(as_alice: Person) -> None:
    assert as_alice.get(f"/interviews/new/?application={'9' * 5000}").status_code == 200


def test_a_next_round_belongs_to_the_application_it_was_added_from(as_alice: Person) -> None:
    older = add(as_alice).application
    newer = ApplicationFactory(owner=as_alice.user, company=older.company, role=older.role)
    assert newer.pk > older.pk
    as_alice.submit(f"/interviews/new/?application={older.pk}", {"starts_at": "2026-03-20T14:00"})
    assert older.interviews.count() == 2


def test_a_next_round_opens_a_closed_application_again(as_alice: Person) -> None:
    application = add(as_alice).application
    application.close("no_answer", NOW.date())
    url = f"/interviews/new/?application={application.pk}"
    as_alice.submit(url, {"starts_at": "2026-03-20T14:00"})
    application.refresh_from_db()
    assert (application.closed_as, application.interviews.count()) == ("", 2)


def test_other_words_than_the_applications_are_another_application(as_alice: Person) -> None:
    application = add(as_alice).application
    url = f"/interviews/new/?application={application.pk}"
    as_alice.submit(url, {"role": "Head of it", "starts_at": "2026-03-20T14:00"})
    assert application.interviews.count() == 1
    assert Application.objects.count() == 2
