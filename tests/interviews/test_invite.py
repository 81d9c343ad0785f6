"""What an invite says is understood, whichever program wrote it."""

from zoneinfo import ZoneInfo

import pytest

from core.files import FileProblem, Options, Parsed, dumped, loaded
from interviews.formats.invite import Invite
from interviews.records import Guest, InviteRecord
from tests.interviews.invites import PEOPLE, calendar, event, invite

VIENNA = Options(zone=ZoneInfo("Europe/Vienna"))


def all_of(data: bytes) -> list[Parsed]:
    return list(Invite().records(data, VIENNA))


def read(data: bytes) -> InviteRecord:
    (parsed,) = all_of(data)
    assert not parsed.problem, parsed.problem
    return parsed.record


def test_a_calendar_is_known_by_how_it_begins() -> None:
    assert Invite().knows(invite())
    assert Invite().knows(b"Here is the invite:\n\nbegin:vcalendar\n")
    assert Invite().knows(invite().decode().encode("utf-16"))
    assert not Invite().knows(b"BEGIN:VCARD\r\nEND:VCARD")
    assert not Invite().knows(b"Name,Company\r\nPriya,Umbrella")


def test_the_organiser_and_the_attendees_are_the_guests_and_no_room_is() -> None:
    assert read(invite(PEOPLE)).guests == (
        Guest("Priya Nair", "priya@umbrella.example"),
        Guest("Tom Fox", "tom@umbrella.example"),
        Guest("Alice Owner", "alice@example.com"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@umbrella.example",
        "ATTENDEE;CN=Sam;PARTSTAT=DECLINED:mailto:sam@umbrella.example",
        "ORGANIZER;CN=Interviews:mailto:c_188@resource.calendar.google.com",
        "ORGANIZER;CN=Hiring:mailto:abc@group.calendar.google.com",
        "ORGANIZER;CN=Booking:mailto:no-reply@umbrella.example",
        "ATTENDEE:",
        "ATTENDEE:mailto:tom@nowhere",
    ],
)
def test_whoever_will_not_be_there_is_no_guest(line: str) -> None:
    assert read(invite(line)).guests == ()


@pytest.mark.parametrize("name", ["Nair, Priya", "Nair\\, Priya", '"Nair, Priya"'])
def test_a_name_with_a_comma_is_turned_round_quoted_or_not(name: str) -> None:
    line = f"ATTENDEE;CN={name}:mailto:priya@umbrella.example"
    assert read(invite(line)).guests == (Guest("Priya Nair", "priya@umbrella.example"),)


def test_an_address_is_no_name() -> None:
    line = "ATTENDEE;CN=priya@umbrella.example:mailto:Priya@Umbrella.example"
    assert read(invite(line)).guests == (Guest("", "priya@umbrella.example"),)


MEET = "https://meet.google.com/abc-defg-hij"
ZOOM = "https://umbrella.zoom.us/j/123456?pwd=x"
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ([f"X-GOOGLE-CONFERENCE:{MEET}", "LOCATION:Room 1"], MEET),
        ([f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{ZOOM}"], ZOOM),
        ([f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}"], TEAMS),
        ([f"LOCATION:{ZOOM}"], ZOOM),
        (["LOCATION:https://umbrella.example/visit"], "https://umbrella.example/visit"),
        ([f'DESCRIPTION:<p>Join <a href="{ZOOM}&amp;a=1">here</a></p>'], f"{ZOOM}&a=1"),
        ([f"DESCRIPTION:Read https://umbrella.example first.\\nThen {TEAMS}."], TEAMS),
        (
            ["DESCRIPTION:https://www.google.com/url?q=https://whereby.com/priya&sa=D"],
            "https://whereby.com/priya",
        ),
        (["DESCRIPTION:Read https://umbrella.example/jobs"], ""),
        (["LOCATION:Baker Street 221b\\, London"], "Baker Street 221b, London"),
        (["LOCATION:javascript:alert(1)"], "javascript:alert(1)"),
        ([f"CONFERENCE:{ZOOM}\x01a"], ZOOM),
    ],
)
def test_the_place_is_the_video_link_where_there_is_one(lines: list[str], place: str) -> None:
    assert read(invite(*lines)).place == place


def test_a_description_in_html_is_read_as_plain_text() -> None:
    text = "DESCRIPTION:<html-blob><p>Hello <b>Alice</b>\\, &amp; welcome</p><br>Bring<br/>tea"
    assert read(invite(text)).notes == "Hello Alice, & welcome\nBring\ntea"


def test_points_stay_points_and_the_paragraphs_of_a_plain_text_stay_apart() -> None:
    assert read(invite("DESCRIPTION:<ul><li>Go</li><li>SQL</li></ul>")).notes == "· Go\n· SQL"
    text = "Hello <https://umbrella.example/jobs>\n\nBring tea"
    assert read(invite("DESCRIPTION:" + text.replace("\n", "\\n"))).notes == text


def test_a_room_beside_a_video_link_is_kept_in_the_notes() -> None:
    record = read(invite(f"X-GOOGLE-CONFERENCE:{MEET}", "LOCATION:Room 1", "DESCRIPTION:Come"))
    assert record.notes == "Room 1\n\nCome"


def test_what_is_escaped_is_read_once() -> None:
    assert read(invite("DESCRIPTION:a\\; b\\, c\\\\n\\nd")).notes == "a; b, c\\n\nd"


def test_lines_folded_with_a_tab_or_within_a_letter_are_whole() -> None:
    data = invite("SUMMARY;LANGUAGE=de:Gespräch mit Müller")
    data = data.replace("räch".encode(), "rä".encode()[:2] + b"\r\n\t" + "ä".encode()[1:] + b"ch")
    assert read(data.replace(b"mit", b"m\r\n it")).summary == "Gespräch mit Müller"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    data = invite("SUMMARY:Gespräch").decode().encode(encoding)
    assert read(data).summary == "Gespräch"


def test_blank_lines_and_line_breaks_of_any_sort_change_nothing() -> None:
    data = invite(PEOPLE)
    for breaks in (b"\n", b"\r", b"\r\n\r\n", b"\n\n\n"):
        assert read(data.replace(b"\r\n", breaks)) == read(data)


def test_what_outlook_adds_is_no_trouble() -> None:
    lines = [
        "CLASS:PUBLIC",
        "X-ALT-DESC;FMTTYPE=text/html:<html><body>Hello</body></html>",
        "X-MS-OLK-APPTSEQTIME:20260301T090000Z",
        "X-MS-OLK-CONFTYPE:0",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nTRIGGER:-PT15M\nEND:VALARM",
    ]
    record = read(invite(*lines, "SUMMARY;LANGUAGE=en-us:Panel"))
    assert (record.summary, record.notes) == ("Panel", "Hello")


def test_a_series_without_end_is_taken_once_and_says_so() -> None:
    record = read(invite("RRULE:FREQ=SECONDLY"))
    assert record.repeats
    assert record.occurrence == ""


def test_one_of_a_series_is_named_by_its_moment_however_that_is_written() -> None:
    for line in [
        "RECURRENCE-ID:20260312T090000Z",
        "RECURRENCE-ID;TZID=Europe/Vienna:20260312T100000",
    ]:
        assert read(invite(line)).occurrence == "20260312T090000Z"


def test_the_first_of_a_series_counts_where_it_was_moved_to() -> None:
    first = event("RRULE:FREQ=WEEKLY")
    moved = event("RECURRENCE-ID:20260312T130000Z", "DTSTART:20260313T130000Z", "SEQUENCE:1")
    series, one = all_of(calendar(first, moved))
    assert series.problem == f"A newer version of this event is on line {one.line}."
    assert one.record.starts_at.day == 13


def test_of_two_versions_in_one_file_the_newer_counts() -> None:
    old, new = all_of(calendar(event("SEQUENCE:1"), event("SEQUENCE:2", "SUMMARY:Later")))
    assert old.problem
    assert new.record.summary == "Later"


@pytest.mark.parametrize("stamp", ["DTSTAMP", "LAST-MODIFIED"])
def test_of_two_versions_with_one_number_the_one_written_later_counts(stamp: str) -> None:
    old = event(f"{stamp}:20260301T090000Z", "SUMMARY:Earlier")
    new = event(f"{stamp}:20260301T100000Z", "SUMMARY:Later")
    for blocks in ((old, new), (new, old)):
        (one,) = [parsed for parsed in all_of(calendar(*blocks)) if parsed.record]
        assert one.record.summary == "Later"


def test_an_event_that_stands_twice_in_a_file_says_where() -> None:
    first, second = all_of(calendar(event(), event()))
    assert second.problem == f"It says the same as line {first.line}."


@pytest.mark.parametrize(
    ("line", "method"), [("", "CANCEL"), ("STATUS:CANCELLED", "REQUEST"), ("", "cancel")]
)
def test_a_cancellation_is_one(line: str, method: str) -> None:
    assert read(invite(line, method=method)).cancelled


def test_a_cancellation_may_leave_the_time_out() -> None:
    data = invite(method="CANCEL").replace(b"DTSTART:20260312T130000Z\r\n", b"")
    assert read(data).starts_at is None


def test_an_answer_is_no_invite() -> None:
    (parsed,) = all_of(invite(method="REPLY"))
    assert "somebody’s answer" in parsed.problem


def test_an_event_without_uid_is_known_again() -> None:
    data = invite().replace(b"UID:call-1@umbrella.example\r\n", b"")
    assert read(data).uid == read(data).uid != ""


def test_half_a_file_is_no_invite() -> None:
    (parsed,) = all_of(invite()[:-40])
    assert "The file ends within this event" in parsed.problem


def test_a_calendar_with_no_event_says_what_was_looked_for() -> None:
    with pytest.raises(FileProblem, match="no event"):
        all_of(calendar())


def test_events_outside_any_calendar_are_read() -> None:
    assert read(event().encode()).summary == "Technical interview with Umbrella"


def test_what_waits_for_the_import_comes_back_equal() -> None:
    record = read(invite(PEOPLE))
    assert loaded(InviteRecord, dumped(record)) == record
