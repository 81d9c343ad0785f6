"""The design keeps its word: what is read has the contrast that docs/design.md promises."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR, "static/css/design.css").read_text()
SURFACES = ("paper", "raised")
LEAST = {
    "ink": 14, "quiet": 7, "pen": 7, "note": 4.5, "met": 3, "learned": 3, "edge": 3,
}  # fmt: skip


def colours() -> dict[str, tuple[str, str]]:
    """On paper and at night, by name."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)
    return {name: (day, night) for name, day, night in found}


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([brightness(one), brightness(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", [0, 1], ids=["on paper", "at night"])
@pytest.mark.parametrize("name", LEAST)
def test_a_colour_stands_out_from_what_it_is_on(name: str, scheme: int) -> None:
    found = colours()
    for surface in SURFACES:
        reached = contrast(found[name][scheme], found[surface][scheme])
        assert reached >= LEAST[name], f"{name} on {surface}: {reached:.2f}"
