"""Whatever the bytes, the text or the cells: a record, a row that says why not, or FileProblem."""

import csv
import io
from contextlib import suppress
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files import FileProblem, Options, Parsed, decoded, dumped, find_table, loaded
from core.files.html import plain
from core.files.tidy import in_a_line, in_lines
from core.forms import check_plain
from interviews.formats import TABLES
from interviews.formats.columns import FIELDS
from interviews.models import Application
from interviews.records import ApplicationRecord
from tests.interviews import files
from tests.interviews.reading import found, known_by

HEADERS = [table.columns for _one, table in map(found, files.ALL.values())]
words = st.text(max_size=40) | st.sampled_from(
    [
        "Umbrella", "Lead", "2026-03-01", "03/04/2026", "31.02.2026", "11/20/24, 8:15 AM", "-",
        "N/A", "Rejected", "ghosted?", "https://example.com/1", "http://[", "javascript:1", "=1+1",
        "<p>", "<script>x", "\x00", "\ud800", "\u3164", "9" * 400, "<" * 400, "a\nb", '"',
        "Applied",
    ]
)  # fmt: skip
mappings = st.dictionaries(words, st.sampled_from([*FIELDS, "", "owner", "closed_as"]), max_size=4)
UTC = ZoneInfo("UTC")


def as_a_table(rows: list[list[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def check(text: str, options: Options) -> None:
    """Read it as an import would, by every format that knows it."""
    with suppress(FileProblem):
        table = find_table(text, lambda columns: known_by(columns).knows(columns))
        for one in TABLES if table else ():
            assert table
            if one.knows(table.columns):
                one.is_ambiguous(table)
                assert all(isinstance(words, str) for words in one.meanings(table.columns).values())
                for parsed in one.records(table, options):
                    check_one(parsed)


def check_one(parsed: Parsed) -> None:
    """What a form would take, and what waits for the import comes back equal."""
    record = parsed.record
    assert (record is None) == bool(parsed.problem)
    if record is None:
        return
    assert loaded(ApplicationRecord, dumped(record)) == record
    assert record.company == record.company.strip() != ""
    row = Application(
        role=record.role,
        applied_on=record.applied_on,
        source=record.source,
        url=record.url,
        salary_range=record.salary_range,
        notes=record.notes,
        closed_as=record.closed_as,
        closed_on=record.closed_on,
    )
    row.set_keys()
    row.clean_fields(exclude=["owner", "company"])
    assert bool(record.closed_as) == bool(record.closed_on)
    for value in (record.company, record.role, record.notes, record.source, record.applied_on):
        try:
            check_plain(value)
        except ValidationError as problem:
            raise AssertionError(f"{value!r}: {problem}") from problem


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes(data: bytes) -> None:
    with suppress(FileProblem):
        check(decoded(data), Options(UTC))


@settings(deadline=None)
@given(st.sampled_from(list(files.ALL.values())), st.data())
def test_any_file_with_a_slip_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)), label="from")
    end = data.draw(st.integers(start, min(len(text), start + 40)), label="to")
    check(text[:start] + data.draw(words) + text[end:], Options(UTC, day_first=True))


@settings(deadline=None, max_examples=200)
@given(
    headers=st.sampled_from(HEADERS),
    rows=st.lists(st.lists(words, max_size=25), max_size=4),
    separator=st.sampled_from(",;\t"),
    day_first=st.sampled_from([None, True, False]),
    mapping=mappings,
)
def test_any_cells(
    headers: tuple[str, ...],
    rows: list[list[str]],
    separator: str,
    day_first: bool | None,
    mapping: dict[str, str],
) -> None:
    text = as_a_table([list(headers), *rows], separator)
    check(text, Options(UTC, day_first, mapping))


@given(st.text() | words)
def test_any_text_as_a_column_keeps_it(text: str) -> None:
    for tidied in (in_a_line(text, 30), in_lines(text, 30), in_lines(plain(text), 30)):
        check_plain(tidied)
        assert len(tidied) <= 30
        assert tidied == tidied.strip()
