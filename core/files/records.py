"""One row of a file as a record, and a record as JSON.

A record is a frozen dataclass of text, numbers, booleans, days, times, and tuples of text: what
waits between the preview and the import is stored, and comes back equal.
"""

import dataclasses
import types
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_R = TypeVar("_R")


@dataclass(frozen=True)
class Parsed:
    """A row of a file: its record, or why it cannot be taken."""

    line: int  # of the file, counted from 1
    record: Any = None
    problem: str = ""


def dumped(record: Any) -> dict[str, Any]:
    """As JSON keeps it; what holds its default is left out."""
    return {
        field.name: _plain(value)
        for field in dataclasses.fields(record)
        if (value := getattr(record, field.name)) != field.default
    }


def loaded(kind: type[_R], data: dict[str, Any]) -> _R:
    """The record that ``dumped()`` wrote."""
    known: Any = kind
    hints = _hints(known)
    return kind(**{name: _typed(hints[name], value) for name, value in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return dumped(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is types.UnionType:
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], one) for one in value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return loaded(hint, value) if isinstance(value, dict) else value
