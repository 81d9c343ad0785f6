"""What is known of people beyond their own rows, in the same statement.

A part of the views, for it reaches up to interviews, through reverse accessors alone.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Subquery
from django.db.models.functions import JSONObject, TruncDate

from contacts.models import Contact
from core.linked import linked

SHOWN = 20  # people they introduced me to


def with_acquaintance(people: Any) -> Any:
    """Add ``first_met``, the first interview in which we met, and ``introduced_people``."""
    meetings = linked(Contact, "meetings").filter(met=True).order_by("interview__starts_at", "id")
    first = JSONObject(
        interview="interview",
        role="interview__application__role",
        company="interview__application__company__name",
        on=TruncDate("interview__starts_at"),
    )
    introduced = linked(Contact, "introduced").order_by("sort_key", "id")
    return people.annotate(
        first_met=Subquery(meetings.values(facts=first)[:1]),
        introduced_people=ArraySubquery(
            introduced.values(facts=JSONObject(id="id", name="name"))[:SHOWN]
        ),
    )
