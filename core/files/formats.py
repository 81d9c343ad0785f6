"""What every format is: how a file shows that it is one, and what it reads the file into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from core.files.records import Parsed
from core.files.table import Table


@dataclass(frozen=True)
class Options:
    """What a file does not say, and its person does."""

    zone: ZoneInfo  # of times without one
    day_first: bool | None = None  # of dates such as 03/04/2026; None: not asked yet
    # Columns that no format knows, by their header, and the field each goes to; empty: left out.
    mapping: Mapping[str, str] = field(default_factory=dict)


class TableFormat(Protocol):
    """A list in columns. A room's ``TABLES`` holds them, the most particular first."""

    key: str  # linkedin-connections
    kind: str  # whose intake takes its records: people, applications

    @property
    def name(self) -> str | Promise:
        """LinkedIn: Connections.csv"""

    def knows(self, columns: Sequence[str]) -> int:
        """How many of these headers are its own; 0 where one is missing without which it is not."""

    def meanings(self, columns: Sequence[str]) -> dict[str, str]:
        """Header by header what it becomes, in words; one that it leaves out or does not know is
        not in it."""

    def fields(self) -> dict[str, str]:
        """The fields that an unknown column may be mapped to, and their words."""

    def is_ambiguous(self, table: Table) -> bool:
        """Whether its dates can be read either way, day first or month first. Reads the table."""

    def records(self, table: Table, options: Options) -> Iterator[Parsed]:
        """One for each row, in order."""


class WholeFormat(Protocol):
    """A file that is no table: vCards, a calendar."""

    key: str
    kind: str

    @property
    def name(self) -> str | Promise: ...

    def knows(self, data: bytes) -> bool: ...

    def records(self, data: bytes, options: Options) -> Iterator[Parsed]:
        """One for each card or event, in order; ``line`` is where it begins."""
