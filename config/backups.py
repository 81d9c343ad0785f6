"""Backups of the whole installation, and the way back.

A backup is checked before it gets its name: read through, and loaded into a throw-away server of
its own, where each table must have as many rows as it had. The secret key is not in it, and no
session (docs/deploy.md).
"""

import os
import subprocess
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.cluster import BASE_DIR, CLUSTER
from embedded import Cluster, EmbeddedError, dumps, temporary
from embedded.processes import Say

KEPT = 14
EVERY = timedelta(hours=23, minutes=30)  # the job looks once an hour
NAMED = "worthwhile-*.dump"
# Signed-in sessions must not come back to life; what is cached is stale.
LEFT_OUT = ("cache", "django_session", "usersessions_usersession")
# The role's own things only: an extension that an administrator added stays.
EMPTY_FIRST = """
    SET lock_timeout = '10s'; SET statement_timeout = 0;
    DROP OWNED BY CURRENT_USER CASCADE;
"""
# A mail that waited then may have gone out since. As ever, only its person sends it again.
DOUBT_MAILS = """
    ALTER TABLE public.core_mail NO FORCE ROW LEVEL SECURITY;
    UPDATE public.core_mail SET claimed_at = least(created_at, now() - interval '1 hour')
        WHERE claimed_at IS NULL AND failed_at IS NULL;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.core_mail FORCE ROW LEVEL SECURITY;
"""


class BackupError(Exception):
    """Said to whoever runs the command."""


def running() -> AbstractContextManager[Cluster | None]:
    """The personal installation's server, up; another server is not ours to start."""
    return CLUSTER.up() if settings.PERSONAL else nullcontext()


def back_up(target: Path, now: datetime, *, rehearse: bool, say: Say) -> Path:
    """Write a backup to a file, or under the moment's name into a folder; where it is."""
    name = f"worthwhile-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.dump"
    file = target / name if target.is_dir() else target
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        counted = dumps.write(_all_seeing_url(), draft, without=LEFT_OUT)
        dumps.read_through(draft)
        if rehearse:
            _rehearse(draft, counted, say)
        _settle(draft, file)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return file


def _all_seeing_url() -> str:
    """Of a role that no policy binds. The application's own would be shown no row at all."""
    url = settings.BACKUP_DATABASE_URL or (CLUSTER.superuser_url if settings.PERSONAL else "")
    if not url:
        raise BackupError(
            "Set BACKUP_DATABASE_URL to a role that sees every row; docs/deploy.md makes one."
        )
    query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    with psycopg.connect(url) as seeing:
        if seeing.execute(query).fetchone() != (True,):
            raise BackupError(
                "The role in BACKUP_DATABASE_URL does not see every row: ALTER ROLE … BYPASSRLS."
            )
    return url


def _rehearse(draft: Path, counted: dumps.Counts, say: Say) -> None:
    say("Loading it into a throw-away database, to be sure …")
    with temporary("worthwhile-check", say=say) as cluster:
        dumps.load(cluster.url, draft)
        with psycopg.connect(cluster.superuser_url) as seeing:
            found = dumps.counts(seeing)
    wrong = [name for name, rows in counted.items() if found.get(name) != rows]
    if wrong:
        raise BackupError(f"The backup has lost rows, and is not kept: {', '.join(wrong)}.")


def _settle(draft: Path, file: Path) -> None:
    """Give it its name once it is on the disk: under that name it is whole, or not there."""
    for path, place in ((draft, None), (file.parent, file)):
        if place:
            draft.replace(place)
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- Each day -------------------------------------------------------------------------------------


def back_up_daily(now: datetime) -> None:
    """Into ``BACKUP_DIR``, where the newest is a day old. In a process of its own: a server may be
    started on a program's main thread only."""
    if not settings.BACKUP_DIR:
        return
    folder = Path(settings.BACKUP_DIR).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # not there, its name would be a file's
    if not is_due(folder, now):
        return
    command = [sys.executable, "manage.py", "backup", str(folder), f"--keep={KEPT}"]
    subprocess.run(command, cwd=BASE_DIR, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def is_due(folder: Path, now: datetime) -> bool:
    newest = max(folder.glob(NAMED), default=None)
    due = f"worthwhile-{(now - EVERY).astimezone(UTC):%Y%m%dT%H%M%SZ}.dump"
    return newest is None or newest.name <= due


def forget_old(folder: Path, kept: int) -> None:
    """Keep the newest, by their names; and nothing that a killed run left half written."""
    for old in sorted(folder.glob(NAMED))[:-kept]:
        old.unlink(missing_ok=True)
    for draft in folder.glob(f".{NAMED}.*.part"):
        if draft.stat().st_mtime < time.time() - EVERY.total_seconds():
            draft.unlink(missing_ok=True)


# --- The way back ---------------------------------------------------------------------------------


def restore(file: Path, *, replace: bool, say: Say) -> None:
    """Put everything back as it was; all of it or nothing. Then bring the tables up to date."""
    url = settings.DATABASE_URL or CLUSTER.url
    say("Reading the backup …")
    _check_fits(file, dumps.server_major(url))
    if not replace and not _is_empty(url):
        raise BackupError(
            "There is something in this database already. With --replace it goes, and what is in"
            " the backup takes its place."
        )
    say("Loading it …")
    try:
        dumps.load(url, file, before=EMPTY_FIRST, after=DOUBT_MAILS)
    except EmbeddedError as error:
        if "lock timeout" in str(error):
            raise BackupError("Somebody is at work here. Stop Worthwhile first.") from error
        raise
    connection.close()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def _check_fits(file: Path, here: int) -> None:
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    made_by = dumps.read_through(file)
    if made_by > here:
        raise BackupError(
            f"The backup is of PostgreSQL {made_by}, and this is PostgreSQL {here}, which is older."
            f" Restore it where PostgreSQL {made_by} or a newer one runs."
        )
    applied = {(row[1], row[2]) for row in dumps.rows(file, "django_migrations")}
    if not applied:
        raise BackupError(f"{file} is a backup of something else.")
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if applied - set(known or ()):
        raise BackupError("The backup was made by a newer Worthwhile. Bring this one up to date.")


def _is_empty(url: str) -> bool:
    """Whether nothing would be lost: no tables, or our own without a person."""
    with psycopg.connect(url) as looking:
        tables = dumps.counts(looking)  # of owned rows none is seen, but people are
    return not tables or tables.get("accounts_user") == 0
