"""The key that names sort and are found by."""

import pytest

from core.text import fold, words


def test_names_sort_as_people_expect() -> None:
    names = ["Zoe", "Łukasz", "adam", "Émile", "Ørsted", "éa", "Leo", "Mia"]
    in_order = ["adam", "éa", "Émile", "Leo", "Łukasz", "Mia", "Ørsted", "Zoe"]
    assert sorted(names, key=fold) == in_order


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Ada   Lovelace ", "ada lovelace"),
        ("Weiß", "weiss"),
        ("İstanbul", "istanbul"),
        ("Æsa Þórr", "aesa thorr"),
        ("𝐀𝐝𝐚", "ada"),  # pasted from a decorated profile
        ("ﬁnn", "finn"),
        ("محمد", "محمد"),
        ("\u200fمحمد\u200f", "محمد"),  # marks of direction
        ("🦊", "🦊"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_accents_case_and_decoration_do_not_count(text: str, key: str) -> None:
    assert fold(text) == key


def test_folding_twice_changes_nothing() -> None:
    for text in ("Émile", "ﷺ", "ǰ", "ΐ", "𝐀", "Straße", "İ"):
        assert fold(fold(text)) == fold(text)


def test_words_are_told_apart_however_they_are_written() -> None:
    for text in ("Max. Salary", "max_salary", "\tMÁX (salary)!"):
        assert words(text) == ["max", "salary"]
    assert words(" _-? ") == []
