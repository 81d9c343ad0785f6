"""Merges for tests: what hangs on two people, and what the kept one takes."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from contacts.models import Contact
from core import merging
from core.models import Change
from core.ownership import Owned
from interviews.models import Meeting
from tests.factories import (
    AnswerFactory,
    ContactFactory,
    EmploymentFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
    TouchFactory,
)


def nothing(kept: Any, other: Any, left: merging.Left) -> Iterable[Owned]:
    return []


def merge(kept: Owned, other: Owned, take: merging.Take = nothing) -> Change:
    return merging.merge(kept, other, label="The merge", take=take)


def take_notes(kept: Any, other: Any, left: merging.Left) -> Iterable[Owned]:
    kept.notes = f"{kept.notes}+{other.notes}"
    kept.email = kept.email or other.email
    kept.name = other.name
    return []


def link_to(owner: User, person: Contact) -> list[Owned]:
    """A row of every kind that may point at a person."""
    return [
        TouchFactory(owner=owner, contact=person),
        EmploymentFactory(owner=owner, contact=person),
        ContactFactory(owner=owner, introduced_by=person),
        MeetingFactory(owner=owner, contact=person),
        LetterFactory(owner=owner, contact=person),
        AnswerFactory(owner=owner, contact=person),
    ]


def both_in_one_interview(kept: Contact, other: Contact, **facts: Any) -> tuple[Meeting, Meeting]:
    interview = InterviewFactory(owner=kept.owner)
    mine = {"role": "CTO", "talked_about": "Sharding", "planned": True, **facts}
    theirs = {"role": "Lead", "talked_about": "Go", "met": True}
    return (
        MeetingFactory(owner=kept.owner, interview=interview, contact=kept, name="Priya", **mine),
        MeetingFactory(owner=kept.owner, interview=interview, contact=other, name="P.", **theirs),
    )
