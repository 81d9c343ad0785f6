"""Throw-away clusters leave nothing behind, however they end."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from embedded import temporary
from embedded.processes import Stopped, Stopping
from embedded.temporary import ABANDONED_AFTER
from tests.embedded.conftest import ask, on_linux, server_processes

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
