"""Keeping programs running, with small programs that only pretend."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from embedded import EmbeddedError, postmaster, processes, services
from embedded.processes import Lock, Stopped, Stopping, spawn, stop
from embedded.services import Backoff, Command, Keeper, run
from tests.embedded.conftest import eventually, on_linux

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('deaf', flush=True); time.sleep(600)",
]


def exists(pid: int) -> bool:
    """Whether it runs; a zombie that nobody took note of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Failing:
    """A service that never gets up."""

    name = "thing"

    def __init__(self) -> None:
        self.starts = 0

    def start(self, stopping: Stopping) -> None:
        self.starts += 1
        raise EmbeddedError("no")

    def running(self) -> bool:
        return False

    def stop(self) -> None:
        pass


def test_back_off_doubles_up_to_half_a_minute_and_is_forgotten_after_a_good_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(services, "time", clock)
    backoff = Backoff()
    delays = []
    for _ in range(8):
        backoff.started()
        delays.append(backoff.failed())
        assert not backoff.due
        clock.now += delays[-1]
        assert backoff.due
    assert delays == [0.5, 1, 2, 4, 8, 16, 30, 30]
    backoff.started()
    clock.now += 61
    assert backoff.failed() == 0.5


def test_what_cannot_be_started_is_tried_again_ever_more_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(services, "time", clock)
    thing, said = Failing(), []
    keeper = Keeper([thing], said.append)
    for _ in range(600):  # a minute
        keeper.tick(Stopping())
        clock.now += 0.1
    assert thing.starts == 6  # after 0.5, 1, 2, 4, 8 and 16 s each
    assert said[:2] == [
        "The thing ended; it is started again in 0.5 s.",
        "no\nThe next try is in 1 s.",
    ]


def test_a_program_that_ends_is_started_again() -> None:
    said: list[str] = []
    program = Command("program", SLEEP, os.environ)
    stopping = Stopping()
    program.start(stopping)
    try:
        assert program.process is not None
        first = program.process.pid
        os.kill(first, signal.SIGKILL)
        keeper = Keeper([program], said.append)

        def back() -> bool:
            keeper.tick(stopping)
            return program.running() and program.process.pid != first

        eventually(back, "the program again")
    finally:
        program.stop()
    assert not program.running()


def test_a_program_that_does_not_listen_is_made_to_stop() -> None:
    program = Command("program", STUBBORN, os.environ, grace=0.1)
    program.start(Stopping())
    process = program.process
    program.stop()
    program.stop()  # twice does no harm
    assert process is not None
    assert process.returncode == -signal.SIGKILL or process.returncode == -signal.SIGTERM


@on_linux
def test_a_stopped_program_takes_its_children_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = Command("program", ["sh", "-c", f"sleep 600 & echo $! > {note}; wait"], os.environ)
    program.start(Stopping())
    eventually(lambda: note.exists() and note.read_text().strip(), "the child")
    program.stop()
    eventually(lambda: not exists(int(note.read_text())), "the child's end")


@on_linux
def test_children_end_when_their_keeper_is_killed(
    script: Callable[..., subprocess.Popen[str]],
) -> None:
    keeper = script(
        "import sys, time\nfrom embedded.processes import spawn\n"
        "print(spawn(sys.argv[1:]).pid, flush=True)\ntime.sleep(600)",
        *SLEEP,
    )
    assert keeper.stdout is not None
    child = int(keeper.stdout.readline())
    assert exists(child)
    keeper.kill()
    keeper.wait()
    eventually(lambda: not exists(child), "the child's end")


@on_linux
def test_what_carries_the_marker_is_swept_and_nothing_else() -> None:
    env = {**os.environ, processes.MARKER: "test-sweep"}
    ours = subprocess.Popen(STUBBORN, env=env, stdout=subprocess.PIPE, start_new_session=True)
    other = subprocess.Popen(SLEEP, env={**env, processes.MARKER: "test-sweep-other"})
    assert ours.stdout is not None
    ours.stdout.readline()
    assert processes.marked("test-sweep") == [ours.pid]
    assert processes.sweep("test-sweep", seconds=0.2) == 1
    assert ours.wait() == -signal.SIGKILL
    assert other.poll() is None
    other.kill()
    other.wait()
    ours.stdout.close()
    assert processes.sweep("test-sweep") == 0


def test_a_lock_has_one_holder_who_leaves_a_word(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.acquire()
    assert first.acquire()
    first.note("a long word")
    first.note("here")
    assert not second.acquire()
    assert not second.held
    second.note("not mine")
    assert second.read() == "here"
    first.release()
    assert second.acquire()
    second.release()


def test_a_killed_holder_frees_its_lock(
    tmp_path: Path, script: Callable[..., subprocess.Popen[str]]
) -> None:
    code = "import pathlib, sys, time; from embedded.processes import Lock; "
    code += "Lock(pathlib.Path(sys.argv[1])).acquire() and print('held', flush=True); "
    process = script(
        code.replace("Lock(", "lock = Lock(", 1).replace(".acquire() and", "; lock.acquire() and")
        + "time.sleep(600)",
        tmp_path / "lock",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    lock = Lock(tmp_path / "lock")
    assert not lock.acquire()
    process.kill()
    process.wait()
    assert lock.acquire()
    lock.release()


def test_signals_are_remembered_and_handlers_given_back() -> None:
    before = signal.getsignal(signal.SIGHUP)
    with Stopping().listening() as stopping:
        assert not stopping
        stopping.sleep(0)
        os.kill(os.getpid(), signal.SIGHUP)
        with pytest.raises(Stopped):
            stopping.sleep(60)
        assert stopping
        assert stopping.signal == signal.SIGHUP
    assert signal.getsignal(signal.SIGHUP) is before


def test_a_hang_up_that_nohup_ignores_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Stopping().listening() as stopping:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not stopping
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_command_in_the_foreground_is_ended_by_a_signal_with_all_it_started(
    tmp_path: Path,
) -> None:
    note = tmp_path / "pid"
    stopping = Stopping()

    class Impatient(Keeper):
        def tick(self, stopping: Stopping) -> None:
            if note.exists() and note.read_text().strip():
                stopping._note(signal.SIGTERM, None)

    script = f"setsid sleep 600 & echo $! > {note}; wait"
    code = run(["sh", "-c", script], os.environ, stopping, Impatient([], print))
    assert code == 128 + signal.SIGTERM
    eventually(lambda: not exists(int(note.read_text())), "the child's end")


def test_stopping_goes_step_by_step() -> None:
    process = spawn(STUBBORN)
    stop(process, [(0, 0.01), (signal.SIGKILL, 60)])
    assert process.returncode == -signal.SIGKILL
    stop(process, [(signal.SIGTERM, 60)])


def test_processes_are_listed_by_ps_where_there_is_no_proc(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listing = (
        b"  7 101 postgres: worthwhile-0123: checkpointer \n 8 0 /x/postgres -D /data -c a=b\n"
    )
    answer = subprocess.CompletedProcess("ps", 0, stdout=listing)
    monkeypatch.setattr(postmaster.subprocess, "run", lambda *_, **__: answer)
    assert list(postmaster._all_processes_by_ps()) == [
        (7, 101, b"postgres: worthwhile-0123: checkpointer "),
        (8, 0, b"/x/postgres\0-D\0/data\0-c\0a=b"),
    ]
