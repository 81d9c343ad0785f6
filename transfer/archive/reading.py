"""Read an archive: the list in it, and each row checked against the list and its table."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db.models import NOT_PROVIDED, CharField, TextField
from django.utils.translation import gettext as _

from core.files import FileProblem
from transfer.archive import contents, values
from transfer.archive.contents import MANIFEST, NAME, SETTINGS, Row
from transfer.archive.zipped import Zipped

MOST_ROWS = 500_000  # of one table


def is_archive(file: IO[bytes]) -> bool:
    """Whether it says that it is one, whole or not. The file is read from its beginning again."""
    try:
        return bool(_manifest(Zipped(file)).get("format") == NAME)
    except FileProblem:
        return False
    finally:
        file.seek(0)


class Archive:
    """An archive that this version can read. Any method may raise ``FileProblem``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = Zipped(file)
        manifest = _manifest(self._zip)
        if manifest.get("format") != NAME:
            raise FileProblem(_("This is no archive of Worthwhile."))
        try:
            self.version = int(manifest["version"])
            self.product = str(manifest["product"])[:40]
            self.made_at = datetime.fromisoformat(manifest["made_at"])
            self._files = {
                str(name): (int(said["rows"]), str(said["sha256"]))
                for name, said in manifest["files"].items()
            }
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as problem:
            raise FileProblem(_changed(MANIFEST)) from problem
        self._check_version()
        self._check_files()

    def _check_version(self) -> None:
        if self.version > contents.version():
            words = _(
                "This archive was made by a newer Worthwhile (%(product)s). Bring this installation"
                " up to date, then try again."
            )
            raise FileProblem(words % {"product": self.product})
        if self.version < 1 or self.made_at.tzinfo is None:
            raise FileProblem(_changed(MANIFEST))
        self._upgrades = contents.UPGRADES[self.version - 1 :]

    def _check_files(self) -> None:
        """Just those that its list names, and all that it names known here."""
        listed = {MANIFEST, SETTINGS, *self._files}
        if self._files.get(SETTINGS, (0, ""))[0] != 1:
            raise FileProblem(_changed(MANIFEST))
        if missing := sorted(listed - self._zip.names):
            raise FileProblem(_("“%(name)s” is missing in it.") % {"name": missing[0]})
        if strange := sorted(self._zip.names - listed):
            words = _("“%(name)s” in it is no part of an archive.")
            raise FileProblem(words % {"name": strange[0][:100]})
        self._names = {}  # tables as they are called now: the file of each
        for name in self._files.keys() - {SETTINGS}:
            label = name.removesuffix(".jsonl")
            for upgrade in self._upgrades:
                label = upgrade.tables.get(label, label)
            if not re.fullmatch(r"[a-z.]+\.jsonl", name) or label not in contents.tables():
                words = _("“%(name)s” in it is not known here. Bring this installation up to date.")
                raise FileProblem(words % {"name": name[:100]})
            self._names[label] = name

    def preferences(self) -> Row:
        """The person's own settings, those that there are, as their columns hold them."""
        ((_line, said),) = self._rows(SETTINGS)
        fields = [field for field in contents.preferences() if field.name in said]
        return {field.name: self._value(SETTINGS, 1, field, said[field.name]) for field in fields}

    def rows(self, label: str) -> Iterator[tuple[int, Row]]:
        """Each row of a table by its line: values as its columns hold them, links as UUIDs.

        What is wrong with the whole file, its checksum included, is raised at its end.
        """
        if label not in self._names:
            return
        name, fields = self._names[label], contents.columns(contents.tables()[label])
        known = {field.name for field in fields}
        for line, row in self._rows(name):
            row = self._upgraded(name, label, line, row)
            if strange := sorted(row.keys() - known):
                words = _("“%(name)s” is not known here. Bring this installation up to date.")
                raise self._problem(name, line, words % {"name": strange[0][:100]})
            given = {field.name: row.get(field.name, _default(field)) for field in fields}
            yield line, {f.name: self._value(name, line, f, given[f.name]) for f in fields}

    def _upgraded(self, name: str, label: str, line: int, row: Row) -> Row:
        try:
            for upgrade in self._upgrades:
                row = upgrade.row(label, row)
        except (LookupError, TypeError, ValueError, AttributeError) as problem:
            raise self._problem(name, line, _no_row()) from problem
        return row

    def _value(self, name: str, line: int, field: Any, value: Any) -> Any:
        try:
            return values.read(field, value)
        except values.WrongValue as problem:
            raise self._problem(name, line, str(problem)) from problem

    def _rows(self, name: str) -> Iterator[tuple[int, Row]]:
        digest, line = hashlib.sha256(), 0
        rows, checksum = self._files.get(name, (0, ""))
        for line, text in enumerate(self._zip.lines(name), start=1):
            digest.update(text)
            if line > min(rows, MOST_ROWS):
                raise FileProblem(_changed(name))
            yield line, self._row(name, line, text)
        if line != rows or digest.hexdigest() != checksum:
            raise FileProblem(_changed(name))

    def _row(self, name: str, line: int, text: bytes) -> Row:
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise self._problem(name, line, _no_row())
        return row

    def problem(self, label: str, line: int, words: str) -> FileProblem:
        """What is wrong with a row of a table."""
        return self._problem(self._names[label], line, words)

    @staticmethod
    def _problem(name: str, line: int, words: str) -> FileProblem:
        return FileProblem(f"{name}: {words}", line=line)


def _manifest(zipped: Zipped) -> Row:
    if MANIFEST not in zipped.names:
        raise FileProblem(_("This is no archive of Worthwhile."))
    try:
        manifest = json.loads(next(zipped.lines(MANIFEST), b""))
    except (ValueError, RecursionError):
        manifest = None
    return manifest if isinstance(manifest, dict) else {}


def _default(field: Any) -> Any:
    """What a row of before has in a column that came later; None where each row must say it."""
    if field.name == "uuid" or field.default is NOT_PROVIDED:
        is_text = isinstance(field, CharField | TextField)
        return "" if is_text and field.blank and not field.null else None
    default = field.get_default()
    return str(default) if isinstance(default, str) else default  # a choice is more than its text


def _no_row() -> str:
    return _("This is no row of an archive.")


def _changed(name: str) -> str:
    words = _("“%(name)s” in it is not as it was written. Choose another copy of the archive.")
    return words % {"name": name}
