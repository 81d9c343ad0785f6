"""What was said to me, and what I do next."""

from datetime import date

import pytest

from core.models import Change
from feedback.models import Answer, Judgement, LetterKind
from interviews.models import Outcome
from learning.models import Goal, Kind
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean

NEW = "/feedback/answers/new/"
SAID = {"company_name": "Hooli", "said": "More depth in databases."}


def record(person: Person, query: str = "", **typed: str) -> Answer:
    data = {**SAID, **typed} if not query else {"said": SAID["said"], **typed}
    answer = person.submit(NEW + query, data)
    assert answer.status_code == 302, answer.content.decode()
    return Answer.objects.with_links().latest("id")


def page_of(person: Person, url: str) -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_feedback_nobody_asked_for_takes_a_company_and_their_words(as_alice: Person) -> None:
    answer = record(as_alice)
    assert (answer.owner, answer.company.name, answer.said) == (
        as_alice.user, "Hooli", "More depth in databases.",
    )  # fmt: skip
    assert (answer.on, answer.verdict, answer.letter) == (NOW.date(), "", None)


def test_the_company_is_found_by_its_name(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="hooli")
    assert record(as_alice).company == company


def test_a_form_sent_twice_is_one_answer(as_alice: Person) -> None:
    sent = as_alice.fill(NEW, SAID)
    first, second = as_alice.post(NEW, sent), as_alice.post(NEW, sent)
    assert first.url == second.url
    assert Answer.objects.count() == 1


def test_signal_or_noise_is_mine_to_judge(as_alice: Person) -> None:
    answer = record(as_alice, verdict="noise")
    assert answer.verdict == Judgement.NOISE
    assert "To you it is noise." in page_of(as_alice, answer.get_absolute_url())


# --- What it is about -------------------------------------------------------------------------


def test_an_answer_to_a_letter_brings_everything_with_it(as_alice: Person) -> None:
    priya = ContactFactory(owner=as_alice.user, name="Priya Nair")
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Hooli")
    letter = LetterFactory(owner=as_alice.user, interview=interview, contact=priya, sent_at=NOW)
    answer = record(as_alice, f"?letter={letter.pk}")
    assert (answer.letter, answer.interview, answer.contact) == (letter, interview, priya)
    assert (answer.company.name, answer.from_name) == ("Hooli", "Priya Nair")


def test_it_settles_the_step(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Hooli")
    interview.record_outcome(Outcome.REJECTED, NOW.date())
    assert "The letter to Hooli" in page_of(as_alice, "/feedback/")
    record(as_alice, f"?interview={interview.pk}")
    assert "The letter to Hooli" not in page_of(as_alice, "/feedback/")


def test_of_one_person_it_settles_theirs_alone(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user)
    for name in ("Priya", "Tom"):
        contact = ContactFactory(owner=as_alice.user, name=name, phone="1234567")
        MeetingFactory(
            owner=as_alice.user, interview=interview, contact=contact, name=name, met=True
        )
    interview.record_outcome(Outcome.OFFER, NOW.date())
    priya = interview.meetings.get(name="Priya").contact
    record(as_alice, f"?interview={interview.pk}&contact={priya.pk}")
    page = page_of(as_alice, f"/feedback/next/{interview.pk}/")
    assert "Write to Tom" in page
    assert "Write to Priya" not in page


def test_the_company_alone_is_enough_where_there_was_one_try(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Hooli")
    answer = record(as_alice)
    assert (answer.application, answer.interview) == (interview.application, interview)


def test_where_there_were_several_nothing_is_guessed(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Hooli")
    ApplicationFactory.create_batch(2, owner=as_alice.user, company=company)
    assert record(as_alice).application is None


def test_another_company_typed_takes_the_interview_off(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Hooli")
    answer = record(as_alice, f"?interview={interview.pk}", company_name="Initech")
    assert (answer.company.name, answer.interview, answer.application) == ("Initech", None, None)


def test_whom_i_know_there_by_that_name_said_it(as_alice: Person) -> None:
    hooli = CompanyFactory(owner=as_alice.user, name="Hooli")
    priya = ContactFactory(owner=as_alice.user, name="Priya", company=hooli)
    ContactFactory(owner=as_alice.user, name="Priya")
    assert record(as_alice, from_name="priya").contact == priya


def test_of_two_of_one_name_neither_is_taken(as_alice: Person) -> None:
    hooli = CompanyFactory(owner=as_alice.user, name="Hooli")
    ContactFactory.create_batch(2, owner=as_alice.user, name="Priya", company=hooli)
    answer = record(as_alice, from_name="Priya")
    assert (answer.contact, answer.from_name) == (None, "Priya")


def test_a_person_prefilled_is_told_by_their_page_not_by_their_name(as_alice: Person) -> None:
    first, second = ContactFactory.create_batch(2, owner=as_alice.user, name="Priya")
    assert record(as_alice, f"?contact={second.pk}").contact == second
    assert first != second


def test_somebody_else_typed_instead_is_not_that_person(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya")
    answer = record(as_alice, f"?contact={contact.pk}", from_name="Their recruiter")
    assert (answer.contact, answer.from_name) == (None, "Their recruiter")


@pytest.mark.parametrize("name", ["letter", "interview", "application", "company", "contact"])
def test_a_strangers_row_prefills_nothing(as_alice: Person, bob: object, name: str) -> None:
    made = {
        "letter": LetterFactory,
        "interview": InterviewFactory,
        "application": ApplicationFactory,
        "company": CompanyFactory,
        "contact": ContactFactory,
    }[name](owner=bob)
    page = page_of(as_alice, f"{NEW}?{name}={made.pk}")
    assert 'name="company_name" value=' not in page
    assert 'name="from_name" value=' not in page


# --- What I do next ---------------------------------------------------------------------------


def test_a_goal_is_made_on_the_spot(as_alice: Person) -> None:
    answer = record(as_alice, goal_title="How they shard PostgreSQL", goal_kind="domain")
    goal = Goal.objects.get()
    assert answer.goal == goal
    assert (goal.title, goal.kind) == ("How they shard PostgreSQL", Kind.DOMAIN)
    assert "How they shard PostgreSQL" in page_of(as_alice, answer.get_absolute_url())


def test_a_goal_i_have_is_taken(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust", kind=Kind.LANGUAGE)
    assert record(as_alice, goal_title="rust").goal == goal
    assert Goal.objects.count() == 1


def test_an_edit_keeps_the_goal_and_clearing_it_keeps_it_on_the_list(as_alice: Person) -> None:
    answer = record(as_alice, goal_title="Rust")
    url = f"{answer.get_absolute_url()}edit/"
    as_alice.submit(url, {"refer_whom": "Sam"})
    assert Answer.objects.get().goal.title == "Rust"
    as_alice.submit(url, {"goal_title": ""})
    assert Answer.objects.get().goal is None
    assert Goal.objects.count() == 1


def test_whom_to_refer_and_when_to_apply_again_stand_on_its_page(as_alice: Person) -> None:
    answer = record(as_alice, refer_whom="Sam, who wants payments", apply_again_on="2026-09-01")
    page = page_of(as_alice, answer.get_absolute_url())
    assert "Sam, who wants payments" in page
    assert "1 Sep 2026" in page


# --- Changing it ------------------------------------------------------------------------------


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    url = f"{record(as_alice).get_absolute_url()}edit/"
    old = as_alice.fill(url, {"said": "Less talk."})
    as_alice.submit(url, {"said": "More talk."})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "More talk." in answer.content.decode()
    assert "Less talk." in answer.content.decode()
    assert Answer.objects.get().said == "More talk."


def test_deleted_it_is_put_back_with_its_links(as_alice: Person) -> None:
    answer = record(as_alice, goal_title="Rust")
    as_alice.submit(f"{answer.get_absolute_url()}delete/")
    assert not Answer.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert Answer.objects.get().goal == answer.goal


def test_a_strangers_answer_is_not_there(as_bob: Person, alice: object) -> None:
    answer = AnswerFactory(owner=alice, said="secret words")
    for page in ("", "edit/", "delete/"):
        assert as_bob.get(f"/feedback/answers/{answer.pk}/{page}").status_code == 404
    assert "secret words" not in page_of(as_bob, "/feedback/")


# --- Bad input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"said": ""}, "This field is required."),
        ({"company_name": ""}, "This field is required."),
        ({"said": "x" * 10_001}, "at most 10000"),
        ({"company_name": "x" * 201}, "at most 200"),
        ({"from_name": "x" * 201}, "at most 200"),
        ({"goal_title": "x" * 301}, "at most 300"),
        ({"refer_whom": "x" * 301}, "at most 300"),
        ({"said": "\x07"}, "cannot be shown"),
        ({"company_name": "Hoo\x00li"}, "Null characters are not allowed."),
        ({"goal_title": "\u2800"}, "Nothing of this can be seen."),
        ({"on": "2026-03-11"}, "That day is still to come."),
        ({"on": "0001-01-01"}, "Check the year"),
        ({"on": "yesterday"}, "Enter a valid date."),
        ({"apply_again_on": "9999-12-31"}, "Check the year"),
        ({"apply_again_on": "2026-03-10"}, "That is not after they said it."),
        ({"verdict": "insult"}, "Select a valid choice."),
        ({"goal_kind": "sorcery"}, "Select a valid choice."),
        ({"form_key": "stale"}, "open for too long"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(
    as_alice: Person, typed: dict[str, str], message: str
) -> None:
    kept = {"about": "the rejection, they say"}
    answer = as_alice.submit(NEW, {**SAID, **kept, **typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "the rejection, they say" in page
    assert not Answer.objects.exists()
    assert not Goal.objects.exists()


@pytest.mark.parametrize("text", ["مرحبا", "👩‍💻 Zoë", "a" * 200])
def test_any_name_is_a_name(as_alice: Person, text: str) -> None:
    answer = record(as_alice, company_name=text, from_name=text, said=text, goal_title=text)
    page = page_of(as_alice, answer.get_absolute_url())
    assert text in page


# --- Where else it stands ---------------------------------------------------------------------


def test_a_companys_page_shows_all_that_was_heard_there_newest_first(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Hooli")
    goal = GoalFactory(owner=as_alice.user, title="Databases in depth")
    for said, on in (("First words.", "2026-01-05"), ("Later words.", "2026-02-05")):
        AnswerFactory(
            owner=as_alice.user, company=company, said=said, on=on, verdict=Judgement.SIGNAL,
            goal=goal, apply_again_on=date(2026, 9, 1), refer_whom="Sam",
        )  # fmt: skip
    AnswerFactory(owner=as_alice.user, said="Of another company.")
    page = page_of(as_alice, f"/companies/{company.pk}/").split('id="feedback"')[1]
    assert page.index("Later words.") < page.index("First words.")
    for fact in (
        "5 Jan 2026",
        "a signal",
        "Databases in depth",
        "Apply again on 1 Sep 2026",
        "Sam",
    ):
        assert fact in page
    assert "Of another company." not in page
    assert f'href="{NEW}?company={company.pk}"' in page


# --- Lean -------------------------------------------------------------------------------------


def test_every_page_is_lean(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user)
    contact = ContactFactory(owner=as_alice.user)
    letter = LetterFactory(owner=as_alice.user, interview=interview, contact=contact)
    goal = GoalFactory(owner=as_alice.user)
    answer = AnswerFactory(
        owner=as_alice.user, interview=interview, application=interview.application,
        letter=letter, contact=contact, goal=goal,
    )  # fmt: skip
    one = answer.get_absolute_url()
    queries = ("", f"?letter={letter.pk}", f"?interview={interview.pk}&contact={contact.pk}")
    for url in (one, f"{one}edit/", f"{one}delete/", *(NEW + query for query in queries)):
        assert_lean(as_alice, url)


def test_a_nudge_that_is_answered_waits_no_more(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, application__company__name="Hooli")
    LetterFactory(owner=as_alice.user, interview=interview, kind=LetterKind.NUDGE, sent_at=NOW)
    assert "Hooli: Nudge" in page_of(as_alice, "/feedback/")
    record(as_alice, f"?interview={interview.pk}")
    assert "Hooli: Nudge" not in page_of(as_alice, "/feedback/")
