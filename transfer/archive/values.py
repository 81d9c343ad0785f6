"""One value of an archive as its column holds it, or why it cannot be that.

What the database took once it takes again: nothing is asked here that only a form asks.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2200  # what forms take (core.forms), with a cadence or more around it
LONGEST_SHOWN = 40  # characters of a value, where it is spoken of


class WrongValue(Exception):
    """This cannot stand in its column. ``str()`` says why."""


def read(field: Any, value: Any) -> Any:
    """The value that ``field`` holds for what JSON has; a link's as the UUID that it names."""
    if value is None:
        if not field.null:
            raise WrongValue(_("“%(name)s” is missing.") % {"name": field.name})
        return None
    try:
        return reader(field)(field, value)
    except (ValueError, OverflowError) as problem:
        words = _("“%(name)s” cannot be %(value)s.")
        raise WrongValue(words % {"name": field.name, "value": _short(value)}) from problem


def _short(value: Any) -> str:
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    text = json.dumps(value, ensure_ascii=False)
    text = text.encode(errors="replace").decode().replace("\0", "?")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


@cache
def reader(field: Any) -> Callable[[Any, Any], Any]:
    if field.is_relation:
        return _uuid
    return next(read for kind, read in _READERS.items() if isinstance(field, kind))


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:  # a boolean is an integer otherwise
        raise ValueError
    return value


def _boolean(_field: Any, value: Any) -> bool:
    return bool(_is(bool, value))


def _number(field: Any, value: Any) -> int:
    least, most = connection.ops.integer_field_range(field.get_internal_type())
    if not least <= _is(int, value) <= most:
        raise ValueError
    return int(value)


def _text(field: Any, value: Any) -> str:
    """Text that PostgreSQL can hold. Forms keep it shorter where the column has no limit."""
    text: str = _is(str, value)
    text.encode()  # no half of a pair
    longest = None if isinstance(field, models.TextField) else field.max_length
    if "\0" in text or (longest and len(text) > longest):
        raise ValueError
    return text


def _time(_field: Any, value: Any) -> datetime:
    time = datetime.fromisoformat(_is(str, value))
    if time.tzinfo is None or not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError
    return time.astimezone(UTC)


def _day(_field: Any, value: Any) -> date:
    day = date.fromisoformat(_is(str, value))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


def _uuid(_field: Any, value: Any) -> UUID:
    return UUID(_is(str, value))


def _list(field: Any, value: Any) -> list[Any]:
    try:
        return [read(field.base_field, one) for one in _is(list, value)]
    except WrongValue as problem:
        raise ValueError from problem


_READERS: dict[Any, Callable[[Any, Any], Any]] = {
    models.UUIDField: _uuid,
    models.BooleanField: _boolean,
    models.IntegerField: _number,
    models.CharField: _text,
    models.TextField: _text,
    models.DateTimeField: _time,
    models.DateField: _day,  # after DateTimeField, which is one too
    ArrayField: _list,
}
