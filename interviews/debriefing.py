"""Write a debrief: the facts that the verdict is read from."""

from collections.abc import Iterable
from typing import Any

from interviews.models import Interview


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


def debrief_lessons(interview: Interview, rows: Iterable[Any]) -> None:
    """Each row is a valid ``LessonRow``. A discovery whose words are deleted is gone."""
    for row in rows:
        answer = row.cleaned_data
        if not answer:
            continue
        lesson, learned = answer["lesson"], answer["learned"].strip()
        if lesson:
            lesson.note(learned)
        elif learned:
            interview.learn(learned)
