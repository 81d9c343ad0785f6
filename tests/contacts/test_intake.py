"""People out of a file: who is met, what is filled in, and that nothing is overwritten."""

from typing import Any

import pytest

from contacts.details import LINKS_LENGTH
from contacts.doubles import address_of
from contacts.intake import PeopleIntake
from contacts.models import Company, Contact
from contacts.records import PersonRecord
from core import undo
from core.intake import Fate, Match, Sure
from core.journal import Journal
from tests.contacts.bringing import brought
from tests.core.worlds import everything, said
from tests.factories import NOW, CompanyFactory, ContactFactory, EmploymentFactory

PRIYA = PersonRecord("Priya Nair", company="Acme", title="CTO", email="priya@example.com")


def matched(owner: Any, *records: PersonRecord, chosen: str = "") -> list[Match]:
    intake = PeopleIntake(owner, NOW)
    return [intake.match(line, record, chosen) for line, record in enumerate(records, 2)]


def test_somebody_new_is_added_with_their_company(alice: Any) -> None:
    record = PersonRecord(
        "Priya Nair", "Acme", "CTO", "priya@example.com", "+43 1 234567",
        ("https://example.com/priya",), "Met at a fair.",
    )  # fmt: skip
    _change, matches, written = brought(alice, [record])
    priya = Contact.objects.get()
    assert matches == [Match(Fate.ADD)]
    assert (written[0].pk, written[0].made) == (priya.pk, True)
    assert (priya.name, str(priya.company), priya.title) == ("Priya Nair", "Acme", "CTO")
    assert (priya.email, priya.phone) == ("priya@example.com", "+43 1 234567")
    assert (priya.links, priya.notes) == ("https://example.com/priya", "Met at a fair.")
    assert Contact.objects.matching("priya cto acme").get() == priya


@pytest.mark.parametrize(
    ("record", "sure"),
    [
        (PersonRecord("Priya Nair", email="PRIYA@example.com"), Sure.CERTAIN),
        (PersonRecord("P. Nair", "Borealis", email="priya@example.com"), Sure.CERTAIN),
        (PersonRecord("Priya Sharma", links=("http://de.linkedin.com/in/Priya/",)), Sure.CERTAIN),
        (PersonRecord("PRÍYA NAIR", "ACME Ltd."), Sure.LIKELY),
        (PersonRecord("Priya Nair"), Sure.LIKELY),
        (PersonRecord("Priya Nair", "Old Place"), Sure.LIKELY),
    ],
)
def test_somebody_i_have_is_met(alice: Any, record: PersonRecord, sure: str) -> None:
    priya = ContactFactory(
        owner=alice, name="Priya Nair", company__name="Acme", email="priya@example.com",
        links="https://www.linkedin.com/in/priya",
    )  # fmt: skip
    EmploymentFactory(owner=alice, contact=priya, company__name="Old Place")
    found = matched(alice, record)[0]
    assert (found.fate, found.sure, found.pk) == (Fate.SAME, sure, priya.pk)
    assert found.why


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (PersonRecord("Priya Nair", "Borealis"), "at another company"),
        (PersonRecord("Max Mustermann", email="priya@example.com"), "under another name"),
        (PersonRecord("Priya Nair", links=("https://linkedin.com/in/p",)), "another profile"),
    ],
)  # fmt: skip
def test_somebody_who_is_only_perhaps_the_same_is_added_unless_i_say_so(
    alice: Any, record: PersonRecord, why: str
) -> None:
    priya = ContactFactory(
        owner=alice, name="Priya Nair", company__name="Acme", email="priya@example.com",
        links="https://linkedin.com/in/priya",
    )  # fmt: skip
    found = matched(alice, record)[0]
    assert (found.fate, found.sure, found.pk) == (Fate.ADD, Sure.MAYBE, priya.pk)
    assert why in found.why
    chosen = matched(alice, record, chosen="same")[0]
    assert (chosen.fate, chosen.pk) == (Fate.SAME, priya.pk)


def test_somebody_likely_is_added_where_i_say_so(alice: Any) -> None:
    ContactFactory(owner=alice, name="Priya Nair", company=None)
    assert matched(alice, PRIYA, chosen="add")[0].fate == Fate.ADD
    brought(alice, [PRIYA], chosen="add")
    assert Contact.objects.count() == 2


def test_one_is_met_by_two_names_that_an_address_is_made_of(alice: Any) -> None:
    ContactFactory(owner=alice, name="Bob", email="bob.smith@example.com")
    record = PersonRecord("Robert Smith", email="bob.smith@example.com")
    assert matched(alice, record)[0].sure == Sure.CERTAIN


def test_a_card_meets_its_person_whatever_they_are_called_now(alice: Any) -> None:
    priya = ContactFactory(owner=alice, name="Priya Sharma")
    found = matched(alice, PersonRecord("Priya Nair", uid=str(priya.uuid)))[0]
    assert (found.sure, found.pk) == (Sure.CERTAIN, priya.pk)


def test_a_card_of_another_program_is_met_again_by_its_own_name(alice: Any) -> None:
    brought(alice, [PersonRecord("Priya Nair", "Acme", uid="pas-id-3F2A")])
    found = matched(alice, PersonRecord("Priya Sharma", "Borealis", uid="pas-id-3F2A"))[0]
    assert (found.fate, found.sure) == (Fate.SAME, Sure.CERTAIN)


def test_only_what_is_empty_is_filled_in(alice: Any) -> None:
    priya = ContactFactory(
        owner=alice, name="Priya Nair", company=None, email="priya@example.com", title="CTO",
        links="https://linkedin.com/in/priya",
    )  # fmt: skip
    record = PersonRecord(
        "Priya N.", "Acme", "Engineer", "priya@example.com", "+43 1 234567",
        ("https://linkedin.com/in/other", "https://example.com/priya"), "From the file.",
        reasons=("may_call_me",), where_we_met="A fair", keep_in_touch_days=30,
        next_on=NOW.date(),
    )  # fmt: skip
    _change, matches, written = brought(alice, [record])
    assert set(matches[0].fills) == {
        "company", "phone", "links", "notes", "where we met", "keep in touch every",
        "speak next on", "why to call them",
    }  # fmt: skip
    assert (written[0].pk, written[0].made) == (priya.pk, False)
    priya.refresh_from_db()
    assert (priya.name, str(priya.company), priya.title) == ("Priya Nair", "Acme", "CTO")
    assert priya.links.split() == ["https://linkedin.com/in/priya", "https://example.com/priya"]
    assert (priya.phone, priya.notes, priya.version) == ("+43 1 234567", "From the file.", 2)
    assert (priya.may_call_me, priya.where_we_met) == (True, "A fair")
    assert (priya.keep_in_touch_days, priya.next_on) == (30, NOW.date())


def test_a_title_at_another_company_is_not_theirs_now(alice: Any) -> None:
    priya = ContactFactory(owner=alice, name="Priya Nair", email="priya@example.com")
    found = matched(alice, PersonRecord("Priya Nair", "Before", "Intern", "priya@example.com"))[0]
    assert (found.fate, found.pk) == (Fate.SAME, priya.pk)


def test_where_they_were_before_is_not_where_they_are_now(alice: Any) -> None:
    priya = ContactFactory(owner=alice, name="Priya Nair", company=None)
    EmploymentFactory(owner=alice, contact=priya, company__name="Acme")
    found = matched(alice, PersonRecord("Priya Nair", "Acme", "CTO"))[0]
    assert (found.fate, found.fills) == (Fate.SAME, {})


def test_a_row_that_says_the_same_again_is_left_out_with_the_line_that_it_repeats(
    alice: Any,
) -> None:
    _change, matches, written = brought(alice, [PRIYA, PersonRecord("priya nair", "ACME"), PRIYA])
    assert [match.fate for match in matches] == [Fate.ADD, Fate.SKIP, Fate.SKIP]
    assert [match.line for match in matches] == [None, 2, 2]
    assert matches[1].why == "It says the same as line 2."
    assert [one.pk for one in written] == [Contact.objects.get().pk]
    assert Contact.objects.get().version == 1


@pytest.mark.parametrize("size", [1, 1_000])
def test_a_row_that_says_more_completes_the_one_before(alice: Any, size: int) -> None:
    more = PersonRecord("Priya Nair", "Acme", phone="+43 1 234567")
    change, matches, _written = brought(alice, [PRIYA, more], size=size)
    assert (matches[1].fate, matches[1].line) == (Fate.FILL, 2)
    assert Contact.objects.get().phone == "+43 1 234567"
    assert undo.put_back(change, NOW)
    assert not Contact.objects.exists()


def test_two_of_one_name_and_two_companies_are_two(alice: Any) -> None:
    other = PersonRecord("Priya Nair", "Borealis")
    assert [match.sure for match in matched(alice, PRIYA, other)] == ["", ""]
    brought(alice, [PRIYA, other])
    assert Contact.objects.count() == 2


def test_companies_are_taken_as_they_are_written_here(alice: Any) -> None:
    company = CompanyFactory(owner=alice, name="ACME")
    brought(alice, [PRIYA, PersonRecord("Max", "Borealis"), PersonRecord("Eva", "borealis")])
    assert [str(one) for one in Company.objects.in_order()] == ["ACME", "Borealis"]
    assert company.contacts.get().name == "Priya Nair"


def test_undone_it_is_as_it_was(alice: Any) -> None:
    ContactFactory(owner=alice, name="Max", company=None, email="max@example.com")
    before = said(everything())
    records = [PRIYA, PersonRecord("Max", "Borealis", email="max@example.com", notes="More.")]
    change, _matches, _written = brought(alice, records)
    assert Contact.objects.count() == 2
    assert undo.put_back(change, NOW)
    assert said(everything()) == before


def test_links_are_taken_apart_once_however_many_of_one_name_there_are(
    alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_apart = []

    def counted(link: str) -> str:
        taken_apart.append(link)
        return address_of(link)

    monkeypatch.setattr("contacts.matching.address_of", counted)
    found = [
        PersonRecord(
            "Priya Nair",
            links=(f"https://linkedin.com/in/{n}", *(f"https://{n}.example/{k}" for k in range(9))),
        )
        for n in range(10)
    ]
    assert {match.fate for match in matched(alice, *found)} == {Fate.ADD}
    assert len(taken_apart) == 100


def test_links_are_added_as_long_as_there_is_room_for_them(alice: Any) -> None:
    links = [f"https://{n}.example/{'x' * 100}" for n in range(40)]
    brought(alice, [PersonRecord("Priya Nair", links=tuple(links[:9]))])
    brought(alice, [PersonRecord("Priya Nair", links=tuple(links))])
    kept = Contact.objects.get().links
    assert kept.split() == links[: len(kept.split())]
    assert len(kept) <= LINKS_LENGTH < len(kept) + 1 + len(links[-1])


def test_whom_others_know_is_nobody_of_mine(alice: Any, bob: Any) -> None:
    ContactFactory(owner=bob, name="Priya Nair", email="priya@example.com")
    assert matched(alice, PRIYA)[0].fate == Fate.ADD


def test_a_thousand_take_no_more_statements_than_one(
    alice: Any, django_assert_max_num_queries: Any
) -> None:
    records = [PersonRecord(f"Person {n}", f"Company {n}", phone="1") for n in range(40)]
    for n in range(20):
        ContactFactory(owner=alice, name=f"Person {n}", company=None)
    with django_assert_max_num_queries(9):  # a savepoint around each of two, and the entry
        intake = PeopleIntake(alice, NOW)
        pairs = [(record, intake.match(n, record)) for n, record in enumerate(records)]
        intake.write(pairs, Journal())
    assert Contact.objects.exclude(company=None).filter(phone="1").count() == 40
