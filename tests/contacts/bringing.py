"""Bring records in as an import does."""

from collections.abc import Iterable
from typing import Any

from contacts.intake import PeopleIntake
from contacts.records import PersonRecord
from core.intake import Match, Written
from core.journal import Journal
from core.models import Change
from tests.factories import NOW


def brought(
    owner: Any, records: Iterable[PersonRecord], chosen: str = "", size: int = 1_000
) -> tuple[Change, list[Match], list[Written]]:
    """The entry in the journal, what was matched, and what became of each."""
    intake, written = PeopleIntake(owner, NOW), []
    change = Journal().write(owner.pk, "Import")
    pairs = [(record, intake.match(line, record, chosen)) for line, record in enumerate(records, 2)]
    for start in range(0, len(pairs), size):
        journal = Journal()
        written += intake.write(pairs[start : start + size], journal)
        journal.add_to(owner.pk, change.pk)
    change.refresh_from_db()
    return change, [match for _record, match in pairs], written
