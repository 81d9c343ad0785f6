"""What every list of people in columns has in common: each header, and where it goes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.formats.draft import Draft
from contacts.records import PersonRecord
from core.files import Options, Parsed, Row, RowProblem, Table

# What a column may go to.
FIELDS: dict[str, Any] = {
    "name": _("name"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "company": _("company"),
    "title": _("title or role"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "link": _("link"),
    "notes": _("notes"),
}

Label = str | Promise
Put = Callable[[Draft, str, str], None]  # a draft, the header, the text of the cell


@dataclass(frozen=True)
class Goes:
    """Where a cell goes: the field, as a page names it, and how a draft takes it."""

    field: str
    put: Put


def key_of(header: str) -> str:
    """A header, however somebody typed it."""
    return " ".join(header.replace("_", " ").casefold().split())


def noted(label: Label = "") -> Goes:
    """Into the notes, under a label: by default its header."""
    return Goes("notes", lambda draft, header, text: draft.note(str(label or header), text))


def one_of(field: str) -> Goes:
    """Only one has room; another one goes to the notes."""

    def put(draft: Draft, header: str, text: str) -> None:
        if not getattr(draft, field):
            setattr(draft, field, text)
        elif getattr(draft, field) != text:
            draft.note(header, text)

    return Goes(field, put)


def one_more(field: str, place: str, *plain: str) -> Goes:
    """Any number. The header is its label, unless it only says what it is."""

    def put(draft: Draft, header: str, text: str) -> None:
        getattr(draft, place).append(("" if key_of(header) in plain else header, text))

    return Goes(field, put)


NAME, COMPANY, TITLE = one_of("name"), one_of("company"), one_of("title")
PART = Goes("name", lambda draft, _header, text: draft.parts.append(text))  # as they are said
INSTEAD = Goes("name", lambda draft, _header, text: draft.instead.append(text))
HONOUR = Goes("notes", lambda draft, _header, text: draft.honours.append(text))
EMAIL = one_more("email", "emails", "e-mail", "email", "mail", "e-mail address", "email address")
PHONE = one_more("phone", "phones", "phone", "telephone", "tel", "phone number")
LINK = one_more("link", "links", "link", "links", "url")
FREE = Goes("notes", lambda draft, _header, text: draft.texts.append(text))

_MAPPED: dict[str, Goes] = {
    "name": NAME,
    "first_name": PART,
    "last_name": PART,
    "company": COMPANY,
    "title": TITLE,
    "email": EMAIL,
    "phone": PHONE,
    "link": LINK,
    "notes": noted(),
}


class PeopleTable:
    """A list of people. Its format says which header goes where; the first of them goes first."""

    kind = "people"
    key: str
    name: Label
    goes: Mapping[str, Goes]  # by the header's key
    needs: frozenset[str]  # without these headers it is not one

    def knows(self, columns: Sequence[str]) -> int:
        keys = {key_of(column) for column in columns}
        return len([key for key in keys if self.place_of(key)]) if self.needs <= keys else 0

    def meanings(self, columns: Sequence[str]) -> dict[str, str]:
        places = {column: self.place_of(key_of(column)) for column in columns}
        return {column: str(FIELDS[place.field]) for column, place in places.items() if place}

    def fields(self) -> dict[str, str]:
        return {name: str(words) for name, words in FIELDS.items()}

    def is_ambiguous(self, table: Table) -> bool:
        return False  # no day of theirs is kept as a day

    def records(self, table: Table, options: Options) -> Iterator[Parsed]:
        places = self._places(table.columns, options.mapping)
        for row in table.rows():
            try:
                yield Parsed(row.line, self._record(row, places))
            except RowProblem as problem:
                yield Parsed(row.line, problem=str(problem))

    # --- What a tool knows in a way of its own ------------------------------------------------

    def place_of(self, key: str) -> Goes | None:
        return self.goes.get(key)

    def label_of(self, key: str, header: str, row: Row) -> str:
        return header

    # ------------------------------------------------------------------------------------------

    def _places(
        self, columns: Sequence[str], mapping: Mapping[str, str]
    ) -> list[tuple[str, str, Goes]]:
        """In the order of the format, and then those that the person explained."""
        order = {key: number for number, key in enumerate(self.goes)}
        found = []
        for column in filter(None, columns):
            key = key_of(column)
            if goes := self.place_of(key) or _MAPPED.get(mapping.get(column, "")):
                found.append((order.get(key, len(order)), (key, column, goes)))
        return [place for _number, place in sorted(found, key=itemgetter(0))]

    def _record(self, row: Row, places: list[tuple[str, str, Goes]]) -> PersonRecord:
        draft = Draft()
        for key, column, goes in places:
            if text := row[column]:
                goes.put(draft, self.label_of(key, column, row), text)
        draft.texts += row.spare
        return draft.record()
