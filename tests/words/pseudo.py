"""A language that nobody speaks: every text in Hebrew letters, longer, in brackets, right to left.

What still is in Latin letters on its pages never went through gettext, or is somebody's data.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
from django.conf import settings
from django.test import override_settings
from django.utils.formats import reset_format_cache

from tests.words.collect import catalogue

CODE = "he-xb"  # Django knows of Hebrew that it is written from right to left
LONGER = 0.4
# What a translation keeps as it is: placeholders, tags, entities, a script's places, line ends.
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&#?\w+;|\[[A-Z]+\??\]|\n)")
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "אבגדהוזחטיכלמנסעפצקרשתםןףץ" * 2,
)
METADATA = {
    "Language": "he_XB",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def spoken(text: str) -> str:
    """*Save* as ⟦קאתהס⟧"""
    if not text.strip() or text == "Worthwhile":  # a name is the same in every language
        return text
    parts = KEPT.split(text)
    said = "".join(
        part if place % 2 else part.translate(LETTERS) for place, part in enumerate(parts)
    )
    letters = sum(char.isalpha() for part in parts[::2] for char in part)
    more = "".join(" " if place % 7 == 0 else "ס" for place in range(int(letters * LONGER)))
    # Line ends stay where they are: gettext insists on them at both ends.
    head, tail = re.match(r"\n*", said).group(), re.search(r"\n*$", said).group()
    return f"{head}⟦{said.strip(chr(10))}{more}⟧{tail}"


def write(folder: Path) -> None:
    """The catalogue, from the texts of the German one."""
    words = polib.pofile(str(catalogue("de")))
    words.metadata = METADATA
    for entry in words:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: spoken(entry.msgid), 1: spoken(entry.msgid_plural)}
        else:
            entry.msgstr = spoken(entry.msgid)
    place = folder / "he_XB" / "LC_MESSAGES"
    place.mkdir(parents=True)
    words.save_as_mofile(str(place / "django.mo"))


@contextmanager
def known(folder: Path) -> Iterator[str]:
    """The product speaks it as well."""
    write(folder)
    with override_settings(
        LANGUAGES=[*settings.LANGUAGES, (CODE, "⟦עברית⟧")],
        LOCALE_PATHS=[folder, *settings.LOCALE_PATHS],
        FORMAT_MODULE_PATH=["tests.words.formats"],
    ):
        reset_format_cache()
        yield CODE
    reset_format_cache()
