"""A zip that anybody may have made: opened and read with bounds, whatever it says of itself."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.utils.translation import gettext as _

from core.files import FileProblem

MOST_BYTES = 1 << 29  # of all files in it, unpacked
LONGEST_LINE = 1 << 20  # bytes
LONGEST_LIST = 1 << 20  # bytes of the list of its files, which is read whole
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the zip of the standard library raises for bytes that are none.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class _Bounded:
    """The file, for a reader that asks for as many bytes at once as the file itself says."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        most = LONGEST_LIST + 1
        data = self._file.read(min(size, most) if size >= 0 else most)
        if len(data) == most:
            raise zipfile.BadZipFile
        return data


class Zipped:
    """The files of a zip by their names, each once, read line by line."""

    def __init__(self, file: IO[bytes]) -> None:
        with _kindly():
            self._zip = zipfile.ZipFile(_Bounded(file))
        self._files = {info.filename: info for info in self._zip.infolist()}
        self._sizes: dict[str, int] = {}  # of those that were read to their end, unpacked
        if len(self._files) < len(self._zip.infolist()):
            raise FileProblem(_("Two files in it have one name. It was changed since it was made."))

    @property
    def names(self) -> set[str]:
        return set(self._files)

    def lines(self, name: str) -> Iterator[bytes]:
        """Each line with its end. What it unpacks to is counted here: no header is believed."""
        left = MOST_BYTES - sum(size for other, size in self._sizes.items() if other != name)
        size = 0
        with _kindly(), self._open(name) as part:
            while line := part.readline(LONGEST_LINE + 1):
                size += len(line)
                if size > left or len(line) > LONGEST_LINE:
                    words = _("“%(name)s” in it is longer than any archive has.")
                    raise FileProblem(words % {"name": name})
                yield line
        self._sizes[name] = size

    def _open(self, name: str) -> Any:
        info = self._files[name]
        if info.compress_type not in _METHODS:
            raise zipfile.BadZipFile
        return self._zip.open(info)


@contextmanager
def _kindly() -> Iterator[None]:
    try:
        yield
    except _BROKEN as problem:
        words = _("The file is damaged or not whole. Download it again, then try again.")
        raise FileProblem(words) from problem
