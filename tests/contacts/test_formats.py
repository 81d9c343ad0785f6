"""A file of people is known for what it is, each row is right, and a second run adds nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from contacts.formats import TABLES
from contacts.models import Contact
from contacts.records import PersonRecord
from core.intake import Fate
from tests.contacts.bringing import brought
from tests.contacts.samples import EXPECTED, FOLDER, OPTIONS, read, sample
from tests.core.worlds import everything


def people(text: str, mapping: dict[str, str] | None = None) -> list[PersonRecord]:
    _key, rows = read(text.encode(), replace(OPTIONS, mapping=mapping or {}))
    return [row.record for row in rows]


def known(header: str) -> tuple[str, int]:
    columns: Sequence[str] = header.split(",")
    best = max(TABLES, key=lambda one: one.knows(columns))
    return best.key, best.knows(columns)


def test_every_sample_is_read() -> None:
    assert {path.name for path in FOLDER.glob("*.*") if path.suffix != ".py"} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_of_a_file_is_right(name: str) -> None:
    key, rows = read(sample(name))
    expected_key, expected = EXPECTED[name]
    assert key == expected_key
    assert [row.line for row in rows] == [line for line, _wanted in expected]
    for row, (_line, wanted) in zip(rows, expected, strict=True):
        if isinstance(wanted, str):
            assert row.record is None
            assert wanted in row.problem
        else:
            assert row.record == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_the_second_run_of_a_file_adds_and_changes_nothing(alice: Any, name: str) -> None:
    records = [row.record for row in read(sample(name))[1] if row.record]
    brought(alice, records)
    assert Contact.objects.count() == len(records)
    before = everything()
    _change, matches, _written = brought(alice, records)
    assert {match.fate for match in matches} == {Fate.SAME}
    assert everything() == before


# --- LinkedIn -------------------------------------------------------------------------------------


def test_a_linkedin_file_is_known_with_its_preamble_cut() -> None:
    text = sample("linkedin.csv").decode()
    cut = text[text.index("First Name") :]
    assert people(cut) == people(text)


# --- Sheets ---------------------------------------------------------------------------------------


def test_columns_may_stand_in_any_order() -> None:
    assert people("Company,E-Mail,Surname,First name\nAcme,p@example.com,Nair,Priya\n") == [
        PersonRecord("Priya Nair", "Acme", email="p@example.com")
    ]


def test_an_unknown_column_goes_where_its_person_says() -> None:
    text = "Name,Employer,Reach,Birthday,Star sign\nPriya,Acme,p@example.com,12 Apr,Aries\n"
    assert people(text) == [PersonRecord("Priya", "Acme")]
    mapping = {"Reach": "email", "Birthday": "notes", "Star sign": "", "Name": "notes"}
    assert people(text, mapping) == [
        PersonRecord("Priya", "Acme", email="p@example.com", notes="Birthday: 12 Apr")
    ]


def test_what_stands_beside_the_columns_is_kept() -> None:
    assert people("Name,Company\nPriya,Acme,call on Mondays\n")[0].notes == "call on Mondays"


def test_what_is_too_long_or_no_address_is_kept_in_the_notes() -> None:
    long = "x" * 300
    text = (
        f'Name,Company,Email,Email 2,Phone,Link\n{long},Acme,nobody,p@example.com,none,"no link"\n'
    )
    person = people(text)[0]
    assert (person.name, person.email) == ("x" * 200, "p@example.com")
    assert (person.phone, person.links) == ("", ())
    assert person.notes.split("\n") == [
        "E-mail: nobody", "Phone: none", "Link: no link", f"Name: {long}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("First Name,Last Name,E-mail Address,Title,Company", "people-sheet"),
        ("contact,company,e-mail", "people-sheet"),
        ("FULL_NAME,EMAIL", "people-sheet"),
    ],
)
def test_a_list_of_people_is_known_by_its_names(header: str, key: str) -> None:
    assert known(header) == (key, len(header.split(",")) - header.startswith("contact"))


@pytest.mark.parametrize("header", ["Company,Position,Status", "Name", "E-mail,Phone", ",,"])
def test_one_without_names_or_with_nothing_else_is_not(header: str) -> None:
    assert known(header)[1] == 0


def test_every_column_that_is_known_says_what_it_becomes() -> None:
    for one in TABLES:
        assert all(one.meanings([header]) for header in one.needs)  # type: ignore[attr-defined]
        assert one.meanings(["Star sign"]) == {}
        assert "email" in one.fields()
