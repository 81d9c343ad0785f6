"""What they said, and what follows from it; never mixed with the verdict."""

import pytest

from interviews.models import Application, Interview, Outcome
from tests.factories import (
    NOW,
)
from tests.interviews.rows import add, planned
from tests.people import Person


def test_what_they_said_is_recorded_with_its_date_and_changes_nothing_of_mine(
    as_alice: Person,
) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    before = Interview.objects.with_verdict().get()
    as_alice.submit(f"/interviews/{interview.pk}/outcome/", {"outcome": "rejected"})
    after = Interview.objects.with_verdict().get()
    assert (after.outcome, after.outcome_on) == (Outcome.REJECTED, NOW.date())
    assert (after.verdict, after.debriefed_at) == (before.verdict, before.debriefed_at)


def test_a_next_round_is_offered_at_once(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    page = as_alice.submit(url, {"outcome": "advanced"}, follow=True).content.decode()
    assert f"/interviews/new/?application={interview.application_id}" in page


@pytest.mark.parametrize(
    "outcome", [outcome for outcome in Outcome.values if outcome != Outcome.WAITING]
)
def test_every_answer_opens_its_next_step(as_alice: Person, outcome: str) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    answer = as_alice.submit(url, {"outcome": outcome}, follow=True)
    assert answer.redirect_chain == [(f"/feedback/next/{interview.pk}/", 302)]
    page = answer.content.decode()
    assert "Noted." in page
    assert "!" not in page.split("<main")[1].split("</main>")[0]


def test_waiting_on_leads_back_to_the_interview(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    answer = as_alice.submit(f"/interviews/{interview.pk}/outcome/", {"outcome": "waiting"})
    assert answer.url == f"/interviews/{interview.pk}/#next"


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("no_answer", "no_answer"), ("wedding", "waiting"), ("", "waiting"), ("%00", "waiting")],
)
def test_the_likely_answer_is_chosen_already(as_alice: Person, said: str, chosen: str) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/?as={said}"
    assert as_alice.fill(url, {})["outcome"] == [chosen]
    assert Interview.objects.get().outcome == Outcome.WAITING


def test_what_is_recorded_is_not_guessed_over(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    old = as_alice.fill(f"{url}?as=no_answer", {})
    as_alice.submit(url, {"outcome": "offer"})
    assert as_alice.fill(f"{url}?as=no_answer", {})["outcome"] == ["offer"]
    assert as_alice.post(f"{url}?as=no_answer", old).status_code == 409
    assert Interview.objects.get().outcome == Outcome.OFFER


def test_an_answer_from_the_future_is_refused(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    answer = as_alice.submit(url, {"outcome": "offer", "outcome_on": "2026-03-11"})
    assert "That day is still to come." in answer.content.decode()
    assert Interview.objects.get().outcome == Outcome.WAITING


def test_before_it_begins_there_is_no_answer_to_record(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice).pk}/outcome/"
    assert "It has not begun yet." in as_alice.get(url, follow=True).content.decode()


def test_the_next_round_is_offered_until_it_is_there(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(f"{url}outcome/", {"outcome": "advanced"})
    new = f"/interviews/new/?application={interview.application_id}"
    as_alice.submit(new, {"starts_at": "2026-03-20T14:00"})
    later = Interview.objects.latest("id")
    assert later.application == interview.application
    page = as_alice.get(url).content.decode()
    assert new not in page
    assert f'href="/interviews/{later.pk}/"' in page


def test_after_a_rejection_the_application_can_be_closed_as_that(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    page = as_alice.submit(url, {"outcome": "rejected"}, follow=True).content.decode()
    close = f"/applications/{interview.application_id}/close/?as=rejected"
    assert close in page
    as_alice.submit(close)
    application = Application.objects.get()
    assert (application.closed_as, application.closed_on) == ("rejected", NOW.date())


def test_an_answer_can_be_taken_back(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    as_alice.submit(url, {"outcome": "rejected"})
    as_alice.submit(url, {"outcome": "waiting"})
    interview.refresh_from_db()
    assert (interview.outcome, interview.outcome_on) == (Outcome.WAITING, None)


def test_an_ending_chosen_in_another_tab_is_not_overwritten_in_silence(as_alice: Person) -> None:
    application = planned(as_alice.user).application
    url = f"/applications/{application.pk}/close/"
    old = as_alice.fill(f"{url}?as=rejected", {})
    as_alice.submit(url, {"closed_as": "accepted"})
    assert as_alice.post(f"{url}?as=rejected", old).status_code == 409
    application.refresh_from_db()
    assert application.closed_as == "accepted"
