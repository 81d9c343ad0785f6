"""The next interview with its goals, and the last verdict: one statement for both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from core.text import in_a_row
from interviews.models import Interview, Lesson
from interviews.sentences import verdict_sentence


@dataclass(frozen=True)
class Moment:
    """An interview as Today tells of it."""

    interview: Interview
    when: str
    round: str
    company: str
    meet: list[str]
    learn: list[str]
    sentence: str = ""


def next_and_last(user: Any, now: datetime) -> tuple[Moment | None, Moment | None]:
    """The next interview (or the one that is on), and the last one debriefed."""
    mine = Interview.objects.for_user(user)
    soonest = mine.upcoming(now).order_by("starts_at", "id").values("pk")[:1]
    latest = mine.debriefed().order_by("-starts_at", "-id").values("pk")[:1]
    rows = mine.filter(Q(pk=Subquery(soonest)) | Q(pk=Subquery(latest)))
    found = list(rows.with_company().with_verdict().with_facts())
    coming = next((row for row in found if row.debriefed_at is None), None)
    judged = next((row for row in found if row.debriefed_at), None)
    return _coming(coming) if coming else None, _judged(judged) if judged else None


def _coming(interview: Any) -> Moment:
    people = [meeting for meeting in interview.meeting_facts if meeting["planned"]]
    return _moment(
        interview,
        "DAY_YEAR_TIME_FORMAT",
        meet=[in_a_row([row["name"], row["role"]]) for row in people],
        learn=[lesson["plan"] for lesson in interview.lesson_facts if lesson["plan"]],
    )


def _judged(interview: Any) -> Moment:
    meet = [meeting["name"] for meeting in interview.meeting_facts if meeting["met"]]
    lessons = [lesson for lesson in interview.lesson_facts if lesson["learned"]]
    learned = [Lesson(plan=lesson["plan"], learned=lesson["learned"]) for lesson in lessons]
    learn = [lesson["learned"] for lesson in lessons]
    return _moment(
        interview, "DATE_FORMAT", meet=meet, learn=learn, sentence=verdict_sentence(meet, learned)
    )


def _moment(interview: Any, form: str, **words: Any) -> Moment:
    return Moment(
        interview=interview,
        when=date_format(timezone.localtime(interview.starts_at), form),
        round=capfirst(interview.get_kind_display()),
        company=interview.application.company.name,
        **words,
    )
