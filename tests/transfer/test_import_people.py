"""Every tool's list of people through the page: known for what it is, in once, and not again."""

import pytest

from contacts.models import Contact
from contacts.records import PersonRecord
from tests.contacts.samples import EXPECTED, sample
from tests.core.worlds import everything
from tests.people import Person
from tests.transfer.hands import bring, press, the_file
from transfer.models import Import, State


def preview(person: Person, name: str) -> Import:
    """Of the rows of that file, each with what it would do."""
    Import.objects.all().delete()
    bring(person, sample(name), name)
    if the_file().state == State.ASKING:
        press(person, "answer")
    file = the_file()
    assert (file.format, file.kind, file.state) == (EXPECTED[name][0], "people", State.READY)
    assert file.total == len(EXPECTED[name][1])
    return file


@pytest.mark.parametrize("name", EXPECTED)
def test_it_comes_in_once_and_the_second_time_there_is_nothing_new(
    as_alice: Person, name: str
) -> None:
    people = sum(isinstance(row, PersonRecord) for _line, row in EXPECTED[name][1])
    before = everything()
    assert preview(as_alice, name).to_write == people
    assert everything() == before
    press(as_alice, "start")
    assert Contact.objects.count() == people
    brought = everything()
    assert preview(as_alice, name).to_write == 0
    assert everything() == brought
