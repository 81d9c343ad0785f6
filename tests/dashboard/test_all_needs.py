"""Everything that needs me, a page at a time."""

from tests.dashboard.facts import Facts, store
from tests.people import Person
from tests.statements import page_statements


def test_what_today_has_no_room_for_is_all_here(as_alice: Person) -> None:
    store(as_alice.user, [Facts(debriefed=False)] * 11)
    assert 'href="/needs/"' in as_alice.get("/").content.decode()
    assert as_alice.get("/needs/").content.decode().count("/debrief/") == 11


def test_it_comes_in_pages_and_one_statement(as_alice: Person) -> None:
    store(as_alice.user, [Facts(debriefed=False)] * 60)
    assert len(page_statements(as_alice, "/needs/")) == 1
    first, second = (as_alice.get(f"/needs/?page={n}").content.decode() for n in (1, 2))
    assert (first.count("/debrief/"), second.count("/debrief/")) == (50, 10)


def test_an_empty_list_says_so(as_alice: Person) -> None:
    assert "Nothing just now." in as_alice.get("/needs/").content.decode()
