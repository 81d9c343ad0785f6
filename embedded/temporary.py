"""A throw-away cluster, for tests."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded import owner, postmaster
from embedded.cluster import Cluster, say_aloud
from embedded.errors import EmbeddedError
from embedded.layout import SHORT_ROOT
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
        _remove_abandoned(folder, name, say)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=root))
    cluster = Cluster(folder, name, durable=False, say=say)
    if os.geteuid() == 0:
        folder.chmod(0o711)
    try:
        with cluster.up(stopping):
            yield cluster
    finally:
        _remove(folder, cluster)


def _made_by_us(folder: Path) -> bool:
    """Whether this is a folder of our own that nobody else may write to.

    Anybody may put anything of this name into /tmp: a link to our real data, say. A folder that is
    ours, in a sticky /tmp, is one that only we could have made and only we can replace.
    """
    try:
        status = folder.lstat()
    except OSError:
        return False
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    return ours and not status.st_mode & 0o022


def _remove_abandoned(folder: Path, name: str, say: Say) -> None:
    """Remove a throw-away cluster whose keeper is dead: its lock is old, and free."""
    if not _made_by_us(folder):  # before the cluster, which looks where a link leads
        return
    cluster = Cluster(folder, name, say=say)
    lock = Lock(cluster.layout.lock)
    try:
        status = lock.path.lstat()
        young = status.st_mtime > time.time() - ABANDONED_AFTER
        if young or status.st_uid != os.geteuid() or not lock.acquire():
            return
        user = owner.of_folder(cluster.layout.data)
        if user is not None:
            postmaster.clear(cluster.layout, user, cluster.say)
        _remove(folder, cluster)
    except (OSError, EmbeddedError):
        return  # somebody else is removing it
    finally:
        lock.release()


def _remove(folder: Path, cluster: Cluster) -> None:
    """Remove what is at ``folder`` itself; ``rmtree`` follows no link, at the top or inside."""
    if _made_by_us(folder):
        shutil.rmtree(folder, ignore_errors=True)
    socket_folder = cluster.layout.socket_folder
    if socket_folder.parent == SHORT_ROOT:  # else it went with the folder
        shutil.rmtree(socket_folder, ignore_errors=True)
