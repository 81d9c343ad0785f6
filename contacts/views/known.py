"""What is known of people beyond their own rows, in the same statement.

A part of the views, for it reaches up to interviews and feedback, through reverse accessors alone.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, JSONObject, TruncDate

from contacts.models import Contact

SHOWN = 20  # people they introduced me to


def with_last_spoken(people: Any) -> Any:
    """Add ``spoken_on``: the latest day of a touch, an interview in which we met, or an answer."""
    met = _their("meetings").filter(met=True).annotate(on=TruncDate("interview__starts_at"))
    latest = [
        Subquery(rows.order_by("-on").values("on")[:1])
        for rows in (_their("touches"), met, _their("answers"))
    ]
    return people.annotate(spoken_on=Greatest(*latest))  # in PostgreSQL, of those that there are


def last_spoken(contact: Contact) -> date | None:
    """When we last spoke, as it stands in the database now."""
    rows = with_last_spoken(Contact.objects.for_user(contact.owner_id).filter(pk=contact.pk))
    spoken: date | None = rows.values_list("spoken_on", flat=True).get()
    return spoken


def with_acquaintance(people: Any) -> Any:
    """Add ``first_met``, the first interview in which we met, and ``introduced_people``."""
    meetings = _their("meetings").filter(met=True).order_by("interview__starts_at", "id")
    first = JSONObject(
        interview="interview",
        role="interview__application__role",
        company="interview__application__company__name",
        on=TruncDate("interview__starts_at"),
    )
    introduced = _their("introduced", "introduced_by").order_by("sort_key", "id")
    return people.annotate(
        first_met=Subquery(meetings.values(facts=first)[:1]),
        introduced_people=ArraySubquery(
            introduced.values(facts=JSONObject(id="id", name="name"))[:SHOWN]
        ),
    )


def _their(linked: str, by: str = "contact") -> QuerySet[Any]:
    """The rows of that reverse accessor, of the person in the outer query."""
    rows: Any = getattr(Contact, linked).rel.related_model._default_manager
    found: QuerySet[Any] = rows.filter(**{by: OuterRef("pk"), "owner": OuterRef("owner")})
    return found
