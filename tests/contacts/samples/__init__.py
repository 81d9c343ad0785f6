"""Files as each tool writes them, of people who are not there, and what is in them."""

from pathlib import Path
from zoneinfo import ZoneInfo

from contacts.formats import TABLES, WHOLES
from contacts.records import PersonRecord
from core.files import Options, Parsed, decoded, find_table

FOLDER = Path(__file__).parent
OPTIONS = Options(ZoneInfo("Europe/Vienna"))

# The format, and each row: its line, and the record or a word of what is wrong with it.
EXPECTED: dict[str, tuple[str, list[tuple[int, PersonRecord | str]]]] = {
    "linkedin.csv": (
        "linkedin-connections",
        [
            (6, PersonRecord(
                "Priya Nair", "Acme Storage", "Staff Engineer, Databases",
                links=("https://www.linkedin.com/in/priya-nair",),
                notes="Connected on LinkedIn: 05 Mar 2024",
            )),
            (7, PersonRecord(
                "Max Mustermann, PhD", "Borealis, Inc.", "CTO", "max@example.com",
                links=("https://www.linkedin.com/in/max-m%C3%BC",),
                notes="Connected on LinkedIn: 21 Nov 2021",
            )),
            (8, PersonRecord(
                "Zoë Ødegård", links=("https://www.linkedin.com/in/zoe",),
                notes="Connected on LinkedIn: 02 Jan 2020",
            )),
            (9, PersonRecord(
                "Priya Nair", "Acme Storage", "Recruiter",
                links=("https://www.linkedin.com/in/priya-nair-2",),
                notes="Connected on LinkedIn: 06 Mar 2024",
            )),
            (10, "no name"),
        ],
    ),
    "linkedin-before.csv": (
        "linkedin-connections",
        [(2, PersonRecord(
            "Priya Nair", "Acme Storage", "Staff Engineer",
            notes="Connected on LinkedIn: 05 Mar 2024",
        ))],
    ),
    "google.csv": (
        "google-contacts",
        [
            (2, PersonRecord(
                "Priya K. Nair", "Acme Storage", "Staff Engineer", "priya@acme.example.com",
                "+43 660 1234567", ("https://example.com/priya",),
                "Nickname: Pri\nDepartment: Databases\nLabels: Sounding boards\n"
                "Form of address: Dr.\nE-mail (home): priya@example.com\n"
                "Phone (work): +43 1 234567\nPhone (work): +43 1 234568\n\n"
                "Met at a fair,\nlikes tea.",
            )),
            (5, PersonRecord(
                "office@borealis.example.com", "Borealis", email="office@borealis.example.com",
            )),
            (6, PersonRecord("max@example.com", email="max@example.com")),
            (7, "no name"),
        ],
    ),
    "google-before.csv": (
        "google-contacts-before",
        [
            (2, PersonRecord(
                "Priya Nair", "Acme Storage", "Staff Engineer", "priya@acme.example.com",
                "+43 660 1234567", ("https://example.com/priya",),
                "Labels: Friends\nE-mail (work): pn@acme.example.com\n"
                "E-mail (home): priya@example.com\nPhone (mobile): +43 1 234567\n\nLikes tea",
            )),
            (3, PersonRecord("Borealis reception", "Borealis", phone="+43 1 999999")),
        ],
    ),
    "outlook.csv": (
        "outlook-contacts",
        [(2, PersonRecord(
            "Zoë Müller", "Borealis", "Head of Hiring", "zoe@example.com", "+43 660 3333333",
            ("https://example.com/zoe",),
            "Company Main Phone: +43 1 222220\nDepartment: People\nForm of address: Dr., PhD\n"
            "E-mail: zoe@borealis.example.com\nPhone (business): +43 1 222222\n"
            "Phone (home): +43 1 111111\n\nMet in Vienna.\nLikes “tea”.",
        ))],
    ),
    "sheet.csv": (
        "people-sheet",
        [
            (4, PersonRecord(
                "Priya Nair", "Acme Storage", email="priya@example.com", phone="+43 1 234567",
            )),
            (5, PersonRecord(
                "Zoë Müller", "Borealis", notes="E-mail: n/a\nPhone (telefon): ask her",
            )),
        ],
    ),
    "vcard-21.vcf": (
        "vcards",
        [
            (1, PersonRecord(
                "Иван Иванов", "Acme Storage", email="ivan@example.com", phone="+7 495 1234567",
                notes="work, fax: +7 495 1234568\nDepartment: Databases\nBirthday: --04-12\n\n"
                "Met at a fair.\nLikes tea; and cake. Call on Mondays.",
            )),
            (22, PersonRecord("Анна Петрова", email="anna@example.com", phone="+7 495 7654321")),
        ],
    ),
    "vcard-30.vcf": (
        "vcards",
        [
            (1, PersonRecord(
                "Priya Nair", "Acme, Storage; Co", "Staff Engineer", "priya@acme.example.com",
                "+43 660 1234567",
                ("http://example.com/priya", "https://www.linkedin.com/in/priya-nair"),
                "Department: Databases\nLabels: Friends, Sounding boards\nBirthday: 1990-04-12\n"
                "Form of address: Dr.\n"
                "E-mail (club): priya@example.com\nPhone (work): +43 1 234567\n\n"
                "First line\nSecond, with a comma; and a semicolon\\",
                uid="D3C5A1F0-1111-4222-8333-444455556666",
            )),
            (26, PersonRecord("Zoë Müller", email="zoe@example.com")),
            (32, "group of people"),
        ],
    ),
    "vcard-40.vcf": (
        "vcards",
        [(1, PersonRecord(
            "Priya Nair", email="priya@example.com", phone="+1-555-123-4567 ext. 102",
            links=("https://example.com/priya",),
            notes="Birthday: --0412\nPhone (cell): +1-555-765-4321",
            uid="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        ))],
    ),
}  # fmt: skip


def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def read(data: bytes, options: Options = OPTIONS) -> tuple[str, list[Parsed]]:
    """The key of the format that knows it, and its rows. ``FileProblem`` where there is none."""
    for whole in WHOLES:
        if whole.knows(data):
            return whole.key, list(whole.records(data, options))
    table = find_table(decoded(data), lambda columns: max(one.knows(columns) for one in TABLES))
    if table is None:
        return "", []
    known = max(TABLES, key=lambda one: one.knows(table.columns))
    return known.key, list(known.records(table, options))
