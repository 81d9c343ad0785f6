"""My verdict beside their answer, as areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.histories import Round
from dashboard.metrics import ROWS
from dashboard.pictures.verdicts import draw
from interviews.models import Outcome, Verdict
from tests.dashboard.chosen import a_round, of_rounds

some_debriefed = st.lists(
    st.builds(a_round, verdict=st.sampled_from(ROWS), outcome=st.sampled_from(Outcome)),
    min_size=1,
    max_size=40,
)


@given(some_debriefed)
def test_areas_are_in_proportion(rounds: list[Round]) -> None:
    areas = draw(of_rounds(rounds)).areas
    assert sum(area.count for area in areas) == len(rounds)
    one = [float(area.width) * float(area.height) / area.count for area in areas]
    assert one == pytest.approx([one[0]] * len(one), rel=0.02)  # lengths are written to a tenth


@given(some_debriefed)
def test_a_row_fills_the_width_and_has_its_mark(rounds: list[Round]) -> None:
    mosaic = draw(of_rounds(rounds))
    rows = {
        area.verdict: [a for a in mosaic.areas if a.verdict == area.verdict]
        for area in mosaic.areas
    }
    assert len(mosaic.marks) == len(rows)
    for mark, areas in zip(mosaic.marks, rows.values(), strict=True):
        assert mark.count == sum(area.count for area in areas)
        assert sum(float(area.width) for area in areas) == pytest.approx(396, abs=1)


def test_the_words_leave_before_the_number_does() -> None:
    rounds = [a_round(outcome=Outcome.REJECTED)] * 8 + [a_round(outcome=Outcome.ADVANCED)]
    areas = {area.outcome: area for area in draw(of_rounds(rounds)).areas}
    assert [word.text for word in areas[Outcome.REJECTED].label] == ["8 rejected"]
    assert [word.text for word in areas[Outcome.ADVANCED].label] == ["1"]


def test_answers_without_a_debrief_are_in_no_area_and_said_to_be_left_out() -> None:
    mosaic = draw(of_rounds([a_round(), a_round(verdict=Verdict.PENDING, outcome=Outcome.OFFER)]))
    assert [area.count for area in mosaic.areas] == [1]
    assert mosaic.note == "1 answer is not in here: its interview is not debriefed."
    assert mosaic.sentence == "You met someone and learned something in 1 of 1 interview."
