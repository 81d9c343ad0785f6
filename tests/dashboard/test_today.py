"""Today: the greeting, what needs me, next and last, the two metrics beside what they said."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview, Outcome
from tests.dashboard.facts import Facts, store
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory
from tests.people import Person
from tests.statements import assert_lean

DAY = timedelta(days=1)


def page_of(person: Person, url: str = "/") -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_signed_out_it_says_what_it_is_for_and_asks_the_database_nothing(
    as_nobody: Person,
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = page_of(as_nobody)
    assert "Create your account" in page
    assert "Look around with the sample story" in page
    assert len(captured) == 0


def test_the_sample_story_and_sign_up_can_be_switched_off(
    as_nobody: Person, settings: object
) -> None:
    settings.SAMPLE_STORY = settings.SIGNUP_OPEN = False
    page = page_of(as_nobody)
    assert "Look around with the sample story" not in page
    assert "Create your account" not in page.split("<main")[1]


def test_nothing_is_posted_here(as_alice: Person, as_nobody: Person) -> None:
    for url in ("/", "/dashboard/"):
        token = as_alice.fill("/learning/new/", {})["csrfmiddlewaretoken"]
        assert as_alice.post(url, {"csrfmiddlewaretoken": token}).status_code == 405


def test_a_new_account_is_told_what_to_do_first(as_alice: Person) -> None:
    as_alice.user.settle_in(NOW)
    page = page_of(as_alice).split("<main")[1].split("</main>")[0]
    assert "Start with one interview" in page
    assert page.count('href="/interviews/new/"') == 1
    assert "What needs you" not in page
    assert 'desk-aside"></div>' in page


@pytest.mark.parametrize(
    ("zone", "greeting"),
    [
        ("UTC", "Good afternoon, Alice."),
        ("America/Los_Angeles", "Good morning, Alice."),
        ("Pacific/Auckland", "Good evening, Alice."),
    ],
)
def test_the_greeting_goes_by_the_persons_clock(as_alice: Person, zone: str, greeting: str) -> None:
    as_alice.user.time_zone = zone
    as_alice.user.save()
    assert greeting in page_of(as_alice)


def test_it_lists_eight_things_and_how_many_more(as_alice: Person) -> None:
    store(as_alice.user, [Facts(debriefed=False)] * 11)
    page = page_of(as_alice)
    assert page.count("/debrief/") == 8
    assert "And 3 more" in page


def test_with_nothing_to_do_it_says_so(as_alice: Person) -> None:
    store(as_alice.user, [Facts(outcome=Outcome.OFFER)])
    assert "Nothing just now." in page_of(as_alice)


def test_the_next_interview_stands_there_with_its_goals(as_alice: Person) -> None:
    alice = as_alice.user
    hooli = ApplicationFactory(owner=alice, company=CompanyFactory(owner=alice, name="Hooli"))
    for days in (9, 2):
        soon = InterviewFactory(owner=alice, application=hooli, starts_at=NOW + days * DAY)
    soon.plan_to_meet("Priya Nair", "storage")
    soon.lessons.create(owner=alice, plan="How they shard")
    page = page_of(as_alice)
    assert "Thu 12 Mar 2026, 12:00" in page
    assert "Priya Nair, storage" in page
    assert "How they shard" in page
    assert "Last verdict" not in page


def test_a_cancelled_interview_is_neither_next_nor_last(as_alice: Person) -> None:
    for days in (-2, 2):
        InterviewFactory(owner=as_alice.user, starts_at=NOW + days * DAY).cancel(NOW)
    page = page_of(as_alice)
    assert "Next interview" not in page
    assert "Last verdict" not in page


def test_the_last_verdict_is_told_in_words(as_alice: Person) -> None:
    alice = as_alice.user
    earlier = InterviewFactory(owner=alice, starts_at=NOW - 3 * DAY)
    earlier.debrief(NOW)
    latest = InterviewFactory(owner=alice, starts_at=NOW - 2 * DAY)
    latest.meet("Tom")
    latest.debrief(NOW)
    page = page_of(as_alice)
    assert "You met Tom." in page
    assert f'href="/interviews/{latest.pk}/"' in page
    assert "Neither this time" not in page.split("Last verdict")[1].split("</aside>")[0]


def test_the_metrics_stand_beside_what_companies_said(as_alice: Person) -> None:
    store(
        as_alice.user,
        [
            Facts((True,), ("Rust",), outcome=Outcome.REJECTED),
            Facts((False,), ("Rust",), outcome=Outcome.ADVANCED),
            Facts((True,), cancelled=True, outcome=Outcome.OFFER),
        ],
    )
    page = page_of(as_alice)
    assert "1 of 2" in page
    assert "2 of 2" in page
    said = strip_tags(page.split("What companies said", 1)[1])
    assert " ".join(said.split()).startswith("1 next round 1 rejected")
    assert "What companies said: interviews with an answer, debriefed or not." in page
    assert "Your one rejection was worth your time." in page
    assert "of the rejected interviews you debriefed" in page
    assert "Two interviews debriefed this month." in page
    assert 'href="/dashboard/"' in page
    assert "%" not in page


def test_this_month_is_the_persons_month(as_alice: Person) -> None:
    """31 March in Los Angeles is 1 April in Auckland, where no interview has been yet."""
    store(as_alice.user, [Facts((True,))])
    with time_machine.travel(NOW.replace(day=31, hour=23), tick=False):
        assert "One interview debriefed this month." in page_of(as_alice)
        as_alice.user.time_zone = "Pacific/Auckland"
        as_alice.user.save()
        assert "this month" not in page_of(as_alice)


def test_a_strangers_interviews_are_not_here(as_bob: Person, alice: User) -> None:
    as_bob.user.settle_in(NOW)
    with acting_as(alice):
        store(alice, [Facts((True,)), Facts(debriefed=False)], company="Initech")
    page = page_of(as_bob)
    assert "Initech" not in page
    assert "Start with one interview" in page


@pytest.mark.parametrize("rows", [10, 2_000])
def test_three_statements_at_most_however_many_rows(as_alice: Person, rows: int) -> None:
    facts = [
        Facts((True,), ("Rust",), debriefed=bool(n % 3), starts_at=NOW + (5 - n) * DAY / 2)
        for n in range(rows)
    ]
    store(as_alice.user, facts)
    assert_lean(as_alice, "/")
    assert Interview.objects.count() == rows
