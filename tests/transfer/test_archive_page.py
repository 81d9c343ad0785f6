"""The one file that is downloaded, and how it comes back through the one way in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from contacts.models import Contact
from core.models import Change
from core.ownership import acting_as
from tests.core.worlds import everything
from tests.factories import ContactFactory
from tests.locks.world import make_rows
from tests.people import Person
from tests.transfer.hands import bring, press, the_file, words
from tests.transfer.zips import archive_of, rows_in, taken_apart, with_rows
from transfer.models import Import, State

ADDRESS = "/data/archive.zip"


def test_everything_is_downloaded_as_one_file_of_today(as_alice: Person, alice: User) -> None:
    make_rows(alice, "mine")
    answer = as_alice.get(ADDRESS)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="worthwhile-2026-03-10.zip"'
    assert answer.content == archive_of(alice).getvalue()


def test_it_is_kept_nowhere_on_the_way(as_alice: Person) -> None:
    assert as_alice.get(ADDRESS)["Cache-Control"] == "private, no-store"


def test_nobody_has_it_without_signing_in(as_nobody: Person) -> None:
    answer = as_nobody.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_it_comes_back_through_the_one_way_in(
    as_alice: Person, alice: User, as_bob: Person, bob: User
) -> None:
    ContactFactory(owner=alice, name="Priya Nair")
    file = SimpleUploadedFile("worthwhile.zip", as_alice.get(ADDRESS).content, "application/zip")
    sent = {**as_bob.fill("/data/import/", {}), "file": file}
    answer = as_bob.post("/data/import/", sent)
    place = answer["Location"]
    preview = as_bob.read(place)
    assert "Priya Nair" in preview
    assert "import-line" not in preview  # its rows are tables: they have no line to be found at
    as_bob.submit(place, action=f"{place}start/")
    assert "Priya Nair" in as_bob.read("/people/")
    with acting_as(bob):
        assert Contact.objects.get().owner == bob


def test_one_that_breaks_a_rule_says_so_and_nothing_of_it_is_written(
    as_alice: Person, alice: User, bob: User
) -> None:
    """Each of its values could stand in its column: only the database knows the rule."""
    ContactFactory(owner=bob, company=None)
    parts = taken_apart(archive_of(bob))
    (row,) = rows_in(parts, "contacts.contact.jsonl")
    row["keep_in_touch_days"] = 9_999
    before = everything()
    bring(as_alice, with_rows(parts, "contacts.contact.jsonl", [row]).getvalue(), "bobs.zip")
    page = words(press(as_alice, "start"))
    assert "A row in it breaks a rule of its table." in page
    assert (the_file().state, the_file().change) == (State.FAILED, None)
    assert everything() == before
    assert not Change.objects.exists()


def test_into_an_empty_account_the_preview_says_that_name_and_settings_come_along(
    as_alice: Person, alice: User, bob: User
) -> None:
    ContactFactory(owner=bob)
    data = archive_of(bob).getvalue()
    page = words(bring(as_alice, data, "bobs.zip"))
    assert "Your name and settings become those of the archive." in page
    press(as_alice, "start")
    alice.refresh_from_db()
    assert alice.name == bob.name
    Import.objects.all().delete()
    Contact.objects.all().delete()
    page = words(bring(as_alice, data, "bobs.zip"))
    assert "1 new" in page
    assert "Your name and settings" not in page


def test_one_with_nothing_in_it_promises_no_settings(as_alice: Person, bob: User) -> None:
    page = words(bring(as_alice, archive_of(bob).getvalue(), "bobs.zip"))
    assert "There is nothing new in it" in page
    assert "Your name and settings" not in page
