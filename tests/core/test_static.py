"""What browsers are sent: the bytes that Bootstrap published, nothing inline, no other host."""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from config.prepare import UNUSED

# Bootstrap 5.3.8's own integrity value for its bootstrap.min.css.
BOOTSTRAP = "sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB"
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
OURS = sorted(
    path
    for path in Path(settings.BASE_DIR, "static").rglob("*")
    if path.is_file() and path.suffix != ".png"
)


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


def test_every_icon_is_drawn_somewhere() -> None:
    base = Path(settings.BASE_DIR)
    drawn = set(re.findall(r'id="(\w+)"', (base / "static/icons.svg").read_text()))
    asked = {name for path in TEMPLATES for name in re.findall(r"' %}#(\w+)\"", path.read_text())}
    asked |= {
        name
        for path in base.glob("*/dates.py")
        for name in re.findall(r'icon="(\w+)"', path.read_text())
    }
    assert drawn == asked


def test_our_stylesheet_is_served_as_one_file(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "core.static.Storage"}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    sheet = (tmp_path / staticfiles_storage.stored_name("css/worthwhile.css")).read_text()
    assert "@import" not in sheet
    assert "--paper:" in sheet, "design.css is in it"
    assert "@media print" in sheet, "and the last part too"


@pytest.mark.parametrize(
    "path", sorted(Path(settings.BASE_DIR, "static/css").glob("*.css")), ids=lambda path: path.name
)
def test_a_style_follows_the_direction_of_the_language(path: Path) -> None:
    """No left and no right: start and end, which turn round with the language."""
    assert not re.findall(
        r"^\s*(?:[\w-]+-)?(?:left|right)(?:-[\w]+)?:", path.read_text(), re.MULTILINE
    )


@pytest.mark.parametrize(
    "path", sorted(Path(settings.BASE_DIR, "static/css").glob("*.css")), ids=lambda path: path.name
)
def test_colours_are_named_in_one_place(path: Path) -> None:
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text())
    assert not found or path.name in ("design.css", "media.css")
