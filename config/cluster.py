"""The personal installation's database, and commands that need it up.

``python -m config.cluster -- CMD`` runs a command with the server up: the running one, or one of
its own for as long as the command takes. With ``--temporary`` it is an empty throw-away server,
whose address the command finds in ``DATABASE_URL``; that is how tests run.
"""

import os
import sys
from pathlib import Path

import environ

from embedded import Cluster, EmbeddedError, temporary
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


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit code."""
    options, command = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    environment = dict(os.environ)
    with Stopping().listening() as stopping:
        try:
            if "--temporary" in options:
                with temporary(NAME, stopping) as cluster:
                    return run(command, environment | {"DATABASE_URL": cluster.url}, stopping)
            CLUSTER.secret("secret_key")
            if "DATABASE_URL" in environment:
                return run(command, environment, stopping)
            with CLUSTER.up(stopping):
                # The command finds the address by itself: this stays a personal installation.
                return run(command, environment, stopping, Keeper([CLUSTER], print))
        except EmbeddedError as error:
            print(error, file=sys.stderr)
            return 1
        except Stopped:
            return 128 + (stopping.signal or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
