"""Whatever the bytes are, an invite is read in bounded work, or says what is wrong with it."""

import tracemalloc
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.files import FileProblem, Options, Parsed
from interviews.formats.calendar_lines import MOST_EVENTS
from interviews.formats.invite import Invite
from interviews.records import InviteRecord
from tests.interviews.invites import PEOPLE, VTIMEZONE_OUTLOOK, calendar, event, invite

VIENNA = Options(zone=ZoneInfo("Europe/Vienna"))
PIECES = [
    *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE"),
    *("END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:X", "TZOFFSETFROM:+0100"),
    *("TZOFFSETTO:-9999", "TZOFFSETTO:+0200", "DTSTART:16010101T000000", "DTSTART:00000000T000000"),
    *("DTSTART;TZID=X:20260101T100000", "DTSTART:99991231T235959Z", "DTEND:20260101T100000Z"),
    *("DURATION:P999999999999D", "DURATION:-P1D", "DURATION:PT0S", "RRULE:FREQ=YEARLY;BYMONTH=99"),
    *("RRULE:FREQ=YEARLY;BYDAY=-5MO;BYMONTH=2", "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z"),
    *("SEQUENCE:99999999999999999999", "SEQUENCE:-1", "UID:", "RECURRENCE-ID:1", "RDATE:1,2,,"),
    *('ATTENDEE;CN="Fox:mailto:x@y', "ATTENDEE;;;=:", "ORGANIZER:mailto:", "URL:http://[::1"),
    *("DESCRIPTION:<a href='https://[/zoom.us'>", "LOCATION:https://zoom.us/\\", "METHOD:CANCEL"),
    *(" folded", "\tfolded", "", "END:", "BEGIN:", ":", ";", "\\", '"', "\ud7ff", "\u2028"),
]


def read(data: bytes) -> list[Parsed]:
    return list(Invite().records(data, VIENNA))


def check(data: bytes) -> None:
    Invite().knows(data)
    try:
        parsed = read(data)
    except FileProblem:
        return
    for one in parsed:
        assert isinstance(one.record, InviteRecord) != bool(one.problem)
        assert one.line >= 1


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([b"\n", b"\r\n", b"\r"]))
@example(PIECES, b"\n")
def test_any_lines_of_a_calendar(lines: list[str], breaks: bytes) -> None:
    check(breaks.join(line.encode() for line in lines))


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["DTSTART", "DTEND", "UID", "SUMMARY", "ATTENDEE"]))
def test_any_value(text: str, name: str) -> None:
    check(invite(f"{name}{text}"))
    check(invite(f"{name}:{text}"))
    check(invite(f"{name};TZID={text}:20260101T100000"))


@settings(deadline=None)
@given(st.integers(0, 1200), st.binary(max_size=3))
def test_any_bytes_within_a_good_file(place: int, wrong: bytes) -> None:
    data = invite(PEOPLE, zone=VTIMEZONE_OUTLOOK % "X")
    check(data[:place] + wrong + data[place + len(wrong) :])


@pytest.mark.parametrize(
    "line",
    [
        "LOCATION:https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F1%00",
        "LOCATION:https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F1%1b",
        "CONFERENCE:https://zoom.us/j/1\x1ba",
        "DESCRIPTION:<p>https://zoom.us/j/1&#1;&#0;</p>",
    ],
)
def test_nothing_that_no_column_takes_is_hidden_in_a_link(line: str) -> None:
    (parsed,) = read(invite(line))
    assert (parsed.record.place + parsed.record.notes).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"BEGIN:VCALENDAR\n" * 100_000, "never closed"),
        (calendar(*[event()] * (MOST_EVENTS + 1)), "more than 10000 events"),
        (invite("SUMMARY:a\0b"), "no text file"),
        (invite("SUMMARY:" + "x" * 100)[:30], "no event"),
    ],
    ids=["nested", "too many", "NUL", "cut"],
)
def test_a_file_that_cannot_be_taken_says_why(data: bytes, words: str) -> None:
    with pytest.raises(FileProblem, match=words):
        read(data)


WORST = {
    "empty lines": b"BEGIN:VCALENDAR\n" + b"\n" * 100_000 + event().encode(),
    "folded lines": b"BEGIN:VCALENDAR\nSUMMARY:a\n" + b" b\n" * 100_000,
    "one endless line": b"BEGIN:VCALENDAR\nSUMMARY:" + b"a" * 2_000_000,
    "a description of brackets": invite("DESCRIPTION:" + "<a <style>" * 100_000),
    "a description of links": invite("DESCRIPTION:" + "http://zoom.us.x/" * 50_000),
    "one of spaces": invite("DESCRIPTION:" + " " * 500_000 + "x"),
    "quotes": invite('ATTENDEE;CN="' + '"\\' * 200_000),
    "rules without end": invite(
        "DTSTART;TZID=X:20260101T100000", zone=VTIMEZONE_OUTLOOK.replace("YEARLY", "SECONDLY") % "X"
    ),
    "attendees": invite("\n".join(["ATTENDEE;CUTYPE=ROOM:mailto:a@example.com"] * 10_000)),
    "a number of a thousand digits": invite(
        f"DESCRIPTION:<p>&#{'9' * 5_000};", f"LOCATION:&#{'9' * 5_000};"
    ),
    "alarms": invite("\n".join(["BEGIN:VALARM\nEND:VALARM"] * 20_000)),
}


@pytest.mark.parametrize("data", WORST.values(), ids=WORST.keys())
def test_what_is_kept_of_a_file_is_bounded_by_its_size(data: bytes) -> None:
    """What is not linear in time does not come to an end here either."""
    tracemalloc.start()
    check(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(data) + 5_000_000
