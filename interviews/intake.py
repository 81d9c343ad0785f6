"""Applications out of a file: what each would do here, and writing them.

What is there already is met by its posting, or by company, role and day. It keeps all it has: only
what was empty is filled in, and an ending only where there was no interview, whose outcome would
say otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.models import Company
from contacts.writing import make_companies
from core import bulk
from core.intake import Fate, Match, Sure, Written, is_another
from core.journal import Journal
from interviews.matching import Key, Known, Post, Tries, key_of, no_day, post_of, repeated, same_day
from interviews.models import Application, Ending, Interview
from interviews.records import ApplicationRecord

FILLS = ("applied_on", "source", "url", "salary_range", "notes")
FINDS = ("applied_on", "url")  # by which one is met
CLOSING = "closed_as"  # stands for both of its fields
DETAILS = ("applied_on", CLOSING, "source", "salary_range", "notes", "url")
SHOWN = 200  # characters of a value in a preview

Pairs = Sequence[tuple[ApplicationRecord, Match]]


@dataclass(eq=False, slots=True)
class Employer:
    """A company of mine, or one that is made when an application at it is written."""

    pk: int | None
    website: str
    is_filled: bool = False  # the website came from the file, and is not written yet


class ApplicationIntake:
    """Two statements when it is made; five, and none for each row, when 1,000 are written."""

    def __init__(self, owner: Any, now: datetime) -> None:
        self.owner, self.now = owner, now
        self._lines, self._mine = Tries(), Tries()
        for known in _tries_of(owner):
            self._mine.add(known)
        companies = Company.objects.for_user(owner).values_list("name", "pk", "website")
        self._employers = {name.lower(): Employer(pk, site) for name, pk, site in companies}

    # --- In words -----------------------------------------------------------------------------

    def title(self, record: ApplicationRecord) -> str:
        return _("%(role)s at %(company)s") % {"role": record.role, "company": record.company}

    def details(self, record: ApplicationRecord) -> list[tuple[str, str]]:
        website = _("the company’s website"), record.website
        shown = [_shown(name, record) for name in DETAILS]
        return [(label, value) for label, value in (*shown, website) if value]

    # --- What it would do ---------------------------------------------------------------------

    def match(self, line: int, record: ApplicationRecord, chosen: str = "") -> Match:
        key, post = key_of(record.company, record.role), post_of(record.url)
        if earlier := repeated(self._lines, key, post, record):
            words = _("It says the same as line %(line)s.") % {"line": earlier.place}
            return Match(Fate.SKIP, line=earlier.place, why=words)
        self._lines.add(Known(line, key, record.applied_on, post))
        known, sure, why = self._meeting(key, post, record)
        if known is None or is_another(sure, chosen):
            self._employer(record)
            pk = known.place if known else None
            return Match(Fate.ADD, sure, pk, why=why)
        fills = self._fill(known, record, post)
        return Match(Fate.FILL if fills else Fate.SAME, sure, known.place, why=why, fills=fills)

    def _meeting(
        self, key: Key, post: Post, record: ApplicationRecord
    ) -> tuple[Known | None, str, str]:
        """What of mine it is about, how sure that is, and why."""
        if found := self._mine.of_post(key, post):
            return found, Sure.CERTAIN, _("The same posting.")
        if found := same_day(self._mine, key, post, record):
            if record.applied_on:
                return found, Sure.CERTAIN, _("The same company and role, applied for on that day.")
            return found, Sure.LIKELY, _("The same company and role.")
        if found := no_day(self._mine, key, post, record):
            return found, Sure.LIKELY, _("The same company and role, of which one has no day.")
        if found := self._mine.any_of_key(key):
            return found, Sure.MAYBE, _before(found)
        return None, "", ""

    def _fill(self, known: Known, record: ApplicationRecord, post: Post) -> dict[str, str]:
        """What it gives that one, which has it from now on.

        One that an earlier line met keeps the day and the link by which that line met it.
        """
        may = (name for name in (*FILLS, CLOSING) if name in known.lacks)
        given = [
            name for name in may if getattr(record, name) and not (known.is_met and name in FINDS)
        ]
        known.lacks.difference_update(given)
        known.is_met = True
        if "applied_on" in given:
            known.applied_on = record.applied_on
        if "url" in given:
            known.post = post
            self._mine.has_post(known)
        fills = dict(_shown(name, record) for name in given)
        employer = self._employers.get(record.company.lower())
        if employer and _give_website(employer, record):
            fills[_("the company’s website")] = record.website
        return fills

    def _employer(self, record: ApplicationRecord) -> Employer:
        employer = self._employers.setdefault(record.company.lower(), Employer(None, ""))
        _give_website(employer, record)
        return employer

    # --- Writing ------------------------------------------------------------------------------

    def write(self, records: Pairs, journal: Journal) -> list[Written]:
        adds = [record for record, match in records if match.fate == Fate.ADD]
        self._make_companies(adds, journal)
        self._fill_websites([record for record, _match in records], journal)
        made = self._make(adds, journal)
        self._complete(records, journal)
        return [
            Written(Application._meta.label_lower, next(made), made=True)
            if match.fate == Fate.ADD
            else Written(Application._meta.label_lower, match.pk or 0, made=False)
            for _record, match in records
        ]

    def _make_companies(self, adds: Sequence[ApplicationRecord], journal: Journal) -> None:
        """Those that are not there. Where somebody makes one meanwhile, that one is taken."""
        rows: dict[str, Company] = {}
        for record in adds:
            employer, name = self._employer(record), record.company.lower()
            if employer.pk is None and name not in rows:
                rows[name] = Company(
                    owner=self.owner, name=record.company, website=employer.website
                )
        for name, pk in make_companies(self.owner, rows.values(), journal).items():
            self._employers[name].pk = pk
            if rows[name].pk:  # made, with its website
                self._employers[name].is_filled = False

    def _fill_websites(self, records: Sequence[ApplicationRecord], journal: Journal) -> None:
        found = (self._employers.get(record.company.lower()) for record in records)
        sites = {one.pk: one for one in found if one and one.pk and one.is_filled}
        if not sites:
            return
        rows = Company.objects.for_user(self.owner).filter(pk__in=sites, website="")
        changed = list(rows.select_for_update().order_by("pk"))
        for row in changed:
            journal.changed(Company, row.pk, {"website": ""}, {"website": sites[row.pk].website})
            row.website = sites[row.pk].website
        for employer in sites.values():
            employer.is_filled = False
        bulk.save(changed, ["website"], self.now)

    def _make(self, adds: Sequence[ApplicationRecord], journal: Journal) -> Iterator[int]:
        rows = []
        for record in adds:
            employer = self._employers[record.company.lower()]
            given = {name: getattr(record, name) for name in (*FILLS, "closed_as", "closed_on")}
            row = Application(
                owner=self.owner, company_id=employer.pk or 0, role=record.role, **given
            )
            row.set_keys()
            rows.append(row)
        made = Application.objects.bulk_create(rows)
        journal.note_made(made)
        return (row.pk for row in made)

    def _complete(self, records: Pairs, journal: Journal) -> None:
        """Fill what is still empty, of rows that nobody changes meanwhile."""
        filled = [(record, match) for record, match in records if match.fate == Fate.FILL]
        if not filled:
            return
        mine = Application.objects.for_user(self.owner).filter(
            pk__in=[match.pk for _record, match in filled]
        )
        locked = mine.order_by("pk").select_for_update(of=("self",))
        rows = locked.annotate(had_round=_had_round()).in_bulk()
        changed: dict[int, Any] = {}
        fields: set[str] = set()
        for record, match in filled:
            row: Any = rows.get(match.pk)
            now = _given(row, record, match) if row else {}
            if now:
                journal.changed(
                    Application, row.pk, {name: getattr(row, name) for name in now}, now
                )
                for name, value in now.items():
                    setattr(row, name, value)
                changed[row.pk] = row
                fields.update(now)
        bulk.save(list(changed.values()), sorted(fields), self.now)


def _tries_of(owner: Any) -> Iterator[Known]:
    """One statement. Notes may be long: whether there are any is all that is asked of them."""
    rows = Application.objects.for_user(owner).order_by("pk")
    facts = rows.annotate(had_round=_had_round(), has_notes=~Q(notes="")).values(
        "pk", "company__sort_key", "role_key", "had_round", "has_notes", "closed_on", "applied_on",
        "source", "url", "salary_range",
    )  # fmt: skip
    row: Any
    for row in facts:
        lacks = {name for name in FILLS if not row["has_notes" if name == "notes" else name]}
        if row["closed_on"] is None and not row["had_round"]:
            lacks.add(CLOSING)
        key = row["company__sort_key"], row["role_key"]
        yield Known(row["pk"], key, row["applied_on"], post_of(row["url"]), lacks)


def _had_round() -> Exists:
    return Exists(Interview.objects.held().filter(application=OuterRef("pk")))


def _given(row: Any, record: ApplicationRecord, match: Match) -> dict[str, Any]:
    """What was to be filled, and is still empty."""
    names = [name for name in (*FILLS, CLOSING) if _shown(name, record)[0] in match.fills]
    given = {name: getattr(record, name) for name in names if not getattr(row, name)}
    if CLOSING in given and row.had_round:
        del given[CLOSING]
    elif CLOSING in given:
        given["closed_on"] = record.closed_on
    return given


def _give_website(employer: Employer, record: ApplicationRecord) -> bool:
    if employer.website or not record.website:
        return False
    employer.website, employer.is_filled = record.website, True
    return True


def _before(known: Known) -> str:
    if known.applied_on is None:
        return _("You have another posting of that role there.")
    words = _("You applied for that role there on %(day)s.")
    return words % {"day": date_format(known.applied_on)}


def _shown(name: str, record: ApplicationRecord) -> tuple[str, str]:
    """A field of a record as a preview shows it: its label and its value, which may be empty."""
    field: Any = Application._meta.get_field(name)
    label, value = str(field.verbose_name), getattr(record, name)
    if name == CLOSING and record.closed_on:
        return label, f"{Ending(value).label}, {date_format(record.closed_on)}"
    if isinstance(value, date):
        return label, date_format(value)
    return label, value[:SHOWN] if value else ""
