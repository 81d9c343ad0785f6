"""What of an archive is here already, and what is missing. Nothing is written here.

A row is here if one of mine has its UUID; else if one of mine is the same by a uniqueness that the
database holds, which then stands for it; else it is missing. What is here is left as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, islice
from typing import IO, Any
from uuid import UUID

from django.db import connection
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.files import FileProblem
from core.models import Mail
from transfer.archive.contents import Row, columns, tables
from transfer.archive.mails import as_record
from transfer.archive.natural import Key, keys
from transfer.archive.reading import Archive

AT_ONCE = 1_000  # rows
MOST_AT_ONCE = 1 << 22  # characters of text in them, about
TITLES, LONGEST_TITLE = 5, 60
# What a row is called by in a preview: the first of these that it has words in.
_TITLES = ("name", "title", "role", "subject", "said", "text", "learned", "plan", "note")
Allocate = Callable[[Any, int], list[int]]  # ids for so many new rows of a model


@dataclass
class Share:
    """What one table has in the archive."""

    model: Any
    new: int = 0
    there: int = 0
    titles: list[str] = field(default_factory=list)  # of the first new ones, where they have one

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)


@dataclass(frozen=True)
class Plan:
    """What restoring would do, table by table; those with no row in the archive left out."""

    made_at: datetime
    shares: list[Share]
    with_preferences: bool  # into an empty account, name and settings come along

    @property
    def new(self) -> int:
        return sum(share.new for share in self.shares)

    @property
    def there(self) -> int:
        return sum(share.there for share in self.shares)


def plan(owner: Any, file: IO[bytes]) -> Plan:
    """Read all of it and see. Some 25 statements, and one more for every 1,000 rows or so."""
    below = count(-1, -1)  # no row has such an id
    return settle(owner, Archive(file), lambda _model, n: list(islice(below, n))).plan


@dataclass
class Settled:
    """Of each row of the archive the id that it has here, or will have."""

    plan: Plan
    ids: dict[str, dict[UUID, int]]  # by table
    new: dict[str, set[int]]  # by table, which of them are still to be written


def settle(owner: Any, archive: Archive, allocate: Allocate) -> Settled:
    """Go through the tables in order, so that what a row links to is known before it.

    ``FileProblem`` where the archive is wrong anywhere: all of it was read when this returns.
    """
    _take_time()
    settled = Settled(Plan(archive.made_at, [], False), {}, {})
    archive.preferences()
    is_empty = True
    for label in tables():
        table = _Table(owner, label, archive, settled.ids)
        is_empty = is_empty and not table.there
        settled.new[label] = table.settle(allocate)
        if table.share.new or table.share.there:
            settled.plan.shares.append(table.share)
    settled.plan = Plan(archive.made_at, settled.plan.shares, is_empty)
    return settled


def _take_time() -> None:
    """The transaction waits while a long file is read, longer than it may for a page."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def batches(archive: Archive, label: str) -> Iterator[list[tuple[int, Row]]]:
    """The rows of a table, some at a time, so that long ones do not fill the memory."""
    some: list[tuple[int, Row]] = []
    size = 0
    for line, row in archive.rows(label):
        some.append((line, row))
        size += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(some) >= AT_ONCE or size >= MOST_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def linked(model: Any, row: Row, ids: dict[str, dict[UUID, int]]) -> Row:
    """The row by the attributes of its columns, each link as the id that its UUID has here."""
    if model is Mail:
        row = as_record(row)
    found = {}
    for one in columns(model):
        value = row[one.name]
        if one.is_relation and value is not None:
            value = ids[one.related_model._meta.label_lower].get(value)
        found[one.attname] = value
    return found


class _Table:
    """One table of the archive beside the same of mine."""

    def __init__(self, owner: Any, label: str, archive: Archive, ids: dict[str, Any]) -> None:
        self.label, self.archive, self.ids = label, archive, ids
        self.model = model = tables()[label]
        self.mine: dict[UUID, int] = {}
        ids[label] = self.mine
        self.share = Share(model)
        rows = model._base_manager.filter(owner=owner)
        self.there: dict[UUID, int] = dict(rows.values_list("uuid", "pk"))
        self.taken: dict[Key, dict[Any, int]] = {
            key: dict(key.existing(rows)) if self.there else {} for key in keys(model)
        }
        self.links = [one for one in columns(model) if one.is_relation]

    def settle(self, allocate: Allocate) -> set[int]:
        """The ids of the rows that are missing here."""
        new: set[int] = set()
        ahead: dict[UUID, int] = {}  # links to rows further down, and the line they stand on
        for some in batches(self.archive, self.label):
            for line, row in some:
                self._check(line, row, ahead)
            new |= self._settle(
                [linked(self.model, row, self.ids) for _line, row in some], allocate
            )
        for uuid, line in ahead.items():
            if uuid not in self.mine:
                raise self._nowhere(line)
        return new

    def _check(self, line: int, row: Row, ahead: dict[UUID, int]) -> None:
        """It is there once, and all that it links to is in the archive."""
        if row["uuid"] in self.mine:
            words = _("It names a row that it has already.")
            raise self.archive.problem(self.label, line, words)
        self.mine[row["uuid"]] = 0  # until it is settled
        for link in self.links:
            uuid = row[link.name]
            if uuid is None or uuid in self.ids[link.related_model._meta.label_lower]:
                continue
            if link.related_model is not self.model:
                raise self._nowhere(line)
            ahead.setdefault(uuid, line)

    def _nowhere(self, line: int) -> FileProblem:
        words = _("It links to a row that is not in the archive.")
        return self.archive.problem(self.label, line, words)

    def _settle(self, rows: list[Row], allocate: Allocate) -> set[int]:
        compared = {key: list(key.of(rows)) for key in self.taken}
        ways = [
            [(self.taken[key], values[place]) for key, values in compared.items() if values[place]]
            for place in range(len(rows))
        ]
        missing = sum(self._here(row, way) is None for row, way in zip(rows, ways, strict=True))
        fresh, new = iter(allocate(self.model, missing)), set()
        for row, way in zip(rows, ways, strict=True):
            here = self._here(row, way)
            if here is None:  # asked again: the row before it may be the same by now
                here = next(fresh)
                new.add(here)
                self._count_new(row)
                for taken, value in way:
                    taken[value] = here
            else:
                self.share.there += 1
            self.mine[row["uuid"]] = here
        return new

    def _here(self, row: Row, way: list[tuple[dict[Any, int], Any]]) -> int | None:
        found = self.there.get(row["uuid"])
        return found or next((taken[value] for taken, value in way if value in taken), None)

    def _count_new(self, row: Row) -> None:
        self.share.new += 1
        if len(self.share.titles) < TITLES:
            words = next((row[name] for name in _TITLES if row.get(name)), "")
            if words:
                self.share.titles.append(Truncator(words).chars(LONGEST_TITLE))
