"""Facts in, verdict out; and what the counts add up to."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.ownership import acting_as
from dashboard import metrics
from dashboard.metrics import ANSWERS, COLUMNS, ROWS, Figures, Group, Share
from interviews.models import Outcome, Verdict
from tests.dashboard.facts import Facts, some_facts, store
from tests.factories import NOW, UserFactory

# The fixtures hold nothing that an example changes: each one's rows are rolled back.
rolled_back = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def figures_of(owner: User, facts: list[Facts]) -> Figures:
    """The figures of rows made of these facts, which are gone afterwards."""
    with acting_as(owner), transaction.atomic():
        store(owner, facts)
        found = metrics.figures(owner)
        transaction.set_rollback(True)
    return found


# --- Through the database -----------------------------------------------------------------------


@rolled_back
@given(facts=some_facts)
def test_facts_in_verdict_out(alice: User, facts: list[Facts]) -> None:
    found = figures_of(alice, facts)
    counting = [fact for fact in facts if fact.counts]
    assert found.met == Share(sum(fact.met for fact in counting), len(counting))
    assert found.learned == Share(sum(fact.learned for fact in counting), len(counting))
    cells = Counter((fact.verdict, fact.outcome) for fact in counting)
    assert {cell: count for cell, count in found.cells.items() if count} == cells


@rolled_back
@given(facts=some_facts)
def test_outcomes_count_every_interview_but_the_cancelled(alice: User, facts: list[Facts]) -> None:
    said = Counter(fact.outcome for fact in facts if not fact.cancelled)
    assert figures_of(alice, facts).answers == {answer: said[answer] for answer in ANSWERS}


@rolled_back
@given(facts=some_facts, outcome=st.sampled_from(Outcome.values))
def test_no_outcome_changes_a_verdict(alice: User, facts: list[Facts], outcome: str) -> None:
    before = figures_of(alice, facts)
    after = figures_of(alice, [replace(fact, outcome=outcome) for fact in facts])
    assert (before.met, before.learned, before.worthwhile, before.both) == (
        after.met, after.learned, after.worthwhile, after.both,
    )  # fmt: skip


@rolled_back
@given(facts=some_facts, mine=st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_no_fact_of_mine_changes_an_outcome(
    alice: User, facts: list[Facts], mine: tuple[bool, bool, bool]
) -> None:
    debriefed, met, learned = mine
    changed = [
        replace(fact, debriefed=debriefed, meetings=(met,), lessons=("Rust",) if learned else ())
        for fact in facts
    ]
    assert figures_of(alice, facts).answers == figures_of(alice, changed).answers


@rolled_back
@given(facts=some_facts, seed=st.integers())
def test_the_order_of_rows_is_irrelevant(alice: User, facts: list[Facts], seed: int) -> None:
    shuffled = random.Random(seed).sample(facts, len(facts))  # noqa: S311
    assert set(figures_of(alice, facts).groups) == set(figures_of(alice, shuffled).groups)


def test_a_planned_meeting_that_did_not_happen_is_not_met(alice: User) -> None:
    store(alice, [Facts(meetings=(False, False), lessons=("", ""))])
    found = metrics.figures(alice)
    assert (found.met, found.learned) == (Share(0, 1), Share(0, 1))


def test_a_cancelled_interview_counts_nowhere(alice: User) -> None:
    store(alice, [Facts((True,), ("Rust",), cancelled=True, outcome=Outcome.REJECTED)])
    assert metrics.figures(alice).groups == ()


def test_a_strangers_interviews_are_never_counted(alice: User, bob: User) -> None:
    with acting_as(bob):
        store(bob, [Facts((True,), outcome=Outcome.OFFER)], source="a friend")
    assert metrics.figures(alice) == Figures()


def test_the_stranger_stays_out_with_the_databases_lock_open(alice: User, bob: User) -> None:
    """Locks are tested one by one: here the rows are in reach, and the lookup leaves them out."""
    with acting_as(bob):
        store(bob, [Facts((True,))])
        assert metrics.figures(alice) == Figures()


# --- Months and periods in the person's own zone ------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "month"),
    [
        ("Pacific/Auckland", date(2026, 3, 1)),
        ("UTC", date(2026, 2, 1)),
        ("America/Los_Angeles", date(2026, 2, 1)),
    ],
)
def test_an_evening_in_london_is_the_next_month_in_auckland(
    alice: User, zone: str, month: date
) -> None:
    store(alice, [Facts(starts_at=datetime(2026, 2, 28, 22, 0, tzinfo=UTC))])
    with timezone.override(zone):
        assert list(metrics.figures(alice).by_month) == [month]


def test_a_night_in_london_is_the_month_before_in_los_angeles(alice: User) -> None:
    store(alice, [Facts(starts_at=datetime(2026, 3, 1, 3, 0, tzinfo=UTC))])
    with timezone.override("America/Los_Angeles"):
        assert list(metrics.figures(alice).by_month) == [date(2026, 2, 1)]


# --- Pure counts --------------------------------------------------------------------------------

groups = st.lists(
    st.builds(
        Group,
        month=st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(lambda day: day.replace(day=1)),
        verdict=st.sampled_from(Verdict.values),
        outcome=st.sampled_from(Outcome.values),
        interviews=st.integers(1, 300),
    ),
    max_size=40,
)


@given(groups)
def test_the_grid_adds_up(found: list[Group]) -> None:
    figures = Figures(tuple(found))
    assert sum(figures.cells.values()) == figures.debriefed
    rows = {row: sum(figures.cells[row, column] for column in COLUMNS) for row in ROWS}
    assert figures.met.n == rows[Verdict.BOTH] + rows[Verdict.MET]
    assert figures.learned.n == rows[Verdict.BOTH] + rows[Verdict.LEARNED]
    assert figures.worthwhile.n == figures.debriefed - rows[Verdict.NEITHER]
    said = sum(figures.cells[row, answer] for row in ROWS for answer in ANSWERS)
    assert said + figures.answered_undebriefed == figures.answered


@given(groups)
def test_the_months_add_up_and_come_in_order(found: list[Group]) -> None:
    figures = Figures(tuple(found))
    months = figures.by_month
    assert list(months) == sorted(months)
    added: Callable[[Callable[[Figures], int]], int] = lambda one: sum(map(one, months.values()))  # noqa: E731
    assert added(lambda month: month.met.n) == figures.met.n
    assert added(lambda month: month.debriefed) == figures.debriefed
    assert added(lambda month: month.answered) == figures.answered


@given(groups, st.randoms())
def test_the_order_of_groups_is_irrelevant(found: list[Group], luck: Any) -> None:
    shuffled = luck.sample(found, len(found))
    one, other = Figures(tuple(found)), Figures(tuple(shuffled))
    assert (one.met, one.learned, one.answers, one.cells) == (
        other.met, other.learned, other.answers, other.cells,
    )  # fmt: skip


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_percentage_needs_ten_and_never_rounds_to_all_or_none(one: int, other: int) -> None:
    share = Share(min(one, other), max(one, other))
    assert bool(share.percent) == (share.m >= 10)
    assert (share.percent == "100 %") == (share.m >= 10 and share.n == share.m)
    assert (share.percent == "0 %") == (share.m >= 10 and share.n == 0)


def test_the_worth_of_rejections_counts_debriefed_ones_only() -> None:
    march = date(2026, 3, 1)
    figures = Figures(
        (
            Group(march, Verdict.MET, Outcome.REJECTED, 2),
            Group(march, Verdict.NEITHER, Outcome.REJECTED, 1),
            Group(march, Verdict.PENDING, Outcome.REJECTED, 4),
            Group(march, Verdict.BOTH, Outcome.OFFER, 8),
        )
    )
    assert figures.worthwhile_among(Outcome.REJECTED) == Share(2, 3)
    assert figures.answered_undebriefed == 4


def test_everybodys_clock_and_rows_are_their_own(db: None, now: object) -> None:
    one, other = UserFactory(), UserFactory()
    with acting_as(one):
        store(one, [Facts((True,), starts_at=NOW - timedelta(days=3))])
    with acting_as(other):
        assert metrics.figures(other) == Figures()
