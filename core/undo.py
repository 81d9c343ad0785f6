"""One undo for everything: a journal of rows as they were, kept for 30 days.

``delete()`` writes down every row that goes (cascades included) and every link that is emptied,
then deletes; ``core.merging`` writes down a merge. ``put_back()`` reverses one entry, whole or not
at all. Ids are kept, so links and addresses work again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from core import bulk
from core.journal import Journal, Values, plain
from core.models import Change, FormReceipt, Mail
from core.ownership import Owned, OwnedQuerySet
from core.unmaking import unmake, untouched

KEPT = timedelta(days=30)
Follow = Callable[[Journal], None]


class CannotPutBack(Exception):
    """What it belonged to is gone, or its place is taken. The message says what to do."""


@transaction.atomic
def delete(instance: Owned, label: str, form_key: str = "", follow: Follow | None = None) -> Change:
    """Delete ``instance`` with what hangs on it. Costs a few statements per related table.

    Rows are locked as they are written down: what goes is what the journal holds. A row that
    somebody adds below them at this very moment breaks its link, and nothing is deleted.
    ``form_key`` is the key of the form that asked for it, if it was one that counts once.
    ``follow`` does what follows once it is gone, and notes in the journal what that changed.
    """
    journal = Journal()
    collector: Any = Collector(using=DEFAULT_DB_ALIAS, origin=instance)
    collector.collect([instance])
    journal.gone(_locked(collector))  # first: then no new link to them can be made
    journal.emptied = _emptied(collector)
    collector.delete()
    if follow:
        follow(journal)
    return journal.write(instance.owner_id, label, form_key)


def _emptied(collector: Any) -> list[Values]:
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


def put_back(change: Change, now: datetime) -> bool:
    """Restore what ``change`` took away or changed, or raise ``CannotPutBack`` and change nothing.

    A link or a field gets its old value only where nothing else was put there since. True where
    that was so everywhere; False where something written since was left as it is.
    """
    try:
        with transaction.atomic():
            _check_kept(change)
            going, whole = untouched(change)
            whole &= _restore_fields(change, now)
            whole &= unmake(going, change.owner_id)  # to which no restored row leads any more
            _put_back_rows(change)
            connection.check_constraints()  # now, not at commit, so that it can be explained
    except IntegrityError as problem:
        raise CannotPutBack(_why_not(problem)) from problem
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    if change.form_key:  # asked for again from the same page, it is to be done again
        FormReceipt.objects.for_user(change.owner_id).filter(key=change.form_key).delete()
    return whole


def _why_not(problem: IntegrityError) -> str:
    if isinstance(problem.__cause__, UniqueViolation):
        return _(
            "It cannot be put back yet: another one has its name now. Rename or delete that one,"
            " then try again."
        )
    return _(
        "It cannot be put back yet: what it belonged to was deleted or merged too. Put that back"
        " first, then try again."
    )


def _rows(change: Change, label: str) -> OwnedQuerySet[Any]:
    """The owner's rows of that model: the journal is theirs, and so is all it may touch."""
    model: Any = apps.get_model(label)
    rows: OwnedQuerySet[Any] = model._default_manager.for_user(change.owner_id)
    return rows


def _check_kept(change: Change) -> None:
    """The row that took the others in is there, and stays so until this is done."""
    kept = change.before.get("kept")
    if kept and not _rows(change, kept["model"]).select_for_update().filter(pk=kept["pk"]):
        raise CannotPutBack(
            _(
                "It cannot be undone yet: the one that was kept was deleted or merged since. Put"
                " that back first, then try again."
            )
        )


def _put_back_rows(change: Change) -> None:
    row: Any
    for row in serializers.deserialize("python", change.before["deleted"]):
        # The journal is the owner's, and so is all that comes out of it, whatever it says.
        row.object.owner_id = change.owner_id
        _forget_dropped_mail(row.object)
        row.save(force_insert=True)


def _forget_dropped_mail(row: Any) -> None:
    """Mails are dropped by their age (``core.housekeeping``), so no entry could bring one back."""
    for link in row._meta.concrete_fields:
        mail = getattr(row, link.attname) if link.related_model is Mail else None
        if mail and not Mail.objects.for_user(row.owner_id).filter(pk=mail).exists():
            setattr(row, link.attname, None)


@dataclass
class Past:
    """A row that stayed: what it was, what it became, and whether that counted as a save."""

    was: Values = field(default_factory=dict)
    now: Values = field(default_factory=dict)
    counted: bool = False


Pasts = dict[str, dict[int, Past]]  # by model and pk
Elsewhere = dict[tuple[str, int, str], tuple[Any, Any]]  # (model, pk, field): was and now


def _pasts(change: Change) -> Pasts:
    found: Pasts = defaultdict(lambda: defaultdict(Past))
    for link in change.before["emptied"]:
        model: Any = apps.get_model(link["model"])
        past = found[model._meta.label_lower][link["pk"]]
        name = model._meta.get_field(link["field"]).name
        past.was[name], past.now[name] = link["value"], None
    for row in change.before.get("changed", []):
        past = found[row["model"]][row["pk"]]  # changed in several parts: first was, last now
        past.was, past.now = {**row["was"], **past.was}, {**past.now, **row["now"]}
        past.counted = True
    return found


def _restore_fields(change: Change, now: datetime) -> bool:
    """Give fields and links their old values, those that a later entry holds in that entry.

    So they come back in whichever order entries are undone. Costs two statements for a model's rows
    of which the same fields had changed, and one for each later entry that holds such a row.
    """
    pasts = _pasts(change)
    if not pasts:
        return True
    later = Change.objects.for_user(change.owner_id).filter(pk__gt=change.pk, undone_at=None)
    list(later.select_for_update().order_by("pk").values_list("pk"))  # nobody undoes one meanwhile
    elsewhere: Elsewhere = {}
    whole = True
    for label, rows in pasts.items():
        there = _rows(change, label).select_for_update().order_by("pk").in_bulk(list(rows))
        left = _restore_rows(there, rows, now)
        whole = whole and not left
        away = [(pk, name) for pk in rows if pk not in there for name in rows[pk].was]
        for pk, name in left + away:
            elsewhere[label, pk, name] = rows[pk].was[name], rows[pk].now[name]
    if elsewhere:
        _restore_written(later, elsewhere)
    return whole


def _restore_rows(
    there: dict[int, Any], pasts: dict[int, Past], now: datetime
) -> list[tuple[int, str]]:
    """Restore the rows that are there; which fields of which were left, being others since."""
    left: list[tuple[int, str]] = []
    mended = defaultdict(list)
    for pk, row in there.items():
        fields = [row._meta.get_field(name) for name in pasts[pk].was]
        same = [f for f in fields if plain(f.value_from_object(row)) == pasts[pk].now[f.name]]
        left += [(pk, f.name) for f in fields if f not in same]
        for one in same:
            setattr(row, one.attname, one.to_python(pasts[pk].was[one.name]))
        if same:
            counts = pasts[pk].counted or not all(one.is_relation for one in same)
            mended[tuple(one.name for one in same), counts].append(row)
    for (names, counts), rows in mended.items():
        _save_rows(rows, names, now if counts else None)
    return left


def _save_rows(rows: list[Any], names: tuple[str, ...], counted_at: datetime | None) -> None:
    """Many rows in one UPDATE, with the keys made of their words; counted as saves where the
    change that is undone was.
    """
    keys = [one.name for one in rows[0]._meta.concrete_fields if one.name.endswith("_key")]
    for row in rows:
        row.set_keys()
        if counted_at:
            row.version, row.updated_at = row.version + 1, counted_at
    counted = ["version", "updated_at"] if counted_at else []
    bulk.update(rows, [*names, *keys, *counted])


def _restore_written(later: OwnedQuerySet[Change], elsewhere: Elsewhere) -> None:
    for entry in later.iterator(chunk_size=1):  # each is as large as what was deleted
        if sum(_mend(written, elsewhere) for written in _written_in(entry)):
            entry.save(update_fields=["before"])


def _written_in(entry: Change) -> Iterator[tuple[str, int, Values]]:
    """Every row in an entry, with its values before that entry."""
    for row in entry.before["deleted"]:
        yield row["model"], row["pk"], row["fields"]
    for row in entry.before.get("changed", []):
        yield row["model"], row["pk"], row["was"]


def _mend(written: tuple[str, int, Values], elsewhere: Elsewhere) -> int:
    """Change the values that are still what the undone entry made them; how many."""
    model, pk, values = written
    found = {
        name: elsewhere[model, pk, name][0]
        for name, value in values.items()
        if (model, pk, name) in elsewhere and elsewhere[model, pk, name][1] == value
    }
    values.update(found)
    return len(found)


def kept(now: datetime) -> OwnedQuerySet[Change]:
    """The entries that are not past their 30 days."""
    return Change.objects.filter(made_at__gte=now - KEPT)


def forget_old(now: datetime) -> int:
    """Drop the entries past 30 days of the owner in force; how many."""
    return Change.objects.filter(made_at__lt=now - KEPT).delete()[0]
