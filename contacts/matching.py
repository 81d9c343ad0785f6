"""Who of mine a record of a file is: by what names one person alone, else by name and company.

How sure it is depends on the two alone, and never falls once a record has been taken in: so the
second run of a file meets those whom the first one made or filled in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.details import LINKS_LENGTH
from contacts.doubles import address_of, bare_name
from contacts.records import PersonRecord
from core.intake import Sure
from core.text import fold

MOST_ALIKE = 20  # of one name, say, are compared: or a file of one name would take days
PROFILE = re.compile(r"(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?]+)")  # one person's alone

How = tuple[Sure, str | Promise]  # how sure, and why


@dataclass(eq=False, slots=True)
class Known:
    """Somebody of mine, or of an earlier line of the file: what one is known by, and what is there.

    ``has`` are those of ``SINGLE`` that say something; ``before`` are the companies they were at.
    """

    pk: int | None
    line: int | None
    uid: UUID | None
    name: str
    company: str
    email: str
    links: tuple[str, ...]
    has: set[str]
    before: frozenset[str] = frozenset()
    # Made of the above once, not anew for each whom one is compared with.
    name_key: str = field(init=False)
    company_key: str = field(init=False)
    addresses: tuple[str, ...] = field(init=False)  # of the links, in their order
    profiles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.name_key = name_key(self.name)
        self._make_keys()

    def _make_keys(self) -> None:
        self.company_key = company_key(self.company)
        self.addresses = tuple(map(_address, self.links))
        self.profiles = tuple(one for one in self.addresses if PROFILE.fullmatch(one))

    def take(self, given: Mapping[str, Any]) -> None:
        """From now on they have it."""
        self.has.update(given)
        self.company = given.get("company", self.company)
        self.email = given.get("email", self.email)
        self.links += given.get("links", ())
        self._make_keys()

    def known_by(self) -> Iterator[Any]:
        """What one is found by. Who is at a company may be somebody without one."""
        if self.uid:
            yield self.uid
        if self.email:
            yield "email", self.email.lower()
        for address in self.addresses:
            yield "link", address
        yield "name", self.name_key
        for company in {self.company_key, *self.before}:
            yield "name", self.name_key, company


def known_of(record: PersonRecord, line: int | None = None) -> Known:
    return Known(
        pk=None,
        line=line,
        uid=identity(record.uid),
        name=record.name,
        company=record.company,
        email=record.email,
        links=record.links,
        has={name for name in SINGLE if getattr(record, name)},
    )


def known_as(said: Mapping[str, Any], before: frozenset[str]) -> Known:
    """Of a row of mine, by the names of a record's fields. Notes may be true: there are some."""
    return Known(
        pk=said["pk"],
        line=None,
        uid=said["uuid"],
        name=said["name"],
        company=said["company"],
        email=said["email"],
        links=tuple(said["links"].split()),
        has={name for name in SINGLE if said[name]},
        before=before,
    )


# --- Who is like whom -----------------------------------------------------------------------------


class People:
    """Everybody who can be met, found by what they are known by: nobody is compared with all."""

    def __init__(self) -> None:
        self._found: dict[Any, list[Known]] = defaultdict(list)

    def add(self, known: Known) -> None:
        for key in known.known_by():
            alike = self._found[key]
            if len(alike) < MOST_ALIKE and known not in alike:
                alike.append(known)

    def like(self, one: Known) -> list[tuple[Known, How]]:
        """Those who may be this one, with how sure that is, and why."""
        keys = [*one.known_by(), ("name", one.name_key, "")]
        met = {id(known): known for key in keys for known in self._found.get(key, ())}
        pairs = ((known, how_sure(one, known)) for known in met.values())
        return [(known, how) for known, how in pairs if how]


def how_sure(one: Known, other: Known) -> How | None:
    """Of one in a file, how sure it is that it is the other one; None where nothing says so."""
    same_name = one.name_key == other.name_key
    alike = same_name or bool(_words(one.name_key) & _words(other.name_key))
    if one.uid and one.uid == other.uid and (alike or other.line is None):
        return Sure.CERTAIN, _("It is the same card.")
    if _share(one.profiles, other.profiles):
        return Sure.CERTAIN, _("They have the same profile on LinkedIn.")
    if one.email and one.email.lower() == other.email.lower():
        if alike or _both_in(one.email, one.name_key, other.name_key):
            return Sure.CERTAIN, _("They have the same e-mail.")
        return Sure.MAYBE, _("They have the same e-mail, under another name.")
    if alike and _share(one.addresses, other.addresses):
        return Sure.CERTAIN, _("They have the same link.")
    if other.line is not None and one.uid and other.uid:
        return None  # two cards of one file, each with a name of its own: two people of one name
    return _by_name(one, other) if same_name else None


def _by_name(one: Known, other: Known) -> How:
    if one.profiles and other.profiles:
        return Sure.MAYBE, _("They have the same name, and another profile on LinkedIn.")
    if one.company and one.company_key in {other.company_key, *other.before}:
        return Sure.LIKELY, _("They have the same name, at the same company.")
    if one.company and other.company:
        return Sure.MAYBE, _("They have the same name, at another company.")
    if one.email and other.email:
        return Sure.MAYBE, _("They have the same name, and another e-mail.")
    return Sure.LIKELY, _("They have the same name.")


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not set(some).isdisjoint(others)


def _both_in(email: str, *names: str) -> bool:
    """Is the address made of both names, as bob.smith is of *Bob* and of *Robert Smith*?"""
    address = fold(email.partition("@")[0])
    return all(any(len(word) > 2 and word in address for word in _words(name)) for name in names)


def _words(name_key: str) -> set[str]:
    return set(re.findall(r"\w{2,}", name_key))


def name_key(name: str) -> str:
    return fold(name) or name


def company_key(name: str) -> str:
    return bare_name(name) or name_key(name)


def identity(uid: str) -> UUID | None:
    """A card's own name for its person, as one of our uuids. Not every program writes a uuid."""
    if not uid:
        return None
    with suppress(ValueError):
        found = UUID(uid)
        return found if found.int else None
    return uuid5(NAMESPACE_URL, uid)


def _address(link: str) -> str:
    """What a link leads to; of a profile, whichever language or page of it."""
    address = address_of(link)
    found = PROFILE.match(unquote(address).casefold())
    return f"linkedin.com/in/{found[1]}" if found else address


# --- What one gives the other ---------------------------------------------------------------------

SINGLE = (
    "title", "email", "phone", "where_we_met", "keep_in_touch_days", "next_on", "notes", "reasons",
)  # fmt: skip


def said_by(record: PersonRecord) -> dict[str, Any]:
    """By its field, all that the record says of somebody, but the name."""
    said = {name: getattr(record, name) for name in ("company", *SINGLE, "links")}
    return {name: value for name, value in said.items() if value}


def missing(record: PersonRecord, one: Known, known: Known) -> dict[str, Any]:
    """By its field, what the record says, as ``one`` is known by it, and ``known`` does not say.

    Of links there may be many.
    """
    given: dict[str, Any] = {}
    here = not record.company or one.company_key == known.company_key
    if record.company and not known.company and one.company_key not in known.before:
        given["company"], here = record.company, True
    for name in SINGLE:
        value = getattr(record, name)
        if value and name not in known.has and (here or name != "title"):
            given[name] = value
    if links := _new_links(one, known):
        given["links"] = links
    return given


def _new_links(one: Known, known: Known) -> tuple[str, ...]:
    """Those on sites on which they have none yet, as long as there is room."""
    sites = set(map(_site, known.addresses))
    taken = len("\n".join(known.links))
    new = []
    for link, address in zip(one.links, one.addresses, strict=True):
        longer = taken + len(link) + bool(taken)  # a line each
        if _site(address) not in sites and longer <= LINKS_LENGTH:
            new.append(link)
            taken = longer
    return tuple(new)


def _site(address: str) -> str:
    return address.partition("/")[0]
