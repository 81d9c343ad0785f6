"""A month as a calendar shows it: its days, and what stands on each."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format

import contacts.dates
import feedback.dates
import interviews.dates
from core.dates import Entry, gather
from core.forms import FIRST_YEAR, LAST_YEAR, FilterForm

ROOMS = (interviews.dates, feedback.dates, contacts.dates)
FEW = 3  # entries of one day in the month's grid; its page has them all
MANY = 20  # and in the agenda


class CalendarForm(FilterForm):
    """Which days, and how they are laid out. What is no month, or in no sane year, is this one."""

    month = forms.DateField(required=False, input_formats=["%Y-%m"])
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    view = forms.ChoiceField(required=False, choices=[("month", ""), ("agenda", "")])


@dataclass(frozen=True)
class Day:
    """One day where the person is."""

    on: date
    is_today: bool
    entries: list[Entry]

    @property
    def name(self) -> str:
        return date_format(self.on, "WEEKDAY_FORMAT")

    @property
    def few(self) -> list[Entry]:
        return self.entries[:FEW]

    @property
    def beyond_few(self) -> int:
        return len(self.entries[FEW:])

    @property
    def many(self) -> list[Entry]:
        return self.entries[:MANY]

    @property
    def beyond_many(self) -> int:
        return len(self.entries[MANY:])


@dataclass(frozen=True)
class Month:
    """``weeks`` have None where a day is another month's."""

    first: date
    today: date
    weeks: list[list[Day | None]]

    @property
    def name(self) -> str:
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def previous(self) -> date | None:
        return _months_on(self.first, -1)

    @property
    def next(self) -> date | None:
        return _months_on(self.first, 1)

    @property
    def taken(self) -> list[Day]:
        """The days on which something stands."""
        return [day for week in self.weeks for day in week if day and day.entries]

    @property
    def is_now(self) -> bool:
        return self.first == self.today.replace(day=1)

    @property
    def earlier(self) -> list[Day]:
        """Of the month that is on: the days behind. Of any other, none are told apart."""
        return [day for day in self.taken if self.is_now and day.on < self.today]

    @property
    def ahead(self) -> list[Day]:
        return [day for day in self.taken if not self.is_now or day.on >= self.today]


def month_of(user: Any, day: date, today: date) -> Month:
    """The month in which ``day`` lies. One statement."""
    first = day.replace(day=1)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    entries: dict[date, list[Entry]] = {}
    for entry in entries_of(user, first, last):
        entries.setdefault(entry.on, []).append(entry)
    weeks = calendar.Calendar(_first_weekday()).monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        today=today,
        weeks=[
            [Day(on, on == today, entries.get(on, [])) if _same(on, first) else None for on in week]
            for week in weeks
        ],
    )


def entries_of(user: Any, first: date, last: date) -> list[Entry]:
    """All that stands on these days, of every room."""
    return gather([dated for room in ROOMS for dated in room.dates(user, first, last)])


def weekdays() -> list[tuple[str, str]]:
    """Each day of the week, short and in full, as the person's language begins it."""
    order = calendar.Calendar(_first_weekday()).iterweekdays()
    return [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in order]


def _first_weekday() -> int:
    """Monday is 0, as Python counts; Django counts from Sunday."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


def _same(on: date, first: date) -> bool:
    return (on.year, on.month) == (first.year, first.month)


def _months_on(first: date, months: int) -> date | None:
    """So many months further; None where no calendar of ours reaches."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1) if FIRST_YEAR <= year <= LAST_YEAR else None
