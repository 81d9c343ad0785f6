"""vCards that mean no good: nothing that no person needs is held, and what is wrong is said."""

import tracemalloc

import pytest

from contacts.formats import WHOLES
from contacts.records import PersonRecord
from core.files import FileProblem, Parsed
from tests.contacts.samples import OPTIONS

PHOTO = 2_000_000  # bytes


def read(data: bytes) -> list[Parsed]:
    assert WHOLES[0].knows(data)
    return list(WHOLES[0].records(data, OPTIONS))


def card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]).encode()


@pytest.mark.parametrize(
    "photo",
    ["PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * PHOTO, "PHOTO:data:image/jpeg;base64," + "A" * PHOTO,
     "NOTE:" + "A" * PHOTO],
    ids=["base64", "uri", "note"],
)  # fmt: skip
def test_a_photo_however_large_is_passed_over_and_never_held(photo: str) -> None:
    data = card("FN:Priya", photo, "EMAIL:priya@example.com")
    tracemalloc.start()
    try:
        (row,) = read(data)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (row.record.name, row.record.email) == ("Priya", "priya@example.com")
    assert peak < PHOTO / 4


def test_half_a_card_is_no_person() -> None:
    first, half = read(card("FN:Priya") + card("FN:Max", "TEL:+43 1 2345")[:40])
    assert first.record == PersonRecord("Priya")
    assert (half.record, half.line) == (None, 5)
    assert "has no end" in half.problem


def test_a_card_in_which_another_begins_does_not_swallow_it() -> None:
    broken = card("FN:Priya").replace(b"END:VCARD\r\n", b"")
    assert [bool(row.record) for row in read(broken + card("FN:Max"))] == [False, True]
    agent = card("FN:Priya", "AGENT:", "BEGIN:VCARD", "FN:Somebody")
    assert [bool(row.record) for row in read(agent + card("FN:Max"))] == [False, True]


def test_a_folded_text_that_says_end_ends_nothing() -> None:
    (row,) = read(card("FN:Priya", "NOTE:Each card ends with ", " END:VCARD", "  as she said"))
    assert row.record == PersonRecord("Priya", notes="Each card ends with END:VCARD as she said")


def test_too_many_cards_are_refused_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contacts.formats.vcard_lines.MOST_ROWS", 2)
    with pytest.raises(FileProblem, match="Line 9: More than 2 cards"):
        read(card("FN:Priya") * 3)


def test_twenty_thousand_values_are_not_all_kept() -> None:
    (row,) = read(card("FN:Priya", *(f"EMAIL:{n}@example.com" for n in range(20_000))))
    assert row.record.email == "0@example.com"
    assert len(row.record.notes) <= 10_000


@pytest.mark.parametrize("charset", ["idna", "punycode", "unicode_escape", "utf-7", "rot13", "x"])
def test_an_encoding_that_is_none_of_text_is_not_asked(charset: str) -> None:
    name = f"FN;CHARSET={charset}:P\\u0041-{chr(246)}"
    assert read(card(name))[0].record.name == "Pu0041-ö"


def test_scripts_and_formulas_are_text_and_controls_go() -> None:
    (row,) = read(card("FN:<script>alert(1)</script>", "TITLE:=1+1\x00\x07", "URL:javascript:x"))
    assert (row.record.name, row.record.title) == ("<script>alert(1)</script>", "=1+1")
    assert (row.record.links, row.record.notes) == ((), "Link: javascript:x")
