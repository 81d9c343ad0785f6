"""Which of my applications a record of a file is about, and which line of the file it repeats.

Pure: no request, no query. Everything is found by its key, and few of one key are looked at, so
50,000 records cost no more than looking at each once, even where all are for one role.

The second run of a file changes nothing: what a line met the first time, or was made for it, is
what it meets again.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date

from contacts.doubles import address_of
from core.intake import Sure
from core.text import fold
from interviews.models.application import ROLE_KEY_LENGTH

MOST_ALIKE = 20  # of one role at one company, say, are compared: or a file of one would take hours
# What in an address is the number of one posting, once the numbers of pages with many are left out:
# a company's, a year's, a page's of a list.
_NUMBER = re.compile(r"\d{5,}|[/=]\d+(?=[/&#?]|$)|\b(?=[a-f]*\d)[0-9a-f]{8,}\b")
_OF_MANY = re.compile(
    r"/compan(?:y|ies)/[^/?]+"
    r"|/(?:19|20)\d\d(?:/\d{1,2}){0,2}(?=[/?]|$)"
    r"|[?&](?:page|start|offset|limit|size)=\d+"
)

Key = tuple[str, str]  # company and role, folded


@dataclass(frozen=True, slots=True)
class Post:
    """The address of a posting. One without a number may be the page of many."""

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


def post_of(url: str) -> Post:
    address = address_of(url)
    return Post(address, bool(_NUMBER.search(_OF_MANY.sub("", address))))


def key_of(company: str, role: str) -> Key:
    return fold(company)[:ROLE_KEY_LENGTH], fold(role)[:ROLE_KEY_LENGTH]


@dataclass(eq=False, slots=True)
class Known:
    """One try that is known: an application of mine, by its id, or a line of the file, which is
    about one of mine or gets an id when it is written.
    """

    key: Key
    applied_on: date | None
    post: Post
    company: str  # as it is written, lower case
    pk: int | None = None
    line: int | None = None
    lacks: set[str] = field(default_factory=set)  # the fields that a record may fill
    about: "Known | None" = None
    is_met: bool = False  # by a line of this file

    def has_post_of(self, other: "Known") -> bool:
        return bool(self.post.address) and self.post.address == other.post.address

    def found_by(self) -> Iterator[Hashable]:
        yield self.key
        yield self.key, self.applied_on
        if self.post.address:
            yield self.post.address


class Tries:
    """Tries by all that one may be found by, in the order in which they came."""

    def __init__(self) -> None:
        self._found: dict[Hashable, list[Known]] = defaultdict(list)

    def add(self, known: Known) -> None:
        """One of mine comes once more when more of it is known."""
        for place in known.found_by():
            alike = self._found[place]
            if len(alike) < MOST_ALIKE and known not in alike:
                alike.append(known)

    def of_post(self, one: Known) -> Known | None:
        """The same posting by its number, and called the same."""
        found = self._at(one.post.address) if one.post.has_number else ()
        return next((other for other in found if other.key == one.key), None)

    def on_day(self, one: Known) -> Known | None:
        """One for that role there on that day, or both without any; no other posting of it."""
        found = self._at((one.key, one.applied_on))
        return next(
            (
                other
                for other in found
                if other.applied_on == one.applied_on and not other.post.is_another(one.post)
            ),
            None,
        )

    def of_role(self, one: Known) -> Known | None:
        """One for that role there, on whatever day; no other posting of it."""
        found = self._at(one.key)
        return next((other for other in found if not other.post.is_another(one.post)), None)

    def likely(self, one: Known) -> Known | None:
        """One with that address, or of which either the file or I know no day.

        Each may be met by one line only: of two lines the second is another try. Of several the
        oldest is met, and none of those that later lines of the file add.
        """
        found = {
            *(other for other in self._at(one.post.address) if _may_be_at_one(one, other)),
            *(other for other in self._at(one.key) if one.applied_on is None),
            *(other for other in self._at((one.key, None)) if other.applied_on is None),
        }
        unmet = (
            other for other in found if not other.is_met and not other.post.is_another(one.post)
        )
        return min(unmet, key=lambda other: other.pk or 0, default=None)

    def latest(self, one: Known) -> Known | None:
        """The latest one for that role there, whichever posting it was."""
        found = self._at(one.key)
        return max(found, key=lambda other: other.applied_on or date.min, default=None)

    def has_number_under_another_name(self, one: Known) -> bool:
        found = self._at(one.post.address) if one.post.has_number else ()
        return any(other.key != one.key for other in found)

    def _at(self, place: Hashable) -> list[Known]:
        return self._found.get(place, [])


def _may_be_at_one(one: Known, other: Known) -> bool:
    """Where both have one address: of a page of many only what is called the same may be meant."""
    return one.post.has_number or one.key == other.key


def repeated(lines: Tries, one: Known) -> tuple[Known | None, str]:
    """The earlier line that this one repeats, and how sure that is.

    One without a day repeats one with a day; one with a day after one without may be a try of its
    own.
    """
    if found := lines.of_post(one):
        return found, Sure.CERTAIN
    if found := lines.on_day(one):
        return found, Sure.CERTAIN if one.applied_on else Sure.LIKELY
    return (None if one.applied_on else lines.of_role(one)), Sure.LIKELY
