"""``make words``: every text of the source into the catalogues under locale/, compiled.

A catalogue holds no date, no name of anybody and no line number: it changes when words do. What was
translated and is gone from the source goes from the catalogue too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = ROOT / "locale"
LEFT_OUT = (".*", "tests", "var", "locale", "__pycache__", "static")
METADATA = {
    "Project-Id-Version": "Worthwhile",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def in_the_source(language: str = "de") -> polib.POFile:
    """Every text of the source, untranslated. Needs gettext's programs.

    ``makemessages`` writes beside what it reads, so it reads a copy.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (copy / "locale").mkdir()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run(
            [
                sys.executable, "manage.py", "makemessages", "--locale", language,
                "--no-wrap", "--add-location", "file", "--ignore", "embedded",
            ],
            cwd=copy, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        return polib.pofile(str(copy / "locale" / language / "LC_MESSAGES" / "django.po"))


def with_translations(found: polib.POFile, known: polib.POFile) -> polib.POFile:
    """``found`` in the words of ``known``."""
    found.metadata, found.header, found.metadata_is_fuzzy = METADATA, "", False
    told = {key(entry): entry for entry in known}
    for entry in found:
        before = told.get(key(entry))
        if before and bool(before.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
            entry.tcomment = before.tcomment
            entry.flags += [flag for flag in before.flags if flag not in entry.flags]
    return found


def main() -> None:
    path = catalogue("de")
    known = polib.pofile(str(path)) if path.exists() else polib.POFile()
    words = with_translations(in_the_source(), known)
    words.wrapwidth = 100
    path.parent.mkdir(parents=True, exist_ok=True)
    words.save(str(path))
    words.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(words.untranslated_entries()) + len(words.fuzzy_entries())
    sys.stdout.write(f"{path.relative_to(ROOT)}: {len(words)} texts, {missing} to translate.\n")


if __name__ == "__main__":
    main()
