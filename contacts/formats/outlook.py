"""Outlook: contacts as CSV. Google can write this form too."""

import re

from django.utils.translation import gettext_lazy as _

from contacts.formats.columns import (
    COMPANY,
    EMAIL,
    FREE,
    HONOUR,
    LINK,
    PART,
    PHONE,
    TITLE,
    Goes,
    PeopleTable,
    noted,
)  # fmt: skip
from contacts.formats.draft import Draft
from core.files import Row

# Nobody answers these themselves.
NOT_THEIRS = ("company main phone", "assistant's phone", "callback")


def _categories(draft: Draft, _header: str, text: str) -> None:
    draft.note(str(_("Labels")), ", ".join(filter(None, map(str.strip, text.split(";")))))


class OutlookContacts(PeopleTable):
    """Its ``Title`` is how one is addressed; what one works as is the ``Job Title``."""

    key = "outlook-contacts"
    name = _("Outlook")
    needs = frozenset({"first name", "last name", "e-mail address", "job title"})
    goes = {
        "title": HONOUR,
        "first name": PART,
        "middle name": PART,
        "last name": PART,
        "suffix": HONOUR,
        "nickname": noted(_("Nickname")),
        "e-mail address": EMAIL,
        "e-mail 2 address": EMAIL,
        "e-mail 3 address": EMAIL,
        "mobile phone": PHONE,
        "business phone": PHONE,
        "business phone 2": PHONE,
        "home phone": PHONE,
        "home phone 2": PHONE,
        "primary phone": PHONE,
        "other phone": PHONE,
        "car phone": PHONE,
        **{header: noted() for header in NOT_THEIRS},
        "job title": TITLE,
        "department": noted(_("Department")),
        "company": COMPANY,
        "personal web page": LINK,
        "web page": LINK,
        "business home page": LINK,
        "categories": Goes("notes", _categories),
        "notes": FREE,
    }

    def label_of(self, key: str, header: str, row: Row) -> str:
        """Of *Business Phone* the first word tells which one it is, the other what."""
        if _NUMBERED.fullmatch(key):
            return ""
        return header if key in NOT_THEIRS else _WHAT.sub("", header)


_NUMBERED = re.compile(r"e-mail (\d )?address")
_WHAT = re.compile(r" (phone|web page|home page)\b", re.IGNORECASE)
