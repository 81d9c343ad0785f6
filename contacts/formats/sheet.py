"""A list of people that somebody keeps by hand, in English or German."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from contacts.formats.columns import (
    COMPANY,
    EMAIL,
    FREE,
    HONOUR,
    LINK,
    NAME,
    PART,
    PHONE,
    TITLE,
    Goes,
    PeopleTable,
    key_of,
    noted,
)  # fmt: skip

# A list of applications has such a column too: alone it says less than any other.
ALSO_OF_APPLICATIONS = ("contact", "contact name", "contact person")

# Headers by where they go; a first name goes before a last one, whichever column comes first.
_MEANT: tuple[tuple[Goes, tuple[str, ...]], ...] = (
    (NAME, ("name", "full name", "person", "vollständiger name", *ALSO_OF_APPLICATIONS)),
    (HONOUR, ("anrede", "salutation", "prefix", "academic title")),
    (PART, ("first name", "firstname", "given name", "forename", "vorname")),
    (PART, ("middle name",)),
    (PART, ("last name", "lastname", "surname", "family name", "nachname", "familienname")),
    (COMPANY, (
        "company", "company name", "organisation", "organization", "employer", "firma",
        "unternehmen", "arbeitgeber", "works at",
    )),
    (TITLE, (
        "title", "position", "role", "job title", "job", "titel", "rolle", "beruf", "funktion",
    )),
    (EMAIL, (
        "e-mail", "email", "mail", "e-mail address", "email address", "e-mail-adresse",
        "e-mail 2", "email 2", "work email", "private email",
    )),
    (PHONE, (
        "phone", "telephone", "tel", "tel.", "phone number", "mobile", "mobile phone", "cell",
        "phone 2", "work phone", "home phone", "telefon", "handy", "mobil", "telefonnummer",
    )),
    (LINK, (
        "link", "links", "url", "website", "web", "homepage", "linkedin", "linkedin url", "profile",
        "github", "xing", "webseite", "profil",
    )),
    (FREE, ("notes", "note", "comment", "comments", "remarks", "notizen", "bemerkung")),
    (noted(), ("department", "city", "location", "tags", "labels", "nickname", "ort", "abteilung")),
)  # fmt: skip


class PeopleSheet(PeopleTable):
    """Names make it a list of people, with anything else that is known."""

    key = "people-sheet"
    name = _("A list of people")
    needs = frozenset()
    goes: Mapping[str, Goes] = {header: goes for goes, many in _MEANT for header in many}

    def knows(self, columns: Sequence[str]) -> int:
        keys = [key_of(column) for column in columns]
        known = super().knows(columns)
        naming = [key for key in keys if self.place_of(key) in (NAME, PART)]
        if not naming or known < 2:
            return 0
        return known if set(naming) - {*ALSO_OF_APPLICATIONS} else known - 1
