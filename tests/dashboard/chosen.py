"""Histories written down or drawn by hypothesis, and what a scope leaves of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from dashboard.histories import Chosen, History, Round, Scope
from interviews.models import Ending, Kind, Outcome, Verdict
from tests.factories import NOW

TODAY = NOW.date()


def a_round(days_ago: int = 1, **facts: Any) -> Round:
    known = {"kind": Kind.TECHNICAL, "verdict": Verdict.BOTH, "outcome": Outcome.WAITING}
    return Round(starts_at=NOW - timedelta(days=days_ago), **known | facts)


def a_history(*rounds: Round, **facts: Any) -> History:
    known = {"company": 1, "company_name": "Initech", "source": "", "closed_as": ""}
    return History(**known | {"last_day": date(2026, 1, 5), "rounds": rounds} | facts)


def chosen(*histories: History, **scope: Any) -> Chosen:
    return Chosen(histories, Scope(**scope), TODAY)


def of_rounds(rounds: Sequence[Round]) -> Chosen:
    return chosen(a_history(*rounds))


some_rounds = st.lists(
    st.builds(
        a_round,
        days_ago=st.integers(-30, 1500),
        kind=st.sampled_from(Kind.values),
        verdict=st.sampled_from(Verdict.values),
        outcome=st.sampled_from(Outcome.values),
        coming=st.booleans(),
        before=st.none() | st.integers(1, 5),
        after=st.none() | st.integers(1, 5),
        people=st.lists(st.sampled_from("abcdefgh"), max_size=3).map(tuple),
        lessons=st.integers(0, 3),
    ),
    max_size=6,
)
some_histories = st.lists(
    st.builds(
        lambda rounds, **facts: a_history(*rounds, **facts),
        rounds=some_rounds,
        company=st.integers(1, 6),
        company_name=st.text(max_size=60),
        source=st.text(max_size=60),
        closed_as=st.just("") | st.sampled_from(Ending.values),
    ),
    max_size=12,
)
some_chosen = some_histories.map(lambda histories: chosen(*histories))
