"""People, the companies they work at, and what passed between them and me."""

from contacts.models.company import SUGGESTED, Company, people_at
from contacts.models.contact import CADENCES, LONGEST_CADENCE, Contact
from contacts.models.touch import Employment, Touch, TouchKind

__all__ = [
    "CADENCES",
    "LONGEST_CADENCE",
    "SUGGESTED",
    "Company",
    "Contact",
    "Employment",
    "Touch",
    "TouchKind",
    "people_at",
]
