"""What an invite is for, told from what I have: the company, the application, the kind of round.

A company of mine that its title names comes first, then what its guests' addresses say. What cannot
be told is asked, never made up.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from contacts.models import Company, Contact
from core.text import fold, words
from interviews.models import Application, Kind
from interviews.records import Guest, InviteRecord

SHORTEST = 3  # letters of a company's name that may be found among words
# Where everybody may have an address, so that it tells no company.
_ANYBODY = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|mac|aol|gmx|web|proton|protonmail"
    r"|pm|mail|fastmail|posteo|zoho)\.(com|de|at|ch|net|org|me|co\.uk|fr)"
)
_BEFORE_A_COUNTRY = {"co", "com", "org", "ac", "net", "gov"}  # umbrella.co.uk, umbrella.com.au
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
        self.applications: dict[int, Application] = {}
        self._open: dict[int, list[tuple[str, Application]]] = defaultdict(list)  # by company
        self._called: dict[tuple[str, str], Application] = {}
        mine = Application.objects.for_user(owner).select_related("company").order_by("-id")
        for one in mine:
            self.add(one)
        companies = list(Company.objects.for_user(owner).values_list("pk", "name", "website"))
        self.companies = {pk: name for pk, name, _website in companies}
        self._words = {pk: _in_words(name) for pk, name in self.companies.items()}
        self._by_word: dict[str, list[int]] = defaultdict(list)  # the first of their names
        for pk, name in self._words.items():
            if len(name) >= SHORTEST:
                self._by_word[name.split()[0]].append(pk)
        self.people = list(
            Contact.objects.for_user(owner)
            .order_by("id")
            .values_list("pk", "sort_key", "email", "company")
        )
        self._by_email = {
            email.lower(): company for _pk, _n, email, company in self.people if email
        }
        self._domains = self._known_domains([(pk, website) for pk, _n, website in companies])

    def add(self, one: Application) -> None:
        """One more, as it is made; of several that are called the same, the first counts."""
        self.applications[one.pk] = one
        if not one.closed_as:
            self._open[one.company_id].append((_in_words(one.role), one))
            self._called.setdefault((one.company.name.lower(), one.role.lower()), one)

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
        company, role = company.strip(), role.strip()
        return Place(company, role, self._called.get((company.lower(), role.lower())))

    def _company(self, record: InviteRecord) -> int | None:
        votes = Counter(pk for guest in self.guests(record) if (pk := self._works_at(guest.email)))
        said = _in_words(record.summary)
        first_words = dict.fromkeys(said.split())
        near = [pk for word in first_words for pk in self._by_word.get(word, ())]
        named = [pk for pk in near if _is_in(self._words[pk], said)]
        if named:
            # Its guests or an open application make it likelier, a longer name too: *Acme Labs*
            # before *Acme*.
            return max(named, key=lambda pk: (votes[pk], pk in self._open, len(self._words[pk])))
        return votes.most_common(1)[0][0] if votes else None

    def _works_at(self, email: str) -> int | None:
        """By the address itself, then by its domain or what that is a part of."""
        if known := self._by_email.get(email):
            return known
        parts = _domain(email).split(".")
        tails = [".".join(parts[first:]) for first in range(len(parts) - 1)]
        return next((self._domains[tail] for tail in tails if tail in self._domains), None)

    def _application(self, company: int, record: InviteRecord) -> Application | None:
        """The open one there whose role it names, or else the only one."""
        there = self._open.get(company, [])
        said = _in_words(f"{record.summary} {record.role}")
        named = [(role, one) for role, one in there if _is_in(role, said)]
        if named:
            return max(named, key=lambda pair: len(pair[0]))[1]
        return there[0][1] if len(there) == 1 and not record.role else None

    def _by_address(self, record: InviteRecord) -> str:
        """*Umbrella*, of umbrella.example: only ever offered, to be read over."""
        for guest in self.guests(record):
            domain = _domain(guest.email)
            if "." in domain and not _ANYBODY.fullmatch(domain):
                return _owner_of(domain).replace("-", " ").title()[:200]
        return ""


def kind_of(record: InviteRecord) -> str:
    """The kind of round: what was said, else what its title says."""
    if record.kind:
        return record.kind
    said = f" {_in_words(record.summary)} "
    return next(
        (kind for kind, telling in _KINDS if re.search(rf" ({telling}) ", said)), Kind.TECHNICAL
    )


def name_of(guest: Guest) -> str:
    """*Priya Nair*, of priya.nair@umbrella.example, where the invite gives no name."""
    parts = re.split(r"[._+-]+", guest.email.partition("@")[0])
    return guest.name or " ".join(part.title() for part in parts if part) or guest.email


def _in_words(text: str) -> str:
    """The words alone, with one space between them."""
    return " ".join(words(text))


def _is_in(name: str, said: str) -> bool:
    """Does ``said`` have these very words, whole?"""
    return bool(name) and f" {name} " in f" {said} "


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def _owner_of(domain: str) -> str:
    """Its part that somebody chose."""
    *before, last, country = domain.split(".")
    if before and len(country) == 2 and last in _BEFORE_A_COUNTRY:
        return before[-1]
    return last


def _host(website: str) -> str:
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""
