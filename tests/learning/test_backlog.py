"""The backlog by kind, with why and counts, and the coming interview that fits each goal."""

from datetime import timedelta
from typing import Any

import pytest

from core.ownership import acting_as
from interviews.models import Asked, Interview, Kind, Lesson
from learning.models import Goal, Question, Status
from tests.factories import (
    NOW,
    AnswerFactory,
    AskedFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    QuestionFactory,
)
from tests.people import Person
from tests.statements import assert_lean

DAY = timedelta(days=1)


def page_of(person: Person, url: str = "/learning/") -> str:
    return " ".join(person.get(url).content.decode().split())


def coming(owner: Any, kind: str = Kind.TECHNICAL, days: int = 2, **more: Any) -> Interview:
    more.setdefault("application__company__name", "Initech")
    return InterviewFactory(owner=owner, kind=kind, starts_at=NOW + days * DAY, **more)


# --- By kind, with why and counts ---


def test_the_goals_stand_by_kind_each_with_its_why(as_alice: Person) -> None:
    for title, kind in (("Give feedback", "craft"), ("Rust", "language"), ("Sagas", "pattern")):
        GoalFactory(owner=as_alice.user, title=title, kind=kind, why=f"{title} it is")
    page = page_of(as_alice)
    words = ["Language</h2>", "Rust it is", "Architecture pattern</h2>", "Sagas it is",
             "Craft</h2>", "Give feedback it is"]  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_a_goal_counts_where_it_was_planned_asked_and_learned(as_alice: Person) -> None:
    me, goal = as_alice.user, GoalFactory(owner=as_alice.user)
    for learned in ("", "Borrowing", ""):
        LessonFactory(owner=me, goal=goal, learned=learned)
    for _each in range(2):
        AskedFactory(owner=me, question=QuestionFactory(owner=me, goal=goal))
    assert "planned 3 · asked 2 · learned 1" in page_of(as_alice)


def test_a_cancelled_interview_counts_nowhere(as_alice: Person) -> None:
    me, goal = as_alice.user, GoalFactory(owner=as_alice.user)
    cancelled = InterviewFactory(owner=me, cancelled_at=NOW)
    LessonFactory(owner=me, goal=goal, interview=cancelled, learned="Borrowing")
    question = QuestionFactory(owner=me, goal=goal)
    AskedFactory(owner=me, interview=cancelled, question=question)
    assert "planned" not in page_of(as_alice)


def test_a_goals_page_says_from_which_feedback_it_came(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user)
    answer = AnswerFactory(
        owner=as_alice.user, goal=goal, company__name="Hooli", from_name="Tom Reed"
    )
    page = page_of(as_alice, f"/learning/{goal.pk}/")
    assert "More depth in databases." in page
    assert f'<a href="/companies/{answer.company_id}/">Hooli</a>, <span class="quiet">Tom' in page


def test_a_goals_page_shows_the_words_in_which_it_was_planned(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust")
    LessonFactory(owner=as_alice.user, goal=goal, plan="Rust, one day")
    assert "Planned as “Rust, one day”" in page_of(as_alice, f"/learning/{goal.pk}/")


# --- The next interview that fits ---


def test_a_goal_that_fits_is_planned_with_one_tap(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust", kind="language", status=Status.SOMEDAY)
    interview = coming(as_alice.user)
    for url in ("/learning/", f"/learning/{goal.pk}/"):
        assert "Plan it for Thu 12 Mar, Initech (technical)" in page_of(as_alice, url)
    learn = f"/interviews/{interview.pk}/learn/"
    answer = as_alice.submit("/learning/", action=learn, follow=True)
    assert "“Rust” is in the plan." in answer.content.decode()
    lesson = Lesson.objects.get()
    assert (lesson.interview, lesson.goal, lesson.plan) == (interview, goal, "Rust")
    assert Goal.objects.get().status == Status.ACTIVE
    for url in ("/learning/", f"/learning/{goal.pk}/"):
        page = page_of(as_alice, url)
        assert "Plan it for" not in page
        assert f'Planned for <a href="/interviews/{interview.pk}/">Thu 12 Mar, Initech</a>' in page


def test_the_tap_sent_twice_plans_it_once(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, kind="language")
    interview = coming(as_alice.user)
    learn = f"/interviews/{interview.pk}/learn/"
    sent = as_alice.fill("/learning/", {}, action=learn)
    for _each in range(2):
        assert as_alice.post(learn, sent).url == f"/interviews/{interview.pk}/"
    interview.refresh_from_db()
    assert Lesson.objects.get().goal == goal
    assert interview.version == 2  # an open plan is told once, and not for nothing


def test_an_open_plan_notices_the_tap(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, kind="language")
    interview = coming(as_alice.user)
    plan = f"/interviews/{interview.pk}/plan/"
    old = as_alice.fill(plan, {"people-0-name": "Tom"})
    as_alice.submit("/learning/", action=f"/interviews/{interview.pk}/learn/")
    assert as_alice.post(plan, old).status_code == 409


@pytest.mark.parametrize(
    ("asks", "kind", "fits"),
    [
        (Kind.CHALLENGE, "language", True),
        (Kind.CHALLENGE, "craft", False),
        (Kind.BEHAVIOURAL, "craft", True),
        (Kind.BEHAVIOURAL, "language", False),
        (Kind.CHAT, "tool", True),
    ],
)
def test_only_a_fitting_kind_is_offered(as_alice: Person, asks: str, kind: str, fits: bool) -> None:
    GoalFactory(owner=as_alice.user, kind=kind)
    coming(as_alice.user, asks)
    assert ("Plan it for" in page_of(as_alice)) == fits


def test_earlier_code_makes_the_challenge_fit_what_can_be_asked(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, kind="craft")
    coming(as_alice.user, Kind.CHALLENGE, earlier_code=True)
    assert "Plan it for" in page_of(as_alice)


def test_the_soonest_that_fits_is_offered(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, kind="language")
    coming(as_alice.user, Kind.BEHAVIOURAL, days=1, application__company__name="Umbrella")
    coming(as_alice.user, Kind.TECHNICAL, days=5)
    coming(as_alice.user, Kind.TECHNICAL, days=3, application__company__name="Hooli")
    assert "Plan it for Fri 13 Mar, Hooli (technical)" in page_of(as_alice)


@pytest.mark.parametrize("status", [Status.LEARNED, Status.DROPPED])
def test_what_is_learned_or_dropped_is_not_offered(as_alice: Person, status: Status) -> None:
    goal = GoalFactory(owner=as_alice.user, kind="language", status=status)
    coming(as_alice.user)
    assert "Plan it for" not in page_of(as_alice, f"/learning/{goal.pk}/")


@pytest.mark.parametrize(
    "facts",
    [{"cancelled_at": NOW}, {"debriefed_at": NOW}, {"starts_at": NOW - DAY}],
)
def test_nothing_is_planned_for_what_is_over(as_alice: Person, facts: dict[str, Any]) -> None:
    goal = GoalFactory(owner=as_alice.user, kind="language")
    interview = InterviewFactory(owner=as_alice.user, **{"starts_at": NOW + DAY, **facts})
    page = page_of(as_alice)
    assert "Plan it for" not in page
    token = as_alice.fill("/learning/new/", {})["csrfmiddlewaretoken"]
    sent = {"csrfmiddlewaretoken": token, "goal": goal.pk}
    answer = as_alice.post(f"/interviews/{interview.pk}/learn/", sent, follow=True)
    assert "so nothing was planned" in answer.content.decode()
    assert not Lesson.objects.exists()


@pytest.mark.parametrize("sent", ["", "x", "0", "9" * 19, "9" * 300, "-1", "\x00"])
def test_what_is_no_goal_of_mine_is_not_planned(as_alice: Person, sent: str) -> None:
    GoalFactory(owner=as_alice.user, kind="language")
    learn = f"/interviews/{coming(as_alice.user).pk}/learn/"
    typed = as_alice.fill("/learning/", {"goal": sent}, action=learn)
    assert as_alice.post(learn, typed).status_code == 404
    assert as_alice.get(learn).status_code == 405
    assert not Lesson.objects.exists()


def test_a_strangers_goal_and_interview_stay_theirs(as_alice: Person, bob: Any) -> None:
    GoalFactory(owner=as_alice.user, kind="language")
    mine, theirs = coming(as_alice.user), coming(bob, days=1)
    assert "Wed 11 Mar" not in page_of(as_alice)
    learn = f"/interviews/{mine.pk}/learn/"
    typed = as_alice.fill("/learning/", {"goal": GoalFactory(owner=bob).pk}, action=learn)
    assert as_alice.post(learn, typed).status_code == 404
    assert as_alice.post(f"/interviews/{theirs.pk}/learn/", typed).status_code == 404


# --- Many ---


@pytest.mark.parametrize("count", [10, 500])
def test_the_backlog_and_a_goal_with_a_history_are_lean(as_alice: Person, count: int) -> None:
    me = as_alice.user
    goal = GoalFactory(owner=me, kind="language")
    GoalFactory.create_batch(10, owner=me)
    AnswerFactory.create_batch(5, owner=me, goal=goal)
    application = coming(me).application
    with acting_as(me):
        questions = Question.objects.bulk_create(
            Question(owner=me, goal=goal, text=f"Question {n}") for n in range(20)
        )
        interviews = Interview.objects.bulk_create(
            Interview(
                owner=me, application=application, starts_at=NOW + (n - 5) * DAY,
                ends_at=NOW + (n - 5) * DAY + DAY / 24,
            )
            for n in range(10)
        ) * (count // 10)  # fmt: skip
        Asked.objects.bulk_create(
            Asked(owner=me, interview=interviews[n], text="?", answer="Yes") for n in range(count)
        )
        Asked.objects.bulk_create(
            Asked(owner=me, interview=interviews[n % 10], question=question, text="?", answer="Yes")
            for n, question in enumerate(questions)
        )
        Lesson.objects.bulk_create(
            Lesson(owner=me, interview=one, goal=goal, plan="Rust", learned="Yes")
            for one in interviews[:10]
        )
    question = questions[0].pk
    for url in ("/learning/", f"/learning/{goal.pk}/", f"/learning/{goal.pk}/questions/",
                f"/learning/questions/{question}/edit/",
                f"/learning/questions/{question}/delete/"):  # fmt: skip
        assert_lean(as_alice, url)


def test_within_a_kind_the_active_ones_come_first(as_alice: Person) -> None:
    for title, status in (("Ada", "someday"), ("Zig", "active")):
        GoalFactory(owner=as_alice.user, title=title, kind="language", status=status)
    page = as_alice.read("/learning/")
    assert page.index(">Zig<") < page.index(">Ada<")
