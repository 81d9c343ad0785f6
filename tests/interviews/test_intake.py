"""Applications out of a file: what is added, met, completed, left out; and all of it back again."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Company
from core import undo
from core.journal import Journal
from core.ownership import acting_as
from interviews.intake import ApplicationIntake
from interviews.models import Application, Interview
from interviews.records import ApplicationRecord
from tests.core.worlds import everything, said
from tests.factories import NOW, CompanyFactory, InterviewFactory
from tests.interviews import files
from tests.interviews.intakes import (
    APRIL,
    CAREERS,
    LEAD,
    MARCH,
    URL,
    WHOLE,
    bring_in,
    fates,
    mine,
    seen,
)
from tests.interviews.reading import read

# --- Adding ---


def test_what_is_new_is_added_whole_with_its_company(alice: User) -> None:
    (match,) = seen(alice, [WHOLE])
    assert (match.fate, match.sure, match.pk) == ("add", "", None)
    bring_in(alice, [WHOLE])
    row = Application.objects.select_related("company").get()
    kept = {name: getattr(row, name) for name in WHOLE.__dataclass_fields__ if hasattr(row, name)}
    assert {**kept, "company": row.company.name, "website": row.company.website} == {
        name: getattr(WHOLE, name) for name in WHOLE.__dataclass_fields__
    }
    assert (row.owner, row.company.owner) == (alice, alice)
    assert (row.role_key, row.company.sort_key) == ("platform lead", "umbrella")
    assert not Interview.objects.exists()


def test_a_company_i_have_is_used_in_any_case_and_made_once(alice: User) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    records = [replace(LEAD, company=name) for name in ("UMBRELLA", "Hooli", "hooli")]
    bring_in(alice, [replace(one, role=f"Role {n}") for n, one in enumerate(records)])
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Hooli", "Umbrella"]
    assert umbrella.applications.count() == 1


@pytest.mark.parametrize("one", ["İstanbul", "ΟΔΟΣ", "Straße", "ΑΣ"])
def test_letters_that_the_database_lowers_in_its_own_way_make_no_double(
    alice: User, one: str
) -> None:
    names = {one, one.lower(), one.upper(), one.lower().upper().lower()}
    records = [replace(LEAD, company=name, role=f"No. {n}") for n, name in enumerate(sorted(names))]
    bring_in(alice, records)
    assert Application.objects.count() == len(names)


def test_a_strangers_rows_are_not_met(alice: User, bob: User) -> None:
    with acting_as(bob):
        mine(bob, url=URL)
    assert fates(seen(alice, [WHOLE])) == [("add", "")]


# --- Meeting what is there ---


@pytest.mark.parametrize(
    ("there", "record", "fate"),
    [
        # The same posting, whenever; under another name it may be another one.
        ({"url": URL + "?", "applied_on": APRIL}, replace(LEAD, url=URL), ("same", "certain")),
        ({"url": URL, "role": "Lead"}, replace(WHOLE, closed_as=""), ("fill", "likely")),
        ({"url": URL, "company": "Hooli"}, replace(LEAD, url=URL), ("same", "likely")),
        ({"url": CAREERS, "applied_on": APRIL}, replace(LEAD, url=CAREERS), ("same", "likely")),
        # The same role there on that day, in other letters.
        ({"role": "PLATFORM LEAD", "company": "Ümbrella"}, LEAD, ("same", "certain")),
        # No day here, no day there, no day anywhere.
        ({"applied_on": None}, LEAD, ("fill", "likely")),
        ({}, replace(LEAD, applied_on=None), ("same", "likely")),
        ({"applied_on": None}, replace(LEAD, applied_on=None), ("same", "likely")),
        # On another day I applied once more.
        ({"applied_on": APRIL}, LEAD, ("add", "maybe")),
        # Another role, another company, another number at the same board.
        ({"role": "Platform leader"}, LEAD, ("add", "")),
        ({"company": "Hooli"}, LEAD, ("add", "")),
        ({"url": URL + "9"}, replace(LEAD, url=URL), ("add", "maybe")),
        # A page of many jobs tells none from another.
        (
            {"url": CAREERS, "role": "Cook"},
            replace(LEAD, url=CAREERS),
            ("add", ""),
        ),
    ],
)
def test_what_a_record_meets(
    alice: User, there: dict[str, Any], record: ApplicationRecord, fate: tuple[str, str]
) -> None:
    row = mine(alice, **there)
    (match,) = seen(alice, [record])
    assert fates([match]) == [fate]
    assert match.pk == (row.pk if fate[1] else None)
    assert bool(match.why) == bool(fate[1])


@pytest.mark.parametrize(
    ("chosen", "count", "fate"), [("same", 1, "same"), ("add", 2, "add"), ("", 2, "add")]
)
def test_whether_a_second_try_is_one_can_be_said(
    alice: User, chosen: str, count: int, fate: str
) -> None:
    mine(alice, applied_on=APRIL)
    (match,) = seen(alice, [LEAD], chosen)
    assert match.fate == fate
    assert match.why == "You applied for that role there on 1 Apr 2026."
    bring_in(alice, [LEAD], chosen)
    assert Application.objects.count() == count


def test_a_likely_one_can_be_said_to_be_another(alice: User) -> None:
    mine(alice, applied_on=None)
    assert fates(seen(alice, [LEAD], "add")) == [("add", "likely")]


# --- Filling in ---


def test_what_is_empty_is_filled_and_what_is_there_stays(alice: User) -> None:
    row = mine(alice, notes="My own words", url=URL)
    (match,) = seen(alice, [WHOLE])
    assert match.fills == {
        "source": "LinkedIn",
        "salary range": "60k",
        "closed as": "rejected, 1 Apr 2026",
        "the company’s website": "https://umbrella.example.com",
    }
    bring_in(alice, [WHOLE])
    now = Application.objects.select_related("company").get(pk=row.pk)
    assert (now.notes, now.source, now.salary_range) == ("My own words", "LinkedIn", "60k")
    assert (now.closed_as, now.closed_on) == ("rejected", APRIL)
    assert now.company.website == "https://umbrella.example.com"
    assert (now.version, now.company.version) == (row.version + 1, row.company.version + 1)


def test_one_that_is_over_keeps_its_ending(alice: User) -> None:
    mine(alice, closed_as="withdrew", closed_on=MARCH)
    bring_in(alice, [WHOLE])
    row = Application.objects.get()
    assert (row.closed_as, row.closed_on) == ("withdrew", MARCH)


def test_one_with_an_interview_is_not_closed_by_a_file(alice: User) -> None:
    row = mine(alice)
    InterviewFactory(owner=alice, application=row)
    assert "closed as" not in seen(alice, [WHOLE])[0].fills
    bring_in(alice, [WHOLE])
    assert Application.objects.get().closed_as == ""


def test_what_was_written_meanwhile_is_not_overwritten(alice: User) -> None:
    row = mine(alice)
    intake = ApplicationIntake(alice, NOW)
    match = intake.match(2, WHOLE)
    Application.objects.filter(pk=row.pk).update(notes="Just typed")
    InterviewFactory(owner=alice, application=row)
    intake.write([(WHOLE, match)], Journal())
    now = Application.objects.get()
    assert (now.notes, now.source, now.closed_as) == ("Just typed", "LinkedIn", "")


def test_what_one_line_met_is_met_by_it_the_second_time_too(alice: User) -> None:
    mine(alice, applied_on=None, url=URL)
    mine(alice, applied_on=None, role="Platform Lead", company="Ümbrella")
    records = [replace(LEAD, applied_on=None, notes="Tea"), replace(LEAD, url=URL)]
    bring_in(alice, records)
    assert fates(seen(alice, records)) == [("same", "likely"), ("same", "certain")]


# --- What a preview shows ---


def test_a_preview_names_it_and_says_the_rest(alice: User) -> None:
    intake = ApplicationIntake(alice, NOW)
    assert intake.title(WHOLE) == "Platform lead at Umbrella"
    assert intake.details(WHOLE) == [
        ("applied on", "1 Mar 2026"),
        ("closed as", "rejected, 1 Apr 2026"),
        ("source", "LinkedIn"),
        ("salary range", "60k"),
        ("notes", "Tea"),
        ("link", URL),
        ("the company’s website", "https://umbrella.example.com"),
    ]


# --- Again, back, and how much it costs ---


@pytest.mark.parametrize("key", files.ALL)
def test_the_second_time_a_file_adds_and_changes_nothing(alice: User, key: str) -> None:
    records = read(files.ALL[key])
    bring_in(alice, records)
    world = everything()
    assert {match.fate for match in seen(alice, records)} <= {"same", "skip"}
    bring_in(alice, records)
    assert everything() == world


def test_one_undo_takes_all_of_it_back(alice: User) -> None:
    mine(alice, applied_on=None)
    before = everything()
    records = [record for text in files.ALL.values() for record in read(text)]
    change = bring_in(alice, [WHOLE, *records], at_once=3)
    assert Application.objects.count() > 10
    assert undo.put_back(change, NOW)
    assert said(everything()) == said(before)


def test_as_many_statements_for_many_as_for_few(alice: User) -> None:
    mine(alice, applied_on=None)

    def statements(count: int, at: str) -> int:
        records = [replace(WHOLE, company=f"{at} {n}", url="") for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            bring_in(alice, [WHOLE, *records])
        return len(captured)

    few, many = statements(3, "A"), statements(300, "B")
    assert many <= few
