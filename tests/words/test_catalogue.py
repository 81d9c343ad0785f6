"""The German catalogue is whole: every text of the source, translated, with all that it holds."""

import shutil
from collections import Counter
from collections.abc import Iterator

import polib
import pytest

from tests.words.collect import catalogue, in_the_source, key
from tests.words.pseudo import KEPT

GERMAN = polib.pofile(str(catalogue("de")))


def pairs() -> Iterator[tuple[str, str]]:
    """Each text and its translation; of a plural, each form with what it translates."""
    for entry in GERMAN:
        if entry.msgid_plural:
            yield entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry.msgid, entry.msgstr


@pytest.mark.skipif(not shutil.which("xgettext"), reason="no gettext")
def test_it_holds_every_text_of_the_source_and_no_other() -> None:
    found = {key(entry): bool(entry.msgid_plural) for entry in in_the_source()}
    listed = {key(entry): bool(entry.msgid_plural) for entry in GERMAN}
    assert found.items() - listed.items() == set(), "not in the catalogue: run make words"
    assert listed.items() - found.items() == set(), "no longer in the source: run make words"


def test_every_text_is_translated() -> None:
    assert [entry.msgid for entry in GERMAN.untranslated_entries()] == []
    assert [entry.msgid for entry in GERMAN.fuzzy_entries()] == []


def test_a_translation_keeps_what_the_text_holds() -> None:
    """Placeholders, tags and a script's places, each as often; the line ends at both ends."""
    wrong = [
        f"{text!r}: {said!r}"
        for text, said in pairs()
        if said and (_kept(text) != _kept(said) or _ends(text) != _ends(said))
    ]
    assert not wrong, "\n".join(wrong)


def test_one_of_something_names_no_placeholder_that_is_not_there() -> None:
    """Only the number itself may be left out, where there is one."""
    for entry in GERMAN:
        if entry.msgid_plural:
            allowed = _kept(entry.msgid) | _kept(entry.msgid_plural)
            assert not _kept(entry.msgstr_plural[0]) - allowed, entry.msgid


def test_what_is_read_is_what_is_written() -> None:
    """``django.mo`` is ``django.po``, compiled: Python alone reads it, so no gettext is needed."""
    assert catalogue("de").with_suffix(".mo").read_bytes() == GERMAN.to_binary()


def test_a_catalogue_says_nothing_of_when_and_by_whom() -> None:
    assert set(GERMAN.metadata) <= {
        "Project-Id-Version", "Language", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Plural-Forms",
    }  # fmt: skip
    assert GERMAN.header.strip() == ""
    assert not [entry for entry in GERMAN for _file, line in entry.occurrences if line]


def _kept(text: str) -> Counter[str]:
    return Counter(part for part in KEPT.findall(text) if part != "\n")


def _ends(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def test_nothing_is_shouted() -> None:
    texts = [text for entry in GERMAN for text in (entry.msgid, *written(entry))]
    assert [text for text in texts if "!" in text] == []


def written(entry: polib.POEntry) -> list[str]:
    """Every form of a translation."""
    return [entry.msgstr, entry.msgid_plural, *entry.msgstr_plural.values()]
