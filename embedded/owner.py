"""Who the server runs as. PostgreSQL refuses to run as root, so root needs somebody else."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from embedded.errors import EmbeddedError


class RunAs(TypedDict, total=False):
    """The arguments of ``subprocess.Popen`` that change the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Owner:
    """The user that owns the data folder and runs the server."""

    name: str
    uid: int
    gid: int

    @property
    def run_as(self) -> RunAs:
        """Empty unless we are root: then the child drops every right it does not need."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        """Give a file or folder that we made to this user."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def can_reach(self, path: Path) -> bool:
        """Whether this user may step into every folder down to ``path``, as far as it exists.

        Reads mode bits and changes nothing. An access control list can make this answer wrong in
        the strict direction only when it grants more than the bits do, which costs a detour to
        the fallback and no error.
        """
        path = Path(os.path.realpath(path))
        for folder in [path, *path.parents]:
            try:
                status = folder.stat()
            except PermissionError:
                return False
            except OSError:
                continue  # not there yet
            if not status.st_mode & self._search_bit(status):
                return False
        return True

    def _search_bit(self, status: os.stat_result) -> int:
        if status.st_uid == self.uid:
            return stat.S_IXUSR
        return stat.S_IXGRP if status.st_gid == self.gid else stat.S_IXOTH


def expected(name: str) -> Owner:
    """The user that :func:`ensure` will choose, without making one: cheap, changes nothing.

    A user that does not exist yet is judged as a stranger, which is what a new one will be.
    """
    if os.geteuid() != 0:
        return Owner(_name_of(os.geteuid()), os.geteuid(), os.getegid())
    for candidate in ("postgres", name):
        try:
            entry = pwd.getpwnam(candidate)
        except KeyError:
            continue
        return Owner(candidate, entry.pw_uid, entry.pw_gid)
    return Owner(name, -1, -1)


def of_folder(data: Path) -> Owner | None:
    """The user that a data folder belongs to already; None if there is no such folder."""
    try:
        status = data.stat()
    except OSError:
        return None
    return Owner(_name_of(status.st_uid), status.st_uid, status.st_gid)


def ensure(name: str) -> tuple[Owner, bool]:
    """The user to run as, and whether it had to be added to the system (root only).

    The system's own ``postgres`` where there is one: its home and its files are not used, only
    its number. ``initdb`` looks its user up in passwd, so a number without a name will not do.
    """
    owner = expected(name)
    if owner.uid != -1:
        return owner, False
    for line in (
        "useradd --system --user-group --no-create-home --home-dir /nonexistent"
        " --shell /usr/sbin/nologin",
        "adduser -S -D -H -h /nonexistent -s /sbin/nologin",
    ):
        command = [*line.split(), name]
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return expected(name), True
    raise EmbeddedError(
        "PostgreSQL does not run as root, there is no user 'postgres' here, and adding the user"
        f" '{name}' failed. Run this as an ordinary user, or set DATABASE_URL."
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
