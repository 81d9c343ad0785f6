"""Bring people in as an import does."""

from collections.abc import Sequence
from typing import Any

from contacts.intake import PeopleIntake
from contacts.records import PersonRecord
from core.intake import Match, Written
from core.models import Change
from tests.core.intakes import bring_in
from tests.factories import NOW


def brought(
    owner: Any, records: Sequence[PersonRecord], chosen: str = "", size: int = 1_000
) -> tuple[Change, list[Match], list[Written]]:
    """The entry in the journal, what was matched, and what became of those written."""
    return bring_in(owner, PeopleIntake(owner, NOW), records, chosen, size)
