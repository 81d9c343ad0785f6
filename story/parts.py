"""What a story is told in. Days are counted from today, so it never grows old."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from interviews.models import Ending, Kind, Outcome
from learning.models import Kind as GoalKind
from learning.models import Status

Day = Callable[[date], date]  # from today

MON, TUE, WED, THU, FRI = range(5)


def weeks_ago(weeks: int, weekday: int) -> Day:
    return lambda today: _monday(today) + timedelta(weeks=-weeks, days=weekday)


def next_week(weekday: int) -> Day:
    return weeks_ago(-1, weekday)


def in_days(days: int) -> Day:
    return lambda today: today + timedelta(days=days)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


@dataclass(frozen=True)
class Aim:
    """A goal in the backlog."""

    title: str
    kind: GoalKind
    status: Status
    why: str = ""


@dataclass(frozen=True)
class Someone:
    """A person in the room, or one who was expected there."""

    name: str
    role: str
    about: str = ""
    planned: bool = True
    met: bool = True
    interesting: bool = False
    details: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Learned:
    """What came of a goal that was planned; a discovery has no goal."""

    what: str
    goal: str = ""


@dataclass(frozen=True)
class Round:
    """One interview. With ``dread`` (before, after) it is debriefed."""

    kind: Kind
    day: Day
    at: time
    minutes: int = 60
    place: str = ""
    people: tuple[Someone, ...] = ()
    goals: tuple[str, ...] = ()  # planned, by title
    lessons: tuple[Learned, ...] = ()
    dread: tuple[int, int] | None = None
    reflection: str = ""
    answer: Outcome = Outcome.WAITING
    after_days: int = 0  # until the answer came


@dataclass(frozen=True)
class Try:
    """One application with its rounds; ``ended`` says how and when it was closed."""

    company: str
    role: str
    source: str
    applied: Day
    rounds: tuple[Round, ...] = ()
    ended: tuple[Ending, Day] | None = None
    url: str = ""
    salary: str = ""
    notes: str = ""
