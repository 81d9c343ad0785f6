"""What goes out as vCards comes back equal, and a second time adds nothing."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.details import is_email
from contacts.formats.vcard import VCards
from contacts.formats.vcard_out import card
from contacts.models import Contact
from contacts.records import PersonRecord
from contacts.views.cards import record_of
from core.files import Options
from core.files.tidy import in_a_line, in_lines
from core.intake import Fate
from core.ownership import acting_as
from tests.contacts.bringing import brought
from tests.factories import NOW, CompanyFactory, ContactFactory
from tests.people import Person

ASKED = Options(zone=ZoneInfo("UTC"))


def a_line(longest: int, least: int = 0) -> st.SearchStrategy[str]:
    """Text as a form takes it, with what a card gives a meaning to."""
    typed = st.text(max_size=longest) | st.text("\\;,:=\"' nN\u00e9\U0001f600", max_size=longest)
    return typed.map(lambda text: in_a_line(text, longest)).filter(lambda text: len(text) >= least)


texts = st.text(max_size=300) | st.text("\\;,:\nBEGIN END VCARD\u00e9", max_size=300)
records = st.builds(
    PersonRecord,
    name=a_line(200, 1),
    company=a_line(200),
    title=a_line(200),
    email=st.sampled_from(["", "priya@example.com"]) | st.emails().filter(is_email),
    phone=st.sampled_from(["", "+44 20 7946 0958", "(0)20/7946-0958"]),
    links=st.lists(
        st.sampled_from(
            ["https://example.com/a,b;c", "https://example.com/\\x", "http://b.example"]
        ),
        unique=True,
    ).map(tuple),
    notes=texts.map(lambda text: in_lines(text, 10_000)),
    uid=st.uuids().map(str),
    reasons=st.lists(st.sampled_from(Contact.REASONS), unique=True).map(
        lambda chosen: tuple(reason for reason in Contact.REASONS if reason in chosen)
    ),
    where_we_met=a_line(300),
    keep_in_touch_days=st.none() | st.integers(1, 730),
    next_on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)


def read(text: str) -> list[PersonRecord]:
    found = list(VCards().records(text.encode(), ASKED))
    assert not [one.problem for one in found if one.problem]
    return [one.record for one in found]


def taken_in(owner: Any, found: list[PersonRecord]) -> list[str]:
    """What becomes of each, written as an import writes it."""
    _change, matches, _written = brought(owner, found)
    return [match.fate for match in matches]


@settings(deadline=None)
@given(st.lists(records, max_size=3))
def test_any_people_come_back_equal(people: list[PersonRecord]) -> None:
    assert read("".join(map(card, people))) == people


def people_of(person: Person) -> list[PersonRecord]:
    return read(person.get("/people/cards.vcf?all=yes").content.decode())


def some_people(owner: Any) -> None:
    umbrella = CompanyFactory(owner=owner, name="Umbrella, Inc; Ltd")
    ContactFactory(
        owner=owner, name="Priya Nair", company=umbrella, title="CTO", email="priya@example.com",
        phone="+44 20 7946 0958", links="https://example.com/a,b\nhttps://b.example",
        sounding_board=True, may_call_me=True, where_we_met="Fosdem, 2026",
        keep_in_touch_days=90, next_on=date(2026, 6, 1), notes="Two\nlines; and more \\n",
    )  # fmt: skip
    ContactFactory(owner=owner, name="Tom Reed", company=umbrella)
    ContactFactory(owner=owner, name="Tom Reed", company=umbrella)
    ContactFactory(owner=owner, name="Zoë", company=None, archived_at=NOW)


def test_my_own_cards_add_nothing(as_alice: Person) -> None:
    some_people(as_alice.user)
    before = list(Contact.objects.order_by("pk").values())
    assert taken_in(as_alice.user, people_of(as_alice)) == [Fate.SAME] * 4
    assert list(Contact.objects.order_by("pk").values()) == before


def test_in_another_account_they_are_the_same_people(as_alice: Person, as_bob: Person) -> None:
    some_people(as_alice.user)
    found = people_of(as_alice)
    with acting_as(as_bob.user):
        assert taken_in(as_bob.user, found) == [Fate.ADD] * 4
        assert taken_in(as_bob.user, found) == [Fate.SAME] * 4
    assert people_of(as_bob) == found


def test_a_person_deleted_since_comes_back_from_their_card(as_alice: Person) -> None:
    some_people(as_alice.user)
    priya = Contact.objects.select_related("company").get(name="Priya Nair")
    record = record_of(priya)
    priya.delete()
    assert taken_in(as_alice.user, people_of(as_alice)) == [Fate.SAME] * 3
    assert taken_in(as_alice.user, [record]) == [Fate.ADD]
    again = Contact.objects.select_related("company").get(name="Priya Nair")
    assert record_of(again) == record
