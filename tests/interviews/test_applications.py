"""Applications: add, edit, close with or without an interview, find, delete and put back."""

import re
from datetime import date, timedelta

import pytest

from contacts.models import Company
from core.models import Change
from interviews.models import Application, Ending, Interview, Lesson, Meeting
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person

DAY = timedelta(days=1)
NEW = "/applications/new/"
TYPED = {"company_name": "Umbrella", "role": "Platform lead"}


def text_of(person: Person, url: str) -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def an_application(person: Person, **facts: object) -> Application:
    facts = {"company__name": "Umbrella", "role": "Platform lead", **facts}
    return ApplicationFactory(owner=person.user, **facts)


# --- Adding ---


def test_company_and_role_are_enough_and_the_company_is_made_on_the_spot(as_alice: Person) -> None:
    page = as_alice.submit(NEW, TYPED, follow=True).content.decode()
    assert "Saved. Add an interview when one is agreed." in page
    application = Application.objects.select_related("company").get()
    assert (application.owner, application.company.owner) == (as_alice.user, as_alice.user)
    assert str(application) == "Platform lead at Umbrella"
    assert (application.closed_as, application.closed_on) == ("", None)


def test_everything_else_is_kept_and_shown(as_alice: Person) -> None:
    typed = {
        "source": "a friend", "url": "example.com/job?a=1&b=2", "applied_on": "2026-03-02",
        "salary_range": "60–70k", "notes": "Tea\nand chess",
    }  # fmt: skip
    page = as_alice.submit(NEW, {**TYPED, **typed}, follow=True).content.decode()
    for words in ("a friend", "2 Mar 2026", "60–70k", "Tea<br>and chess"):
        assert words in page
    assert 'href="https://example.com/job?a=1&amp;b=2" rel="noopener noreferrer nofollow"' in page


@pytest.mark.parametrize("typed", ["Umbrella", "umbrella", "  UMBRELLA "])
def test_a_known_company_is_used_again_in_any_case(as_alice: Person, typed: str) -> None:
    company = CompanyFactory(owner=as_alice.user, name="Umbrella")
    as_alice.submit(NEW, {**TYPED, "company_name": typed})
    assert Application.objects.get().company == company
    assert Company.objects.count() == 1


def test_two_applications_for_one_role_there_may_stand_side_by_side(as_alice: Person) -> None:
    for _ in range(2):
        as_alice.submit(NEW, TYPED)
    assert (Application.objects.count(), Company.objects.count()) == (2, 1)


def test_a_form_sent_twice_makes_one(as_alice: Person) -> None:
    sent = as_alice.fill(NEW, TYPED)
    assert as_alice.post(NEW, sent).url == as_alice.post(NEW, sent).url
    assert Application.objects.count() == 1


def test_from_a_companys_page_its_name_is_filled_in(as_alice: Person, bob: object) -> None:
    mine = CompanyFactory(owner=as_alice.user, name="Umbrella")
    theirs = CompanyFactory(owner=bob, name="Hooli")
    assert 'value="Umbrella"' in text_of(as_alice, f"{NEW}?company={mine.pk}")
    for company in (theirs.pk, "x", "", "9" * 18):
        assert "Hooli" not in text_of(as_alice, f"{NEW}?company={company}")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("company_name", "", "This field is required."),
        ("role", "  ", "This field is required."),
        ("role", "x" * 201, "at most 200 characters"),
        ("company_name", "Um\x1bbrella", "characters in it that cannot be shown"),
        ("url", "javascript:alert(1)", "Write a web address"),
        ("applied_on", "0001-01-01", "Check the year: it is 1."),
        ("applied_on", "9999-12-31", "Check the year: it is 9999."),
        ("applied_on", "yesterday", "Enter a valid date."),
    ],
)
def test_bad_input_is_a_message_and_keeps_the_rest(
    as_alice: Person, field: str, value: str, message: str
) -> None:
    answer = as_alice.submit(NEW, {**TYPED, "source": "a friend", field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert 'value="a friend"' in page
    assert not Application.objects.exists()
    assert not Company.objects.exists()


# --- Editing ---


def test_an_edit_shows_what_is_there_and_saves_what_is_typed(as_alice: Person) -> None:
    application = an_application(as_alice)
    url = f"/applications/{application.pk}/edit/"
    shown = as_alice.fill(url, {})
    assert (shown["company_name"], shown["role"]) == (["Umbrella"], ["Platform lead"])
    as_alice.submit(url, {"company_name": "Hooli", "notes": "moved"})
    application = Application.objects.select_related("company").get()
    assert (application.company.name, application.notes) == ("Hooli", "moved")
    assert application.role == "Platform lead"


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    application = an_application(as_alice)
    url = f"/applications/{application.pk}/edit/"
    old = as_alice.fill(url, {"company_name": "Hooli", "notes": "old tab"})
    as_alice.submit(url, {"company_name": "Initech", "notes": "new tab"})
    answer = as_alice.post(url, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Initech", "Hooli", "old tab", "new tab"):
        assert words in page
    application = Application.objects.select_related("company").get()
    assert (application.company.name, application.notes) == ("Initech", "new tab")


# --- Its page ---


def test_its_page_tells_the_rounds_in_order_with_verdict_and_answer(as_alice: Person) -> None:
    me, application = as_alice.user, an_application(as_alice)
    InterviewFactory(owner=me, application=application, kind="final", starts_at=NOW + DAY)
    second = InterviewFactory(
        owner=me, application=application, kind="challenge", starts_at=NOW - 2 * DAY,
        debriefed_at=NOW,
    )  # fmt: skip
    LessonFactory(owner=me, interview=second, learned="Borrowing")
    first = InterviewFactory(
        owner=me, application=application, kind="recruiter", starts_at=NOW - 5 * DAY,
        debriefed_at=NOW, outcome="advanced", outcome_on=NOW.date(),
    )  # fmt: skip
    MeetingFactory(owner=me, interview=first, met=True)
    InterviewFactory(owner=me, kind="panel")  # of another application
    rounds = text_of(as_alice, f"/applications/{application.pk}/").split('class="line"')[1:]
    kinds = ["Recruiter call", "Code challenge", "Final"]
    verdicts = ["Met someone", "Learned something", "Not debriefed yet"]
    days = ["5 Mar 2026", "8 Mar 2026", "Wed 11 Mar, 12:00"]
    assert len(rounds) == 3
    for line, *words in zip(rounds, kinds, verdicts, days, strict=True):
        assert [word in line for word in words] == [True, True, True]
    answers = [re.findall(r'class="outcome">([^<]*)<', line) for line in rounds]
    assert answers == [["next round"], ["waiting"], []]


def test_without_a_round_its_page_says_so_and_offers_one(as_alice: Person) -> None:
    application = an_application(as_alice)
    page = text_of(as_alice, f"/applications/{application.pk}/")
    assert "No interview yet." in page
    assert f'href="/interviews/new/?application={application.pk}"' in page


# --- Closing and opening again ---


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
    page = text_of(as_alice, f"/applications/{application.pk}/")
    assert f'<span class="outcome">{ending.label}</span>' in page
    assert "10 Mar 2026" in page
    application.refresh_from_db()
    assert (application.closed_as, application.closed_on) == (ending, NOW.date())
    assert Application.objects.closed_without_interview().get() == application


def test_ended_without_an_interview_it_leads_to_the_next_step(as_alice: Person) -> None:
    application = an_application(as_alice)
    url, step = f"/applications/{application.pk}/", f"/feedback/next/application/{application.pk}/"
    assert step not in text_of(as_alice, url)
    application.close("accepted", NOW.date())
    assert f'href="{step}"' in text_of(as_alice, url)
    assert as_alice.get(step).status_code == 200
    InterviewFactory(owner=as_alice.user, application=application)
    assert step not in text_of(as_alice, url)


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
    assert "Waiting" in text_of(as_alice, "/interviews/")
    close(as_alice, application, closed_as="no_answer")
    assert not Interview.objects.waiting().exists()
    assert "Waiting" not in text_of(as_alice, "/interviews/")
    assert Interview.objects.get().outcome == "waiting"
    assert "Past" in text_of(as_alice, "/interviews/")


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
    assert "Close it" not in text_of(as_alice, url)
    page = as_alice.submit(url, action=f"{url}reopen/", follow=True).content.decode()
    assert "Open again." in page
    assert "Close it" in page
    assert Application.objects.open().get() == application
    assert Application.objects.get().closed_as == ""


# --- The list ---


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", ["Lost", "Offered", "Waited", "Coming", "Sent", "Noted"]),
        ("to_apply", ["Noted"]),
        ("applied", ["Sent"]),
        ("interviewing", ["Coming"]),
        ("waiting", ["Waited"]),
        ("offer", ["Offered"]),
        ("closed", ["Ended", "Lost"]),
        ("all", ["Ended", "Lost", "Offered", "Waited", "Coming", "Sent", "Noted"]),
    ],
)
def test_the_list_by_stage(as_alice: Person, state: str, found: list[str]) -> None:
    """Lost by its last round and not closed yet, it is among the open ones and among those over."""
    answered = {"outcome_on": NOW.date(), "debriefed_at": NOW}
    an_application(as_alice, company__name="Noted")
    an_application(as_alice, company__name="Sent", applied_on=NOW.date())
    for company, days, facts in (
        ("Coming", 2, {}),
        ("Waited", -2, {}),
        ("Offered", -2, {"outcome": "offer", **answered}),
        ("Lost", -2, {"outcome": "rejected", **answered}),
    ):
        application = an_application(as_alice, company__name=company)
        InterviewFactory(
            owner=as_alice.user, application=application, starts_at=NOW + days * DAY, **facts
        )
    an_application(as_alice, company__name="Ended", closed_as="accepted", closed_on=NOW.date())
    answer = as_alice.get("/applications/", {"state": state})
    assert [application.company.name for application in answer.context["page"]] == found
    assert f'value="{state}" selected' in answer.content.decode()


def test_a_line_says_where_it_stands(as_alice: Person) -> None:
    application = an_application(as_alice)
    assert '<span class="outcome">to apply</span>' in text_of(as_alice, "/applications/")
    InterviewFactory(owner=as_alice.user, application=application, starts_at=NOW + 2 * DAY)
    page = text_of(as_alice, "/applications/")
    assert '<span class="outcome">in round 1 (technical), Thursday</span>' in page


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["Émile & fils", "Umbrella"]),
        ({"state": "closed"}, ["Hooli"]),
        ({"state": "all"}, ["Hooli", "Émile & fils", "Umbrella"]),
        ({"state": "lost"}, ["Émile & fils", "Umbrella"]),
        ({"q": "emile"}, ["Émile & fils"]),
        ({"q": "ÉMILE"}, ["Émile & fils"]),
        ({"q": "PLATFORM umb"}, ["Umbrella"]),
        ({"q": "platform emile"}, []),
        ({"q": "hooli"}, []),
        ({"q": "hooli", "state": "closed"}, ["Hooli"]),
        ({"q": "%"}, []),
        ({"q": "\x00"}, ["Émile & fils", "Umbrella"]),
    ],
)
def test_the_filters(as_alice: Person, chosen: dict[str, str], found: list[str]) -> None:
    """The newest first; without a choice, those still open."""
    an_application(as_alice)
    an_application(as_alice, company__name="Émile & fils", role="Engineer")
    closed = {"closed_as": "rejected", "closed_on": NOW.date()}
    an_application(as_alice, company__name="Hooli", role="Engineer", **closed)
    answer = as_alice.get("/applications/", chosen)
    assert [application.company.name for application in answer.context["page"]] == found
    assert ("No application fits." in answer.content.decode()) == (not found)


def test_a_line_counts_its_interviews_but_not_the_cancelled(as_alice: Person) -> None:
    application = an_application(as_alice)
    InterviewFactory(owner=as_alice.user, application=application, cancelled_at=NOW)
    assert "0 interviews" in text_of(as_alice, "/applications/")
    InterviewFactory(owner=as_alice.user, application=application)
    assert "1 interview<" in text_of(as_alice, "/applications/")


def test_none_yet_says_what_to_do_first(as_alice: Person) -> None:
    assert "Your applications will stand here" in text_of(as_alice, "/applications/")


# --- Deleting ---


def test_deleted_and_put_back_it_has_its_interviews_people_and_lessons(as_alice: Person) -> None:
    me, application = as_alice.user, an_application(as_alice)
    for _ in range(2):
        interview = InterviewFactory(owner=me, application=application, debriefed_at=NOW)
        MeetingFactory(owner=me, interview=interview, met=True)
        LessonFactory(owner=me, interview=interview, learned="Borrowing")
    records = (Application, Interview, Meeting, Lesson)
    before = [list(model.objects.order_by("pk").values()) for model in records]
    url = f"/applications/{application.pk}/delete/"
    LetterFactory(owner=me, interview=None, application=application)
    AnswerFactory(owner=me, company=application.company, application=application)
    asked = text_of(as_alice, url)
    for words in (
        "2 interviews with what you learned there",
        "1 letter<",
        "What they told you stays with the company.",
    ):
        assert words in asked
    page = as_alice.submit(url, follow=True).content.decode()
    assert "“Platform lead at Umbrella” is deleted." in page
    assert [model.objects.count() for model in records] == [0, 0, 0, 0]
    assert Company.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert [list(model.objects.order_by("pk").values()) for model in records] == before
