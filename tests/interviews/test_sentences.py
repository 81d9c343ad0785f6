"""The verdict in words."""

import pytest

from interviews.models import Lesson
from interviews.sentences import verdict_sentence

WORTH = "Worth your time, whatever they decide."


def lesson(plan: str = "") -> Lesson:
    return Lesson(plan=plan, learned="Something")


@pytest.mark.parametrize(
    ("people", "plans", "says"),
    [
        (["Priya"], [], f"You met Priya. {WORTH}"),
        (["Priya", "Tom"], [], f"You met Priya and Tom. {WORTH}"),
        (["A", "B", "C", "D", "E"], [], f"You met A, B, C and 2 more. {WORTH}"),
        (["A", "B", "C", "D"], [], f"You met A, B, C and one more. {WORTH}"),
        ([], ["How they shard PostgreSQL."], f"You learned how they shard PostgreSQL. {WORTH}"),
        (
            [],
            ["How do you shard PostgreSQL?"],
            f"You learned about “How do you shard PostgreSQL?”. {WORTH}",
        ),
        ([], ["What is a saga"], f"You learned about “What is a saga”. {WORTH}"),
        ([], ["Rust"], f"You learned about “Rust”. {WORTH}"),
        ([], [""], f"You learned something you had not planned. {WORTH}"),
        ([], ["", ""], f"You learned 2 things you had not planned. {WORTH}"),
        ([], ["Rust", ""], f"You learned about “Rust” and one more thing. {WORTH}"),
        (["Priya"], ["Why Go"], f"You met Priya and learned why Go. {WORTH}"),
        ([], ["???"], f"You learned about “???”. {WORTH}"),
    ],
)
def test_it_says_whom_and_what(people: list[str], plans: list[str], says: str) -> None:
    assert verdict_sentence(people, [lesson(plan) for plan in plans]) == says


def test_neither_is_no_failure() -> None:
    assert verdict_sentence([], []) == (
        "Neither this time. That is one interview, and now you know what to try next."
    )
