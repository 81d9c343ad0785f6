"""What other rooms know of a goal: where it was planned, asked about, learned, and made from.

House rules let a view reach up, through reverse accessors alone; this is the part of the views
that does. Everything here joins the statement of the goals themselves.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce, JSONObject

from core.linked import count_of, linked, model_behind
from core.needs import moment
from learning.models import Goal, Question

ALL = 500  # questions on a goal's page
LATEST = 20  # answers to one question, and feedback, on a goal's page


def counts() -> dict[str, Coalesce]:
    """How often each goal was planned, asked about and learned; cancelled interviews left out."""
    lessons = linked(Goal, "lessons").filter(interview__cancelled_at=None)
    asked = model_behind(Question, "asked").objects.filter(
        question__goal=OuterRef("pk"), owner=OuterRef("owner"), interview__cancelled_at=None
    )
    return {
        "planned": count_of(lessons.filter(plan__gt=""), "goal"),
        "asked": count_of(asked, "question__goal"),
        "learned": count_of(lessons.filter(learned__gt=""), "goal"),
    }


def facts() -> dict[str, ArraySubquery]:
    """``question_facts`` with the answers got so far, and ``feedback`` that the goal came from."""
    asked = linked(Question, "asked").order_by("-interview__starts_at", "-pk")[:LATEST]
    got = asked.values(
        row=JSONObject(
            text="text",
            answer="answer",
            giver="answered_by__name",
            interview="interview",
            company="interview__application__company__name",
            on="interview__starts_at",
        )
    )
    feedback = linked(Goal, "answers").order_by("-on", "-pk")[:LATEST]
    said = feedback.values(
        row=JSONObject(
            said="said", on="on", giver="from_name", company="company", at="company__name"
        )
    )
    return {
        "question_facts": Question.objects.facts_of(OuterRef("pk"), ALL, asked=ArraySubquery(got)),
        "feedback": ArraySubquery(said),
    }


def read_dates(goal: Any) -> None:
    """Days and times among ``facts()``, which JSON carries as text."""
    for question in goal.question_facts:
        for asked in question["asked"]:
            asked["on"] = moment(asked["on"])
    for answer in goal.feedback:
        answer["on"] = date.fromisoformat(answer["on"])


def find_places(goals: Iterable[Any], user: Any, now: datetime) -> None:
    """Say of each goal where it is ``planned_in`` next, or ``fits_in``. One statement."""
    places = model_behind(Goal, "lessons").objects.places(user, now)
    for goal in goals:
        goal.planned_in, goal.fits_in = places.planned(goal), places.fitting(goal)
