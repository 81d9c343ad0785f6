"""Runs libFuzzer over the readers. With a file: that one input, as it was when it failed.

What was found, and what was learned on the way, stays in var/fuzz/.
"""

import os
import sys
from pathlib import Path

import atheris
import django

FOUND = Path(__file__).parent.parent.parent / "var" / "fuzz"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    rooms = ["core.files", "contacts.formats", "interviews.formats", "transfer"]
    with atheris.instrument_imports(include=rooms, enable_loader_override=False):
        from tests.fuzz import readers  # instrumented as it is imported

    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, data in readers.seeds().items():
        (corpus / name).write_bytes(data)
    said = sys.argv[1:]
    inputs = [] if any(not word.startswith("-") for word in said) else [str(corpus)]
    bounds = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=8192", f"-artifact_prefix={FOUND}/"]
    atheris.Setup([sys.argv[0], *bounds, *said, *inputs], readers.read)
    atheris.Fuzz()


main()
