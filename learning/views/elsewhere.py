"""What other rooms know of a goal: where it was planned, asked about, learned, and made from.

House rules let a view reach up, through reverse accessors alone; this is the part of the views
that does. Everything here joins the statement of the goals themselves.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from core.needs import moment
from learning.models import Goal, Question

ALL = 500  # questions on a goal's page
LATEST = 20  # answers to one question, and feedback, on a goal's page


def _linked(model: type[Goal] | type[Question], accessor: str) -> Any:
    """The rows of another room that hang on a row of this one in the outer query."""
    return getattr(model, accessor).rel.related_model.objects.filter(owner=OuterRef("owner"))


def counts() -> dict[str, Coalesce]:
    """How often each goal was planned, asked about and learned; cancelled interviews left out.

    Counted for the goals on the page only; joins would multiply one count by the other.
    """
    lessons = _linked(Goal, "lessons").filter(goal=OuterRef("pk"), interview__cancelled_at=None)
    asked = _linked(Question, "asked").filter(
        question__goal=OuterRef("pk"), interview__cancelled_at=None
    )
    return {
        "planned": _count(lessons.filter(plan__gt=""), "goal"),
        "asked": _count(asked, "question__goal"),
        "learned": _count(lessons.filter(learned__gt=""), "goal"),
    }


def _count(rows: Any, by: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(by).annotate(n=Count("pk")).values("n")), 0)


def facts() -> dict[str, ArraySubquery]:
    """``question_facts`` with the answers got so far, and ``feedback`` that the goal came from."""
    asked = _linked(Question, "asked").filter(question=OuterRef("pk"))
    asked = asked.order_by("-interview__starts_at", "-pk")[:LATEST]
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
    feedback = _linked(Goal, "answers").filter(goal=OuterRef("pk")).order_by("-on", "-pk")[:LATEST]
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
    places = _linked(Goal, "lessons").places(user, now)
    for goal in goals:
        goal.planned_in, goal.fits_in = places.planned(goal), places.fitting(goal)
