"""People as vCards: what is in one, line by line, and who reads it."""

import re
from datetime import UTC, date, datetime

import segno
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.formats.vcard_out import IN_A_CODE, LONGEST_LINE, card, card_in_a_code, folded
from contacts.models import Contact
from contacts.records import PersonRecord
from tests.factories import CompanyFactory, ContactFactory
from tests.people import Person
from tests.statements import assert_lean

PRIYA = PersonRecord(
    name="Priya Nair",
    company="Umbrella, Inc; storage",
    title="Staff engineer",
    email="priya@example.com",
    phone="+44 20 7946 0958",
    links=("https://example.com/a,b;c", "https://example.com/in/priya"),
    notes="Knows C:\\temp; and, well,\nsharding.",
    uid="0d2a3b54-9a43-4d2c-a8b1-7f3a5f1c9e10",
    reasons=("sounding_board", "may_call_me"),
    where_we_met="At the meetup, in March",
    keep_in_touch_days=90,
    next_on=date(2026, 5, 1),
)
CHANGED = datetime(2026, 3, 10, 12, tzinfo=UTC)
# Text as a record holds it: tidied, and with no control character but the end of a line.
words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1)
lines = st.lists(words, max_size=4).map("\n".join)
records = st.builds(
    PersonRecord,
    name=words,
    company=words,
    title=st.just("") | words,
    phone=words,
    links=st.lists(words.map("https://example.com/{}".format), max_size=3).map(tuple),
    notes=lines,
    where_we_met=words,
)


def test_a_card_holds_all_that_is_known() -> None:
    told = card(PRIYA, CHANGED).split("\r\n")
    assert told == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Worthwhile//Worthwhile//EN",
        "N:Nair;Priya;;;",
        "FN:Priya Nair",
        r"ORG:Umbrella\, Inc\; storage",
        "TITLE:Staff engineer",
        "EMAIL;TYPE=INTERNET:priya@example.com",
        "TEL:+44 20 7946 0958",
        r"URL:https://example.com/a\,b\;c",
        "URL:https://example.com/in/priya",
        r"NOTE:Knows C:\\temp\; and\, well\,\nsharding.",
        "X-WORTHWHILE-REASONS:sounding_board,may_call_me",
        r"X-WORTHWHILE-MET:At the meetup\, in March",
        "X-WORTHWHILE-EVERY:90",
        "X-WORTHWHILE-NEXT:2026-05-01",
        "UID:urn:uuid:0d2a3b54-9a43-4d2c-a8b1-7f3a5f1c9e10",
        "REV:2026-03-10T12:00:00Z",
        "END:VCARD",
        "",
    ]


def test_what_is_not_known_has_no_line() -> None:
    told = card(PersonRecord(name="Priya"))
    assert "N:;Priya;;;\r\nFN:Priya\r\nEND:VCARD" in told
    assert ":\r\n" not in told


def test_another_program_reads_it_equal() -> None:
    read = vobject.readOne(card(PRIYA, CHANGED))
    assert read.fn.value == PRIYA.name
    assert (read.n.value.family, read.n.value.given) == ("Nair", "Priya")
    assert read.org.value == [PRIYA.company]
    assert read.title.value == PRIYA.title
    assert read.email.value == PRIYA.email
    assert read.tel.value == PRIYA.phone
    assert tuple(url.value for url in read.contents["url"]) == PRIYA.links
    assert read.note.value == PRIYA.notes
    assert read.uid.value == f"urn:uuid:{PRIYA.uid}"
    assert read.contents["x-worthwhile-met"][0].value == PRIYA.where_we_met


@settings(deadline=None)
@given(records)
def test_another_program_reads_any_card_equal(person: PersonRecord) -> None:
    read = vobject.readOne(card(person))
    assert read.fn.value == person.name
    assert read.org.value == [person.company]
    assert read.tel.value == person.phone
    assert tuple(url.value for url in read.contents.get("url", [])) == person.links
    assert "".join(note.value for note in read.contents.get("note", [])) == person.notes


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")))
def test_a_long_line_is_folded_between_characters(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@settings(deadline=None)
@given(st.text(), st.text())
def test_nothing_that_is_typed_begins_a_line_of_its_own(name: str, notes: str) -> None:
    told = card(PersonRecord(name="x" + _storable(name), notes="x" + _storable(notes)))
    assert told.count("\r\n") == len(told.splitlines())
    unfolded = told.replace("\r\n ", "")
    properties = [line.split(":")[0] for line in unfolded.splitlines()]
    assert properties == ["BEGIN", "VERSION", "PRODID", "N", "FN", "NOTE", "END"]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200), st.text(max_size=50), st.text(max_size=254))
def test_a_code_never_holds_more_than_a_phone_can_read(name: str, phone: str, mail: str) -> None:
    text = card_in_a_code(*map(_storable, (name, phone, mail)))
    assert len(text.encode()) <= IN_A_CODE
    assert segno.make(text, error="m", encoding="utf-8").version <= 15


def test_what_does_not_fit_into_a_code_leaves_the_longest_first() -> None:
    tel, mail = "+44 20 7946 0958", f"{'p' * 300}@example.com"
    assert "TEL" in card_in_a_code("Priya", tel, "priya@example.com")
    assert "EMAIL" in card_in_a_code("Priya", tel, "priya@example.com")
    assert "TEL" in card_in_a_code("Priya", tel, mail)
    assert "EMAIL" not in card_in_a_code("Priya", tel, mail)
    assert "EMAIL" in card_in_a_code("Priya", "٠" * 200, "priya@example.com")
    assert "FN:ééé" in card_in_a_code("é" * 200, tel, "")


def _storable(text: str) -> str:
    """What PostgreSQL takes: no NUL, no half of a pair."""
    return re.sub("[\0\ud800-\udfff]", "", text)


# --- On pages ---------------------------------------------------------------------------------


def cards_of(person: Person, url: str) -> list[str]:
    """The names on the cards that ``url`` answers with."""
    answer = person.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    return [one.fn.value for one in vobject.readComponents(answer.content.decode())]


def test_one_person_goes_out_whole(as_alice: Person) -> None:
    umbrella = CompanyFactory(owner=as_alice.user, name="Umbrella")
    contact = ContactFactory(
        owner=as_alice.user, name="Priya Nair", company=umbrella, title="Engineer",
        email="priya@example.com", phone="+44 20", links="https://a.example\nhttps://b.example",
        may_call_me=True, where_we_met="Fosdem", keep_in_touch_days=60, next_on=CHANGED.date(),
        notes="Sharding",
    )  # fmt: skip
    answer = as_alice.get(f"/people/{contact.pk}/card.vcf")
    assert answer["Content-Disposition"] == 'attachment; filename="priya-nair.vcf"'
    record = PersonRecord(
        name="Priya Nair", company="Umbrella", title="Engineer", email="priya@example.com",
        phone="+44 20", links=("https://a.example", "https://b.example"), notes="Sharding",
        uid=str(contact.uuid), reasons=("may_call_me",), where_we_met="Fosdem",
        keep_in_touch_days=60, next_on=CHANGED.date(),
    )  # fmt: skip
    assert answer.content.decode() == card(record, contact.updated_at)
    assert f'href="/people/{contact.pk}/card.vcf"' in as_alice.read(f"/people/{contact.pk}/")


def test_the_list_goes_out_as_it_is_filtered(as_alice: Person, as_bob: Person) -> None:
    ContactFactory(owner=as_alice.user, name="Ann", sounding_board=True)
    ContactFactory(owner=as_alice.user, name="Ben")
    ContactFactory(owner=as_alice.user, name="Cid", archived_at=CHANGED)
    ContactFactory(owner=as_bob.user, name="Stranger")
    assert cards_of(as_alice, "/people/cards.vcf") == ["Ann", "Ben"]
    assert cards_of(as_alice, "/people/cards.vcf?reason=sounding_board") == ["Ann"]
    assert cards_of(as_alice, "/people/cards.vcf?which=archived") == ["Cid"]
    assert cards_of(as_alice, "/people/cards.vcf?all=yes") == ["Ann", "Ben", "Cid"]
    shown = as_alice.read("/people/?reason=sounding_board")
    assert 'href="/people/cards.vcf?reason=sounding_board"' in shown


def test_cards_take_two_statements_however_many_there_are(as_alice: Person) -> None:
    ContactFactory.create_batch(20, owner=as_alice.user)
    for url in ("/people/cards.vcf", f"/people/{Contact.objects.latest('id').pk}/card.vcf"):
        assert_lean(as_alice, url)


def test_a_person_is_a_code_to_point_a_phone_at(as_alice: Person) -> None:
    contact = ContactFactory(owner=as_alice.user, name="Priya", phone="+44 20 7946 0958")
    page = as_alice.read(f"/people/{contact.pk}/")
    assert f'src="/people/{contact.pk}/qr.svg"' in page
    assert 'alt="QR code for Priya"' in page
    answer = as_alice.get(f"/people/{contact.pk}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = answer.content.decode()
    assert 'fill="#fff"' in drawn
    assert 'stroke="#000"' in drawn
    assert "style" not in drawn
    told = segno.make(card_in_a_code("Priya", contact.phone, ""), error="m", encoding="utf-8")
    assert path_of(drawn) == path_of(told.svg_inline(border=4, light="#fff"))


def path_of(svg: str) -> list[str]:
    return re.findall(r' d="([^"]+)"', svg)
