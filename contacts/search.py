"""What of this room can be found: people by name, title, company and e-mail, and companies."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Company, Contact
from core.search import Facts, Find, Kind, Line
from core.text import in_a_row


def finds(user: Any) -> list[Find]:
    person = {
        "contact": "pk",
        "name": "name",
        "title": "title",
        "company": "company__name",
        "archived": Q(archived_at__isnull=False),
    }
    said = (F("search_key"), F("company__sort_key"), Lower("email"))
    people, companies = Contact.objects.for_user(user), Company.objects.for_user(user)
    return [
        Find(PEOPLE, people, F("sort_key"), person, more=said),
        Find(COMPANIES, companies, F("sort_key"), {"company": "pk", "name": "name"}),
    ]


def _person(facts: Facts, now: datetime) -> Line:
    return Line(
        url=reverse("contacts:contact", args=[facts["contact"]]),
        title=facts["name"],
        sub=in_a_row([facts["title"], facts["company"]]),
        when=_("archived") if facts["archived"] else "",
    )


def _company(facts: Facts, now: datetime) -> Line:
    return Line(reverse("contacts:company", args=[facts["company"]]), facts["name"])


PEOPLE = Kind("people", gettext_lazy("People"), _person)
COMPANIES = Kind("companies", gettext_lazy("Companies"), _company)
