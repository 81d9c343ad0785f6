"""vCards as other programs write them: what each of their lines becomes."""

import pytest

from contacts.formats import WHOLES
from contacts.records import PersonRecord
from tests.contacts.samples import OPTIONS


def person(*lines: str, encoding: str = "utf-8") -> PersonRecord:
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])
    data = text.encode(encoding)
    assert WHOLES[0].knows(data)
    (row,) = WHOLES[0].records(data, OPTIONS)
    assert not row.problem
    found: PersonRecord = row.record
    return found


@pytest.mark.parametrize(
    ("full", "parts", "name"),
    [
        ("Dr. Priya Nair", "Nair;Priya;;Dr.;", "Priya Nair"),
        ("Dr. Priya Nair", "Nair;Priya;;Dr.;PhD", "Priya Nair"),
        ("Nair, Priya (PhD)", "Nair;Priya;;;PhD", "Priya Nair"),
        ("Dr. Maria Anna Huber", "Huber;Maria;;Dr.;", "Dr. Maria Anna Huber"),
        ("Dr. Annamaria Huber", "Huber;Anna;;Dr.;", "Dr. Annamaria Huber"),
        ("Dr. Maria Huber", "Huber;Maria;Anna;Dr.;", "Dr. Maria Huber"),
        ("Maria-Anna Huber", "Huber;Maria Anna;;Dr.;", "Maria-Anna Huber"),
        ("Priya", ";;;Dr.;", "Priya"),
        ("", "Nair;Priya;;Dr.;", "Priya Nair"),
    ],
)
def test_a_form_of_address_leaves_the_name_and_nothing_else_does(
    full: str, parts: str, name: str
) -> None:
    found = person(f"FN:{full}", f"N:{parts}")
    assert found.name == name
    assert found.notes.startswith("Form of address: ")


@pytest.mark.parametrize(
    ("written", "company", "notes"),
    [
        ("Foo;Bar", "Foo", "Department: Bar"),
        ("Foo\\;Bar", "Foo;Bar", ""),
        ("Foo\\\\;Bar", "Foo\\", "Department: Bar"),
        ("Foo\\\\\\;Bar", "Foo\\;Bar", ""),
        ("Foo\\", "Foo\\", ""),
        (";;Bar;", "Bar", ""),
    ],
)
def test_a_backslash_takes_what_stands_behind_it_along(
    written: str, company: str, notes: str
) -> None:
    found = person("FN:Priya", f"ORG:{written}")
    assert (found.company, found.notes) == (company, notes)


def test_labels_are_parted_where_no_backslash_says_otherwise() -> None:
    assert person("FN:P", "CATEGORIES:a\\,b,c\\\\,d").notes == "Labels: a,b, c\\, d"


def test_where_somebody_lives_and_when_they_were_born_stands_in_the_notes() -> None:
    found = person(
        "FN:Priya", "ADR;TYPE=home:;;Ring 1\\, 2. Stock;Wien;;1010;Austria", "ADR:;;;;;;",
        "BDAY:1990-04-12",
    )  # fmt: skip
    assert found.notes.split("\n") == [
        "Address (home): Ring 1, 2. Stock, Wien, 1010, Austria", "Birthday: 1990-04-12",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_cards_are_known_in_any_encoding_with_a_mark_or_without(encoding: str) -> None:
    assert person("FN:Zoë Müller", encoding=encoding) == PersonRecord("Zoë Müller")
