"""What goes wrong on the way: a job that broke, an undo in between, two who act at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from core.models import Change
from core.ownership import set_owner
from tests.people import Person
from tests.statements import assert_lean
from tests.transfer import fakes
from tests.transfer.hands import bring, press, the_file, words, work
from transfer.models import ARCHIVE, Import, State

LIST = fakes.LONG
BROKE = "Something broke on our side"


@pytest.fixture(autouse=True)
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.use_long(monkeypatch)


def forget_jobs() -> None:
    """As when a job failed for good."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")


def look(person: Person) -> str:
    return person.read(the_file().get_absolute_url())


# --- A job that failed ----------------------------------------------------------------------------


def test_a_file_whose_job_failed_says_so_and_goes_on(as_alice: Person, alice: User) -> None:
    page = words(bring(as_alice, LIST))
    assert BROKE not in page
    assert "Go on</button>" not in page
    assert_lean(as_alice, the_file().get_absolute_url())
    forget_jobs()
    page = look(as_alice)
    assert BROKE in page
    assert "every 1s" not in page
    assert "Cancel</button>" in page
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    press(as_alice, "start")
    assert BROKE not in look(as_alice)
    work(alice)
    assert the_file().state == State.READY


def test_pressed_while_it_goes_on_no_second_job_is_made(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    url = the_file().get_absolute_url()
    forget_jobs()
    sent = as_alice.fill(url, {}, action=f"{url}start/")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    for _ in range(2):
        as_alice.post(f"{url}start/", sent)
    work(alice)  # of which there is one


def test_a_taking_back_that_broke_goes_on(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    work(alice)
    press(as_alice, "stop")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert BROKE in look(as_alice)
    press(as_alice, "start")
    work(alice)
    assert the_file().state == State.UNDONE
    assert not Contact.objects.exists()


@pytest.mark.parametrize("state", State)
def test_a_file_in_any_state_is_for_no_search_engine_and_no_cache(
    as_alice: Person, state: State
) -> None:
    bring(as_alice, LIST)
    Import.objects.update(state=state)
    answer = as_alice.get(the_file().get_absolute_url())
    assert '<meta name="robots" content="noindex">' in words(answer)
    assert answer["Cache-Control"] == "private, no-cache"


# --- An undo in between ---------------------------------------------------------------------------


def test_undone_elsewhere_while_it_comes_in_it_goes_no_further(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    fakes.die_after_a_chunk(alice, monkeypatch)
    set_owner(alice)
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    work(alice)
    assert the_file().state == State.CANCELLED
    assert not Contact.objects.exists()


# --- Locks ----------------------------------------------------------------------------------------


def test_each_chunk_holds_the_file_and_its_entry(as_alice: Person, alice: User) -> None:
    """So a word of its person waits for the chunk, and the next one hears it."""
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    with CaptureQueriesContext(connection) as captured:
        work(alice)
    locks = [query["sql"] for query in captured if query["sql"].endswith("FOR UPDATE")]
    chunks = 4  # the last finds nothing left
    assert sum('FROM "transfer_import"' in sql for sql in locks) == chunks
    assert sum('FROM "core_change"' in sql for sql in locks) == chunks


# --- An archive -----------------------------------------------------------------------------------


def test_an_archive_that_comes_in_is_not_offered_to_be_stopped(
    as_alice: Person, alice: User
) -> None:
    bring(as_alice, LIST)
    Import.objects.update(kind=ARCHIVE, format="archive", state=State.IMPORTING, total=7)
    page = look(as_alice)
    assert "It is coming in, whole or not at all." in page
    assert "Cancel</button>" not in page
    assert 'max="7"' not in page
