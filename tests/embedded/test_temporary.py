"""Throw-away clusters leave nothing behind, however they end."""

import os
import pwd
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from embedded import temporary
from embedded.processes import Stopped, Stopping
from embedded.temporary import ABANDONED_AFTER
from tests.embedded.conftest import as_root, ask, on_linux, server_processes

RUN = """
import os, sys
from embedded import temporary
from embedded.processes import Stopping
from embedded.services import run
with Stopping().listening() as stopping, temporary("ww-test", stopping, print) as cluster:
    print(cluster.home, flush=True)
    sys.exit(run(sys.argv[1:], {**os.environ, "DATABASE_URL": cluster.url}, stopping))
"""
Script = Callable[..., subprocess.Popen[str]]


def home_of(process: subprocess.Popen[str]) -> Path:
    assert process.stdout is not None
    while line := process.stdout.readline().strip():
        if line.startswith("/"):
            return Path(line)
    raise AssertionError("it printed no folder")


def test_it_answers_and_is_gone_afterwards(said: list[str]) -> None:
    with temporary("ww-test", say=said.append) as cluster:
        assert ask(cluster.url, "SHOW fsync") == "off"
        home = cluster.home
    assert not home.exists()
    assert not cluster.layout.socket_folder.exists()
    assert not server_processes(cluster)


def test_it_is_gone_after_a_failure_too(said: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), temporary("ww-test", say=said.append) as cluster:
        raise ZeroDivisionError
    assert not cluster.home.exists()


def test_a_signal_during_its_start_ends_it(said: list[str]) -> None:
    stopping = Stopping()
    stopping._note(signal.SIGTERM, None)
    with pytest.raises(Stopped), temporary("ww-test", stopping, said.append):
        pytest.fail("not reached")
    assert not any(Path(line.split()[-2]).exists() for line in said if "Making" in line)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_command_and_the_server(script: Script, number: int) -> None:
    process = script(RUN, "sleep", 600)
    home = home_of(process)
    process.send_signal(number)
    process.communicate(timeout=300)
    assert process.returncode == 128 + number
    assert not home.exists()


def test_the_exit_code_is_the_command_s(script: Script) -> None:
    process = script(RUN, "sh", "-c", "case $DATABASE_URL in postgresql*) exit 7; esac")
    process.communicate(timeout=300)
    assert process.returncode == 7


@on_linux
def test_what_a_killed_one_left_is_removed_by_the_next(script: Script, said: list[str]) -> None:
    process = script(RUN, "sleep", 600)
    home = home_of(process)
    process.kill()
    process.wait()
    assert home.exists()
    with temporary("ww-test", say=said.append):
        assert home.exists()  # too young: it might only be starting
    long_ago = home.stat().st_mtime - 2 * ABANDONED_AFTER
    os.utime(home / "postgres.lock", (long_ago, long_ago))
    with temporary("ww-test", say=said.append):
        assert not home.exists()


def test_one_in_use_is_left_alone_however_old(said: list[str]) -> None:
    with temporary("ww-test", say=said.append) as old:
        os.utime(old.layout.lock, (0, 0))
        with temporary("ww-test", say=said.append) as new:
            assert ask(old.url, "SELECT 1") == ask(new.url, "SELECT 1") == 1


# --- What others put there ---


def looks_abandoned(folder: Path) -> Path:
    """A folder with something dear in it, and with the old and free lock of a dead keeper."""
    folder.mkdir(0o711)
    (folder / "dear").write_text("years of interviews")
    (folder / "postgres.lock").touch(0o600)
    os.utime(folder / "postgres.lock", (0, 0))
    return folder


@pytest.fixture
def shared(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where throw-away clusters go, and where anybody may write."""
    folder = place / "tmp"
    folder.mkdir()
    folder.chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_link_planted_among_them_is_not_followed(
    place: Path, shared: Path, said: list[str]
) -> None:
    real = looks_abandoned(place / "real")
    (shared / "ww-test-temporary-planted").symlink_to(real)
    with temporary("ww-test", say=said.append) as cluster:
        assert cluster.home.parent == shared
    assert (real / "dear").exists()


@as_root
def test_what_somebody_else_made_is_left_to_them(
    place: Path, shared: Path, said: list[str]
) -> None:
    nobody = pwd.getpwnam("nobody")
    real = looks_abandoned(place / "real")
    link = shared / "ww-test-temporary-link"
    link.symlink_to(real)
    os.lchown(link, nobody.pw_uid, nobody.pw_gid)
    theirs = looks_abandoned(shared / "ww-test-temporary-theirs")
    os.chown(theirs, nobody.pw_uid, nobody.pw_gid)
    with temporary("ww-test", say=said.append):
        pass
    assert (real / "dear").exists()
    assert (theirs / "dear").exists()


def test_an_abandoned_one_that_others_may_write_to_is_not_one_of_ours(
    shared: Path, said: list[str]
) -> None:
    open_to_all = looks_abandoned(shared / "ww-test-temporary-open")
    open_to_all.chmod(0o777)
    with temporary("ww-test", say=said.append):
        pass
    assert (open_to_all / "dear").exists()


def test_a_link_inside_an_abandoned_one_goes_and_its_target_stays(
    place: Path, shared: Path, said: list[str]
) -> None:
    real = looks_abandoned(place / "real")
    abandoned = looks_abandoned(shared / "ww-test-temporary-old")
    (abandoned / "link").symlink_to(real)
    with temporary("ww-test", say=said.append):
        pass
    assert not abandoned.exists()
    assert (real / "dear").exists()


def test_one_replaced_by_a_link_while_it_ran_leaves_the_target(
    place: Path, shared: Path, said: list[str]
) -> None:
    real = looks_abandoned(place / "real")
    (real / "socket").mkdir()
    with temporary("ww-test", say=said.append) as cluster:
        moved = shared / "moved"
        cluster.stop()
        cluster.home.rename(moved)
        cluster.folder.symlink_to(real)
    assert (real / "dear").exists()
    assert (real / "socket").exists()
