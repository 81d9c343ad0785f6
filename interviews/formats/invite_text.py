"""Where an invite leads to, who is in it, and what it says: text that programs write their way."""

import html
import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from icalendar.parser import Parameters

from contacts.details import EMAIL_LENGTH, is_web_address
from interviews.formats.calendar_lines import Block, Line
from interviews.records import Guest

MOST_GUESTS = 50
PLACE_LENGTH, NOTES_LENGTH, NAME_LENGTH = 500, 10_000, 200
MOST_LINKS = 50  # of one text

_LINK = re.compile(r"https?://[^\s<>\"'\\\]]{3,2000}", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<!?/?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(style|script|title)\b[^<>]{0,500}>[^<]*</\1>", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

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


def one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


def place_and_notes(block: Block) -> tuple[str, str]:
    """Where it is: the video link where there is one. And what it says, as plain text.

    A room beside a video link is the first line of the notes.
    """
    where = one_line(block.value("LOCATION"))
    said = block.value("DESCRIPTION") or block.value("X-ALT-DESC")
    link = _video(block, [where, block.value("URL"), said])
    notes = _plain(said)
    if link and where and not _LINK.fullmatch(where):
        notes = f"{where}\n\n{notes}"
    return (link or where)[:PLACE_LENGTH], notes.strip()[:NOTES_LENGTH]


def _video(block: Block, texts: list[str]) -> str:
    """As a program names it, else as the text does, else any link that stands as the place."""
    named = (link for name in _VIDEO_FIRST for link in _links(block.value(name)))
    meets = (link for text in texts for link in _links(text) if _is_meeting(link))
    return next(named, "") or next(meets, "") or next(_links(texts[0]), "")


def _links(text: str) -> Iterator[str]:
    for found in islice(_LINK.finditer(html.unescape(text)), MOST_LINKS):
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


def _plain(text: str) -> str:
    if _TAG.search(text):
        text = _HIDDEN.sub(" ", text)
        text = html.unescape(_TAG.sub("", _BREAKS.sub("\n", text)))
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\xa0", " "))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


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
    if _said(parameters, "CUTYPE") in ("ROOM", "RESOURCE"):
        return None
    if _said(parameters, "PARTSTAT") == "DECLINED":
        return None
    found = _EMAIL.search(value) or _EMAIL.search(str(parameters.get("EMAIL", "")))
    email = _email(found[0]) if found else ""
    if _NOBODY.search(email):
        return None
    return Guest(_name(str(parameters.get("CN", "")))[:NAME_LENGTH], email)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text.lower() if len(text) <= EMAIL_LENGTH else ""


def _said(parameters: Parameters, name: str) -> str:
    return str(parameters.get(name, "")).upper()


def _name(text: str) -> str:
    """*Nair, Priya* is how directories sort; an address is no name."""
    name = one_line(text).strip("'\" ")
    if "@" in name:
        return ""
    last, comma, first = name.partition(", ")
    if comma and "," not in first and len(last.split()) <= 2 and 1 <= len(first.split()) <= 2:
        return f"{first} {last}"
    return name
