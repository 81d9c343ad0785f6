"""What is inside of a zip, read within limits and in memory alone.

Nothing is written to disk, so no name in it can lead anywhere; and nothing that it says of its own
sizes is believed: each part is read up to the limit, and one that goes on is refused.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.files import FileProblem

LARGEST = 32 * 1024 * 1024  # bytes of one file, as it is or unpacked
LARGEST_ALL = 96 * 1024 * 1024  # bytes of all files of a zip, unpacked, taken or not
AT_ONCE = 64 * 1024  # bytes
MOST_PARTS = 1_000
START = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"  # begins what the list at a zip's end says of a file
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, KeyError, OverflowError,
)  # fmt: skip
_SHEETS = ("xl/workbook.xml", "content.xml", "Index/Document.iwa")  # Excel, LibreOffice, Numbers


@dataclass(frozen=True)
class Part:
    """One file: its name without folders, and its bytes, or why they are not taken."""

    name: str
    data: bytes = b""
    problem: str = ""
    unpacked: int = 0  # bytes, to find out


def is_zip(data: bytes | bytearray) -> bool:
    return data.startswith((START, b"PK\x05\x06"))


def parts(data: bytes) -> Iterator[Part]:
    """Every file in it, one after the other. ``FileProblem`` where it cannot be opened at all."""
    if data.count(_ENTRY) > MOST_PARTS:
        words = _("There are more than %(most)s files in it. Choose those that you want to bring.")
        raise FileProblem(words % {"most": MOST_PARTS})
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as problem:
        raise FileProblem(_("This zip is broken or not whole. Download it anew.")) from problem
    if any(name in _SHEETS for name in opened.namelist()):
        raise FileProblem(
            _("This is a spreadsheet. Open it, save it as CSV, and bring that file instead.")
        )
    left = LARGEST_ALL
    for entry in opened.infolist():
        if _is_nothing(entry):
            continue
        part = _read(opened, entry, min(LARGEST, left))
        left = max(0, left - part.unpacked)
        yield part


def _is_nothing(entry: zipfile.ZipInfo) -> bool:
    """A folder, and what a Mac adds."""
    name = entry.filename
    return name.endswith("/") or "__MACOSX/" in name or name.rpartition("/")[2] == ".DS_Store"


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Part:
    folders = entry.filename.replace("\\", "/").split("/")
    name = folders[-1][:200] or entry.filename[:200] or "?"
    if ".." in folders or folders[0] == "" or ":" in folders[0]:
        return Part(name, problem=_("its name leads out of the zip"))
    if entry.flag_bits & 1:
        return Part(name, problem=_("it has a password"))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Part(name, problem=_("it is packed in a way that cannot be read"))
    data = bytearray()
    problem = ""
    try:
        with opened.open(entry) as file:
            while some := file.read(min(AT_ONCE, most + 1 - len(data))):
                data += some
    except _BROKEN:
        problem = _("it is broken")
    if len(data) > most:
        problem = _("it is too large")
    elif not problem and is_zip(data):
        problem = _("it is a zip within the zip: unpack it first")
    return Part(name, b"" if problem else bytes(data), problem, len(data))
