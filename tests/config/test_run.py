"""The personal installation from outside: start, stop, kill, start again. Real programs."""

import http.client
import os
import re
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from embedded import temporary
from tests.config.conftest import Installation, Run, free_port
from tests.embedded.conftest import CHECKOUT, ask, eventually, on_linux, server_processes

pytestmark = on_linux


def test_the_first_start_shows_what_it_does(first_start: tuple[Installation, str]) -> None:
    installation, text = first_start
    steps = ["Making a new database", "Preparing the database", "Collecting static", "is ready: "]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)
    assert re.search(r"http://127\.0\.0\.1:\d+\n", text)
    assert not installation.processes()


def test_a_second_start_finds_everything_done(installation: Installation) -> None:
    run = installation.start().ready()
    assert installation.answer() == 200
    assert "Making" not in run.text
    assert "Preparing" not in run.text
    assert "Collecting" not in run.text
    assert run.end(signal.SIGINT) == 0
    assert run.text.endswith("Your data is kept.\n")
    assert not installation.processes()


def test_started_twice_the_second_says_where_the_first_runs(installation: Installation) -> None:
    installation.start().ready()
    second = installation.start(PORT=str(free_port()))
    assert second.process.wait(300) == 1
    assert f"runs already: http://127.0.0.1:{installation.port}" in second.text
    assert installation.answer() == 200


def test_after_kill_9_of_the_supervisor_the_next_start_works(installation: Installation) -> None:
    run = installation.start().ready()
    with psycopg.connect(installation.cluster.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
    run.end(signal.SIGKILL)
    installation.start().ready()
    assert ask(installation.cluster.url, "SELECT answer FROM kept") == 42


def test_after_kill_9_of_everything_at_once_the_next_start_works(
    installation: Installation,
) -> None:
    run = installation.start().ready()
    for pid in [run.process.pid, *installation.processes()]:
        with suppress(ProcessLookupError):  # it saw another one go, and went
            os.kill(pid, signal.SIGKILL)
    run.process.wait()
    installation.start().ready()


@pytest.mark.parametrize("word", ["granian", "procrastinate"])
def test_a_killed_program_comes_back(installation: Installation, word: str) -> None:
    installation.start().ready()
    eventually(lambda: _found(installation, word), "the program")
    old = installation.pid_of(word)
    os.kill(old, signal.SIGKILL)
    eventually(lambda: _found(installation, word) not in (0, old), "another one", 300)
    eventually(lambda: installation.answer() == 200, "an answer", 300)


def _found(installation: Installation, word: str) -> int:
    try:
        return installation.pid_of(word)
    except (OSError, ValueError):  # it comes or goes just now
        return 0


def test_a_killed_database_comes_back_and_the_pages_with_it(installation: Installation) -> None:
    installation.start().ready()
    pid_file = installation.cluster.layout.data / "postmaster.pid"
    os.kill(int(pid_file.read_text().split("\n")[0]), signal.SIGKILL)
    eventually(lambda: _asks(installation) == 1, "an answer of the database")
    eventually(lambda: _get(installation, "/readyz") == 200, "an answer with the database")


def _asks(installation: Installation) -> object:
    try:
        return ask(installation.cluster.url, "SELECT 1")
    except psycopg.OperationalError:
        return None


def _get(installation: Installation, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=30)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_taken_port_is_named(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        run = installation.start()
        assert run.process.wait(300) == 1
    assert f"Port {installation.port} is taken by another program." in run.text


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "many"}, "PORT must be a number"),
        ({"PORT": "65536"}, "PORT must be a number"),
        ({"HOST": "no such host"}, "is no address"),
        ({"HOST": "192.0.2.1"}, "Cannot listen on 192.0.2.1"),
    ],
)
def test_an_impossible_address_is_named(
    installation: Installation, settings: dict[str, str], sentence: str
) -> None:
    run = installation.start(**settings)
    assert run.process.wait(300) == 1
    assert sentence in run.text
    assert "Traceback" not in run.text


def test_for_a_phone_it_shows_the_address_on_the_network(installation: Installation) -> None:
    run = installation.start(HOST="0.0.0.0").ready()  # noqa: S104
    address = re.search(r"is ready: http://([0-9.]+):", run.text)
    assert address is not None
    connection = http.client.HTTPConnection(address[1], installation.port, timeout=30)
    connection.request("GET", "/")
    assert connection.getresponse().status in (200, 302)  # and not 400, for a strange name
    connection.close()


def test_with_a_database_url_no_server_of_our_own_is_started(
    installation: Installation,
) -> None:
    with temporary("ww-test", say=lambda _: None) as other:
        run = installation.start(DATABASE_URL=other.url).ready()
        assert "Preparing the database" in run.text
        assert not server_processes(installation.cluster)
        assert ask(other.url, "SELECT count(*) > 0 FROM django_migrations") is True
        assert run.end() == 0
        assert other.alive()


def test_a_database_that_does_not_answer_is_said_without_a_traceback(
    installation: Installation, place: Path
) -> None:
    run = installation.start(DATABASE_URL=f"postgresql://a:b@/c?host={place}")
    assert run.process.wait(300) == 1
    assert "The database does not answer" in run.text
    assert "Traceback" not in run.text


def test_sigterm_to_make_stops_everything(installation: Installation) -> None:
    stamp = Path(sys.prefix) / ".run"
    if (
        not stamp.exists()
        or stamp.stat().st_mtime < (CHECKOUT / "requirements.txt").stat().st_mtime
    ):
        pytest.skip("this environment was not made by make")
    run = installation.start(("make", f"VENV={sys.prefix}", "run")).ready()
    assert installation.answer() == 200
    run.end()
    eventually(lambda: not installation.processes(), "the end of everything")
    assert run.text.count("Your data is kept.") == 1


def test_a_signal_in_the_middle_of_the_preparations_leaves_nothing(place: Path) -> None:
    (place / "fresh").mkdir()
    fresh = Installation(place / "fresh" / "var")
    run = fresh.start()
    eventually(lambda: "Preparing the database" in run.text, "migrations", 300)
    assert run.end() == 0
    assert not fresh.processes()
    again = fresh.start().ready()
    assert again.end() == 0


class TestACommandWithTheDatabase:
    """``python -m config.cluster``."""

    wrapper = (sys.executable, "-m", "config.cluster")

    def run(self, installation: Installation, *arguments: str) -> Run:
        run = installation.start((*self.wrapper, *arguments))
        run.process.wait(300)
        return run

    def test_starts_it_for_as_long_as_it_takes(self, installation: Installation) -> None:
        run = self.run(
            installation, "--migrate", "--", sys.executable, "manage.py", "migrate", "--check"
        )
        assert run.process.returncode == 0, run.text
        assert not installation.processes()

    def test_uses_the_one_that_runs(self, installation: Installation) -> None:
        installation.start().ready()
        before = server_processes(installation.cluster)[0]
        run = self.run(installation, "--", sys.executable, "manage.py", "migrate", "--check")
        assert run.process.returncode == 0, run.text
        assert before in server_processes(installation.cluster)
        assert installation.answer() == 200

    def test_passes_the_exit_code_on(self, installation: Installation) -> None:
        assert self.run(installation, "--", "sh", "-c", "exit 7").process.returncode == 7

    def test_a_throw_away_one_is_gone_afterwards(self, installation: Installation) -> None:
        run = self.run(installation, "--temporary", "--", "sh", "-c", "echo $DATABASE_URL")
        url = next(line for line in run.text.splitlines() if line.startswith("postgresql:"))
        assert not Path(url.split("host=")[1]).exists()

    def test_says_what_is_wrong_and_leaves_the_command_out(
        self, installation: Installation, place: Path
    ) -> None:
        (place / "file").write_text("")
        command = (*self.wrapper, "--", "echo", "not reached")
        run = installation.start(command, DATA_DIR=str(place / "file" / "var"))
        assert run.process.wait(300) == 1
        assert run.text.startswith("Cannot make the data folder")
        assert "not reached" not in run.text

    def test_leaves_it_out_too_if_the_tables_cannot_be_made(
        self, installation: Installation, place: Path
    ) -> None:
        command = (*self.wrapper, "--migrate", "--", "echo", "not reached")
        run = installation.start(command, DATABASE_URL=f"postgresql://a:b@/c?host={place}")
        assert run.process.wait(300) == 1
        assert "The database does not answer" in run.text
        assert "not reached" not in run.text

    def test_ends_the_command_on_sigterm(self, installation: Installation) -> None:
        run = installation.start((*self.wrapper, "--", "sh", "-c", "echo begun; sleep 600"))
        eventually(lambda: "begun" in run.text, "the command")
        assert run.end() == 128 + signal.SIGTERM
        assert not installation.processes()
