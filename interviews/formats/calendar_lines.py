"""A calendar file as nested blocks of the lines that matter, each with where it begins.

The library's own reader of whole files is not used: it keeps every zone that any file brings for
the whole process, follows rules without end, and does not say where a line stands.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from icalendar.parser import Contentline, Parameters

from core.files import FileProblem, decoded

MOST_EVENTS = 10_000
MOST_LINES = 500_000  # of those that are looked at
DEEPEST = 8  # an alarm within an event within a calendar is 3
LONGEST = 20_000  # characters of one line, unfolded; what follows is left out
KEPT = {  # the lines that are looked at
    *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID"),
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE"),
    *("STATUS", "METHOD", "SUMMARY", "LOCATION", "DESCRIPTION", "X-ALT-DESC", "URL"),
    *("ORGANIZER", "ATTENDEE", "CONFERENCE", "X-GOOGLE-CONFERENCE"),
    *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK"),
    *("TZID", "X-LIC-LOCATION", "TZOFFSETFROM", "TZOFFSETTO"),
}
BLOCKS = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]{1,60})[ \t]*[:;]")


@dataclass(frozen=True)
class Line:
    """``DTSTART;TZID=Europe/Vienna:20260310T140000``, unfolded."""

    number: int
    name: str  # in capitals
    text: str

    def parts(self) -> tuple[Parameters, str]:
        """Its parameters, and its value with what was escaped as it was meant.

        A line that is broken has none of either.
        """
        try:
            _name, parameters, value = Contentline(self.text).parts()
        except ValueError:
            return Parameters(), ""
        return parameters, value

    @property
    def value(self) -> str:
        return self.parts()[1].strip()


@dataclass
class Block:
    """What stands between BEGIN and END."""

    name: str
    line: int
    lines: list[Line] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    is_whole: bool = False

    def find(self, name: str) -> Line | None:
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Line]:
        return (line for line in self.lines if line.name == name)

    def value(self, name: str) -> str:
        line = self.find(name)
        return line.value if line else ""

    def inner(self, *names: str) -> list["Block"]:
        return [block for block in self.blocks if block.name in names]


def calendars(data: bytes) -> list[Block]:
    """Each calendar of the file; events that stand in none are taken as one."""
    root = _read(data)
    found = root.inner("VCALENDAR")
    return [*found, root] if root.inner("VEVENT") else found


def _read(data: bytes) -> Block:
    open_blocks = [Block("", 1)]
    kept = events = 0
    for number, text in _lines(data):
        named = _NAME.match(text)
        name = named[1].upper() if named else ""
        if name == "BEGIN":
            block = Block(_word(text), number)
            if block.name in BLOCKS:
                open_blocks[-1].blocks.append(block)
            open_blocks.append(block)
            events += block.name == "VEVENT"
        elif name == "END":
            _close(open_blocks, _word(text))
        elif name in KEPT:
            open_blocks[-1].lines.append(Line(number, name, text[:LONGEST].strip()))
        kept += name in KEPT or name == "BEGIN"
        if events > MOST_EVENTS or kept > MOST_LINES:
            words = _(
                "This is more than %(most)s events. Choose the invites, not a whole calendar."
            )
            raise FileProblem(words % {"most": MOST_EVENTS}, line=number)
        if len(open_blocks) > DEEPEST:
            raise FileProblem(_("The parts of this calendar are never closed."), line=number)
    return open_blocks[0]


def _word(text: str) -> str:
    return text.partition(":")[2].strip().upper()[:60]


def _close(open_blocks: list[Block], name: str) -> None:
    """Close the innermost of that name, and what was left open in it."""
    depths = [depth for depth, block in enumerate(open_blocks) if depth and block.name == name]
    if depths:
        open_blocks[depths[-1]].is_whole = True
        del open_blocks[depths[-1] :]


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Unfolded, each with the number of its first line. Empty lines mean nothing anywhere.

    Unfolded before it is decoded: some programs fold in the middle of a character.
    """
    text = decoded(data)  # or says what is wrong with the whole
    if b"\0" in data[:4_096]:  # two bytes a letter
        data = text.encode("utf-8", "replace")
    del text
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    begins, whole = 1, bytearray()
    for number, line in enumerate(io.BytesIO(data), start=1):
        piece = line.rstrip(b"\r\n")
        if piece[:1] in (b" ", b"\t") and piece.strip():
            whole += piece[1:] if len(whole) < 4 * LONGEST else b""
        elif piece.strip():
            yield begins, _decoded(whole)
            begins, whole = number, bytearray(piece)
    yield begins, _decoded(whole)


def _decoded(line: bytearray) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
