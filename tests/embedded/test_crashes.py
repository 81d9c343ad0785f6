"""kill -9 of anything, and what it leaves: the next start copes."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from embedded import Cluster, owner
from embedded.layout import SOCKET_FILE
from embedded.processes import Stopping
from embedded.services import Keeper
from tests.embedded.conftest import ask, eventually, on_linux, server_processes

Make = Callable[..., Cluster]
KEEP_ONE_UP = """
import pathlib, sys, time
from embedded import Cluster
cluster = Cluster(pathlib.Path(sys.argv[1]), "worthwhile", pathlib.Path(sys.argv[2]))
cluster.start()
print("up", flush=True)
time.sleep(600)
"""


def leader(cluster: Cluster) -> int:
    return int((cluster.layout.data / "postmaster.pid").read_text().split("\n")[0])


@pytest.fixture
def stopped(make: Make) -> Cluster:
    """A cluster that was up once, and whose lock files are back as after a crash."""
    cluster = make()
    cluster.start()
    kept = {path: path.read_text() for path in lock_files(cluster)}
    cluster.stop()
    user = owner.of_folder(cluster.layout.data)
    assert user is not None
    for path, text in kept.items():
        path.write_text(text)
        user.take(path)
    return cluster


def lock_files(cluster: Cluster) -> list[Path]:
    socket = cluster.layout.socket_folder / SOCKET_FILE
    return [cluster.layout.data / "postmaster.pid", socket.with_name(f"{SOCKET_FILE}.lock")]


def name_in_lock_files(cluster: Cluster, pid: int) -> None:
    for path in lock_files(cluster):
        rest = path.read_text().split("\n")[1:]
        path.write_text("\n".join([str(pid), *rest]))


def test_a_pid_file_of_a_dead_process(stopped: Cluster) -> None:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    name_in_lock_files(stopped, process.pid)
    assert not stopped.alive()
    stopped.start()
    assert ask(stopped.url, "SELECT 1") == 1


def test_a_pid_file_whose_number_a_stranger_has_now(stopped: Cluster, said: list[str]) -> None:
    user = owner.of_folder(stopped.layout.data)
    assert user is not None
    with subprocess.Popen(["sleep", "600"], **user.run_as) as stranger:
        name_in_lock_files(stopped, stranger.pid)
        stopped.start()
        assert ask(stopped.url, "SELECT 1") == 1
        assert stranger.poll() is None  # it was not ours to end
        stranger.kill()
    assert any("not our PostgreSQL" in line for line in said)


@contextmanager
def zombie() -> Iterator[int]:
    process = subprocess.Popen(["true"])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and not taken note of
    yield process.pid
    process.wait()


def test_a_pid_file_that_names_a_zombie(stopped: Cluster) -> None:
    with zombie() as pid:
        name_in_lock_files(stopped, pid)
        stopped.start()
        assert ask(stopped.url, "SELECT 1") == 1


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(cluster: Cluster) -> None:
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE note (id bigint PRIMARY KEY)")
    acknowledged: list[int] = []

    def write(start: int) -> None:
        with suppress(psycopg.OperationalError), psycopg.connect(cluster.url) as connection:
            connection.autocommit = True
            for number in range(start, start + 1_000_000):
                connection.execute("INSERT INTO note VALUES (%s)", [number])
                acknowledged.append(number)

    writers = [threading.Thread(target=write, args=[n * 1_000_000]) for n in range(3)]
    for writer in writers:
        writer.start()
    eventually(lambda: len(acknowledged) > 200, "writes")
    os.kill(leader(cluster), signal.SIGKILL)
    for writer in writers:
        writer.join(60)
    eventually(lambda: not cluster.running(), "the death to be noticed")
    cluster.stop()
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM note")}
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + len(writers)  # in flight: one for each at most


def test_a_backend_that_outlives_its_killed_server_is_ended(cluster: Cluster) -> None:
    """A busy one does not notice, and holds the shared memory that a new server must not share."""
    cluster.start()
    busy = "SELECT count(*) FROM generate_series(1, 100000000000)"
    connection = psycopg.connect(cluster.url, autocommit=True)
    thread = threading.Thread(target=lambda: _ignore_loss(connection, busy))
    thread.start()
    backend = connection.info.backend_pid
    active = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%100000000000%'"
    eventually(lambda: ask(cluster.url, active) == 2, "the query to run")  # and this one
    os.kill(leader(cluster), signal.SIGKILL)
    eventually(lambda: not cluster.running(), "the death to be noticed")
    cluster.stop()
    cluster.start()
    assert backend not in server_processes(cluster)
    assert ask(cluster.url, "SELECT 1") == 1
    thread.join(60)
    connection.close()


def _ignore_loss(connection: psycopg.Connection, query: str) -> None:
    with suppress(psycopg.OperationalError):
        connection.execute(query)


@on_linux
def test_when_its_keeper_is_killed_the_server_ends_and_the_next_start_works(
    make: Make, script: Callable[..., subprocess.Popen[str]]
) -> None:
    cluster = make()
    keeper = script(KEEP_ONE_UP, cluster.folder, cluster.fallback)
    assert keeper.stdout is not None
    eventually(lambda: "up" in keeper.stdout.readline(), "a server")
    keeper.kill()
    keeper.wait()
    cluster.start()
    assert ask(cluster.url, "SELECT 1") == 1
    assert os.getpid() == _parent(leader(cluster))


def test_a_server_left_running_without_a_keeper_is_replaced(
    make: Make, script: Callable[..., subprocess.Popen[str]], said: list[str]
) -> None:
    """As where the kernel does not tell a child that its parent died."""
    left = make()
    deaf = KEEP_ONE_UP.replace(
        "import pathlib", "import embedded.processes as p; p._libc = None\nimport pathlib"
    )
    keeper = script(deaf, left.folder, left.fallback)
    assert keeper.stdout is not None
    eventually(lambda: "up" in keeper.stdout.readline(), "a server")
    old = leader(left)
    keeper.kill()
    keeper.wait()
    assert left.alive()
    left.start()
    assert leader(left) != old
    assert any("left behind" in line for line in said)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def test_a_keeper_starts_a_killed_server_again(cluster: Cluster, said: list[str]) -> None:
    cluster.start()
    keeper, stopping = Keeper([cluster], said.append), Stopping()
    os.kill(leader(cluster), signal.SIGKILL)
    eventually(lambda: not cluster.running(), "the death to be noticed")

    def back() -> bool:
        keeper.tick(stopping)
        return cluster.running() and cluster.alive()

    eventually(back, "an answer again")
    assert any("The database ended; it is started again in 0.5 s" in line for line in said)


def test_whoever_comes_second_borrows_and_then_takes_over(make: Make, said: list[str]) -> None:
    first, second = make(), make()
    first.start()
    second.start()
    number = leader(first)
    second.stop()
    assert first.running()  # a borrowed server stays
    assert leader(first) == number
    second.start()
    first.stop()
    keeper, stopping = Keeper([second], said.append), Stopping()

    def back() -> bool:
        keeper.tick(stopping)
        return second._process is not None and second.alive()

    eventually(back, "the second to keep it")
