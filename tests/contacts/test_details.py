"""Contact details as text: told apart, tidied, and harmless on a page."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.details import check_links, mailto, sort_out, tel, tidy_links
from contacts.models import Contact

LONG_EMAIL = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example.com"  # valid, and over the column
LONG_LINK = f"https://example.com/{'a' * 1_500}"

JOTTED = [
    # what was jotted down             e-mail, links, phone, notes
    ("priya@example.com", "priya@example.com", "", "", ""),
    ("<Priya@Example.com>,", "Priya@Example.com", "", "", ""),
    ("mailto:priya@example.com", "priya@example.com", "", "", ""),
    ("E-mail: priya@example.com.", "priya@example.com", "", "", ""),
    ("+44 20 7946 0958", "", "", "+44 20 7946 0958", ""),
    ("Tel. (020) 7946-0958", "", "", "(020) 7946-0958", ""),
    ("https://example.com/in/priya", "", "https://example.com/in/priya", "", ""),
    ("linkedin.com/in/priya", "", "https://linkedin.com/in/priya", "", ""),
    ("www.example.com", "", "https://www.example.com", "", ""),
    ("(see https://example.com/a_(b))", "", "https://example.com/a_(b)", "",
     "(see https://example.com/a_(b))"),
    ("https://example.com/?a=1,2;b", "", "https://example.com/?a=1,2;b", "", ""),
    ("priya@example.com, +44 20 7946 0958; linkedin.com/in/priya", "priya@example.com",
     "https://linkedin.com/in/priya", "+44 20 7946 0958", ""),
    ("priya@example.com / +44 20 7946 0958", "priya@example.com", "", "+44 20 7946 0958", ""),
    ("priya@example.com\nprefers mornings, not Mondays", "priya@example.com", "", "",
     "prefers mornings, not Mondays"),
    ("a@example.com,b@example.com", "a@example.com", "", "", "b@example.com"),
    ("her assistant is tom@example.com", "tom@example.com", "", "",
     "her assistant is tom@example.com"),
    ("call 020 7946 0958 after six", "", "", "020 7946 0958", "call 020 7946 0958 after six"),
    ("020 7946 0958, 020 7946 0959", "", "", "020 7946 0958", "020 7946 0959"),
    ("met on 2026-03-10", "", "", "", "met on 2026-03-10"),
    ("10.03.2026", "", "", "", "10.03.2026"),
    ("extension 4521", "", "", "", "extension 4521"),
    ("@priya on Mastodon", "", "", "", "@priya on Mastodon"),
    ("javascript:alert(1)", "", "", "", "javascript:alert(1)"),
    ("Node.js and/or Rust", "", "", "", "Node.js and/or Rust"),
    (LONG_EMAIL, "", "", "", LONG_EMAIL),
    (f"{LONG_LINK} {LONG_LINK}2", "", LONG_LINK, "", f"{LONG_LINK}2"),
    ("1" * 60, "", "", "", "1" * 60),
    ("🦊 مرحبا", "", "", "", "🦊 مرحبا"),
    ("  \n , ; ", "", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "email", "links", "phone", "notes"), JOTTED)
def test_what_was_jotted_down_goes_where_it_belongs(
    text: str, email: str, links: str, phone: str, notes: str
) -> None:
    contact = Contact(name="Priya Nair")
    contact.add_details(text)
    assert (contact.email, contact.links, contact.phone, contact.notes) == (
        email, links, phone, notes,
    )  # fmt: skip


def test_a_place_that_is_taken_stays_and_the_new_value_goes_to_the_notes() -> None:
    contact = Contact(email="old@example.com", phone="020 7946 0000", notes="Likes tea")
    contact.add_details("new@example.com, 020 7946 0958")
    assert (contact.email, contact.phone) == ("old@example.com", "020 7946 0000")
    assert contact.notes == "Likes tea\nnew@example.com\n020 7946 0958"


def test_the_same_details_again_change_nothing() -> None:
    contact = Contact()
    text = "priya@example.com, +44 20 7946 0958, linkedin.com/in/priya, prefers mornings"
    contact.add_details(text)
    once = (contact.email, contact.links, contact.phone, contact.notes)
    contact.add_details(text.replace("priya@", "Priya@"))
    assert (contact.email, contact.links, contact.phone, contact.notes) == once


def test_what_is_kept_fits_its_column() -> None:
    contact = Contact()
    for text, *__ in JOTTED:
        contact.add_details(text)
        for name in ("email", "links", "phone"):
            assert len(getattr(contact, name)) <= Contact._meta.get_field(name).max_length


WORDS = st.sampled_from(
    ["a@example.com", "b@example.com", "https://example.com/x", "example.com/in/y", "www.x.org",
     "+44 20 7946 0958", "020 79460958", "2026-03-10", "Ana", "…", "calls", "@ana", "ü", "12", "🦊"]
)  # fmt: skip


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", "; ", "\n", " / "]))))
def test_nothing_is_thrown_away(parts: list[tuple[str, str]]) -> None:
    contact = Contact()
    contact.add_details("".join(word + between for word, between in parts))
    kept = " ".join([contact.email, contact.links, contact.phone, contact.notes])
    for word, __ in parts:
        if any(char.isalnum() for char in word):
            assert word in kept


def test_sorting_out_a_very_long_line_is_quick() -> None:
    for text in ("1 " * 5_000, "(" * 5_000, "a@" * 5_000, "1/" * 5_000, "+" * 5_000 + "1"):
        sort_out(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com/in/x", "https://example.com/in/x"),
        ("  http://example.com\n\nwww.example.org ", "http://example.com\nhttps://www.example.org"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("", ""),
    ],
)
def test_a_bare_address_gets_its_scheme(typed: str, kept: str) -> None:
    assert tidy_links(typed) == kept
    check_links(kept)


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "JaVaScRiPt://example.com/%0aalert(1)", "data:text/html,x", "priya",
     "ftp://example.com", "priya@example.com", "mailto:priya@example.com", "//example.com"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_by_name(typed: str) -> None:
    with pytest.raises(ValidationError, match="is not a web address"):
        check_links(tidy_links(typed))


@pytest.mark.parametrize(
    ("phone", "href"),
    [
        ("+44 (0)20 7946-0958", "tel:+442079460958"),
        ("(020) 7946 0958", "tel:02079460958"),
        ("٠٢٠ ٧٩٤٦ ٠٩٥٨", "tel:02079460958"),
        ("020 7946 0958 ext 12", ""),  # would call somebody else
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_phone_number_can_be_called(phone: str, href: str) -> None:
    assert tel(phone) == href


def test_an_address_cannot_add_to_the_mail() -> None:
    assert mailto("a?bcc=x@example.com") == "mailto:a%3Fbcc%3Dx@example.com"
