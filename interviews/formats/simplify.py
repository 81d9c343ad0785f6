"""Simplify: the tracker behind the button that fills in forms."""

from django.utils.translation import gettext_lazy as _

from interviews.formats.columns import ApplicationTable, Noted


class Simplify(ApplicationTable):
    key = "simplify"
    name = _("Simplify")
    tool = "Simplify"
    needs = frozenset({"job title", "company name", "applied date", "status date"})
    empty = frozenset({"false", "n/a", "null"})
    columns = {
        "job title": "role",
        "company name": "company",
        "job url": "url",
        "applied date": "applied_on",
        "status": "status",
        "status date": "status_on",
        "archived": Noted(_("Archived")),
        "date archived": Noted(_("Archived on")),
        "notes": Noted(""),
    }
