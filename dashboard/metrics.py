"""The two metrics beside what companies said.

Interviews are counted by month, verdict and outcome; all that a page shows of them is added up from
those counts. The verdict is mine and the outcome is theirs: no number here is made
of both but the grid, which shows them side by side.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from interviews.models import Interview, Outcome, Verdict

ENOUGH_FOR_PERCENT = 10  # debriefed interviews; below that a percentage says more than it knows
ROWS = (Verdict.BOTH, Verdict.MET, Verdict.LEARNED, Verdict.NEITHER)
WORTHWHILE = (Verdict.BOTH, Verdict.MET, Verdict.LEARNED)
ANSWERS = tuple(outcome for outcome in Outcome if outcome != Outcome.WAITING)
COLUMNS = (*ANSWERS, Outcome.WAITING)


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


def figures(user: Any) -> Figures:
    """The person's figures, months in their own time zone. One statement."""
    counted = (
        Interview.objects.for_user(user)
        .held()
        .with_verdict()
        .annotate(month=TruncMonth("starts_at", output_field=DateField()))
        .order_by()
        .values_list("month", "verdict", "outcome")
        .annotate(count=Count("pk"))
    )
    return Figures(tuple(Group(*row) for row in counted))
