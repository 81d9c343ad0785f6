"""LinkedIn: what is applied for and what is saved, as *Get a copy of your data* writes them."""

from django.utils.translation import gettext_lazy as _

from interviews.formats.columns import ApplicationTable, Noted


class LinkedInApplications(ApplicationTable):
    key = "linkedin-applications"
    name = _("LinkedIn: Job Applications.csv")
    tool = source = "LinkedIn"
    needs = frozenset({"application date", "company name", "job title"})
    day_first = False
    columns = {
        "application date": "applied_on",
        "company name": "company",
        "job title": "role",
        "job url": "url",
        "contact email": Noted(_("Contact’s e-mail")),
        "contact phone number": Noted(_("Contact’s phone")),
        "resume name": Noted(_("CV")),
        "question and answers": Noted(_("Their questions, and your answers")),
    }


class LinkedInSaved(ApplicationTable):
    """Jobs to apply for, some day: saving one is no applying."""

    key = "linkedin-saved"
    name = _("LinkedIn: Saved Jobs.csv")
    tool = source = "LinkedIn"
    needs = frozenset({"saved date", "company name", "job title"})
    day_first = False
    columns = {
        "company name": "company",
        "job title": "role",
        "job url": "url",
        "saved date": Noted(_("Saved on")),
    }
