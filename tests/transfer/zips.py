"""Archives for tests: written, taken apart, changed and put together again."""

import hashlib
import io
import json
import zipfile
from typing import Any

from accounts.models import User
from core.ownership import acting_as
from tests.factories import NOW
from transfer.archive import Restored, restore, write

MANIFEST = "manifest.json"
Parts = dict[str, bytes]


def archive_of(owner: User) -> io.BytesIO:
    file = io.BytesIO()
    with acting_as(owner):
        write(owner, file, NOW)
    file.seek(0)
    return file


def restored(owner: User, file: io.BytesIO) -> Restored:
    file.seek(0)
    with acting_as(owner):
        return restore(owner, file)


def taken_apart(file: io.BytesIO) -> Parts:
    with zipfile.ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def put_together(parts: Parts) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    file.seek(0)
    return file


def listed_anew(parts: Parts, **said: Any) -> Parts:
    """With a manifest that tells the truth about the parts, and says what else is asked."""
    files = {
        name: {"rows": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
        if name != MANIFEST
    }
    manifest = {**json.loads(parts[MANIFEST]), "files": files, **said}
    return {**parts, MANIFEST: json.dumps(manifest).encode()}


def rows_in(parts: Parts, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in parts.get(name, b"").splitlines()]


def as_lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def with_rows(parts: Parts, name: str, rows: list[dict[str, Any]]) -> io.BytesIO:
    """The same archive with other rows in one of its tables, and all checksums right."""
    return put_together(listed_anew({**parts, name: as_lines(rows)}))
