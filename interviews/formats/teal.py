"""Teal: the job tracker, as its screen shows it."""

from django.utils.translation import gettext_lazy as _

from interviews.formats.columns import ApplicationTable, Noted


class Teal(ApplicationTable):
    key = "teal"
    name = _("Teal")
    tool = "Teal"
    needs = frozenset({"job position", "company", "date saved"})
    empty = frozenset({"-", "—", "n/a"})
    columns = {
        "job position": "role",
        "company": "company",
        "max salary": "salary_range",
        "location": Noted(_("Location")),
        "status": "status",
        "date saved": Noted(_("Saved on")),
        "date applied": "applied_on",
        "deadline": Noted(_("Deadline")),
        "follow up": Noted(_("Follow up")),
        "excitement": Noted(_("Excitement")),
    }
