"""Names are put into a script once, what is missing shows, and the mail link says the same text."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.filling import (
    LONGEST_LINK,
    PLACES,
    called,
    fill,
    fill_gaps,
    gaps,
    is_unanswered,
    mail_link,
    unknown_places,
)
from feedback.models import LetterKind
from feedback.wording import SHIPPED

VALUES = {"COMPANY": "Umbrella", "NAME": "Priya Nair", "ROLE": "Lead", "ME": "Alice"}

# On a busy machine the first example is slow.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

tokens = st.sampled_from([f"[{name}]" for name in PLACES])
plain = st.text("aZ é?&+%\r\n\t👩א", max_size=10)
scripts = st.lists(tokens | plain, max_size=12)
tricky = tokens | st.sampled_from(["[name?]", "[COMPANY] [ME]", "a [ROLE] b", "", " "]) | plain
values = st.fixed_dictionaries(dict.fromkeys(PLACES, tricky))


def test_every_place_gets_its_value() -> None:
    letter = fill("Hello [NAME] of [COMPANY], the [ROLE] role. [ME]", VALUES)
    assert letter == "Hello Priya Nair of Umbrella, the Lead role. Alice"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Priya Nair", "Priya"), (" Priya ", "Priya"), ("Jean-Luc de Vries", "Jean-Luc"),
        ("王小明", "王小明"), ("Dr Anna Ek", "Dr Anna Ek"), ("Prof. Ek", "Prof. Ek"),
        ("Nair, Priya", "Nair, Priya"), ("J Smith", "J Smith"), ("", ""),
    ],
)  # fmt: skip
def test_a_letter_calls_people_by_the_first_name_where_it_can_be_told(
    name: str, first: str
) -> None:
    assert called(name) == first


def test_a_place_in_small_letters_is_one_too() -> None:
    assert fill("Hello [Name]", VALUES) == "Hello Priya Nair"


def test_a_missing_value_is_a_gap_that_is_named() -> None:
    letter = fill("Hello [NAME] at [COMPANY]", {"COMPANY": "Umbrella", "NAME": " "})
    assert letter == "Hello [name?] at Umbrella"
    assert gaps(letter, VALUES) == ["NAME"]


def test_other_words_in_brackets_are_left_alone() -> None:
    assert fill("[DATE] [NAMES] [1]", VALUES) == "[DATE] [NAMES] [1]"
    assert gaps("[DATE] [NAMES] [1]", VALUES) == []
    assert unknown_places("[DATE], [NAME], [name?], [small], [FIRST NAME], [DATE]") == [
        "[DATE]",
        "[FIRST NAME]",
    ]


def test_a_value_that_looks_like_a_place_stays_what_it_is() -> None:
    odd = {**VALUES, "COMPANY": "[NAME]", "NAME": ""}
    letter = fill("Hello [NAME] at [COMPANY]", odd)
    assert letter == "Hello [name?] at [NAME]"
    assert gaps(letter, odd) == ["NAME"]
    filled = fill_gaps(letter, {**odd, "NAME": "Priya"})
    assert filled == "Hello Priya at [NAME]"
    assert gaps(filled, {**odd, "NAME": "Priya"}) == []


def test_of_two_such_values_the_longer_one_is_passed_over_whole() -> None:
    odd = {**VALUES, "COMPANY": "[NAME]", "ROLE": "[NAME] for [ME]"}
    letter = fill("The [ROLE] role at [COMPANY]", odd)
    assert gaps(letter, odd) == []
    assert fill_gaps(letter, odd) == "The [NAME] for [ME] role at [NAME]"


def test_a_place_typed_by_hand_is_a_gap_and_is_filled_once_it_is_known() -> None:
    assert gaps("Dear [ME]", {**VALUES, "ME": ""}) == ["ME"]
    assert fill_gaps("Dear [ME]", {**VALUES, "ME": ""}) == "Dear [ME]"
    assert fill_gaps("Dear [ME] and [me?]", VALUES) == "Dear Alice and Alice"


@calm
@given(scripts, values)
def test_nothing_is_ever_filled_twice(parts: list[str], values: dict[str, str]) -> None:
    def by_hand(part: str) -> str:
        name = part[1:-1]
        return (values[name].strip() or f"[{name.lower()}?]") if name in PLACES else part

    expected = "".join(by_hand(part) if part.startswith("[") else part for part in parts)
    assert fill("".join(parts), values) == expected


@calm
@given(scripts, values)
def test_no_place_without_a_value_survives_unseen(parts: list[str], values: dict[str, str]) -> None:
    missing = {name for name, value in values.items() if not value.strip()}
    letter = fill("".join(parts), values)
    used = {part[1:-1] for part in parts if part.startswith("[")}
    assert missing & used <= set(gaps(letter, values)) | set(_hidden(values))
    bare = {name: "" if name in missing else "x" for name in PLACES}
    assert not re.search(r"\[[A-Z]+\]", fill("".join(tokens_of(parts)), bare))


def tokens_of(parts: list[str]) -> list[str]:
    return [part for part in parts if part.startswith("[")]


def _hidden(values: dict[str, str]) -> list[str]:
    """Gaps that read exactly like a part of a value: nobody can tell the two apart."""
    held = " ".join(values.values()).lower()
    return [name for name in PLACES if f"[{name.lower()}?]" in held]


@calm
@given(scripts, values)
def test_filling_again_changes_nothing(parts: list[str], values: dict[str, str]) -> None:
    letter = fill("\n".join(parts), values)
    assert fill_gaps(letter, values) == letter


@pytest.mark.parametrize("kind", LetterKind)
def test_every_shipped_script_is_filled_whole(kind: LetterKind) -> None:
    text = f"{SHIPPED[kind].subject}\n{SHIPPED[kind].body}"
    assert unknown_places(text) == []
    assert "[" not in fill(text, VALUES)
    assert "!" not in text
    assert mail_link("priya@example.com", *fill(text, VALUES).split("\n", 1)).whole


def test_the_reply_to_a_rejection_makes_the_moves_in_order() -> None:
    body = str(SHIPPED[LetterKind.REJECTION].body)
    moves = [
        "Thank you", "more about the decision", "experience or perspective", "level up",
        "apply again", "fit", "colleagues whose goals match", "Thank you again",
    ]  # fmt: skip
    places = [body.index(move) for move in moves]
    assert places == sorted(places)


# --- The link ---


def read(href: str) -> tuple[str, str, str]:
    """As a mail program reads it: a plus is a plus."""
    parts = urlsplit(href)
    fields = parse_qs(parts.query.replace("+", "%2B"), strict_parsing=bool(parts.query))
    return unquote(parts.path), fields.get("subject", [""])[0], fields.get("body", [""])[0]


@calm
@given(st.emails(), st.text(max_size=60), st.text(max_size=150))
def test_the_link_decodes_to_the_same_letter(to: str, subject: str, body: str) -> None:
    link = mail_link(to, subject, body)
    assert len(link.href) <= LONGEST_LINK
    assert re.fullmatch(r"mailto:[\w.~@%?=&-]+", link.href, re.ASCII)
    if link.whole:
        lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
        unix = subject.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
        assert read(link.href) == (to, unix, lines)


def test_spaces_are_percent_encoded_and_lines_end_in_crlf() -> None:
    link = mail_link("a+b@example.com", "Thank you & more", "One\nTwo + 2?")
    assert link.href == (
        "mailto:a%2Bb@example.com?subject=Thank%20you%20%26%20more&body=One%0D%0ATwo%20%2B%202%3F"
    )


def test_a_letter_too_long_for_a_link_leaves_its_body_to_be_copied() -> None:
    link = mail_link("priya@example.com", "Hello", "é" * 400)
    assert (link.href, link.whole) == ("mailto:priya@example.com?subject=Hello", False)
    assert mail_link("priya@example.com", "é" * 400, "x").href == "mailto:priya@example.com"


def test_a_letter_without_address_or_subject_has_a_link_all_the_same() -> None:
    assert mail_link("", "", "Hi").href == "mailto:?body=Hi"


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@hooli.com", "noreply@hooli.com", "NoReply+17@hooli.com", "jobs-noreply@li.com",
        "do-not-reply@hooli.com", "donotreply@hooli.com", "no_reply.hr@hooli.com",
        "notifications@hooli.com", "notification@hooli.com", "mailer-daemon@hooli.com",
    ],
)  # fmt: skip
def test_addresses_that_nobody_reads_are_known(address: str) -> None:
    assert is_unanswered(address)


@pytest.mark.parametrize(
    "address",
    ["", "priya@noreply.com", "noah@hooli.com", "casino.reply@hooli.com", "norbert@hooli.com"],
)
def test_addresses_of_people_are_not_taken_for_such(address: str) -> None:
    assert not is_unanswered(address)
