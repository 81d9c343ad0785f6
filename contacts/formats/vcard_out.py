"""People as vCards 3.0 (RFC 2426): records in, text out.

What a vCard has no property for goes out under names of ours; another program keeps them or passes
over them, and our own reader brings them back:

    X-WORTHWHILE-REASONS  why I would call them: the names of the three reasons, comma between
    X-WORTHWHILE-MET      where we met
    X-WORTHWHILE-EVERY    keep in touch every so many days
    X-WORTHWHILE-NEXT     the day to speak next, as 2026-03-10

vobject is not asked to write: it counts a line's characters where the format counts octets.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from contacts.records import PersonRecord

LONGEST_LINE = 75  # octets, the line's end not counted
IN_A_CODE = 400  # octets that a QR code holds and a phone still reads from a screen
NAME_IN_A_CODE = 120  # octets
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def card(person: PersonRecord, revised: datetime | None = None) -> str:
    """One person, whole. ``uid`` is a uuid, so that a second import finds the same person."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Worthwhile//Worthwhile//EN"]
    lines += _name(person.name)
    lines += _filled("ORG", person.company)
    lines += _filled("TITLE", person.title)
    lines += _filled("EMAIL;TYPE=INTERNET", person.email)
    lines += _filled("TEL", person.phone)
    for link in person.links:
        lines += _filled("URL", link)
    lines += _filled("NOTE", person.notes)
    lines += _ours(person)
    if person.uid:
        lines.append(f"UID:urn:uuid:{person.uid}")
    if revised:
        lines.append(f"REV:{revised.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    return _written(lines)


def card_in_a_code(name: str, phone: str, email: str) -> str:
    """What another phone needs, in at most ``IN_A_CODE`` octets.

    A name beyond all measure is cut; then the e-mail goes, and then the phone.
    """
    head = ["BEGIN:VCARD", "VERSION:3.0", *_name(_cut(name, NAME_IN_A_CODE))]
    tel, mail = _filled("TEL", phone), _filled("EMAIL", email)
    for found in (tel + mail, tel, mail):
        text = _written([*head, *found])
        if len(text.encode()) <= IN_A_CODE:
            return text
    return _written(head)


def _name(name: str) -> Iterator[str]:
    """The whole name, which is read back, and a guess at the two parts that books sort by."""
    given, _space, family = " ".join(name.split()).rpartition(" ")
    if not given:
        given, family = family, ""
    yield f"N:{escaped(family)};{escaped(given)};;;"
    yield f"FN:{escaped(name)}"


def _ours(person: PersonRecord) -> Iterator[str]:
    if person.reasons:
        yield f"X-WORTHWHILE-REASONS:{','.join(person.reasons)}"
    yield from _filled("X-WORTHWHILE-MET", person.where_we_met)
    if person.keep_in_touch_days:
        yield f"X-WORTHWHILE-EVERY:{person.keep_in_touch_days}"
    if person.next_on:
        yield f"X-WORTHWHILE-NEXT:{person.next_on.isoformat()}"


def _filled(name: str, value: str) -> list[str]:
    return [f"{name}:{escaped(value)}"] if value else []


def escaped(text: str) -> str:
    """A value, escaped once. What ends a line anywhere ends one here; no other control stays."""
    text = _NOT_TEXT.sub("", "\n".join(text.splitlines()))
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which ends inside a character."""
    if line.isascii() and len(line) <= LONGEST_LINE:
        return line
    octets, start = line.encode(), 0
    pieces: list[str] = []
    while start < len(octets):
        end = start + LONGEST_LINE - bool(pieces)  # the space before a piece is an octet of it
        while end < len(octets) and octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(octets[start:end].decode())
        start = end
    return "\r\n ".join(pieces)


def _written(lines: list[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _cut(text: str, octets: int) -> str:
    raw = text.encode()
    return text if len(raw) <= octets else raw[:octets].decode(errors="ignore").strip()
