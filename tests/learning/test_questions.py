"""Questions to ask: kept with their goal, shown with the answers got so far."""

from datetime import timedelta

import pytest

from core.models import Change
from learning.models import Goal, Question
from tests.factories import (
    NOW,
    AskedFactory,
    GoalFactory,
    InterviewFactory,
    MeetingFactory,
    QuestionFactory,
)
from tests.people import Person


@pytest.fixture
def goal(as_alice: Person) -> Goal:
    return GoalFactory(owner=as_alice.user, title="How they shard PostgreSQL")


def add(person: Person, goal: Goal, text: str) -> str:
    """One line on the goal's page; what the answer shows."""
    page = f"/learning/{goal.pk}/"
    answer = person.submit(page, {"text": text}, action=f"{page}questions/", follow=True)
    return answer.content.decode()


def test_a_question_is_added_in_one_line_on_the_goals_page(as_alice: Person, goal: Goal) -> None:
    page = add(as_alice, goal, "By what key?")
    assert "It is ready to ask." in page
    assert "<h3>By what key?</h3>" in page
    assert "Not asked yet." in page
    found = Question.objects.get()
    assert (found.owner, found.goal, found.text) == (as_alice.user, goal, "By what key?")


def test_the_same_line_sent_twice_makes_one_question(as_alice: Person, goal: Goal) -> None:
    page = f"/learning/{goal.pk}/"
    sent = as_alice.fill(page, {"text": "By what key?"}, action=f"{page}questions/")
    urls = [as_alice.post(f"{page}questions/", sent).url for _each in range(2)]
    assert urls == [f"{page}#questions"] * 2
    assert Question.objects.count() == 1


def test_a_goal_has_a_question_once_and_says_so(as_alice: Person, goal: Goal) -> None:
    QuestionFactory(owner=as_alice.user, goal=goal, text="By what key?")
    page = add(as_alice, goal, "by WHAT key?")
    assert "This goal has the question already." in page
    assert 'value="by WHAT key?"' in page
    assert Question.objects.count() == 1


def test_another_goal_may_have_the_same_question(as_alice: Person, goal: Goal) -> None:
    QuestionFactory(owner=as_alice.user, text="By what key?")
    add(as_alice, goal, "By what key?")
    assert Question.objects.filter(text="By what key?").count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This field is required."),
        ("x" * 501, "at most 500 characters"),
        ("a\x00b", "Null characters are not allowed."),
        ("a\x07b", "characters in it that cannot be shown"),
        ("\u2800", "Nothing of this can be seen."),
    ],
)
def test_what_is_no_question_is_refused_kindly(
    as_alice: Person, goal: Goal, text: str, said: str
) -> None:
    assert said in add(as_alice, goal, text)
    assert not Question.objects.exists()


def test_a_question_in_any_script_is_one(as_alice: Person, goal: Goal) -> None:
    assert "איך מחלקים? 🗄️" in add(as_alice, goal, "איך מחלקים? 🗄️")


def test_a_stale_form_keeps_what_was_typed(as_alice: Person, goal: Goal) -> None:
    url = f"/learning/{goal.pk}/questions/"
    sent = as_alice.fill(url, {"text": "By what key?", "form_key": "stale"})
    page = as_alice.post(url, sent).content.decode()
    assert "open for too long" in page
    assert 'value="By what key?"' in page


def test_an_edit_changes_the_question_and_not_what_was_asked(as_alice: Person, goal: Goal) -> None:
    question = QuestionFactory(owner=as_alice.user, goal=goal, text="By what key?")
    asked = AskedFactory(owner=as_alice.user, question=question, text="By what key?")
    as_alice.submit(f"/learning/questions/{question.pk}/edit/", {"text": "By which key?"})
    question.refresh_from_db()
    asked.refresh_from_db()
    assert (question.text, asked.text) == ("By which key?", "By what key?")
    assert "“By what key?”" in as_alice.get(f"/learning/{goal.pk}/").content.decode()


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person, goal: Goal) -> None:
    question = QuestionFactory(owner=as_alice.user, goal=goal)
    url = f"/learning/questions/{question.pk}/edit/"
    old = as_alice.fill(url, {"text": "Mine?"})
    as_alice.submit(url, {"text": "Theirs?"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "Theirs?" in answer.content.decode()
    assert Question.objects.get().text == "Theirs?"


def test_a_question_deleted_is_put_back_and_its_answers_stay(as_alice: Person, goal: Goal) -> None:
    question = QuestionFactory(owner=as_alice.user, goal=goal)
    asked = AskedFactory(owner=as_alice.user, question=question, answer="By customer")
    url = f"/learning/questions/{question.pk}/delete/"
    assert "Interviews keep that you asked it" in as_alice.get(url).content.decode()
    assert as_alice.submit(url).url == f"/learning/{goal.pk}/"
    asked.refresh_from_db()
    assert (asked.question, asked.answer) == (None, "By customer")
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    asked.refresh_from_db()
    assert asked.question == question


def test_the_page_that_deletes_a_question_asks_one_question(as_alice: Person, goal: Goal) -> None:
    question = QuestionFactory(owner=as_alice.user, goal=goal, text="Who owns it?")
    page = as_alice.read(f"/learning/questions/{question.pk}/delete/")
    assert "Delete Who owns it?" in page
    assert "??" not in page


def test_a_strangers_goal_and_question_are_not_there(as_bob: Person, goal: Goal) -> None:
    question = QuestionFactory(owner=goal.owner, goal=goal)
    for url in (f"/learning/{goal.pk}/questions/", f"/learning/questions/{question.pk}/edit/"):
        assert as_bob.get(url).status_code == 404


def test_a_goals_page_shows_each_answer_with_its_giver_and_interview(
    as_alice: Person, goal: Goal
) -> None:
    me = as_alice.user
    question = QuestionFactory(owner=me, goal=goal)
    interview = InterviewFactory(owner=me, application__company__name="Umbrella", debriefed_at=NOW)
    priya = MeetingFactory(owner=me, interview=interview, name="Priya Nair", met=True)
    AskedFactory(
        owner=me, interview=interview, question=question, text=question.text,
        answer="By customer", answered_by=priya,
    )  # fmt: skip
    AskedFactory(owner=me, question=question, text=question.text)
    page = as_alice.get(f"/learning/{goal.pk}/").content.decode()
    assert "<p>By customer</p>" in page
    assert "Priya Nair," in page
    assert f'<a href="/interviews/{interview.pk}/">Umbrella</a>' in page
    assert page.count("9 Mar 2026") == 2
    assert page.count("Asked, without an answer") == 1


def test_the_newest_answer_to_a_question_stands_first(as_alice: Person, goal: Goal) -> None:
    me = as_alice.user
    question = QuestionFactory(owner=me, goal=goal)
    for answer, days in (("By customer", 1), ("By region", 9)):
        interview = InterviewFactory(owner=me, starts_at=NOW - timedelta(days=days))
        AskedFactory(
            owner=me, interview=interview, question=question, text=question.text, answer=answer
        )
    page = as_alice.read(f"/learning/{goal.pk}/")
    assert page.index("By customer") < page.index("By region")
