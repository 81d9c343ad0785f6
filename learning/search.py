"""What of the learning room can be found: goals, by their words and why."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import Folded
from core.search import Facts, Find, Kind, Line
from learning.models import Goal, Status
from learning.models import Kind as GoalKind


def finds(user: Any) -> list[Find]:
    facts = {"goal": "pk", "title": "title", "kind": "kind", "status": "status"}
    mine = Goal.objects.for_user(user)
    return [Find(GOALS, mine, F("sort_key"), facts, more=(Folded("why"),))]


def _goal(facts: Facts, now: datetime) -> Line:
    return Line(
        url=reverse("learning:goal", args=[facts["goal"]]),
        title=facts["title"],
        sub=str(GoalKind(facts["kind"]).label),
        when=str(Status(facts["status"]).label),
    )


GOALS = Kind("goals", _("Goals"), _goal)
