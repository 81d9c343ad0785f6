"""Clusters in folders of their own. No test here touches Django or the clock."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from embedded import Cluster, owner, postmaster

CHECKOUT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody else to run as")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel for it")


def eventually(condition: Callable[[], object], what: str, seconds: float = 180) -> None:
    """Wait for something that happens in another process. Generous: a slow machine is no error."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


def ask(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def server_processes(cluster: Cluster) -> list[int]:
    user = owner.of_folder(cluster.layout.data) or owner.expected("worthwhile")
    return postmaster.processes(cluster.layout, user)


def modes(*folders: Path) -> dict[Path, tuple[int, int]]:
    """Mode and owner of each folder and of everything above it."""
    every = {path for folder in folders for path in [folder, *folder.parents]}
    return {path: (path.stat().st_mode, path.stat().st_uid) for path in every}


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that anybody may pass through. pytest's own tmp_path is private, and as root the
    server is somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="ww-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def make(place: Path, said: list[str]) -> Iterator[Callable[..., Cluster]]:
    """Makes cluster objects for one and the same data, as several processes would; stops them."""
    made: list[Cluster] = []

    def factory(folder: Path = place / "var", **options: object) -> Cluster:
        options = {"fallback": place / "fallback", "say": said.append} | options
        made.append(Cluster(folder, "worthwhile", **options))
        return made[-1]

    yield factory
    for cluster in reversed(made):
        cluster.stop()
    for cluster in made:
        assert not server_processes(cluster)
        shutil.rmtree(cluster.layout.socket_folder, ignore_errors=True)


@pytest.fixture
def cluster(make: Callable[..., Cluster]) -> Cluster:
    return make()


@pytest.fixture
def script(place: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Runs Python with our packages in another process; kills what is left of it afterwards."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
