"""Reads a list of applications the way an import does."""

from typing import Any
from zoneinfo import ZoneInfo

from core.files import Options, Parsed, Table, TableFormat, decoded, find_table
from interviews.formats import TABLES
from interviews.records import ApplicationRecord


def known_by(columns: Any) -> TableFormat:
    """The one that knows most of these headers; of several, the most particular."""
    return max(TABLES, key=lambda one: one.knows(columns))


def found(text: str) -> tuple[TableFormat, Table]:
    table = find_table(decoded(text.encode()), lambda columns: known_by(columns).knows(columns))
    assert table, "not known"
    return known_by(table.columns), table


def parsed(text: str, zone: str = "Europe/Vienna", **options: Any) -> list[Parsed]:
    one, table = found(text)
    return list(one.records(table, Options(ZoneInfo(zone), **options)))


def read(text: str, **options: Any) -> list[ApplicationRecord]:
    """Its records: every row has one."""
    rows = parsed(text, **options)
    assert [row.problem for row in rows] == [""] * len(rows)
    return [row.record for row in rows]
