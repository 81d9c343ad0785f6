"""Many rows in one statement, where Django's own way would take a clause for each value."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

AT_ONCE = 2_000  # rows in one UPDATE


def insert(rows: Sequence[Any]) -> None:
    """Make these rows, all of one model, as they are: no time is set. Either all have their ids, or
    all learn those that they get.
    """
    if not rows:
        return
    model, are_named = type(rows[0]), bool(rows[0].pk)
    fields = [one for one in model._meta.concrete_fields if are_named or not one.primary_key]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    values = [{one.column: getattr(row, one.attname) for one in fields} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names}"  # noqa: S608, from the model alone
            f" FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) RETURNING id",
            [json.dumps(values, cls=_Exact)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding = pk, False


def save(rows: Sequence[Any], names: Iterable[str], now: datetime) -> None:
    """The same as ``update()``, each row counted as one save."""
    for row in rows:
        row.version, row.updated_at = row.version + 1, now
    update(rows, [*names, "version", "updated_at"])


def update(rows: Sequence[Any], names: Sequence[str]) -> None:
    """Save these fields of these rows, which are all of one model; no ``save()`` is called."""
    if not rows:
        return
    model = type(rows[0])
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in names]
    table = quote(model._meta.db_table)
    sets = ", ".join(f"{quote(one.column)} = new.{quote(one.column)}" for one in fields)
    sql = (
        f"UPDATE {table} AS old SET {sets}"  # noqa: S608, from the model alone
        f" FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS new WHERE old.id = new.id"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            values = [
                {"id": row.pk, **{one.column: getattr(row, one.attname) for one in fields}}
                for row in rows[start : start + AT_ONCE]
            ]
            cursor.execute(sql, [json.dumps(values, cls=_Exact)])


def count_anew(models: Iterable[Any]) -> None:
    """Let PostgreSQL know now how large these tables have become, not in a minute.

    Until then it takes a table that thousands of rows came into for an empty one, and reads all of
    it wherever it looks for one: each key that it checks costs milliseconds.
    """
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    if not tables:  # with no name it would be those of everybody
        return
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def brace(models: Iterable[Any]) -> None:
    """Before many rows come or go: their keys are checked in one statement, which takes time."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10min'")
    count_anew(models)


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond, which Django's encoder would cut."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)
