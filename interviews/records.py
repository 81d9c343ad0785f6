"""Applications and invites as files have them: what every such format is read into."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ApplicationRecord:
    """One try at one role. Text is tidied and cut to its column by the format that reads it."""

    company: str
    role: str
    applied_on: date | None = None
    source: str = ""
    url: str = ""
    salary_range: str = ""
    notes: str = ""
    closed_as: str = ""  # of interviews.models.Ending
    closed_on: date | None = None
    website: str = ""  # the company's


@dataclass(frozen=True)
class Guest:
    """The organiser or an attendee of an invite."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class InviteRecord:
    """One event of a calendar file. Times are aware; ``uid`` and ``occurrence`` name it.

    It has its times but where it is cancelled: then the file may leave them out.
    """

    uid: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sequence: int = 0
    occurrence: str = ""  # RECURRENCE-ID of one moved or cancelled among many
    cancelled: bool = False
    summary: str = ""
    place: str = ""  # the video link where there is one
    room: str = ""  # or an address, beside a video link
    notes: str = ""  # the room first
    guests: tuple[Guest, ...] = ()
    repeats: bool = False  # of a series, this is the first
    company: str = ""  # what the person said in the preview, as the three below
    role: str = ""
    kind: str = ""
    application: int | None = None
