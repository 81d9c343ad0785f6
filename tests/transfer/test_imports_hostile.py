"""Whatever is brought, the answer is a page that says what is wrong, and nothing is written."""

import io
import tracemalloc
import zipfile

import pytest
from django.conf import settings

from tests.core.worlds import everything
from tests.people import Person
from tests.transfer.hands import URL, bring, press, the_file, words
from transfer import recognise, unpacking
from transfer.models import Import, State

HEAD = "Name,Email,Company\n"


def zipped(*files: tuple[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return kept.getvalue()


def refused(person: Person, data: str | bytes, name: str = "list.csv") -> str:
    """The page with the form again, which says what is wrong; nothing is kept."""
    before = everything()
    page = words(bring(person, data, name))
    assert "Not saved yet." in page
    assert not Import.objects.exists()
    assert everything() == before
    return page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is nothing in it"),
        (b"\x00\x01\x02\x03" * 50, "This is no text file"),
        (HEAD.encode() + b"Priya\x00,p@example.com,Initech\n", "This is no text file"),
        ("word " * 1_000, "This was not recognised"),
        (",".join(f"Column {n}" for n in range(10_000)), "More than 500 columns"),
        ("\n" * 1_000_000, "There is nothing in it"),
        ("x\n" * 1_000_000, "This was not recognised"),
    ],
)
def test_what_is_no_list_is_refused(as_alice: Person, data: str | bytes, said: str) -> None:
    assert said in refused(as_alice, data)


def test_a_quote_that_is_never_closed_is_said_with_its_line(as_alice: Person) -> None:
    before = everything()
    page = words(bring(as_alice, HEAD + 'Priya,p@example.com,Initech\nTom,"t@example.com,Hooli\n'))
    assert "Line 3, column 5: A quotation mark opens here" in page
    assert everything() == before


def test_more_rows_than_are_taken_are_refused(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.files.table.MOST_ROWS", 3)
    page = words(bring(as_alice, HEAD + "Priya,,\n" * 4))
    assert "More than 3 rows" in page
    assert the_file().state == State.FAILED


def test_a_script_in_a_name_is_shown_as_text(as_alice: Person) -> None:
    page = words(bring(as_alice, HEAD + "<script>alert(1)</script>,x@example.com,<b>Co</b>\n"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    page = words(press(as_alice, "start"))
    assert "<script>alert" not in page


def test_a_name_of_a_file_is_shown_as_text(as_alice: Person) -> None:
    page = words(bring(as_alice, HEAD + "Priya,,\n", "<img src=x>.csv"))
    assert "<img src=x>" not in page


# --- Zips -----------------------------------------------------------------------------------------


def test_a_zip_brings_its_lists_one_by_one(as_alice: Person) -> None:
    applications = "Company,Role,Status\nInitech,Engineer,Applied\n"
    data = zipped(("a/applications.csv", applications), ("people.csv", HEAD + "Priya,,\n"))
    page = words(bring(as_alice, data, "all.zip"))
    assert "from all.zip" in page
    assert {file.name for file in Import.objects.all()} == {"applications.csv", "people.csv"}
    assert not any(everything().values())


def test_of_a_zip_the_people_come_first() -> None:
    """What comes after them meets them."""
    tries = "Company,Role,Status\nInitech,Engineer,Applied\n"
    data = zipped(("tries.csv", tries), ("people.csv", HEAD + "Priya,,\n"), ("more.csv", tries))
    found = [one.name for one in recognise.opened("all.zip", data).found]
    assert found == ["people.csv", "tries.csv", "more.csv"]


def test_what_of_a_zip_is_left_out_is_said(as_alice: Person) -> None:
    data = zipped(("people.csv", HEAD + "Priya,,\n"), ("photo.jpg", b"\xff\xd8\x00\x00"))
    page = words(bring(as_alice, data, "all.zip"))
    assert "1 file of it is left out: photo.jpg" in page


def test_of_several_lists_that_nobody_knows_each_has_a_short_word(as_alice: Person) -> None:
    """LinkedIn's whole export is like that: one long word for each would fill the page."""
    unknown = ((f"{name}.csv", "Colour,Sound\nred,loud\n") for name in ("Reactions", "Votes"))
    data = zipped(("people.csv", HEAD + "Priya,,\n"), *unknown)
    page = words(bring(as_alice, data, "all.zip"))
    assert (
        "2 files of it are left out: Reactions.csv (it was not recognised),"
        " Votes.csv (it was not recognised)."
    ) in page


def test_a_zip_bomb_is_read_no_further_than_the_limit(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1_000_000)
    bomb = zipped(("people.csv", HEAD + "a" * 50_000_000))
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        assert "it is too large" in refused(as_alice, bomb, "bomb.zip")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [([900, 900, 900], 2), ([1_500, 1_500, 1_500, 10], 0), ([900, 1_500, 500], 2)],
)
def test_what_is_refused_counts_towards_what_a_zip_may_unpack_to(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], taken: int
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1_000)
    monkeypatch.setattr(unpacking, "LARGEST_ALL", 2_500)
    parts = unpacking.parts(zipped(*((f"{n}.csv", "a" * size) for n, size in enumerate(sizes))))
    found = [(part.unpacked, part.problem) for part in parts]
    assert [problem for _size, problem in found].count("") == taken
    assert sum(size for size, _problem in found) <= 2_500 + 2  # where it stops it has read on


def test_a_broken_part_counts_as_far_as_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "AT_ONCE", 1_000)
    data = bytearray(zipped(("people.csv", bytes(range(256)) * 40)))
    start = data.index(b"PK\x01\x02")
    data[start + 16] ^= 1  # the checksum
    (part,) = unpacking.parts(bytes(data))
    assert part.problem == "it is broken"
    assert part.unpacked >= 5_000


def test_a_zip_that_lies_about_its_sizes_is_read_no_further(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1_000_000)
    size = 50_000_000
    bomb = zipped(("people.csv", b"a" * size))
    lying = bomb.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert "people.csv: it is" in refused(as_alice, lying, "bomb.zip")


@pytest.mark.parametrize(
    "name", ["../people.csv", "/etc/people.csv", "a/../../people.csv", "C:\\x"]
)
def test_a_name_that_leads_out_is_refused(as_alice: Person, name: str) -> None:
    page = refused(as_alice, zipped((name, HEAD + "Priya,,\n")), "all.zip")
    assert "its name leads out of the zip" in page


def test_a_file_without_a_name_is_said_to_be_left_out() -> None:
    """A name ends at its first NUL."""
    data = zipped(("people.csv", HEAD)).replace(b"people.csv", b"\0eople.csv")
    assert [part.name for part in unpacking.parts(data) if part.problem] == ["?"]


def test_a_zip_in_a_zip_is_refused(as_alice: Person) -> None:
    inner = zipped(("people.csv", HEAD + "Priya,,\n"))
    page = refused(as_alice, zipped(("inner.zip", inner)), "all.zip")
    assert "a zip within the zip" in page


def test_a_zip_of_too_many_files_is_refused(as_alice: Person) -> None:
    many = zipped(*((f"{n}.csv", "") for n in range(1_001)))
    assert "more than 1000 files" in refused(as_alice, many, "all.zip")


@pytest.mark.parametrize("cut", [5, 60, -30])
def test_half_a_zip_is_refused(as_alice: Person, cut: int) -> None:
    half = zipped(("people.csv", HEAD + "Priya,,\n"))[:cut]
    page = refused(as_alice, half, "all.zip")
    assert "broken" in page


def test_a_spreadsheet_says_what_to_do(as_alice: Person) -> None:
    page = refused(as_alice, zipped(("xl/workbook.xml", "<x/>")), "people.xlsx")
    assert "save it as CSV" in page


# --- Too much -------------------------------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_before_it_is_read(as_alice: Person) -> None:
    most = settings.LARGE_BODIES[URL]
    assert most > unpacking.LARGEST
    answer = as_alice.post(URL, {}, CONTENT_LENGTH=str(most + 1))
    assert answer.status_code == 413


def test_other_pages_take_no_more_than_before(as_alice: Person) -> None:
    answer = as_alice.post("/learning/new/", {}, CONTENT_LENGTH=str(2_000_000))
    assert answer.status_code == 413


def test_a_paste_that_is_too_long_says_so(as_alice: Person) -> None:
    answer = as_alice.submit(URL, {"text": "ä" * 510_000})
    assert "It is larger than 1 MB." in words(answer)
