"""Days as files write them, with a time or without: ISO, with a month's name, or in numbers."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.files.problems import RowProblem
from core.forms import FIRST_YEAR, LAST_YEAR

LONGEST = 80  # characters: what is longer is no date

# By the first letters that tell, in English and German.
MONTHS = (
    ("jan", "jän"), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"), ("jun",), ("jul",),
    ("aug",), ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez"),
)  # fmt: skip

_YEAR = r"(?P<year>\d{4}|\d{2})"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? )?"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
        rf"{_WEEKDAY}{_DAY}[ -/]?{_NAME},?[ -/]?{_YEAR}(?!\d)",
        rf"{_WEEKDAY}{_NAME} ?{_DAY},? {_YEAR}(?!\d)",
    )
)
_TIME = re.compile(
    r"(?:T|,| |at|um)*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
    r" ?(?P<zone>(?:UTC|GMT|Z)?(?P<offset>[+-]\d{2}:?\d{2})?)(?: ?\(.*\))?",
    re.IGNORECASE,
)


def read_day(text: str, day_first: bool | None = None, zone: ZoneInfo | None = None) -> date | None:
    """The day; None where there is nothing. ``RowProblem`` where it is no day.

    A time that names its own zone is the day that it is in ``zone``.
    """
    text = _tidy(text)
    if not text:
        return None
    day, rest = _day_and_rest(text, day_first)
    at = _time_of(rest, text)
    if at and at.tzinfo and zone:
        return datetime.combine(day, at).astimezone(zone).date()
    return day


def day_comes_first(values: Iterable[str]) -> bool | None:
    """Whether days in numbers are day first, as the values themselves tell; None: either way.

    Of ``03/04/2026`` nobody can tell, but ``25/04/2026`` in the same column tells of both.
    """
    one_way, other_way, either = _ways(values)
    if one_way and not other_way:
        return True
    if other_way and not one_way:
        return False
    return None if either else True


def _ways(values: Iterable[str]) -> tuple[bool, bool, bool]:
    """Is there one with the day first, one with the month first, one that may be either?"""
    first = second = either = False
    for one, two in _in_numbers(values):
        first = first or one > 12 >= two
        second = second or two > 12 >= one
        either = either or (one <= 12 and two <= 12 and one != two)
    return first, second, either


def _in_numbers(values: Iterable[str]) -> Iterator[tuple[int, int]]:
    for value in values:
        found = _DATES[1].match(_tidy(value))
        if found and found["mark"] != ".":
            yield int(found["one"]), int(found["two"])


def _tidy(text: str) -> str:
    return " ".join(text[: LONGEST + 1].split())


def _day_and_rest(text: str, day_first: bool | None) -> tuple[date, str]:
    for pattern in _DATES:
        found = pattern.match(text)
        if found and len(text) <= LONGEST:
            with suppress(ValueError):
                return _day(found, day_first, text), text[found.end() :]
    raise RowProblem(_no_day(text))


def _day(found: re.Match[str], day_first: bool | None, text: str) -> date:
    """Raises ``ValueError`` where there is no such day."""
    parts = found.groupdict()
    year = _year(parts["year"])
    if parts.get("name"):
        return date(year, _month(parts["name"]), int(parts["day"]))
    if "one" not in parts:
        return date(year, int(parts["month"]), int(parts["day"]))
    one, two = int(parts["one"]), int(parts["two"])
    if parts["mark"] == "." or one > 12 or one == two:
        return date(year, two, one)
    if two > 12:
        return date(year, one, two)
    if day_first is None:
        words = _("“%(day)s” may be either of two days: say whether the day or the month is first.")
        raise RowProblem(words % {"day": text})
    return date(year, two, one) if day_first else date(year, one, two)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 69 else 1900  # as POSIX has it
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(digits)
    return year


def _month(name: str) -> int:
    start = name.casefold()[:3]
    for number, names in enumerate(MONTHS, 1):
        if start in names:
            return number
    raise ValueError(name)


def _time_of(rest: str, text: str) -> time | None:
    """The time after a day, with its zone if it names one."""
    if not rest.strip(" ,TZ"):  # xCal and some exports write 2024-03-05Z
        return None
    found = _TIME.fullmatch(rest)
    if not found:
        raise RowProblem(_no_day(text))
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = time(hour, int(found["minute"]), int(found["second"] or 0))
        return at.replace(tzinfo=_offset(found["offset"]) if found["zone"] else None)
    except ValueError:
        raise RowProblem(_no_day(text)) from None


def _offset(offset: str | None) -> timezone:
    if not offset:
        return UTC
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-away if offset[0] == "-" else away)


def _no_day(text: str) -> str:
    words = _("“%(day)s” is no day that can be read. Write it like 2026-03-10.")
    return words % {"day": text[:LONGEST]}
