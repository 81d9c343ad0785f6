"""Lines of one file about the same application: left out, or completing the earlier one."""

from dataclasses import replace

import pytest

from accounts.models import User
from contacts.models import Company
from core import undo
from interviews.models import Application
from interviews.records import ApplicationRecord
from tests.core.worlds import everything
from tests.factories import NOW, ApplicationFactory, InterviewFactory
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


def test_a_number_that_an_earlier_line_names_otherwise_comes_to_no_row(alice: User) -> None:
    row = mine(alice)
    ApplicationFactory(owner=alice, company=row.company, role="Cook", url=CAREERS, applied_on=MARCH)
    cook = replace(LEAD, role="Cook", applied_on=None, url=URL, notes="Tea")
    records = [cook, replace(LEAD, url=URL)]
    bring_in(alice, records)
    row.refresh_from_db()
    assert row.url == ""
    assert {match.fate for match in seen(alice, records)} == {"same"}
