"""People and lessons, added up."""

from datetime import date

from hypothesis import given

from dashboard.histories import Round
from dashboard.pictures.canvas import MONTHS
from dashboard.pictures.kept import count, draw
from tests.dashboard.chosen import a_round, of_rounds, some_rounds

MARCH = date(2026, 3, 1)


def test_somebody_counts_once_when_first_met() -> None:
    rounds = [
        a_round(60, people=("ana", "ben"), lessons=1),
        a_round(30, people=("ana",)),
        a_round(1, people=("ana", "cy"), lessons=2),
    ]
    months = count(rounds, MARCH)
    assert [(m.month.month, m.people, m.all_people) for m in months] == [
        (1, 2, 2), (2, 0, 2), (3, 1, 3),
    ]  # fmt: skip
    assert [(m.lessons, m.all_lessons) for m in months] == [(1, 1), (0, 1), (2, 3)]


def test_what_was_long_ago_is_in_the_sums() -> None:
    rounds = [a_round(2000, people=("ana",), lessons=4), a_round(1, people=("ben",))]
    months = count(rounds, MARCH)
    assert len(months) == MONTHS
    assert (months[0].all_people, months[0].all_lessons) == (1, 4)
    assert months[-1].all_people == 2


@given(some_rounds)
def test_the_sums_never_fall_and_end_with_everybody(rounds: list[Round]) -> None:
    rounds = sorted(rounds, key=lambda held: held.starts_at)
    months = count(rounds, MARCH)
    sums = [month.all_people for month in months]
    assert sums == sorted(sums)
    known = {person for held in rounds if held.month <= MARCH for person in held.people}
    assert (sums[-1] if months else 0) == len(known)


def test_it_says_both_and_only_what_there_is() -> None:
    both = draw(of_rounds([a_round(people=("ana", "ben"), lessons=1)]))
    assert both.sentence == (
        "You met 2 people for the first time. You learned 1 thing that you did not know."
    )
    assert draw(of_rounds([a_round(lessons=2)])).sentence == (
        "You learned 2 things that you did not know."
    )
    assert draw(of_rounds([a_round()])) is None
