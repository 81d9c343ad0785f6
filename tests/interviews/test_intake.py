"""Applications out of a file: what is added, met, completed, left out; and all of it back again."""

from dataclasses import replace
from datetime import date
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
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory
from tests.interviews import files
from tests.interviews.intakes import bring_in, fates, seen
from tests.interviews.reading import read

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
URL = "https://boards.example.com/jobs/401234"
CAREERS = "https://example.com/careers"
LEAD = ApplicationRecord(company="Umbrella", role="Platform lead", applied_on=MARCH)
WHOLE = ApplicationRecord(
    company="Umbrella",
    role="Platform lead",
    applied_on=MARCH,
    source="LinkedIn",
    url=URL,
    salary_range="60k",
    notes="Tea",
    closed_as="rejected",
    closed_on=APRIL,
    website="https://umbrella.example.com",
)


def mine(owner: User, **facts: Any) -> Application:
    company = CompanyFactory(owner=owner, name=facts.pop("company", "Umbrella"))
    return ApplicationFactory(
        owner=owner, company=company, **{"role": "Platform lead", "applied_on": MARCH, **facts}
    )


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


# --- Lines that repeat one another ---


@pytest.mark.parametrize(
    ("first", "second", "is_repeated"),
    [
        (LEAD, LEAD, True),
        (LEAD, replace(LEAD, role="PLATFORM  Lead"), True),
        (replace(LEAD, notes="one"), replace(LEAD, notes="other"), True),
        (LEAD, replace(LEAD, applied_on=None), True),
        (replace(LEAD, url=URL), replace(LEAD, url=URL, applied_on=APRIL), True),
        (replace(LEAD, url=URL), replace(LEAD, url=URL, role="Lead"), False),
        (replace(LEAD, url=URL), replace(LEAD, url=URL, company="Hooli"), False),
        (replace(LEAD, url=CAREERS), replace(LEAD, url=CAREERS, applied_on=APRIL), False),
        (LEAD, replace(LEAD, applied_on=APRIL), False),
        (replace(LEAD, applied_on=None), LEAD, False),
        (replace(LEAD, url=URL), replace(LEAD, url=URL + "9"), False),
    ],
)
def test_a_line_that_says_the_same_as_an_earlier_one_is_left_out(
    alice: User, first: ApplicationRecord, second: ApplicationRecord, is_repeated: bool
) -> None:
    match = seen(alice, [first, second])[1]
    assert (match.fate == "skip", match.line) == ((True, 2) if is_repeated else (False, None))
    assert match.why == ("It says the same as line 2." if is_repeated else "")


def test_a_line_that_says_more_completes_the_earlier_one(alice: User) -> None:
    first, again = seen(alice, [LEAD, WHOLE])
    assert (first.fate, again.fate, again.sure) == ("add", "fill", "certain")
    assert (again.pk, again.line, again.why) == (None, 2, "It completes line 2.")
    assert again.fills == {
        "source": "LinkedIn",
        "link": URL,
        "salary range": "60k",
        "notes": "Tea",
        "closed as": "rejected, 1 Apr 2026",
        "the company’s website": "https://umbrella.example.com",
    }


@pytest.mark.parametrize("at_once", [1, 2, 1_000])
def test_what_later_lines_say_is_in_the_row_of_the_first(alice: User, at_once: int) -> None:
    later = replace(WHOLE, source="", salary_range=""), replace(LEAD, source="LinkedIn")
    records = [LEAD, replace(LEAD, role="Cook"), *later, replace(WHOLE, notes="Coffee")]
    change = bring_in(alice, records, at_once=at_once)
    row = Application.objects.select_related("company").get(role_key="platform lead")
    kept = {name: getattr(row, name) for name in WHOLE.__dataclass_fields__ if hasattr(row, name)}
    assert {**kept, "company": "Umbrella", "website": row.company.website} == {
        name: getattr(WHOLE, name) for name in WHOLE.__dataclass_fields__
    }
    world = everything()
    assert [one.fate for one in seen(alice, records)] == ["same", "same", "skip", "skip", "skip"]
    bring_in(alice, records, at_once=at_once)
    assert everything() == world
    assert undo.put_back(change, NOW)
    assert not Application.objects.exists()


def test_a_later_line_completes_what_i_have(alice: User) -> None:
    row = mine(alice)
    first, again = seen(alice, [LEAD, WHOLE])
    assert (first.fate, again.fate, again.pk, again.line) == ("same", "fill", row.pk, 2)
    bring_in(alice, [LEAD, WHOLE])
    row.refresh_from_db()
    assert (row.closed_as, row.notes, row.salary_range) == ("rejected", "Tea", "60k")


def test_one_with_an_interview_is_not_closed_by_a_later_line(alice: User) -> None:
    InterviewFactory(owner=alice, application=mine(alice))
    bring_in(alice, [LEAD, WHOLE])
    assert Application.objects.get().closed_as == ""


def test_a_website_goes_to_the_company_of_the_row_that_is_met(alice: User) -> None:
    site = "https://umbrella.example.com"
    mine(alice, applied_on=None)
    met = replace(LEAD, company="Ümbrella", applied_on=None, website=site)
    records = [met, replace(LEAD, company="Ümbrella")]
    bring_in(alice, records)
    assert Company.objects.get(name="Umbrella").website == site
    assert {match.fate for match in seen(alice, records)} == {"same"}


def test_a_line_without_a_day_can_be_said_to_be_another(alice: User) -> None:
    again = replace(LEAD, applied_on=None, notes="Tea")
    assert fates(seen(alice, [LEAD, again])) == [("add", ""), ("fill", "likely")]
    assert fates(seen(alice, [LEAD, again], "add"))[1][0] == "add"


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
