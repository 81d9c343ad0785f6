"""A person's week: what was mine in it, and beside it what companies said."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from core.text import in_a_row
from interviews.models import Application, Ending, Interview, Lesson, Outcome
from interviews.sentences import verdict_sentence

EXCERPT = 200  # characters of a lesson


@dataclass(frozen=True)
class Told:
    """One debriefed interview: its sentence, whom I met, what I learned."""

    title: str
    sentence: str
    people: list[str]
    lessons: list[str]


@dataclass
class Week:
    """Monday to Sunday of the person's own days."""

    first: date
    last: date
    told: list[Told] = field(default_factory=list)
    to_debrief: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not (self.told or self.to_debrief or self.said)

    @property
    def name(self) -> str:
        """As the calendar counts: the days around New Year may be of either year."""
        year, week, _day = self.first.isocalendar()
        return f"{year}-W{week:02}"


def week_before(user: Any, monday: date) -> Week:
    """The seven days before ``monday``, in the active time zone. Two statements."""
    week = Week(monday - timedelta(days=7), monday - timedelta(days=1))
    zone = timezone.get_current_timezone()
    begin, end = (datetime.combine(day, time.min, zone) for day in (week.first, monday))
    days = (week.first, week.last)
    mine = Interview.objects.for_user(user).held()
    held = Q(starts_at__gte=begin, starts_at__lt=end)
    rows = mine.filter(held | Q(outcome_on__range=days)).with_company().with_verdict().with_facts()
    for row in rows.order_by("starts_at", "pk"):
        if begin <= row.starts_at < end:
            _tell(week, row)
        if row.outcome_on and week.first <= row.outcome_on <= week.last:
            week.said.append(_said(row.application, Outcome(row.outcome).word))
    tries = Application.objects.for_user(user).closed_without_interview()
    closed = tries.filter(closed_on__range=days).select_related("company")
    week.said += [_said(one, _ending(one)) for one in closed.order_by("closed_on", "pk")]
    return week


def _tell(week: Week, interview: Interview) -> None:
    if interview.debriefed_at is None:
        week.to_debrief += 1
        return
    people = [meeting for meeting in interview.meeting_facts if meeting["met"]]
    lessons = [
        Lesson(plan=lesson["plan"], learned=lesson["learned"])
        for lesson in interview.lesson_facts
        if lesson["learned"]
    ]
    week.told.append(
        Told(
            title=_title(interview),
            sentence=verdict_sentence([one["name"] for one in people], lessons),
            people=[in_a_row([one["name"], one["role"]]) for one in people],
            lessons=[_lesson(one) for one in lessons],
        )
    )


def _title(interview: Interview) -> str:
    return _("%(round)s with %(company)s, %(day)s") % {
        "round": capfirst(interview.get_kind_display()),
        "company": interview.application.company.name,
        "day": date_format(timezone.localtime(interview.starts_at), "WEEKDAY_FORMAT"),
    }


def _lesson(lesson: Lesson) -> str:
    learned = Truncator(" ".join(lesson.learned.split())).chars(EXCERPT)
    return f"{lesson.plan}: {learned}" if lesson.plan else learned


def _said(application: Application, word: str) -> str:
    return _("%(company)s, %(role)s: %(answer)s") % {
        "company": application.company.name,
        "role": application.role,
        "answer": word,
    }


def _ending(application: Application) -> str:
    """An application ends in the words for the answers, or because I said yes."""
    if application.closed_as == Ending.ACCEPTED:
        return _("accepted")
    return Outcome(application.closed_as).word
