"""What a story is told in. Days are counted from today, so it never grows old."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from contacts.models import TouchKind
from feedback.models import Judgement, LetterKind
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
    questions: tuple[str, ...] = ()


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
class Question:
    """One that was asked in the room, of a goal that was planned; ``by`` gave the answer."""

    text: str
    goal: str
    answer: str = ""
    by: str = ""


@dataclass(frozen=True)
class Said:
    """Feedback that came, so many days after the letter, or after the company’s word."""

    what: str
    by: str
    after_days: int
    about: str = ""
    verdict: Judgement | None = None
    goal: str = ""  # made from it, by title
    apply_again: Day | None = None
    refer: str = ""


@dataclass(frozen=True)
class Sent:
    """A letter, so many days after the answer that it is about; or why it was skipped."""

    kind: LetterKind
    to: str = ""
    after_days: int = 1
    skipped: str = ""
    answer: Said | None = None


@dataclass(frozen=True)
class Touched:
    """Something that passed between her and a person, outside of interviews."""

    name: str
    kind: TouchKind
    day: Day
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """How a person is kept: since when and whom from, and how often they speak."""

    name: str
    every: int | None = None  # days
    where: str = ""
    by: str = ""


@dataclass(frozen=True)
class Moved:
    name: str
    company: str
    title: str
    day: Day


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
    asked: tuple[Question, ...] = ()
    dread: tuple[int, int] | None = None
    reflection: str = ""
    answer: Outcome = Outcome.WAITING
    after_days: int = 0  # until the answer came
    letters: tuple[Sent, ...] = ()
    said: tuple[Said, ...] = ()  # feedback nobody asked for


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
    flip: tuple[int, int, int, int] | None = None  # early, extreme, selling, enough
    letters: tuple[Sent, ...] = ()  # about its ending, where no interview says it
