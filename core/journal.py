"""What the undo journal writes down: rows as they were, and fields as they were and became.

One entry (``core.models.Change.before``) has up to five parts, each missing where it is empty:

* ``deleted``: the rows that went, as Django serializes them;
* ``emptied``: the links that went empty with them, ``{model, pk, field, value}``;
* ``changed``: rows that stay with other values, ``{model, pk, was: {field: value}, now: {…}}``;
* ``made``: rows that were made for it, ``{model, pk, version}``;
* ``kept``: the row that took the others in, ``{model, pk}``.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core import serializers
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

    def write(self, owner_id: int, label: str, form_key: str = "") -> Change:
        changed = [
            {"model": model, "pk": pk, "was": was, "now": now}
            for (model, pk), (was, now) in self._changed.items()
            if was != now
        ]
        parts = {"changed": changed, "made": self.made, "kept": self.kept}
        before = {
            "deleted": self.deleted,
            "emptied": self.emptied,
            **{name: part for name, part in parts.items() if part},
        }
        return Change.objects.create(
            owner_id=owner_id, label=label[:300], before=before, form_key=form_key
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
