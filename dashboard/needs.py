"""What needs me, from every room: one list, read in one statement."""

from datetime import datetime
from typing import Any

import contacts.needs
import feedback.needs
import interviews.needs
from core.needs import Need, gather

ROOMS = (interviews.needs, feedback.needs, contacts.needs)


def needs(user: Any, now: datetime) -> list[Need]:
    """Everything that waits for this person, by when it hurts."""
    return gather([want for room in ROOMS for want in room.needs(user, now)], now)
