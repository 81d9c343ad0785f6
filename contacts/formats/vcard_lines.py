"""vCards 2.1, 3.0 and 4.0 as properties: folded, encoded and broken in all the ways there are.

One line after the other is looked at, so that a photo, however large, is passed over and never
held. Pure, as every format is.
"""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext as _

from core.files import FileProblem
from core.files.table import MOST_ROWS

LONGEST = 64 * 1024  # bytes of a property; what is more is no text of a person
MOST_PROPERTIES = 2_000  # of a card

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_PROPERTY = re.compile(rb"[A-Za-z][\w.-]*[;:]")
_HEAD = re.compile(
    rb"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:[^\":;]|\"[^\"]*\")*)*):"
)
_PARAM = re.compile(rb";((?:[^\";]|\"[^\"]*\")*)")
# With a space before it, it is the rest of a folded text.
_END = re.compile(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)
_CHARSET = re.compile(
    r"utf-?8|us-ascii|(?:windows|cp)-?125\d|iso-?8859-\d+|koi8-[ru]|shift_jis|gb2312|gbk|big5"
    r"|euc-(?:jp|kr)",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(rb"[\xc0-\xff]{3}")  # no word in Windows-1252 has three such letters running
_ESCAPED = {"2.1": re.compile(r"\\([;,:\\])")}
_ESCAPED_SINCE = re.compile(r"\\(.)", re.DOTALL)


@dataclass
class Property:
    name: str  # upper case
    group: str
    types: tuple[str, ...]  # lower case
    value: bytes  # unfolded, as it is written
    is_quoted: bool  # quoted-printable
    charset: str
    is_preferred: bool = False
    version: str = ""  # of its card

    def text(self) -> str:
        return self._decoded(self.value)

    def parts(self) -> list[str]:
        """What semicolons part: of a name, of an organisation."""
        return self._parted(b";")

    def listed(self) -> list[str]:
        """What commas part."""
        return self._parted(b",")

    def _parted(self, mark: bytes) -> list[str]:
        """A backslash takes what stands behind it along, be it the mark or a backslash."""
        parts, begins = [], 0
        for found in re.finditer(rb"\\.|" + mark, self.value, re.DOTALL):
            if found[0] == mark:
                parts.append(self.value[begins : found.start()])
                begins = found.end()
        return [self._decoded(part) for part in [*parts, self.value[begins:]]]

    def _decoded(self, raw: bytes) -> str:
        if self.is_quoted:
            raw = binascii.a2b_qp(raw)
        escaped = _ESCAPED.get(self.version, _ESCAPED_SINCE)
        text = escaped.sub(lambda found: "\n" if found[1] in "nN" else found[1], self._read(raw))
        return text.strip()

    def _read(self, raw: bytes) -> str:
        if _CHARSET.fullmatch(self.charset):
            try:
                return raw.decode(self.charset, errors="replace")
            except LookupError:
                pass
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("cp1251" if _CYRILLIC.search(raw) else "cp1252", errors="replace")


@dataclass
class Card:
    line: int  # on which it begins
    version: str = ""
    properties: list[Property] = field(default_factory=list)
    is_whole: bool = False  # it has an end

    def take(self, found: Property) -> None:
        if found.name == "VERSION":
            self.version = found.text()
        elif len(self.properties) < MOST_PROPERTIES:
            found.version = self.version
            self.properties.append(found)


def cards(data: bytes) -> Iterator[Card]:
    """Every card, in order. ``FileProblem`` where they are too many."""
    card: Card | None = None
    taken = 0
    for line, found in _outermost(_properties(data)):
        if _is_edge(found, "BEGIN"):
            if card:
                yield card
            taken += 1
            if taken > MOST_ROWS:
                words = _("More than %(most)s cards. Split the file, and bring the parts in turn.")
                raise FileProblem(words % {"most": MOST_ROWS}, line=line)
            card = Card(line)
        elif card and _is_edge(found, "END"):
            card.is_whole = True
            yield card
            card = None
        elif card:
            card.take(found)
    if card:
        yield card


def _is_edge(found: Property, name: str) -> bool:
    return found.name == name and found.value.strip().upper() == b"VCARD"


def _outermost(found: Iterable[tuple[int, Property]]) -> Iterator[tuple[int, Property]]:
    """Without the cards of agents that stand within a card."""
    inside, last = 0, ""
    for line, one in found:
        begins = _is_edge(one, "BEGIN")
        if begins and last == "AGENT":
            inside += 1
        elif inside and _is_edge(one, "END"):
            inside -= 1
        elif begins or not inside:
            inside = 0
            yield line, one
        last = one.name


def _properties(data: bytes) -> Iterator[tuple[int, Property]]:
    for line, raw in _unfolded(data):
        if found := _parsed(raw):
            yield line, found


# --- Lines ----------------------------------------------------------------------------------------


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property, whole, with the line on which it begins. Of binary ones the head alone."""
    begins, current, kind = 1, bytearray(), _Kind.TEXT
    for line, raw in enumerate(_lines(data), 1):
        more = _continuation(raw, current, kind)
        if more is None:
            if current:
                yield begins, bytes(current)
            begins, current = line, bytearray(raw)
            kind = _kind_of(raw)
        elif kind is not _Kind.BINARY and len(current) < LONGEST:
            if kind is _Kind.QUOTED and current.endswith(b"="):
                del current[-1]
            current += more
    if current:
        yield begins, bytes(current)


def _lines(data: bytes) -> Iterator[bytes]:
    """Each line without its end; of one that is longer than any text, the beginning."""
    for found in _LINE.finditer(data):
        yield data[found.start() : min(found.end(), found.start() + LONGEST)].rstrip(b"\r\n")


class _Kind(Enum):
    TEXT = "text"
    QUOTED = "quoted-printable"
    BINARY = "base64"


def _kind_of(raw: bytes) -> _Kind:
    head, _colon, value = raw[:1_000].upper().partition(b":")
    if b"QUOTED-PRINTABLE" in head:
        return _Kind.QUOTED
    is_binary = b"BASE64" in head or b"ENCODING=B" in head or value.startswith(b"DATA:")
    return _Kind.BINARY if is_binary else _Kind.TEXT


def _continuation(raw: bytes, current: bytearray, kind: _Kind) -> bytes | None:
    """What this line adds to the one before it; None where it begins a property."""
    if not current or _END.fullmatch(raw):
        return None
    if kind is _Kind.QUOTED and current.endswith(b"="):
        # A soft break has no space after it, except where it was folded besides.
        return raw[1:] if raw[:2] in (b" =", b"\t=") else raw
    if raw[:1] in (b" ", b"\t"):
        return raw[1:]
    if _PROPERTY.match(raw):
        return None
    # What is neither is base64 that nobody folded, or a text whose line was broken as it was.
    return b"" if kind is _Kind.BINARY or not raw else b"\n" + raw


# --- Properties -----------------------------------------------------------------------------------


def _parsed(raw: bytes) -> Property | None:
    head = _HEAD.match(raw)
    if not head:
        return None
    params = [one[1].decode("latin-1") for one in _PARAM.finditer(head["params"])]
    pairs = [param.partition("=") for param in params]
    said = {name.strip().upper(): value.strip(' "') for name, equals, value in pairs if equals}
    bare = [name.strip() for name, equals, _value in pairs if not equals]
    types = [value for name, _equals, value in pairs if name.strip().upper() == "TYPE"]
    words = [*bare, *(word for value in types for word in value.strip('"').split(","))]
    encoding = said.get("ENCODING", "")
    return Property(
        name=head["name"].decode().upper(),
        group=(head["group"] or b"").decode().lower(),
        types=tuple(word.strip(' "').lower() for word in words if word.strip()),
        value=raw[head.end() :],
        is_quoted="QUOTED-PRINTABLE" in (encoding.upper(), *map(str.upper, bare)),
        charset=said.get("CHARSET", ""),
        is_preferred="PREF" in said,
    )
