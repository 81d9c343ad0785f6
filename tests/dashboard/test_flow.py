"""From application to ending: everybody is in it once, and nobody gets lost on the way."""

import re
from collections import Counter
from itertools import pairwise, zip_longest

import pytest
from hypothesis import given

from dashboard.histories import Chosen, History
from dashboard.pictures.flow import ROUNDS, End, draw, ending, steps
from interviews.models import Ending, Outcome
from tests.dashboard.chosen import a_history, a_round, chosen, some_chosen, some_histories

# Where a band is at its ending: the last place on its way there, the first on its way back.
ARRIVES = re.compile(r"[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)C")


@given(some_histories)
def test_in_equals_out_at_every_step(histories: list[History]) -> None:
    found = steps(histories)
    onward = [step.came for step in found[1:]]
    for step, going_on in zip_longest(found, onward, fillvalue=0):
        assert step.came == going_on + step.ended.total()
        assert min(step.ended.values(), default=0) >= 0


@given(some_histories)
def test_every_application_is_in_it_exactly_once(histories: list[History]) -> None:
    found = steps(histories)
    assert (found[0].came if found else 0) == len(histories)
    ended = sum((step.ended for step in found), Counter())
    assert ended == Counter(map(ending, histories))


@given(some_histories)
def test_a_step_is_reached_by_those_with_so_many_rounds(histories: list[History]) -> None:
    for number, step in enumerate(steps(histories)):
        assert step.came == sum(len(history.rounds) >= number for history in histories)


@given(some_chosen)
def test_what_is_drawn_adds_up_too(found: Chosen) -> None:
    flow = draw(found)
    if flow is None:
        assert found.histories == []
        return
    for number, node in enumerate(flow.nodes):
        arriving = [b.count for b in flow.bands if b.end is None and b.step == number - 1]
        leaving = [b.count for b in flow.bands if b.step == number]
        assert sum(leaving) == node.came
        assert sum(arriving) == (node.came if number else 0)
    for end in flow.ends:
        assert end.count == sum(b.count for b in flow.bands if b.end == end.end)
    assert sum(end.count for end in flow.ends) == flow.nodes[0].came


@given(some_chosen)
def test_no_ending_stands_on_another_or_outside(found: Chosen) -> None:
    flow = draw(found)
    if flow is None:
        return
    foot = 0.0
    for end in flow.ends:
        assert float(end.y) >= foot
        foot = float(end.y) + float(end.height)
    assert foot <= float(flow.height)
    names = [float(end.name.y) for end in flow.ends]
    assert all(below - above >= 17 for above, below in pairwise(names))


@given(some_chosen)
def test_what_arrives_at_an_ending_arrives_one_below_the_other(found: Chosen) -> None:
    flow = draw(found)
    for end in flow.ends if flow else ():
        arriving = [ARRIVES.search(band.path) for band in flow.bands if band.end == end.end]
        places = sorted((float(place[1]), float(place[2])) for place in arriving)
        assert places[0][0] == pytest.approx(float(end.y), abs=0.2)
        for (_, foot), (top, _) in pairwise(places):
            assert top == pytest.approx(foot, abs=0.2)


def test_more_rounds_than_are_drawn_end_at_the_last() -> None:
    rounds = [a_round(n) for n in range(ROUNDS + 3)]
    found = steps([a_history(*rounds)])
    assert [step.came for step in found] == [1] * (ROUNDS + 1)
    assert found[-1].ended == {End.OPEN: 1}


@pytest.mark.parametrize(
    ("history", "end"),
    [
        (a_history(), End.OPEN),
        (a_history(closed_as=Ending.NO_ANSWER), End.NO_ANSWER),
        (a_history(a_round(outcome=Outcome.REJECTED)), End.REJECTED),
        (a_history(a_round(outcome=Outcome.ADVANCED)), End.OPEN),
        (a_history(a_round(outcome=Outcome.OFFER)), End.OFFER),
        (a_history(a_round(outcome=Outcome.OFFER), closed_as=Ending.ACCEPTED), End.ACCEPTED),
        (a_history(a_round(outcome=Outcome.OFFER), closed_as=Ending.WITHDREW), End.WITHDREW),
        (a_history(a_round(9, outcome=Outcome.REJECTED), a_round(-1, coming=True)), End.OPEN),
        (a_history(a_round(9, outcome=Outcome.ADVANCED), a_round(1)), End.OPEN),
    ],
)
def test_it_ends_as_it_was_closed_or_with_the_latest_word(history: History, end: End) -> None:
    assert ending(history) == end


def test_its_sentence_counts_applications() -> None:
    flow = draw(chosen(a_history(a_round()), a_history(), a_history()))
    assert flow.sentence == "1 of your 3 applications came to an interview."
    assert flow.shared_sentence == "3 applications, 1 of them with an interview."
    assert draw(chosen(a_history())).sentence == "You sent 1 application."
