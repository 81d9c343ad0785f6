"""What the product says of the figures: right plurals, no grades, no exclamation marks."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import sentences
from dashboard.metrics import Figures, Group
from interviews.models import Outcome, Verdict

BOTH, MET, LEARNED, NEITHER = "both", "met", "learned", "neither"
MARCH = date(2026, 3, 1)


def counted(outcome: str = Outcome.WAITING, **verdicts: int) -> Figures:
    return Figures(
        tuple(Group(MARCH, verdict, outcome, count) for verdict, count in verdicts.items())
    )


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ({BOTH: 5, NEITHER: 1}, "5 of your 6 rejections were worth your time."),
        ({MET: 1, NEITHER: 2}, "1 of your 3 rejections was worth your time."),
        ({LEARNED: 2}, "Both of your rejections were worth your time."),
        ({LEARNED: 4}, "All 4 of your rejections were worth your time."),
        ({MET: 1}, "Your one rejection was worth your time."),
        ({NEITHER: 3}, ""),
        ({Verdict.PENDING.value: 3}, ""),
        ({}, ""),
    ],
)
def test_rejections_worth_my_time(verdicts: dict[str, int], said: str) -> None:
    assert sentences.rejections(counted(Outcome.REJECTED, **verdicts)) == said


@pytest.mark.parametrize(
    ("debriefed", "said"),
    [
        (2, "1 of the 2 rejections you debriefed was worth your time."),
        (1, "The one rejection you debriefed was worth your time."),
    ],
)
def test_rejections_without_a_debrief_are_not_spoken_for(debriefed: int, said: str) -> None:
    verdicts = {MET: 1, NEITHER: debriefed - 1, Verdict.PENDING.value: 4}
    assert sentences.rejections(counted(Outcome.REJECTED, **verdicts)) == said


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ({BOTH: 10, NEITHER: 2}, "10 of the 12 interviews you debriefed were worth your time."),
        ({MET: 1, NEITHER: 1}, "1 of the 2 interviews you debriefed was worth your time."),
        ({MET: 1}, "The one interview you debriefed was worth your time."),
        ({MET: 1, LEARNED: 1}, "All 2 interviews you debriefed were worth your time."),
        ({NEITHER: 1}, "Next time, try asking one person what they are proud of."),
        ({Verdict.PENDING.value: 1}, ""),
    ],
)
def test_interviews_worth_my_time(verdicts: dict[str, int], said: str) -> None:
    assert sentences.worth(counted(**verdicts)) == said


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (
            {BOTH: 2, LEARNED: 1},
            "Three interviews debriefed this month."
            " You met someone in two of them and learned something in all three.",
        ),
        (
            {BOTH: 1, MET: 1},
            "Two interviews debriefed this month."
            " You met someone in both and learned something in one of them.",
        ),
        (
            {MET: 3, NEITHER: 9},
            "12 interviews debriefed this month. You met someone in three of them.",
        ),
        ({LEARNED: 2}, "Two interviews debriefed this month. You learned something in both."),
        ({BOTH: 1}, "One interview debriefed this month. You met someone and learned something."),
        ({MET: 1}, "One interview debriefed this month. You met someone."),
        ({LEARNED: 1}, "One interview debriefed this month. You learned something."),
        (
            {NEITHER: 1},
            "One interview debriefed this month."
            " Next time, try asking one person what they are proud of.",
        ),
        (
            {NEITHER: 2},
            "Two interviews debriefed this month."
            " Next time, try asking one person what they are proud of.",
        ),
        ({Verdict.PENDING.value: 2}, ""),
    ],
)
def test_this_month(verdicts: dict[str, int], said: str) -> None:
    assert sentences.of_this_month(counted(**verdicts)) == said


def test_over_time_names_the_first_month_and_the_last() -> None:
    one = Group(date(2025, 6, 1), BOTH, Outcome.OFFER, 2)
    other = Group(MARCH, MET, Outcome.OFFER, 1)
    assert sentences.over_time(Figures((other, one))) == (
        "From June 2025 to March 2026 you met someone in 3 of 3 interviews"
        " and learned something in 2."
    )
    assert sentences.over_time(Figures((other,))) == (
        "In March 2026 you met someone in 1 of 1 interview and learned something in 0."
    )
    assert sentences.over_time(Figures()) == ""


def test_the_grid_is_told_by_its_rejections_first() -> None:
    reading = sentences.of_the_grid(counted(Outcome.REJECTED, both=1, neither=1))
    assert reading.sentence == "1 of your 2 rejections was worth your time."
    assert reading.cells == {
        (Verdict.BOTH, "rejected"), (Verdict.MET, "rejected"), (Verdict.LEARNED, "rejected"),
    }  # fmt: skip


def test_without_rejections_the_grid_is_told_by_both_goals() -> None:
    reading = sentences.of_the_grid(counted(Outcome.OFFER, both=1, met=1))
    assert reading.sentence == "You met someone and learned something in 1 of 2 interviews."
    assert {row for row, _column in reading.cells} == {Verdict.BOTH}
    assert sentences.of_the_grid(counted(met=1)).sentence == ""


def test_answers_are_listed_without_the_ones_that_nobody_gave() -> None:
    march = [(Outcome.ADVANCED, 4), (Outcome.WITHDREW, 1), (Outcome.WAITING, 3)]
    figures = Figures(tuple(Group(MARCH, MET, outcome, count) for outcome, count in march))
    assert sentences.what_they_said(figures) == "4 next round, 1 withdrew"


@pytest.mark.parametrize(
    ("hour", "name", "said"),
    [
        (5, "Ada", "Good morning, Ada."),
        (11, "", "Good morning."),
        (12, "Ada", "Good afternoon, Ada."),
        (17, "", "Good afternoon."),
        (18, "", "Good evening."),
        (4, "Ada", "Good evening, Ada."),
    ],
)
def test_the_greeting_knows_the_hour(hour: int, name: str, said: str) -> None:
    assert sentences.greeting(hour, name) == said


@given(
    st.dictionaries(st.sampled_from([BOTH, MET, LEARNED, NEITHER]), st.integers(1, 40)),
    st.sampled_from(Outcome.values),
)
def test_whatever_the_figures_no_sentence_shouts_or_trips(
    verdicts: dict[str, int], outcome: str
) -> None:
    figures = counted(outcome, **verdicts)
    said = [
        sentences.worth(figures),
        sentences.rejections(figures),
        sentences.of_the_grid(figures).sentence,
        sentences.of_this_month(figures),
        sentences.over_time(figures),
    ]
    for sentence in filter(None, said):
        assert sentence.endswith(".")
        assert not set("!%") & set(sentence)
        assert "  " not in sentence
        assert not re.search(r"\b1 (interviews|rejections)|\b([2-9]|\d\d+) interview ", sentence)
