"""Write a debrief: the facts that the verdict is read from."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from interviews.models import Interview, Lesson

LONGEST = 5_000  # characters of what was learned


def debrief_people(interview: Interview, rows: Iterable[Any]) -> None:
    """Each row is a valid ``PersonRow``: met or not, known or by name."""
    for row in rows:
        answer = row.cleaned_data
        if not answer:
            continue
        meeting = answer["meeting"]
        if meeting and answer["met"]:
            meeting.happened(**row.facts())
        elif meeting:
            meeting.talked_about = answer["talked_about"].strip()
            meeting.did_not_happen()
        elif answer["name"]:
            interview.meet(answer["name"], answer["role"], **row.facts())


def debrief_learning(
    interview: Interview, lessons: Iterable[Any], questions: Iterable[Any]
) -> None:
    """Each of ``lessons`` is a valid ``LessonRow``, each of ``questions`` a valid ``AskedRow``.

    A discovery whose words are deleted is gone. What is left empty of a planned lesson, or says
    what the answers to its questions said before, becomes what they say now: an answered question
    is something learned.
    """
    before = _answers(interview)
    _debrief_questions(interview, questions)
    now = _answers(interview)
    for row in lessons:
        answer = row.cleaned_data
        if not answer:
            continue
        lesson, learned = answer["lesson"], answer["learned"].strip()
        if lesson and _is_left_to_answers(lesson, learned, before):
            learned = now.get(lesson.goal_id, "")
        if lesson:
            lesson.note(learned)
        elif learned:
            interview.learn(learned)


def _debrief_questions(interview: Interview, rows: Iterable[Any]) -> None:
    asked = {one.pk: one for one in interview.asked.all()}
    for row in rows:
        if not row.has_changed():
            continue
        found = asked.get(row.known.asked) if row.known else None
        if row.cleaned_data["was_asked"] and found:
            found.note(**row.facts())
        elif row.cleaned_data["was_asked"] and row.words:
            interview.ask(row.words, row.known and row.known.question, **row.facts())
        elif found:
            found.answer = row.cleaned_data["answer"]
            found.was_not_asked()


def _answers(interview: Interview) -> dict[int | None, str]:
    """What was answered about each goal, as one text; goals by their ids."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = interview.asked.exclude(answer="").order_by("id")
    for goal, answer in rows.values_list("question__goal", "answer"):
        if goal:  # its question and goal are not erased
            found[goal].append(answer)
    return {goal: "\n".join(answers)[:LONGEST] for goal, answers in found.items()}


def _is_left_to_answers(lesson: Lesson, learned: str, before: dict[int | None, str]) -> bool:
    said = before.get(lesson.goal_id, "")
    return bool(lesson.plan) and learned.splitlines() in ([], said.splitlines())
