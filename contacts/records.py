"""A person as a file has them: what every format of people is read into."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonRecord:
    """Text as it will be kept: tidied and cut to its column by the format that reads it."""

    name: str
    company: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    links: tuple[str, ...] = ()
    notes: str = ""
    uid: str = ""  # of a vCard; ours is the contact's uuid
    # Of our own vCards alone: no other file has them.
    reasons: tuple[str, ...] = ()  # of Contact.REASONS
    where_we_met: str = ""
    keep_in_touch_days: int | None = None
    next_on: date | None = None
