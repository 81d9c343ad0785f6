"""Write what of an archive is missing here: all of it or nothing."""

from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from accounts.models import User
from core import bulk
from core.files import FileProblem
from core.journal import Journal
from transfer.archive.contents import preferences, tables
from transfer.archive.reading import Archive
from transfer.archive.settling import Plan, batches, linked, settle

MANY = 1_000  # rows: of more the links take long to check where no table was counted anew


@dataclass(frozen=True)
class Restored:
    plan: Plan  # what was done
    journal: Journal  # what was made, for ``core.undo``; not written yet


@transaction.atomic
def restore(owner: Any, file: IO[bytes]) -> Restored:
    """Add to ``owner``'s rows those of the archive that are missing, in the owner's transaction.

    Whose rows they were is not asked: they are the owner's from now on. Times, versions and the
    order in which they were made stay; so a page shows what it showed. Into an empty account the
    name and settings come too, and stay when the restoring is undone. ``FileProblem`` where the
    archive is wrong, with nothing written. Costs some 25 statements and three for every 1,000 rows.
    """
    archive = Archive(file)
    settled = settle(owner, archive, _allocate)
    journal = Journal()
    try:
        with transaction.atomic():
            for label, new in settled.new.items():
                _write(owner, archive, label, new, settled.ids, journal)
            _check(settled.plan)
    except DatabaseError as problem:
        raise _why_not(problem) from problem
    if settled.plan.with_preferences:
        _take_preferences(owner, archive)
    return Restored(settled.plan, journal)


def _check(done: Plan) -> None:
    """Now, so that it can be explained, what PostgreSQL would check at the end."""
    if done.new > MANY:
        bulk.brace(share.model for share in done.shares)
    connection.check_constraints()


def _why_not(problem: DatabaseError) -> Exception:
    if isinstance(problem.__cause__, UniqueViolation):
        return FileProblem(
            _(
                "Something that is in the archive was added here at this moment. Bring the archive"
                " once more."
            )
        )
    state = getattr(problem.__cause__, "sqlstate", None) or ""
    if state.startswith(("22", "23")):  # a value, or a rule: the file's fault
        return FileProblem(
            _("A row in it breaks a rule of its table. Choose another copy of the archive.")
        )
    return problem


def _allocate(model: Any, how_many: int) -> list[int]:
    """Ids for new rows, rising, before they are written: so they may link to one another."""
    if not how_many:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, how_many],
        )
        return sorted(pk for (pk,) in cursor.fetchall())


def _write(
    owner: Any, archive: Archive, label: str, new: set[int], ids: Any, journal: Journal
) -> None:
    """The new rows of one table, one statement for a thousand or so."""
    model = tables()[label]
    for some in batches(archive, label) if new else ():
        rows = []
        for _line, row in some:
            pk = ids[label][row["uuid"]]
            if pk in new:
                new.remove(pk)  # of two that are the same here, the first is written
                rows.append(model(id=pk, owner_id=owner.pk, **linked(model, row, ids)))
        for one in rows:
            one.set_keys()
        bulk.insert(rows)
        journal.note_made(rows)


def _take_preferences(owner: Any, archive: Archive) -> None:
    """Those that hold here: a language or a zone that is not known here is left out."""
    taken = {}
    said = archive.preferences()
    for field in preferences():
        try:
            if field.name in said:
                field.run_validators(said[field.name])
                taken[field.name] = said[field.name]
        except ValidationError:
            continue
    User.objects.filter(pk=owner.pk).update(**taken, version=F("version") + 1)
    owner.refresh_from_db()
