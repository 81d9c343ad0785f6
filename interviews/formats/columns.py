"""What every list of applications in columns has in common.

A format names its columns and what each goes to; from there a row becomes a record in one way for
all. Nothing that a row says is lost in silence: what has no field here, and what could not be read
as the day or the link that it should be, stands in the notes under its label.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.details import is_web_address, tidy_links
from core.files import Options, Parsed, Row, RowProblem, Table
from core.files.days import day_comes_first, read_day
from core.files.tidy import in_a_line, in_lines
from core.text import fold
from interviews.formats.statuses import Sent, Status, understood
from interviews.records import ApplicationRecord

NAME, SOURCE, SALARY, URL, WEBSITE, NOTES = (
    200,
    100,
    100,
    1_000,
    500,
    10_000,
)  # as columns keep them

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
_WORDS = re.compile(r"[^\W_]+")

Label = str | Promise


@dataclass(frozen=True)
class Noted:
    """Where a column goes that has no field: into the notes under a label, by default its header;
    an empty one makes it free text.
    """

    label: Label | None = None
    read: Callable[[str], str] = str


Goes = str | Noted


@dataclass
class Cells:
    """What a row says, by field; the first of two columns that say one thing holds."""

    said: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # under which each was said
    labelled: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, goes: Goes, header: str, text: str) -> None:
        if isinstance(goes, Noted):
            self.note(header if goes.label is None else goes.label, goes.read(text))
        elif goes not in self.said:
            self.said[goes], self.headers[goes] = text, header
        elif self.said[goes] != text:
            self.note(header, text)

    def note(self, label: Label, text: str) -> None:
        if label:
            self.labelled.append(_("%(label)s: %(text)s") % {"label": label, "text": text})
        else:
            self.texts.append(text)

    def get(self, name: str) -> str:
        return self.said.get(name, "")

    def drop(self, name: str) -> None:
        """What is not to be had of this: it stands in the notes, as it is written."""
        self.note(self.headers[name], self.said.pop(name))

    @property
    def notes(self) -> str:
        """The short ones first: where all is too much, the end of a long text is cut."""
        return "\n\n".join(["\n".join(self.labelled), *self.texts])


class Days:
    """The days that a row says."""

    def __init__(self, cells: Cells, day_first: bool | None) -> None:
        self.cells, self.day_first = cells, day_first

    def of(self, name: str) -> date | None:
        """That day; what can be read as none goes into the notes, as it is written.

        Where nobody said yet whether days or months come first, that is asked of the row.
        """
        text = self.cells.said.get(name, "")
        try:
            return read_day(text, self.day_first)
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
    return " ".join(_WORDS.findall(fold(header)))


class ApplicationTable:
    """A list of applications. ``columns`` are its own, by ``header_key()``."""

    kind = "applications"
    key: str
    name: str | Promise
    tool: str  # as it calls itself
    columns: Mapping[str, Goes]
    needs: frozenset[str]  # without these headers it is not one
    source = ""  # where all that is in it comes from
    empty: frozenset[str] = frozenset()  # what stands in a cell in which nothing is, lower case
    day_first: bool | None = None  # where it always writes numbers the same way

    # --- What it is ---------------------------------------------------------------------------

    def knows(self, columns: Sequence[str]) -> int:
        keys = {header_key(column) for column in columns}
        return len(keys & self.columns.keys()) if self.needs <= keys else 0

    def meanings(self, columns: Sequence[str]) -> dict[str, str]:
        goes = {column: self.columns.get(header_key(column)) for column in columns}
        return {
            column: str(FIELDS["notes"] if isinstance(one, Noted) else FIELDS[one])
            for column, one in goes.items()
            if one
        }

    def fields(self) -> dict[str, str]:
        """None: what a tool writes besides is left out, and nobody is asked about it."""
        return {}

    def is_ambiguous(self, table: Table) -> bool:
        """A column that may yet be said to hold days counts, too: both are asked at once."""
        maybe = dict.fromkeys(table.columns, "applied_on")
        return self._day_first(table, self._goes(table, maybe)) is None

    # --- What is in it ------------------------------------------------------------------------

    def records(self, table: Table, options: Options) -> Iterator[Parsed]:
        goes = self._goes(table, options.mapping)
        day_first = self._day_first(table, goes, options.day_first)
        for row in table.rows():
            try:
                cells = self._cells(row, goes)
                yield Parsed(row.line, self._record(cells, Days(cells, day_first)))
            except RowProblem as problem:
                yield Parsed(row.line, problem=str(problem))

    def _goes(self, table: Table, mapping: Mapping[str, str]) -> dict[str, Goes]:
        goes: dict[str, Goes] = {}
        for column in table.columns:
            mapped = mapping.get(column, "")
            if known := self.columns.get(header_key(column)):
                goes[column] = known
            elif mapped in self.fields():
                goes[column] = Noted() if mapped == "notes" else mapped
        return goes

    def _day_first(
        self, table: Table, goes: Mapping[str, Goes], said: bool | None = None
    ) -> bool | None:
        """As the tool always has it, as the person says, or as the days themselves tell."""
        known = said if self.day_first is None else self.day_first
        if known is not None:
            return known
        columns = [column for column, one in goes.items() if one in DAYS]
        return day_comes_first(row[column] for row in table.rows() for column in columns)

    def _cells(self, row: Row, goes: Mapping[str, Goes]) -> Cells:
        cells = Cells()
        for column, one in goes.items():
            text = row[column]
            if text and text.lower() not in self.empty:
                cells.take(one, column, text)
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
        company = in_a_line(cells.get("company"), NAME)
        role = in_a_line(cells.get("role"), NAME)
        if not company:
            raise RowProblem(_("It names no company."))
        if not role:
            raise RowProblem(_("It names no role."))
        status = understood(cells.get("status"))
        applied_on, said_on = self.applied_on(cells, days, status), days.of("status_on")
        closed_on = (said_on or applied_on) if status.ending else None
        is_told = bool(said_on and closed_on) if status.ending else _is_told(status, applied_on)
        if cells.get("status") and not (is_told and status.is_whole):
            self._note_status(cells, said_on, closed_on)
        url, website = _address(cells, "url", URL), _address(cells, "website", WEBSITE)
        return ApplicationRecord(
            company=company,
            role=role,
            applied_on=applied_on,
            source=in_a_line(self.source_of(cells), SOURCE),
            url=url,
            salary_range=in_a_line(cells.get("salary_range"), SALARY),
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


def _is_told(status: Status, applied_on: date | None) -> bool:
    return status.sent is (Sent.YES if applied_on else Sent.NOT_YET)


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
