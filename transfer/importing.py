"""From the preview into the rooms, a chunk at a time, and back.

Each chunk is one transaction: what it makes, what it notes in the undo journal, and how far the
file is. Killed in between and started again, it goes on with the next one. Rows are matched anew
as they come in, so what changed since the preview makes no doubles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from core import bulk, undo
from core.files import FileProblem, loaded
from core.intake import Fate, Intake, Match
from core.journal import Journal
from core.models import Change
from core.ownership import acting_as
from transfer import formats, restoring, staging
from transfer.models import Import, ImportRow, State

WRITE_AT_ONCE = 1_000  # rows: more are brought in, or taken back, by a job
WRITES = (Fate.ADD, Fate.FILL)


def begin(file: Import) -> None:
    """Say that it is to come in; ``carry_on()`` does it. One entry of the journal takes it all."""
    label = _("Import of %(file)s") % {"file": file.name}
    file.change = Journal().write(file.owner_id, label).pk
    file.state, file.done = State.IMPORTING, 0
    file.save(update_fields=["change", "state", "done"])


def stop(file: Import) -> None:
    """Say that it is not wanted: at once where nothing is written, else what was made goes."""
    if file.change is None:
        file.rows.all().delete()
        _close(file, State.CANCELLED)
    else:
        file.state = State.STOPPING
        file.save(update_fields=["state"])


def carry_on(owner: Any, pk: int, now: datetime) -> None:
    """Do what is still to be done of it, chunk by chunk."""
    taking = _Taking(owner, now)
    while True:
        with acting_as(owner):
            files = Import.objects.for_user(owner).light().select_for_update()
            file = files.filter(pk=pk).first()
            if file is None or file.state not in (State.IMPORTING, State.STOPPING):
                return
            if file.state == State.STOPPING:
                take_back(file, now)
                return
            if not _is_wanted(file):
                _close(file, State.CANCELLED)
                return
            if file.is_archive:
                _restore(owner, file)
                return
            rows = file.rows.all().after(file.done, staging.CHUNK)
            if not rows:
                _finish(file)
                return
            _bring_in(file, rows, taking)


def _is_wanted(file: Import) -> bool:
    """Whether its entry is there, not undone, and stays so until this chunk is in."""
    entry = Change.objects.for_user(file.owner_id).filter(pk=file.entry, undone_at=None)
    return bool(entry.select_for_update().values_list("pk"))


@dataclass
class _Taking:
    """The intake of a room, made anew where rows came or went meanwhile that it knows nothing of.

    So somebody who is added by hand while a long file comes in is met by the rest of the file.
    """

    owner: Any
    now: datetime
    intake: Intake | None = None
    known: int = 0  # rows

    def intake_of(self, file: Import) -> Intake:
        kind = formats.KINDS[file.kind]
        there = sum(model.objects.for_user(self.owner).count() for model in kind.rows)
        if self.intake is None or there != self.known:
            self.intake = kind.intake(self.owner, self.now)
        self.known = there
        return self.intake

    def count(self, file: Import, journal: Journal) -> None:
        """What it made by itself is known to it."""
        labels = {model._meta.label_lower for model in formats.KINDS[file.kind].rows}
        self.known += sum(made["model"] in labels for made in journal.made)


def _restore(owner: Any, file: Import) -> None:
    try:
        restoring.bring_in(owner, file).add_to(file.owner_id, file.entry)
    except FileProblem as problem:
        file.problem = str(problem)
        file.counts = {}
    file.save(update_fields=["counts", "done"])
    _finish(file)


def _bring_in(file: Import, rows: list[ImportRow], taking: _Taking) -> None:
    intake, before = taking.intake_of(file), staging.count(rows)
    records = list(_matched(file, rows, intake))
    journal = Journal()
    written = intake.write([(record, match) for _row, record, match in records], journal)
    for (row, _record, _match), one in zip(records, written, strict=True):
        row.became = one.pk
    taking.count(file, journal)
    journal.add_to(file.owner_id, file.entry)
    ImportRow.objects.became(rows)
    changed = staging.count(rows)
    changed.subtract(before)
    file.counted(changed)
    file.done = rows[-1].number
    file.save(update_fields=["done", "counts"])


def _matched(
    file: Import, rows: list[ImportRow], intake: Intake
) -> Iterator[tuple[ImportRow, Any, Match]]:
    """Those that are to be written, as they are matched now."""
    kind = formats.KINDS[file.kind].record
    for row in rows:
        if row.record is None or row.chosen == Fate.SKIP:
            continue
        record = loaded(kind, row.record)
        match = intake.match(row.line, record, row.chosen)
        row.fate, row.sure, row.why = match.fate, match.sure, match.why
        row.became = match.pk
        if match.fate in WRITES:
            yield row, record, match


def _finish(file: Import) -> None:
    change = Change.objects.for_user(file.owner_id).get(pk=file.entry)
    if not set(change.before) & {"made", "changed"}:
        change.delete()
        file.change = None
    elif file.total > WRITE_AT_ONCE:
        bulk.count_anew({apps.get_model(made["model"]) for made in change.before.get("made", [])})
    _close(file, State.FAILED if file.problem else State.DONE)


def take_back(file: Import, now: datetime) -> None:
    """Undo what of it is in. What was changed since, or has something hanging on it, stays."""
    changes = Change.objects.for_user(file.owner_id).filter(pk=file.entry, undone_at=None)
    change = changes.select_for_update().first()
    file.problem = ""
    try:
        if change and not undo.put_back(change, now):
            file.problem = _(
                "What you changed since then, or added something to, stays as you left it."
            )
    except undo.CannotPutBack as problem:
        file.problem = str(problem)
        _close(file, State.DONE)
        return
    _close(file, State.UNDONE if file.done >= file.total else State.CANCELLED)


def _close(file: Import, state: State) -> None:
    file.state, file.packed = state, b""
    file.save(update_fields=["state", "packed", "change", "problem"])
