"""Each table as a sheet: everything that means something is in it, and nothing that computes."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from core.ownership import Owned
from interviews.models import Kind, Outcome
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MailFactory,
    MeetingFactory,
    TouchFactory,
)
from tests.locks.world import HERS, make_rows
from tests.people import Person
from tests.statements import page_statements
from transfer.sheets import SHEETS, Sheet
from transfer.spreadsheet import cell

ROOMS = ("contacts", "learning", "interviews", "feedback")
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.slug)


def read(person: Person, slug: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of the file, by its headers."""
    answer = person.get(f"/data/sheets/{slug}.csv")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{slug}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_every_table_of_mine_is_a_sheet() -> None:
    mine = {model for model in apps.get_models() if issubclass(model, Owned)}
    mine = {model for model in mine if model._meta.app_label in ROOMS}
    assert {sheet.model for sheet in SHEETS} == mine


@every_sheet
def test_every_field_that_carries_meaning_is_in_its_sheet(sheet: Sheet) -> None:
    said = {column.path.split("__")[0] for column in sheet.columns}
    meant = {field.name for field in sheet.model._meta.concrete_fields if field.editable}
    assert meant - said - {"id"} == set()


@every_sheet
def test_columns_have_words_of_their_own(sheet: Sheet) -> None:
    headers = [str(column.header).lower() for column in sheet.columns]
    assert len(set(headers)) == len(headers), headers


@every_sheet
def test_a_sheet_has_my_rows_with_names_and_without_ids(
    as_alice: Person, as_bob: Person, sheet: Sheet
) -> None:
    make_rows(as_alice.user, "zanzibar", id=HERS)
    [row] = read(as_alice, sheet.slug)
    assert "zanzibar" in " ".join(row.values())
    assert str(HERS) not in row.values()
    assert read(as_bob, sheet.slug) == []


@every_sheet
def test_a_sheet_takes_one_statement_however_many_rows(as_alice: Person, sheet: Sheet) -> None:
    make_rows(as_alice.user, "one")
    make_rows(as_alice.user, "two")
    assert len(page_statements(as_alice, f"/data/sheets/{sheet.slug}.csv")) == 1


def test_my_verdict_and_their_answer_are_columns_of_their_own(as_alice: Person) -> None:
    told = InterviewFactory(
        owner=as_alice.user, kind=Kind.PANEL, debriefed_at=NOW, outcome=Outcome.REJECTED,
        outcome_on=date(2026, 3, 9), application__company__name="Initech", anxiety_before=4,
    )  # fmt: skip
    MeetingFactory(owner=as_alice.user, interview=told, met=True)
    LessonFactory(owner=as_alice.user, interview=told, learned="")
    [row] = read(as_alice, "interviews")
    assert row["Company"] == "Initech"
    assert row["Kind"] == "panel"
    assert row["When"] == "2026-03-09 12:00"
    assert row["My verdict"] == "met someone"
    assert (row["Met someone"], row["Learned something"]) == ("yes", "no")
    assert (row["What they said"], row["Said on"]) == ("rejected", "2026-03-09")
    assert (row["Anxiety before"], row["Anxiety after"]) == ("4", "")


def test_people_have_the_day_on_which_we_last_spoke(as_alice: Person) -> None:
    umbrella = CompanyFactory(owner=as_alice.user, name="Umbrella")
    sam = ContactFactory(owner=as_alice.user, name="Sam", company=umbrella)
    TouchFactory(owner=as_alice.user, contact=sam, on=date(2026, 3, 1))
    ContactFactory(owner=as_alice.user, name="Priya", introduced_by=sam, may_call_me=True)
    priya, sam_row = read(as_alice, "people")
    assert sam_row["Company"] == "Umbrella"
    assert sam_row["Last spoke on"] == "2026-03-01"
    assert priya["Introduced by"] == "Sam"
    assert priya["May call me from their next company"] == "yes"


def test_a_mail_that_failed_is_told_from_one_that_went_out(as_alice: Person) -> None:
    failed = MailFactory(owner=as_alice.user, claimed_at=NOW, failed_at=NOW)
    LetterFactory(owner=as_alice.user, mail=failed, sent_at=NOW)
    [row] = read(as_alice, "letters")
    assert row["Mail failed"] == "2026-03-10 12:00"


def test_times_are_those_of_my_own_clock(as_alice: Person) -> None:
    as_alice.user.time_zone = "Europe/Berlin"
    as_alice.user.save()
    InterviewFactory(owner=as_alice.user, starts_at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC))
    assert read(as_alice, "interviews")[0]["When"] == "2026-03-10 00:30"


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]
)
def test_nothing_in_a_cell_is_computed(typed: str) -> None:
    assert cell(typed) == f"'{typed}"


def test_a_formula_in_a_name_goes_out_as_words(as_alice: Person) -> None:
    ContactFactory(owner=as_alice.user, name='=HYPERLINK("https://x.example")', phone="+44 20")
    [row] = read(as_alice, "people")
    assert row["Name"] == '\'=HYPERLINK("https://x.example")'
    assert row["Phone"] == "'+44 20"


def test_what_is_typed_stays_as_it_is_in_its_cell(as_alice: Person) -> None:
    notes = 'Two, lines;\nand "quotes" — ünï'
    CompanyFactory(owner=as_alice.user, name="Umbrella", notes=notes)
    assert read(as_alice, "companies")[0]["Notes"] == notes


def test_where_numbers_have_a_comma_cells_have_a_semicolon(as_alice: Person) -> None:
    as_alice.user.language = "de"
    as_alice.user.save()
    ContactFactory(owner=as_alice.user, name="Sam", may_call_me=True)
    [row] = read(as_alice, "people", ";")
    assert row["Name"] == "Sam"
    assert "ja" in row.values()


def test_all_sheets_come_in_one_file(as_alice: Person) -> None:
    ApplicationFactory(owner=as_alice.user, role="Platform lead")
    answer = as_alice.get("/data/sheets.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as together:
        assert together.namelist() == [f"{sheet.slug}.csv" for sheet in SHEETS]
        assert "Platform lead" in together.read("applications.csv").decode("utf-8-sig")
