"""Where an invite leads to, who is in it, and what it says: text that programs write their way."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import parse_qs, urlsplit

from icalendar.parser import Parameters

from contacts.details import is_email, is_web_address
from core.files.html import plain, unescaped
from core.files.tidy import in_a_line, in_lines
from interviews.formats.calendar_lines import Block, Line
from interviews.records import Guest

MOST_GUESTS = 50
PLACE_LENGTH, NOTES_LENGTH, NAME_LENGTH = 500, 10_000, 200
MOST_LINKS = 50  # of one text

_LINK = re.compile(r"https?://[^\s<>\"'\\\]\x00-\x1f\x7f-\x9f]{3,2000}", re.IGNORECASE)
_TAG = re.compile(r"<!?/?(?:[a-z]:)?[a-z][a-z0-9-]*(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}")

# Where one meets by video: the host, or the end of it.
_MEETINGS = (
    *("meet.google.com", "hangouts.google.com", "zoom.us", "zoom.com", "zoomgov.com"),
    *("teams.microsoft.com", "teams.live.com", "join.skype.com", "webex.com", "whereby.com"),
    *("gotomeet.me", "meet.goto.com", "gotomeeting.com", "meet.jit.si", "bluejeans.com"),
    *("chime.aws", "bbb.de", "around.co", "gather.town", "coderpad.io", "hackerrank.com"),
)
_VIDEO_FIRST = (
    *("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    *("X-MICROSOFT-ONLINEMEETINGCONFLINK", "CONFERENCE"),
)
# Who sends invites and comes to none.
_NOBODY = re.compile(
    r"(no-?reply|do-?not-?reply|notifications?|calendar|invites?|unknownorganizer|mailer-daemon)"
    r"(\+[^@]*)?@|@(resource|group)\.calendar\.google\.com$|@calendly\.com$",
    re.IGNORECASE,
)


def place_room_and_notes(block: Block) -> tuple[str, str, str]:
    """Where it is: the video link where there is one. A room or an address beside it. And what it
    says, as plain text, under that room.
    """
    where = in_a_line(block.value("LOCATION"), NOTES_LENGTH)
    said = block.value("DESCRIPTION") or block.value("X-ALT-DESC")
    link = _video(block, [where, block.value("URL"), said])
    notes = plain(said) if _TAG.search(said) else said
    room = where[:PLACE_LENGTH].strip() if link and not _LINK.fullmatch(where) else ""
    if room:
        notes = f"{where}\n\n{notes}"
    return (link or where)[:PLACE_LENGTH].strip(), room, in_lines(notes, NOTES_LENGTH)


def _video(block: Block, texts: list[str]) -> str:
    """As a program names it, else as the text does, else any link that stands as the place."""
    named = (link for name in _VIDEO_FIRST for link in _links(block.value(name)))
    meets = (link for text in texts for link in _links(text) if _is_meeting(link))
    return next(named, "") or next(meets, "") or next(_links(texts[0]), "")


def _links(text: str) -> Iterator[str]:
    for found in islice(_LINK.finditer(unescaped(text)), MOST_LINKS):
        link = _behind(found[0].rstrip(".,;:!?)*_"))
        if len(link) <= PLACE_LENGTH and is_web_address(link):
            yield link


def _behind(link: str) -> str:
    """Where a link leads that a program wrapped, to count or to check who follows it."""
    try:
        parts = urlsplit(link)
        host, asked = parts.hostname or "", parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return link
    if host == "www.google.com" and parts.path == "/url":
        wrapped = asked.get("q", [])
    elif host.endswith(".safelinks.protection.outlook.com"):
        wrapped = asked.get("url", [])
    else:
        wrapped = []
    return wrapped[0] if wrapped and _LINK.fullmatch(wrapped[0]) else link


def _is_meeting(link: str) -> bool:
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return False
    return any(host == known or host.endswith(f".{known}") for known in _MEETINGS)


def guests_of(block: Block) -> tuple[Guest, ...]:
    """Who is there, the organiser first. No room, no machine, and nobody who said no."""
    guests: dict[str, Guest] = {}
    lines = chain(block.all("ORGANIZER"), block.all("ATTENDEE"))
    for line in islice(lines, 4 * MOST_GUESTS):
        guest = _guest(line)
        key = (guest.email or guest.name).lower() if guest else ""
        if guest and key and (key not in guests or not guests[key].name):
            guests[key] = guest
        if len(guests) >= MOST_GUESTS:
            break
    return tuple(guests.values())


def _guest(line: Line) -> Guest | None:
    parameters, value = line.parts()
    if _said(parameters, "CUTYPE").upper() in ("ROOM", "RESOURCE"):
        return None
    if _said(parameters, "PARTSTAT").upper() == "DECLINED":
        return None
    found = _EMAIL.search(value) or _EMAIL.search(_said(parameters, "EMAIL"))
    email = found[0].lower() if found else ""
    if _NOBODY.search(email):
        return None
    return Guest(_name(_said(parameters, "CN")), email if is_email(email) else "")


def _said(parameters: Parameters, name: str) -> str:
    """Of several values, as of a name with a comma that nobody quoted, all."""
    said = parameters.get(name, "")
    return said if isinstance(said, str) else ", ".join(said)


def _name(text: str) -> str:
    """*Nair, Priya* is how directories sort; an address is no name."""
    name = in_a_line(text, NAME_LENGTH).strip("'\" ")
    if "@" in name:
        return ""
    last, comma, first = name.partition(", ")
    if comma and "," not in first and len(last.split()) <= 2 and 1 <= len(first.split()) <= 2:
        return f"{first} {last}"
    return name
