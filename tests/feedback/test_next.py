"""What to do now that there is an outcome: one page, and what happens to a step there."""

from datetime import timedelta
from typing import Any

import pytest

from core.ownership import acting_as
from feedback.models import Letter, LetterKind
from interviews.models import Application, Ending, Interview, Outcome
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean


def interview(owner: Any, outcome: str = "", days_ago: float = 2, **fields: Any) -> Interview:
    row: Interview = InterviewFactory(
        owner=owner, starts_at=NOW - timedelta(days=days_ago), debriefed_at=NOW, **fields
    )
    if outcome:
        with acting_as(owner):
            row.record_outcome(outcome, NOW.date())
    return row


def meet(row: Interview, name: str, email: str = "met@example.com") -> Any:
    contact = ContactFactory(owner=row.owner, name=name, email=email)
    MeetingFactory(owner=row.owner, interview=row, contact=contact, name=name, met=True)
    return contact


def url_of(row: Interview | Application) -> str:
    about = "application/" if isinstance(row, Application) else ""
    return f"/feedback/next/{about}{row.pk}/"


def page_of(person: Person, row: Interview | Application) -> str:
    answer = person.get(url_of(row))
    assert answer.status_code == 200
    return answer.content.decode()


def skip(person: Person, row: Interview | Application, **typed: Any) -> Any:
    return person.submit(url_of(row), {"reason": "rather_not", **typed}, follow=True)


# --- What it says -----------------------------------------------------------------------------


def test_recording_an_outcome_opens_its_next_step_at_once(as_alice: Person) -> None:
    row = interview(as_alice.user)
    answer = as_alice.submit(f"/interviews/{row.pk}/outcome/", {"outcome": "rejected"}, follow=True)
    assert answer.redirect_chain[-1][0] == url_of(row)
    page = answer.content.decode()
    assert "Rejections happen to everyone who interviews." in page
    assert "It takes a minute." in page
    assert f"/feedback/write/?kind=rejection&amp;interview={row.pk}" in page


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Outcome.WAITING, "While you wait"),
        (Outcome.ADVANCED, "You go on to the next round"),
        (Outcome.OFFER, "They made you an offer"),
        (Outcome.REJECTED, "They said no"),
        (Outcome.NO_ANSWER, "They did not answer"),
        (Outcome.WITHDREW, "You withdrew"),
    ],
)
def test_every_outcome_has_its_page(as_alice: Person, outcome: Outcome, says: str) -> None:
    row = interview(as_alice.user, "" if outcome == Outcome.WAITING else outcome)
    assert says in page_of(as_alice, row)


@pytest.mark.parametrize("outcome", [Outcome.ADVANCED, Outcome.OFFER])
def test_each_person_whose_details_i_have_has_an_ask_ready(
    as_alice: Person, outcome: Outcome
) -> None:
    row = interview(as_alice.user, outcome)
    priya, tom = meet(row, "Priya"), meet(row, "Tom", email="")
    page = page_of(as_alice, row)
    about = f"?kind={outcome}&amp;interview={row.pk}"
    assert f'href="/feedback/write/{about}&amp;contact={priya.pk}"' in page
    assert f"contact={tom.pk}" not in page
    assert "Add details of Tom" in page


def test_with_nobodys_details_it_says_so_and_offers_both_ways_on(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.ADVANCED)
    tom = meet(row, "Tom", email="")
    page = page_of(as_alice, row)
    assert "You have nobody’s contact details from this interview." in page
    assert f'href="/people/{tom.pk}/edit/?interview={row.pk}#id_email"' in page
    assert f'href="/feedback/write/?kind=advanced&amp;interview={row.pk}"' in page


def test_details_added_for_a_step_lead_back_to_it(as_alice: Person) -> None:
    row, elsewhere = interview(as_alice.user, Outcome.OFFER), interview(as_alice.user)
    tom = meet(row, "Tom", email="")
    edit = f"/people/{tom.pk}/edit/"
    details = {"email": "tom@hooli.com"}
    assert as_alice.submit(f"{edit}?interview={row.pk}", details).url == f"/feedback/next/{row.pk}/"
    for other in (elsewhere.pk, "x", "9" * 19, "9" * 30):
        answer = as_alice.submit(f"{edit}?interview={other}", details)
        assert answer.url == f"/people/{tom.pk}/"


def test_no_answer_is_a_nudge_and_then_its_own_ending(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.NO_ANSWER)
    page = page_of(as_alice, row)
    assert f"/feedback/write/?kind=nudge&amp;interview={row.pk}" in page
    assert f"/applications/{row.application_id}/close/?as=no_answer" in page


def test_after_a_nudge_and_silence_it_offers_to_call_it_no_answer(as_alice: Person) -> None:
    row = interview(as_alice.user, days_ago=40)
    assert "Call it no answer" not in page_of(as_alice, row)
    LetterFactory(owner=as_alice.user, kind=LetterKind.NUDGE, interview=row, sent_at=row.ends_at)
    assert f'href="/interviews/{row.pk}/outcome/?as=no_answer"' in page_of(as_alice, row)


def test_a_draft_is_gone_on_with(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    draft = LetterFactory(owner=as_alice.user, interview=row)
    page = page_of(as_alice, row)
    assert f'href="/feedback/letters/{draft.pk}/"' in page
    assert "Go on with your draft" in page


def test_what_is_dealt_with_stands_below_with_its_reason(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    LetterFactory(owner=as_alice.user, interview=row, skipped_because="Nobody reads it.")
    page = page_of(as_alice, row)
    assert "That was the one step there is" in page
    assert "Nobody reads it." in page


def test_what_they_told_me_stands_there(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    AnswerFactory(owner=as_alice.user, interview=row, said="More depth in databases.")
    assert "More depth in databases." in page_of(as_alice, row)


def test_an_application_that_ended_without_an_interview_has_its_page(as_alice: Person) -> None:
    row = ApplicationFactory(owner=as_alice.user)
    row.close(Ending.REJECTED, NOW.date())
    page = page_of(as_alice, row)
    assert "Rejections happen to everyone" in page
    assert f"/feedback/write/?kind=rejection&amp;application={row.pk}" in page


def test_one_that_is_open_asks_for_nothing(as_alice: Person) -> None:
    row = ApplicationFactory(owner=as_alice.user)
    assert "Nothing follows from this application just now." in page_of(as_alice, row)


def test_a_cancelled_interview_asks_for_nothing(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED, cancelled_at=NOW)
    assert "/feedback/write/" not in page_of(as_alice, row)


# --- Skipping ---------------------------------------------------------------------------------


def test_a_step_is_skipped_with_a_reason_and_leaves(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    page = skip(as_alice, row, reason="other", words="They are closing down.").content.decode()
    assert "Skipped, with your reason." in page
    letter = Letter.objects.get()
    assert (letter.kind, letter.interview, letter.application) == (
        LetterKind.REJECTION, row, row.application,
    )  # fmt: skip
    assert letter.skipped_because == "They are closing down."
    assert "/feedback/write/" not in page
    assert as_alice.get(f"/feedback/letters/{letter.pk}/").status_code == 200


def test_a_skipped_draft_keeps_its_words(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    LetterFactory(owner=as_alice.user, interview=row, body="Dear Priya, thank you")
    skip(as_alice, row)
    letter = Letter.objects.get()
    assert (letter.body, letter.skipped_because) == ("Dear Priya, thank you", "I would rather not")


def test_of_several_only_the_ticked_are_skipped(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.OFFER)
    priya, _tom = meet(row, "Priya"), meet(row, "Tom")
    skip(as_alice, row, steps=f"offer-{priya.pk}")
    letter = Letter.objects.get()
    assert (letter.contact, letter.to_name) == (priya, "Priya")
    assert "Write to Tom" in page_of(as_alice, row)


def test_an_ending_is_skipped_too(as_alice: Person) -> None:
    row = ApplicationFactory(owner=as_alice.user, closed_as="withdrew", closed_on=NOW.date())
    skip(as_alice, row)
    letter = Letter.objects.get()
    assert (letter.kind, letter.interview, letter.application) == (LetterKind.WITHDREW, None, row)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": ""}, "Say why, in a word or two."),
        ({"reason": "other"}, "Say why, in a word or two."),
        ({"words": "x" * 301}, "at most 300"),
        ({"words": "\x07"}, "cannot be shown"),
        ({"reason": "magic"}, "Select a valid choice."),
        ({"steps": "rejection-999"}, "Tick what to skip."),
        ({"steps": None}, "Tick what to skip."),
        ({"form_key": "stale"}, "open for too long"),
    ],
)
def test_without_a_reason_or_a_step_nothing_is_skipped(
    as_alice: Person, typed: dict[str, Any], message: str
) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    answer = skip(as_alice, row, **typed)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Letter.objects.exists()


def test_skipped_twice_is_skipped_once(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.REJECTED)
    sent = as_alice.fill(url_of(row), {"reason": "spoke"})
    other = as_alice.fill(url_of(row), {"reason": "nobody"})
    for form in (sent, sent, other):
        assert as_alice.post(url_of(row), form).status_code in (200, 302)
    assert Letter.objects.get().skipped_because == "We already spoke"


def test_a_strangers_outcome_is_not_there(as_bob: Person, alice: Any) -> None:
    for row in (interview(alice, Outcome.REJECTED), ApplicationFactory(owner=alice)):
        assert as_bob.get(url_of(row)).status_code == 404


def test_the_page_is_lean_however_many_people(as_alice: Person) -> None:
    row = interview(as_alice.user, Outcome.OFFER)
    for n in range(12):
        contact = meet(row, f"Person {n}")
        LetterFactory(owner=as_alice.user, interview=row, contact=contact, kind=LetterKind.OFFER)
        AnswerFactory(owner=as_alice.user, interview=row)
    assert_lean(as_alice, url_of(row))
    assert_lean(as_alice, url_of(row.application))
