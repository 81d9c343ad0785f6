"""Where an application stands. It follows from its rounds, and is never stored.

One round speaks for it: the soonest that is still to come, or else the latest. Cancelled rounds
count nowhere.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Min, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, JSONObject, RowNumber
from django.utils.translation import gettext_lazy as _

from interviews.models.verdict import Outcome


class Stage(models.TextChoices):
    """A few shelves. ``interviews.stages`` says in words which round it is about."""

    TO_APPLY = "to_apply", _("to apply")
    APPLIED = "applied", _("applied")
    INTERVIEWING = "interviewing", _("interviewing")
    WAITING = "waiting", _("waiting for them")
    OFFER = "offer", _("offer")
    CLOSED = "closed", _("over")


def speaking_round(rounds: Any, now: datetime) -> Any:
    """``rounds`` of one application, the one that speaks for it first."""
    coming = _coming(now)
    return rounds.order_by(
        Case(When(coming, then=Value(0)), default=Value(1)),
        Case(When(coming, then=F("starts_at"))),
        Case(When(coming, then=F("id"))),
        "-starts_at",
        "-id",
    )


def stage_expression(rounds: Any, now: datetime) -> Case:
    """The stage of an application, ``rounds`` being its held ones."""
    of_round = Case(
        When(_coming(now), then=Value(Stage.INTERVIEWING)),
        When(outcome=Outcome.WAITING, then=Value(Stage.WAITING)),
        When(outcome=Outcome.ADVANCED, then=Value(Stage.INTERVIEWING)),
        When(outcome=Outcome.OFFER, then=Value(Stage.OFFER)),
        default=Value(Stage.CLOSED),
    )
    before = Case(When(applied_on=None, then=Value(Stage.TO_APPLY)), default=Value(Stage.APPLIED))
    said = Subquery(speaking_round(rounds, now).values(stage=of_round)[:1])
    return Case(
        When(~Q(closed_as=""), then=Value(Stage.CLOSED)),
        default=Coalesce(said, before),
        output_field=models.CharField(),
    )


def round_expression(rounds: Any, now: datetime) -> Subquery:
    """The facts of the round that speaks, and its place among all of them; None without one."""
    facts = JSONObject(
        id="id",
        number=Window(RowNumber(), order_by=["starts_at", "id"]),
        of=Window(Count("*")),
        first=Window(Min("starts_at")),
        kind="kind",
        starts="starts_at",
        ends="ends_at",
        outcome="outcome",
        said_on="outcome_on",
        coming=_coming(now),
    )
    return Subquery(speaking_round(rounds, now).values(facts=facts)[:1])


def _coming(now: datetime) -> Q:
    """Neither over, nor judged by me or by them."""
    return Q(ends_at__gt=now, debriefed_at=None, outcome=Outcome.WAITING)
