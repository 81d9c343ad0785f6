"""A person who brings a file: what the tests of imports all do."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from core.ownership import set_owner
from tests.people import Person
from transfer import jobs
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


def work(alice: User) -> None:
    """What the worker does with the job that waits."""
    (waiting,) = ProcrastinateJob.objects.filter(task_name="transfer.jobs.carry_on")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    jobs.carry_on(**waiting.args)
    set_owner(alice)
