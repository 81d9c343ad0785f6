"""The one way in: which file is taken, and what is said of what is not."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.people import Person
from tests.transfer import fakes
from tests.transfer.hands import URL, bring, words
from transfer import forms, staging
from transfer.models import Import, State
from transfer.views import imports

LIST = "Name,Email\nPriya Nair,priya@example.com\n"


@pytest.fixture(autouse=True)
def friends(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.use(monkeypatch)


def named(name: str, data: str = LIST) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode())


def zipped(count: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for n in range(count):
            made.writestr(f"list-{n:03}.csv", f"Name,Email\nFriend {n},\n")
    return kept.getvalue()


# --- Once -----------------------------------------------------------------------------------------


def test_another_file_from_the_same_page_is_not_taken_for_the_first(as_alice: Person) -> None:
    sent = as_alice.fill(URL, {})
    first = as_alice.post(URL, {**sent, "file": named("a.csv")})
    page = words(as_alice.post(URL, {**sent, "file": named("b.csv")}))
    assert "sent before, or open for too long" in page
    assert "Choose the file again." in page
    again = as_alice.post(URL, {**sent, "file": named("a.csv")})
    assert again.url == first.url
    changed = as_alice.post(URL, {**sent, "file": named("a.csv", f"{LIST}Tom,\n")})
    assert changed.status_code == 200
    assert [file.name for file in Import.objects.all()] == ["a.csv"]


# --- What is refused ------------------------------------------------------------------------------


def test_a_file_and_a_text_at_once_are_not_guessed_between(as_alice: Person) -> None:
    sent = as_alice.fill(URL, {"text": LIST})
    page = words(as_alice.post(URL, {**sent, "file": named("a.csv")}))
    assert "You chose a file too. Bring one after the other." in page
    assert "Priya Nair" in page
    assert not Import.objects.exists()


def test_a_refused_file_is_said_to_be_so_once(as_alice: Person) -> None:
    page = words(bring(as_alice, "Dear diary"))
    assert page.count("This was not recognised.") == 1
    assert "what you typed is still here" not in page


def test_a_file_that_is_too_large_is_not_read(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST", 10)
    page = words(bring(as_alice, LIST))
    assert "It is larger than 32 MB." in page
    assert not Import.objects.exists()


def test_a_paste_is_measured_as_it_is_sent_and_never_cut(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "maxlength" not in as_alice.read(URL).split("<textarea")[1].split(">")[0]
    monkeypatch.setattr(forms, "LONGEST_PASTE", len(LIST) + 5)
    page = words(as_alice.submit(URL, {"text": LIST + "äöüß"}))
    assert "Split it, and bring the parts in turn." in page
    assert not Import.objects.exists()


def test_a_paste_past_what_any_form_may_hold_is_told_what_to_do(as_alice: Person) -> None:
    answer = as_alice.submit(URL, {"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "Send a smaller part." in answer.content.decode()


# --- A zip of many --------------------------------------------------------------------------------


def test_all_that_came_in_a_zip_is_listed_in_its_order(as_alice: Person) -> None:
    page = words(bring(as_alice, zipped(60), "all.zip"))
    assert "60 files of it stand below." in page
    assert page.index("list-000.csv") < page.index("list-001.csv") < page.index("list-049.csv")
    assert "list-050.csv" not in page
    assert "list-059.csv" in as_alice.read(f"{URL}?page=2")


def states() -> list[str]:
    return list(Import.objects.order_by("name").values_list("state", flat=True))


def test_of_many_files_only_some_are_read_at_once(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "FILES_AT_ONCE", 2)
    bring(as_alice, zipped(4), "all.zip")
    assert states() == [State.READY, State.READY, State.READING, State.READING]


def test_of_a_zip_only_so_much_is_read_at_once(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "READ_AT_ONCE", 2 * len("Name,Email\nFriend 0,\n"))
    bring(as_alice, zipped(4), "all.zip")
    assert states() == [State.READY, State.READY, State.READING, State.READING]
