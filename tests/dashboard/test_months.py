"""The picture over time, as coordinates."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.histories import Chosen, Scope
from dashboard.metrics import Figures, Group
from dashboard.pictures.canvas import LABELS, MONTHS, WIDTH
from dashboard.pictures.months import OverTime, draw
from interviews.models import Outcome, Verdict

MARCH = date(2026, 3, 1)


def chart_of(*groups: Group) -> OverTime | None:
    chosen = Chosen((), Scope(), date(2026, 3, 10))
    chosen.__dict__["figures"] = Figures(groups)  # as if it had counted them
    return draw(chosen)


def test_nothing_to_count_is_no_picture() -> None:
    assert chart_of() is None
    assert chart_of(Group(MARCH, Verdict.PENDING, Outcome.WAITING, 3)) is None


def test_the_months_between_are_there_and_empty() -> None:
    chart = chart_of(
        Group(date(2025, 12, 1), Verdict.BOTH, Outcome.OFFER, 1),
        Group(MARCH, Verdict.MET, Outcome.WAITING, 1),
    )
    assert [column.label for column in chart.columns] == ["Dec 2025", "Jan 2026", "Feb", "Mar"]
    assert [bool(column.met) for column in chart.columns] == [True, False, False, True]
    assert [bool(column.bars) for column in chart.columns] == [True, False, False, False]


def test_none_met_is_an_outlined_shape_on_the_line() -> None:
    chart = chart_of(Group(MARCH, Verdict.LEARNED, Outcome.REJECTED, 2))
    [column] = chart.columns
    assert (column.met.yes, column.met.y) == (False, chart.mine)
    assert (column.learned.yes, column.learned.y) == (True, chart.top)


def test_answers_to_undebriefed_interviews_hang_without_shapes() -> None:
    chart = chart_of(Group(MARCH, Verdict.PENDING, Outcome.REJECTED, 1))
    [column] = chart.columns
    assert (column.met, column.learned) == (None, None)
    assert len(column.bars) == 1


def test_a_slip_of_the_finger_does_not_stretch_the_axis() -> None:
    chart = chart_of(
        Group(date(1950, 1, 1), Verdict.MET, Outcome.WAITING, 1),
        Group(MARCH, Verdict.MET, Outcome.WAITING, 1),
        Group(date(2150, 1, 1), Verdict.MET, Outcome.WAITING, 1),
    )
    assert len(chart.columns) == MONTHS
    assert chart.columns[-1].label.startswith("Mar")


some_groups = st.lists(
    st.builds(
        Group,
        month=st.dates(date(2023, 1, 1), MARCH).map(lambda day: day.replace(day=1)),
        verdict=st.sampled_from(Verdict.values),
        outcome=st.sampled_from(Outcome.values),
        interviews=st.integers(1, 500),
    ),
    max_size=30,
)


@given(some_groups)
def test_everything_stays_inside_the_picture(groups: list[Group]) -> None:
    chart = chart_of(*groups)
    if chart is None:
        return
    assert sum(bool(column.label) for column in chart.columns) <= LABELS
    for column in chart.columns:
        for pin in filter(None, (column.met, column.learned)):
            assert 0 < float(pin.x) < WIDTH
            assert float(chart.top) <= float(pin.y) <= float(chart.mine)
        for bar in column.bars:
            foot = float(bar.y) + float(bar.height)
            assert float(chart.theirs) <= float(bar.y) < foot <= float(chart.bottom) + 0.2
    assert float(chart.bottom) < float(chart.height) < 330
