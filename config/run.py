"""The personal installation, ``make run``: database, web server and job worker until Ctrl-C.

Loads no Django: what needs it runs in children, so that this process is small, starts at once and
can stop everything in order.
"""

import errno
import http.client
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from config.cluster import BASE_DIR, CLUSTER
from embedded import EmbeddedError
from embedded.cluster import say_aloud as say
from embedded.processes import MARKER, Lock, Stopped, Stopping, spawn, sweep
from embedded.services import Command, Keeper, Service

# A body that stalls holds a thread until its connection ends, so there are some to spare; idle ones
# cost nothing. A proxy in front buffers bodies (docs/deploy.md).
BLOCKING_THREADS = "8"
READY_LIMIT = 120.0  # seconds for the web server's first answer
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Address:
    """Where the web server listens, and what to type into a browser."""

    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Address":
        port = os.environ.get("PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise EmbeddedError(f"PORT must be a number from 1 to 65535, not {port!r}.")
        return cls(os.environ.get("HOST") or "127.0.0.1", int(port))

    @property
    def public(self) -> bool:
        return self.host not in LOOPBACK

    @property
    def reachable_as(self) -> str:
        """The name for a browser: for "all addresses", the one on the local network."""
        return lan_address() if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104

    @property
    def local(self) -> str:
        """The name for our own question whether it answers."""
        return "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104

    @property
    def url(self) -> str:
        name = self.reachable_as
        return f"http://[{name}]:{self.port}" if ":" in name else f"http://{name}:{self.port}"

    def check_free(self) -> None:
        """Say clearly what would otherwise be a web server that dies again and again."""
        try:
            family, kind, number, _, address = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, number) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except socket.gaierror as error:
            raise EmbeddedError(f"HOST={self.host} is no address: {error.strerror}.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise EmbeddedError(
                    f"Port {self.port} is taken by another program."
                    f" Choose another: PORT={self.port + 1} make run"
                ) from error
            raise EmbeddedError(
                f"Cannot listen on {self.host} port {self.port}: {error.strerror}."
            ) from error


def lan_address() -> str:
    """This machine's address on its network. Asks the routing table; sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: nobody's
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def environment(address: Address) -> dict[str, str]:
    """What the children need to know: who we are, and for which names the pages are meant."""
    env = dict(os.environ, DJANGO_SETTINGS_MODULE="config.settings", PYTHONUNBUFFERED="1")
    env[MARKER] = str(CLUSTER.home)
    env.setdefault("SITE_URL", address.url)
    if address.public:
        names = {address.reachable_as, urlsplit(env["SITE_URL"]).hostname or "", *LOOPBACK[:2]}
        env.setdefault("ALLOWED_HOSTS", ",".join(sorted(filter(None, names))))
    return env


def services(address: Address, env: dict[str, str]) -> list[Command]:
    """The programs of the application. Connections, not requests, are cut by the time limits."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"]
    web += ["--host", address.host, "--port", str(address.port), "--workers", "1"]
    web += ["--blocking-threads", BLOCKING_THREADS, "--http1-header-read-timeout", "2000"]
    web += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "8"]
    web += ["--log-level", "error", "config.wsgi:application"]
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    worker += ["--shutdown-graceful-timeout", "8"]
    return [
        Command("web server", web, env, cwd=BASE_DIR),
        Command("job worker", worker, env, cwd=BASE_DIR),
    ]


def prepare(env: dict[str, str], stopping: Stopping) -> None:
    process = spawn([sys.executable, "-m", "config.prepare"], env=env, cwd=BASE_DIR)
    while process.poll() is None:
        stopping.sleep(0.02)
    if process.returncode != 0:
        raise EmbeddedError("The preparations failed; see above.")


def answers(address: Address) -> bool:
    """Whether the web server answers at all; a redirect or a refused name is an answer."""
    connection = http.client.HTTPConnection(address.local, address.port, timeout=5)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(address: Address, keeper: Keeper, stopping: Stopping) -> None:
    deadline = time.monotonic() + READY_LIMIT
    while not answers(address):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"The web server did not answer within {READY_LIMIT:g} s.")
        keeper.tick(stopping)
        stopping.sleep(0.05)


def keep_running(address: Address, stopping: Stopping) -> None:
    """Start everything in order, keep it running, and stop it in order. Raises Stopped."""
    env = environment(address)
    programs = services(address, env)
    everything: list[Service] = [*programs]
    if not os.environ.get("DATABASE_URL"):
        everything.insert(0, CLUSTER)
    try:
        if CLUSTER in everything:
            say("Starting the database …")
            CLUSTER.start(stopping)
        prepare(env, stopping)
        say("Starting the web server and the job worker …")
        for program in programs:
            program.start(stopping)
        keeper = Keeper(everything, say)
        wait_until_ready(address, keeper, stopping)
        say(f"\nWorthwhile is ready: {address.url}\n(Ctrl-C stops it.)")
        while True:
            keeper.tick(stopping)
            stopping.sleep(0.2)
    finally:
        say("Stopping …")
        for program in programs:
            program.stop()
        CLUSTER.stop()


def main() -> int:
    """Returns the exit code: 0 after a signal, 1 with a sentence on standard error."""
    lock = Lock(CLUSTER.home / "run.lock")
    with Stopping().listening() as stopping:
        try:
            address = Address.from_environment()
            CLUSTER.secret("secret_key")
            if not lock.acquire():
                raise EmbeddedError(f"Worthwhile runs already: {lock.read() or 'it is starting'}")
            lock.note(address.url)
            if sweep(str(CLUSTER.home)):
                say("Ended what a killed run had left behind.")
            address.check_free()
            keep_running(address, stopping)
        except Stopped:
            say("Stopped. Your data is kept.")
        except EmbeddedError as error:
            with suppress(OSError):
                sys.stderr.write(f"{error}\n")
            return 1
        finally:
            lock.release()
    return 0


if __name__ == "__main__":
    sys.exit(main())
