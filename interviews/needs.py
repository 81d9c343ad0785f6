"""What an interview needs of me: goals to pick, a debrief to write, an answer to record.

Nothing here can be dismissed. A need leaves the list when the page that it leads to is done.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.needs import Facts, Sort, Want, moment
from core.text import in_a_row
from interviews.models import Interview, Kind, Lesson, Meeting

GOALS_AHEAD = timedelta(days=3)  # earlier than that, picking goals can wait


def needs(user: Any, now: datetime) -> list[Want]:
    """What this person's interviews wait for.

    Up to the day before, one goal is enough of a plan; then one without anything to learn says so.
    After ``quiet_days`` without an answer it is a nudge that is needed, which is not this room's.
    """
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Interview.objects.for_user(user)
    soon = mine.upcoming(now).filter(starts_at__gt=now, starts_at__lte=now + GOALS_AHEAD)
    to_meet, to_learn = _planned(Meeting, planned=True), _planned(Lesson, plan__gt="")
    by_tomorrow = soon.filter(starts_at__lt=today + timedelta(days=2))
    quiet = now - timedelta(days=user.quiet_days)
    unanswered = mine.waiting().filter(ends_at__lt=today, ends_at__gt=quiet)
    return [
        Want(GOALS, soon.filter(~to_meet, ~to_learn), F("starts_at"), FACTS),
        Want(LEARN, by_tomorrow.filter(to_meet, ~to_learn), F("starts_at"), FACTS),
        Want(DEBRIEF, mine.to_debrief(now), F("ends_at"), FACTS),
        Want(ANSWER, unanswered, F("ends_at"), FACTS),
    ]


def _planned(model: type[Meeting] | type[Lesson], **facts: Any) -> Exists:
    return Exists(model.objects.filter(interview=OuterRef("pk"), **facts))


# What a line is made of; other rooms that speak of interviews use the same.
FACTS = {
    "interview": "pk",
    "company": "application__company__name",
    "round": "kind",
    "starts": "starts_at",
}


def page_of_interview(name: str) -> Callable[[Facts], str]:
    return lambda facts: reverse(name, args=[facts["interview"]])


def _goals(facts: Facts, now: datetime) -> str:
    return _("Two goals for %(day)s’s interview with %(company)s") % _names(facts, now)


def _learn(facts: Facts, now: datetime) -> str:
    return _("Nothing to learn is planned for %(day)s’s interview with %(company)s") % _names(
        facts, now
    )


def _debrief(facts: Facts, now: datetime) -> str:
    names = _names(facts, now)
    if names["day"]:
        return _("Debrief %(day)s’s interview with %(company)s") % names
    return _("Debrief the interview with %(company)s") % names


def _answer(facts: Facts, now: datetime) -> str:
    return _("What did %(company)s say?") % facts


def _names(facts: Facts, now: datetime) -> Facts:
    return {**facts, "day": day_name(_starts(facts).date(), timezone.localdate(now))}


def when_with_time(facts: Facts) -> str:
    return _round_on(facts, date_format(_starts(facts), "DATETIME_FORMAT"))


def when(facts: Facts) -> str:
    """The round and its day, which tell one interview from another."""
    return _round_on(facts, date_format(_starts(facts)))


def _round_on(facts: Facts, day: str) -> str:
    return in_a_row([capfirst(Kind(facts["round"]).label), day])


def _starts(facts: Facts) -> datetime:
    return timezone.localtime(moment(facts["starts"]))


def day_name(day: date, today: date) -> str:
    """*today*, *tomorrow*, *Thursday*; nothing where a weekday would not say which."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    distance = (day - today).days
    if abs(distance) > 6:
        return ""
    return near.get(distance) or date_format(day, "l")


GOALS = Sort("goals", page_of_interview("interviews:plan"), _goals, when_with_time)
LEARN = Sort("learn", page_of_interview("interviews:plan"), _learn, when_with_time)
DEBRIEF = Sort("debrief", page_of_interview("interviews:debrief"), _debrief, when)
ANSWER = Sort("answer", page_of_interview("interviews:outcome"), _answer, when, can_wait=True)
