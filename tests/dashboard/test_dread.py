"""The dread, before and after."""

from dashboard.histories import Round
from dashboard.pictures.dread import SINGLY, draw
from interviews.models import Verdict
from tests.dashboard.chosen import a_round, of_rounds


def rated(days_ago: int, before: int | None, after: int | None) -> Round:
    return a_round(days_ago, before=before, after=after)


def test_only_interviews_with_both_are_in_it_and_it_says_how_many_are_not() -> None:
    rounds = [rated(9, 5, 3), rated(8, 4, None), rated(7, None, 2), rated(6, None, None)]
    dread = draw(of_rounds([*rounds, a_round(verdict=Verdict.PENDING)]))
    assert len(dread.slopes) == 1
    assert dread.note == "3 interviews you debriefed are not in here: they do not have both."
    assert draw(of_rounds(rounds[1:])) is None


def test_calmer_is_lower() -> None:
    [slope] = draw(of_rounds([rated(1, 5, 1)])).slopes
    assert float(slope.before) < float(slope.after)


def test_it_counts_the_interviews_that_ended_calmer() -> None:
    dread = draw(of_rounds([rated(9, 5, 3), rated(8, 4, 4), rated(7, 3, 2)]))
    assert dread.sentence == (
        "You came out calmer than you went in of 2 of 3 interviews."
        " Before the first one it was 5 of 5, before the latest 3."
    )


def test_it_never_says_that_it_grew() -> None:
    dread = draw(of_rounds([rated(9, 1, 3), rated(8, 4, 5)]))
    assert dread.sentence == "You noted how anxious you were before and after 2 interviews."


def test_many_interviews_are_drawn_by_the_month() -> None:
    rounds = [rated(n, 5 if n % 2 else 3, 2) for n in range(SINGLY + 1)]
    dread = draw(of_rounds(rounds))
    assert len(dread.slopes) == 2
    assert [row[:3] for row in dread.table.rows] == [
        ("March 2026", 10, "4.0"),
        ("February 2026", 15, "3.9"),
    ]
