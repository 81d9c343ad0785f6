"""Every tool's list of applications through the page: in, the same again, and taken back."""

import pytest

from interviews.models import Application
from tests.core.worlds import everything
from tests.interviews import files
from tests.people import Person
from tests.transfer.hands import bring, press, the_file
from transfer.models import Import, State

# Of each file: how many rows, and of these how many come in.
ROWS = {
    "linkedin-applications": 2,
    "linkedin-saved": 1,
    "huntr": 4,
    "simplify": 3,
    "jobsync": 3,
    "teal": 2,
    "applications-sheet": 3,
}


def preview(person: Person, key: str) -> Import:
    """Of the rows of that file, each with what it would do."""
    Import.objects.all().delete()
    bring(person, files.ALL[key], f"{key}.csv")
    if the_file().state == State.ASKING:
        press(person, "answer")
    file = the_file()
    assert (file.format, file.kind, file.state) == (key, "applications", State.READY)
    assert file.total == ROWS[key]
    return file


@pytest.mark.parametrize("key", files.ALL)
def test_it_comes_in_once_and_is_taken_back_whole(as_alice: Person, key: str) -> None:
    before = everything()
    assert preview(as_alice, key).counts == {"add": ROWS[key]}
    assert everything() == before
    press(as_alice, "start")
    assert Application.objects.count() == ROWS[key]
    press(as_alice, "stop")
    assert everything() == before


@pytest.mark.parametrize("key", files.ALL)
def test_the_second_time_there_is_nothing_new_in_it(as_alice: Person, key: str) -> None:
    preview(as_alice, key)
    press(as_alice, "start")
    assert preview(as_alice, key).counts == {"same": ROWS[key]}
