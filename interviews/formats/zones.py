"""Which zone a time of a calendar file is in: by a name that is known, or as the file tells it.

A zone that the file brings along (VTIMEZONE) is read as a clock with a few yearly rules, never as
a list of all its changes: a rule from 1601 on costs no more than one of this year. Every time of
the file walks all its rules, so a zone with more of them than any has is not followed.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.prop import vDatetime, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from accounts.zones import zone_names
from interviews.formats.calendar_lines import Block, Line

MOST_RULES = 40  # of one zone
MOST_DATES = 200  # of all its rules
EARLIEST = 1601  # the year from which Windows counts; what began before began then
FOR_EVER = datetime(9999, 12, 31)  # noqa: DTZ001 -- as clocks on walls say
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_OFFSET_NAME = re.compile(r"\(?(?:UTC|GMT)\s*(?:([+-])(\d{1,2}):?(\d{2})?)?\)?", re.IGNORECASE)
_UTC_NAMES = {"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "ZULU", "COORDINATED UNIVERSAL TIME"}
_WITHOUT_PLACE = {"CET", "EET", "MET", "WET", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT"}


class _Odd(Exception):
    """A rule that no zone of this world has."""


@dataclass(frozen=True)
class _Rule:
    """From when on, and each year when, the clock stands at ``offset``."""

    starts: datetime
    before: timedelta
    offset: timedelta
    dates: tuple[datetime, ...] = ()
    month: int = 0  # 0: once, on ``starts`` and ``dates``
    weekday: int | None = None
    nth: int = 0
    days: tuple[int, ...] = ()
    until: datetime = FOR_EVER

    def latest(self, wall: datetime) -> datetime | None:
        """When it last came into force, as the clock on the wall says."""
        known = [on for on in (self.starts, *self.dates) if on <= wall]
        if self.month and known:
            for year in (min(wall, self.until).year, min(wall, self.until).year - 1):
                on = self._in_year(year)
                if on and self.starts <= on <= min(wall, self.until):
                    known.append(on)
                    break
        return max(known, default=None)

    def _in_year(self, year: int) -> datetime | None:
        first, last = calendar.monthrange(year, self.month)
        days = list(range(1, last + 1))
        if self.days:
            days = [day for day in days if day in self.days or day - last - 1 in self.days]
        if self.weekday is not None:
            days = [day for day in days if (first + day - 1) % 7 == self.weekday]
        elif not self.days:
            days = [day for day in days if day == self.starts.day]
        place = self.nth - 1 if self.nth > 0 else self.nth
        if not -len(days) <= place < len(days):
            return None
        return self.starts.replace(year=year, month=self.month, day=days[place])


class FileZone(tzinfo):
    """A zone as the file tells it."""

    def __init__(self, rules: list[_Rule]) -> None:
        self.rules = rules

    def utcoffset(self, moment: datetime | None) -> timedelta:
        wall = (moment or FOR_EVER).replace(tzinfo=None)
        known = [(on, rule) for rule in self.rules if (on := rule.latest(wall))]
        if not known:
            return min(self.rules, key=lambda rule: rule.starts).before
        on, rule = max(known, key=lambda pair: pair[0])
        # An hour that the clock leaps over is told as the clock was before.
        return rule.before if wall < on + (rule.offset - rule.before) else rule.offset

    def dst(self, moment: datetime | None) -> None:
        return None

    def tzname(self, moment: datetime | None) -> None:
        return None


class Zones:
    """The zones of one calendar."""

    def __init__(self, blocks: list[Block]) -> None:
        self._told: dict[str, tzinfo] = {}
        for block in blocks:
            name = block.value("TZID")
            zone = _file_zone(block) or _by_name(block.value("X-LIC-LOCATION"))
            if name and zone:
                self._told.setdefault(name, zone)

    def find(self, name: str) -> tzinfo | None:
        """What is known by its name everywhere comes first, then what the file tells."""
        known = _by_name(name)
        return known or self._told.get(name) or _windows(name) or _by_offset(name)


def _by_name(name: str) -> tzinfo | None:
    """``Europe/Vienna``, also as ``/Europe/Vienna`` and behind the name of a program."""
    if name.upper() in _UTC_NAMES:
        return UTC
    parts = name.strip("/").split("/")[-6:]
    for first in range(len(parts)):
        tail = "/".join(parts[first:])
        if tail in _WITHOUT_PLACE or ("/" in tail and tail in zone_names()):
            return ZoneInfo(tail)
    return None


def _windows(name: str) -> tzinfo | None:
    known = WINDOWS_TO_OLSON.get(name)
    return ZoneInfo(known) if known else None


def _by_offset(name: str) -> tzinfo | None:
    """``UTC+01:00``. With a city behind it, it is no clock but a place: that has summers."""
    found = _OFFSET_NAME.fullmatch(name)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if offset > timedelta(hours=15):
        return None
    return timezone(-offset if sign == "-" else offset)


def _file_zone(block: Block) -> tzinfo | None:
    told = block.inner("STANDARD", "DAYLIGHT")
    if not told or len(told) > MOST_RULES:
        return None
    try:
        rules = [_rule(one) for one in told]
    except (ValueError, OverflowError, _Odd):
        return None
    return FileZone(rules) if sum(len(rule.dates) for rule in rules) <= MOST_DATES else None


def _rule(block: Block) -> _Rule:
    starts = _begun(wall_time(_needed(block, "DTSTART").text.rpartition(":")[2]))
    before = vUTCOffset.from_ical(_needed(block, "TZOFFSETFROM").value)
    offset = vUTCOffset.from_ical(_needed(block, "TZOFFSETTO").value)
    if max(abs(before), abs(offset)) >= timedelta(hours=24):
        raise _Odd
    dates = [text for line in block.all("RDATE") for text in line.value.split(",")]
    if len(dates) > MOST_DATES:
        raise _Odd
    each = tuple(_begun(wall_time(text.strip())) for text in dates)
    rule = block.find("RRULE")
    yearly = _yearly(rule.value, starts, before) if rule else {}
    return _Rule(starts, before, offset, each, **yearly)


def _begun(on: datetime) -> datetime:
    return on.replace(year=max(on.year, EARLIEST))


def _needed(block: Block, name: str) -> Line:
    line = block.find(name)
    if not line:
        raise _Odd
    return line


def _yearly(text: str, starts: datetime, before: timedelta) -> dict[str, Any]:
    """``FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10``; no zone changes its clock otherwise."""
    said = {
        name.strip().upper(): value.strip().upper()
        for name, found, value in (part.partition("=") for part in text.split(";"))
        if found
    }
    if said.get("FREQ") != "YEARLY" or said.get("INTERVAL", "1") != "1":
        raise _Odd
    if not said.keys() <= {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST"}:
        raise _Odd
    month = int(said.get("BYMONTH", starts.month))
    days = tuple(int(day) for day in said["BYMONTHDAY"].split(",")) if "BYMONTHDAY" in said else ()
    until = wall_time(said["UNTIL"]) if "UNTIL" in said else FOR_EVER
    if said.get("UNTIL", "").endswith("Z"):
        until += before
    if until.year <= EARLIEST:
        raise _Odd
    found = _BYDAY.fullmatch(said.get("BYDAY", ""))
    if not 1 <= month <= 12 or len(days) > 31 or ("BYDAY" in said and not found):
        raise _Odd
    weekday = _WEEKDAYS.index(found[2]) if found else None
    nth = int(found[1] or 1) if found else 1
    return {"month": month, "weekday": weekday, "nth": nth, "days": days, "until": until}


def wall_time(text: str) -> datetime:
    """``20260310T140000``, or a day, whose midnight it is. ``ValueError`` where it is neither."""
    moment: datetime = vDatetime.from_ical(
        text.strip() if "T" in text else f"{text.strip()}T000000"
    )
    return moment.replace(tzinfo=None)
