"""JobSync, which people run themselves."""

from django.utils.translation import gettext_lazy as _

from interviews.formats.columns import ApplicationTable, Noted


class JobSync(ApplicationTable):
    key = "jobsync"
    name = _("JobSync")
    tool = "JobSync"
    needs = frozenset({"company", "jobtitle", "jobsource"})
    empty = frozenset({"n/a", "unknown"})
    columns = {
        "index": "",
        "createdat": Noted(_("Saved on")),
        "applied": Noted(_("Applied")),
        "company": "company",
        "jobtitle": "role",
        "applieddate": "applied_on",
        "jobsource": "source",
        "status": "status",
        "location": Noted(_("Location")),
        "jobtype": Noted(_("Kind of job")),
        "workplacetype": Noted(_("Place of work")),
    }
