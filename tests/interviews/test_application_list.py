"""The list of applications: where each stands, and finding one."""

import re
from datetime import timedelta

import pytest

from tests.factories import NOW, InterviewFactory, LessonFactory, MeetingFactory
from tests.interviews.rows import an_application
from tests.people import Person

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", ["Lost", "Offered", "Waited", "Coming", "Sent", "Noted"]),
        ("to_apply", ["Noted"]),
        ("applied", ["Sent"]),
        ("interviewing", ["Coming"]),
        ("waiting", ["Waited"]),
        ("offer", ["Offered"]),
        ("closed", ["Ended", "Lost"]),
        ("all", ["Ended", "Lost", "Offered", "Waited", "Coming", "Sent", "Noted"]),
    ],
)
def test_the_list_by_stage(as_alice: Person, state: str, found: list[str]) -> None:
    """Lost by its last round and not closed yet, it is among the open ones and among those over."""
    answered = {"outcome_on": NOW.date(), "debriefed_at": NOW}
    an_application(as_alice, company__name="Noted")
    an_application(as_alice, company__name="Sent", applied_on=NOW.date())
    for company, days, facts in (
        ("Coming", 2, {}),
        ("Waited", -2, {}),
        ("Offered", -2, {"outcome": "offer", **answered}),
        ("Lost", -2, {"outcome": "rejected", **answered}),
    ):
        application = an_application(as_alice, company__name=company)
        InterviewFactory(
            owner=as_alice.user, application=application, starts_at=NOW + days * DAY, **facts
        )
    an_application(as_alice, company__name="Ended", closed_as="accepted", closed_on=NOW.date())
    answer = as_alice.get("/applications/", {"state": state})
    assert [application.company.name for application in answer.context["page"]] == found
    assert f'value="{state}" selected' in answer.content.decode()


def test_a_line_says_where_it_stands(as_alice: Person) -> None:
    application = an_application(as_alice)
    assert "to apply" in as_alice.read("/applications/")
    InterviewFactory(owner=as_alice.user, application=application, starts_at=NOW + 2 * DAY)
    page = as_alice.read("/applications/")
    assert "in round 1 (technical), Thursday" in page


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["Émile & fils", "Umbrella"]),
        ({"state": "closed"}, ["Hooli"]),
        ({"state": "all"}, ["Hooli", "Émile & fils", "Umbrella"]),
        ({"state": "lost"}, ["Émile & fils", "Umbrella"]),
        ({"q": "emile"}, ["Émile & fils"]),
        ({"q": "ÉMILE"}, ["Émile & fils"]),
        ({"q": "PLATFORM umb"}, ["Umbrella"]),
        ({"q": "platform emile"}, []),
        ({"q": "hooli"}, []),
        ({"q": "hooli", "state": "closed"}, ["Hooli"]),
        ({"q": "%"}, []),
        ({"q": "\x00"}, ["Émile & fils", "Umbrella"]),
    ],
)
def test_the_filters(as_alice: Person, chosen: dict[str, str], found: list[str]) -> None:
    """The newest first; without a choice, those still open."""
    an_application(as_alice)
    an_application(as_alice, company__name="Émile & fils", role="Engineer")
    closed = {"closed_as": "rejected", "closed_on": NOW.date()}
    an_application(as_alice, company__name="Hooli", role="Engineer", **closed)
    answer = as_alice.get("/applications/", chosen)
    assert [application.company.name for application in answer.context["page"]] == found
    assert ("No application fits." in answer.content.decode()) == (not found)


def test_a_line_counts_its_interviews_but_not_the_cancelled(as_alice: Person) -> None:
    application = an_application(as_alice)
    InterviewFactory(owner=as_alice.user, application=application, cancelled_at=NOW)
    assert "0 interviews" in as_alice.read("/applications/")
    InterviewFactory(owner=as_alice.user, application=application)
    assert "1 interview<" in as_alice.read("/applications/")


def test_none_yet_says_what_to_do_first(as_alice: Person) -> None:
    assert "Your applications will stand here" in as_alice.read("/applications/")


def test_only_what_they_said_stands_as_an_outcome(as_alice: Person) -> None:
    """Where it stands is a plain word until they answer, or it is closed."""
    an_application(as_alice)
    assert 'class="outcome"' not in as_alice.read("/applications/")
    an_application(as_alice, company__name="Hooli", closed_as="withdrew", closed_on=NOW.date())
    assert 'class="outcome">closed: I withdrew<' in as_alice.read("/applications/?state=all")


def test_beside_each_stands_my_verdict_on_its_latest_rounds_in_order(as_alice: Person) -> None:
    me, application = as_alice.user, an_application(as_alice, company__name="Umbrella")
    rounds = [
        InterviewFactory(
            owner=me, application=application, starts_at=NOW - days * DAY, debriefed_at=NOW
        )
        for days in (8, 6, 4, 2)
    ]
    MeetingFactory(owner=me, interview=rounds[1], met=True)
    LessonFactory(owner=me, interview=rounds[3], learned="Borrowing")
    InterviewFactory(owner=me, application=application, starts_at=NOW - DAY)  # not debriefed
    for days in (-5, -3):
        InterviewFactory(
            owner=me, application=application, starts_at=NOW + days * DAY,
            debriefed_at=NOW, cancelled_at=NOW,
        )  # fmt: skip
    line = as_alice.read("/applications/").split('class="line-end"')[1].split("</li>")[0]
    told = re.findall(r'visually-hidden">([^<]*)<', line)
    assert told == ["Met someone", "Neither this time", "Learned something"]
