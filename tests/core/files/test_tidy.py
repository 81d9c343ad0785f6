"""Text of a file as a column keeps it, and the words of a piece of HTML."""

import pytest

from core.files.html import plain, unescaped
from core.files.tidy import in_a_line, in_lines


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Hooli \n Ltd\t", "Hooli Ltd"),
        ("Um\x1bbrel\x00la", "Um brel la"),
        ("abcdefghijk", "abcdefghij"),
        ("\u3164 \u200b", ""),
        ("\ud800", ""),
    ],
)
def test_on_one_line_cut_and_visible(text: str, kept: str) -> None:
    assert in_a_line(text, 10) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one  \r\ntwo\rthree", "one\ntwo\nthree"),
        ("\n\none\n\n\n\n\ntwo\n", "one\n\ntwo"),
        ("one\x1b[31m", "one[31m"),
        ("x" * 30, "x" * 19 + "…"),
        ("\u3164\n", ""),
    ],
)
def test_lines_stay_lines_and_a_long_text_shows_that_it_was_cut(text: str, kept: str) -> None:
    assert in_lines(text, 20) == kept


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<p>You <b>build</b>\nthings &amp; more.</p><p>Soon</p>",
            "You build things & more.\nSoon",
        ),
        ("<ul><li>Go</li><li></li><li>SQL</li></ul>", "· Go\n· SQL"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a\nb <a href='https://example.com'>here</a>", "a\nb here"),
        ("3 < 5 and 5 > 3", "3 < 5 and 5 > 3"),
        ("<script>alert('<b>')</script>seen<style>p {}</style>", "seen"),
        ("<!-- nothing -->seen", "seen"),
        ("left <b", "left <b"),
        (
            "<html-blob>one<o:p>&nbsp;</o:p></html-blob> <https://b.example>",
            "one <https://b.example>",
        ),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_html_in_its_words(html: str, words: str) -> None:
    assert plain(html) == words


@pytest.mark.parametrize("number", ["9" * 5_000, "0" * 5_000 + "65", "x" + "f" * 5_000])
def test_a_character_with_a_number_beyond_all_measure_is_no_error(number: str) -> None:
    assert unescaped(f"a &#{number}; b") == "a \ufffd b"
    assert plain(f"<p>a &#{number} b") == "a \ufffd b"


def test_a_character_by_its_number_is_itself() -> None:
    assert unescaped("&#65;&#0000000065;&#x41; &amp; &#9999999;") == "AAA & \ufffd"
