"""Bytes as text: UTF-8, UTF-16 or Windows-1252, told apart without asking."""

import codecs

from django.utils.translation import gettext as _

from core.files.problems import FileProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096  # bytes that tell a UTF-16 without a mark
_FIRST_BYTES = bytes(range(0xC2, 0xF5))  # each begins a character of several bytes in UTF-8
_UNKNOWN = "\ufffd"


def decoded(data: bytes) -> str:
    """The text of a file, its mark left away. ``FileProblem`` where it is none."""
    encoding = encoding_of(data)
    if encoding.startswith("utf-16"):
        text = data.decode(encoding, errors="replace")
        if text.count(_UNKNOWN) * 10 > len(text):
            raise FileProblem(_not_text())
    else:
        text = _latin_or_utf8(data, encoding)
    if "\0" in text:
        at = text.index("\0")
        column = at - text.rfind("\n", 0, at)
        raise FileProblem(_not_text(), line=text.count("\n", 0, at) + 1, column=column)
    return text


def encoding_of(data: bytes) -> str:
    """Its mark says so, or how it begins: utf-8 until it is read, or one of those of UTF-16."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), _unmarked(data))


def _latin_or_utf8(data: bytes, encoding: str) -> str:
    """One of the two. A UTF-8 with a broken character in it, as half a file has, is still one."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    characters = len(data) - len(data.translate(None, _FIRST_BYTES))
    if text.count(_UNKNOWN) * 2 < characters:
        return text
    return data.decode("cp1252", errors="replace")


def _not_text() -> str:
    return _("This is no text file. Choose the file as it was exported, no picture or document.")


def _unmarked(data: bytes) -> str:
    """Text in Latin letters as UTF-16 has a zero in every second byte."""
    head = data[:_LOOKED_AT]
    if len(head) >= 4 and head.count(0) * 3 > len(head):
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return "utf-8"
