"""The first steps of a new account: three pages, each skipped with one tap, and never again."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from interviews.models import Interview, Lesson, Meeting
from learning.models import Goal
from tests.accounts.pages import sign_up
from tests.factories import NOW, InterviewFactory
from tests.people import Person

YOU, INTERVIEW, GOALS, SKIP = (
    "/first/you/", "/first/interview/", "/first/goals/", "/first/skip/",
)  # fmt: skip
UMBRELLA = {"company": "Umbrella", "role": "Platform lead", "starts_at": "2026-03-12T14:00"}
OFFER = "Three short steps to begin"


def is_settled(person: Person) -> bool:
    return User.objects.get(pk=person.user.pk).settled_in_at is not None


def test_whoever_signs_up_has_the_browsers_zone_filled_in(db: None) -> None:
    person = sign_up(timezone="Pacific/Auckland")
    page = person.read(YOU)
    assert "Step 1 of 3" in page
    assert '<option value="Pacific/Auckland" selected>' in page


def test_all_three_lead_to_an_interview_with_two_goals(as_alice: Person) -> None:
    assert as_alice.submit(YOU, {"name": "Ada"}).url == INTERVIEW
    assert as_alice.submit(INTERVIEW, UMBRELLA).url == GOALS
    assert "Whatever Umbrella decides" in as_alice.read(GOALS)
    sent = {"meet": "Priya Nair", "learn": "How they shard PostgreSQL"}
    assert as_alice.submit(GOALS, sent).url == "/"
    interview = Interview.objects.get()
    assert Meeting.objects.get(interview=interview, planned=True).name == "Priya Nair"
    assert Lesson.objects.get(interview=interview).plan == "How they shard PostgreSQL"
    today = as_alice.read("/")
    assert "Priya Nair" in today
    assert OFFER not in today


def test_the_name_and_the_browsers_zone_are_kept(as_alice: Person) -> None:
    as_alice.cookies["timezone"] = "Europe/Vienna"
    as_alice.submit(YOU, {"name": "Ada"})
    as_alice.user.refresh_from_db()
    assert (as_alice.user.name, as_alice.user.time_zone) == ("Ada", "Europe/Vienna")


def test_three_taps_skip_them(as_alice: Person) -> None:
    assert f'href="{INTERVIEW}">Skip</a>' in as_alice.read(YOU)
    assert f'href="{GOALS}">Skip</a>' in as_alice.read(INTERVIEW)
    assert as_alice.submit(GOALS, action=SKIP).url == "/"
    assert is_settled(as_alice)


@pytest.mark.parametrize("page", ["/", YOU, INTERVIEW, GOALS])
def test_one_tap_skips_all_and_none_comes_back(as_alice: Person, page: str) -> None:
    assert as_alice.submit(page, action=SKIP).url == "/"
    for step in (YOU, INTERVIEW, GOALS):
        assert as_alice.get(step).url == "/"
    assert OFFER not in as_alice.read("/")


def test_whoever_leaves_in_the_middle_goes_on_from_today(as_alice: Person) -> None:
    as_alice.submit(YOU, {"name": ""})
    assert f'href="{YOU}"' in as_alice.read("/")
    as_alice.submit(YOU, {"name": "Ada"})
    assert f'href="{INTERVIEW}"' in as_alice.read("/")


def test_an_interview_that_is_over_leads_to_its_debrief(as_alice: Person) -> None:
    answer = as_alice.submit(INTERVIEW, {**UMBRELLA, "starts_at": "2026-03-09T14:00"})
    assert answer.url == f"/interviews/{Interview.objects.get().pk}/debrief/"
    assert is_settled(as_alice)


def test_without_an_interview_there_is_still_something_to_learn(as_alice: Person) -> None:
    assert "Someone to meet" not in as_alice.read(GOALS)
    as_alice.submit(GOALS, {"learn": "Rust"})
    assert Goal.objects.get().title == "Rust"


def test_goals_left_empty_are_fine(as_alice: Person) -> None:
    InterviewFactory(owner=as_alice.user, starts_at=NOW + timedelta(days=2))
    assert as_alice.submit(GOALS).url == "/"
    assert not Goal.objects.exists()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("page", "typed"), [(INTERVIEW, UMBRELLA), (GOALS, {"learn": "Rust"})])
def test_a_step_sent_twice_counts_once(as_alice: Person, page: str, typed: Any) -> None:
    sent = as_alice.fill(page, typed)
    as_alice.post(page, sent)
    assert as_alice.post(page, sent).status_code == 302
    assert Interview.objects.count() + Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "typed", "says"),
    [
        (YOU, {"name": "x" * 201}, "at most 200 characters"),
        (YOU, {"time_zone": "Mars/Olympus"}, "There is no time zone"),
        (INTERVIEW, {**UMBRELLA, "company": ""}, "This field is required."),
        (INTERVIEW, {**UMBRELLA, "starts_at": "soon"}, "Enter a valid date/time."),
        (GOALS, {"learn": "x" * 301}, "at most 300 characters"),
        (GOALS, {"learn": "Rust", "form_key": "stale"}, "open for too long"),
    ],
)
def test_what_cannot_be_is_said_and_the_step_stays(
    as_alice: Person, page: str, typed: dict[str, str], says: str
) -> None:
    answer = as_alice.submit(page, typed)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not is_settled(as_alice)


def test_a_sample_visitor_has_none(as_alice: Person) -> None:
    User.objects.filter(pk=as_alice.user.pk).update(is_sample=True)
    assert as_alice.get(YOU).url == "/"
    assert OFFER not in as_alice.read("/")


def test_another_tab_is_not_overwritten(as_alice: Person) -> None:
    old = as_alice.fill(YOU, {"name": "From the old tab"})
    as_alice.submit("/accounts/settings/", {"name": "From the new tab"})
    assert as_alice.post(YOU, old).status_code == 409
