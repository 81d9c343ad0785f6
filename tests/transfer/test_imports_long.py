"""Long files: a job reads and writes them chunk by chunk; it may be killed, watched and stopped."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from contacts.models import Contact
from core.models import Change
from core.ownership import set_owner
from tests.factories import ContactFactory
from tests.people import Person
from tests.transfer import fakes
from tests.transfer.hands import URL, bring, press, the_file, words, work
from transfer import importing, staging
from transfer.housekeeping import forget_old_imports
from transfer.models import ImportRow, State

LIST = fakes.LONG


@pytest.fixture(autouse=True)
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.use_long(monkeypatch)


def test_a_long_file_is_read_and_brought_in_by_a_job(as_alice: Person, alice: User) -> None:
    page = words(bring(as_alice, LIST))
    assert "It is being read: 0 rows so far." in page
    assert "You can leave this page" in page
    work(alice)
    assert "7 rows would bring something new" in as_alice.read(the_file().get_absolute_url())
    page = words(press(as_alice, "start"))
    assert "It is coming in: 0 of 7 rows." in page
    assert not Contact.objects.exists()
    work(alice)
    assert "It is in: 7 rows brought something." in as_alice.read(the_file().get_absolute_url())
    assert Contact.objects.count() == 7
    assert Change.objects.count() == 1


def test_the_page_of_a_file_at_work_asks_again_with_and_without_a_script(as_alice: Person) -> None:
    page = words(bring(as_alice, LIST))
    assert 'hx-trigger="every 1s"' in page
    url = the_file().get_absolute_url()
    assert f'<a id="how-far" href="{url}">See how far it is</a>' in page


def test_killed_in_between_it_goes_on_where_it_was(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    fakes.die_after_a_chunk(alice, monkeypatch)
    assert (Contact.objects.count(), the_file().done) == (3, 3)
    work(alice)
    assert the_file().state == State.DONE
    assert Contact.objects.count() == 7
    press(as_alice, "stop")
    work(alice)
    assert not Contact.objects.exists()


def test_who_is_added_by_hand_meanwhile_is_met(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    write = fakes.FriendIntake.write

    def interrupted(intake: Any, records: Any, journal: Any) -> Any:
        if not Contact.objects.exists():
            ContactFactory(owner=alice, name="Friend 7")
        return write(intake, records, journal)

    monkeypatch.setattr(fakes.FriendIntake, "write", interrupted)
    work(alice)
    assert Contact.objects.filter(name="Friend 7").count() == 1
    assert the_file().counts == {"add": 6, "same": 1}


def test_two_files_of_one_person_take_turns(as_alice: Person) -> None:
    bring(as_alice, LIST)
    bring(as_alice, LIST)
    assert len(set(ProcrastinateJob.objects.values_list("lock", flat=True))) == 1


def test_a_reading_that_was_killed_begins_anew(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    file = the_file()
    for number in (1, 2):
        ImportRow.objects.create(owner=alice, file=file, number=number, line=number, fate="add")
    work(alice)
    assert [row.number for row in file.rows.order_by("number")] == [1, 2, 3, 4, 5, 6, 7]
    assert the_file().counts == {"add": 7}


def test_cancelled_while_it_comes_in_what_is_in_is_taken_back(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = ContactFactory(owner=alice, name="Mine")
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "start")
    write = fakes.FriendIntake.write

    def interrupted(intake: Any, records: Any, journal: Any) -> Any:
        importing.stop(the_file())  # as its page does, between two chunks
        return write(intake, records, journal)

    monkeypatch.setattr(fakes.FriendIntake, "write", interrupted)
    work(alice)
    assert the_file().state == State.CANCELLED
    assert list(Contact.objects.all()) == [mine]


def test_cancelled_before_it_is_read_nothing_of_it_is_kept(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    press(as_alice, "stop")
    work(alice)
    assert the_file().state == State.CANCELLED
    assert not ImportRow.objects.exists()


def test_cancelled_while_it_is_read_it_is_read_no_further(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(as_alice, LIST)
    match, seen = fakes.FriendIntake.match, []

    def interrupted(intake: Any, line: int, record: Any, chosen: str = "") -> Any:
        seen.append(record.name)
        if record.name == "Friend 4":  # the first of the second chunk
            set_owner(alice)
            assert ImportRow.objects.count() == 3
            importing.stop(the_file())
        return match(intake, line, record, chosen)

    monkeypatch.setattr(fakes.FriendIntake, "match", interrupted)
    work(alice)
    assert the_file().state == State.CANCELLED
    assert not ImportRow.objects.exists()
    assert seen[-1] == "Friend 6"


def test_a_preview_that_is_cancelled_leaves_no_row(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    work(alice)
    press(as_alice, "stop")
    assert not ImportRow.objects.exists()


def test_a_list_that_turns_out_too_long_leaves_no_row(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks of it are there already when that is seen."""
    bring(as_alice, LIST)
    monkeypatch.setattr("core.files.table.MOST_ROWS", 5)
    work(alice)
    assert "More than 5 rows" in as_alice.read(the_file().get_absolute_url())
    assert not ImportRow.objects.exists()


def statements(rows: int, as_alice: Person, alice: User) -> int:
    """How many an import of so many rows takes, and then its undo."""
    bring(as_alice, "Name\n" + "".join(f"Friend {rows} {n}\n" for n in range(rows)))
    with CaptureQueriesContext(connection) as captured:
        work(alice)
        press(as_alice, "start")
        work(alice)
        press(as_alice, "stop")
        work(alice)
    the_file().delete()
    return len(captured)


def test_rows_of_one_chunk_cost_no_statement_each(
    as_alice: Person, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "CHUNK", 1_000)
    assert statements(400, as_alice, alice) == statements(4, as_alice, alice)


def test_what_waited_for_a_week_is_forgotten(as_alice: Person, alice: User) -> None:
    bring(as_alice, LIST)
    work(alice)
    forget_old_imports(timezone.now() + timedelta(days=6))
    set_owner(alice)
    assert the_file().state == State.READY
    forget_old_imports(timezone.now() + timedelta(days=8))
    set_owner(alice)
    assert not ImportRow.objects.exists()
    assert "Lately" not in as_alice.read(URL)
