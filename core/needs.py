"""What needs a person: one list, composed of what each room answers for itself.

A room's ``needs(user, now)`` gives its ``Want``s: rows that wait for something, and which ``Sort``
of need they are. ``gather()`` reads those of every room in one statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

Facts = dict[str, Any]


@dataclass(frozen=True)
class Sort:
    """One sort of need and the words for it, which are made only when a line is shown.

    ``page`` gives the address that deals with it; ``text`` and ``detail`` speak of its facts at a
    moment. ``can_wait`` puts it after all that cannot: it waits on somebody else, or for leisure.
    """

    name: str
    page: Callable[[Facts], str]
    text: Callable[[Facts, datetime], str]
    detail: Callable[[Facts], str]
    can_wait: bool = False


@dataclass(frozen=True)
class Want:
    """Rows of one sort: ``due`` and each of ``facts`` name a column or are an expression.

    Facts arrive as JSON: dates and times as text (``moment()``).
    """

    sort: Sort
    rows: QuerySet[Any]
    due: Any
    facts: dict[str, Any]


@dataclass(frozen=True)
class Need:
    """One line of the list."""

    sort: Sort
    due: datetime
    facts: Facts
    now: datetime

    @property
    def kind(self) -> str:
        return self.sort.name

    @property
    def url(self) -> str:
        return self.sort.page(self.facts)

    @property
    def text(self) -> str:
        return self.sort.text(self.facts, self.now)

    @property
    def detail(self) -> str:
        return self.sort.detail(self.facts)

    @property
    def hurts(self) -> tuple[bool, Any]:
        """Nearest to now first, before or behind: the call of an hour ago while it is fresh."""
        return self.sort.can_wait, abs(self.due - self.now)


def gather(wants: Iterable[Want], now: datetime) -> list[Need]:
    """Every need of these wants, by when it hurts. One statement, and plain values from it.

    A day counts from its midnight in UTC here: it only sorts the list.
    """
    wants = list(wants)
    found = [
        want.rows.order_by().annotate(
            need_sort=Value(number),
            need_due=Cast(want.due, DateTimeField()),
            need_facts=JSONObject(**want.facts),
        ).values_list("need_sort", "need_due", "need_facts")
        for number, want in enumerate(wants)
    ]  # fmt: skip
    if not found:
        return []
    rows = found[0].union(*found[1:], all=True)
    needs = [Need(wants[number].sort, due, facts, now) for number, due, facts in rows]
    return sorted(needs, key=lambda need: need.hurts)


def moment(text: str) -> datetime:
    """A time among the facts, which JSON carries as text."""
    return datetime.fromisoformat(text)
