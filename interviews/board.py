"""The board: applications by stage, each as a card with what its rounds came to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, DateField, F, OuterRef, Value, When, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.needs import moment
from interviews.models import Application, Interview, Kind, Stage
from interviews.moves import Moves, Way
from interviews.stages import is_answer, stage_words

SHOWN = 20  # cards of a stage; its list has them all
SHOWN_CLOSED = 5
MARKS = 6  # rounds of a card, the latest


@dataclass(frozen=True)
class Card:
    application: Any  # of rows_of()
    now: datetime
    has_moved: bool

    @property
    def stage(self) -> str:
        return str(Stage(self.application.stage).label)

    @property
    def words(self) -> str:
        return capfirst(stage_words(self.application, self.now))

    @property
    def is_answer(self) -> bool:
        return is_answer(self.application)

    @property
    def last_round(self) -> str:
        """The round that is over, and its day; the words tell of one that comes."""
        last = self.application.round
        if not last or last["coming"]:
            return ""
        day = date_format(timezone.localtime(moment(last["starts"])), "SHORT_DAY_FORMAT")
        kind = capfirst(Kind(last["kind"]).label)
        return _("%(round)s, %(day)s") % {"round": kind, "day": day}

    @property
    def marks(self) -> list[str]:
        """The verdicts of its rounds, from the first of them to the last."""
        return list(reversed(self.application.verdicts))

    @property
    def moves(self) -> Moves:
        page = f"{reverse('interviews:board')}?moved={self.application.pk}"
        return Moves(self.application, self.now, f"{page}#application-{self.application.pk}")

    @property
    def follows(self) -> Way | None:
        """What the fact that moved it leads to."""
        one, last = self.application, self.application.round
        if last and last["coming"]:
            return Way(_("Pick two goals"), reverse("interviews:plan", args=[last["id"]]))
        if last:
            return Way(_("What you can do next"), reverse("feedback:next", args=[last["id"]]))
        if one.closed_as:
            page = reverse("feedback:next_application", args=[one.pk])
            return Way(_("What you can do next"), page)
        return None


@dataclass(frozen=True)
class Column:
    stage: Stage
    cards: list[Card]
    total: int

    @property
    def beyond(self) -> int:
        return self.total - len(self.cards)


def columns_of(user: Any, now: datetime, moved: int | None = None) -> list[Column]:
    """Every stage with its first cards. One statement, however many applications there are."""
    columns = {stage: Column(stage, [], 0) for stage in Stage}
    for application in rows_of(user, now, moved):
        stage = Stage(application.stage)
        cards = [*columns[stage].cards, Card(application, now, application.pk == moved)]
        columns[stage] = Column(stage, cards, application.of_stage)
    return list(columns.values())


def rows_of(user: Any, now: datetime, moved: int | None) -> Any:
    """The first of each stage, the card just moved before all others.

    What comes soonest is first among those interviewing, what ended last among those over.
    """
    ended = Coalesce(
        "closed_on",
        Cast(KeyTextTransform("said_on", "round"), DateField()),
        output_field=DateField(),
    )
    order = [
        Case(When(pk=moved or 0, then=Value(0)), default=Value(1)),
        Case(When(stage=Stage.INTERVIEWING, then=KeyTextTransform("starts", "round"))),
        ended.desc(nulls_last=True),
        F("updated_at").desc(),
        F("pk").desc(),
    ]
    rounds = Interview.objects.held().filter(application=OuterRef("pk")).with_verdict()
    latest = rounds.order_by("-starts_at", "-id").values("verdict")[:MARKS]
    rows: Any = Application.objects.for_user(user).select_related("company").with_stage(now)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by="stage", order_by=order),
        of_stage=Window(Count("pk"), partition_by="stage"),
        verdicts=ArraySubquery(latest),
    )
    most = Case(When(stage=Stage.CLOSED, then=Value(SHOWN_CLOSED)), default=Value(SHOWN))
    return rows.filter(place__lte=most).order_by("place")
