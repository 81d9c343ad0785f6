"""Applications of a file, and how they go through their intake the way an import takes them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from core.intake import Match
from core.models import Change
from interviews.intake import ApplicationIntake
from interviews.models import Application
from interviews.records import ApplicationRecord
from tests.core import intakes
from tests.factories import NOW, ApplicationFactory, CompanyFactory

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
URL = "https://boards.example.com/jobs/401234"
CAREERS = "https://example.com/careers"
LEAD = ApplicationRecord(company="Umbrella", role="Platform lead", applied_on=MARCH)
WHOLE = ApplicationRecord(
    company="Umbrella",
    role="Platform lead",
    applied_on=MARCH,
    source="LinkedIn",
    url=URL,
    salary_range="60k",
    notes="Tea",
    closed_as="rejected",
    closed_on=APRIL,
    website="https://umbrella.example.com",
)


def mine(owner: User, **facts: Any) -> Application:
    company = CompanyFactory(owner=owner, name=facts.pop("company", "Umbrella"))
    return ApplicationFactory(
        owner=owner, company=company, **{"role": "Platform lead", "applied_on": MARCH, **facts}
    )


def seen(
    owner: User, records: Iterable[ApplicationRecord], chosen: str = "", first: int = 2
) -> list[Match]:
    """What each would do, the first standing in line 2; nothing is written."""
    intake = ApplicationIntake(owner, NOW)
    return [intake.match(line, one, chosen) for line, one in enumerate(records, first)]


def bring_in(
    owner: User, records: Sequence[ApplicationRecord], chosen: str = "", at_once: int = 1_000
) -> Change:
    """Write what is to be written, so many at a time, as one entry of the journal."""
    intake = ApplicationIntake(owner, NOW)
    return intakes.bring_in(owner, intake, records, chosen, at_once)[0]


def fates(matches: Iterable[Match]) -> list[tuple[str, str]]:
    return [(str(match.fate), str(match.sure)) for match in matches]
