"""Questions at the debrief: ticked as asked, with the answer and who gave it."""

from typing import Any

import pytest

from interviews.models import Asked, Interview, Lesson, Meeting, Verdict
from learning.models import Goal, Question
from tests.factories import AskedFactory, GoalFactory, LessonFactory, QuestionFactory
from tests.interviews.rows import planned
from tests.people import Person, pick_form
from tests.statements import assert_lean


@pytest.fixture
def interview(as_alice: Person) -> Interview:
    """Planned: meet Priya Nair, learn how they shard; two questions are to be asked."""
    interview = planned(as_alice.user)
    for text in ("By what key?", "Who moves a customer?"):
        QuestionFactory(owner=as_alice.user, goal=Goal.objects.get(), text=text)
    return interview


def debrief(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/debrief/"


def read(person: Person, url: str) -> str:
    return " ".join(person.get(url).content.decode().split())


# --- Asked and answered ---


def test_questions_are_folded_under_their_lesson(as_alice: Person, interview: Interview) -> None:
    page = read(as_alice, debrief(interview))
    fold = page[page.index("What did you learn?") :]
    assert fold.index('<details class="fold" >') < fold.index("2 questions to ask")
    assert fold.index("2 questions to ask") < fold.index("By what key?") < fold.index("</details>")


def test_a_question_asked_keeps_its_answer_and_who_gave_it(
    as_alice: Person, interview: Interview
) -> None:
    priya = Meeting.objects.get()
    as_alice.submit(
        debrief(interview),
        {
            "people-0-met": "on",
            "asked-0-was_asked": "on",
            "asked-0-answer": "By customer",
            "asked-0-answered_by": priya.pk,
        },
    )
    asked = Asked.objects.get()
    assert (asked.interview, asked.question) == (interview, Question.objects.first())
    assert (asked.text, asked.answer, asked.answered_by) == ("By what key?", "By customer", priya)
    page = read(as_alice, f"/interviews/{interview.pk}/")
    assert "Questions you asked" in page
    assert "<strong>By what key?</strong> <br> By customer" in page
    assert "(Priya Nair)" in page


def test_a_question_may_be_asked_without_an_answer(as_alice: Person, interview: Interview) -> None:
    as_alice.submit(debrief(interview), {"asked-1-was_asked": "on"})
    asked = Asked.objects.get()
    assert (asked.text, asked.answer, asked.answered_by) == ("Who moves a customer?", "", None)
    assert Interview.objects.with_verdict().get().verdict == Verdict.NEITHER


def test_what_was_asked_is_ticked_and_unfolded_when_it_is_opened_again(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on", "asked-0-answer": "Yes"})
    assert '<details class="fold" open>' in read(as_alice, debrief(interview))
    form = as_alice.fill(debrief(interview), {})
    assert form["asked-0-was_asked"] == ["on"]
    assert form["asked-0-answer"] == ["Yes"]
    assert "asked-1-was_asked" not in form


def test_the_words_asked_then_stay_when_the_question_changes(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on"})
    question = Question.objects.earliest("id")
    as_alice.submit(f"/learning/questions/{question.pk}/edit/", {"text": "By which key?"})
    as_alice.submit(debrief(interview), {"asked-0-answer": "By customer"})
    asked = Asked.objects.get()
    assert (asked.text, asked.answer) == ("By what key?", "By customer")


def test_unticking_takes_it_back(as_alice: Person, interview: Interview) -> None:
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on"})
    as_alice.submit(debrief(interview), {"asked-0-was_asked": None})
    assert not Asked.objects.exists()


def test_an_answer_is_not_lost_by_unticking(as_alice: Person, interview: Interview) -> None:
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on", "asked-0-answer": "By key"})
    page = as_alice.submit(debrief(interview), {"asked-0-was_asked": None}).content.decode()
    assert "Set the tick to keep this answer, or delete its words." in page
    assert Asked.objects.get().answer == "By key"
    as_alice.submit(debrief(interview), {"asked-0-was_asked": None, "asked-0-answer": ""})
    assert not Asked.objects.exists()


def test_was_not_asked_keeps_what_was_answered(as_alice: Person) -> None:
    bare, answered = (AskedFactory(owner=as_alice.user, answer=text) for text in ("", "Yes"))
    bare.was_not_asked()
    answered.was_not_asked()
    assert list(Asked.objects.all()) == [answered]


def test_the_debrief_sent_twice_asks_once(as_alice: Person, interview: Interview) -> None:
    sent = as_alice.fill(debrief(interview), {"asked-0-was_asked": "on"})
    assert (
        as_alice.post(debrief(interview), sent).url == as_alice.post(debrief(interview), sent).url
    )
    assert Asked.objects.count() == 1


# --- An answered question is something learned ---


def learned(interview: Interview) -> str:
    return Lesson.objects.get(interview=interview).learned


def test_a_lesson_left_empty_becomes_the_answers(as_alice: Person, interview: Interview) -> None:
    sent = {f"asked-{n}-was_asked": "on" for n in range(2)}
    as_alice.submit(
        debrief(interview), {**sent, "asked-0-answer": "By customer", "asked-1-answer": "Nobody"}
    )
    assert learned(interview) == "By customer\nNobody"
    assert Interview.objects.with_verdict().get().verdict == Verdict.LEARNED


def test_what_was_written_of_the_lesson_stays(as_alice: Person, interview: Interview) -> None:
    sent = {"asked-0-was_asked": "on", "asked-0-answer": "By customer"}
    as_alice.submit(debrief(interview), {**sent, "lessons-0-learned": "Sharding is a decision"})
    assert learned(interview) == "Sharding is a decision"


def test_the_lesson_follows_its_answers_while_it_is_nothing_else(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on", "asked-0-answer": "A\r\nB"})
    as_alice.submit(debrief(interview), {"asked-0-answer": "C"})
    assert learned(interview) == "C"
    as_alice.submit(debrief(interview), {"asked-0-was_asked": None, "asked-0-answer": ""})
    assert learned(interview) == ""


def test_answers_about_one_goal_are_no_lesson_of_another(
    as_alice: Person, interview: Interview
) -> None:
    other = LessonFactory(
        owner=as_alice.user, interview=interview, goal=GoalFactory(owner=as_alice.user)
    )
    as_alice.submit(debrief(interview), {"asked-0-was_asked": "on", "asked-0-answer": "Yes"})
    other.refresh_from_db()
    assert other.learned == ""


def test_very_long_answers_make_a_lesson_that_can_be_saved_again(
    as_alice: Person, interview: Interview
) -> None:
    sent: dict[str, Any] = {f"asked-{n}-was_asked": "on" for n in range(2)}
    sent |= {f"asked-{n}-answer": "x" * 5_000 for n in range(2)}
    as_alice.submit(debrief(interview), sent)
    assert len(learned(interview)) == 5_000
    assert as_alice.submit(debrief(interview), {"reflection": "Long"}).status_code == 302


# --- Two tabs, and what is gone meanwhile ---


def test_an_answer_in_two_tabs_never_overwrites_in_silence(
    as_alice: Person, interview: Interview
) -> None:
    tick = {"asked-0-was_asked": "on"}
    old = as_alice.fill(debrief(interview), {**tick, "asked-0-answer": "From the old tab"})
    as_alice.submit(debrief(interview), {**tick, "asked-0-answer": "From the new tab"})
    answer = as_alice.post(debrief(interview), old)
    assert answer.status_code == 409
    assert "<td>From the new tab</td> <td>From the old tab</td>" in " ".join(
        answer.content.decode().split()
    )
    assert as_alice.post(debrief(interview), pick_form(answer)["fields"]).status_code == 302
    assert Asked.objects.get().answer == "From the old tab"


def test_a_question_added_meanwhile_takes_no_other_row(
    as_alice: Person, interview: Interview
) -> None:
    LessonFactory(owner=as_alice.user, interview=interview, goal=GoalFactory(owner=as_alice.user))
    later = QuestionFactory(owner=as_alice.user, goal=Goal.objects.latest("id"), text="Later?")
    old = as_alice.fill(debrief(interview), {"asked-2-was_asked": "on"})
    QuestionFactory(owner=as_alice.user, goal=Goal.objects.earliest("id"), text="New?")
    as_alice.post(debrief(interview), old)
    assert Asked.objects.get().question == later


def test_an_answer_to_a_question_deleted_meanwhile_is_kept_in_its_words(
    as_alice: Person, interview: Interview
) -> None:
    typed = {"asked-0-was_asked": "on", "asked-0-answer": "By customer"}
    old = as_alice.fill(debrief(interview), typed)
    question = Question.objects.earliest("id")
    as_alice.submit(f"/learning/questions/{question.pk}/delete/")
    assert as_alice.post(debrief(interview), old).status_code == 302
    asked = Asked.objects.get()
    assert (asked.question, asked.text, asked.answer) == (None, "By what key?", "By customer")
    assert "Other questions you asked" in read(as_alice, debrief(interview))


def test_a_question_whose_goal_left_the_plan_meanwhile_is_kept(
    as_alice: Person, interview: Interview
) -> None:
    typed = {"asked-0-was_asked": "on", "asked-0-answer": "By customer"}
    old = as_alice.fill(debrief(interview), typed)
    as_alice.submit(f"/interviews/{interview.pk}/plan/", {"goals": None})
    answer = as_alice.post(debrief(interview), old)
    assert answer.status_code == 409
    assert "By customer" in answer.content.decode()
    assert as_alice.post(debrief(interview), pick_form(answer)["fields"]).status_code == 302
    asked = Asked.objects.get()
    assert (asked.question.text, asked.answer) == ("By what key?", "By customer")


def test_who_is_no_longer_in_the_interview_is_asked_about(
    as_alice: Person, interview: Interview
) -> None:
    typed = {"asked-0-was_asked": "on", "asked-0-answered_by": Meeting.objects.get().pk}
    old = as_alice.fill(debrief(interview), typed)
    as_alice.submit(f"/interviews/{interview.pk}/plan/", {"expected": None})
    page = as_alice.post(debrief(interview), old).content.decode()
    assert "They are no longer in this interview. Choose who answered." in page


def test_who_leaves_with_the_same_page_answered_nothing(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(debrief(interview), {"people-1-name": "Tom"})
    tom = Meeting.objects.get(name="Tom")
    sent = {"asked-0-was_asked": "on", "asked-0-answer": "Yes", "asked-0-answered_by": tom.pk}
    answer = as_alice.submit(debrief(interview), {**sent, "people-1-met": None})
    assert answer.status_code == 302
    assert not Meeting.objects.filter(name="Tom").exists()
    assert (Asked.objects.get().answer, Asked.objects.get().answered_by) == ("Yes", None)


# --- Bad input ---


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("answer", "x" * 5_001, "at most 5000 characters"),
        ("answer", "a\x07b", "characters in it that cannot be shown"),
        ("answered_by", "424242", "no longer in this interview"),
        ("answered_by", "9" * 30, "no longer in this interview"),
        ("answered_by", "x", "no longer in this interview"),
    ],
)
def test_what_makes_no_sense_is_refused_and_shown(
    as_alice: Person, interview: Interview, field: str, value: str, said: str
) -> None:
    typed = {"asked-0-was_asked": "on", f"asked-0-{field}": value, "reflection": "Kept"}
    page = as_alice.submit(debrief(interview), typed).content.decode()
    assert said in page
    assert "Kept" in page
    assert '<details class="fold" open>' in page
    assert not Asked.objects.exists()


@pytest.mark.parametrize("name", ["question", "asked"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 19, "9" * 300, "424242"])
def test_an_id_that_is_none_is_no_crash(
    as_alice: Person, interview: Interview, name: str, value: str
) -> None:
    typed = {"asked-0-was_asked": "on", f"asked-0-{name}": value}
    assert as_alice.submit(debrief(interview), typed).status_code in (200, 302)


def test_one_question_in_two_rows_is_refused(as_alice: Person, interview: Interview) -> None:
    sent = as_alice.fill(debrief(interview), {})
    again = {"asked-1-question": sent["asked-0-question"]}
    assert "arrived twice" in as_alice.post(debrief(interview), sent | again).content.decode()


def test_a_page_without_its_questions_is_asked_for_again(
    as_alice: Person, interview: Interview
) -> None:
    sent = as_alice.fill(debrief(interview), {"reflection": "Kept"})
    some = {name: value for name, value in sent.items() if not name.startswith("asked-")}
    answer = as_alice.post(debrief(interview), some)
    assert answer.status_code == 200
    assert "Kept" in answer.content.decode()


def test_a_strangers_question_is_none_of_mine(
    as_alice: Person, interview: Interview, bob: Any
) -> None:
    theirs = QuestionFactory(owner=bob, text="zanzibar?")
    typed = {"asked-0-was_asked": "on", "asked-0-question": theirs.pk}
    as_alice.submit(debrief(interview), typed)
    assert Asked.objects.get().question is None
    assert "zanzibar" not in read(as_alice, debrief(interview))


@pytest.mark.parametrize("count", [10, 200])
def test_a_debrief_with_many_questions_is_lean_and_can_be_saved(
    as_alice: Person, interview: Interview, count: int
) -> None:
    goal = Goal.objects.get()
    Question.objects.bulk_create(
        Question(owner=as_alice.user, goal=goal, text=f"Question {n}?") for n in range(count)
    )
    AskedFactory.create_batch(5, owner=as_alice.user, interview=interview, answer="Yes")
    assert_lean(as_alice, debrief(interview))
    assert_lean(as_alice, f"/interviews/{interview.pk}/plan/")
    assert as_alice.submit(debrief(interview), {"asked-9-was_asked": "on"}).status_code == 302
    assert Asked.objects.latest("id").text == "Question 7?"
    assert_lean(as_alice, f"/interviews/{interview.pk}/")
