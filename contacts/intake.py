"""People out of a file: what each would do here, and writing them.

Who is there already keeps all they have: only what was empty is filled in, and a link is added on a
site on which they had none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.matching import (
    How,
    Known,
    People,
    company_key,
    known_as,
    known_of,
    missing,
    said_by,
)  # fmt: skip
from contacts.models import Company, Contact, Employment
from contacts.records import PersonRecord
from contacts.writing import Batch
from core.intake import Fate, Match, Sure, Written, is_another
from core.journal import Journal
from core.text import in_a_row

SHOWN = 200  # characters of a value in a preview
_ORDER = [Sure.CERTAIN, Sure.LIKELY, Sure.MAYBE]


class PeopleIntake:
    """Three statements when it is made; six, and none for each row, when 1,000 are written."""

    def __init__(self, owner: Any, now: datetime) -> None:
        self.owner, self.now = owner, now
        self._people = People()
        self._of_pk: dict[int, Known] = {}
        self._of_line: dict[int, Known] = {}
        self._uids: set[UUID] = set()  # that are somebody's
        self._waiting: dict[PersonRecord, list[Known]] = defaultdict(list)  # to be made
        companies = Company.objects.for_user(owner).values_list("pk", "name")
        names = dict(companies)
        self._companies = {name.lower(): pk for pk, name in names.items()}
        for known in _everybody(owner, names):
            self._people.add(known)
            self._of_pk[known.pk or 0] = known
            self._uids |= {known.uid} if known.uid else set()

    # --- In words -----------------------------------------------------------------------------

    def title(self, record: PersonRecord) -> str:
        return record.name

    def details(self, record: PersonRecord) -> list[tuple[str, str]]:
        return list(_shown(said_by(record)).items())

    # --- What it would do ---------------------------------------------------------------------

    def match(self, line: int, record: PersonRecord, chosen: str = "") -> Match:
        one = known_of(record, line)
        known, how = self._meeting(record, one)
        if known is None or how is None:
            return self._add(record, one)
        sure, why = how
        given = missing(record, one, known)
        fills = _shown(given)
        if is_another(sure, chosen):
            self._add(record, one)
            return Match(Fate.ADD, sure, known.pk, why=str(why), fills=fills)
        if given:
            known.take(given)
            self._people.add(known)
        if known.line is None:
            fate = Fate.FILL if given else Fate.SAME
            return Match(fate, sure, known.pk, why=str(why), fills=fills)
        if given:
            words = _("It completes line %(line)s.") % {"line": known.line}
            return Match(Fate.FILL, sure, known.pk, known.line, words, fills)
        words = _("It says the same as line %(line)s.") % {"line": known.line}
        return Match(Fate.SKIP, "", known.pk, known.line, words)

    def _add(self, record: PersonRecord, one: Known) -> Match:
        if one.uid in self._uids:
            one.uid = None  # of two cards of one name, the second gets a name of ours
        elif one.uid:
            self._uids.add(one.uid)
        self._people.add(one)
        self._of_line[one.line or 0] = one
        self._waiting[record].append(one)
        return Match(Fate.ADD)

    def _meeting(self, record: PersonRecord, one: Known) -> tuple[Known | None, How | None]:
        """Whom it is about. Somebody who has all that it says comes first, so that the second run
        of a file changes nothing. Two of a file that are only perhaps one are two.
        """
        met = [
            (known, how)
            for known, how in self._people.like(one)
            if how[0] != Sure.MAYBE or known.line is None
        ]

        def order(pair: tuple[Known, How]) -> tuple[bool, bool, int, bool]:
            known, (sure, _why) = pair
            is_doubtful, is_other = sure == Sure.MAYBE, known.name != record.name
            return is_doubtful, bool(missing(record, one, known)), _ORDER.index(sure), is_other

        return min(met, key=order, default=(None, None))

    # --- Writing ------------------------------------------------------------------------------

    def write(
        self, records: Sequence[tuple[PersonRecord, Match]], journal: Journal
    ) -> list[Written]:
        batch = Batch(self.owner, self.now, self._companies)
        met = [(record, match, self._met(record, match)) for record, match in records]
        batch.lock(known.pk for _record, match, known in met if match.fate == Fate.FILL)
        for record, match, known in met:
            if match.fate == Fate.ADD:
                batch.make(record, known)
            elif match.fate == Fate.FILL:
                batch.fill(record, known)
        batch.save(journal)
        return [
            Written(Contact._meta.label_lower, known.pk or 0, made=match.fate == Fate.ADD)
            for _record, match, known in met
        ]

    def _met(self, record: PersonRecord, match: Match) -> Known:
        if match.fate == Fate.ADD:
            return self._waiting[record].pop(0)
        return self._of_line[match.line] if match.line else self._of_pk[match.pk or 0]


def _everybody(owner: Any, companies: dict[int, str]) -> Iterator[Known]:
    """Two statements. Notes may be long: whether there are any is all that is asked of them."""
    before: dict[int, set[str]] = defaultdict(set)
    places = Employment.objects.for_user(owner).values_list("contact_id", "company_id")
    for pk, company in places.iterator():
        before[pk].add(company_key(companies.get(company, "")))
    said = {"has_notes": ~Q(notes=""), "has_reasons": ~Q(**dict.fromkeys(Contact.REASONS, False))}
    rows = Contact.objects.for_user(owner).order_by("pk").annotate(**said)
    row: Any
    for row in rows.values(
        "pk", "uuid", "name", "company_id", "title", "email", "phone", "links", "where_we_met",
        "keep_in_touch_days", "next_on", "has_notes", "has_reasons",
    ).iterator():  # fmt: skip
        row["company"] = companies.get(row["company_id"], "")
        row["notes"], row["reasons"] = row["has_notes"], row["has_reasons"]
        yield known_as(row, frozenset(before.get(row["pk"], ())))


def _shown(said: dict[str, Any]) -> dict[str, str]:
    """Fields of a record as a preview shows them: label and value."""
    shown = {}
    for name, value in said.items():
        if name == "reasons":
            label = str(_("why to call them"))
            value = in_a_row(words for reason, words in Contact.reason_choices() if reason in value)
        else:
            label = _label(name, get_language())
        if name == "keep_in_touch_days":
            value = Contact(keep_in_touch_days=value).cadence
        elif isinstance(value, date):
            value = date_format(value)
        shown[label] = ("\n".join(value) if name == "links" else str(value))[:SHOWN]
    return shown


@cache
def _label(name: str, language: str) -> str:
    """Asked for each field of each row of a file."""
    return str(Contact._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
