"""Which of my applications a record of a file is about, and which line of the file it repeats.

Pure: no request, no query. Everything is found by its key, so 50,000 records cost no more than
looking at each once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from contacts.doubles import address_of
from core.text import fold
from interviews.models.application import ROLE_KEY_LENGTH
from interviews.records import ApplicationRecord

# What in an address is the number of one posting, and no page on which many are.
_NUMBER = re.compile(r"\d{5,}|[/=]\d+(?=[/&#?]|$)|\b(?=[a-f]*\d)[0-9a-f]{8,}\b")

Key = tuple[str, str]  # company and role, folded


@dataclass(frozen=True, slots=True)
class Post:
    """The address of a posting. One without a number may be the page of many: it counts with the
    role alone.
    """

    address: str = ""
    has_number: bool = False

    @property
    def host(self) -> str:
        return self.address.partition("/")[0]

    def is_another(self, other: "Post") -> bool:
        """Two numbers at one place are two jobs, whatever they are called."""
        return (
            self.has_number
            and other.has_number
            and self.host == other.host
            and self.address != other.address
        )

    def name(self, role: str) -> Key | None:
        """By what the same posting is found."""
        return (self.address, "" if self.has_number else role) if self.address else None


def post_of(url: str) -> Post:
    address = address_of(url)
    return Post(address, bool(_NUMBER.search(address)))


def key_of(company: str, role: str) -> Key:
    return fold(company)[:ROLE_KEY_LENGTH], fold(role)[:ROLE_KEY_LENGTH]


@dataclass(eq=False, slots=True)
class Known:
    """One try that is known: an application of mine, by its id, or an earlier line of the file."""

    place: int
    key: Key
    applied_on: date | None
    post: Post
    lacks: set[str] = field(default_factory=set)  # the fields that a record may fill
    is_met: bool = False  # by a line of this file


class Tries:
    """Tries by all that one may be found by, in the order in which they came."""

    def __init__(self) -> None:
        self._by_key: dict[Key, list[Known]] = defaultdict(list)
        self._by_post: dict[Key, Known] = {}

    def add(self, known: Known) -> None:
        self._by_key[known.key].append(known)
        self.has_post(known)

    def has_post(self, known: Known) -> None:
        """Its posting is known, now."""
        if name := known.post.name(known.key[1]):
            self._by_post.setdefault(name, known)

    def of_post(self, key: Key, post: Post) -> Known | None:
        name = post.name(key[1])
        return self._by_post.get(name) if name else None

    def of_key(self, key: Key, post: Post) -> Iterator[Known]:
        """Those for that role there, but for other postings of it."""
        return (one for one in self._by_key.get(key, ()) if not one.post.is_another(post))

    def any_of_key(self, key: Key) -> Known | None:
        """The latest one for that role there, whichever posting it was."""
        found = self._by_key.get(key)
        return max(found, key=lambda one: one.applied_on or date.min) if found else None


def same_day(tries: Tries, key: Key, post: Post, record: ApplicationRecord) -> Known | None:
    return next(
        (one for one in tries.of_key(key, post) if one.applied_on == record.applied_on), None
    )


def no_day(tries: Tries, key: Key, post: Post, record: ApplicationRecord) -> Known | None:
    """One of which either the file or I know no day. Each may be met by one line only: of two
    lines the second is another try.
    """
    return next(
        (
            one
            for one in tries.of_key(key, post)
            if not one.is_met and None in (one.applied_on, record.applied_on)
        ),
        None,
    )


def repeated(lines: Tries, key: Key, post: Post, record: ApplicationRecord) -> Known | None:
    """The earlier line that says the same.

    One without a day repeats one with a day; one with a day after one without may be a try of its
    own.
    """
    found = lines.of_post(key, post) or same_day(lines, key, post, record)
    if found is None and record.applied_on is None:
        found = next(lines.of_key(key, post), None)
    return found
