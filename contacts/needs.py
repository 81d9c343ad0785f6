"""Whom I wanted to speak with by today. They leave the list when we did, or on another day."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.needs import Facts, Sort, Want


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


def _since(facts: Facts) -> str:
    """Who that is, and since when it waits."""
    since = date_format(date.fromisoformat(facts["next_on"]), "j M Y")
    works = ", ".join(part for part in (facts["title"], facts["company"]) if part)
    words = {"works": works, "since": since}
    return _("%(works)s, since %(since)s") % words if works else _("Since %(since)s") % words


CALL = Sort("call", _page, _call, _since, can_wait=True)
