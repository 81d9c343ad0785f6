"""Children that do not outlive us, signals that stop us in order, and what a killed run left."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from embedded.owner import RunAs

Say = Callable[[str], None]
# Every child of a run carries this, and its children inherit it: what a killed run left behind is
# found by it, however it was orphaned.
MARKER = "EMBEDDED_RUN"
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Stopped(Exception):
    """Somebody asked us to stop while we waited for something."""


class Stopping:
    """SIGTERM, SIGINT and SIGHUP, remembered.

    A flag and no exception, so that no signal can arrive between making a child and noting it
    down, and a second Ctrl-C does not break the tidying up that the first one began.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self.signal: int | None = None

    @contextmanager
    def listening(self) -> Iterator["Stopping"]:
        numbers = [signal.SIGTERM, signal.SIGINT]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # else nohup asked us to stay
            numbers.append(signal.SIGHUP)
        before = {number: signal.signal(number, self._note) for number in numbers}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.signal = self.signal or number
        self._event.set()

    def __bool__(self) -> bool:
        return self._event.is_set()

    def sleep(self, seconds: float) -> None:
        """Sleep, or raise Stopped as soon as a signal comes."""
        if self._event.wait(seconds):
            raise Stopped


class Lock:
    """One holder at a time, freed by the kernel when the holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def acquire(self) -> bool:
        """Take the lock if it is free; never waits."""
        if self._file is None:
            # Not inherited by children (PEP 446), so a child that outlives us does not hold it.
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                return False
            self._file = file
        return True

    def note(self, text: str) -> None:
        """Leave a word for whoever finds the lock taken."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, text.encode(), 0)

    def read(self) -> str:
        return self.path.read_text()

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def spawn(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | str | None = None,
    output: IO[bytes] | None = None,
    run_as: RunAs | None = None,
    new_session: bool = True,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child that gets ``death_signal`` when we die, even by ``kill -9`` (Linux).

    Its own session keeps a Ctrl-C in the terminal from reaching it, so that we choose the order
    of stopping. Call this on the main thread: the kernel watches the thread, not the process,
    and code between fork and exec is safe only without others.
    """
    parent = os.getpid()

    def before_exec() -> None:  # pragma: no cover - runs where nothing can measure it
        if _libc is not None:
            # After the change of user, which would have cleared it.
            _libc.prctl(PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != parent:  # it died before we asked to be told
                os._exit(1)

    return subprocess.Popen(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL if new_session else None,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=new_session,
        preexec_fn=before_exec,
        **(run_as or {}),
    )


def ended(processes: Iterable[subprocess.Popen[bytes]], seconds: float) -> bool:
    """Wait up to so many seconds for all of them; whether they ended."""
    deadline = time.monotonic() + seconds
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
    return True


def stop(process: subprocess.Popen[bytes], steps: Sequence[tuple[int, float]]) -> None:
    """Send each signal in turn and wait so many seconds for it, until the child is gone."""
    for number, seconds in steps:
        if process.poll() is not None:
            return
        process.send_signal(number)
        if ended([process], seconds):
            return


def marked(value: str) -> list[int]:
    """The processes that carry ``MARKER=value`` in their environment, without ourselves (Linux).

    Reads the environment of our own user's processes only; the kernel refuses the rest.
    """
    wanted = f"{MARKER}={value}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in environment and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def sweep(value: str, seconds: float = 5.0) -> int:
    """End every process that carries the marker; how many there were."""
    count = 0
    for number in (signal.SIGTERM, signal.SIGKILL):
        left = marked(value)
        count = max(count, len(left))
        for pid in left:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        deadline = time.monotonic() + seconds
        while marked(value) and time.monotonic() < deadline:
            time.sleep(0.05)
    return count
