"""An archive of every person and day in a folder, for an installation whose owner asks for it.

ARCHIVE_DIR/ada@example.com/2026-03-10.zip
"""

import logging
import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from django.db import DatabaseError

from accounts.models import User
from core.files import FileProblem
from transfer.archive.saving import save

KEPT = 14  # of each person
A_DAY = timedelta(days=1)
_COPY = re.compile(r"\d{4}-\d\d-\d\d\.zip")
_DRAFT = re.compile(rf"\.{_COPY.pattern}\..+")  # as ``saving`` calls what it has not read back yet
_log = logging.getLogger(__name__)


def keep(folder: Path, now: datetime) -> None:
    """Write today's archive of each person that has none yet, and drop the oldest of theirs, and
    what a killed run left half written.

    The day is the person's own. What goes wrong with one is in the log, and the others have theirs.
    """
    for person in User.objects.staying().order_by("pk"):
        try:
            _keep(person, folder, now)
        except (OSError, FileProblem, DatabaseError):
            _log.exception("No archive of account %s was written to %s.", person.pk, folder)


def _keep(person: User, folder: Path, now: datetime) -> None:
    mine = folder / quote(person.email, safe="@+")
    copy = mine / f"{now.astimezone(person.zone).date()}.zip"
    if copy.exists():
        return
    mine.mkdir(mode=0o700, parents=True, exist_ok=True)
    save(person, copy, now)
    _tidy(mine, now)


def _tidy(mine: Path, now: datetime) -> None:
    copies = sorted(path for path in mine.iterdir() if _COPY.fullmatch(path.name))
    for old in copies[:-KEPT]:
        old.unlink()
    for draft in mine.iterdir():
        is_old = draft.stat().st_mtime < (now - A_DAY).timestamp()
        if is_old and _DRAFT.fullmatch(draft.name):
            draft.unlink()
