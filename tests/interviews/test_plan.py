"""Two goals: whom to meet, what to learn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.needs import gather
from interviews.models import Interview, Lesson, Meeting
from interviews.needs import needs
from learning.models import Goal
from tests.factories import (
    NOW,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
    QuestionFactory,
)
from tests.interviews.rows import add, planned
from tests.people import Person


def test_a_plan_names_people_and_goals(as_alice: Person) -> None:
    interview = add(as_alice)
    known = ContactFactory(
        owner=as_alice.user, name="Priya Nair", company=interview.application.company
    )
    goal = GoalFactory(owner=as_alice.user, title="How they shard PostgreSQL", kind="tool")
    answer = as_alice.submit(
        f"/interviews/{interview.pk}/plan/",
        {
            "contacts": [known.pk],
            "people-0-name": "Tom",
            "people-0-role": "hiring manager",
            "goals": [goal.pk],
            "goals-0-title": "What on-call is like",
            "anxiety_before": "4",
        },
        follow=True,
    )
    page = answer.content.decode()
    for words in ("Meet Priya Nair", "Meet Tom", "How they shard", "What on-call is like"):
        assert words in page
    interview.refresh_from_db()
    assert interview.anxiety_before == 4
    assert Goal.objects.count() == 2


def test_the_plan_offers_people_of_that_company_only(as_alice: Person) -> None:
    interview = add(as_alice)
    ContactFactory(owner=as_alice.user, name="Inside", company=interview.application.company)
    ContactFactory(owner=as_alice.user, name="Elsewhere")
    page = as_alice.get(f"/interviews/{interview.pk}/plan/").content.decode()
    assert "Inside" in page
    assert "Elsewhere" not in page


def test_the_plan_offers_goals_that_fit_the_kind(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, title="Rust", kind="language")
    GoalFactory(owner=as_alice.user, title="How they give feedback", kind="craft")
    interview = add(as_alice, kind="challenge")
    page = as_alice.get(f"/interviews/{interview.pk}/plan/").content.decode()
    assert "Which language have you been meaning to try" in page
    assert "Rust" in page
    assert "How they give feedback" not in page


def test_earlier_code_turns_the_challenge_into_questions(as_alice: Person) -> None:
    interview = add(as_alice, kind="challenge")
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"earlier_code": "on"})
    assert "Which questions will you ask?" in as_alice.get(url).content.decode()


def test_unticking_takes_someone_out_of_the_plan(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"people-0-name": "Tom", "goals-0-title": "Rust"})
    as_alice.submit(url, {"expected": None, "goals": None})
    assert not Meeting.objects.exists()
    assert not Lesson.objects.exists()


def test_planning_again_without_a_change_keeps_everything(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"people-0-name": "Tom", "goals-0-title": "Rust"})
    as_alice.submit(url)
    assert [m.name for m in Meeting.objects.filter(planned=True)] == ["Tom"]
    assert [lesson.plan for lesson in Lesson.objects.all()] == ["Rust"]


def test_ticking_a_contact_expected_by_name_links_the_two(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    company = interview.application.company
    known = ContactFactory(owner=as_alice.user, name="Priya Nair", company=company)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"contacts": [known.pk]})
    assert Meeting.objects.get().contact == known


def test_it_says_how_many_goals_are_set(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/plan/"
    none = as_alice.submit(url, {}, follow=True).content.decode()
    assert "without a goal so far" in none
    one = as_alice.submit(url, {"people-0-name": "Tom"}, follow=True).content.decode()
    assert "One goal is set. Add the other when you know it." in one
    both = as_alice.submit(url, {"goals-0-title": "Rust"}, follow=True).content.decode()
    assert "Your two goals are set." in both


def test_earlier_code_leads_back_to_what_fits_now(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice, kind='challenge').pk}/plan/"
    assert as_alice.submit(url, {"earlier_code": "on"}).url == url
    assert as_alice.submit(url, {}).url != url


def test_a_goal_dropped_once_is_active_again_when_it_is_planned(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust", status="dropped")
    url = f"/interviews/{add(as_alice).pk}/plan/"
    as_alice.submit(url, {"goals-0-title": "rust"})
    goal.refresh_from_db()
    assert goal.status == "active"


def test_two_who_share_a_name_are_two(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice).pk}/plan/"
    as_alice.submit(
        url,
        {
            "people-0-name": "Tom",
            "people-0-role": "CTO",
            "people-1-name": "Tom",
            "people-1-role": "HR",
        },
    )
    assert [m.role for m in Meeting.objects.order_by("id")] == ["CTO", "HR"]


def test_a_role_planned_earlier_stays_when_the_contact_moved_on(as_alice: Person) -> None:
    interview = add(as_alice)
    company = interview.application.company
    known = ContactFactory(owner=as_alice.user, company=company, title="engineer")
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"contacts": [known.pk]})
    known.title = "director"
    known.save()
    as_alice.submit(url)
    assert Meeting.objects.get().role == "engineer"


def test_a_plan_in_two_tabs_never_overwrites_in_silence(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice).pk}/plan/"
    old = as_alice.fill(url, {"people-0-name": "From the old tab"})
    as_alice.submit(url, {"people-0-name": "From the new tab"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "From the old tab" in answer.content.decode()
    assert [m.name for m in Meeting.objects.all()] == ["From the new tab"]


def test_saving_the_plan_again_brings_no_dropped_goal_back(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice).pk}/plan/"
    as_alice.submit(url, {"goals-0-title": "Rust"})
    goal = Goal.objects.get()
    goal.status, goal.title = "dropped", "Rust, one day"
    goal.save()
    as_alice.submit(url, {"people-0-name": "Tom"})
    goal.refresh_from_db()
    assert goal.status == "dropped"
    assert Lesson.objects.get().plan == "Rust"  # as it was planned


def test_what_was_planned_of_an_erased_goal_can_leave_the_plan(as_alice: Person) -> None:
    url = f"/interviews/{add(as_alice).pk}/plan/"
    as_alice.submit(url, {"goals-0-title": "Rust"})
    as_alice.submit(f"/learning/{Goal.objects.get().pk}/delete/")
    as_alice.submit(url)
    assert Lesson.objects.get().plan == "Rust"
    as_alice.submit(url, {"topics": None})
    assert not Lesson.objects.exists()


# --- Questions to ask ---


def test_a_planned_goal_shows_its_questions(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    QuestionFactory(owner=as_alice.user, goal=Goal.objects.get(), text="By what key?")
    page = as_alice.get(f"/interviews/{interview.pk}/plan/").content.decode()
    assert "To ask:" in page
    assert "<li>By what key?</li>" in page


# --- The day before ---


def need(person: Person, starts_in: timedelta, *, meet: bool, learn: bool) -> list[str]:
    """What Today's list says of an interview with that much of a plan."""
    interview = InterviewFactory(
        owner=person.user, starts_at=NOW + starts_in, application__company__name="Initech"
    )
    if meet:
        MeetingFactory(owner=person.user, interview=interview, planned=True)
    if learn:
        LessonFactory(owner=person.user, interview=interview, plan="Rust")
    return [f"{need.text} {need.url}" for need in gather(needs(person.user, NOW), NOW)]


@pytest.mark.parametrize(
    ("starts_in", "day"),
    [(timedelta(hours=1), "today"), (timedelta(days=1), "tomorrow"),
     (timedelta(hours=35), "tomorrow")],
)  # fmt: skip
def test_nothing_to_learn_planned_is_said_the_day_before(
    as_alice: Person, starts_in: timedelta, day: str
) -> None:
    [line] = need(as_alice, starts_in, meet=True, learn=False)
    [interview] = Interview.objects.all()
    said = f"Nothing to learn is planned for {day}’s interview with Initech"
    assert line == f"{said} /interviews/{interview.pk}/plan/"
    page = as_alice.get(f"/interviews/{interview.pk}/").content.decode()
    assert "Nothing to learn is planned yet." in page


@pytest.mark.parametrize(
    ("starts_in", "meet", "learn"),
    [
        (timedelta(hours=36), True, False),  # midnight of the day after tomorrow
        (timedelta(days=1), True, True),
        (timedelta(days=1), False, True),
    ],
)
def test_it_is_not_said_earlier_or_of_another_plan(
    as_alice: Person, starts_in: timedelta, meet: bool, learn: bool
) -> None:
    assert need(as_alice, starts_in, meet=meet, learn=learn) == []


def test_without_any_plan_both_goals_are_asked_for_in_one_line(as_alice: Person) -> None:
    [line] = need(as_alice, timedelta(days=1), meet=False, learn=False)
    assert line.startswith("Two goals for tomorrow’s interview with Initech")


@pytest.mark.parametrize(("hours", "lines"), [(46, 1), (47, 0)])
def test_tomorrow_is_the_persons_own(as_alice: Person, hours: int, lines: int) -> None:
    """It is 1:00 in Auckland, and 47 hours to the end of tomorrow there."""
    with timezone.override("Pacific/Auckland"):
        assert len(need(as_alice, timedelta(hours=hours), meet=True, learn=False)) == lines
