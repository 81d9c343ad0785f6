"""What the undo journal writes down: rows as they were, and fields as they were and became.

One entry (``core.models.Change.before``) has up to five parts, each missing where it is empty:

* ``deleted``: the rows that went, as Django serializes them;
* ``emptied``: the links that went empty with them, ``{model, pk, field, value}``;
* ``changed``: rows that stay with other values, ``{model, pk, was: {field: value}, now: {…}}``;
* ``made``: rows that were made for it, ``{model, version, pks}``;
* ``kept``: the row that took the others in, ``{model, pk}``.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from core.models import Change
from core.ownership import Owned

Values = dict[str, Any]  # by the field's name; a link by the id it holds
NAMES = {"id", "owner", "uuid", "version", "updated_at"}  # what names a row or counts its saves


class Journal:
    """One entry in the making. A row noted as changed, then as gone, is written as it first was."""

    def __init__(self) -> None:
        self.deleted: list[Values] = []
        self.emptied: list[Values] = []
        self.made: list[Values] = []
        self.kept: Values = {}
        self._changed: dict[tuple[str, int], tuple[Values, Values]] = {}

    def gone(self, rows: Iterable[Model]) -> None:
        for written in serializers.serialize("python", list(rows)):
            was, _now = self._changed.pop((written["model"], written["pk"]), ({}, {}))
            fields = {name: plain(value) for name, value in written["fields"].items()}
            self.deleted.append({**written, "fields": {**fields, **was}})

    def changed(self, model: type[Model], pk: int, was: Values, now: Values) -> None:
        """Note the fields of ``was`` that are others ``now``."""
        first, last = self._changed.setdefault((model._meta.label_lower, pk), ({}, {}))
        for name, value in was.items():
            if plain(value) != plain(now[name]):
                first.setdefault(name, plain(value))
                last[name] = plain(now[name])

    def note_made(self, rows: Iterable[Owned]) -> None:
        """Rows that were made for it, as they are left."""
        self.made += [{**name_of(row), "version": row.version} for row in rows]

    def write(self, owner_id: int, label: str, form_key: str = "") -> Change:
        parts = {"changed": self._all_changed(), "made": self._all_made(), "kept": self.kept}
        before = {
            "deleted": self.deleted,
            "emptied": self.emptied,
            **{name: part for name, part in parts.items() if part},
        }
        return Change.objects.create(
            owner_id=owner_id, label=label[:300], before=before, form_key=form_key
        )

    def add_to(self, owner_id: int, pk: int) -> None:
        """Go on with an entry that was written: what is done in parts is undone as one.

        The database adds to it, so that a long entry is never read here. Of a row that is changed
        in several parts each is noted, and each counts as one save.
        """
        parts = {"changed": self._all_changed(), "made": self._all_made()}
        for name, part in parts.items():
            if part:
                _append(owner_id, pk, name, part)

    def _all_changed(self) -> list[Values]:
        return [
            {"model": model, "pk": pk, "was": was, "now": now}
            for (model, pk), (was, now) in self._changed.items()
            if was != now
        ]

    def _all_made(self) -> list[Values]:
        """Rows of one model and version are written together: there may be thousands."""
        found: dict[tuple[str, int], list[int]] = defaultdict(list)
        for row in self.made:
            found[row["model"], row["version"]].append(row["pk"])
        return [
            {"model": model, "version": version, "pks": pks}
            for (model, version), pks in found.items()
        ]


def _append(owner_id: int, pk: int, name: str, part: list[Values]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_change SET before = before || jsonb_build_object(%s::text,"
            " coalesce(before -> %s, '[]') || %s::jsonb) WHERE owner_id = %s AND id = %s",
            [name, name, json.dumps(part, cls=DjangoJSONEncoder), owner_id, pk],
        )


def name_of(row: Owned) -> Values:
    return {"model": row._meta.label_lower, "pk": row.pk}


def values_of(row: Model) -> Values:
    """What a row says: no name or count of it, and no key that its ``save()`` makes."""
    return {field.name: field.value_from_object(row) for field in _fields_of(row)}


def _fields_of(row: Model) -> list[Any]:
    return [
        field
        for field in row._meta.concrete_fields
        if field.name not in NAMES
        and (field.editable or field.is_relation or field.name == "created_at")
    ]


def plain(value: Any) -> Any:
    """As JSON keeps it; times to the microsecond, which Django's encoder would cut."""
    return value.isoformat() if isinstance(value, date | datetime) else value
