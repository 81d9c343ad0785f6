"""The touch point that could be next in a process: one suggestion, one tap away."""

import pytest

from contacts.models import Contact
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    InterviewFactory,
    LetterFactory,
    TouchFactory,
)
from tests.interviews.processes import DAY, TODAY, a_process, met, page_of, priya, sent, suggested
from tests.people import Person


def opens(person: Person, url: str) -> None:
    answer = person.get(url, follow=True)
    assert answer.status_code == 200, url


def test_thank_whom_you_met_and_did_not_write_to(as_alice: Person) -> None:
    interview = a_process(as_alice)
    contact = priya(interview)
    met(interview, contact)
    text, url = suggested(as_alice, interview.application)
    assert text == "You met Priya Nair. A thank-you takes a minute."
    assert url == f"/feedback/write/?kind=thanks&interview={interview.pk}&contact={contact.pk}"
    opens(as_alice, url)


@pytest.mark.parametrize("dealt", ["sent", "skipped", "written to", "closed", "today"])
def test_nobody_is_thanked_twice_or_too_soon(as_alice: Person, dealt: str) -> None:
    interview = a_process(as_alice, 0 if dealt == "today" else -3, debriefed_at=NOW)
    contact = priya(interview)
    met(interview, contact)
    me = as_alice.user
    if dealt == "sent":
        sent(interview, "thanks")
    elif dealt == "skipped":
        LetterFactory(owner=me, interview=interview, kind="thanks", skipped_because="No")
    elif dealt == "written to":
        TouchFactory(owner=me, contact=contact, kind="wrote", on=TODAY - 3 * DAY)
    elif dealt == "closed":
        interview.application.close("accepted", TODAY)
    assert "thank-you" not in suggested(as_alice, interview.application)[0]


def test_what_was_said_before_we_met_is_no_thank_you(as_alice: Person) -> None:
    interview = a_process(as_alice)
    contact = priya(interview)
    met(interview, contact)
    TouchFactory(owner=as_alice.user, contact=contact, on=TODAY - 4 * DAY)
    text, _url = suggested(as_alice, interview.application)
    assert text == "You met Priya Nair. A thank-you takes a minute."


def test_what_they_tell_me_before_they_decide_is_no_thank_you_of_mine(as_alice: Person) -> None:
    interview = a_process(as_alice)
    contact = priya(interview)
    met(interview, contact)
    AnswerFactory(owner=as_alice.user, company=contact.company, interview=interview)
    text, _url = suggested(as_alice, interview.application)
    assert text == "You met Priya Nair. A thank-you takes a minute."


def test_a_thank_you_for_another_round_is_none_for_this_one(as_alice: Person) -> None:
    interview = a_process(as_alice)
    first = InterviewFactory(
        owner=as_alice.user, application=interview.application, starts_at=NOW - 9 * DAY
    )
    contact = priya(interview)
    met(interview, contact)
    sent(first, "thanks", -8, contact=contact)
    text, _url = suggested(as_alice, interview.application)
    assert text == "You met Priya Nair. A thank-you takes a minute."


def test_after_a_yes_ask_each_whose_details_you_have(as_alice: Person) -> None:
    interview = a_process(as_alice, outcome="advanced")
    met(interview)
    contact = priya(interview, email="priya@example.com")
    met(interview, contact)
    text, url = suggested(as_alice, interview.application)
    assert text == "They said yes. Ask Priya Nair what made them."
    assert url == f"/feedback/write/?kind=advanced&interview={interview.pk}&contact={contact.pk}"
    opens(as_alice, url)
    sent(interview, "advanced", contact=contact)
    assert suggested(as_alice, interview.application) == ("", "")


@pytest.mark.parametrize(
    ("outcome", "kind", "words"),
    [
        ("rejected", "rejection", "They said no. Ask what was missing; there is a letter for it."),
        ("no_answer", "nudge", "They have not answered. A nudge can still reach them."),
        ("withdrew", "withdrew", "You withdrew. Thank them, and the door stays open."),
    ],
)
def test_after_an_ending_there_is_one_letter(
    as_alice: Person, outcome: str, kind: str, words: str
) -> None:
    interview = a_process(as_alice, outcome=outcome)
    company = interview.application.company
    said_before = {"company": company, "interview": interview, "on": interview.outcome_on - DAY}
    AnswerFactory(owner=as_alice.user, **said_before)  # no answer to a letter of after it
    url = f"/feedback/next/{interview.pk}/"
    assert suggested(as_alice, interview.application) == (words, url)
    assert as_alice.get(url).context["open_steps"]
    sent(interview, kind)
    assert suggested(as_alice, interview.application) == ("", "")
    assert not as_alice.get(url).context["open_steps"]


def test_nobody_is_nudged_who_answered_after_all(as_alice: Person) -> None:
    interview = a_process(as_alice, outcome="no_answer")
    interview.application.close("accepted", TODAY)
    assert suggested(as_alice, interview.application) == ("", "")


@pytest.mark.parametrize(("ending", "kind"), [("rejected", "rejection"), ("withdrew", "withdrew")])
def test_closed_without_an_interview_there_is_the_same_letter(
    as_alice: Person, ending: str, kind: str
) -> None:
    application = ApplicationFactory(owner=as_alice.user, closed_as=ending, closed_on=TODAY)
    said_before = {"company": application.company, "application": application, "on": TODAY - DAY}
    AnswerFactory(owner=as_alice.user, **said_before)
    url = f"/feedback/next/application/{application.pk}/"
    assert suggested(as_alice, application)[1] == url
    assert as_alice.get(url).context["open_steps"]
    LetterFactory(
        owner=as_alice.user, application=application, interview=None, kind=kind, sent_at=NOW
    )
    assert suggested(as_alice, application) == ("", "")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "Ask who will be in the room."),
        (2, "Ask who will be in the room on Thursday."),
        (9, "Ask who will be in the room."),
    ],
)
def test_before_a_round_ask_who_will_be_there(as_alice: Person, days: int, words: str) -> None:
    interview = a_process(as_alice, days)
    url = f"/interviews/{interview.pk}/plan/"
    assert suggested(as_alice, interview.application) == (words, url)
    met(interview, met=False, planned=True)
    assert suggested(as_alice, interview.application) == ("", "")


def test_get_the_details_of_somebody_interesting(as_alice: Person) -> None:
    interview = a_process(as_alice, outcome="advanced")
    meeting = met(interview, interesting=True)
    text, url = suggested(as_alice, interview.application)
    assert text == "You found Tom interesting. Get their contact details."
    assert url == f"/interviews/{interview.pk}/debrief/"
    meeting.contact = priya(interview)
    meeting.save()
    url = suggested(as_alice, interview.application)[1]
    assert url == f"{meeting.contact.get_absolute_url()}edit/"
    opens(as_alice, url)


def test_after_two_quiet_weeks_nudge(as_alice: Person) -> None:
    interview = a_process(as_alice, -15)
    url = f"/feedback/next/{interview.pk}/"
    words = "Nobody has said a word for 14 days. A short nudge is fine by now."
    assert suggested(as_alice, interview.application) == (words, url)
    assert as_alice.get(url).context["open_steps"]
    as_alice.user.quiet_days = 15
    as_alice.user.save()
    assert suggested(as_alice, interview.application) == ("", "")


def test_a_word_in_between_ends_the_silence(as_alice: Person) -> None:
    interview = a_process(as_alice, -20)
    TouchFactory(owner=as_alice.user, contact=priya(interview), on=TODAY - 6 * DAY)
    assert suggested(as_alice, interview.application) == ("", "")


def test_when_it_is_over_the_people_stay(as_alice: Person) -> None:
    interview = a_process(as_alice, outcome="rejected")
    contact = priya(interview, phone="+1 555 0100")
    met(interview, contact)
    sent(interview, "rejection")
    text, url = suggested(as_alice, interview.application)
    assert text == "It is over, and Priya Nair is still there. Say when you speak next."
    assert url == contact.get_absolute_url()
    Contact.objects.update(next_on=TODAY + 60 * DAY)
    assert suggested(as_alice, interview.application) == ("", "")


def test_before_the_first_round_look_whom_you_know_there(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Umbrella")
    application = ApplicationFactory(owner=as_alice.user, company=company)
    text, url = suggested(as_alice, application)
    assert text == "Somebody you know there can say more than the advertisement."
    assert url == company.get_absolute_url()
    assert "Whom do I know at Umbrella?" in page_of(as_alice, application)
