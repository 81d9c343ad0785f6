"""An import of invites, as a test takes it in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from core.files import Options
from core.intake import Fate, Match
from core.journal import Journal
from interviews.formats.invite import Invite
from interviews.invites import InviteIntake
from tests.factories import NOW

SAID = {"company": "Umbrella", "role": "Engineer"}
LATER = ("SEQUENCE:1", "DTSTART:20260313T150000Z", "LOCATION:Baker Street")


def bring(owner: User, data: bytes, chosen: str = "", **said: Any) -> list[Match]:
    """What the import of this file does with each of its events."""
    intake, journal = InviteIntake(owner, NOW), Journal()
    found = [
        (parsed.line, replace(parsed.record, **said))
        for parsed in Invite().records(data, Options(zone=ZoneInfo("UTC")))
        if parsed.record
    ]
    matched = [(record, intake.match(line, record, chosen)) for line, record in found]
    intake.write([pair for pair in matched if pair[1].fate in (Fate.ADD, Fate.FILL)], journal)
    journal.write(owner.pk, "Import")
    return [match for _record, match in matched]


def only(model: Any) -> Any:
    return model.objects.get()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
