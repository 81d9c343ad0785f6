"""Made-up invites, written as each program writes them."""

VTIMEZONE_OUTLOOK = """\
BEGIN:VTIMEZONE
TZID:%s
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""

VTIMEZONE_EASTERN = """\
BEGIN:VTIMEZONE
TZID:%s
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""

PEOPLE = """\
ORGANIZER;CN=Priya Nair:mailto:priya@umbrella.example
ATTENDEE;CN="Fox, Tom";PARTSTAT=ACCEPTED;RSVP=FALSE:MAILTO:tom@umbrella.example
ATTENDEE;CN=Alice Owner;PARTSTAT=NEEDS-ACTION:mailto:alice@example.com
ATTENDEE;CUTYPE=ROOM;CN=Room 3.14:mailto:room314@umbrella.example"""


def event(*lines: str, uid: str = "call-1@umbrella.example") -> str:
    """``lines`` stand in for the usual ones of the same name."""
    usual = {
        "UID": f"UID:{uid}",
        "DTSTAMP": "DTSTAMP:20260301T090000Z",
        "DTSTART": "DTSTART:20260312T130000Z",
        "DTEND": "DTEND:20260312T140000Z",
        "SUMMARY": "SUMMARY:Technical interview with Umbrella",
    }
    text = "\n".join(lines)
    given = {line.partition(":")[0].partition(";")[0] for line in text.splitlines()}
    if "DTSTART" in given or "DURATION" in given:
        given.add("DTEND")
    kept = [line for name, line in usual.items() if name not in given]
    return "\n".join(["BEGIN:VEVENT", *kept, *filter(None, lines), "END:VEVENT"])


def calendar(*blocks: str, method: str = "REQUEST") -> bytes:
    text = "\n".join(
        [
            "BEGIN:VCALENDAR",
            "PRODID:-//Made up//EN",
            "VERSION:2.0",
            f"METHOD:{method}",
            *blocks,
            "END:VCALENDAR",
            "",
        ]
    )
    return text.replace("\n", "\r\n").encode()


def invite(*lines: str, method: str = "REQUEST", zone: str = "", **names: str) -> bytes:
    return calendar(*filter(None, [zone]), event(*lines, **names), method=method)
