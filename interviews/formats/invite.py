"""Invites as calendar programs send them: ``.ics`` files, or their text.

An event of a series is taken once, never expanded. Of one event in several versions, the latest
one of the file counts.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar.error import InvalidCalendar
from icalendar.prop import vDuration

from core.files import FileProblem, Options, Parsed, RowProblem
from core.files.tidy import in_a_line
from core.forms import FIRST_YEAR, LAST_YEAR
from interviews.formats.calendar_lines import Block, Line, calendars
from interviews.formats.invite_text import guests_of, place_room_and_notes
from interviews.formats.zones import Zones, wall_time
from interviews.models.interview import USUAL_LENGTH
from interviews.records import InviteRecord

LONGEST = timedelta(days=7)  # beyond it, it is no interview but a season
A_DAY = timedelta(days=1)
UID_LENGTH, SUMMARY_LENGTH, HIGHEST = 500, 300, 2**31 - 1
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}  # of guests, to whom invited them
_ZONE = re.compile(r';TZID=(?:"([^"]*)"|([^;]*))', re.IGNORECASE)
_STAMP = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)
_BEGINS = re.compile(rb"^[ \t]*BEGIN:(VCALENDAR|VEVENT)[ \t\r]*$", re.IGNORECASE | re.MULTILINE)


class Invite:
    key = "invite"
    name = gettext_lazy("Calendar: an invite (.ics)")
    kind = "invites"

    def knows(self, data: bytes) -> bool:
        return bool(_BEGINS.search(data[:65_536].replace(b"\0", b"").replace(b"\r", b"\n")))

    def records(self, data: bytes, options: Options) -> Iterator[Parsed]:
        found = [one for calendar in calendars(data) for one in _events(calendar, options)]
        if not found:
            words = _("There is no event in this file. Choose the invite as it was sent to you.")
            raise FileProblem(words)
        newest = _newest(found)
        for one in sorted(found, key=lambda one: one.line):
            better = newest.get(_key(one.record)) if one.record else None
            if better and better is not one:
                yield Parsed(one.line, problem=_left_out(one.record, better))
            else:
                yield one


def _left_out(record: InviteRecord, better: Parsed) -> str:
    same = record == better.record
    newer = _("A newer version of this event is on line %(line)s.")
    words = _("It says the same as line %(line)s.") if same else newer
    return words % {"line": better.line}


@dataclass(frozen=True)
class _Version(Parsed):
    """``stamps``: when it was written, in UTC, so that the later one is the greater text."""

    stamps: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """The version of an event with the highest counts."""
        return self.record.sequence, self.record.cancelled, self.stamps


def _events(calendar: Block, options: Options) -> Iterator[_Version]:
    zones = Zones(calendar.inner("VTIMEZONE"))
    method = calendar.value("METHOD").upper()
    for block in calendar.inner("VEVENT"):
        try:
            record = _record(block, method, _Clock(zones, options))
            stamps = tuple(_stamped(block.value(name)) for name in ("DTSTAMP", "LAST-MODIFIED"))
            yield _Version(block.line, record, stamps=stamps)
        except _LineProblem as problem:
            yield _Version(problem.line, problem=str(problem))
        except RowProblem as problem:
            yield _Version(block.line, problem=str(problem))


def _stamped(text: str) -> str:
    return text if _STAMP.fullmatch(text) else ""


def _newest(found: list[_Version]) -> dict[tuple[str, str], _Version]:
    """Of each event, the version that counts; a first of a series that moved counts as moved."""
    newest: dict[tuple[str, str], _Version] = {}
    for one in found:
        if one.record:
            other = newest.setdefault(_key(one.record), one)
            if one.rank > other.rank:
                newest[_key(one.record)] = one
    for (uid, occurrence), one in list(newest.items()):
        starts = one.record.starts_at
        moved = newest.get((uid, stamp(starts))) if starts and not occurrence else None
        if moved:
            newest[uid, occurrence] = moved
    return newest


def _key(record: InviteRecord) -> tuple[str, str]:
    return record.uid, record.occurrence


def stamp(moment: datetime) -> str:
    """How one of a series is named: by the moment at which it was to begin at first."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


class _LineProblem(RowProblem):
    def __init__(self, line: int, words: str) -> None:
        self.line = line
        super().__init__(words)


class _Clock:
    """Reads the times of one calendar."""

    def __init__(self, zones: Zones, options: Options) -> None:
        self.zones, self.own = zones, options.zone

    def read(self, line: Line, usual: tzinfo | None = None) -> tuple[datetime, bool]:
        """The moment, and whether it is a whole day. One without a zone is in ``usual``."""
        value = line.text.rpartition(":")[2].strip()
        is_day = "T" not in value
        try:
            wall = wall_time(value)
        except (ValueError, OverflowError) as problem:
            words = _("“%(text)s” is no time. Ask for the invite anew, or add it by hand.")
            raise _LineProblem(line.number, words % {"text": value[:40]}) from problem
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            words = _("Check the year: it is %(year)s.") % {"year": wall.year}
            raise _LineProblem(line.number, words)
        zone = self.zone_of(line) or usual or self.own
        return wall.replace(tzinfo=zone).astimezone(UTC), is_day

    def zone_of(self, line: Line) -> tzinfo | None:
        """The one it names. The name may have a colon in it that nobody quoted; a time has none."""
        names, _colon, value = line.text.rpartition(":")
        if value.strip().endswith("Z"):
            return UTC
        found = _ZONE.search(names)
        name = (found[1] or found[2] or "").strip() if found else ""
        if not name:
            return None
        zone = self.zones.find(name)
        if not zone:
            words = _("The time zone “%(name)s” is not known. Add this interview by hand.")
            raise _LineProblem(line.number, words % {"name": name[:80]})
        return zone


def _record(block: Block, method: str, clock: _Clock) -> InviteRecord:
    if not block.is_whole:
        raise RowProblem(_("The file ends within this event. Save the invite again, whole."))
    if method in _ANSWERS:
        raise RowProblem(_("This is somebody’s answer to an invite, not the invite."))
    cancelled = method == "CANCEL" or block.value("STATUS").upper() == "CANCELLED"
    place, room, notes = place_room_and_notes(block)
    record = InviteRecord(
        uid=_uid(block),
        sequence=_sequence(block.value("SEQUENCE")),
        occurrence=_occurrence(block, clock),
        cancelled=cancelled,
        summary=in_a_line(block.value("SUMMARY"), SUMMARY_LENGTH),
        place=place,
        room=room,
        notes=notes,
        guests=guests_of(block),
        repeats=bool(block.find("RRULE") or block.find("RDATE")),
    )
    if cancelled and not block.find("DTSTART"):
        return record
    starts, ends = _times(block, clock)
    return replace(record, starts_at=starts, ends_at=ends)


def _uid(block: Block) -> str:
    """Of an event without one: what it says, so that it is known again."""
    uid = block.value("UID")
    if uid and len(uid) <= UID_LENGTH:
        return uid
    starts = block.find("DTSTART")
    said = uid or "\n".join([block.value("SUMMARY"), starts.text if starts else ""])
    return f"sha256-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def _sequence(text: str) -> int:
    digits = text[:12]
    return min(int(digits), HIGHEST) if digits.isascii() and digits.isdecimal() else 0


def _occurrence(block: Block, clock: _Clock) -> str:
    line = block.find("RECURRENCE-ID")
    return stamp(clock.read(line)[0]) if line else ""


def _times(block: Block, clock: _Clock) -> tuple[datetime, datetime]:
    line = block.find("DTSTART")
    if not line:
        raise RowProblem(_("It does not say when it is. Ask for the invite anew."))
    starts, is_day = clock.read(line)
    usual = A_DAY if is_day else USUAL_LENGTH
    ends = _ends(block, clock, line)
    if not ends or ends == starts:
        # A whole day lasts to the next midnight where the person is, 23 hours off or 25.
        lasts = _length(block) or usual
        ends = (starts.astimezone(clock.own if is_day else UTC) + lasts).astimezone(UTC)
    if ends <= starts:
        raise _LineProblem(line.number, _("It ends before it starts. Check both times."))
    if ends - starts > LONGEST + timedelta(hours=1):
        raise _LineProblem(line.number, _("It is longer than a week, so it is no interview."))
    return starts, ends


def _ends(block: Block, clock: _Clock, start: Line) -> datetime | None:
    line = block.find("DTEND")
    return clock.read(line, usual=clock.zone_of(start))[0] if line else None


def _length(block: Block) -> timedelta:
    line = block.find("DURATION")
    if not line:
        return timedelta()
    try:
        lasts: timedelta = vDuration.from_ical(line.value.upper())
    except (InvalidCalendar, ValueError, OverflowError) as problem:
        words = _("“%(text)s” is no length of time. Add this interview by hand.")
        raise _LineProblem(line.number, words % {"text": line.value[:40]}) from problem
    return min(lasts, 2 * LONGEST)
