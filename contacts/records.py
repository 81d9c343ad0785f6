"""A person as a file has them: what every format of people is read into."""

from dataclasses import dataclass


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
