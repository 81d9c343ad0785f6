"""Each line of the debrief asks a phone for the keyboard that it needs."""

import re

import pytest

from tests.interviews.rows import planned
from tests.people import Person


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("name", 'autocapitalize="words"'),
        ("details", 'inputmode="email"'),
        ("details", 'autocapitalize="none"'),
        ("talked_about", 'autocapitalize="sentences"'),
    ],
)
def test_a_line_brings_its_keyboard(as_alice: Person, field: str, wanted: str) -> None:
    page = as_alice.read(f"/interviews/{planned(as_alice.user).pk}/debrief/")
    lines = re.findall(rf'<input type="text"[^>]*\sname="\w+-\d+-{field}"[^>]*>', page)
    assert lines
    for line in lines:
        assert wanted in line
        assert 'enterkeyhint="next"' in line
