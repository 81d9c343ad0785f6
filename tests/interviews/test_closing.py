"""How an application ends, with or without an interview, and what that opens."""

import re
from datetime import date

import pytest

from interviews.models import Application, Ending, Interview
from tests.factories import NOW, ApplicationFactory, InterviewFactory
from tests.interviews.test_applications import an_application
from tests.people import Person


def close(person: Person, application: Application, **typed: object) -> str:
    url = f"/applications/{application.pk}/close/"
    answer = person.submit(url, typed, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("ending", Ending)
def test_it_can_end_without_an_interview_in_each_way(as_alice: Person, ending: Ending) -> None:
    application = an_application(as_alice)
    page = close(as_alice, application, closed_as=ending)
    assert "Closed. You can open it again at any time." in page
    page = as_alice.read(f"/applications/{application.pk}/")
    assert f'<span class="outcome">{ending.label}</span>' in page
    assert "10 Mar 2026" in page
    application.refresh_from_db()
    assert (application.closed_as, application.closed_on) == (ending, NOW.date())
    assert Application.objects.closed_without_interview().get() == application


def test_ended_without_an_interview_it_leads_to_the_next_step(as_alice: Person) -> None:
    application = an_application(as_alice)
    url, step = f"/applications/{application.pk}/", f"/feedback/next/application/{application.pk}/"
    assert step not in as_alice.read(url)
    application.close("accepted", NOW.date())
    assert f'href="{step}"' in as_alice.read(url)
    assert as_alice.get(step).status_code == 200
    InterviewFactory(owner=as_alice.user, application=application)
    assert step not in as_alice.read(url)


@pytest.mark.parametrize(
    ("ending", "outcome", "step"),
    [
        ("rejected", "waiting", True),
        ("withdrew", "advanced", True),
        ("rejected", "rejected", False),  # that step is the interview's, and opened with it
        ("no_answer", "waiting", False),
        ("accepted", "offer", False),
    ],
)
def test_an_ending_opens_its_next_step_at_once(
    as_alice: Person, ending: str, outcome: str, step: bool
) -> None:
    application = an_application(as_alice)
    url = f"/applications/{application.pk}/"
    said = {"outcome": outcome, "outcome_on": None if outcome == "waiting" else NOW.date()}
    InterviewFactory(owner=as_alice.user, application=application, **said)
    answer = as_alice.submit(f"{url}close/", {"closed_as": ending})
    assert answer.url == (f"/feedback/next/application/{application.pk}/" if step else url)


def test_an_offer_leads_to_where_it_is_accepted(as_alice: Person) -> None:
    """And there what is known of the company stands above the choice."""
    application = an_application(as_alice, flip_early=4)
    interview = InterviewFactory(
        owner=as_alice.user, application=application, outcome="offer", outcome_on=NOW.date()
    )
    close_url = f"/applications/{application.pk}/close/?as=accepted"
    step = f"/feedback/next/{interview.pk}/"
    assert f'href="{close_url}">Accept it, or not</a>' in as_alice.read(step)
    page = as_alice.read(close_url)
    assert re.search(r'value="accepted"[^>]* checked', page)
    assert "The flip at Umbrella" in page
    application.close("accepted", NOW.date())
    assert "Accept it, or not" not in as_alice.read(step)


def test_the_day_it_ended_can_be_said(as_alice: Person) -> None:
    application = an_application(as_alice)
    close(as_alice, application, closed_as="rejected", closed_on="2026-03-02")
    assert Application.objects.get().closed_on == date(2026, 3, 2)


def test_today_is_today_where_the_person_is(as_alice: Person) -> None:
    """Noon in London is the small hours of the next day in Kiritimati."""
    as_alice.user.time_zone = "Pacific/Kiritimati"
    as_alice.user.save()
    application = an_application(as_alice)
    close(as_alice, application, closed_as="rejected", closed_on="2026-03-11")
    assert Application.objects.get().closed_on == date(2026, 3, 11)


def test_a_day_to_come_is_refused_and_what_was_typed_stays(as_alice: Person) -> None:
    application = an_application(as_alice)
    page = close(as_alice, application, closed_as="withdrew", closed_on="2026-03-11")
    assert "That day is still to come. Check the date." in page
    assert 'value="2026-03-11"' in page
    assert re.search(r'value="withdrew"[^>]* checked', page)
    assert Application.objects.open().exists()


@pytest.mark.parametrize("ending", ["", "hired"])
def test_how_it_ended_is_asked_for(as_alice: Person, ending: str) -> None:
    application = an_application(as_alice)
    page = close(as_alice, application, closed_as=ending, closed_on="2026-03-02")
    assert "Close this application" in page
    assert 'value="2026-03-02"' in page
    assert Application.objects.open().exists()


def test_closed_it_leaves_the_waiting_ones_and_its_rounds_stay(as_alice: Person) -> None:
    application = an_application(as_alice)
    InterviewFactory(owner=as_alice.user, application=application, debriefed_at=NOW)
    assert Interview.objects.waiting().exists()
    assert "Waiting" in as_alice.read("/interviews/")
    close(as_alice, application, closed_as="no_answer")
    assert not Interview.objects.waiting().exists()
    assert "Waiting" not in as_alice.read("/interviews/")
    assert Interview.objects.get().outcome == "waiting"
    assert "Past" in as_alice.read("/interviews/")


def test_only_what_ended_without_an_interview_counts_as_such(as_alice: Person) -> None:
    me = as_alice.user
    closed = {"closed_as": "rejected", "closed_on": NOW.date()}
    without = an_application(as_alice, **closed)
    called_off = ApplicationFactory(owner=me, **closed)
    InterviewFactory(owner=me, application=called_off, cancelled_at=NOW)
    InterviewFactory(owner=me, application=ApplicationFactory(owner=me, **closed))
    ApplicationFactory(owner=me)  # open
    assert set(Application.objects.closed_without_interview()) == {without, called_off}


def test_it_can_be_opened_again(as_alice: Person) -> None:
    application = an_application(as_alice, closed_as="rejected", closed_on=NOW.date())
    url = f"/applications/{application.pk}/"
    assert "Close it" not in as_alice.read(url)
    page = as_alice.submit(url, action=f"{url}reopen/", follow=True).content.decode()
    assert "Open again." in page
    assert "Close it" in page
    assert Application.objects.open().get() == application
    assert Application.objects.get().closed_as == ""
