"""Dates and numbers are written as the language writes them: a format has a name, never letters."""

import re
import subprocess
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from config.formats.en import formats as english
from core.text import in_a_row, listed
from tests.words.collect import ROOT

NAMES = {name for name in vars(english) if name.isupper()}
# What is the same in every language: for machines, and a single name of a day or a month.
SAME = {"c", "Y-m-d", "Y-m", "Y", "l", "D", "F", "M", "j", "W", "o"}
SPELLED = [
    re.compile(r"""\|(?:date|time):(["'])(?P<format>.*?)\1"""),
    re.compile(r"""date_format\(.*, (["'])(?P<format>[^"']*)\1\)"""),
]
TWO = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)


def sources() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.html", "*.txt"], cwd=ROOT, capture_output=True, text=True
    )
    names = listed.stdout.split() or [str(p.relative_to(ROOT)) for p in ROOT.rglob("*.html")]
    return [name for name in names if not name.startswith("tests/")]


def test_no_date_is_spelled_out_in_letters() -> None:
    found = []
    for name in sources():
        if not (ROOT / name).exists():
            continue
        text = (ROOT / name).read_text()
        formats = {match["format"] for pattern in SPELLED for match in pattern.finditer(text)}
        found += [f"{name}: {one}" for one in formats - SAME - NAMES]
        if "django.utils.dateformat" in text or "strftime(" in text:
            found.append(f"{name}: use django.utils.formats.date_format")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_every_language_has_every_format(code: str) -> None:
    module = import_module(f"config.formats.{code.partition('-')[0]}.formats")
    assert {name for name in vars(module) if name.isupper()} == NAMES


@pytest.mark.parametrize(
    ("name", "in_english", "in_german"),
    [
        ("DATE_FORMAT", "10 Mar 2026", "10. März 2026"),
        ("DATETIME_FORMAT", "10 Mar 2026, 14:00", "10. März 2026, 14:00"),
        ("LONG_DATETIME_FORMAT", "Tuesday 10 March 2026, 14:00", "Dienstag, 10. März 2026, 14:00"),
        ("DAY_FORMAT", "Tue 10 Mar", "Di, 10. Mär"),
        ("YEAR_MONTH_FORMAT", "March 2026", "März 2026"),
    ],
)
def test_a_moment_in_two_languages(name: str, in_english: str, in_german: str) -> None:
    with translation.override("en-gb"):
        assert date_format(TWO, name) == in_english
    with translation.override("de"):
        assert date_format(TWO, name) == in_german


def test_several_things_are_put_together_as_the_language_does() -> None:
    assert listed([]) == ""
    assert listed(["one"]) == "one"
    assert listed(["one", "two"]) == "one and two"
    assert listed(["one", "two", "three"]) == "one, two and three"
    assert in_a_row(["Priya", "", None, "storage"]) == "Priya, storage"
