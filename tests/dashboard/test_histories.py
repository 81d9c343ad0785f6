"""What is read for the pictures, and what the filters leave of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from core.ownership import acting_as
from dashboard import histories, metrics
from dashboard.histories import Chosen, Scope, choices, first_day
from interviews.models import Ending, Kind, Outcome, Verdict
from tests.dashboard.chosen import TODAY
from tests.dashboard.facts import Facts, some_facts, store
from tests.factories import NOW, ApplicationFactory


def read(owner: User, **scope: Any) -> Chosen:
    return Chosen(histories.read(owner, timezone.now()), Scope(**scope), TODAY)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(facts=some_facts)
def test_it_counts_what_today_counts(alice: User, facts: list[Facts]) -> None:
    with acting_as(alice), transaction.atomic():
        store(alice, facts)
        mine, todays = read(alice).figures, metrics.figures(alice)
        transaction.set_rollback(True)
    assert set(mine.groups) == set(todays.groups)


def test_it_takes_two_statements_however_much_there_is(alice: User) -> None:
    for rows in (1, 30):
        store(alice, [Facts((True,), ("Rust",))] * rows)
        with CaptureQueriesContext(connection) as captured:
            histories.read(alice, NOW)
        assert len(captured) == 2


def test_rounds_come_in_the_order_in_which_they_began(alice: User) -> None:
    days = (3, 9, 6)
    store(alice, [Facts(starts_at=NOW - timedelta(days=n)) for n in days])
    [history] = read(alice).histories
    assert [held.day.day for held in history.rounds] == [1, 4, 7]


def test_a_cancelled_round_is_none(alice: User) -> None:
    store(alice, [Facts((True,), cancelled=True)])
    [history] = read(alice).histories
    assert history.rounds == ()


def test_before_the_debrief_nobody_is_met_and_nothing_learned(alice: User) -> None:
    store(alice, [Facts((True,), ("Rust",), debriefed=False)])
    [history] = read(alice).histories
    assert (history.rounds[0].people, history.rounds[0].lessons) == ((), 0)


def test_everybody_met_has_a_key_that_lasts(alice: User) -> None:
    first, second = store(alice, [Facts((), ("Rust", "", "Go")), Facts()])
    ana = first.meet("Ana").contact
    second.meetings.create(owner=alice, name="Ana", contact=ana, met=True)
    second.meetings.create(owner=alice, name="Nobody any more", met=True)
    second.meetings.create(owner=alice, name="Did not come", planned=True)
    [history] = read(alice).histories
    one, other = history.rounds
    assert one.people == (str(ana.pk),)
    assert set(other.people) == {str(ana.pk), "nobody any more"}
    assert (one.lessons, other.lessons) == (2, 0)


def test_coming_is_what_is_neither_over_nor_judged(alice: User) -> None:
    later = NOW + timedelta(days=1)
    store(
        alice,
        [
            Facts(debriefed=False, starts_at=later),
            Facts(starts_at=later),
            Facts(debriefed=False, starts_at=later, outcome=Outcome.REJECTED),
            Facts(debriefed=False),
        ],
    )
    [history] = read(alice).histories
    found = [(held.coming, held.verdict, held.outcome) for held in history.rounds]
    assert [facts for facts in found if facts[0]] == [(True, Verdict.PENDING, Outcome.WAITING)]


def test_a_strangers_applications_are_never_read(alice: User, bob: User) -> None:
    with acting_as(bob):
        store(bob, [Facts((True,), outcome=Outcome.OFFER)], source="a friend")
    assert read(alice).everything == []
    with acting_as(bob):  # one lock at a time: here the rows are in reach, and left out
        assert histories.read(alice, NOW) == []


def test_a_period_begins_at_midnight_of_the_person(alice: User) -> None:
    midnight = datetime(2025, 12, 31, 11, 0, tzinfo=UTC)  # of 1 January in Auckland
    store(alice, [Facts(starts_at=midnight), Facts(starts_at=midnight - timedelta(minutes=1))])
    with timezone.override("Pacific/Auckland"):
        assert read(alice, since=date(2026, 1, 1)).figures.debriefed == 1


@pytest.mark.parametrize(
    ("period", "first"),
    [
        ("", None),
        ("30", date(2026, 2, 8)),
        ("90", date(2025, 12, 10)),
        ("365", date(2025, 3, 10)),
        ("year", date(2026, 1, 1)),
    ],
)
def test_a_period_begins_on_a_day(period: str, first: date | None) -> None:
    assert first_day(period, date(2026, 3, 10)) == first


def test_company_kind_and_source_narrow_it(alice: User) -> None:
    [initech] = store(alice, [Facts()], company="Initech", source="a friend")
    store(alice, [Facts(), Facts()], company="Hooli", source="a board")
    initech.kind = Kind.PANEL
    initech.save()
    company = initech.application.company_id
    for scope in ({"company": company}, {"source": "a friend"}, {"kind": Kind.PANEL}):
        found = read(alice, **scope)
        assert (found.figures.debriefed, len(found.histories)) == (1, 1)
    assert read(alice, company=company, source="a board").histories == []


def test_an_application_stays_whole_when_one_of_its_rounds_counts(alice: User) -> None:
    store(alice, [Facts(starts_at=NOW - timedelta(days=n)) for n in (1, 300)])
    found = read(alice, since=date(2026, 1, 1))
    assert found.figures.debriefed == 1
    assert [len(history.rounds) for history in found.histories] == [2]


def test_an_application_without_rounds_counts_by_its_last_day(alice: User) -> None:
    old = ApplicationFactory(owner=alice, applied_on=date(2025, 1, 1))
    old.close(Ending.REJECTED, date(2025, 3, 1))
    ApplicationFactory(owner=alice, applied_on=date(2026, 2, 1))
    ApplicationFactory(owner=alice)  # written down today
    assert len(read(alice).histories) == 3
    assert len(read(alice, since=date(2026, 1, 1)).histories) == 2
    assert read(alice, kind=Kind.PANEL).histories == []


def test_the_choices_are_sorted_as_people_expect(alice: User) -> None:
    for name, source in (("Zoe", "b"), ("Émile", ""), ("adam", "A"), ("adam", "b")):
        store(alice, [], company=name, source=source)
    offered = choices(read(alice).everything)
    assert [name for _id, name in offered.companies] == ["adam", "Émile", "Zoe"]
    assert offered.sources == [("A", "A"), ("b", "b")]
