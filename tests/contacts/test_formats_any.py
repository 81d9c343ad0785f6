"""Whatever the bytes, the text or the cells: a record, a row that says why not, or FileProblem."""

import csv
import io
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.formats import TABLES
from contacts.formats.columns import FIELDS
from contacts.models import Contact
from contacts.records import PersonRecord
from core.files import FileProblem, Options, Parsed, dumped, loaded
from core.forms import check_plain
from tests.contacts.samples import EXPECTED, OPTIONS, read, sample

HEADERS = [
    [*one.goes, *(f"{what} {n} - {part}" for what in ("E-mail", "Phone") for n in (1, 2)
                  for part in ("Label", "Type", "Value"))]
    for one in TABLES
]  # fmt: skip
words = st.text(max_size=40) | st.sampled_from(
    [
        "Priya", "Acme ::: Beta", "* Work", "p@example.com", "P@EXAMPLE.COM", "+43 1 234567", "n/a",
        "https://example.com/1", "http://[", "javascript:1", "=1+1", "<script>x", "\x00", "\ud800",
        "\u3164", "9" * 400, "a\nb", '"', "http://" + "a" * 3_000, "\u202e", "x" * 30_000, ":::",
    ]
)  # fmt: skip
mappings = st.dictionaries(words, st.sampled_from([*FIELDS, "", "owner"]), max_size=4)


def check(data: bytes, options: Options = OPTIONS) -> list[Parsed]:
    """Read it as an import would; each record is as a form would take it, and can wait."""
    with suppress(FileProblem):
        rows = read(data, options)[1]
        for row in rows:
            assert (row.record is None) == bool(row.problem)
            if row.record:
                check_record(row.record)
        return rows
    return []


def check_record(record: PersonRecord) -> None:
    assert loaded(PersonRecord, dumped(record)) == record
    row = Contact(
        name=record.name, title=record.title, email=record.email, phone=record.phone,
        links="\n".join(record.links), notes=record.notes, where_we_met=record.where_we_met,
        keep_in_touch_days=record.keep_in_touch_days, next_on=record.next_on,
    )  # fmt: skip
    row.clean_fields(exclude=["owner", "sort_key", "search_key"])
    assert len(record.company) <= 200
    for value in (record.name, record.company, record.notes, record.next_on):
        check_plain(value)


@given(st.binary(max_size=2_000))
def test_any_bytes(data: bytes) -> None:
    check(data)
    check(b"BEGIN:VCARD\r\n" + data)


@settings(deadline=None)
@given(st.sampled_from(HEADERS), st.data(), st.sampled_from(",;\t"), mappings)
def test_any_cells_under_any_headers(
    headers: list[str], data: st.DataObject, separator: str, mapping: dict[str, str]
) -> None:
    columns = data.draw(st.permutations([*headers, *data.draw(st.lists(words, max_size=2))]))
    rows = data.draw(st.lists(st.lists(words, max_size=len(columns) + 2), max_size=4))
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([columns, *rows])
    options = Options(OPTIONS.zone, mapping=mapping)
    check(text.getvalue().encode(errors="replace"), options)
    check(text.getvalue().encode("utf-16", errors="replace"), options)


lines = st.lists(
    st.sampled_from(
        [
            "BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:3.0", "VERSION:4.0", "AGENT:",
            "FN:Priya", "N:Nair;Priya;;Dr.", "N;CHARSET=UTF-16;ENCODING=QUOTED-PRINTABLE:=D0=",
            "FN;CHARSET=idna:xn--", "TEL;CELL:1", "TEL;VALUE=uri:tel:+1;ext=2", " folded", "\ttab",
            "=D0=98=", "PHOTO;ENCODING=b:AAAA", "AAAA=", "", "item1.EMAIL;type=pref:p@example.com",
            "item1.X-ABLabel:_$!<Work>!$_", "ORG:;;", "ORG:Acme\\;", "UID:urn:uuid:1", "UID:\\n",
            "X-WORTHWHILE-EVERY:99999999999999", "X-WORTHWHILE-NEXT:0001-01-01", "EMAIL;TYPE=\"a:b",
            "X-WORTHWHILE-REASONS:may_call_me,owner", "X-WORTHWHILE-MET:\x00", "URL:http://[",
        ]
    )
    | st.text(max_size=30)
)  # fmt: skip


@given(lines, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_any_lines_of_a_card(found: list[str], ends: str, encoding: str) -> None:
    check(ends.join(["BEGIN:VCARD", *found]).encode(encoding, errors="replace"))


@given(st.sampled_from(sorted(EXPECTED)), st.data())
def test_a_file_with_a_piece_missing_or_too_much(name: str, data: st.DataObject) -> None:
    whole = sample(name)
    start, end = (data.draw(st.integers(0, len(whole))) for _ in range(2))
    check(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])
