"""A personal installation under test: one data folder, and real programs on it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import Cluster
from embedded.processes import marked
from tests.embedded.conftest import CHECKOUT, eventually, server_processes

FOREIGN = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "HOST", "SITE_URL")
ORDINARY = {name: value for name, value in os.environ.items() if name not in FOREIGN}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """One data folder, and the programs that are started on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.cluster = Cluster(home, "worthwhile")
        self.started: list[subprocess.Popen[bytes]] = []

    def start(
        self, command: tuple[str, ...] = (sys.executable, "-m", "config.run"), **env: str
    ) -> "Run":
        output = self.home.parent / f"output-{len(self.started)}"
        with output.open("wb") as file:
            process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=ORDINARY | {"DATA_DIR": str(self.home), "PORT": str(self.port)} | env,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(process)
        return Run(process, output)

    def answer(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def processes(self) -> list[int]:
        """Everything alive that belongs to it: the programs, and the database."""
        return marked(str(self.home)) + server_processes(self.cluster)

    def pid_of(self, word: str) -> int:
        """The first program with this word in its command line; its children come after it."""
        lines = {p: Path(f"/proc/{p}/cmdline").read_bytes() for p in marked(str(self.home))}
        return min(pid for pid, line in lines.items() if word.encode() in line)


class Run:
    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process = process
        self.output = output

    @property
    def text(self) -> str:
        return self.output.read_text()

    def ready(self) -> "Run":
        def settled() -> bool:
            return "is ready" in self.text or self.process.poll() is not None

        eventually(settled, "a ready installation", 300)
        assert "is ready" in self.text, self.text
        return self

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(300)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ww-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def first_start(place: Path) -> tuple[Installation, str]:
    """The slow one, made once: database, migrations, static files."""
    installation = Installation(place / "var")
    run = installation.start().ready()
    assert run.end() == 0
    return installation, run.text


@pytest.fixture
def installation(first_start: tuple[Installation, str]) -> Iterator[Installation]:
    installation = first_start[0]
    installation.port = free_port()
    yield installation
    for process in installation.started:
        if process.poll() is None:
            process.terminate()
            process.wait(300)
    eventually(lambda: not installation.processes(), "the end of everything")
