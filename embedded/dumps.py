"""A database in a file, as pg_dump writes it: written while others write, read through, loaded.

Knows no table. The file is an ordinary custom-format dump, which any pg_restore reads.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import psycopg
from psycopg import pq, sql

from embedded import binaries
from embedded.errors import EmbeddedError

# Whose row it is, and who may do what, is for the database that it is loaded into.
PLAIN = ["--no-owner", "--no-privileges", "--no-comments"]
# Whatever limits the role has for pages.
PATIENT = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
TABLES = """
    SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
    ORDER BY 1, 2
"""
Counts = dict[str, int]


def server_major(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000


def write(url: str, file: Path, *, without: Sequence[str] = ()) -> Counts:
    """Dump into ``file``; how many rows each table had at that moment.

    Both read one snapshot: what is written meanwhile is in neither. Of the tables ``without`` there
    is only the definition. The role must see every row.
    """
    programs = binaries.clients(server_major(url))
    with psycopg.connect(url, options=PATIENT) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        counted = {name: n for name, n in counts(connection).items() if name not in without}
        command = [programs.path("pg_dump"), "--format=custom", *PLAIN, f"--file={file}"]
        command += [f"--exclude-table-data={name}" for name in without]
        _run([*command, f"--snapshot={snapshot[0] if snapshot else ''}"], url)
    return counted


def counts(connection: psycopg.Connection) -> Counts:
    """How many rows each table has, as this role sees it."""
    found = {}
    for schema, name in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, name))
        row = connection.execute(query).fetchone()
        found[name if schema == "public" else f"{schema}.{name}"] = row[0] if row else 0
    return found


def read_through(file: Path) -> int:
    """Read every byte of a dump; the major version of the PostgreSQL that it is of."""
    restore = binaries.clients().path("pg_restore")
    try:
        listed = _run([restore, "--list", str(file)])
        _run([restore, "--file=/dev/null", str(file)])
    except EmbeddedError as error:
        if "unsupported version" in str(error):
            raise EmbeddedError(
                f"{file} was made by a newer PostgreSQL than the programs here can read."
            ) from error
        raise EmbeddedError(f"{file} is no backup, or a damaged one. {error}") from error
    version = re.search(r"Dumped from database version: (\d+)", listed)
    if version is None:
        raise EmbeddedError(f"{file} does not say which PostgreSQL it is of.")
    return int(version[1])


def rows(file: Path, table: str) -> list[list[str]]:
    """The rows of one small table in a dump, as PostgreSQL's COPY writes them."""
    restore = binaries.clients().path("pg_restore")
    text = _run([restore, "--data-only", f"--table={table}", "--file=-", str(file)])
    found = re.search(r"^COPY [^\n]*;\n(.*?)^\\\.$", text, re.DOTALL | re.MULTILINE)
    return [line.split("\t") for line in found[1].splitlines()] if found else []


def load(url: str, file: Path, *, before: str = "", after: str = "") -> None:
    """Load a dump between two pieces of SQL, in one transaction: all of it or nothing.

    Without its COMMIT, which comes last, the server undoes everything, however we end.
    """
    programs = binaries.clients(server_major(url))
    with tempfile.TemporaryFile() as problems:
        psql = subprocess.Popen(
            [programs.path("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"],
            env=_environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=problems,
        )
        try:
            is_whole = psql.stdin is not None and _feed(psql.stdin, programs, file, before, after)
        except BrokenPipeError:
            is_whole = False
        if psql.wait() != 0 or not is_whole:
            problems.seek(0)
            said = problems.read().decode(errors="replace").strip().splitlines()[:3]
            raise EmbeddedError("\n".join(["Nothing was loaded.", *said]))


def _feed(
    psql: IO[bytes], programs: binaries.Binaries, file: Path, before: str, after: str
) -> bool:
    """Whether all of it was read and handed on."""
    with psql:
        psql.write(f"BEGIN;\n{before}\n".encode())
        psql.flush()
        reading = subprocess.run(
            [programs.path("pg_restore"), *PLAIN, "--file=-", str(file)],
            env=_environment(),
            stdout=psql,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if reading.returncode == 0:
            psql.write(f"\n{after}\nCOMMIT;\n".encode())
    return reading.returncode == 0


def _run(command: list[str], url: str = "") -> str:
    done = subprocess.run(
        command, env=_environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise EmbeddedError("\n".join(done.stderr.strip().splitlines()[:5]))
    return done.stdout


def _environment(url: str = "") -> dict[str, str]:
    """What leads a program to the database; not its arguments, which everybody may read."""
    options = pq.Conninfo.parse(url.encode())
    leads = {o.envvar.decode(): o.val.decode() for o in options if o.envvar and o.val}
    return {**binaries.ENVIRONMENT, "HOME": os.path.expanduser("~"), **leads}
