"""A list of applications that somebody keeps by hand, in whatever columns."""

from datetime import date
from itertools import combinations

import pytest

from interviews.formats.statuses import Sent, understood
from interviews.records import ApplicationRecord
from tests.interviews import files
from tests.interviews.reading import found, parsed, read


def test_a_german_list_with_a_title_above_it() -> None:
    first, second, third = read(files.SHEET, mapping={"Laune": "notes"})
    assert first == ApplicationRecord(
        company="Umbrella",
        role="Köchin",
        applied_on=date(2026, 4, 25),
        url="https://umbrella.example.com/jobs/1",
        notes="Stand: Absage\nThe file does not say when: the day of applying stands for it.\n"
        "Laune: gut\n\nnett",
        closed_as="rejected",
        closed_on=date(2026, 4, 25),
    )
    assert second.notes == (
        "Stand: Vorstellungsgespräch\nNächster Schritt: anrufen\n\neine\nzweite Zeile"
    )
    assert second.applied_on == date(2026, 5, 5)
    assert third.applied_on is None
    assert third.notes == "Stand: beworben\nLink: auf der Messe"


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        (("Position", "Role", "JOB TITLE", "job", "Title", "Stelle"), "role"),
        (("Company", "organisation", "Organization", "Employer", "Firma"), "company"),
        (
            ("Date", "Applied", "Date applied", "application_date", "Beworben am"),
            "the day you applied",
        ),
        (("Status", "Stage", "Application Status", "Ergebnis"), "status"),
        (("URL", "Job link", "Anzeige"), "link"),
        (("Source", "Found on", "Quelle"), "source"),
        (("Salary", "salary range", "Gehalt"), "salary range"),
        (("Contact", "Next action", "Notes", "Ansprechpartner", "Notizen"), "notes"),
    ],
)
def test_a_column_may_be_called_by_many_names(headers: tuple[str, ...], field: str) -> None:
    one, _table = found("Company,Role,Status\n")
    for header in headers:
        assert one.meanings([header]) == {header: field}


def test_a_column_that_is_not_known_is_left_out_until_it_is_mapped() -> None:
    text = "Company,Gig,Status\nUmbrella,Platform lead,applied\n"
    one, table = found(text)
    assert one.meanings(table.columns) == {"Company": "company", "Status": "status"}
    assert "role" in one.fields()
    assert [row.problem for row in parsed(text)] == ["It names no role."]
    (record,) = read(text, mapping={"Gig": "role", "Nothing": "company"})
    assert record.role == "Platform lead"


def test_a_mapped_column_of_days_is_a_column_of_days() -> None:
    text = "Company,Role,When\nUmbrella,Lead,25/04/2026\nHooli,Lead,03/04/2026\n"
    days = [one.applied_on for one in read(text, mapping={"When": "applied_on"})]
    assert days == [date(2026, 4, 25), date(2026, 4, 3)]


def test_a_column_that_may_be_one_of_days_is_asked_about_with_its_days() -> None:
    one, table = found("Company,Role,When\nUmbrella,Lead,03/04/2026\n")
    assert one.is_ambiguous(table)
    one, table = found("Company,Role,Why\nUmbrella,Lead,3/4 of it\n")
    assert not one.is_ambiguous(table)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # What nobody knows would tell, but does not where it is left out.
        ("Company,Role,Applied,Last contact\nAcme,Dev,03/04/2026,25/04/2026", True),
        ("Company,Role,When,Last contact\nAcme,Dev,03/04/2026,25/04/2026", True),
        # What nobody knows says the contrary.
        ("Company,Role,Applied,When\nAcme,Dev,25/04/2026,4/25/26\nAcme,QA,3/4/26,", True),
        # Whatever is said of the second, the first one tells.
        ("Company,Role,Applied,When\nAcme,Dev,25/04/2026,03/04/2026", False),
        ("Company,Role,Applied,When\nAcme,Dev,25/04/2026,04/25/2026", False),
        ("Company,Role,Applied,When\nAcme,Dev,2026-04-03,25/04/2026", False),
    ],
)
def test_days_are_asked_about_where_any_answer_leaves_them_open(text: str, asked: bool) -> None:
    one, table = found(text)
    unknown = [column for column in table.columns if column not in one.meanings(table.columns)]
    answers = [
        dict.fromkeys(some, "applied_on")
        for many in range(len(unknown) + 1)
        for some in combinations(unknown, many)
    ]
    refused = [row for mapping in answers for row in parsed(text, mapping=mapping) if row.problem]
    assert (one.is_ambiguous(table), bool(refused)) == (asked, asked)


@pytest.mark.parametrize(
    ("row", "notes"),
    [
        ("Lead,03.04.2026,applied,10.04.2026", "Status: applied (2026-04-10)"),
        ("Lead,03.04.2026,applied,03.04.2026", ""),
        ("Lead,,to do,10.04.2026", "Status: to do (2026-04-10)"),
        ("Lead,03.04.2026,,10.04.2026", "Last update: 10.04.2026"),
    ],
)
def test_the_day_of_a_status_is_not_lost(row: str, notes: str) -> None:
    (record,) = read(f"Company,Role,Applied,Status,Last update\nUmbrella,{row}\n")
    assert record.notes == notes


def test_of_two_columns_that_mean_one_thing_the_second_goes_into_the_notes() -> None:
    (record,) = read("Company,Employer,Role\nUmbrella,Umbrella Holding,Lead\n")
    assert (record.company, record.notes) == ("Umbrella", "Employer: Umbrella Holding")


@pytest.mark.parametrize(("said", "day"), [(True, date(2026, 4, 3)), (False, date(2026, 3, 4))])
def test_days_that_can_be_read_either_way_are_asked_about(said: bool, day: date) -> None:
    text = "Company,Role,Applied\nUmbrella,Lead,03/04/2026\n"
    one, table = found(text)
    assert one.is_ambiguous(table)
    assert "may be either of two days" in parsed(text)[0].problem
    assert read(text, day_first=said)[0].applied_on == day


def test_one_day_that_can_be_read_one_way_only_tells_of_all() -> None:
    text = "Company,Role,Applied\nUmbrella,Lead,03/04/2026\nHooli,Lead,25/04/2026\n"
    one, table = found(text)
    assert not one.is_ambiguous(table)
    assert read(text)[0].applied_on == date(2026, 4, 3)


def test_a_list_of_something_else_is_not_known() -> None:
    one, _table = found("Company,Role,Status\n")
    assert one.knows(["Name", "Amount", "Notes", "Date"]) == 0
    assert one.knows(["Company", "Amount"]) == 0


# --- What a status says ---


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Rejected", "rejected"), ("REJECTED ❌", "rejected"),
        ("rejected after screen", "rejected"),
        ("Absage", "rejected"), ("Not selected", "rejected"), ("declined by them", "rejected"),
        ("Ghosted 👻", "no_answer"), ("No response", "no_answer"),
        ("Keine Rückmeldung", "no_answer"),
        ("Withdrew", "withdrew"), ("I declined", "withdrew"), ("rejected by me", "withdrew"),
        ("Zurückgezogen", "withdrew"), ("Accepted", "accepted"), ("Angebot angenommen", "accepted"),
        ("Offer", ""), ("declined", ""), ("No response yet", ""), ("Accepted for interview", ""),
        ("Rejected?", ""), ("Closed", ""), ("Archived", ""), ("x" * 500, ""), ("", ""),
    ],
)  # fmt: skip
def test_only_words_that_mean_an_ending_are_one(text: str, ending: str) -> None:
    assert understood(text).ending == ending


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Wishlist", Sent.NOT_YET), ("Bookmarked", Sent.NOT_YET), ("vorgemerkt", Sent.NOT_YET),
        ("Applied", Sent.YES), ("beworben", Sent.YES),
        ("Phone screen", Sent.LONG_AGO), ("Onsite", Sent.LONG_AGO), ("rejected", Sent.LONG_AGO),
        ("Top picks", Sent.UNKNOWN), ("", Sent.UNKNOWN),
    ],
)  # fmt: skip
def test_a_status_says_whether_i_had_applied(text: str, sent: Sent) -> None:
    assert understood(text).sent is sent


def test_an_ending_without_any_day_stays_open_and_in_words() -> None:
    (record,) = read("Company,Role,Status\nUmbrella,Lead,Rejected\n")
    assert (record.closed_as, record.closed_on) == ("", None)
    assert record.notes == "Status: Rejected"
