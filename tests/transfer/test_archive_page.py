"""The one file that is downloaded, and how it comes back through the one way in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from tests.factories import ContactFactory
from tests.locks.world import make_rows
from tests.people import Person
from tests.transfer.zips import archive_of

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
