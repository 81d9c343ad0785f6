"""What every list of applications in columns has in common.

A format names its columns and what each goes to; from there a row becomes a record in one way for
all. Nothing that a row says is lost in silence: what has no field here, what is longer than its
field, and what could not be read as the day or the link that it should be, stands in the notes
under its label. Left out are only the ids by which a tool knows its own rows and, of a sheet kept
by hand, the columns that its person leaves out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.details import is_web_address, tidy_links
from core.files import Options, Parsed, Row, RowProblem, Table
from core.files.days import day_comes_first, read_day
from core.files.tidy import in_a_line, in_lines
from core.text import words
from interviews.formats.statuses import Sent, Status, understood
from interviews.records import ApplicationRecord

# As columns keep them.
NAME = 200
FITS = {"company": NAME, "role": NAME, "source": 100, "salary_range": 100}
URL = 1_000
WEBSITE = 500
NOTES = 10_000

# What a column may go to.
FIELDS: dict[str, Any] = {
    "company": gettext_lazy("company"),
    "role": gettext_lazy("role"),
    "url": gettext_lazy("link"),
    "applied_on": gettext_lazy("the day you applied"),
    "status": gettext_lazy("status"),
    "status_on": gettext_lazy("the day of the status"),
    "source": gettext_lazy("source"),
    "salary_range": gettext_lazy("salary range"),
    "website": gettext_lazy("the company’s website"),
    "notes": gettext_lazy("notes"),
}
DAYS = ("applied_on", "status_on")
_IN_NUMBERS = re.compile(r"\d{1,2}([-/])\d{1,2}\1\d{2,4}")

Label = str | Promise


@dataclass(frozen=True)
class Noted:
    """Where a column goes that has no field: into the notes under a label, by default its header;
    an empty one makes it free text.
    """

    label: Label | None = None
    read: Callable[[str], str] = str


Target = str | Noted  # one of FIELDS, or a note; empty: left out


@dataclass
class Cells:
    """What a row says, by field; the first of two columns that say one thing holds."""

    said: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # under which each was said
    labelled: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, goes: Target, header: str, text: str) -> None:
        if isinstance(goes, Noted):
            self.note(header if goes.label is None else goes.label, goes.read(text))
        elif goes not in self.said:
            self.said[goes], self.headers[goes] = text, header
        elif self.said[goes] != text:
            self.note(header, text)

    def note(self, label: Label, text: str) -> None:
        notes = self.labelled if label and len(text) <= NAME else self.texts
        if label:
            text = _("%(label)s: %(text)s") % {"label": str(label)[:NAME], "text": text}
        notes.append(text)

    def get(self, name: str) -> str:
        return self.said.get(name, "")

    def fit(self, name: str, longest: int) -> None:
        """As its column keeps it; what is longer is whole in the notes."""
        text = self.get(name)
        if len(text) > longest and len(in_a_line(text, NOTES)) > longest:
            self.note(self.headers[name], text)
        if text:
            self.said[name] = in_a_line(text, longest)

    def drop(self, name: str) -> None:
        """What is not to be had of this: it stands in the notes, as it is written."""
        self.note(self.headers[name], self.said.pop(name))

    @property
    def notes(self) -> str:
        """The short ones first: where all is too much, the end of a long text is cut."""
        return "\n\n".join(["\n".join(self.labelled), *self.texts])


class Days:
    """The days that a row says; of a time that names its zone, the day it was in ``zone``."""

    def __init__(self, cells: Cells, day_first: bool | None, zone: ZoneInfo) -> None:
        self.cells, self.day_first, self.zone = cells, day_first, zone

    def of(self, name: str) -> date | None:
        """That day; what can be read as none goes into the notes, as it is written.

        Where nobody said yet whether days or months come first, that is asked of the row.
        """
        text = self.cells.said.get(name, "")
        try:
            return read_day(text, self.day_first, self.zone)
        except RowProblem:
            if self.day_first is None:
                raise
            self.cells.drop(name)
            return None


def header_key(header: str) -> str:
    """A header however it is written: *Max. Salary*, *max_salary*."""
    return _key(header[:NAME])


@lru_cache(maxsize=1_000)  # every format asks for each cell of the first lines
def _key(header: str) -> str:
    return " ".join(words(header))


class ApplicationTable:
    """A list of applications. ``columns`` are its own, by ``header_key()``."""

    kind = "applications"
    key: str
    name: str | Promise
    tool: str  # as it calls itself
    columns: Mapping[str, Target]
    besides: Target = Noted()  # where a column goes that is none of these
    needs: frozenset[str]  # without these headers it is not one
    source = ""  # where all that is in it comes from
    empty: frozenset[str] = frozenset()  # what stands in a cell in which nothing is, lower case
    day_first: bool | None = None  # where it always writes numbers the same way

    # --- What it is ---------------------------------------------------------------------------

    def knows(self, columns: Sequence[str]) -> int:
        keys = {header_key(column) for column in columns}
        return len(keys & self.columns.keys()) if self.needs <= keys else 0

    def meanings(self, columns: Sequence[str]) -> dict[str, str]:
        return {
            column: str(FIELDS["notes"] if isinstance(one, Noted) else FIELDS[one])
            for column, one in self._goes(columns, {}).items()
        }

    def fields(self) -> dict[str, str]:
        """None: what a tool writes besides goes into the notes, and nobody is asked about it."""
        return {}

    def is_ambiguous(self, table: Table) -> bool:
        """Columns that may yet be said to hold days, one of them or all, count too: both are asked
        at once.
        """
        if self.day_first is not None:
            return False
        goes = self._goes(table.columns, {})
        known = [column for column, one in goes.items() if one in DAYS]
        maybe = [column for column in table.columns if self.fields() and column not in goes]
        days = _days_in_numbers(table, {*known, *maybe})
        sure = set[str]().union(*(days[column] for column in known))
        every = sure.union(*(days[column] for column in maybe))
        alone = [] if sure else [days[column] for column in maybe]
        return any(day_comes_first(some) is None for some in (sure, every, *alone))

    # --- What is in it ------------------------------------------------------------------------

    def records(self, table: Table, options: Options) -> Iterator[Parsed]:
        goes = self._goes(table.columns, options.mapping)
        day_first = self._day_first(table, goes, options.day_first)
        for row in table.rows():
            try:
                cells = self._cells(row, goes)
                yield Parsed(row.line, self._record(cells, Days(cells, day_first, options.zone)))
            except RowProblem as problem:
                yield Parsed(row.line, problem=str(problem))

    def _goes(self, columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, Target]:
        """Of each column that is not left out."""
        goes: dict[str, Target] = {}
        for column in filter(None, columns):
            mapped = mapping.get(column, "")
            if mapped not in self.fields():
                mapped = ""
            besides = Noted() if mapped == "notes" else mapped or self.besides
            goes[column] = self.columns.get(header_key(column), besides)
        return {column: one for column, one in goes.items() if one}

    def _day_first(
        self, table: Table, goes: Mapping[str, Target], said: bool | None
    ) -> bool | None:
        """As the tool always has it, as the person says, or as the days themselves tell."""
        known = said if self.day_first is None else self.day_first
        if known is not None:
            return known
        columns = [column for column, one in goes.items() if one in DAYS]
        return day_comes_first(row[column] for row in table.rows() for column in columns)

    def _cells(self, row: Row, goes: Mapping[str, Target]) -> Cells:
        cells = Cells()
        for column, one in goes.items():
            text = row[column]
            if text and text.lower() not in self.empty:
                cells.take(one, column, text)
        cells.texts += [text for text in row.spare if text.lower() not in self.empty]
        for name, longest in FITS.items():
            cells.fit(name, longest)
        return cells

    # --- What a tool knows in a way of its own ------------------------------------------------

    def applied_on(self, cells: Cells, days: Days, status: Status) -> date | None:
        return days.of("applied_on")

    def source_of(self, cells: Cells) -> str:
        return cells.get("source") or self.source

    def status_note(self, cells: Cells) -> tuple[Label, str]:
        return _("Stage in %(tool)s") % {"tool": self.tool}, cells.get("status")

    # --- The record ---------------------------------------------------------------------------

    def _record(self, cells: Cells, days: Days) -> ApplicationRecord:
        if not cells.get("company"):
            raise RowProblem(_("It names no company."))
        if not cells.get("role"):
            raise RowProblem(_("It names no role."))
        status = understood(cells.get("status"))
        applied_on, said_on = self.applied_on(cells, days, status), days.of("status_on")
        closed_on = (said_on or applied_on) if status.ending else None
        told = bool(said_on) if status.ending else _is_told(status, applied_on, said_on)
        if said_on and not cells.get("status"):
            cells.drop("status_on")
        elif cells.get("status") and not (told and status.is_whole):
            self._note_status(cells, said_on, closed_on)
        url, website = _address(cells, "url", URL), _address(cells, "website", WEBSITE)
        return ApplicationRecord(
            company=cells.get("company"),
            role=cells.get("role"),
            applied_on=applied_on,
            source=self.source_of(cells),
            url=url,
            salary_range=cells.get("salary_range"),
            notes=in_lines(cells.notes, NOTES),
            closed_as=status.ending if closed_on else "",
            closed_on=closed_on,
            website=website,
        )

    def _note_status(self, cells: Cells, said_on: date | None, closed_on: date | None) -> None:
        """What the record does not say of the status, in its own words; first of all notes."""
        label, text = self.status_note(cells)
        if said_on and not closed_on:
            text = f"{text} ({said_on.isoformat()})"
        others, cells.labelled = cells.labelled, []
        cells.note(label, text)
        if closed_on and not said_on:
            cells.labelled.append(
                _("The file does not say when: the day of applying stands for it.")
            )
        cells.labelled += others


def _days_in_numbers(table: Table, columns: Iterable[str]) -> dict[str, set[str]]:
    """What stands in these columns that may be a day such as 03/04/2026, without its time."""
    days: dict[str, set[str]] = {column: set() for column in columns}
    for row in table.rows():
        for column, found in days.items():
            if day := _IN_NUMBERS.match(row[column]):
                found.add(day.group())
    return days


def _is_told(status: Status, applied_on: date | None, said_on: date | None) -> bool:
    """Does the day of applying say all that this status says, and its day?"""
    sent = Sent.YES if applied_on else Sent.NOT_YET
    return status.sent is sent and said_on in (None, applied_on)


def _address(cells: Cells, name: str, longest: int) -> str:
    """A link that a page may show; what is none goes into the notes."""
    text = cells.get(name)
    if not text:
        return ""
    for address in (text, tidy_links(text)) if len(text) <= longest else ():
        if len(address) <= longest and is_web_address(address):
            return address
    cells.drop(name)
    return ""
