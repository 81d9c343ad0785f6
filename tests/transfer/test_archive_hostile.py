"""Files that say they are archives: a clear message, bounded, and nothing written."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.files import FileProblem
from core.ownership import acting_as
from tests.core.worlds import everything
from tests.factories import ContactFactory, TouchFactory
from tests.transfer.zips import (
    MANIFEST,
    Parts,
    archive_of,
    as_lines,
    listed_anew,
    put_together,
    restored,
    rows_in,
    taken_apart,
    with_rows,
)
from transfer.archive import is_archive, plan, zipped

PEOPLE = "contacts.contact.jsonl"
Row = dict[str, Any]


@pytest.fixture
def parts(alice: User) -> Parts:
    """A person who was introduced by another one, and a touch."""
    one = ContactFactory(owner=alice, name="One", company=None)
    two = ContactFactory(owner=alice, name="Two", company=None, introduced_by=one)
    TouchFactory(owner=alice, contact=two)
    return taken_apart(archive_of(alice))


def why_not(owner: User, file: io.BytesIO) -> str:
    """What is said of it, to look at and to restore alike; nothing of it is written."""
    with acting_as(owner):
        before = everything()
        with pytest.raises(FileProblem) as planned:
            plan(owner, file)
        with pytest.raises(FileProblem) as problem:
            restored(owner, file)
        assert str(planned.value) == str(problem.value)
        assert everything() == before
    return str(problem.value)


def without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {key: data for key, data in parts.items() if key != name}


def changed(name: str, data: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, name: data}


DAMAGED = {
    "a file is missing": (without(PEOPLE), f"“{PEOPLE}” is missing in it."),
    "no manifest": (without(MANIFEST), "This is no archive of Worthwhile."),
    "a manifest of something else": (changed(MANIFEST, b"{}"), "This is no archive of Worthwhile."),
    "a manifest that is none": (changed(MANIFEST, b"[" * 99_999), "This is no archive"),
    "half a manifest": (
        changed(MANIFEST, b'{"format": "worthwhile-archive", "files": []}'),
        f"“{MANIFEST}” in it is not as it was written.",
    ),
    "a name that leads out": (changed("../../x.jsonl", b""), "“../../x.jsonl” in it is no part"),
    "a zip within": (changed("inner.zip", b"PK\x05\x06"), "“inner.zip” in it is no part"),
    "a row more": (
        lambda parts: {**parts, PEOPLE: parts[PEOPLE] + parts[PEOPLE]},
        f"“{PEOPLE}” in it is not as it was written.",
    ),
    "a row less": (
        lambda parts: {**parts, PEOPLE: parts[PEOPLE].splitlines(True)[0]},
        f"“{PEOPLE}” in it is not as it was written.",
    ),
    "another word": (
        lambda parts: {**parts, PEOPLE: parts[PEOPLE].replace(b"Two", b"Too")},
        f"“{PEOPLE}” in it is not as it was written.",
    ),
    "a table that nobody knows": (
        lambda parts: listed_anew({**parts, "contacts.pet.jsonl": b"{}\n"}),
        "“contacts.pet.jsonl” in it is not known here.",
    ),
    "a version to come": (
        lambda parts: listed_anew(parts, version=99, product="9.0"),
        "This archive was made by a newer Worthwhile (9.0).",
    ),
    "other settings": (
        lambda parts: {**parts, "settings.json": parts["settings.json"].replace(b"Alice", b"Bob")},
        "“settings.json” in it is not as it was written.",
    ),
    "settings twice": (
        lambda parts: listed_anew({**parts, "settings.json": b"{}\n" * 2}),
        f"“{MANIFEST}” in it is not as it was written.",
    ),
    "a version before the first": (
        lambda parts: listed_anew(parts, version=0),
        f"“{MANIFEST}” in it is not as it was written.",
    ),
    "a line that is no row": (
        lambda parts: listed_anew({**parts, PEOPLE: b"[]\n"}),
        f"Line 1: {PEOPLE}: This is no row of an archive.",
    ),
    "a line that is nothing": (
        lambda parts: listed_anew({**parts, PEOPLE: b"[" * 99_999 + b"\n"}),
        f"Line 1: {PEOPLE}: This is no row of an archive.",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_an_archive_that_was_damaged(alice: User, parts: Parts, case: str) -> None:
    change, words = DAMAGED[case]
    assert words in why_not(alice, put_together(change(parts)))


WRONG: dict[str, tuple[Row, str]] = {
    "a number for a name": ({"name": 7}, "“name” cannot be 7."),
    "no name": ({"name": None}, "“name” is missing."),
    "a name without end": ({"name": "x" * 201}, "“name” cannot be"),
    "a NUL": ({"notes": "a\0b"}, "“notes” cannot be"),
    "half of a pair": ({"notes": "\ud800"}, "“notes” cannot be"),
    "a word for yes": ({"may_help_them": "yes"}, "“may_help_them” cannot be"),
    "yes for a number": ({"keep_in_touch_days": True}, "“keep_in_touch_days” cannot be true."),
    "a number past its column": ({"version": 2**40}, "“version” cannot be"),
    "a day that is none": ({"next_on": "2026-02-30"}, "“next_on” cannot be"),
    "a time without a zone": ({"archived_at": "2026-02-03T10:00:00"}, "“archived_at” cannot be"),
    "a time before all times": ({"archived_at": "0001-01-01T00:00:00+14:00"}, "cannot be"),
    "a day before all telephones": ({"next_on": "0002-01-01"}, "“next_on” cannot be"),
    "no uuid": ({"uuid": "1"}, "“uuid” cannot be"),
    "a list": ({"title": [[]]}, "“title” cannot be […]."),
    "a column that nobody knows": ({"shoe_size": 44}, "“shoe_size” is not known here."),
    "somebody's id": ({"owner": 1}, "“owner” is not known here."),
    "a link to nowhere": ({"company": str(uuid4())}, "It links to a row that is not in the arch"),
    "nobody": ({"introduced_by": str(uuid4())}, "It links to a row that is not in the archive."),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_value_that_no_row_can_have(alice: User, parts: Parts, case: str) -> None:
    wrong, words = WRONG[case]
    one, two = rows_in(parts, PEOPLE)
    said = why_not(alice, with_rows(parts, PEOPLE, [one, {**two, **wrong}]))
    assert said.startswith(f"Line 2: {PEOPLE}: ")
    assert words in said


def test_a_row_twice(alice: User, parts: Parts) -> None:
    one, two = rows_in(parts, PEOPLE)
    assert "a row that it has already" in why_not(alice, with_rows(parts, PEOPLE, [one, two, one]))


@pytest.mark.parametrize("broken", [{"keep_in_touch_days": 9_999}, {"introduced_by": "itself"}])
def test_a_rule_of_the_database_holds(
    alice: User, bob: User, parts: Parts, broken: dict[str, Any]
) -> None:
    one, two = rows_in(parts, PEOPLE)
    broken = {name: one["uuid"] if value == "itself" else value for name, value in broken.items()}
    file = with_rows(parts, PEOPLE, [{**one, **broken}, two])
    with acting_as(bob):
        with pytest.raises(FileProblem, match="breaks a rule of its table"):
            restored(bob, file)
        assert not any(everything().values())


def test_a_preference_that_is_none(alice: User, parts: Parts) -> None:
    (said,) = rows_in(parts, "settings.json")
    file = with_rows(parts, "settings.json", [{**said, "hidden_hints": [7]}])
    assert "“hidden_hints” cannot be […]" in why_not(alice, file)


def test_a_preference_that_does_not_hold_here_is_left_out(
    alice: User, bob: User, parts: Parts
) -> None:
    (said,) = rows_in(parts, "settings.json")
    odd = {**said, "language": "tlh", "time_zone": "Moon/Tycho", "quiet_days": 0, "name": "Ada"}
    restored(bob, with_rows(parts, "settings.json", [odd]))
    bob.refresh_from_db()
    assert (bob.language, bob.time_zone, bob.quiet_days) == ("en-gb", "UTC", 14)
    assert bob.name == "Ada"


# --- The zip itself -------------------------------------------------------------------------------


def test_two_files_of_one_name(alice: User, parts: Parts) -> None:
    file = put_together(parts)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as again:
        again.writestr(PEOPLE, b"")
    assert "Two files in it have one name." in why_not(alice, file)


@pytest.mark.parametrize("left", [0.0, 0.3, 0.9, 0.999])
def test_half_an_archive(alice: User, parts: Parts, left: float) -> None:
    whole = put_together(parts).getvalue()
    half = io.BytesIO(whole[: int(len(whole) * left)])
    assert "damaged or not whole" in why_not(alice, half)
    assert not is_archive(half)


def test_a_flipped_bit(alice: User, parts: Parts) -> None:
    data = bytearray(put_together(parts).getvalue())
    data[data.index(PEOPLE.encode()) + len(PEOPLE) + 20] ^= 1
    assert "damaged or not whole" in why_not(alice, io.BytesIO(bytes(data)))


def bomb(parts: Parts, size: int, lines: bytes) -> io.BytesIO:
    """The people of this archive unpack to ``size`` bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in parts.items():
            if name != PEOPLE:
                packed.writestr(name, data)
        with packed.open(PEOPLE, "w") as part:
            for _ in range(size // len(lines)):
                part.write(lines)
    file.seek(0)
    return file


@pytest.mark.parametrize("line", [b" " * (1 << 16), b"{}\n" * (1 << 14)])
def test_a_bomb_is_put_down_in_a_few_megabytes(alice: User, parts: Parts, line: bytes) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["files"][PEOPLE]["rows"] = 10**9
    file = bomb({**parts, MANIFEST: json.dumps(manifest).encode()}, 1 << 26, line)
    tracemalloc.start()
    said = why_not(alice, file)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "longer than any archive has" in said or "is missing" in said
    assert most < 20 << 20


def test_what_it_unpacks_to_is_counted_over_all_files(
    alice: User, bob: User, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sum(len(data) for name, data in parts.items() if name != MANIFEST)
    monkeypatch.setattr(zipped, "MOST_BYTES", whole)
    restored(bob, put_together(parts))
    monkeypatch.setattr(zipped, "MOST_BYTES", whole - 1)
    assert "longer than any archive has" in why_not(alice, put_together(parts))


def test_a_list_of_files_without_end_is_not_read(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "LONGEST_LIST", 70_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for n in range(1_500):
            packed.writestr(f"{n}.jsonl", b"")
    assert "damaged or not whole" in why_not(alice, file)


def test_another_way_of_packing(alice: User, parts: Parts) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert "damaged or not whole" in why_not(alice, file)


def test_a_password(alice: User, parts: Parts) -> None:
    data = bytearray(put_together(parts).getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + place] |= 1
    assert "damaged or not whole" in why_not(alice, io.BytesIO(bytes(data)))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_but_a_problem_comes_of_any_change(
    alice: User, bob: User, parts: Parts, data: st.DataObject
) -> None:
    """Either it is read and restored, or it is a FileProblem: never an error of ours."""
    raw = bytearray(put_together(parts).getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    row = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(rows_in(parts, PEOPLE)[0])),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                lambda inner: st.lists(inner, max_size=2),
                max_leaves=3,
            ),
            max_size=4,
        )
    )
    one, two = rows_in(parts, PEOPLE)
    lines = as_lines([{**one, **row}, two])
    for file in (io.BytesIO(bytes(raw)), put_together(listed_anew({**parts, PEOPLE: lines}))):
        is_archive(file)
        with acting_as(alice), suppress(FileProblem):
            plan(alice, file)
        with acting_as(bob), suppress(FileProblem), transaction.atomic():
            restored(bob, file)
            transaction.set_rollback(True)
        with acting_as(bob):
            assert not any(everything().values())
