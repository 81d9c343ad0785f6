"""LinkedIn: ``Connections.csv``, as *Get a copy of your data* writes it."""

from django.utils.translation import gettext_lazy as _

from contacts.formats.columns import COMPANY, EMAIL, LINK, PART, TITLE, PeopleTable, noted


class LinkedInConnections(PeopleTable):
    """Older files have no ``URL``. Most people do not show their e-mail."""

    key = "linkedin-connections"
    name = _("LinkedIn: Connections.csv")
    needs = frozenset({"first name", "last name", "company", "position", "connected on"})
    goes = {
        "first name": PART,
        "last name": PART,
        "url": LINK,
        "email address": EMAIL,
        "company": COMPANY,
        "position": TITLE,
        "connected on": noted(_("Connected on LinkedIn")),
    }
