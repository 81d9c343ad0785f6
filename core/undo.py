"""One undo for everything: a journal of rows as they were, kept for 30 days.

``delete()`` writes down every row that goes (cascades included) and every link that is emptied,
then deletes. ``put_back()`` reverses one entry, whole or not at all. Ids are kept, so links and
addresses work again.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from core.models import Change, FormReceipt
from core.ownership import Owned, OwnedQuerySet

KEPT = timedelta(days=30)
Away = dict[tuple[str, int, str], Any]  # (model, pk, field) of a row in the journal: its link


class CannotPutBack(Exception):
    """What it belonged to is gone, or its place is taken. The message says what to do."""


@transaction.atomic
def delete(instance: Owned, label: str, form_key: str = "") -> Change:
    """Delete ``instance`` with what hangs on it. Costs a few statements per related table.

    Rows are locked as they are written down: what goes is what the journal holds. A row that
    somebody adds below them at this very moment breaks its link, and nothing is deleted.
    ``form_key`` is the key of the form that asked for it, if it was one that counts once.
    """
    collector: Any = Collector(using=DEFAULT_DB_ALIAS, origin=instance)
    collector.collect([instance])
    deleted = _written(_locked(collector))  # first: then no new link to them can be made
    before = {"deleted": deleted, "emptied": _emptied(collector)}
    change = Change.objects.create(
        owner_id=instance.owner_id, label=label[:300], before=before, form_key=form_key
    )
    collector.delete()
    return change


def _emptied(collector: Any) -> list[dict[str, Any]]:
    """The links that go, one statement for each that a model has; its rows stay."""
    return [
        {"model": rows.model._meta.label, "pk": pk, "field": field.attname, "value": value}
        for (field, new), groups in collector.field_updates.items()
        if new is None
        for rows in groups
        for pk, value in rows.select_for_update().values_list("pk", field.attname)
    ]


def _locked(collector: Any) -> list[Any]:
    """Every row that goes, whole: the collector knows most of them by their ids alone."""
    rows: list[Any] = []
    for model, known in collector.data.items():
        ids = [row.pk for row in known]
        for some in collector.get_del_batches(ids, [model._meta.pk]):
            found = model._base_manager.filter(pk__in=some).order_by("pk")
            rows += found.select_for_update()
    for found in collector.fast_deletes:
        rows += found.order_by("pk").select_for_update()
    return rows


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
            _fill_links(change)
            connection.check_constraints()  # now, not at commit, so that it can be explained
    except IntegrityError as problem:
        raise CannotPutBack(_why_not(problem)) from problem
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    if change.form_key:  # asked for again from the same page, it is to be done again
        FormReceipt.objects.for_user(change.owner_id).filter(key=change.form_key).delete()


def _why_not(problem: IntegrityError) -> str:
    if isinstance(problem.__cause__, UniqueViolation):
        return _(
            "It cannot be put back yet: another one has its name now. Rename or delete that one,"
            " then try again."
        )
    return _(
        "It cannot be put back yet: what it belonged to was deleted too. Put that back first, then"
        " try again."
    )


def _put_back_rows(change: Change) -> None:
    row: Any
    for row in serializers.deserialize("python", change.before["deleted"]):
        # The journal is the owner's, and so is all that comes out of it, whatever it says.
        row.object.owner_id = change.owner_id
        row.save(force_insert=True)


def _fill_links(change: Change) -> None:
    """Fill the emptied links again, those of rows that were deleted since in the journal itself.

    So a link comes back in whichever order its two ends do. Costs three statements for each link
    that a model has, and one for each later entry that holds such a row.
    """
    later = Change.objects.for_user(change.owner_id).filter(pk__gt=change.pk, undone_at=None)
    if change.before["emptied"]:  # nobody puts back the other end meanwhile
        list(later.select_for_update().order_by("pk").values_list("pk"))
    links = defaultdict(set)
    for link in change.before["emptied"]:
        links[link["model"], link["field"], link["value"]].add(link["pk"])
    away: Away = {}
    for (label, attname, value), pks in links.items():
        model: Any = apps.get_model(label)
        rows = model._default_manager.for_user(change.owner_id).filter(pk__in=pks)
        rows.filter(**{f"{attname}__isnull": True}).update(**{attname: value})
        field = model._meta.get_field(attname).name
        for pk in pks - set(rows.values_list("pk", flat=True)):
            away[label.lower(), pk, field] = value
    if away:
        _fill_written_links(later, away)


def _fill_written_links(later: OwnedQuerySet[Change], away: Away) -> None:
    for entry in later.iterator(chunk_size=1):  # each is as large as what was deleted
        written = {(row["model"], row["pk"]): row["fields"] for row in entry.before["deleted"]}
        empty = [key for key in away if written.get(key[:2], {}).get(key[2], "not here") is None]
        for model, pk, field in empty:
            written[model, pk][field] = away[model, pk, field]
        if empty:
            entry.save(update_fields=["before"])


def kept(now: datetime) -> OwnedQuerySet[Change]:
    """The entries that are not past their 30 days."""
    return Change.objects.filter(made_at__gte=now - KEPT)


def forget_old(now: datetime) -> int:
    """Drop the entries past 30 days of the owner in force; how many."""
    return Change.objects.filter(made_at__lt=now - KEPT).delete()[0]
