"""The personal installation's database, and commands that need it up.

``python -m config.cluster -- CMD`` runs a command with the server up: the running one, or one of
its own for as long as the command takes. ``--migrate`` brings its tables up to date first. With
``--temporary`` it is an empty throw-away server, whose address the command finds in
``DATABASE_URL``; that is how tests run.
"""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

import environ

from embedded import Cluster, EmbeddedError, temporary
from embedded.cluster import say_aloud
from embedded.processes import Stopped, Stopping
from embedded.services import Keeper, run

BASE_DIR = Path(__file__).resolve().parent.parent
NAME = "worthwhile"
# The data's place where root's unprivileged helper cannot reach the checkout.
FALLBACK = Path("/var/lib") / NAME

environ.Env.read_env(BASE_DIR / ".env")


def _cluster() -> Cluster:
    if folder := os.environ.get("DATA_DIR"):
        return Cluster(BASE_DIR / Path(folder).expanduser(), NAME)
    return Cluster(BASE_DIR / "var", NAME, FALLBACK)


CLUSTER = _cluster()


def with_temporary(command: list[str], stopping: Stopping) -> int:
    with temporary(NAME, stopping) as cluster:
        return run(command, os.environ | {"DATABASE_URL": cluster.url}, stopping)


def with_own(command: list[str], stopping: Stopping, *, migrate: bool) -> int:
    """The command finds the address by itself, since this stays a personal installation."""
    CLUSTER.secret("secret_key")
    elsewhere = bool(os.environ.get("DATABASE_URL"))
    with nullcontext() if elsewhere else CLUSTER.up(stopping):
        if migrate:
            prepare = [sys.executable, "-m", "config.prepare", "--database-only"]
            if code := run(prepare, os.environ, stopping):
                return code
        keeper = None if elsewhere else Keeper([CLUSTER], say_aloud)
        return run(command, os.environ, stopping, keeper)


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit code."""
    split = arguments.index("--")
    options, command = arguments[:split], arguments[split + 1 :]
    with Stopping().listening() as stopping:
        try:
            if "--temporary" in options:
                return with_temporary(command, stopping)
            return with_own(command, stopping, migrate="--migrate" in options)
        except EmbeddedError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        except Stopped:
            return 128 + (stopping.signal or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
