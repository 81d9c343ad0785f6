"""When we last spoke: the latest day of a touch, an interview in which we met, or an answer.

For the views of this room and the rooms above. It reaches up through reverse accessors alone.
"""

from datetime import date
from typing import Any

from django.db.models import Subquery
from django.db.models.functions import Greatest, TruncDate

from contacts.models import Contact
from core.journal import Journal
from core.linked import linked
from core.undo import Follow


def with_last_spoken(people: Any) -> Any:
    """Add ``spoken_on``; None where we never did."""
    met = linked(Contact, "meetings").filter(met=True)
    met = met.annotate(on=TruncDate("interview__starts_at"))
    latest = [
        Subquery(rows.order_by("-on").values("on")[:1])
        for rows in (linked(Contact, "touches"), met, linked(Contact, "answers"))
    ]
    return people.annotate(spoken_on=Greatest(*latest))  # in PostgreSQL, of those that there are


def last_spoken(contact: Contact) -> date | None:
    """The day as it stands in the database now."""
    rows = with_last_spoken(Contact.objects.for_user(contact.owner_id).filter(pk=contact.pk))
    spoken: date | None = rows.values_list("spoken_on", flat=True).get()
    return spoken


def next_day_follows(contact: Contact) -> Follow:
    """For ``undo.delete()`` of something that passed between us: their next day goes along."""
    before = last_spoken(contact)

    def follow(journal: Journal) -> None:
        was = {"next_on": contact.next_on}
        contact.spoke_otherwise(before, last_spoken(contact))
        journal.changed(Contact, contact.pk, was, {"next_on": contact.next_on})

    return follow
