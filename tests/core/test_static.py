"""What browsers are sent: the bytes that Bootstrap published, nothing inline, no other host."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

# Bootstrap 5.3.8's own integrity value for its bootstrap.min.css.
BOOTSTRAP = "sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB"
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
OURS = sorted(path for path in Path(settings.BASE_DIR, "static").rglob("*") if path.is_file())


def test_bootstrap_is_what_bootstrap_published() -> None:
    path = finders.find("bootstrap/bootstrap.min.css")
    assert path
    digest = hashlib.sha384(Path(path).read_bytes()).digest()
    assert base64.b64encode(digest).decode() == BOOTSTRAP


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_script_or_style_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *OURS], ids=lambda path: path.name)
def test_nothing_is_asked_of_another_host(path: Path) -> None:
    found = re.findall(r"(?:src|href|url\()[=\"'(]*(?:https?:)?//[^\"')\s]*", path.read_text())
    assert not found


def test_the_script_stays_small() -> None:
    script = Path(settings.BASE_DIR, "static/js/worthwhile.js").read_bytes()
    assert len(gzip.compress(script)) < 5_000
