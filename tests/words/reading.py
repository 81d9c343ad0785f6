"""What of a page a person reads that never went through gettext."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.db import models

from core.ownership import acting_as, owned_models
from transfer.models import Import, ImportRow

SILENT = {"script", "style"}
SAID = {"alt", "aria-label", "placeholder", "title"}
CODES = {"data-to"}  # several names for a script, not words for a person
PLACES = re.compile(r"\[[A-Z]+\??\]", re.IGNORECASE)  # of a script, the same in every language
WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|[\w.+-]+[@.]\w[\w.-]*(?:/\S*)?")
# The product's name, names of languages, keys, formats, and what a browser is called.
SAME_EVERYWHERE = {
    "Worthwhile", "English", "Deutsch", "UTC", "CSV", "ICS", "JSON", "Markdown", "PNG", "SVG",
    "Chrome", "Chromium", "Firefox", "Linux", "Safari", "Esc", "Ctrl", "Enter", "Tab",
}  # fmt: skip


class Reader(HTMLParser):
    """The texts of a page: those between tags, and those in attributes that are read or heard.

    What is marked as another language (``lang``) or as nothing to translate is left out.
    """

    VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs_list: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attrs_list}
        marked = tag != "html" and ("lang" in attrs or attrs.get("translate") == "no")
        # The names of time zones are IANA's.
        silent = self._silent or marked or tag in SILENT or attrs.get("name") == "time_zone"
        if tag not in self.VOID:
            self._open.append((tag, silent))
        if not silent:
            self.texts += self._said(tag, attrs)

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @staticmethod
    def _said(tag: str, attrs: dict[str, str]) -> Iterator[str]:
        yield from (value for name, value in attrs.items() if name in SAID)
        # A script's words come from the page: a value with a space in it is a sentence.
        for name, value in attrs.items():
            is_code = name in CODES or value.startswith("/")
            if name.startswith("data-") and " " in value and not is_code:
                yield value
        if tag == "input" and attrs.get("type") in ("submit", "button", "reset"):
            yield attrs.get("value", "")
        if tag == "meta" and attrs.get("name") == "description":
            yield attrs.get("content", "")
        if tag == "optgroup":
            yield attrs.get("label", "")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent and (text := " ".join(data.split())):
            self.texts.append(text)


GEOMETRY = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}


class Drawing(Reader):
    """The numbers that place something in a page's pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("rect", "circle", "line", "text", "svg", "use", "tspan", "ellipse"):
            self.numbers += [value or "" for name, value in attrs if name in GEOMETRY]


def untranslated(page: str, data: list[str]) -> list[str]:
    """The texts of ``page`` with Latin words in them that are not among ``data``."""
    reader = Reader()
    reader.feed(page)
    return [text for text in reader.texts if latin(text, data)]


def latin(text: str, data: Iterable[str]) -> set[str]:
    """The words left in ``text`` without what is somebody's ``data`` (the longest first)."""
    left = ADDRESS.sub(" ", PLACES.sub(" ", text))
    for known in data:
        if known in left:
            left = left.replace(known, " ")
    if "…" in left:  # cut short
        head = left.split("…")[0].strip("“⟦ ")
        left = "" if any(head in known for known in data) else left
    return set(WORD.findall(left)) - SAME_EVERYWHERE


def data_of(user: Any) -> list[str]:
    """Every text that ``user`` wrote or could have, and each line of it; the longest first."""
    found = {user.email, user.name, *user.name.split()}
    with acting_as(user):
        for model in owned_models():
            fields = [field.name for field in model._meta.fields if _is_free(field)]
            for row in model._default_manager.filter(owner=user).values_list(*fields):
                found |= {" ".join(line.split()) for value in row for line in _lines(value)}
        for packed in (
            *Import.objects.values_list("columns", flat=True),
            *ImportRow.objects.values_list("record", flat=True),
        ):
            found |= {" ".join(line.split()) for text in _texts(packed) for line in _lines(text)}
    found |= {text.rstrip(" .?") for text in found}
    folded = {text[0].lower() + text[1:] for text in found if text}
    return sorted((text for text in found | folded if WORD.search(text)), key=len, reverse=True)


def _texts(packed: Any) -> Iterator[str]:
    """Every text in what a file of somebody's says."""
    if isinstance(packed, str):
        yield packed
    elif packed:
        for one in packed.values() if isinstance(packed, dict) else packed:
            yield from _texts(one)


def _is_free(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _lines(value: str) -> list[str]:
    """Line by line, and what stands between the places of a script, which are filled in."""
    return [value, *value.splitlines(), *PLACES.split(value)] if value else []
