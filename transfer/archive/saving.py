"""An archive in a file on this machine's disk: whole, read back, and for nobody else's eyes."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from core.ownership import acting_as
from transfer.archive.settling import Plan, plan
from transfer.archive.writing import write


def save(owner: Any, path: Path, now: datetime) -> Plan:
    """Write the archive of ``owner`` to ``path``, in place of what is there, or raise.

    It takes its name only once it was read back and is safe on the disk. OSError where the folder
    does not take it, ``FileProblem`` where it cannot be read as it was written.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            with acting_as(owner):
                write(owner, file, now)
            file.flush()
            os.fsync(file.fileno())
            with acting_as(owner):
                found = plan(owner, file)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return found
