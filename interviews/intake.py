"""Applications out of a file: what each would do here, and writing them.

What is there already is met by its posting, or by company, role and day. It keeps all it has: only
what was empty is filled in, and an ending only where there was no interview, whose outcome would
say otherwise. A line that repeats an earlier one completes that one in the same way.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
from interviews.matching import Known, Tries, key_of, post_of, repeated
from interviews.models import Application, Ending, Interview
from interviews.records import ApplicationRecord

FILLS = ("applied_on", "source", "url", "salary_range", "notes")
FINDS = ("applied_on", "url")  # by which one is met
CLOSING = "closed_as"  # stands for both of its fields
DETAILS = ("applied_on", CLOSING, "source", "salary_range", "notes", "url")
SHOWN = 200  # characters of a value in a preview

Pairs = Sequence[tuple[ApplicationRecord, Match]]
Fills = Sequence[tuple[Known, ApplicationRecord, Match]]


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
        self._of_pk = {known.pk: known for known in _tries_of(owner)}
        for known in self._of_pk.values():
            self._mine.add(known)
        self._of_line: dict[int, Known] = {}  # that are to be made, or were
        self._waiting: dict[Any, list[Known]] = defaultdict(list)  # those of them to be made
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
        one = Known(
            key=key_of(record.company, record.role),
            applied_on=record.applied_on,
            post=post_of(record.url),
            company=record.company.lower(),
            line=line,
            lacks=_lacking({name: getattr(record, name) for name in (*FILLS, CLOSING)}),
        )
        earlier, sure = repeated(self._lines, one)
        if earlier and not is_another(sure, chosen):
            return self._repeat(earlier, sure, one, record)
        self._lines.add(one)
        known, sure, why = self._meeting(one)
        if known is None or is_another(sure, chosen):
            self._employer(record)
            self._of_line[line] = one
            self._waiting[_said_by(record)].append(one)
            return Match(Fate.ADD, sure, known.pk if known else None, why=why)
        one.about = known
        fills = self._fill(known, one, record)
        known.is_met = True
        return Match(Fate.FILL if fills else Fate.SAME, sure, known.pk, why=why, fills=fills)

    def _repeat(self, earlier: Known, sure: str, one: Known, record: ApplicationRecord) -> Match:
        known = earlier.about or earlier
        if fills := self._fill(known, one, record):
            words = _("It completes line %(line)s.") % {"line": earlier.line}
            return Match(Fate.FILL, sure, known.pk, earlier.line, words, fills)
        words = _("It says the same as line %(line)s.") % {"line": earlier.line}
        return Match(Fate.SKIP, "", known.pk, earlier.line, words)

    def _meeting(self, one: Known) -> tuple[Known | None, str, str]:
        """What of mine it is about, how sure that is, and why."""
        if found := self._mine.of_post(one):
            return found, Sure.CERTAIN, _("The same posting.")
        if found := self._mine.on_day(one):
            if one.applied_on:
                return found, Sure.CERTAIN, _("The same company and role, applied for on that day.")
            return found, Sure.LIKELY, _("The same company and role.")
        if found := self._mine.likely(one):
            if found.has_post_of(one):
                return found, Sure.LIKELY, _("The same posting.")
            return found, Sure.LIKELY, _("The same company and role, of which one has no day.")
        if found := self._mine.latest(one):
            return found, Sure.MAYBE, _before(found)
        return None, "", ""

    def _fill(self, known: Known, one: Known, record: ApplicationRecord) -> dict[str, str]:
        """What it gives that one, which has it from now on.

        One that an earlier line met keeps the day and the link by which that line met it; and no
        posting comes to it that an earlier line names otherwise.
        """
        kept = set(FINDS) if known.is_met else set()
        if self._lines.has_number_under_another_name(one):
            kept.add("url")
        may = known.lacks - kept
        given = [name for name in (*FILLS, CLOSING) if name in may and getattr(record, name)]
        known.lacks.difference_update(given)
        if known.line is None and set(FINDS) & set(given):
            known.applied_on = known.applied_on or one.applied_on
            known.post = one.post if "url" in given else known.post
            self._mine.add(known)
        fills = dict(_shown(name, record) for name in given)
        employer = self._employers.get(known.company)
        is_theirs = known.key[0] == one.key[0]  # however the company is written here
        if employer and is_theirs and _give_website(employer, record):
            fills[_("the company’s website")] = record.website
        return fills

    def _employer(self, record: ApplicationRecord) -> Employer:
        employer = self._employers.setdefault(record.company.lower(), Employer(None, ""))
        _give_website(employer, record)
        return employer

    # --- Writing ------------------------------------------------------------------------------

    def write(self, records: Pairs, journal: Journal) -> list[Written]:
        met = [(self._met(record, match), record, match) for record, match in records]
        adds = {known: record for known, record, match in met if match.fate == Fate.ADD}
        fills = [one for one in met if one[2].fate == Fate.FILL]
        self._make_companies(list(adds.values()), journal)
        self._fill_websites([known for known, _record, _match in met], journal)
        self._make(adds, [one for one in fills if one[0] in adds], journal)
        self._complete([one for one in fills if one[0] not in adds], journal)
        return [
            Written(Application._meta.label_lower, known.pk or 0, made=known in adds)
            for known, _record, _match in met
        ]

    def _met(self, record: ApplicationRecord, match: Match) -> Known:
        if match.fate == Fate.ADD:
            return self._waiting[_said_by(record)].pop(0)
        return self._of_pk[match.pk] if match.pk in self._of_pk else self._of_line[match.line or 0]

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

    def _fill_websites(self, met: Sequence[Known], journal: Journal) -> None:
        found = [self._employers.get(known.company) for known in met]
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

    def _make(
        self, adds: Mapping[Known, ApplicationRecord], fills: Fills, journal: Journal
    ) -> None:
        rows: dict[Known, Application] = {}
        for known, record in adds.items():
            employer = self._employers[record.company.lower()]
            given = {name: getattr(record, name) for name in (*FILLS, "closed_as", "closed_on")}
            rows[known] = Application(
                owner=self.owner, company_id=employer.pk or 0, role=record.role, **given
            )
            rows[known].set_keys()
        for known, record, match in fills:
            for name, value in _given(rows[known], record, match).items():
                setattr(rows[known], name, value)
        journal.note_made(Application.objects.bulk_create(rows.values()))
        for known, row in rows.items():
            known.pk = row.pk

    def _complete(self, fills: Fills, journal: Journal) -> None:
        """Fill what is still empty, of rows that nobody changes meanwhile."""
        if not fills:
            return
        mine = Application.objects.for_user(self.owner).filter(
            pk__in={known.pk for known, _record, _match in fills}
        )
        locked = mine.order_by("pk").select_for_update(of=("self",))
        rows = locked.annotate(had_round=_had_round()).in_bulk()
        changed: dict[int, Any] = {}
        fields: set[str] = set()
        for known, record, match in fills:
            row: Any = rows.get(known.pk)
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
        "pk", "company__name", "company__sort_key", "role_key", "had_round", "has_notes",
        "closed_on", "applied_on", "source", "url", "salary_range",
    )  # fmt: skip
    row: Any
    for row in facts:
        is_closed = row["closed_on"] is not None or row["had_round"]
        yield Known(
            key=(row["company__sort_key"], row["role_key"]),
            applied_on=row["applied_on"],
            post=post_of(row["url"]),
            company=row["company__name"].lower(),
            pk=row["pk"],
            lacks=_lacking({**row, "notes": row["has_notes"], CLOSING: is_closed}),
        )


def _lacking(said: Mapping[str, Any]) -> set[str]:
    return {name for name in (*FILLS, CLOSING) if not said[name]}


def _said_by(record: ApplicationRecord) -> tuple[Any, ...]:
    """By what a record waits to be written: its notes may be long, and are not kept so long."""
    return record.company, record.role, record.applied_on, record.url


def _had_round() -> Exists:
    return Exists(Interview.objects.held().filter(application=OuterRef("pk")))


def _given(row: Any, record: ApplicationRecord, match: Match) -> dict[str, Any]:
    """What was to be filled, and is still empty."""
    names = [name for name in (*FILLS, CLOSING) if _shown(name, record)[0] in match.fills]
    given = {name: getattr(record, name) for name in names if not getattr(row, name)}
    if CLOSING in given and row.pk and row.had_round:
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
