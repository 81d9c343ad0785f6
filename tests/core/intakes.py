"""Records go through an intake the way an import takes them, whatever they are of."""

from collections.abc import Sequence
from typing import Any

from core.intake import Fate, Intake, Match, Written
from core.journal import Journal
from core.models import Change


def bring_in(
    owner: Any, intake: Intake, records: Sequence[Any], chosen: str = "", size: int = 1_000
) -> tuple[Change, list[Match], list[Written]]:
    """The entry in the journal, what each was matched with, and what became of those written.

    So many at a time are matched, then written, and only those that add or fill; the first stands
    in line 2.
    """
    change = Journal().write(owner.pk, "Import")
    matches: list[Match] = []
    written: list[Written] = []
    for start in range(0, len(records), size):
        lines = enumerate(records[start : start + size], start + 2)
        some = [(record, intake.match(line, record, chosen)) for line, record in lines]
        matches += [match for _record, match in some]
        journal = Journal()
        wanted = [pair for pair in some if pair[1].fate in (Fate.ADD, Fate.FILL)]
        became = intake.write(wanted, journal)
        assert len(became) == len(wanted)
        written += became
        journal.add_to(owner.pk, change.pk)
    change.refresh_from_db()
    return change, matches, written
