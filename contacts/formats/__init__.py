"""The files that people come in by, and go out by."""

from contacts.formats.google import GoogleContacts, GoogleContactsBefore
from contacts.formats.linkedin import LinkedInConnections
from contacts.formats.outlook import OutlookContacts
from contacts.formats.sheet import PeopleSheet
from contacts.formats.vcard import VCards
from core.files import TableFormat, WholeFormat

TABLES: tuple[TableFormat, ...] = (
    LinkedInConnections(),
    GoogleContacts(),
    GoogleContactsBefore(),
    OutlookContacts(),
    PeopleSheet(),
)
WHOLES: tuple[WholeFormat, ...] = (VCards(),)
