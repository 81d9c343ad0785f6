"""One undo for everything: a journal of rows as they were, kept for 30 days.

``delete()`` writes down every row that goes (cascades included) and every link that is emptied,
then deletes. ``put_back()`` reverses one entry, whole or not at all. Ids are kept, so links and
addresses work again.
"""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from core.models import Change
from core.ownership import Owned, OwnedQuerySet

KEPT = timedelta(days=30)


class CannotPutBack(Exception):
    """What it belonged to is gone, or its place is taken. The message says what to do."""


def delete(instance: Owned, label: str) -> Change:
    """Delete ``instance`` with what hangs on it. Costs a few statements per related table."""
    collector: Any = Collector(using=DEFAULT_DB_ALIAS, origin=instance)
    collector.collect([instance])
    emptied = [
        {"model": row._meta.label, "pk": row.pk, "field": field.attname, "value": value}
        for (field, new), groups in collector.field_updates.items()
        if new is None
        for rows in groups
        for row in rows
        if (value := getattr(row, field.attname)) is not None
    ]
    deleted = [row for rows in collector.data.values() for row in rows]
    deleted += [row for rows in collector.fast_deletes for row in rows]
    before = {"deleted": _written(deleted), "emptied": emptied}
    change = Change.objects.create(owner=instance.owner, label=label[:300], before=before)
    instance.delete()
    return change


def _written(rows: list[Any]) -> list[dict[str, Any]]:
    """The rows as Django serializes them, their times to the microsecond (JSON would cut them)."""
    written: list[dict[str, Any]] = serializers.serialize("python", rows)
    for row in written:
        for name, value in row["fields"].items():
            if isinstance(value, datetime):
                row["fields"][name] = value.isoformat()
    return written


def put_back(change: Change, now: datetime) -> None:
    """Restore what ``change`` took away, or raise ``CannotPutBack`` and change nothing.

    A link that was emptied is filled again only where nothing else was put there since.
    """
    try:
        with transaction.atomic():
            _put_back_rows(change)
            connection.check_constraints()  # now, not at commit, so that it can be explained
    except IntegrityError as problem:
        raise CannotPutBack(
            _(
                "It cannot be put back yet: what it belonged to is gone, or another one has its"
                " name now. Put back or rename that first, then try again."
            )
        ) from problem
    change.undone_at = now
    change.save(update_fields=["undone_at"])


def _put_back_rows(change: Change) -> None:
    row: Any
    for row in serializers.deserialize("python", change.before["deleted"]):
        # The journal is the owner's, and so is all that comes out of it, whatever it says.
        row.object.owner_id = change.owner_id
        row.save(force_insert=True)
    for link in change.before["emptied"]:
        rows: Any = apps.get_model(link["model"])._default_manager
        rows.for_user(change.owner_id).filter(
            pk=link["pk"], **{f"{link['field']}__isnull": True}
        ).update(**{link["field"]: link["value"]})


def kept(now: datetime) -> OwnedQuerySet[Change]:
    """The entries that are not past their 30 days."""
    return Change.objects.filter(made_at__gte=now - KEPT)


def forget_old(now: datetime) -> int:
    """Drop the entries past 30 days of the owner in force; how many."""
    return Change.objects.filter(made_at__lt=now - KEPT).delete()[0]
