"""A throw-away cluster, for tests."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded import owner, postmaster
from embedded.cluster import Cluster, say_aloud
from embedded.errors import EmbeddedError
from embedded.processes import Lock, Say, Stopping

ABANDONED_AFTER = 60.0  # seconds; younger ones may be between making their lock and taking it


@contextmanager
def temporary(
    name: str, stopping: Stopping | None = None, say: Say = say_aloud
) -> Iterator[Cluster]:
    """A throw-away cluster: quick instead of durable, and gone afterwards.

    What an earlier one left when it was killed with ``kill -9`` is removed first.
    """
    roots = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108
    root = next((r for r in roots if r.is_dir() and owner.expected(name).can_reach(r)), roots[0])
    prefix = f"{name}-temporary-"
    for folder in root.glob(f"{prefix}*"):
        _remove_abandoned(Cluster(folder, name, say=say))
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=root))
    cluster = Cluster(folder, name, durable=False, say=say)
    if os.geteuid() == 0:
        folder.chmod(0o711)
    try:
        with cluster.up(stopping):
            yield cluster
    finally:
        _remove(cluster)


def _remove_abandoned(cluster: Cluster) -> None:
    """Remove a throw-away cluster whose keeper is dead: its lock is old, and free."""
    lock = Lock(cluster.layout.lock)
    try:
        status = lock.path.stat()
        young = status.st_mtime > time.time() - ABANDONED_AFTER
        if young or status.st_uid != os.geteuid() or not lock.acquire():
            return
        user = owner.of_folder(cluster.layout.data)
        if user is not None:
            postmaster.clear(cluster.layout, user, cluster.say)
        _remove(cluster)
    except (OSError, EmbeddedError):
        return  # somebody else is removing it
    finally:
        lock.release()


def _remove(cluster: Cluster) -> None:
    shutil.rmtree(cluster.folder, ignore_errors=True)
    shutil.rmtree(cluster.layout.socket_folder, ignore_errors=True)
