"""A table is found whatever its separator, and what is wrong with it is said with its place."""

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files import FileProblem, Row, decoded, find_table


def knows(columns: Sequence[str]) -> int:
    return len({"Name", "Company", "Notes"} & set(columns))


def rows(text: str) -> list[Row]:
    table = find_table(text, knows)
    assert table
    return list(table.rows())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_rows_are_read_by_their_headers_whatever_parts_them(separator: str, ends: str) -> None:
    text = ends.join(
        [
            separator.join(["Company", "Name"]),
            separator.join(["Acme", '"Nair, Priya; \t\\"']),
            "",
            "Borealis",
        ]
    )
    assert [(row.line, row.cells) for row in rows(text)] == [
        (2, {"Company": "Acme", "Name": "Nair, Priya; \t\\"}),
        (4, {"Company": "Borealis"}),
    ]


def test_a_header_is_found_below_a_preamble_with_commas_quotes_and_lines() -> None:
    preamble = 'Notes:\n"With a comma, a ""word"";\nand a line.\tYes."\n\n'
    found = rows(f"{preamble}Name,Company\nPriya Nair,Acme\n")
    assert [(row.line, row["Name"], row["Company"]) for row in found] == [(6, "Priya Nair", "Acme")]


def test_a_header_below_the_twentieth_row_is_not_looked_for() -> None:
    assert find_table("x\n" * 19 + "Name,Company\n", knows)
    assert find_table("x\n" * 20 + "Name,Company\n", knows) is None


def test_what_excel_says_of_the_separator_holds() -> None:
    assert rows('sep=;\r\nName;Notes\r\nPriya;"a,b"\r\n')[0].cells == {
        "Name": "Priya",
        "Notes": "a,b",
    }
    assert rows("sep=|\nName|Company\nPriya|Acme\n")[0]["Company"] == "Acme"


def test_a_separator_that_is_not_the_files_own_may_make_no_sense_of_it() -> None:
    text = f'Name;Notes\nPriya;"a"\n"Max"; "b"\n{"," * 600};x\n'
    assert [row["Name"] for row in islice(rows(text), 2)] == ["Priya", "Max"]


def test_cells_keep_their_lines_and_rows_say_where_they_begin() -> None:
    text = 'Name,Notes\n"Priya","one\ntwo\r\nthree"\nMax,\n'
    assert [(row.line, row["Notes"]) for row in rows(text)] == [(2, "one\ntwo\r\nthree"), (5, "")]


def test_two_columns_of_one_name_are_told_apart_and_what_has_no_header_is_not_lost() -> None:
    row = rows("Name,Phone, Phone ,,Company\nPriya,1,2,3,Acme,4\n")[0]
    assert row.cells == {"Name": "Priya", "Phone": "1", "Phone (2)": "2", "Company": "Acme"}
    assert row.spare == ("3", "4")


def test_a_column_that_is_called_like_the_second_of_another_keeps_its_cells() -> None:
    row = rows("Name,Phone,Phone (2),Phone,Phone\nPriya,1,2,3,4\n")[0]
    assert list(row.cells) == ["Name", "Phone", "Phone (2)", "Phone (3)", "Phone (4)"]
    assert list(row.cells.values()) == ["Priya", "1", "2", "3", "4"]


def test_a_quotation_mark_that_is_never_closed_is_said_with_line_and_column() -> None:
    with pytest.raises(FileProblem, match="Line 4, column 7: A quotation mark opens here"):
        rows('Name,Notes\nPriya,"a\nb"\n"Max","c\n' + "d\n" * 1_000)


def test_one_that_runs_into_a_cell_without_end_is_said_with_line_and_column() -> None:
    with pytest.raises(FileProblem, match="Line 3, column 1: A cell is longer"):
        rows("Name,Notes\nPriya,a\n" + '"x' + "y,z\n" * 50_000)


def test_one_in_the_wrong_place_is_said_with_line_and_column() -> None:
    with pytest.raises(FileProblem, match="Line 2, column 7: The quotation marks do not match"):
        rows('Name,Notes\nPriya,"a"b,c\n')


LONG = 100_000  # characters


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('"' * LONG + "x", "Line 2, column 1"),
        ('"' + "\r\n" * 15_000 + '","' + "\n" * 15_000 + '","a"b', "Line 30002, column 3"),
        ('"a""b",' * (LONG // 7) + '"a"b', f"Line 2, column {LONG // 7 * 7 + 1}"),
        ("a," * (LONG // 2) + '"a"b', f"Line 2, column {LONG + 1}"),
    ],
    ids=["marks", "lines", "quoted cells", "cells"],
)
def test_to_say_where_it_is_takes_a_few_times_the_file_and_no_more(row: str, place: str) -> None:
    with measured() as peak:
        with pytest.raises(FileProblem, match=place):
            rows(f"Name,Notes\n{row}")
        assert peak() < 12 * LONG


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("," * 11 * LONG, "Line 2: More than 500 columns"),
        ("x" * 11 * LONG, "Line 2: A cell is longer"),
    ],
    ids=["cells", "cell"],
)
def test_a_line_longer_than_any_is_not_taken_apart(row: str, words: str) -> None:
    with measured() as peak:
        with pytest.raises(FileProblem, match=words):
            rows(f"Name,Notes\n{row}")
        assert peak() < 2 * len(row)


@contextmanager
def measured() -> Iterator[Callable[[], int]]:
    """The most bytes that were held since it began."""
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_where_nothing_is_known_and_nothing_can_be_read_that_is_said() -> None:
    assert find_table("Dear all,\nnothing here\n", knows) is None
    with pytest.raises(FileProblem, match="Line 1, column 1: A quotation mark"):
        find_table('"Name,Company\nPriya,Acme\n', knows)


def test_ten_thousand_columns_are_refused_with_their_line() -> None:
    with pytest.raises(FileProblem, match="Line 2: More than 500 columns"):
        rows("Name,Company\n" + "," * 10_000 + "\n")


def test_more_rows_than_anybody_has_are_refused_with_their_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.files.table.MOST_ROWS", 3)
    assert len(rows("Name,Company\n" + "x\n" * 3)) == 3
    with pytest.raises(FileProblem, match="Line 5: More than 3 rows"):
        rows("Name,Company\n" + "x\n" * 4)


def test_a_million_lines_with_nothing_in_them_are_no_rows() -> None:
    assert rows("Name,Company\n" + "\n" * 1_000_000 + "Priya,Acme\n")[0].line == 1_000_002


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ""), ("utf-8", "\ufeff"), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", ""),
     ("cp1252", "")],
)  # fmt: skip
def test_text_is_read_in_any_encoding_that_tools_write(encoding: str, mark: str) -> None:
    text = "Name,Company\r\nZoë Müller,Café “Acme”\r\n"
    assert decoded((mark + text).encode(encoding)) == text


def test_half_a_file_keeps_the_letters_of_its_first_half() -> None:
    assert decoded("Zoë Müller, Ömer, Å, é".encode()[:-1]) == "Zoë Müller, Ömer, Å, \ufffd"


@pytest.mark.parametrize(
    "data", [b"Name\nPri\0ya", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xfe" + b"\x00\xd8" * 9]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FileProblem, match="no text file"):
        decoded(data)


def test_a_nul_is_named_by_its_place() -> None:
    with pytest.raises(FileProblem, match="Line 2, column 4: "):
        decoded(b"Name\nPri\0ya")


@given(st.binary() | st.text().map(str.encode) | st.text(alphabet='Name,;\t"\r\n').map(str.encode))
def test_whatever_the_bytes_are_the_only_problem_is_ours(data: bytes) -> None:
    with suppress(FileProblem):
        table = find_table(decoded(data), knows)
        for row in table.rows() if table else ():
            assert set(row.cells) <= set(table.columns if table else ())
