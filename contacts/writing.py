"""Writing a thousand people of a file, with their companies, in a handful of statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contacts.matching import Known, known_as, known_of, missing, said_by
from contacts.models import Company, Contact
from contacts.records import PersonRecord
from core import bulk
from core.journal import Journal, Values, values_of

# What may be filled in, with what finds a row.
_COLUMNS = [
    "company", "title", "email", "phone", "links", "where_we_met", "keep_in_touch_days", "next_on",
    "notes", *Contact.REASONS, "search_key",
]  # fmt: skip


@dataclass
class _Written:
    """A row in the making. The company has its name alone until all of them are there."""

    row: Contact
    company: str = ""
    was: Values = field(default_factory=dict)  # what it said before, where it was there


class Batch:
    """Up to 1,000 people, made or filled in memory, then saved.

    ``companies`` are the owner's, by their names in lower case; those that are made go there too.
    """

    def __init__(self, owner: Any, now: datetime, companies: dict[str, int]) -> None:
        self.owner, self.now, self.companies = owner, now, companies
        self._locked: dict[int, Contact] = {}
        self._written: dict[Known, _Written] = {}

    def lock(self, pks: Iterable[int | None]) -> None:
        """Those that are to be filled in: nobody changes them meanwhile."""
        wanted = {pk for pk in pks if pk}
        if wanted:
            mine = Contact.objects.for_user(self.owner).filter(pk__in=wanted).order_by("pk")
            rows = mine.select_related("company").select_for_update(of=("self",))
            self._locked = {row.pk: row for row in rows}

    def make(self, record: PersonRecord, known: Known) -> Contact:
        times = {"created_at": self.now, "updated_at": self.now}
        row = Contact(owner=self.owner, name=record.name, **times)
        if known.uid:
            row.uuid = known.uid
        self._written[known] = _Written(row)
        self._give(self._written[known], said_by(record))
        return row

    def fill(self, record: PersonRecord, known: Known) -> Contact:
        """What is still empty gets what the record says. Who went meanwhile is made anew."""
        one = self._written.get(known)
        if one is None:
            row = self._locked.get(known.pk or 0)
            if row is None:
                return self.make(record, known)
            company = row.company.name if row.company else ""
            one = self._written[known] = _Written(row, company, values_of(row))
        said = {**vars(one.row), "pk": one.row.pk, "reasons": one.row.reason_names}
        there = known_as({**said, "company": one.company}, known.before)
        self._give(one, missing(record, known_of(record), there))
        return one.row

    def save(self, journal: Journal) -> None:
        self._set_companies(journal)
        for one in self._written.values():
            one.row.set_keys()
        self._make_rows(journal)
        self._save_rows(journal)

    # ------------------------------------------------------------------------------------------

    def _give(self, one: _Written, given: Mapping[str, Any]) -> None:
        for name, value in given.items():
            if name == "company":
                one.company = value
            elif name == "links":
                one.row.links = "\n".join([*one.row.links.split(), *value])
            elif name == "reasons":
                for reason in value:
                    setattr(one.row, reason, True)
            else:
                setattr(one.row, name, value)

    def _set_companies(self, journal: Journal) -> None:
        empty = [one for one in self._written.values() if one.company and not one.row.company_id]
        names = {one.company.lower(): one.company for one in reversed(empty)}  # as first written
        new = [Company(owner=self.owner, name=names[key]) for key in names.keys() - self.companies]
        self.companies.update(make_companies(self.owner, new, journal))
        for one in empty:
            one.row.company_id = self.companies[one.company.lower()]

    def _make_rows(self, journal: Journal) -> None:
        new = {known: one.row for known, one in self._written.items() if not one.row.pk}
        bulk.insert(list(new.values()))
        for known, row in new.items():
            known.pk = row.pk
        journal.note_made(new.values())

    def _save_rows(self, journal: Journal) -> None:
        """Each counts as one save."""
        changed = []
        for one in self._written.values():
            now = values_of(one.row) if one.was else {}
            if one.was != now:
                journal.changed(Contact, one.row.pk, one.was, now)
                changed.append(one.row)
        bulk.save(changed, _COLUMNS, self.now)


def make_companies(owner: Any, rows: Iterable[Company], journal: Journal) -> dict[str, int]:
    """Make companies that are not there; their ids by their names in lower case.

    Where somebody makes one of that name meanwhile, that one is taken.
    """
    new = {row.uuid: row for row in rows}
    if not new:
        return {}
    for row in new.values():
        row.set_keys()
    Company.objects.bulk_create(new.values(), ignore_conflicts=True)
    mine = Company.objects.for_user(owner)
    for uuid, pk in mine.filter(uuid__in=new).values_list("uuid", "pk"):
        new[uuid].pk = pk
    journal.note_made(row for row in new.values() if row.pk)
    return {
        row.name.lower(): row.pk or mine.find_or_make(owner, row.name).pk for row in new.values()
    }
