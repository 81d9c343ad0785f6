"""Every format that can come in, and the room that takes its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import contacts.formats
import interviews.formats
from contacts.intake import PeopleIntake
from contacts.models import Contact
from contacts.records import PersonRecord
from core.files import TableFormat, WholeFormat
from core.intake import Intake
from interviews.intake import ApplicationIntake
from interviews.invites import InviteIntake
from interviews.models import Application, Interview
from interviews.records import ApplicationRecord, InviteRecord
from transfer import models


@dataclass(frozen=True)
class Kind:
    """What a file holds: who takes it in, what its rows are, where one of them is shown."""

    intake: type[Intake]
    record: type[Any]
    page: str  # the name of an address
    rows: tuple[Any, ...]  # models: where rows of them come or go, a record may do something else


@dataclass(frozen=True)
class Known:
    """A format that is read as a whole by ``transfer`` itself."""

    key: str
    name: str | Promise
    kind: str


ARCHIVE = Known("archive", _("your archive from Worthwhile"), models.ARCHIVE)

# People first: what comes after them meets them.
KINDS: dict[str, Kind] = {
    "people": Kind(PeopleIntake, PersonRecord, "contacts:contact", (Contact,)),
    "applications": Kind(
        ApplicationIntake, ApplicationRecord, "interviews:application", (Application,)
    ),
    "invites": Kind(InviteIntake, InviteRecord, "interviews:interview", (Interview, Application)),
}
WHOLES: tuple[WholeFormat, ...] = (*contacts.formats.WHOLES, *interviews.formats.WHOLES)
# Each room's last one is the sheet that somebody keeps by hand, and knows columns of many tools.
TABLES: tuple[TableFormat, ...] = (*contacts.formats.TABLES[:-1], *interviews.formats.TABLES[:-1])
SHEETS: tuple[TableFormat, ...] = (contacts.formats.TABLES[-1], interviews.formats.TABLES[-1])


def format_of(key: str) -> Any:
    every: tuple[Any, ...] = (*TABLES, *SHEETS, *WHOLES, ARCHIVE)
    return next(one for one in every if one.key == key)


def known_columns(columns: Sequence[str]) -> int:
    """How many of these headers the format knows that knows most of them."""
    return max(one.knows(columns) for one in (*TABLES, *SHEETS))


def table_format(columns: Sequence[str]) -> TableFormat:
    """The format that knows most of these columns; a tool's own before a hand-kept sheet."""
    known = [one for one in TABLES if one.knows(columns)] or list(SHEETS)
    return max(known, key=lambda one: one.knows(columns))
