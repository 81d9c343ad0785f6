"""A person who brings a file: what the tests of imports all do."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.people import Person
from transfer.models import Import

URL = "/data/import/"


def bring(person: Person, data: str | bytes, name: str = "friends.csv") -> HttpResponse:
    """Choose a file, and look where that leads."""
    sent = data.encode() if isinstance(data, str) else data
    form = person.fill(URL, {})
    return person.post(URL, {**form, "file": SimpleUploadedFile(name, sent)}, follow=True)


def the_file() -> Import:
    return Import.objects.get()


def press(person: Person, what: str) -> HttpResponse:
    """A button of the file's page: start, stop, answer."""
    page = the_file().get_absolute_url()
    return person.submit(page, action=f"{page}{what}/", follow=True)


def words(answer: HttpResponse) -> str:
    """The page, which must be there, with its white space folded."""
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())
