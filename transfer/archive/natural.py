"""What makes two rows one, apart from their UUID: the uniquenesses that the database holds.

Read from each model's ``UniqueConstraint``, so the company of a name, a goal's title or the one
script of a kind are known here by what their model says of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, Q, UniqueConstraint
from django.db.models.functions import Lower

from transfer.archive.contents import Row

_IDENTITY = ({"owner", "id"}, {"owner", "uuid"})
_HOLDS = {"exact": lambda one, other: one == other, "gt": lambda one, other: one > other}


@dataclass(frozen=True)
class Key:
    """Fields that no two rows of one owner have alike, where ``condition`` holds."""

    fields: tuple[str, ...]  # a link by the name of its column's attribute
    lowered: frozenset[str]  # those that are compared in small letters
    condition: Q

    def applies_to(self, row: Row) -> bool:
        """What PostgreSQL asks: no field is empty (NULL), and the condition holds."""
        return all(row[name] is not None for name in self.fields) and all(
            _HOLDS[lookup or "exact"](row[name], value)
            for name, lookup, value in _parts(self.condition)
        )

    def existing(self, rows: Any) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Of each of these rows its values as they are compared, and its id. One statement."""
        compared = [Lower(name) if name in self.lowered else F(name) for name in self.fields]
        found = rows.filter(self.condition).values_list("pk", *compared)
        for pk, *values in found.iterator(chunk_size=2_000):
            yield tuple(values), pk

    def of(self, rows: Sequence[Row]) -> Iterator[tuple[Any, ...] | None]:
        """The same of rows that are not in the database yet; None where it does not apply.

        PostgreSQL makes the small letters, as it knows more of them than Python. One statement for
        each field that is compared so.
        """
        values = {
            name: _lower(row[name] or "" for row in rows)
            if name in self.lowered
            else [row[name] for row in rows]
            for name in self.fields
        }
        for row, compared in zip(rows, zip(*values.values(), strict=True), strict=True):
            yield compared if self.applies_to(row) else None


@cache
def keys(model: Any) -> tuple[Key, ...]:
    """Every uniqueness of a model but that of its ids. NotImplementedError where one is too odd."""
    found = []
    for one in model._meta.constraints:
        if isinstance(one, UniqueConstraint):
            parts: list[Any] = [F(name) for name in one.fields] or [*one.expressions]
            names = [_field(part) for part in parts]
            if set(names) not in _IDENTITY:
                found.append(_key(model, parts, names, one.condition))
    return tuple(found)


def _key(model: Any, parts: list[Any], names: list[str], condition: Q | None) -> Key:
    attributes = {name: model._meta.get_field(name).attname for name in names}
    lowered = {attributes[name] for part, name in zip(parts, names, strict=True) if _is_low(part)}
    known = all(lookup in ("", *_HOLDS) for _name, lookup, _value in _parts(condition or Q()))
    if "owner" not in names or not known:
        raise NotImplementedError(f"{model._meta.label}: {names}")
    fields = tuple(attributes[name] for name in names if name != "owner")
    return Key(fields, frozenset(lowered), condition or Q())


def _is_low(part: Any) -> bool:
    return isinstance(part, Lower)


def _field(part: Any) -> str:
    inner = part.get_source_expressions()[0] if _is_low(part) else part
    if not isinstance(inner, F):
        raise NotImplementedError(part)
    return str(inner.name)  # type: ignore[attr-defined]


def _parts(condition: Q) -> list[tuple[str, str, Any]]:
    """What a condition asks, all of which must hold: field, lookup, value."""
    if condition.negated or (condition.connector != Q.AND and len(condition.children) > 1):
        raise NotImplementedError(condition)
    found = []
    for child in condition.children:
        if isinstance(child, Q):
            raise NotImplementedError(condition)
        path, value = child  # type: ignore[misc]
        name, _, lookup = path.partition("__")
        found.append((name, lookup, value))
    return found


def _lower(texts: Iterable[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lower(text) FROM unnest(%s::text[]) WITH ORDINALITY AS given (text, place)"
            " ORDER BY place",
            [list(texts)],
        )
        return [text for (text,) in cursor.fetchall()]
