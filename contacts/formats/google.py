"""Google Contacts: its own CSV, as it was before 2024 and as it is since.

How many columns of e-mails, phones and websites there are varies with the data. Each has its label
in a column beside it, and several values may stand in one cell.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.formats.columns import (
    COMPANY,
    FREE,
    HONOUR,
    INSTEAD,
    PART,
    TITLE,
    Goes,
    PeopleTable,
    noted,
)  # fmt: skip
from contacts.formats.draft import Draft
from core.files import Row
from core.text import in_a_row

_BETWEEN = ":::"
_NUMBERED = re.compile(r"(e-mail|phone|website) \d{1,3} - (value|label|type)")
_EVERYBODY = {"mycontacts", "my contacts"}  # the group that all are in says nothing


def _several(field: str, place: str) -> Goes:
    """A star before the label is the one that they prefer."""

    def put(draft: Draft, label: str, text: str) -> None:
        found = [(label, one.strip()) for one in text.split(_BETWEEN)]
        values = getattr(draft, place)
        values[:] = found + values if label.startswith("*") else values + found

    return Goes(field, put)


def _first(goes: Goes) -> Goes:
    """Of several in one cell, the others go where it sends a second one."""

    def put(draft: Draft, header: str, text: str) -> None:
        for one in text.split(_BETWEEN):
            goes.put(draft, header, one.strip())

    return Goes(goes.field, put)


def _groups(draft: Draft, _header: str, text: str) -> None:
    names = [name.strip().removeprefix("*").strip() for name in text.split(_BETWEEN)]
    draft.note(_("Labels"), in_a_row(name for name in names if name.lower() not in _EVERYBODY))


def _nickname(draft: Draft, _header: str, text: str) -> None:
    draft.instead.append(text)
    draft.note(_("Nickname"), text)


NUMBERED = {
    "e-mail": _several("email", "emails"),
    "phone": _several("phone", "phones"),
    "website": _several("link", "links"),
}
GROUPS, NICKNAME = Goes("notes", _groups), Goes("notes", _nickname)
DEPARTMENT = noted(gettext_lazy("Department"))
LABEL = Goes("notes", lambda _draft, _header, _text: None)  # it is read with its value


class _Google(PeopleTable):
    def place_of(self, key: str) -> Goes | None:
        if found := _NUMBERED.fullmatch(key):
            return NUMBERED[found[1]] if found[2] == "value" else LABEL
        return super().place_of(key)

    def label_of(self, key: str, header: str, row: Row) -> str:
        if not _NUMBERED.fullmatch(key):
            return header
        start = header.rpartition("-")[0]
        return row[f"{start}- Label"] or row[f"{start}- Type"]


class GoogleContacts(_Google):
    key = "google-contacts"
    name = gettext_lazy("Google Contacts (since 2024)")
    needs = frozenset({"first name", "last name", "organization name", "labels"})
    goes = {
        "name prefix": HONOUR,
        "first name": PART,
        "middle name": PART,
        "last name": PART,
        "name suffix": HONOUR,
        "file as": INSTEAD,
        "nickname": NICKNAME,
        "organization name": _first(COMPANY),
        "organization title": _first(TITLE),
        "organization department": DEPARTMENT,
        "labels": GROUPS,
        "notes": FREE,
    }


class GoogleContactsBefore(_Google):
    key = "google-contacts-before"
    name = gettext_lazy("Google Contacts (before 2024)")
    needs = frozenset({"name", "given name", "family name"})
    goes = {
        "name prefix": HONOUR,
        "given name": PART,
        "additional name": PART,
        "family name": PART,
        "name suffix": HONOUR,
        "name": INSTEAD,
        "nickname": NICKNAME,
        "organization 1 - name": _first(COMPANY),
        "organization 1 - title": _first(TITLE),
        "organization 1 - department": DEPARTMENT,
        "organization 2 - name": noted(gettext_lazy("Company")),
        "organization 2 - title": noted(gettext_lazy("Title")),
        "group membership": GROUPS,
        "notes": FREE,
    }
