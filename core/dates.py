"""What stands in a calendar: composed of what each room answers for itself.

A room's ``dates(user, first, last)`` gives its ``Dated`` rows: those with a day among these, and
which ``Sort`` of entry they are. ``gather()`` reads those of every room in one statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from core.needs import Facts, moment


@dataclass(frozen=True)
class Sort:
    """One sort of entry and the words for it, which are made only when it is shown.

    ``icon`` names one of static/icons.svg. Without one it is marked with the ``verdict`` among its
    facts.
    """

    name: str
    page: Callable[[Facts], str]
    text: Callable[[Facts], str]
    detail: Callable[[Facts], str]
    icon: str = ""


@dataclass(frozen=True)
class Dated:
    """Rows of one sort: ``on`` gives the day, and each of ``facts`` names a column.

    A row with an hour has it in the fact ``starts``. Facts arrive as JSON.
    """

    sort: Sort
    rows: QuerySet[Any]
    on: Any
    facts: dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One thing on one day."""

    sort: Sort
    on: date
    facts: Facts

    @property
    def at(self) -> time | None:
        """Its hour where the person is, if it has one."""
        starts = self.facts.get("starts")
        return timezone.localtime(moment(starts)).time() if starts else None

    @property
    def url(self) -> str:
        return self.sort.page(self.facts)

    @property
    def text(self) -> str:
        return self.sort.text(self.facts)

    @property
    def detail(self) -> str:
        return self.sort.detail(self.facts)

    @property
    def verdict(self) -> str:
        return str(self.facts.get("verdict", ""))


def gather(dated: Iterable[Dated]) -> list[Entry]:
    """Every entry of these, day by day; on each, what has an hour before what has none."""
    dated = list(dated)
    found = [
        one.rows.order_by().annotate(
            date_sort=Value(number),
            date_on=Cast(one.on, DateField()),
            date_facts=JSONObject(**one.facts),
        ).values_list("date_sort", "date_on", "date_facts")
        for number, one in enumerate(dated)
    ]  # fmt: skip
    rows = found[0].union(*found[1:], all=True)
    entries = [Entry(dated[number].sort, on, facts) for number, on, facts in rows]
    # Moments of one zone sort as the text they arrive in; an hour may come twice in autumn.
    return sorted(entries, key=lambda entry: (entry.on, entry.facts.get("starts", "~"), entry.text))


def midnight(day: date) -> datetime:
    """When that day begins where the person is."""
    return timezone.make_aware(datetime.combine(day, time.min))
