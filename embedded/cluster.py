"""A PostgreSQL cluster that belongs to one application, and its life from first start to stop."""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from embedded import binaries, layout, owner, postmaster
from embedded.errors import EmbeddedError
from embedded.processes import Lock, Say, Stopping

SUPERUSER = "postgres"
# Replaying the log after a crash is the one slow start; it takes seconds for a personal database.
START_LIMIT = 120.0
ASK_EVERY = 2.0


def say_aloud(text: str) -> None:
    # A terminal that was closed must not keep us from stopping in order.
    with suppress(OSError):
        print(text, flush=True)


class Cluster:
    """The application's own server. Making this object starts nothing and writes nothing.

    ``folder`` is where the data wants to live. As root the server runs as an unprivileged user;
    where that user cannot reach ``folder``, the data lives under ``fallback`` (without one,
    starting says so and fails). Whoever starts the server holds a lock and is its keeper; anybody
    else who starts it meanwhile borrows it, and becomes the keeper once the first is gone.
    Not thread-safe: one object for one process, used on its main thread.
    """

    name = "database"  # as a service, in what is said about it

    def __init__(
        self,
        folder: Path,
        name: str,
        fallback: Path | None = None,
        *,
        durable: bool = True,
        say: Say = say_aloud,
    ) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.role = name
        self.fallback = fallback
        self.durable = durable
        self.say = say
        self.home = layout.choose_home(self.folder, name, fallback)
        self.layout = layout.Layout(self.home, name)
        self._lock = Lock(self.layout.lock)
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0.0

    @property
    def url(self) -> str:
        """The application's address; the same in every process, without a password before the
        first start or for a user who may not read it."""
        return self._url(self.role, self.layout.password)

    @property
    def superuser_url(self) -> str:
        """The same database, seen past every policy: for backups alone, which must see all rows."""
        return self._url(SUPERUSER, self.layout.superuser_password)

    def _url(self, role: str, password_file: Path) -> str:
        try:
            password = password_file.read_text().strip()
        except OSError:
            password = ""
        host = quote(str(self.layout.socket_folder), safe="/")
        return f"postgresql://{quote(role)}:{password}@/{quote(self.role)}?host={host}"

    def secret(self, name: str) -> str:
        """A random value kept in a private file beside the data, made when first asked for."""
        layout.make_home(self.home, self.folder)
        return layout.write_once(self.home / name, secrets.token_urlsafe(48))

    def alive(self) -> bool:
        """Whether it answers. A pid proves nothing: it may be a zombie's or a stranger's."""
        try:
            with self._superuser() as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise EmbeddedError(
                    f"PostgreSQL refuses the password in {self.layout.superuser_password}:"
                    " that file is not the one made with this data folder."
                ) from error
            return False
        except OSError:
            return False
        return True

    def start(self, stopping: Stopping | None = None) -> None:
        """Return once it answers: started by us, or borrowed from whoever keeps it already.

        Raises EmbeddedError, or Stopped when a signal comes first.
        """
        stopping = stopping or Stopping()
        layout.make_home(self.home, self.folder)
        deadline = time.monotonic() + START_LIMIT
        while not self._lock.acquire():
            if self.alive():
                return
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Another program keeps the database in {self.home}, but it does not answer."
                )
            stopping.sleep(0.05)
        self._launch(stopping)

    def running(self) -> bool:
        """Whether it still runs: exact and free for our own child; asked for every
        ASK_EVERY seconds where it is borrowed."""
        if self._process is not None:
            return self._process.poll() is None
        if self._lock.held:
            return False
        now = time.monotonic()
        if now - self._asked > ASK_EVERY:
            self._asked = now
            return self.alive()
        return True

    def stop(self) -> None:
        """Stop what we started; a borrowed server stays."""
        if self._process is not None:
            postmaster.halt(self._process)
            self._process = None
        self._lock.release()

    @contextmanager
    def up(self, stopping: Stopping | None = None) -> Iterator["Cluster"]:
        """The server, up for the length of a ``with`` block."""
        try:
            self.start(stopping)
            yield self
        finally:
            self.stop()

    def _launch(self, stopping: Stopping) -> None:
        user = self._user()
        programs = binaries.find(user, self._copies())
        self._check_major(programs)
        if self.layout.data.exists():
            postmaster.clear(self.layout, user, self.say)
        else:
            self._initialise(programs, user)
        layout.make_socket_folder(self.layout.socket_folder, user)
        self._process = postmaster.launch(programs, self.layout, user, durable=self.durable)
        deadline = time.monotonic() + START_LIMIT
        while not self.alive():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL does not start:\n{self._end_of_log()}")
            stopping.sleep(0.02)
        self._ensure_role()

    def _user(self) -> owner.Owner:
        """Who runs the server: whoever owns the data, else the one that is chosen here."""
        added = False
        user = owner.of_folder(self.layout.data)
        if user is None:
            user, added = owner.ensure(self.role)
        if os.geteuid() != 0:
            if user.uid != os.geteuid():
                raise EmbeddedError(f"The data in {self.home} belongs to {user.name}, not to you.")
            return user
        if self.home.stat().st_uid != 0:
            raise EmbeddedError(f"The data in {self.home} is not root's. Run this as its owner.")
        if not user.can_reach(self.home):
            raise EmbeddedError(
                f"As root the database runs as the user {user.name}, who cannot reach {self.home}:"
                " a folder above it is private. Choose another folder with DATA_DIR."
            )
        made = " (added to this system)" if added else ""
        self.say(f"Running as root: PostgreSQL runs as {user.name}{made}, data in {self.home}.")
        return user

    def _copies(self) -> Path:
        if self.fallback is not None and os.geteuid() == 0:
            if not self.fallback.parent.exists():
                return self.home
            layout.make_folder(self.fallback, 0o755)
            return self.fallback
        return self.home

    def _check_major(self, programs: binaries.Binaries) -> None:
        try:
            found = (self.layout.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            if self.layout.data.exists():
                raise EmbeddedError(
                    f"{self.layout.data} is not a PostgreSQL data folder; it was left untouched."
                ) from None
            return
        if found != str(binaries.MAJOR):
            raise EmbeddedError(
                f"The data in {self.layout.data} was written by PostgreSQL {found}, and this is"
                f" {programs.version}. It was left untouched: dump it with PostgreSQL {found} and"
                " load it here, or set DATA_DIR to another folder."
            )

    def _initialise(self, programs: binaries.Binaries, user: owner.Owner) -> None:
        """Make the data folder: complete, or not at all if we are killed meanwhile."""
        self.say(f"Making a new database in {self.home} …")
        staging = self.layout.staging
        shutil.rmtree(staging, ignore_errors=True)
        password = layout.write_once(self.layout.superuser_password, secrets.token_urlsafe(32))
        layout.make_folder(staging, 0o700)
        (staging / "pwfile").touch(0o600)
        (staging / "pwfile").write_text(f"{password}\n")
        (staging / "data").mkdir(0o700)
        for path in (staging, staging / "pwfile", staging / "data"):
            user.take(path)
        command = [programs.path("initdb"), f"--pgdata={staging / 'data'}", "--username", SUPERUSER]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--locale=C", "--auth=scram-sha-256", f"--pwfile={staging / 'pwfile'}"]
        command += ["--no-instructions"] if self.durable else ["--no-instructions", "--no-sync"]
        done = subprocess.run(
            command,
            env=binaries.ENVIRONMENT,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            **user.run_as,
        )
        if done.returncode != 0:
            raise EmbeddedError(f"initdb failed:\n{done.stderr or done.stdout}")
        (staging / "data").rename(self.layout.data)
        shutil.rmtree(staging)

    def _ensure_role(self) -> None:
        """The application's role and database: made at the first start, put right at every other.

        The role neither bypasses row-level security nor may give itself that right; it creates
        databases, because the tests run as it.
        """
        password = layout.write_once(self.layout.password, secrets.token_urlsafe(32))
        name = sql.Identifier(self.role)
        with self._superuser() as connection:
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [self.role])
            verb = sql.SQL("ALTER" if known.fetchone() else "CREATE")
            connection.execute(
                sql.SQL(
                    "{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION CREATEDB"
                    " PASSWORD {}"
                ).format(verb, name, sql.Literal(password))
            )
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(query, [self.role]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))

    def _superuser(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.layout.socket_folder),
            user=SUPERUSER,
            dbname="postgres",
            password=self.layout.superuser_password.read_text().strip(),
            connect_timeout=5,
            autocommit=True,
        )

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.layout.log.read_text(errors="replace").splitlines()[-15:])
        except OSError:
            return "(it wrote no log)"
