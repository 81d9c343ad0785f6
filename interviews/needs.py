"""What needs me: goals to pick, debriefs to write, answers to record.

Nothing here can be dismissed. A need leaves the list when the page that it leads to is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interviews.models import Interview, Kind, Lesson, Meeting

GOALS, DEBRIEF, ANSWER = "goals", "debrief", "answer"
GOALS_AHEAD = timedelta(days=3)  # earlier than that, picking goals can wait
_PAGES = {GOALS: "interviews:plan", DEBRIEF: "interviews:debrief", ANSWER: "interviews:outcome"}


@dataclass(frozen=True)
class Need:
    """One line of the list. Its words are made when it is shown: most of a long list is not."""

    due: datetime
    kind: str
    interview: int
    company: str
    round: str
    starts: datetime  # in the person's own zone
    today: date

    @property
    def url(self) -> str:
        return reverse(_PAGES[self.kind], args=[self.interview])

    @property
    def text(self) -> str:
        names = {
            "company": self.company,
            "day": _day(self.starts.date(), self.today),
        }
        if self.kind == ANSWER:
            return _("What did %(company)s say?") % names
        if self.kind == GOALS:
            return _("Two goals for %(day)s’s interview with %(company)s") % names
        if names["day"]:
            return _("Debrief %(day)s’s interview with %(company)s") % names
        return _("Debrief the interview with %(company)s") % names

    @property
    def detail(self) -> str:
        form = "j M Y, H:i" if self.kind == GOALS else "j M Y"
        return f"{capfirst(Kind(self.round).label)}, {date_format(self.starts, form)}"


def needs(user: Any, now: datetime) -> list[Need]:
    """Everything that waits for this person, by when it hurts. One statement.

    Nearest to now comes first, before or behind: the call of an hour ago while it is fresh, the
    interview of this afternoon before it begins. Answers come last, for they wait on somebody else.
    """
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Interview.objects.for_user(user)
    soon = mine.upcoming(now).filter(starts_at__gt=now, starts_at__lte=now + GOALS_AHEAD)
    wanting = (
        soon.filter(~_planned(Meeting, planned=True), ~_planned(Lesson, plan__gt=""))
        | mine.to_debrief(now)
        | mine.waiting().filter(ends_at__lt=today)
    )
    found = _read(wanting, now, today.date())
    return sorted(found, key=lambda need: (need.kind == ANSWER, abs(need.due - now)))


def _planned(model: type[Meeting] | type[Lesson], **facts: Any) -> Exists:
    return Exists(model.objects.filter(interview=OuterRef("pk"), **facts))


def _read(wanting: Any, now: datetime, today: date) -> Iterable[Need]:
    """Plain values, not models: there may be thousands after an import."""
    columns = ("pk", "kind", "starts_at", "ends_at", "debriefed_at", "application__company__name")
    for pk, round_, starts_at, ends_at, debriefed_at, company in wanting.values_list(*columns):
        kind = ANSWER if debriefed_at else DEBRIEF if ends_at <= now else GOALS
        due = starts_at if kind == GOALS else ends_at
        yield Need(due, kind, pk, company, round_, timezone.localtime(starts_at), today)


def _day(day: date, today: date) -> str:
    """*today*, *tomorrow*, *Thursday*; nothing where a weekday would not say which."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    distance = (day - today).days
    if abs(distance) > 6:
        return ""
    return near.get(distance) or date_format(day, "l")
