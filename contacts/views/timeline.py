"""All that passed between me and a person, newest first, in one statement.

A part of the views, for it reaches up to interviews and feedback, through reverse accessors alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, TruncDate
from django.utils.formats import date_format

from contacts.models import Contact, TouchKind

LATEST = 100  # entries on a person's page


@dataclass(frozen=True)
class Entry:
    """One line: its ``sort`` says which of the room's facts are there."""

    sort: str
    day: date
    facts: dict[str, Any]

    @property
    def on(self) -> str:
        return date_format(self.day)

    @property
    def is_dated(self) -> bool:
        """An earlier place may have no day."""
        return self.sort != "move" or bool(self.facts["until"])

    @property
    def touched(self) -> str:
        """What a touch was, in words."""
        return str(TouchKind(self.facts["kind"]).label)


def timeline(contact: Contact) -> list[Entry]:
    """The latest entries, one more than ``LATEST`` where there are more."""
    found = [_meetings(contact), _touches(contact), _letters(contact), _answers(contact)]
    rows = found[0].union(*found[1:], _moves(contact), all=True)
    latest = rows.order_by("-entry_day", "-entry_at", "-entry_id")[: LATEST + 1]
    return [Entry(sort, day, facts) for sort, day, _at, _id, facts in latest]


def _meetings(contact: Any) -> QuerySet[Any]:
    """Interviews in which we met, or are to."""
    return _entries(
        "meeting",
        contact.meetings.all(),
        TruncDate("interview__starts_at"),
        F("interview__starts_at"),
        interview="interview",
        role="interview__application__role",
        company="interview__application__company__name",
        met="met",
        interesting="interesting",
        talked_about="talked_about",
        cancelled="interview__cancelled_at",
        debriefed="interview__debriefed_at",
    )


def _touches(contact: Any) -> QuerySet[Any]:
    """A letter that was sent is a touch too, and stands for it."""
    rows = contact.touches.filter(letters=None)
    return _entries("touch", rows, F("on"), F("created_at"), kind="kind", note="note")


def _letters(contact: Any) -> QuerySet[Any]:
    sent = Coalesce("sent_at", "created_at")
    return _entries(
        "letter",
        contact.letters.all(),
        TruncDate(sent),
        sent,
        subject="subject",
        sent="sent_at",
        skipped="skipped_because",
    )


def _answers(contact: Any) -> QuerySet[Any]:
    rows = contact.answers.all()
    return _entries("answer", rows, F("on"), F("created_at"), said="said", company="company__name")


def _moves(contact: Any) -> QuerySet[Any]:
    """Of an earlier place without a day only its place in the order is known: when it was noted."""
    day = Coalesce("until", TruncDate("created_at"))
    return _entries(
        "move",
        contact.employments.all(),
        day,
        F("created_at"),
        company="company__name",
        company_id="company",
        title="title",
        until="until",
    )


def _entries(sort: str, rows: Any, day: Any, at: Any, **facts: Any) -> QuerySet[Any]:
    """Rows as entries; ``at`` puts those of one day in order."""
    entries: QuerySet[Any] = (
        rows.order_by()
        .annotate(
            entry_sort=Value(sort, CharField()),
            entry_day=Cast(day, DateField()),
            entry_at=Cast(at, DateTimeField()),
            entry_id=F("pk"),
            entry_facts=JSONObject(id="pk", **facts),
        )
        .values_list("entry_sort", "entry_day", "entry_at", "entry_id", "entry_facts")
    )
    return entries
