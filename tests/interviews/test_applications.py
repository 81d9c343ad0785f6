"""Applications: add, edit, close with or without an interview, delete and put back."""

import re
from datetime import timedelta

import pytest

from contacts.models import Company
from core.models import Change
from interviews.models import Application, Interview, Lesson, Meeting
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
from tests.interviews.rows import an_application
from tests.people import Person

DAY = timedelta(days=1)
NEW = "/applications/new/"
TYPED = {"company_name": "Umbrella", "role": "Platform lead"}


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
    assert 'value="Umbrella"' in as_alice.read(f"{NEW}?company={mine.pk}")
    for company in (theirs.pk, "x", "", "9" * 18):
        assert "Hooli" not in as_alice.read(f"{NEW}?company={company}")


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
    rounds = as_alice.read(f"/applications/{application.pk}/").split('class="line"')[1:]
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
    page = as_alice.read(f"/applications/{application.pk}/")
    assert "No interview yet." in page
    assert f'href="/interviews/new/?application={application.pk}"' in page


def test_a_link_that_is_no_web_address_is_text(as_alice: Person, alice: object) -> None:
    """An archive that somebody else made may hold anything that fits its column."""
    one = ApplicationFactory(owner=alice, url="javascript:alert(1)")
    page = as_alice.read(one.get_absolute_url())
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page


# --- Deleting ---


def test_without_a_fact_there_is_no_heading_for_them(as_alice: Person) -> None:
    bare = ApplicationFactory(owner=as_alice.user)
    told = ApplicationFactory(owner=as_alice.user, source="a friend")
    assert "The facts" not in as_alice.read(f"/applications/{bare.pk}/")
    assert "The facts" in as_alice.read(f"/applications/{told.pk}/")


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
    asked = as_alice.read(url)
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


def test_rounds_at_one_moment_stand_as_they_were_written_down(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user)
    known = {"owner": as_alice.user, "application": application}
    rounds = [InterviewFactory(**known, kind=kind) for kind in ("panel", "design", "final")]
    rounds[0].save()  # PostgreSQL reads it last from now on
    page = as_alice.read(application.get_absolute_url())
    places = [page.index(f'href="{row.get_absolute_url()}"') for row in rounds]
    assert places == sorted(places)
