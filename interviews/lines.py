"""Interviews as lines of a list, their dates formatted once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from interviews.models import Interview


@dataclass(frozen=True)
class Line:
    """What ``components/interview_line.html`` shows."""

    id: int
    url: str
    company: str
    role: str
    kind: str
    when: str
    verdict: str
    outcome: str
    coming: bool
    group: str


def line(interview: Interview, now: datetime) -> Line:
    """For a row of ``with_company()``, ``with_verdict()``; ``grouped()`` adds its group."""
    coming = interview.ends_at > now and interview.debriefed_at is None
    return Line(
        id=interview.pk,
        url=interview.get_absolute_url(),
        company=interview.application.company.name,
        role=interview.application.role,
        kind=interview.get_kind_display(),
        when=when(interview.starts_at, coming),
        verdict=interview.verdict,
        outcome=interview.outcome,
        coming=coming,
        group=getattr(interview, "group", ""),
    )


def when(starts: datetime, coming: bool) -> str:
    """Of what is to come the hour matters, of what is over the year."""
    return date_format(timezone.localtime(starts), "DAY_TIME_FORMAT" if coming else "DATE_FORMAT")


def lines(interviews: Iterable[Interview], now: datetime) -> list[Line]:
    return [line(interview, now) for interview in interviews]
