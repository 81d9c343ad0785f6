"""Runs records through the intake the way an import does."""

from collections.abc import Iterable, Sequence

from accounts.models import User
from core.intake import Match
from core.journal import Journal
from core.models import Change
from interviews.intake import ApplicationIntake
from interviews.records import ApplicationRecord
from tests.factories import NOW

AT_ONCE = 1_000


def seen(
    owner: User, records: Iterable[ApplicationRecord], chosen: str = "", first: int = 2
) -> list[Match]:
    """What each would do, the first standing in line 2; nothing is written."""
    intake = ApplicationIntake(owner, NOW)
    return [intake.match(line, one, chosen) for line, one in enumerate(records, first)]


def bring_in(
    owner: User,
    records: Sequence[ApplicationRecord],
    chosen: str = "",
    at_once: int = AT_ONCE,
) -> Change:
    """Write what is to be written, so many at a time, as one entry of the journal."""
    intake = ApplicationIntake(owner, NOW)
    change = Journal().write(owner.pk, "Import")
    for start in range(0, len(records), at_once):
        journal = Journal()
        some = [
            (one, intake.match(line, one, chosen))
            for line, one in enumerate(records[start : start + at_once], start + 2)
        ]
        written = [pair for pair in some if pair[1].fate in ("add", "fill")]
        assert len(intake.write(written, journal)) == len(written)
        journal.add_to(owner.pk, change.pk)
    change.refresh_from_db()
    return change


def fates(matches: Iterable[Match]) -> list[tuple[str, str]]:
    return [(str(match.fate), str(match.sure)) for match in matches]
