"""One PostgreSQL server process: starting it over whatever an earlier one left, and stopping it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from embedded.binaries import ENVIRONMENT, Binaries
from embedded.errors import EmbeddedError
from embedded.layout import SOCKET_FILE, Layout
from embedded.owner import Owner
from embedded.processes import Say, spawn, stop

LOG_LIMIT = 1_000_000  # bytes; the log before this start is kept, the one before that is not
# SIGINT is PostgreSQL's "fast shutdown": it ends the connections and writes a checkpoint. SIGTERM
# would wait for every client to leave. After SIGQUIT or SIGKILL the next start replays the log,
# and no acknowledged write is lost either.
STOP_STEPS = [(signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)]


def launch(
    binaries: Binaries, layout: Layout, user: Owner, *, durable: bool
) -> subprocess.Popen[bytes]:
    """Start the server; it answers only some time later. Settings are arguments, not a file in
    the data folder, so that they are always this version's."""
    settings = {
        "cluster_name": layout.identity,
        "listen_addresses": "",
        "unix_socket_directories": '"' + str(layout.socket_folder).replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %u ",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    arguments = [item for name, value in settings.items() for item in ("-c", f"{name}={value}")]
    if layout.log.exists() and layout.log.stat().st_size > LOG_LIMIT:
        layout.log.replace(layout.log.with_suffix(".log.1"))
    with open(os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        return spawn(
            [binaries.path("postgres"), "-D", str(layout.data), *arguments],
            env=ENVIRONMENT,
            cwd="/",
            output=log,
            run_as=user.run_as,
            death_signal=signal.SIGINT,
        )


def halt(process: subprocess.Popen[bytes]) -> None:
    stop(process, STOP_STEPS)


def clear(layout: Layout, user: Owner, say: Say) -> None:
    """Make way for a new server. Only the holder of the cluster's lock may call this.

    A server that a killed run left is on its way down, or was killed itself and its backends
    still hold the shared memory; they are waited for, then told to go. A lock file that then
    remains, in the data or beside the socket, names a dead process, which PostgreSQL sorts out
    itself, or a zombie or a stranger that was given the old number, for which it would refuse to
    start: such a file is removed.
    """
    pid_file = layout.data / "postmaster.pid"
    if processes(layout, user):
        say("Waiting for a PostgreSQL that an earlier run left behind.")
    for number, seconds in STOP_STEPS:
        left = processes(layout, user)
        leader = _pid_in(pid_file)
        if leader is not None and leader in left and number == signal.SIGINT:
            left = [leader]  # it tells its own backends
        for pid in left:
            # Without it, SIGINT would only cancel a backend's query.
            gentle = leader not in left and number == signal.SIGINT
            _signal(pid, signal.SIGTERM if gentle else number)
        _wait_until_gone(layout, user, seconds)
    if left := processes(layout, user):
        raise EmbeddedError(f"An old PostgreSQL does not end (processes {left}).")
    for lock_file in (pid_file, layout.socket_folder / f"{SOCKET_FILE}.lock"):
        named = _pid_in(lock_file)
        if named is not None and _exists(named):
            say(f"{lock_file} names process {named}, which is not our PostgreSQL; removed.")
            lock_file.unlink()


def processes(layout: Layout, user: Owner) -> list[int]:
    """The living processes of this cluster: of its user, and by their titles its own.

    Titles, because a process without ptrace rights (root in a container) may not look at another
    user's working folder. A zombie has no title, so it is never among them.
    """
    data = os.fsencode(layout.data)
    child = f"postgres: {layout.identity}: ".encode()
    found = []
    for pid, uid, arguments in _all_processes():
        parts = arguments.split(b"\0")
        leads = os.path.basename(parts[0]) == b"postgres" and parts[1:3] == [b"-D", data]
        if uid == user.uid and (leads or arguments.startswith(child)):
            found.append(pid)
    return found


def _all_processes() -> Iterator[tuple[int, int, bytes]]:
    if not Path("/proc/self/cmdline").exists():
        yield from _all_processes_by_ps()
        return
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield int(folder.name), folder.stat().st_uid, (folder / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile


def _all_processes_by_ps() -> Iterator[tuple[int, int, bytes]]:
    """Where there is no /proc (macOS, the BSDs). A data folder with a space in it is not
    recognised there, and PostgreSQL's own lock decides."""
    command_line = ["ps", "-axww", "-o", "pid=,uid=,command="]
    listing = subprocess.run(command_line, capture_output=True, check=True)
    for line in listing.stdout.splitlines():
        pid, uid, command = line.split(None, 2)
        title = command.startswith(b"postgres: ")
        yield int(pid), int(uid), command if title else command.replace(b" ", b"\0")


def _pid_in(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _wait_until_gone(layout: Layout, user: Owner, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while processes(layout, user) and time.monotonic() < deadline:
        time.sleep(0.05)
