"""The two metrics beside what companies said. A scope goes in, numbers come out.

One statement counts interviews by month, verdict and outcome; all that a page shows of them is
added up from those counts. The verdict is mine and the outcome is theirs: no number here is made
of both but the grid, which shows them side by side.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import SUGGESTED
from core.text import fold
from interviews.models import Application, Ending, Interview, Outcome, Verdict

ENOUGH_FOR_PERCENT = 10  # debriefed interviews; below that a percentage says more than it knows
ROWS = (Verdict.BOTH, Verdict.MET, Verdict.LEARNED, Verdict.NEITHER)
WORTHWHILE = (Verdict.BOTH, Verdict.MET, Verdict.LEARNED)
ANSWERS = tuple(outcome for outcome in Outcome if outcome != Outcome.WAITING)
COLUMNS = (*ANSWERS, Outcome.WAITING)


@dataclass(frozen=True)
class Scope:
    """Which interviews to count: all of them, unless it says less."""

    since: date | None = None
    company: int | None = None
    kind: str = ""
    source: str = ""


@dataclass(frozen=True)
class Share:
    """``n`` of ``m``."""

    n: int
    m: int

    @property
    def percent(self) -> str:
        """Nothing below ten. Only all is 100 %, and only none is 0 %."""
        if self.m < ENOUGH_FOR_PERCENT:
            return ""
        if self.n in (0, self.m):
            percent = 0 if self.n == 0 else 100
        else:
            percent = min(max(round(100 * self.n / self.m), 1), 99)
        return _("%(percent)s %%") % {"percent": percent}


class Group(NamedTuple):
    """So many interviews of that month with that verdict and that outcome."""

    month: date
    verdict: str
    outcome: str
    interviews: int


@dataclass(frozen=True)
class Figures:
    """What the groups add up to, in whatever order they come."""

    groups: tuple[Group, ...] = ()

    @cached_property
    def debriefed(self) -> int:
        """The m of every "n of m": interviews held and debriefed."""
        return self._count(ROWS)

    @cached_property
    def met(self) -> Share:
        return Share(self._count([Verdict.BOTH, Verdict.MET]), self.debriefed)

    @cached_property
    def learned(self) -> Share:
        return Share(self._count([Verdict.BOTH, Verdict.LEARNED]), self.debriefed)

    @cached_property
    def worthwhile(self) -> Share:
        return Share(self._count(WORTHWHILE), self.debriefed)

    @cached_property
    def both(self) -> Share:
        return Share(self._count([Verdict.BOTH]), self.debriefed)

    @cached_property
    def answers(self) -> dict[Outcome, int]:
        """What companies said, by answer, debriefed or not. Waiting is not an answer."""
        said = self._sum(lambda group: group.outcome)
        return {answer: said[answer] for answer in ANSWERS}

    @cached_property
    def answered(self) -> int:
        return sum(self.answers.values())

    @cached_property
    def cells(self) -> dict[tuple[Verdict, Outcome], int]:
        """The grid: my verdict down the side, their answer across the top."""
        sums = self._sum(lambda group: (group.verdict, group.outcome))
        return {(row, column): sums[row, column] for row in ROWS for column in COLUMNS}

    @cached_property
    def answered_undebriefed(self) -> int:
        """Answers of interviews without a debrief: counted above, and in no row of the grid."""
        return sum(self.answers.values()) - sum(
            count for (_row, column), count in self.cells.items() if column != Outcome.WAITING
        )

    def worthwhile_among(self, outcome: Outcome) -> Share:
        """Of the debriefed interviews with that answer, those that were worth my time."""
        column = {row: self.cells[row, outcome] for row in ROWS}
        return Share(sum(column[row] for row in WORTHWHILE), sum(column.values()))

    @cached_property
    def by_month(self) -> dict[date, "Figures"]:
        """The same figures for each month in which there is something to count, in order."""
        months: dict[date, list[Group]] = {}
        for group in self.groups:
            if group.verdict != Verdict.PENDING or group.outcome != Outcome.WAITING:
                months.setdefault(group.month, []).append(group)
        return {month: Figures(tuple(months[month])) for month in sorted(months)}

    def in_month(self, day: date) -> "Figures":
        return self.by_month.get(day.replace(day=1), Figures())

    def _count(self, verdicts: Iterable[str]) -> int:
        wanted = set(verdicts)
        return sum(group.interviews for group in self.groups if group.verdict in wanted)

    def _sum(self, key: Any) -> Counter:
        sums: Counter = Counter()
        for group in self.groups:
            sums[key(group)] += group.interviews
        return sums


def figures(user: Any, scope: Scope = Scope()) -> Figures:
    """The person's figures, months in their own time zone. One statement."""
    rows = Interview.objects.for_user(user).held()
    if scope.since:
        begin = datetime.combine(scope.since, time.min, timezone.get_current_timezone())
        rows = rows.filter(starts_at__gte=begin)
    if scope.company:
        rows = rows.filter(application__company=scope.company)
    if scope.kind:
        rows = rows.filter(kind=scope.kind)
    if scope.source:
        rows = rows.filter(application__source=scope.source)
    counted = (
        rows.with_verdict()
        .annotate(month=TruncMonth("starts_at", output_field=DateField()))
        .order_by()
        .values_list("month", "verdict", "outcome")
        .annotate(count=Count("pk"))
    )
    return Figures(tuple(Group(*row) for row in counted))


def closed_without_interview(user: Any, scope: Scope = Scope()) -> dict[Ending, int]:
    """Applications that ended before any interview, by ending: they count nowhere else.

    They had no interview of any kind, so where the scope asks for one there is nothing to count.
    """
    if scope.kind:
        return {}
    rows = Application.objects.for_user(user).closed_without_interview()
    if scope.since:
        rows = rows.filter(closed_on__gte=scope.since)
    if scope.company:
        rows = rows.filter(company=scope.company)
    if scope.source:
        rows = rows.filter(source=scope.source)
    found = dict(rows.order_by().values_list("closed_as").annotate(count=Count("pk")))
    return {ending: found[ending] for ending in Ending if ending in found}


class Choices(NamedTuple):
    """What the filters offer: the person's own companies (id and name) and sources."""

    companies: list[tuple[int, str]]
    sources: list[tuple[str, str]]


def choices(user: Any) -> Choices:
    """One statement for both. The first companies only, where there are very many."""
    tries = (
        Application.objects.for_user(user)
        .order_by("company__sort_key", "company_id")
        .values_list("company_id", "company__name", "source")
        .distinct()
    )
    companies: dict[int, str] = {}
    sources: set[str] = set()
    for company, name, source in tries:
        companies[company] = name
        sources.add(source)
    named = sorted(sources - {""}, key=lambda source: (fold(source), source))
    return Choices(list(companies.items())[:SUGGESTED], [(source, source) for source in named])


def first_day(period: str, today: date) -> date | None:
    """The first day of a period of ``dashboard.forms.Period``; None for all time."""
    if period == "year":
        return today.replace(month=1, day=1)
    return today - timedelta(days=int(period)) if period else None
