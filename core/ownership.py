"""Whose row is it? The tenancy rule, on one page.

A row has one owner, and nobody else ever sees it. Six locks keep that true (docs/architecture.md):
login by default, ``for_user()`` in every lookup, owner-aware forms, and three that stand here:

* ``OwnerPolicy``: row-level security. PostgreSQL shows and takes only rows whose owner is the one
  that ``acting_as()`` named for this transaction; with none named there are no rows at all.
* ``SameOwner``: a foreign key over (owner, id). PostgreSQL checks plain foreign keys without
  looking at policies, so a plain one could point at a stranger's row.
* ``core.ownership_checks``: no owned model without its locks, no role that walks through them.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint


@contextmanager
def acting_as(owner: Any) -> Iterator[None]:
    """Open a transaction in which the rows of ``owner`` (a user or a user's id) are there.

    The setting is local to the transaction, so a connection pooler cannot hand it on. A nested
    block puts the outer owner back at its end; one that ends in an error is undone with it.
    Costs one statement, three when nested.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        outer = current_owner() if nested else None
        set_owner(owner)
        yield
        if nested and not connection.needs_rollback:
            set_owner(outer or "")


def set_owner(owner: Any) -> None:
    """Name the owner for the rest of the current transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.owner', %s, true)", [str(getattr(owner, "pk", owner))]
        )


def current_owner() -> str | None:
    """The id that the transaction was given, as text; empty or None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.owner', true)")
        owner: str | None = cursor.fetchone()[0]
    return owner


class _TableLock(BaseConstraint):
    """A constraint made by its own statement after the table: the same class of lock for both."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """PostgreSQL alone can tell; forms choose among the owner's own rows anyway."""

    def _statement(self, template: str, model: Any, schema_editor: Any, **parts: Any) -> Statement:
        quote = schema_editor.quote_name
        return Statement(
            template, table=Table(model._meta.db_table, quote), name=quote(self.name), **parts
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _TableLock):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((type(self), self.name))


class OwnerPolicy(_TableLock):
    """Row-level security, forced on the table's own role too: one role migrates and serves."""

    # The sub-select is evaluated once a statement, and keeps the index on owner in use.
    MINE = "owner_id = (SELECT nullif(current_setting('app.owner', true), '')::bigint)"

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY;"
            "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY %(name)s ON %(table)s USING (%(mine)s) WITH CHECK (%(mine)s)",
            model,
            schema_editor,
            mine=self.MINE,
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(
            "DROP POLICY %(name)s ON %(table)s;"
            "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY;"
            "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
            model,
            schema_editor,
        )


class SameOwner(_TableLock):
    """``field`` may point only at a row of the same owner: FOREIGN KEY (owner_id, field)."""

    def __init__(self, *, field: str, name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        field = model._meta.get_field(self.field)
        quote = schema_editor.quote_name
        return self._statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (owner_id, %(column)s)"
            " REFERENCES %(target)s (owner_id, id) DEFERRABLE INITIALLY DEFERRED",
            model,
            schema_editor,
            column=quote(field.column),
            target=Table(field.remote_field.model._meta.db_table, quote),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s", model, schema_editor
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}


_M = TypeVar("_M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[_M]):
    def for_user(self, user: Any) -> Self:
        """The rows of this person: the first word of every lookup in a view."""
        return self.filter(owner=user)


def make_or_find(same: OwnedQuerySet[_M], **fields: Any) -> _M:
    """Make the row, or take the one of ``same`` that somebody else made at this moment.

    A uniqueness in the database decides; of two at once, the second waits for the first.
    """
    try:
        with transaction.atomic():
            return same.model._default_manager.create(**fields)
    except IntegrityError:
        return same.get()


class OwnedRow(models.Model):
    """A row that belongs to a person and that no page shows by itself (a receipt, a journal)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        db_index=False,  # every index below begins with the owner
    )

    class Meta:
        abstract = True
        constraints = [OwnerPolicy(name="%(app_label)s_%(class)s_owner_policy")]


class Owned(OwnedRow):
    """What every record of a person is: theirs, nameable outside, versioned and dated.

    ``id`` is for URLs, ``uuid`` for archives and feeds. ``version`` counts saves, so that an edit
    made from an old copy is noticed (``core.forms.OwnedModelForm``).
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "id"], name="%(app_label)s_%(class)s_own_id"),
            models.UniqueConstraint(
                fields=["owner", "uuid"], name="%(app_label)s_%(class)s_own_uuid"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count the save. Changes that must not be lost are made on a row locked by ``own()``."""
        self.set_keys()
        if not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version", "updated_at"}
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Make the keys by which it is sorted and found of its words. Whoever writes many rows at
        once calls it on each.
        """


def owned_models() -> list[type[OwnedRow]]:
    """Every concrete model with an owner, in the order of installed apps."""
    return [model for model in apps.get_models() if issubclass(model, OwnedRow)]
