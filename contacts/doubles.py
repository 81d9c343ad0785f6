"""Who may be one and the same: rows that share an e-mail, a link, or a name.

Suggestions only: merging (``contacts.merging``) is the person's own decision. One statement reads
every row of a person, and what they share is found by its key, so 2,000 people cost no more than
reading them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from contacts.models import Company, Contact
from core.text import fold

# Last words of a name that tell no company from another.
LEGAL_FORMS = {
    "ag", "bv", "corp", "gmbh", "inc", "incorporated", "limited", "llc", "ltd", "plc", "sarl",
    "srl",
}  # fmt: skip
# Where many companies have a page: there, two are one only by the whole address.
SHARED_HOSTS = {"facebook.com", "github.com", "glassdoor.com", "linkedin.com", "xing.com"}
NOT_A_WORD = re.compile(r"[^\w\s]")

# What may be shared. The words are made for the pairs alone: a lazy text is slow to compare.
WORDS = {
    "email": _("the same e-mail"),
    "link": _("the same link"),
    "name there": _("the same name at the same company"),
    "name alone": _("the same name, without a company"),
    "name": _("the same name"),
    "website": _("the same website"),
}

Key = tuple[Any, ...]  # one of WORDS, and the thing itself


@dataclass(frozen=True)
class Pair:
    """Two rows, the kept one first, and in words what they share."""

    kept: Any
    other: Any
    why: list[str]


def people(owner: Any, like: Contact | None = None) -> list[Pair]:
    """Likely doubles among the owner's people, or of the one that they are to be like."""
    rows = Contact.objects.for_user(owner).select_related("company").in_order()
    shown = rows.only(
        "name", "sort_key", "title", "email", "links", "archived_at", "company__name"
    )  # fmt: skip
    return _pairs(shown, _keys_of_person, like)


def companies(owner: Any, like: Company | None = None) -> list[Pair]:
    rows = Company.objects.for_user(owner).in_order()
    return _pairs(rows.only("name", "sort_key", "website"), _keys_of_company, like)


def _pairs(rows: Any, keys_of: Callable[[Any], Iterator[Key]], like: Any) -> list[Pair]:
    """Those that share a key, two by two; the more they share, the earlier they are listed.

    Of many that share one key, each is paired with the first, and not with every other one: merged
    one after the other, they all come together.
    """
    groups = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys_of(row)):
            groups[key].append(row)
    shared: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for (why, *_thing), group in groups.items():
        first = _first_of(group, like)
        for other in group:
            if first and other != first and why not in shared[first, other]:
                shared[first, other].append(why)
    pairs = [Pair(*two, [str(WORDS[word]) for word in why]) for two, why in shared.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.why), pair.kept.sort_key, pair.other.sort_key))


def _first_of(group: list[Any], like: Any) -> Any:
    """Whom the others are paired with: somebody in touch, known the longest."""
    if like:
        return like if like in group else None
    return min(group, key=lambda row: (bool(getattr(row, "archived_at", None)), row.pk))


def _keys_of_person(contact: Contact) -> Iterator[Key]:
    if contact.email:
        yield "email", contact.email.lower()
    for link in contact.links.split():
        yield "link", address_of(link)
    if contact.sort_key and contact.company_id:
        yield "name there", contact.sort_key, contact.company_id
    elif contact.sort_key:
        yield "name alone", contact.sort_key


def _keys_of_company(company: Company) -> Iterator[Key]:
    if name := bare_name(company.name):
        yield "name", name
    if company.website:
        host = address_of(company.website).partition("/")[0]
        shared = any(host == one or host.endswith(f".{one}") for one in SHARED_HOSTS)
        yield "website", address_of(company.website) if shared else host


def bare_name(name: str) -> str:
    """The name without accents, case, punctuation and legal form."""
    words = NOT_A_WORD.sub(" ", fold(name).replace(".", "")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def address_of(link: str) -> str:
    """What a link leads to, whichever way it is written."""
    try:
        parts = urlsplit(link.casefold())
    except ValueError:  # whatever way it came into the table
        return link.casefold()
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"
