"""What an invite is for, told from what I have: the company, the application, the kind of round.

Its guests' addresses say most, then its words. What cannot be told is asked, never made up.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from contacts.models import Company, Contact
from core.text import fold
from interviews.models import Application, Kind
from interviews.records import Guest, InviteRecord

SHORTEST = 3  # letters of a company's name that may be found among words
# Where everybody may have an address, so that it tells no company.
_ANYBODY = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|mac|aol|gmx|web|proton|protonmail"
    r"|pm|mail|fastmail|posteo|zoho)\.(com|de|at|ch|net|org|me|co\.uk|fr)"
)
_KINDS = (  # the first that fits
    (Kind.CHALLENGE, r"take.?home|(code|coding) challenge|hausaufgabe|code.?review|homework"),
    (Kind.DESIGN, r"(system|architecture|software) design|systemdesign|architektur"),
    (Kind.RECRUITER, r"recruit\w*|screen\w*|intro\w*|talent|hr|erstgesprach|kennenlern\w*|phone"),
    (Kind.BEHAVIOURAL, r"behaviou?ral|culture|cultural|values|hiring manager|team ?fit"),
    (Kind.PANEL, r"panel|on.?site|loop|superday|vor ort"),
    (Kind.FINAL, r"final|offer|closing|abschluss\w*"),
    (Kind.TECHNICAL, r"tech\w*|coding|pair\w*|live.?cod\w*|programm\w*"),
    (Kind.CHAT, r"coffee|chat|lunch|informal|kaffee|get to know"),
)


@dataclass(frozen=True)
class Place:
    """Which application, or of which company and role one is to be made."""

    company: str
    role: str = ""
    application: Application | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.application or (self.company and self.role))

    def __str__(self) -> str:
        return str(
            self.application or Application(company=Company(name=self.company), role=self.role)
        )


class Guesses:
    """Made once, with what the person has, in three statements."""

    def __init__(self, owner: Any) -> None:
        self.owner = owner
        mine = Application.objects.for_user(owner).select_related("company").order_by("-id")
        self.applications = {one.pk: one for one in mine}
        companies = list(Company.objects.for_user(owner).values_list("pk", "name", "website"))
        self.companies = {pk: name for pk, name, _website in companies}
        self.ids = {name.lower(): pk for pk, name, _website in companies}
        self._words = {pk: _words(name) for pk, name in self.companies.items()}
        self.people = list(
            Contact.objects.for_user(owner)
            .order_by("id")
            .values_list("pk", "sort_key", "email", "company")
        )
        self._by_email = {
            email.lower(): company for _pk, _n, email, company in self.people if email
        }
        self._domains = self._known_domains([(pk, website) for pk, _n, website in companies])

    def _known_domains(self, websites: list[tuple[int, str]]) -> dict[str, int]:
        found = {_domain(email): company for email, company in self._by_email.items() if company}
        for pk, website in websites:
            host = _host(website).removeprefix("www.")
            if host:
                found[host] = pk
        return {domain: pk for domain, pk in found.items() if not _ANYBODY.fullmatch(domain)}

    def guests(self, record: InviteRecord) -> list[Guest]:
        """Whoever is not the person."""
        mine = (self.owner.email.lower(), fold(self.owner.name))
        return [
            guest
            for guest in record.guests
            if guest.email != mine[0] and not (mine[1] and fold(guest.name) == mine[1])
        ]

    def place(self, record: InviteRecord) -> Place:
        """What the person said comes first; empty where nothing tells."""
        said = self.applications.get(record.application or 0)
        if said:
            return Place(said.company.name, said.role, said)
        if record.company and record.role:
            return self._named(record.company, record.role)
        company = self._company(record)
        if company is None:
            return Place(record.company or self._by_address(record), record.role)
        application = self._application(company, record)
        if application:
            return Place(application.company.name, application.role, application)
        return Place(self.companies[company], record.role)

    def _named(self, company: str, role: str) -> Place:
        wanted = (company.strip().lower(), role.strip().lower())
        for one in self.applications.values():
            if not one.closed_as and (one.company.name.lower(), one.role.lower()) == wanted:
                return Place(company, role, one)
        return Place(company.strip(), role.strip())

    def _company(self, record: InviteRecord) -> int | None:
        votes = Counter(pk for guest in self.guests(record) if (pk := self._works_at(guest.email)))
        if votes:
            return votes.most_common(1)[0][0]
        said = _words(record.summary)
        named = [
            pk for pk, name in self._words.items() if len(name) > SHORTEST + 1 and name in said
        ]
        open_at = {one.company_id for one in self.applications.values() if not one.closed_as}
        # An open application makes it likelier, a longer name too: *Acme Labs* before *Acme*.
        return max(named, key=lambda pk: (pk in open_at, len(self._words[pk])), default=None)

    def _works_at(self, email: str) -> int | None:
        """By the address itself, then by its domain or what that is a part of."""
        if known := self._by_email.get(email):
            return known
        parts = _domain(email).split(".")
        tails = [".".join(parts[first:]) for first in range(len(parts) - 1)]
        return next((self._domains[tail] for tail in tails if tail in self._domains), None)

    def _application(self, company: int, record: InviteRecord) -> Application | None:
        """The open one there whose role it names, or else the only one."""
        there = [
            one
            for one in self.applications.values()
            if one.company_id == company and not one.closed_as
        ]
        said = _words(f"{record.summary} {record.role}")
        named = [one for one in there if _words(one.role) in said]
        if named:
            return max(named, key=lambda one: len(one.role))
        return there[0] if len(there) == 1 and not record.role else None

    def _by_address(self, record: InviteRecord) -> str:
        """*Umbrella*, of umbrella.example: only ever offered, to be read over."""
        for guest in self.guests(record):
            domain = _domain(guest.email)
            if "." in domain and not _ANYBODY.fullmatch(domain):
                return domain.split(".")[-2].replace("-", " ").title()[:200]
        return ""


def kind_of(record: InviteRecord) -> str:
    """The kind of round: what was said, else what its title says."""
    if record.kind:
        return record.kind
    said = _words(record.summary)
    return next(
        (kind for kind, words in _KINDS if re.search(rf" ({words}) ", said)), Kind.TECHNICAL
    )


def name_of(guest: Guest) -> str:
    """*Priya Nair*, of priya.nair@umbrella.example, where the invite gives no name."""
    words = re.split(r"[._+-]+", guest.email.partition("@")[0])
    return guest.name or " ".join(word.title() for word in words if word)


def _words(text: str) -> str:
    """Folded, with one space around each word, so that whole words are found."""
    return f" {' '.join(re.split(r'[^0-9a-z]+', fold(text)))} "


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def _host(website: str) -> str:
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""
