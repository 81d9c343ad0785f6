"""A calendar that programs subscribe to. Pure: of the same events, the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event
from icalendar.prop import vDuration

ASK_AGAIN = timedelta(hours=1)  # how often programs that listen to this ask for it
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """``starts`` and ``ends`` are moments; or days, of which the last one is the event's too."""

    uid: str  # stays the same for good
    starts: date | datetime
    ends: date | datetime
    summary: str
    changed: datetime
    version: int
    place: str = ""
    url: str = ""
    cancelled: bool = False


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """All of it, in UTC, folded and escaped by the library; in an order that stays."""
    calendar = Calendar()
    calendar.add("prodid", "-//Worthwhile//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    for entry in sorted(entries, key=lambda entry: entry.uid):
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("sequence", entry.version - 1)
    event.add("summary", _line(entry.summary))
    event.add("dtstart", _time(entry.starts))
    event.add("dtend", _end(entry.ends))
    if entry.place:
        event.add("location", _line(entry.place))
    if entry.url:
        event.add("url", entry.url)
    if entry.cancelled:
        event.add("status", "CANCELLED")
    if not isinstance(entry.starts, datetime):
        event.add("transp", "TRANSPARENT")  # it keeps no hour of the day
    return event


def _time(time: date | datetime) -> date | datetime:
    return time.astimezone(UTC) if isinstance(time, datetime) else time


def _end(ends: date | datetime) -> date | datetime:
    """Of whole days it is the first that is free again."""
    return _time(ends) if isinstance(ends, datetime) else ends + timedelta(days=1)


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
