"""Every application with its rounds, read in two statements: all pictures are drawn from these.

A scope goes in and narrows them. What the pictures show is then counted in plain Python, so one
reading serves all of them, and the filters mean the same everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, OuterRef, Q
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils import timezone

from contacts.models import SUGGESTED
from core.text import fold
from dashboard.metrics import Figures, Group
from interviews.models import Application, Interview, Meeting, Outcome, Verdict


@dataclass(frozen=True)
class Round:
    """An interview that is not cancelled. ``people`` are whom I met, by a key of their own."""

    starts_at: datetime  # by the person's own clock
    kind: str
    verdict: str
    outcome: str
    coming: bool = False
    before: int | None = None
    after: int | None = None
    people: tuple[str, ...] = ()
    lessons: int = 0

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def debriefed(self) -> bool:
        return self.verdict != Verdict.PENDING


@dataclass(frozen=True)
class History:
    """An application and its rounds, in order. ``last_day`` is what else is known of its time."""

    company: int
    company_name: str
    source: str
    closed_as: str
    last_day: date
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Which interviews to count: all of them, unless it says less."""

    since: date | None = None
    company: int | None = None
    kind: str = ""
    source: str = ""

    def allows(self, history: History) -> bool:
        """Its company and source are those asked for."""
        wanted = self.company in (None, history.company)
        return wanted and self.source in ("", history.source)

    def counts(self, held: Round) -> bool:
        """Of a history that it allows."""
        early = self.since is not None and held.day < self.since
        return not early and self.kind in ("", held.kind)

    def takes(self, history: History) -> bool:
        """Whole: one of its rounds counts. Without rounds, it must have gone on since."""
        if history.rounds:
            return self.allows(history) and any(map(self.counts, history.rounds))
        early = self.since is not None and history.last_day < self.since
        return self.allows(history) and not early and not self.kind


class Counted(NamedTuple):
    """A round that counts, with the application it belongs to."""

    history: History
    round: Round


@dataclass(frozen=True)
class Chosen:
    """What a scope leaves of the histories."""

    everything: Sequence[History]
    scope: Scope
    today: date

    @cached_property
    def histories(self) -> list[History]:
        """Whole ones: who asks for panels sees where the applications with a panel went."""
        return [history for history in self.everything if self.scope.takes(history)]

    @cached_property
    def counted(self) -> list[Counted]:
        """The rounds, in order of time."""
        found = (
            Counted(history, held)
            for history in self.everything
            if self.scope.allows(history)
            for held in history.rounds
            if self.scope.counts(held)
        )
        return sorted(found, key=lambda one: one.round.starts_at)

    @cached_property
    def debriefed(self) -> list[Counted]:
        return [one for one in self.counted if one.round.debriefed]

    @cached_property
    def figures(self) -> Figures:
        rounds = [one.round for one in self.counted]
        sums = Counter((held.month, held.verdict, held.outcome) for held in rounds)
        return Figures(tuple(Group(*facts, count) for facts, count in sums.items()))

    @property
    def this_month(self) -> date:
        return self.today.replace(day=1)


class Choices(NamedTuple):
    """What the filters offer: the person's own companies (id and name) and sources."""

    companies: list[tuple[int, str]]
    sources: list[tuple[str, str]]


def choices(histories: Sequence[History]) -> Choices:
    """The first companies only, where there are very many."""
    companies = {history.company: history.company_name for history in histories}
    named = {history.source for history in histories} - {""}
    sources = sorted(named, key=lambda source: (fold(source), source))
    return Choices(list(companies.items())[:SUGGESTED], [(source, source) for source in sources])


def first_day(period: str, today: date) -> date | None:
    """The first day of a period of ``dashboard.forms.Period``; None for all time."""
    if period == "year":
        return today.replace(month=1, day=1)
    return today - timedelta(days=int(period)) if period else None


def read(user: Any, now: datetime) -> list[History]:
    """The person's applications by company, cancelled interviews left out. Two statements."""
    rounds: dict[int, list[Round]] = defaultdict(list)
    for application, held in _rounds(user, now):
        rounds[application].append(held)
    tries = (
        Application.objects.for_user(user)
        .order_by("company__sort_key", "company_id", "id")
        .values_list(
            "id", "company_id", "company__name", "source", "closed_as",
            Coalesce("closed_on", "applied_on", Cast("created_at", Application.closed_on.field)),
        )
    )  # fmt: skip
    return [
        History(company, name, source, closed_as, last_day, tuple(rounds[pk]))
        for pk, company, name, source, closed_as, last_day in tries
    ]


def _rounds(user: Any, now: datetime) -> Iterator[tuple[int, Round]]:
    met = Meeting.objects.filter(interview=OuterRef("pk"), met=True)
    who = met.values(who=Coalesce(Cast("contact_id", CharField()), Lower("name")))
    rows = (
        Interview.objects.for_user(user)
        .held()
        .with_verdict()
        .annotate(people=ArraySubquery(who), taught=_taught())
        .order_by("starts_at", "id")
        .values_list(
            "application_id", "starts_at", "ends_at", "kind", "verdict", "outcome",
            "anxiety_before", "anxiety_after", "people", "taught",
        )
    )  # fmt: skip
    zone = timezone.get_current_timezone()
    for application, starts, ends, kind, verdict, outcome, before, after, people, taught in rows:
        pending = verdict == Verdict.PENDING
        yield (
            application,
            Round(
                starts_at=starts.astimezone(zone),
                kind=kind,
                verdict=verdict,
                outcome=outcome,
                coming=pending and ends > now and outcome == Outcome.WAITING,
                before=before,
                after=after,
                people=() if pending else tuple(people),
                lessons=0 if pending else taught,
            ),
        )


def _taught() -> Any:
    """How many lessons have words."""
    return Count("lessons", filter=~Q(lessons__learned=""))
