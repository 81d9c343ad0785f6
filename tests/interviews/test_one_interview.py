"""One interview: someone met right after it, edited, cancelled, deleted."""

import re
from datetime import timedelta
from typing import Any

import pytest

from core.models import Change
from interviews.models import Interview, Meeting, Verdict
from tests.factories import (
    NOW,
    AnswerFactory,
    InterviewFactory,
    LetterFactory,
    MailFactory,
)
from tests.interviews.rows import add, planned
from tests.people import Person
from tests.statements import assert_lean

DAY = timedelta(days=1)


def test_someone_is_added_right_after_a_call(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, starts_at=NOW - timedelta(hours=1))
    answer = as_alice.submit(
        "/interviews/meet/", {"name": "Priya Nair", "details": "+1 555 0100"}, follow=True
    )
    assert "Priya Nair" in answer.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.interview, meeting.met) == (interview, True)
    assert meeting.contact.phone == "+1 555 0100"


def test_an_interview_deleted_comes_back_with_its_people_and_lessons(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    as_alice.submit(f"/interviews/{interview.pk}/delete/")
    assert not Interview.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    found = Interview.objects.with_verdict().get()
    assert (found.pk, found.verdict) == (interview.pk, Verdict.MET)


def test_deleting_says_what_goes_and_what_stays(as_alice: Person) -> None:
    me, interview = as_alice.user, planned(as_alice.user)
    url = f"/interviews/{interview.pk}/delete/"
    page = as_alice.get(url).content.decode()
    assert "letter" not in page.split("<main")[1]
    assert "What they told you" not in page
    LetterFactory.create_batch(2, owner=me, interview=interview)
    AnswerFactory(owner=me, interview=interview, company=interview.application.company)
    page = as_alice.get(url).content.decode()
    assert "<li>2 letters</li>" in page
    assert "What they told you stays with the company." in page


def test_a_cancelled_interview_can_take_place_after_all(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(url, action=f"{url}cancel/")
    assert not Interview.objects.held().exists()
    back = as_alice.fill(url, {}, action=f"{url}cancel/")
    as_alice.post(f"{url}cancel/", {**back, "back": "yes"})
    assert Interview.objects.held().exists()


def test_cancelling_twice_is_cancelling_once(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    sent = as_alice.fill(url, {}, action=f"{url}cancel/")
    as_alice.post(f"{url}cancel/", sent)
    as_alice.post(f"{url}cancel/", sent)
    assert not Interview.objects.held().exists()


def test_a_delete_sent_twice_gets_one_answer(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    sent = as_alice.fill(url, {})
    assert as_alice.post(url, sent).url == as_alice.post(url, sent).url == "/interviews/"


def test_a_delete_from_a_stale_page_asks_again(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    answer = as_alice.post(url, as_alice.fill(url, {"form_key": "stale"}))
    assert answer.status_code == 200
    assert Interview.objects.exists()


def test_an_edit_moves_it_and_an_old_copy_is_noticed(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/edit/"
    old = as_alice.fill(url, {"place": "Room 7"})
    as_alice.submit(url, {"place": "Room 8", "notes": "Bring the laptop"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "Room 8" in answer.content.decode()
    assert Interview.objects.get().place == "Room 8"


def test_only_a_web_address_becomes_a_link(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(f"{url}edit/", {"place": "https://meet.example.com/x"})
    assert 'href="https://meet.example.com/x" rel="noopener' in as_alice.get(url).content.decode()
    as_alice.submit(f"{url}edit/", {"place": "javascript:alert(1)"})
    assert 'href="javascript' not in as_alice.get(url).content.decode()


def test_what_is_judged_cannot_be_moved_to_the_future(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    typed = {"starts_at": "2027-03-09T12:00", "ends_at": "2027-03-09T13:00"}
    page = as_alice.submit(f"/interviews/{interview.pk}/edit/", typed).content.decode()
    assert "it cannot be still to come" in page
    assert Interview.objects.get().starts_at == interview.starts_at


def test_a_conflict_shows_times_in_my_zone_and_ticks_in_words(as_alice: Person) -> None:
    as_alice.submit("/accounts/settings/", {"time_zone": "Pacific/Auckland"})
    url = f"/interviews/{add(as_alice).pk}/edit/"  # 2 p.m. there
    old = as_alice.fill(url, {"starts_at": "2026-03-12T16:00", "ends_at": "2026-03-12T17:00"})
    as_alice.submit(url, {"place": "Room 8"})
    page = as_alice.post(url, old).content.decode()
    assert "12 Mar 2026, 14:00" in page
    assert "12 Mar 2026, 16:00" in page
    assert ">None<" not in page


def test_deleted_put_back_and_deleted_again_from_the_same_page(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    sent = as_alice.fill(url, {})
    as_alice.post(url, sent)
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    as_alice.post(url, sent)
    assert not Interview.objects.exists()


# --- What came next ---


def came_next(person: Person, interview: Interview) -> str:
    page = " ".join(person.get(f"/interviews/{interview.pk}/").content.decode().split())
    return page.split("<h2>What came next</h2>")[1].split("</section>")[0]


def an_answered(person: Person, outcome: str) -> Interview:
    return InterviewFactory(
        owner=person.user, debriefed_at=NOW, outcome=outcome, outcome_on=NOW.date()
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_at": NOW + DAY}, "Pick two goals"),
        ({}, "Debrief"),
        ({"outcome": "advanced"}, "Debrief"),
        ({"debriefed_at": NOW}, "What did they say?"),
        ({"debriefed_at": NOW, "outcome": "advanced"}, "Add the next round"),
        ({"debriefed_at": NOW, "outcome": "rejected"}, "What you can do next"),
    ],
)
def test_one_button_stands_out(as_alice: Person, facts: dict[str, Any], words: str) -> None:
    said = {"outcome_on": NOW.date()} if "outcome" in facts else {}
    interview = InterviewFactory(owner=as_alice.user, **facts, **said)
    main = as_alice.read(interview.get_absolute_url()).split("<main")[1]
    assert re.findall(r'class="btn btn-primary"[^>]*>([^<]*)<', main) == [words]


def test_it_leads_to_the_next_step(as_alice: Person) -> None:
    for outcome in ("advanced", "offer", "rejected", "no_answer", "withdrew"):
        interview = an_answered(as_alice, outcome)
        assert f'href="/feedback/next/{interview.pk}/"' in came_next(as_alice, interview)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "not sent yet"),
        ({"sent_at": NOW}, "sent on 10 Mar 2026"),
        ({"skipped_because": "No address"}, "skipped: No address"),
    ],
)
def test_its_letters_stand_there_with_what_became_of_them(
    as_alice: Person, facts: dict[str, Any], state: str
) -> None:
    interview = an_answered(as_alice, "rejected")
    letter = LetterFactory(
        owner=as_alice.user, interview=interview, kind="rejection", to_name="Priya", **facts
    )
    LetterFactory(owner=as_alice.user, interview=InterviewFactory(owner=as_alice.user))
    part = came_next(as_alice, interview)
    assert f'href="/feedback/letters/{letter.pk}/">Reply to a rejection, to Priya</a>' in part
    assert f'<span class="line-end">{state}</span>' in part
    assert part.count('class="line"') == 1


def test_a_letter_that_could_not_be_sent_says_so(as_alice: Person) -> None:
    interview = an_answered(as_alice, "rejected")
    mail = MailFactory(owner=as_alice.user, failed_at=NOW)
    LetterFactory(owner=as_alice.user, interview=interview, sent_at=NOW, mail=mail)
    assert "could not be sent" in came_next(as_alice, interview)


def test_its_answers_stand_there(as_alice: Person) -> None:
    interview = an_answered(as_alice, "rejected")
    company = interview.application.company
    AnswerFactory(owner=as_alice.user, company=company, interview=interview, said="More depth")
    AnswerFactory(owner=as_alice.user, company=company, said="Something else")
    part = came_next(as_alice, interview)
    assert "More depth" in part
    assert "Something else" not in part


def test_an_offer_can_be_accepted_from_there(as_alice: Person) -> None:
    interview = an_answered(as_alice, "offer")
    close = f"/applications/{interview.application_id}/close/?as=accepted"
    assert close in came_next(as_alice, interview)
    as_alice.submit(close)
    assert close not in came_next(as_alice, interview)


def test_nothing_comes_after_one_that_has_not_begun_or_was_cancelled(as_alice: Person) -> None:
    for facts in ({"starts_at": NOW + timedelta(days=1)}, {"cancelled_at": NOW}):
        interview = InterviewFactory(owner=as_alice.user, **facts)
        page = as_alice.get(f"/interviews/{interview.pk}/").content.decode()
        assert "What came next" not in page


def test_with_letters_and_answers_it_takes_three_statements(as_alice: Person) -> None:
    interview = an_answered(as_alice, "offer")
    company = interview.application.company
    LetterFactory.create_batch(60, owner=as_alice.user, interview=interview)
    AnswerFactory.create_batch(20, owner=as_alice.user, company=company, interview=interview)
    assert_lean(as_alice, f"/interviews/{interview.pk}/")


def test_what_they_told_me_there_is_shown_before_the_next_one(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Umbrella")
    company = interview.application.company
    AnswerFactory(owner=as_alice.user, company=company, said="More depth in databases")
    AnswerFactory(owner=as_alice.user, said="Said elsewhere")
    for url in (
        f"/interviews/{interview.pk}/plan/",
        f"/interviews/new/?company={company.pk}",
        f"/interviews/new/?application={interview.application_id}",
        f"/interviews/{interview.pk}/outcome/?as=offer",
        f"/applications/{interview.application_id}/close/?as=accepted",
    ):
        page = as_alice.get(url).content.decode()
        assert "What people at Umbrella told you" in page, url
        assert "More depth in databases" in page, url
        assert "Said elsewhere" not in page, url
        assert_lean(as_alice, url)
