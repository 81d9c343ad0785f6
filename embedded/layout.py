"""Where everything lives. Nothing here starts or changes a server."""

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from embedded import owner
from embedded.errors import EmbeddedError

# A Unix socket's path has 108 bytes on Linux and 104 on macOS and the BSDs, its final NUL included.
LONGEST_SOCKET = 100
SOCKET_FILE = ".s.PGSQL.5432"
# Not TMPDIR or XDG_RUNTIME_DIR: processes with different environments must find one server. That
# others may write to it is met by checking who owns the folder in it before it is used.
SHORT_ROOT = Path("/tmp")  # noqa: S108
POINTER = "data-lives-in"


def digest(path: Path) -> str:
    """A short name for a folder, the same in every process."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:12]


@dataclass(frozen=True)
class Layout:
    """The files of one cluster under its home."""

    home: Path
    name: str

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def staging(self) -> Path:
        """Where ``initdb`` works. Renamed to ``data`` when complete, so ``data`` is never half."""
        return self.home / "postgres.new"

    @property
    def password(self) -> Path:
        return self.home / "database_password"

    @property
    def superuser_password(self) -> Path:
        return self.home / "superuser_password"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.home / "postgres.lock"

    @property
    def identity(self) -> str:
        """The server's ``cluster_name``: every one of its processes carries it in its title."""
        return f"{self.name[:40]}-{digest(self.data)}"

    @property
    def socket_folder(self) -> Path:
        """Beside the data, or a short folder of a deterministic name where that is too long."""
        beside = self.home / "socket"
        # libpq takes a comma for the start of a second host.
        if len(os.fsencode(beside / SOCKET_FILE)) <= LONGEST_SOCKET and "," not in str(beside):
            return beside
        return SHORT_ROOT / self.identity


def choose_home(folder: Path, name: str, fallback: Path | None) -> Path:
    """``folder``, or a folder under ``fallback`` where root's helper cannot reach ``folder``.

    Deterministic between processes, and it stays put: a choice once made is read from a pointer
    file in ``folder``, so that a later ``chmod`` of a parent, or moving the checkout, does not
    leave the data behind. Costs a few ``stat`` calls.
    """
    folder = Path(os.path.realpath(folder))
    if os.geteuid() != 0 or fallback is None:
        return folder
    pointer = folder / POINTER
    if pointer.is_file():
        return Path(pointer.read_text().strip())
    user = owner.of_folder(folder / "postgres")
    if user is not None or owner.expected(name).can_reach(folder):
        return folder
    return fallback / digest(folder)


def make_folder(path: Path, mode: int) -> bool:
    """Make ``path`` with exactly ``mode``; False if it was there, which then keeps its mode."""
    try:
        path.mkdir(mode)
    except FileExistsError:
        return False
    path.chmod(mode)  # whatever the umask says
    return True


def make_home(home: Path, folder: Path) -> None:
    """Make the home; as root others may pass through it, for the data folder in it is not root's.

    The mode 0711 lets nobody list it, and every secret in it is 0600.
    """
    as_root = os.geteuid() == 0
    try:
        for path in reversed([path for path in home.parents if not path.exists()]):
            make_folder(path, 0o755 if as_root else 0o700)
        make_folder(home, 0o711 if as_root else 0o700)
        if home != folder:
            folder.mkdir(exist_ok=True)
            write_once(folder / POINTER, f"{home}\n")
    except OSError as error:
        raise EmbeddedError(f"Cannot make the data folder {home}: {error.strerror}.") from error
    if not os.access(home, os.W_OK | os.X_OK):
        whose = owner.of_folder(home)
        raise EmbeddedError(
            f"The data folder {home} belongs to {whose.name if whose else 'another user'}."
            " Run this as that user, or set DATA_DIR to a folder of your own."
        )


def make_socket_folder(path: Path, user: owner.Owner) -> None:
    """A folder that only ``user`` may enter, even where others could have made it first."""
    if make_folder(path, 0o700):
        user.take(path)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != user.uid or status.st_mode & 0o077:
        raise EmbeddedError(
            f"The socket folder {path} is not a private folder of {user.name}: somebody else made"
            " it. Remove it, or move the data to a shorter path with DATA_DIR."
        )


def write_once(path: Path, text: str) -> str:
    """Make a private file in one step, or keep the one that is there. Returns what it holds.

    ``link`` fails if another process came first, so both end up with the same secret; a crash
    leaves a complete file or none.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
