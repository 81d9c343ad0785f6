"""Whom I wanted to speak with by today. They leave the list when we did, or on another day."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.needs import Facts, Sort, Want
from core.text import in_a_row


def needs(user: Any, now: datetime) -> list[Want]:
    people = Contact.objects.for_user(user).overdue(timezone.localdate(now))
    return [Want(CALL, people, F("next_on"), FACTS)]


FACTS = {
    "contact": "pk",
    "name": "name",
    "title": "title",
    "company": "company__name",
    "next_on": "next_on",
}


def _page(facts: Facts) -> str:
    return reverse("contacts:contact", args=[facts["contact"]])


def _call(facts: Facts, now: datetime) -> str:
    return _("Call %(name)s") % facts


def _by_when(facts: Facts) -> str:
    """Who that is, and by when I wanted to speak with them."""
    on = date_format(date.fromisoformat(facts["next_on"]))
    works = in_a_row([facts["title"], facts["company"]])
    wanted = _("You wanted to speak by %(on)s.") % {"on": on}
    return f"{works}. {wanted}" if works else wanted


CALL = Sort("call", _page, _call, _by_when, can_wait=True)
