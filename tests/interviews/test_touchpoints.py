"""Touch points: all that passed between me and the people of one process, and the next one."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from contacts.models import Contact
from core.ownership import acting_as
from interviews.models import Application, Interview, Meeting
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MailFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.people import Person
from tests.statements import assert_lean

DAY = timedelta(days=1)
TODAY = NOW.date()


def page_of(person: Person, application: Application) -> str:
    answer = person.get(f"/applications/{application.pk}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def section_of(person: Person, application: Application) -> str:
    return page_of(person, application).split('id="touch-points"')[1].split("</section>")[0]


def points_of(person: Person, application: Application) -> list[str]:
    """Each as *day who, what*, from top to bottom."""
    found = re.findall(
        r'<time>([^<]*)</time> <a href="[^"]*">([^<]*)</a>, <span class="quiet">([^<]*)</span>',
        section_of(person, application),
    )
    return [f"{day} {who}, {what}" for day, who, what in found]


def suggested(person: Person, application: Application) -> tuple[str, str]:
    """The words of the suggestion and where it leads; both empty where there is none."""
    section = section_of(person, application)
    found = re.search(r'<p>([^<]*)</p> <p><a class="btn btn-secondary" href="([^"]*)">', section)
    return (found[1], found[2].replace("&amp;", "&")) if found else ("", "")


def a_process(person: Person, days: int = -3, **facts: Any) -> Interview:
    """One round of an application at Umbrella, so many days from now."""
    application = ApplicationFactory(owner=person.user, company__name="Umbrella")
    Application.objects.filter(pk=application.pk).update(created_at=NOW - 30 * DAY)
    if facts.get("outcome", "waiting") != "waiting":
        facts = {"outcome_on": TODAY, **facts}
    return InterviewFactory(
        owner=person.user, application=application, starts_at=NOW + days * DAY, **facts
    )


def priya(interview: Interview, **facts: Any) -> Contact:
    """Somebody of Umbrella."""
    company = interview.application.company
    return ContactFactory(owner=interview.owner, name="Priya Nair", company=company, **facts)


def met(interview: Interview, contact: Contact | None = None, **facts: Any) -> Meeting:
    name = contact.name if contact else "Tom"
    facts = {"met": True, **facts}
    return MeetingFactory(
        owner=interview.owner, interview=interview, contact=contact, name=name, **facts
    )


def sent(interview: Interview, kind: str, days: int = -1, **facts: Any) -> Any:
    at = NOW + days * DAY
    return LetterFactory(owner=interview.owner, interview=interview, kind=kind, sent_at=at, **facts)


# --- What counts ---


def test_everything_that_passed_counts_by_kind_with_the_newest_last(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice, -9)
    contact = priya(interview)
    met(interview, contact)
    met(interview)
    TouchFactory(owner=me, contact=contact, kind="called", on=TODAY - 5 * DAY, note="Her pets")
    TouchFactory(owner=me, contact=contact, kind="coffee", on=TODAY - 2 * DAY)
    sent(interview, "thanks", -8, contact=contact, to_name="Priya", subject="It was good")
    AnswerFactory(
        owner=me, company=contact.company, interview=interview, contact=contact,
        on=TODAY - DAY, said="More depth",
    )  # fmt: skip
    page = page_of(as_alice, interview.application)
    assert "6 touch points so far: 2 meetings, 1 call, 1 coffee, 1 letter and 1 answer." in page
    assert points_of(as_alice, interview.application) == [
        "1 Mar 2026 Priya Nair, met in a round",
        "1 Mar 2026 Tom, met in a round",
        "2 Mar 2026 Priya, letter",
        "5 Mar 2026 Priya Nair, called",
        "8 Mar 2026 Priya Nair, coffee",
        "9 Mar 2026 Priya Nair, answer",
    ]
    for words in ("Her pets", "It was good", "More depth"):
        assert f"<p>{words}</p>" in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("called", "1 call"),
        ("wrote", "1 message"),
        ("met", "1 meeting"),
        ("coffee", "1 coffee"),
        ("helped", "1 time you helped"),
        ("helped_me", "1 time they helped"),
    ],
)
def test_each_kind_of_touch_has_its_word(as_alice: Person, kind: str, words: str) -> None:
    interview = a_process(as_alice)
    TouchFactory(owner=as_alice.user, contact=priya(interview), kind=kind)
    assert f"1 touch point so far: {words}." in page_of(as_alice, interview.application)


def test_nothing_yet_says_so(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    page = page_of(as_alice, application)
    assert "Nothing has passed between you and a person there yet." in page


def test_whom_i_only_expected_or_whose_round_was_cancelled_is_none(as_alice: Person) -> None:
    interview = a_process(as_alice)
    met(interview, met=False, planned=True)
    cancelled = InterviewFactory(
        owner=as_alice.user, application=interview.application, cancelled_at=NOW
    )
    met(cancelled)
    assert points_of(as_alice, interview.application) == []


def test_a_letter_counts_once_though_it_logged_a_touch(as_alice: Person) -> None:
    interview = a_process(as_alice)
    contact = priya(interview)
    touch = TouchFactory(owner=as_alice.user, contact=contact, kind="wrote", on=TODAY - DAY)
    sent(interview, "thanks", contact=contact, to_name="Priya", touch=touch)
    assert points_of(as_alice, interview.application) == ["9 Mar 2026 Priya, letter"]


def test_a_letter_about_something_else_counts_as_the_touch_it_is(as_alice: Person) -> None:
    interview, other = a_process(as_alice), InterviewFactory(owner=as_alice.user)
    contact = priya(interview)
    touch = TouchFactory(owner=as_alice.user, contact=contact, kind="wrote", on=TODAY - DAY)
    sent(other, "in_touch", contact=contact, touch=touch)
    assert points_of(as_alice, interview.application) == ["9 Mar 2026 Priya Nair, wrote"]


def test_a_letter_that_is_not_sent_or_could_not_be_is_none(as_alice: Person) -> None:
    interview = a_process(as_alice)
    me = as_alice.user
    LetterFactory(owner=me, interview=interview)
    LetterFactory(owner=me, interview=interview, skipped_because="No time")
    sent(interview, "nudge", mail=MailFactory(owner=me, failed_at=NOW))
    assert points_of(as_alice, interview.application) == []


def test_a_letter_and_an_answer_about_the_application_as_a_whole_count(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    mine = {"owner": as_alice.user, "application": application}
    LetterFactory(**mine, interview=None, kind="rejection", sent_at=NOW)
    AnswerFactory(**mine, company=application.company)
    assert points_of(as_alice, application) == [
        "10 Mar 2026 Somebody there, letter",
        "10 Mar 2026 Somebody there, answer",
    ]


def test_a_touch_counts_from_the_first_day_of_the_process_to_its_last(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice, -20)
    contact = priya(interview)
    application = interview.application
    Application.objects.update(
        created_at=NOW - 10 * DAY, closed_as="rejected", closed_on=TODAY - 5 * DAY
    )
    for days in (21, 20, 5, 4):
        TouchFactory(owner=me, contact=contact, on=TODAY - days * DAY)
    assert [point[:11] for point in points_of(as_alice, application)] == [
        "18 Feb 2026",
        "5 Mar 2026 ",
    ]
    Application.objects.update(applied_on=date(2026, 2, 17), closed_as="", closed_on=None)
    assert len(points_of(as_alice, application)) == 4


def test_a_touch_counts_with_whom_i_met_there_wherever_they_work(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice)
    recruiter = ContactFactory(owner=me, name="Rita")
    met(interview, recruiter)
    for contact in (recruiter, priya(interview), ContactFactory(owner=me, name="Elsewhere")):
        TouchFactory(owner=me, contact=contact)
    assert {point.split(" ", 3)[3] for point in points_of(as_alice, interview.application)} == {
        "Rita, met in a round",
        "Rita, called",
        "Priya Nair, called",
    }


def test_each_leads_to_its_page(as_alice: Person) -> None:
    me, interview = as_alice.user, a_process(as_alice)
    contact = priya(interview)
    met(interview, contact)
    TouchFactory(owner=me, contact=contact)
    letter = sent(interview, "thanks")
    answer = AnswerFactory(owner=me, company=contact.company, interview=interview)
    section = section_of(as_alice, interview.application)
    for url in (
        f"/interviews/{interview.pk}/",
        contact.get_absolute_url(),
        letter.get_absolute_url(),
        answer.get_absolute_url(),
    ):
        assert f'href="{url}"' in section
        assert as_alice.get(url).status_code == 200


def test_a_strangers_letters_are_none_of_mine(as_bob: Person, alice: object) -> None:
    theirs = a_process(Person(alice))
    met(theirs)
    assert as_bob.get(f"/applications/{theirs.application_id}/").status_code == 404
    with acting_as(as_bob.user):
        mine = a_process(as_bob)
        assert points_of(as_bob, mine.application) == []


# --- The next one ---


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


@pytest.mark.parametrize("dealt", ["sent", "skipped", "answered", "written to", "closed", "today"])
def test_nobody_is_thanked_twice_or_too_soon(as_alice: Person, dealt: str) -> None:
    interview = a_process(as_alice, 0 if dealt == "today" else -3, debriefed_at=NOW)
    contact = priya(interview)
    met(interview, contact)
    me = as_alice.user
    if dealt == "sent":
        sent(interview, "thanks")
    elif dealt == "skipped":
        LetterFactory(owner=me, interview=interview, kind="thanks", skipped_because="No")
    elif dealt == "answered":
        AnswerFactory(owner=me, company=contact.company, interview=interview)
    elif dealt == "written to":
        TouchFactory(owner=me, contact=contact, kind="wrote", on=TODAY - 3 * DAY)
    elif dealt == "closed":
        interview.application.close("accepted", TODAY)
    assert "thank-you" not in suggested(as_alice, interview.application)[0]


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
    url = f"/feedback/next/{interview.pk}/"
    assert suggested(as_alice, interview.application) == (words, url)
    assert as_alice.get(url).context["open_steps"]
    sent(interview, kind)
    assert suggested(as_alice, interview.application) == ("", "")
    assert not as_alice.get(url).context["open_steps"]


@pytest.mark.parametrize(("ending", "kind"), [("rejected", "rejection"), ("withdrew", "withdrew")])
def test_closed_without_an_interview_there_is_the_same_letter(
    as_alice: Person, ending: str, kind: str
) -> None:
    application = ApplicationFactory(owner=as_alice.user, closed_as=ending, closed_on=TODAY)
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


@pytest.mark.parametrize("rows", [10, 300])
def test_three_statements_however_much_passed(as_alice: Person, rows: int) -> None:
    me, interview = as_alice.user, a_process(as_alice, -9)
    contact = priya(interview)
    for number in range(rows):
        met(interview)
        TouchFactory(owner=me, contact=contact, on=TODAY - timedelta(days=number % 9))
        sent(interview, "in_touch")
    AnswerFactory.create_batch(5, owner=me, company=contact.company, interview=interview)
    assert_lean(as_alice, f"/applications/{interview.application_id}/")
    page = page_of(as_alice, interview.application)
    assert f"{3 * rows + 5} touch points so far" in page
    shown = min(3 * rows + 5, 50)
    assert len(points_of(as_alice, interview.application)) == shown
    assert ("earlier ones are not shown." in page) == (rows > 15)
