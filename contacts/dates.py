"""The days on which I want to speak with somebody next."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.dates import Dated, Sort
from core.needs import Facts
from core.text import in_a_row


def dates(user: Any, first: date, last: date) -> list[Dated]:
    people = Contact.objects.for_user(user).kept().filter(next_on__range=(first, last))
    return [Dated(SPEAK, people, F("next_on"), FACTS)]


FACTS = {"contact": "pk", "name": "name", "title": "title", "company": "company__name"}


def _page(facts: Facts) -> str:
    return reverse("contacts:contact", args=[facts["contact"]])


def _speak(facts: Facts) -> str:
    return _("Speak with %(name)s") % facts


def _works(facts: Facts) -> str:
    return in_a_row([facts["title"], facts["company"]])


SPEAK = Sort("speak", _page, _speak, _works, icon="phone")
