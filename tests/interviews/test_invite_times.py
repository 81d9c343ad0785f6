"""The hour of an interview is right, whichever way its invite names the zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.files import Options
from interviews.formats.invite import Invite
from interviews.records import InviteRecord
from tests.interviews.invites import VTIMEZONE_EASTERN, VTIMEZONE_OUTLOOK, invite

VIENNA = Options(zone=ZoneInfo("Europe/Vienna"))
ONCE = """\
BEGIN:VTIMEZONE
TZID:Halfway
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE"""
ENDED = """\
BEGIN:VTIMEZONE
TZID:Ended
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU;UNTIL=20110327T000000Z
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20101101T000000Z
END:STANDARD
BEGIN:STANDARD
DTSTART:20141026T020000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RDATE:20161030T020000,20171029T020000
END:STANDARD
END:VTIMEZONE"""
ENDLESS = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE"""
ANCIENT = """\
BEGIN:VTIMEZONE
TZID:Ancient
BEGIN:STANDARD
DTSTART:00010101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
%s
END:STANDARD
END:VTIMEZONE"""
MIDNIGHT = "2026-06-30T22:00"


def outlook(name: str) -> str:
    return VTIMEZONE_OUTLOOK % name


def read(data: bytes, options: Options = VIENNA) -> InviteRecord:
    (parsed,) = Invite().records(data, options)
    assert not parsed.problem, parsed.problem
    return parsed.record


CASES = [
    # name, DTSTART, what else the calendar brings, the moment
    ("UTC", ":20260701T080000Z", "", "2026-07-01T08:00"),
    ("a name everybody knows", ";TZID=Europe/Vienna:20260701T100000", "", "2026-07-01T08:00"),
    ("the same in winter", ";TZID=Europe/Vienna:20261201T100000", "", "2026-12-01T09:00"),
    ("with a slash before it", ";TZID=/Europe/Vienna:20260701T100000", "", "2026-07-01T08:00"),
    (
        "behind the name of a program",
        ";TZID=/freeassociation.sourceforge.net/Europe/Vienna:20260701T100000",
        "",
        "2026-07-01T08:00",
    ),
    (
        "three parts",
        ";TZID=America/Argentina/Buenos_Aires:20260701T100000",
        "",
        "2026-07-01T13:00",
    ),
    (
        "a name of Windows, bare, no VTIMEZONE",
        ";TZID=Eastern Standard Time:20260701T100000",
        "",
        "2026-07-01T14:00",
    ),
    (
        "a name of Windows, quoted, no VTIMEZONE",
        ';TZID="W. Europe Standard Time":20260701T100000',
        "",
        "2026-07-01T08:00",
    ),
    (
        "Outlook: quoted, and a VTIMEZONE from 1601, in summer",
        ';TZID="W. Europe Standard Time":20260701T100000',
        outlook("W. Europe Standard Time"),
        "2026-07-01T08:00",
    ),
    (
        "in winter",
        ';TZID="W. Europe Standard Time":20260101T100000',
        outlook("W. Europe Standard Time"),
        "2026-01-01T09:00",
    ),
    (
        "the night before the clocks change",
        ";TZID=Custom:20260328T235900",
        outlook("Custom"),
        "2026-03-28T22:59",
    ),
    (
        "the morning after",
        ";TZID=Custom:20260329T030000",
        outlook("Custom"),
        "2026-03-29T01:00",
    ),
    (
        "an hour that the clock leaps over",
        ";TZID=Custom:20260329T023000",
        outlook("Custom"),
        "2026-03-29T01:30",
    ),
    (
        "an hour that comes twice is the first",
        ";TZID=Custom:20261025T023000",
        outlook("Custom"),
        "2026-10-25T00:30",
    ),
    (
        "a zone that has no name anywhere else",
        ";TZID=Customized Time Zone:20260315T100000",
        VTIMEZONE_EASTERN % "Customized Time Zone",
        "2026-03-15T14:00",
    ),
    (
        "what the file tells, against a Windows name that means another",
        ";TZID=Eastern Standard Time:20260701T100000",
        outlook("Eastern Standard Time"),
        "2026-07-01T08:00",
    ),
    (
        "a colon in the name, not quoted",
        ";TZID=(UTC+01:00) Amsterdam, Berlin:20260701T100000",
        outlook("(UTC+01:00) Amsterdam, Berlin"),
        "2026-07-01T08:00",
    ),
    ("one offset for ever", ";TZID=Halfway:20260701T100000", ONCE, "2026-07-01T04:15"),
    ("since the year 1", ";TZID=Ancient:20260701T100000", ANCIENT % "", "2026-07-01T09:00"),
    (
        "on a day of the year 1",
        ";TZID=Ancient:20260701T100000",
        ANCIENT.replace("DTSTART:0001", "DTSTART:2100") % "RDATE:00010101T000000",
        "2026-07-01T09:00",
    ),
    ("rules that ended", ";TZID=Ended:20260701T100000", ENDED, "2026-07-01T08:00"),
    ("before they ended", ";TZID=Ended:20110701T100000", ENDED, "2011-07-01T07:00"),
    (
        "rules without end are not followed: then the name counts",
        ";TZID=W. Europe Standard Time:20260701T100000",
        ENDLESS,
        "2026-07-01T08:00",
    ),
    ("an offset for a name", ";TZID=UTC-05:00:20260701T100000", "", "2026-07-01T15:00"),
    ("no zone: where the person is", ":20260701T100000", "", "2026-07-01T08:00"),
    ("a whole day: where the person is", ";VALUE=DATE:20260701", "", MIDNIGHT),
    ("a whole day that does not say so", ":20260701", "", MIDNIGHT),
    ("with a parameter more", ";X-A=B;TZID=Europe/Vienna:20260701T100000", "", "2026-07-01T08:00"),
    ("lower case", ";tzid=Europe/Vienna:20260701T100000", "", "2026-07-01T08:00"),
]


@pytest.mark.parametrize(
    ("start", "zone", "moment"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_zone_is_right(start: str, zone: str, moment: str) -> None:
    record = read(invite(f"DTSTART{start}", zone=zone))
    assert record.starts_at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (["DTSTART:20260701T080000Z", "DTEND:20260701T084500Z"], "2026-07-01T08:45"),
        (["DTSTART:20260701T080000Z", "DURATION:PT1H30M"], "2026-07-01T09:30"),
        (["DTSTART:20260701T080000Z"], "2026-07-01T09:00"),
        (["DTSTART:20260701T080000Z", "DTEND:20260701T080000Z"], "2026-07-01T09:00"),
        (["DTSTART;TZID=Asia/Tokyo:20260701T100000", "DTEND:20260701T113000"], "2026-07-01T02:30"),
        (["DTSTART:20260701T080000Z", "DTEND:20260701T090000"], "2026-07-01T09:00"),
        (["DTSTART;VALUE=DATE:20260701"], "2026-07-01T22:00"),
        (["DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703"], "2026-07-02T22:00"),
        (["DTSTART;VALUE=DATE:20260329", "DURATION:P1D"], "2026-03-29T22:00"),
    ],
)
def test_it_ends_when_it_says(lines: list[str], ends: str) -> None:
    record = read(invite("\n".join(lines)))
    assert record.ends_at == datetime.fromisoformat(ends).replace(tzinfo=UTC)


RULE = ONCE[ONCE.index("BEGIN:STANDARD") : ONCE.index("END:VTIMEZONE")]
DATES = f"RDATE:{','.join(['20260101T000000'] * 101)}"


@pytest.mark.parametrize(
    "zone",
    [
        ANCIENT % "RRULE:FREQ=YEARLY;BYMONTH=3;UNTIL=00010201T000000",
        ONCE.replace(RULE, RULE.replace("END:", f"{DATES}\nEND:") * 2).replace(
            "Halfway", "Ancient"
        ),
        ONCE.replace(RULE, RULE * 41).replace("Halfway", "Ancient"),
    ],
    ids=["ended in the year 1", "too many dates", "too many rules"],
)
def test_a_zone_that_is_nobodys_is_not_known(zone: str) -> None:
    (parsed,) = Invite().records(invite("DTSTART;TZID=Ancient:20260701T100000", zone=zone), VIENNA)
    assert "The time zone “Ancient” is not known" in parsed.problem


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["DTSTART:soon"], "“soon” is no time."),
        (["DTSTART:20261301T100000Z"], "“20261301T100000Z” is no time."),
        (
            ["DTSTART;TZID=Mars/Olympus:20260701T100000"],
            "The time zone “Mars/Olympus” is not known",
        ),
        (["DTSTART:02260701T100000Z"], "Check the year: it is 226."),
        (["DTSTART:20260701T100000Z", "DTEND:20260701T090000Z"], "It ends before it starts."),
        (["DTSTART:20260701T100000Z", "DURATION:soon"], "“soon” is no length of time."),
        (["DTSTART:20260701T100000Z", "DTEND:20260801T100000Z"], "longer than a week"),
    ],
)
def test_a_broken_time_is_a_problem_of_its_line_and_no_guess(lines: list[str], words: str) -> None:
    data = invite("\n".join(lines))
    (parsed,) = Invite().records(data, VIENNA)
    assert parsed.record is None
    assert words in parsed.problem
    broken = data.decode().splitlines()[parsed.line - 1]
    assert broken.startswith(("DTSTART", "DURATION"))
