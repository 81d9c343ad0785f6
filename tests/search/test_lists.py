"""Lists are narrowed by words whatever their accents, and by fragments that are whole pages."""

import pytest

from accounts.models import User
from tests.factories import AnswerFactory, LessonFactory, MeetingFactory
from tests.people import Person


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/interviews/?q=emile", "Hooli"),
        ("/learning/journal/?q=cafes", "Cafés are quiet"),
        ("/feedback/?q=TRES", "Très bien"),
    ],
)
def test_accents_do_not_hide_anything(
    as_alice: Person, alice: User, address: str, shown: str
) -> None:
    meeting = MeetingFactory(
        owner=alice, name="Émile", interview__application__company__name="Hooli"
    )
    LessonFactory(owner=alice, interview=meeting.interview, learned="Cafés are quiet")
    AnswerFactory(owner=alice, said="Très bien")
    assert shown in as_alice.read(address)


@pytest.mark.parametrize(
    "address",
    ["/interviews/", "/applications/", "/people/", "/companies/", "/learning/", "/feedback/"],
)
def test_what_a_list_replaces_of_itself_is_there_and_says_how_much(
    as_alice: Person, alice: User, address: str
) -> None:
    MeetingFactory(owner=alice, interview__application__company__name="Hooli")
    page = as_alice.read(f"{address}?q=hooli")
    assert 'hx-target="#list"' in page
    assert page.count('id="list"') == 1
    assert "data-announce" in page[page.index('id="list"') :]
    assert "htmx-2.min.js" in page


def test_pages_without_a_list_do_without_htmx(as_alice: Person) -> None:
    assert '<script src="/static/django_htmx' not in as_alice.read("/")


def test_shortcuts_are_gone_where_they_are_switched_off(as_alice: Person, alice: User) -> None:
    assert 'id="shortcuts"' in as_alice.read("/")
    alice.shortcuts = False
    alice.save()
    page = as_alice.read("/")
    assert 'id="shortcuts"' not in page
    assert "shortcuts.js" not in page
    assert "data-search" in page
