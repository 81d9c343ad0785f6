"""People as vCards of any version and from any program, into records.

What ``_PUTS`` lists is read, and what our own cards say besides; photos, sounds, keys and what
programs tell one another are passed over.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.formats.draft import Draft, said_of
from contacts.formats.vcard_lines import Card, Property, cards
from contacts.models import LONGEST_CADENCE, Contact
from contacts.records import PersonRecord
from core.files import Options, Parsed, RowProblem
from core.files.text import encoding_of
from core.files.tidy import in_a_line
from core.forms import FIRST_YEAR, LAST_YEAR
from core.text import in_a_row, words

_BEGINS = re.compile(rb"(?:\A|[\r\n])\s*BEGIN[ \t]*:[ \t]*VCARD\s", re.IGNORECASE)
_LOOKED_AT = 4_096  # bytes in which a first card begins
_APPLES = re.compile(r"_\$!<(.*)>!\$_")
_PLAIN = {
    "internet",
    "voice",
    "pref",
    "uri",
    "text",
    "x-internet",
}  # say nothing of which one it is
_NO_VOICE = {"fax", "pager", "modem"}
_WHERE_WE_MET = 300  # as its column keeps it


class VCards:
    key = "vcards"
    name = gettext_lazy("vCards")
    kind = "people"

    def knows(self, data: bytes) -> bool:
        return bool(_BEGINS.search(_as_utf8(data[:_LOOKED_AT]) + b"\n"))

    def records(self, data: bytes, options: Options) -> Iterator[Parsed]:
        for card in cards(_as_utf8(data)):
            try:
                yield Parsed(card.line, _person(card))
            except RowProblem as problem:
                yield Parsed(card.line, problem=str(problem))


def _as_utf8(data: bytes) -> bytes:
    """Of the encodings of a whole file; a card may name its own for each property."""
    encoding = encoding_of(data)
    if encoding.startswith("utf-16"):
        return data.decode(encoding, errors="replace").encode(errors="replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _person(card: Card) -> PersonRecord:
    if not card.is_whole:
        raise RowProblem(_("This card has no end: the file is not whole. Export it again."))
    labels = {
        one.group: _APPLES.sub(r"\1", one.text())
        for one in card.properties
        if one.group and one.name == "X-ABLABEL"
    }
    draft = Draft()
    for one in card.properties:
        if put := _PUTS.get(one.name):
            put(draft, one, labels.get(one.group, ""))
    _spoken_to(draft)
    return replace(draft.record(), **_ours(card))


# --- What each property says ----------------------------------------------------------------------

Put = Callable[[Draft, Property, str], None]


def _full_name(draft: Draft, one: Property, label: str) -> None:
    draft.name = draft.name or one.text()


def _name(draft: Draft, one: Property, label: str) -> None:
    family, given, more, *honours = [*one.parts(), "", "", ""][:5]
    if not draft.parts:
        draft.parts = [given, more, family]
        draft.honours = [text for text in honours if text]


def _spoken_to(draft: Draft) -> None:
    """Of *Dr. Priya Nair* the name is known by itself where the card has it in parts, and no word
    of it but a form of address is left out.
    """
    parts = " ".join(filter(None, draft.parts))
    whole, name = Counter(words(draft.name)), Counter(words(parts))
    if parts and name < whole <= name + Counter(words(" ".join(draft.honours))):
        draft.name = parts


def _nickname(draft: Draft, one: Property, label: str) -> None:
    draft.instead.append(one.text())
    draft.note(_("Nickname"), in_a_row(one.listed()))


def _organisation(draft: Draft, one: Property, label: str) -> None:
    parts = [part for part in one.parts() if part] or [""]
    if draft.company:
        draft.note(_("Company"), in_a_row(parts))
        return
    draft.company = parts[0]
    draft.note(_("Department"), in_a_row(parts[1:]))


def _title(draft: Draft, one: Property, label: str) -> None:
    if draft.title:
        draft.note(_("Title"), one.text())
    draft.title = draft.title or one.text()


def _email(draft: Draft, one: Property, label: str) -> None:
    _put_among(draft.emails, one, label, re.sub(r"^mailto:", "", one.text(), flags=re.IGNORECASE))


def _phone(draft: Draft, one: Property, label: str) -> None:
    text = one.text()
    if text[:4].lower() == "tel:":
        number, *params = unquote(text[4:]).split(";")
        inside = [param[4:] for param in params if param.lower().startswith("ext=")]
        text = " ext. ".join([number, *inside])
    if _NO_VOICE & {*one.types}:
        draft.note(_which(one, label), text)
    else:
        _put_among(draft.phones, one, label, text)


def _link(draft: Draft, one: Property, label: str) -> None:
    _put_among(draft.links, one, label, one.text())


def _put_among(values: list[Any], one: Property, label: str, text: str) -> None:
    is_preferred = one.is_preferred or "pref" in one.types
    values.insert(0 if is_preferred else len(values), (_which(one, label), text))


def _which(one: Property, label: str) -> str:
    return label or in_a_row(word for word in one.types if word not in _PLAIN)


def _address(draft: Draft, one: Property, label: str) -> None:
    draft.note(said_of(_("Address"), _which(one, label)), in_a_row(one.parts()))


def _birthday(draft: Draft, one: Property, label: str) -> None:
    draft.note(_("Birthday"), one.text())


def _categories(draft: Draft, one: Property, label: str) -> None:
    draft.note(_("Labels"), in_a_row(one.listed()))


def _chat(draft: Draft, one: Property, label: str) -> None:
    draft.note(_("Chat"), one.text())


def _note(draft: Draft, one: Property, label: str) -> None:
    draft.note("", one.text())


def _uid(draft: Draft, one: Property, label: str) -> None:
    draft.uid = re.sub(r"^urn:uuid:", "", in_a_line(one.text(), 200), flags=re.IGNORECASE)


def _kind(draft: Draft, one: Property, label: str) -> None:
    if one.text().lower() == "group":
        raise RowProblem(_("This is a group of people, and no person."))


_PUTS: dict[str, Put] = {
    "FN": _full_name,
    "N": _name,
    "NICKNAME": _nickname,
    "ORG": _organisation,
    "TITLE": _title,
    "ROLE": _title,
    "EMAIL": _email,
    "TEL": _phone,
    "URL": _link,
    "X-SOCIALPROFILE": _link,
    "SOCIALPROFILE": _link,
    "ADR": _address,
    "BDAY": _birthday,
    "CATEGORIES": _categories,
    "IMPP": _chat,
    "NOTE": _note,
    "UID": _uid,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
}


# --- What our own cards say besides ---------------------------------------------------------------


def _ours(card: Card) -> dict[str, Any]:
    """By the record's fields; what makes no sense is left out."""
    found = {one.name: one for one in card.properties if one.name.startswith("X-WORTHWHILE-")}
    ours: dict[str, Any] = {}
    if one := found.get("X-WORTHWHILE-REASONS"):
        said = one.listed()
        ours["reasons"] = tuple(name for name in Contact.REASONS if name in said)
    if one := found.get("X-WORTHWHILE-MET"):
        ours["where_we_met"] = in_a_line(one.text(), _WHERE_WE_MET)
    with suppress(KeyError, ValueError):
        days = int(found["X-WORTHWHILE-EVERY"].text()[:9])
        if 1 <= days <= LONGEST_CADENCE:
            ours["keep_in_touch_days"] = days
    with suppress(KeyError, ValueError):
        day = date.fromisoformat(found["X-WORTHWHILE-NEXT"].text())
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            ours["next_on"] = day
    return ours
