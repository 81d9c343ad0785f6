"""An archive of ours on its way in: its tables as rows of the preview, then all of it at once."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from core.intake import Fate
from core.journal import Journal
from transfer import archive
from transfer.models import TITLE_LENGTH, Import, ImportRow


def preview(owner: Any, file: Import) -> list[ImportRow]:
    """One row for each table, and ``file`` counts theirs; one more where name and settings come
    along. ``FileProblem`` where it is wrong."""
    plan = archive.plan(owner, BytesIO(file.content))
    file.counts = {Fate.ADD.value: plan.new, Fate.SAME.value: plan.there}
    file.total = plan.new + plan.there
    rows = [_row(share) for share in plan.shares]
    if plan.with_preferences and plan.new:
        words = _("Your name and settings become those of the archive.")
        rows.insert(0, ImportRow(title=_("Settings"), fate=Fate.ADD, why=words))
    for number, row in enumerate(rows, 1):
        row.owner_id, row.file, row.number, row.line = file.owner_id, file, number, number
    return rows


def _row(share: archive.Share) -> ImportRow:
    return ImportRow(
        title=share.name[:TITLE_LENGTH],
        fate=Fate.ADD if share.new else Fate.SAME,
        why=_("%(new)s new, %(there)s here already.") % {"new": share.new, "there": share.there},
        details=[["", title] for title in share.titles],
    )


def bring_in(owner: Any, file: Import) -> Journal:
    """Write what is missing: all of it or nothing. ``FileProblem`` where it is wrong."""
    restored = archive.restore(owner, BytesIO(file.content))
    file.counts = {Fate.ADD.value: restored.plan.new, Fate.SAME.value: restored.plan.there}
    file.done = file.total
    return restored.journal
