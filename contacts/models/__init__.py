"""People, the companies they work at, and what passed between them and me."""

from contacts.models.company import SUGGESTED, Company
from contacts.models.contact import Contact
from contacts.models.touch import Employment, Touch, TouchKind

__all__ = ["SUGGESTED", "Company", "Contact", "Employment", "Touch", "TouchKind"]
