"""Applications out of LinkedIn, Huntr, Simplify, JobSync and Teal, as these write them."""

from datetime import date

import pytest

from interviews.records import ApplicationRecord
from tests.interviews import files
from tests.interviews.reading import found, parsed, read


@pytest.mark.parametrize("key", files.ALL)
def test_each_is_told_by_its_headers_alone(key: str) -> None:
    one, _table = found(files.ALL[key])
    assert (one.key, one.kind) == (key, "applications")


@pytest.mark.parametrize("key", sorted(set(files.ALL) - {"applications-sheet"}))
def test_nobody_is_asked_about_what_a_tool_writes_besides(key: str) -> None:
    one, table = found(files.ALL[key])
    assert (one.fields(), one.is_ambiguous(table)) == ({}, False)


@pytest.mark.parametrize("key", files.ALL)
def test_columns_in_any_order_say_the_same(key: str) -> None:
    _one, table = found(files.ALL[key])
    turned = list(reversed(table.columns))
    quoted = [[f'"{row[name]}"' for name in turned] for row in table.rows()]
    text = "\n".join(";".join(cells) for cells in [turned, *quoted])
    facts = [(one.company, one.role, one.applied_on, one.closed_on, one.url) for one in read(text)]
    assert facts == [
        (one.company, one.role, one.applied_on, one.closed_on, one.url)
        for one in read(files.ALL[key])
    ]


# --- LinkedIn ---


def test_linkedin_writes_american_days_and_a_space_before_the_phone() -> None:
    first, second = read(files.LINKEDIN)
    assert first == ApplicationRecord(
        company="Umbrella",
        role="Platform lead",
        applied_on=date(2024, 11, 20),
        source="LinkedIn",
        url="https://www.linkedin.com/jobs/view/4012345678",
        notes="Contact’s e-mail: ada@example.com\nContact’s phone: +1 555 0100\nCV: ada.pdf\n"
        "Their questions, and your answers: Years of Go?: 5, Visa?: No",
    )
    assert (second.company, second.applied_on) == ("Hooli, Inc.", date(2026, 1, 2))
    assert second.notes == ""


def test_linkedins_days_are_american_whatever_is_said() -> None:
    assert read(files.LINKEDIN, day_first=True)[1].applied_on == date(2026, 1, 2)


def test_a_saved_job_is_not_applied_for() -> None:
    (saved,) = read(files.LINKEDIN_SAVED)
    assert saved == ApplicationRecord(
        company="Initech",
        role="Staff engineer",
        source="LinkedIn",
        url="https://www.linkedin.com/jobs/view/4099999999",
        notes="Saved on: 2/28/26, 7:05 PM",
    )


# --- Huntr ---


def test_huntrs_list_is_kept_in_words_and_makes_no_round() -> None:
    screen = read(files.HUNTR)[0]
    assert screen.notes == (
        "Stage in Huntr: Phone screen (2022-03-01)\n"
        "Location: Berlin\nDeadline: 2022-04-01\nBoard: Search 2022\n"
        "Huntr does not say when you applied: it was put there on that day.\n\n"
        "You will build things & more.\n· Go\n· SQL"
    )
    assert (screen.applied_on, screen.closed_as) == (date(2022, 2, 26), "")
    assert (screen.salary_range, screen.source) == ("60k", "example.org")
    assert screen.website == "https://umbrella.example.com"


def test_a_card_in_applied_was_moved_there_on_the_day() -> None:
    applied = read(files.HUNTR)[1]
    assert applied.applied_on == date(2022, 2, 21)
    assert applied.notes == "Board: Search 2022\nSaved on: 2022-02-20"
    assert applied.source == ""  # their own site is no board
    assert applied.url == "https://hooli.example.com/jobs/7"


def test_a_card_in_rejected_is_closed_on_the_day_it_was_moved_there() -> None:
    rejected = read(files.HUNTR)[2]
    assert (rejected.applied_on, rejected.closed_as) == (date(2023, 5, 1), "rejected")
    assert rejected.closed_on == date(2023, 5, 20)
    assert "Stage" not in rejected.notes


def test_a_dash_is_nothing_and_a_wish_is_not_applied_for() -> None:
    wish = read(files.HUNTR)[3]
    assert wish == ApplicationRecord(
        company="Initech",
        role="Tester",
        notes="Stage in Huntr: Wishlist (2023-05-02)\nBoard: Search 2023\nSaved on: 2023-05-02",
    )


def test_a_description_is_cut_where_notes_end() -> None:
    long = files.HUNTR.replace("You will", "You will " + "do " * 5_000)
    notes = read(long)[0].notes
    assert len(notes) == 10_000
    assert notes.startswith("Stage in Huntr")
    assert notes.endswith("…")


# --- Simplify, JobSync, Teal ---


def test_simplify_says_when_a_status_was_reached() -> None:
    applied, rejected, interviewing = read(files.SIMPLIFY)
    assert applied == ApplicationRecord(
        company="Umbrella",
        role="Engineer",
        applied_on=date(2026, 1, 5),
        url="https://umbrella.example.com/jobs/55501",
    )
    assert (rejected.closed_as, rejected.closed_on) == ("rejected", date(2026, 1, 20))
    assert rejected.notes == "Archived: true\nArchived on: 2026-01-21\n\nA kind letter"
    assert interviewing.notes == "Stage in Simplify: INTERVIEWING (2026-01-15)"


def test_jobsync_writes_not_available_for_nothing() -> None:
    applied, draft, rejected = read(files.JOBSYNC)
    assert applied == ApplicationRecord(
        company="Umbrella",
        role="Engineer",
        applied_on=date(2026, 1, 5),
        source="Indeed",
        notes="Saved on: 2026-01-02T10:00:00.000Z\nApplied: Yes\n"
        "Kind of job: Full Time\nPlace of work: Remote\nLocation: Berlin",
    )
    assert draft == ApplicationRecord(
        company="Hooli",
        role="Platform lead",
        notes="Saved on: 2026-01-03T10:00:00.000Z\nApplied: No",
    )
    # It has no day of its own for an ending.
    assert (rejected.closed_as, rejected.closed_on) == ("rejected", date(2026, 1, 8))
    assert rejected.notes.startswith(
        "Stage in JobSync: Rejected\n"
        "The file does not say when: the day of applying stands for it.\n"
    )


def test_teal_bookmarks_and_hears_nothing() -> None:
    bookmarked, silent = read(files.TEAL)
    assert bookmarked == ApplicationRecord(
        company="Umbrella",
        role="Engineer",
        salary_range="$90,000",
        notes="Location: Berlin\nSaved on: 2026-01-02\nExcitement: 4",
    )
    assert (silent.closed_as, silent.closed_on) == ("no_answer", date(2026, 1, 5))


# --- What every one of them does ---


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Engineer,,https://example.com", "It names no company."),
        (",Umbrella,https://example.com", "It names no role."),
        ("\u3164,Umbrella,https://example.com", "It names no role."),
    ],
)
def test_a_row_without_company_or_role_says_so_and_the_others_come(row: str, problem: str) -> None:
    head = "Job Title,Company Name,Job URL,Applied Date,Status,Status Date"
    first, second = parsed(f"{head}\n{row}\nEngineer,Umbrella\n")
    assert (first.line, first.problem, first.record) == (2, problem, None)
    assert (second.line, second.record.role) == (3, "Engineer")


@pytest.mark.parametrize(
    ("url", "kept", "notes"),
    [
        ("example.com/jobs/1", "https://example.com/jobs/1", ""),
        ("javascript:alert(1)", "", "Job URL: javascript:alert(1)"),
        ("ask Priya", "", "Job URL: ask Priya"),
        ("https://example.com/" + "x" * 1_000, "", "Job URL: https://example.com/" + "x" * 1_000),
    ],
)
def test_what_is_no_link_stands_in_the_notes(url: str, kept: str, notes: str) -> None:
    text = files.SIMPLIFY.replace("https://umbrella.example.com/jobs/55501", url)
    first = read(text)[0]
    assert (first.url, first.notes) == (kept, notes)


def test_what_is_no_day_stands_in_the_notes() -> None:
    first = read(files.SIMPLIFY.replace("2026-01-05,APPLIED,2026-01-05", "in May,APPLIED,"))[0]
    assert (first.applied_on, first.notes) == (
        None,
        "Stage in Simplify: APPLIED\nApplied Date: in May",
    )


def test_long_text_is_cut_to_its_column_and_no_control_character_stays() -> None:
    text = files.SIMPLIFY.replace("Umbrella", "Um\x1bbrella" + "x" * 300)
    company = read(text)[0].company
    assert len(company) == 200
    assert company.startswith("Um brella")


@pytest.mark.parametrize(
    ("header", "name", "longest"),
    [
        ("Company", "company", 200),
        ("Role", "role", 200),
        ("Source", "source", 100),
        ("Salary", "salary_range", 100),
    ],
)
def test_what_is_longer_than_its_column_is_whole_in_the_notes(
    header: str, name: str, longest: int
) -> None:
    row = dict.fromkeys(("Company", "Role", "Source", "Salary"), "Umbrella")
    said = "word " * 50 + "end"
    text = ",".join(row) + "\n" + ",".join({**row, header: said}.values())
    (record,) = read(text)
    assert getattr(record, name) == said[:longest].strip()
    assert record.notes == f"{header}: {said}"


def test_a_long_text_leaves_the_short_ones_in_the_notes() -> None:
    notes = read(files.LINKEDIN.replace("ada@example.com", "ada " * 5_000))[0].notes
    assert notes.startswith("Contact’s phone: +1 555 0100\nCV: ada.pdf\nTheir questions")
    assert notes.endswith("…")


@pytest.mark.parametrize("key", sorted(set(files.ALL) - {"applications-sheet"}))
def test_a_column_that_a_tool_has_newly_goes_into_the_notes_under_its_header(key: str) -> None:
    head, *rows = files.ALL[key].splitlines()
    text = "\n".join([f"Rounds,{head}", *(f"Three,{row}" for row in rows)])
    one, table = found(text)
    assert one.meanings(table.columns)["Rounds"] == "notes"
    assert "Rounds: Three" in parsed(text)[0].record.notes


def test_the_ids_by_which_a_tool_knows_its_rows_are_left_out() -> None:
    one, table = found(files.HUNTR)
    assert {"id", "boardId", "creatorUserEmail"} & set(one.meanings(table.columns)) == set()
    assert "61aa" not in read(files.HUNTR)[0].notes


@pytest.mark.parametrize("key", files.ALL)
def test_what_stands_in_a_column_without_a_header_is_in_the_notes(key: str) -> None:
    _one, table = found(files.ALL[key])
    quoted = [[f'"{row[name]}"' for name in table.columns] for row in table.rows()]
    named = [f'"{name}"' for name in table.columns]
    text = "\n".join([";".join([*named, ""]), *(";".join([*row, "ring"]) for row in quoted)])
    assert all(record.notes.endswith("ring") for record in read(text))


# --- Days, where the person is ---


def test_a_time_of_another_zone_is_the_day_it_was_where_the_person_is() -> None:
    text = files.JOBSYNC.replace("2026-01-05T00:00:00.000Z", "2026-03-10T23:30:00.000Z")
    assert read(text)[0].applied_on == date(2026, 3, 11)  # in Vienna
    assert read(text, zone="UTC")[0].applied_on == date(2026, 3, 10)
    assert read(text, zone="America/Lima")[0].applied_on == date(2026, 3, 10)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("key", sorted(set(files.ALL) - {"jobsync"}))
def test_a_day_without_a_zone_is_that_day_anywhere(key: str, zone: str) -> None:
    assert read(files.ALL[key], zone=zone) == read(files.ALL[key], zone="UTC")
