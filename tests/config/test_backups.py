"""Backups of the whole installation, on throw-away servers: consistent, checked, and restored."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from config import backups
from embedded import Cluster, EmbeddedError, dumps, temporary
from tests.embedded.conftest import CHECKOUT
from tests.factories import NOW

NOT_IN_IT = ("cache", "django_session", "usersessions_usersession")


def quiet(_text: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def ada() -> Iterator[Cluster]:
    """A server with Ada's story in it."""
    with temporary("ww-test", say=quiet) as cluster:
        manage(cluster, "migrate", "--verbosity=0", "--skip-checks")
        manage(cluster, "createcachetable")
        manage(cluster, "story", "--skip-checks")
        yield cluster


@pytest.fixture
def elsewhere() -> Iterator[Cluster]:
    """A server with nothing in it."""
    with temporary("ww-test", say=quiet) as cluster:
        yield cluster


@pytest.fixture
def seeing(ada: Cluster, settings: Any) -> Cluster:
    """This process makes backups of Ada's server."""
    settings.PERSONAL, settings.DATABASE_URL = False, ada.url
    settings.BACKUP_DATABASE_URL = ada.superuser_url
    return ada


@pytest.fixture
def dump(seeing: Cluster, tmp_path: Path) -> Path:
    return backups.back_up(tmp_path / "ada.dump", NOW, rehearse=False, say=quiet)


def manage(cluster: Cluster, *words: str, works: bool = True) -> str:
    """What a command says; of one that fails, what it says is wrong."""
    urls = {"DATABASE_URL": cluster.url, "BACKUP_DATABASE_URL": cluster.superuser_url}
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=os.environ | urls,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) is works, done.stdout + done.stderr
    return done.stdout if works else done.stderr


def counted(cluster: Cluster) -> dict[str, int]:
    with psycopg.connect(cluster.superuser_url) as connection:
        return {k: n for k, n in dumps.counts(connection).items() if k not in NOT_IN_IT}


def run(cluster: Cluster, query: str) -> Any:
    with psycopg.connect(cluster.superuser_url) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else None


@contextmanager
def two_at_a_time(cluster: Cluster) -> Iterator[None]:
    """Somebody writes all the while: always two rows in one transaction."""
    done = threading.Event()

    def write() -> None:
        with psycopg.connect(cluster.superuser_url) as connection:
            for n in range(1_000_000):
                for half in "ab":
                    connection.execute(
                        "INSERT INTO django_content_type (app_label, model) VALUES (%s, %s)",
                        [f"half-{half}", str(n)],
                    )
                connection.commit()
                if done.wait(0.001):
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join()
        run(cluster, "DELETE FROM django_content_type WHERE app_label LIKE 'half-%'")


def test_made_while_others_write_it_is_of_one_moment_and_restores_equal(
    ada: Cluster, elsewhere: Cluster, tmp_path: Path
) -> None:
    before = counted(ada)
    file = tmp_path / "ada.dump"
    with two_at_a_time(ada):
        assert str(file) in manage(ada, "backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]

    assert "Everything is back." in manage(elsewhere, "restore", str(file))
    halves = dict(run(elsewhere, "SELECT app_label, count(*) FROM django_content_type GROUP BY 1"))
    assert halves["half-a"] == halves["half-b"] > 0
    run(elsewhere, "DELETE FROM django_content_type WHERE app_label LIKE 'half-%'")
    assert counted(elsewhere) == before
    # The policies are back too: the application's own role is shown nothing by itself.
    with psycopg.connect(elsewhere.url) as connection:
        assert connection.execute("SELECT count(*) FROM learning_goal").fetchone() == (0,)


def test_who_was_signed_in_is_not_by_a_backup_of_then(
    seeing: Cluster, elsewhere: Cluster, tmp_path: Path
) -> None:
    run(
        seeing,
        "INSERT INTO django_session VALUES ('stolen', 'hers', now() + interval '1 year');"
        "INSERT INTO cache VALUES ('tries', '[]', now() + interval '1 year');"
        "INSERT INTO usersessions_usersession"
        " (user_id, session_key, user_agent, ip, created_at, last_seen_at, data)"
        " SELECT id, 'stolen', 'Phone', '192.0.2.1', now(), now(), '{}' FROM accounts_user",
    )
    file = backups.back_up(tmp_path / "then.dump", NOW, rehearse=False, say=quiet)
    for table in NOT_IN_IT:
        run(seeing, f"DELETE FROM {table}")  # noqa: S608
    dumps.load(elsewhere.url, file)
    for table in NOT_IN_IT:
        query = f"SELECT count(*) FROM {table}"  # noqa: S608
        assert run(elsewhere, query) == [(0,)], table


def test_what_is_there_stays_unless_it_is_to_be_replaced(
    ada: Cluster, elsewhere: Cluster, dump: Path
) -> None:
    mails = "SELECT claimed_at < now(), sent_at FROM core_mail WHERE key = 'waits'"
    run(
        ada,
        'INSERT INTO core_mail (owner_id, uuid, version, created_at, updated_at, key, "to",'
        " from_name, reply_to, subject, text, off_url, failure) SELECT id, gen_random_uuid(), 1,"
        " now(), now(), 'waits', 'p@example.com', '', '', '', '', '', '' FROM accounts_user",
    )
    file = backups.back_up(dump.with_name("waits.dump"), NOW, rehearse=False, say=quiet)
    run(ada, "DELETE FROM core_mail WHERE key = 'waits'")
    manage(elsewhere, "restore", str(dump))
    run(elsewhere, "UPDATE accounts_user SET name = 'Somebody since'")

    assert "With --replace it goes" in manage(elsewhere, "restore", str(file), works=False)
    assert run(elsewhere, "SELECT name FROM accounts_user") == [("Somebody since",)]
    manage(elsewhere, "restore", str(file), "--replace")
    assert run(elsewhere, "SELECT name FROM accounts_user") == run(
        ada, "SELECT name FROM accounts_user"
    )
    # What waited then may have gone out since: it is not sent again by itself.
    assert run(elsewhere, mails) == [(True, None)]


def test_one_of_an_older_worthwhile_is_brought_up_to_date(
    ada: Cluster, elsewhere: Cluster, tmp_path: Path
) -> None:
    manage(ada, "migrate", "--skip-checks", "--verbosity=0", "accounts", "0003")
    file = tmp_path / "older.dump"
    manage(ada, "backup", "--quick", str(file))
    manage(ada, "migrate", "--skip-checks", "--verbosity=0")
    manage(elsewhere, "restore", "--replace", str(file))
    assert "[ ]" not in manage(elsewhere, "showmigrations")
    assert run(elsewhere, "SELECT count(*) FROM accounts_user WHERE leaves_at IS NULL") == [(1,)]


def test_one_of_a_newer_worthwhile_is_refused(seeing: Cluster, dump: Path) -> None:
    run(seeing, "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999', now())")
    newer = backups.back_up(dump.with_name("newer.dump"), NOW, rehearse=False, say=quiet)
    run(seeing, "DELETE FROM django_migrations WHERE name = '9999'")
    with pytest.raises(backups.BackupError, match="newer Worthwhile"):
        backups.restore(newer, replace=True, say=quiet)


def test_one_of_a_newer_postgresql_is_refused(
    seeing: Cluster, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "server_major", lambda url: 17)
    with pytest.raises(backups.BackupError, match="of PostgreSQL 18, and this is PostgreSQL 17"):
        backups.restore(dump, replace=True, say=quiet)


@pytest.mark.parametrize("share", [0.99, 0.5, 0.001])
def test_half_a_file_is_refused_before_anything_is_touched(
    seeing: Cluster, dump: Path, share: float
) -> None:
    before = counted(seeing)
    dump.write_bytes(dump.read_bytes()[: int(dump.stat().st_size * share)])
    with pytest.raises(EmbeddedError, match="is no backup, or a damaged one"):
        backups.restore(dump, replace=True, say=quiet)
    assert counted(seeing) == before


def test_another_file_and_none_are_refused(seeing: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Dear diary")
    with pytest.raises(EmbeddedError, match="is no backup"):
        backups.restore(other, replace=True, say=quiet)
    with pytest.raises(backups.BackupError, match="There is no file"):
        backups.restore(tmp_path / "none", replace=True, say=quiet)


@pytest.mark.parametrize("after", ["SELECT 1/0;", "SELECT pg_terminate_backend(pg_backend_pid());"])
def test_a_restore_that_fails_at_the_very_end_has_changed_nothing(
    seeing: Cluster, dump: Path, after: str
) -> None:
    before = counted(seeing)
    with pytest.raises(EmbeddedError, match="Nothing was loaded"):
        dumps.load(seeing.url, dump, before=backups.EMPTY_FIRST, after=after)
    assert counted(seeing) == before


def test_one_that_lost_rows_is_not_kept(
    seeing: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = dumps.load

    def loses_some(url: str, file: Path) -> None:
        load(url, file, after="DELETE FROM public.auth_permission WHERE codename = 'add_goal';")

    monkeypatch.setattr(dumps, "load", loses_some)
    with pytest.raises(backups.BackupError, match="lost rows"):
        backups.back_up(tmp_path, NOW, rehearse=True, say=quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_role_that_does_not_see_every_row_makes_none(seeing: Cluster, settings: Any) -> None:
    settings.BACKUP_DATABASE_URL = seeing.url
    with pytest.raises(backups.BackupError, match="does not see every row"):
        backups.back_up(Path("/nowhere"), NOW, rehearse=False, say=quiet)


# --- Each day -------------------------------------------------------------------------------------


def test_the_folder_keeps_the_newest_and_no_half_ones(seeing: Cluster, tmp_path: Path) -> None:
    for day in range(3):
        backups.back_up(tmp_path, NOW + timedelta(days=day), rehearse=False, say=quiet)
    killed, at_work = (tmp_path / f".worthwhile-20260309T120000Z.dump.{n}.part" for n in (1, 2))
    for path in (killed, at_work, tmp_path / "diary.txt"):
        path.touch()
    os.utime(killed, (0, 0))
    backups.forget_old(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        at_work.name, "diary.txt",
        "worthwhile-20260311T120000Z.dump", "worthwhile-20260312T120000Z.dump",
    ]  # fmt: skip


def test_one_a_day_is_due(tmp_path: Path) -> None:
    assert backups.is_due(tmp_path, NOW)
    (tmp_path / "worthwhile-20260310T120000Z.dump").touch()
    assert not backups.is_due(tmp_path, NOW + timedelta(hours=23))
    assert backups.is_due(tmp_path, NOW + timedelta(hours=24))


def test_the_job_makes_one_where_there_is_a_folder_for_it(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command[1:]))
    settings.BACKUP_DIR = ""
    backups.back_up_daily(NOW)
    assert ran == []
    folder = tmp_path / "not" / "there"
    settings.BACKUP_DIR = str(folder)
    backups.back_up_daily(NOW)
    assert ran == [["manage.py", "backup", str(folder), "--keep=14"]]
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "worthwhile-20260310T110000Z.dump").touch()
    backups.back_up_daily(NOW)
    assert len(ran) == 1


def test_several_are_kept_in_a_folder_alone(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no folder"):
        call_command("backup", str(tmp_path / "missing"), "--keep=14")
    assert list(tmp_path.iterdir()) == []
