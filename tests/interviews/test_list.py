"""The list of interviews: what comes, what waits for me, what waits for them, what was."""

import re
from datetime import timedelta

import pytest

from core.ownership import acting_as
from interviews.models import Interview
from tests.factories import (
    NOW,
    ApplicationFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person

DAY = timedelta(days=1)
GROUPS = ["Coming up", "To debrief", "Waiting", "Past", "Cancelled"]


def page_of(person: Person, query: str = "") -> str:
    answer = person.get(f"/interviews/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def companies_in(page: str) -> list[str]:
    """The companies of its lines, from top to bottom."""
    return re.findall(r'class="line-title"[^>]*><strong>([^<]*)', page)


def groups_in(page: str) -> list[str]:
    return re.findall(r'<h2 class="eyebrow"> *(.*?) *</h2>', page)


def line_of(page: str, company: str) -> str:
    return next(line for line in page.split("<li") if f"<strong>{company}</strong>" in line)


def held(person: Person, company: str, days: int = 1, **facts: object) -> Interview:
    """An interview at ``company``, so many days ago (or to come)."""
    return InterviewFactory(
        owner=person.user,
        application__company__name=company,
        starts_at=NOW - days * DAY,
        **facts,
    )


# --- Groups and order ---


def test_the_groups_stand_in_the_order_in_which_they_matter(as_alice: Person) -> None:
    """Made the other way round, and each one later in time than the one it stands above."""
    held(as_alice, "Called off", -9, cancelled_at=NOW)
    held(as_alice, "Answered", 1, debriefed_at=NOW, outcome="rejected", outcome_on=NOW.date())
    held(as_alice, "Unanswered", 2, debriefed_at=NOW)
    held(as_alice, "Not debriefed", 3)
    held(as_alice, "To come", -1)
    page = page_of(as_alice)
    assert groups_in(page) == GROUPS
    assert companies_in(page) == [
        "To come",
        "Not debriefed",
        "Unanswered",
        "Answered",
        "Called off",
    ]


def test_a_group_without_interviews_is_not_shown(as_alice: Person) -> None:
    held(as_alice, "Umbrella", 1)
    assert groups_in(page_of(as_alice)) == ["To debrief"]


def test_what_comes_is_soonest_first_and_all_else_newest_first(as_alice: Person) -> None:
    for days in (-2, -1, -3):
        held(as_alice, f"in {-days}", days)
    for days in (2, 1, 3):
        held(as_alice, f"{days} ago", days)
        held(as_alice, f"waiting for {days}", days, debriefed_at=NOW)
    assert companies_in(page_of(as_alice)) == [
        *("in 1", "in 2", "in 3"),
        *("1 ago", "2 ago", "3 ago"),
        *("waiting for 1", "waiting for 2", "waiting for 3"),
    ]


def test_one_that_goes_on_right_now_is_not_asked_about_yet(as_alice: Person) -> None:
    held(as_alice, "Umbrella", 0)
    assert groups_in(page_of(as_alice)) == ["Coming up"]


def test_one_that_has_just_ended_is(as_alice: Person) -> None:
    held(as_alice, "Umbrella", 0, ends_at=NOW + timedelta(minutes=30))
    Interview.objects.update(starts_at=NOW - DAY / 24, ends_at=NOW)
    assert groups_in(page_of(as_alice)) == ["To debrief"]


def test_a_closed_application_waits_for_no_answer(as_alice: Person) -> None:
    interview = held(as_alice, "Umbrella", 1, debriefed_at=NOW)
    assert groups_in(page_of(as_alice)) == ["Waiting"]
    interview.application.close("no_answer", NOW.date())
    assert groups_in(page_of(as_alice)) == ["Past"]


# --- Two judgements, side by side ---


@pytest.mark.parametrize(
    ("met", "learned", "words"),
    [
        (True, True, "Met someone and learned something"),
        (True, False, "Met someone"),
        (False, True, "Learned something"),
        (False, False, "Neither this time"),
    ],
)
@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        ("waiting", "waiting"),
        ("advanced", "next round"),
        ("offer", "offer"),
        ("rejected", "rejected"),
        ("no_answer", "no answer"),
        ("withdrew", "withdrew"),
    ],
)
def test_a_line_says_my_verdict_and_their_answer(
    as_alice: Person, met: bool, learned: bool, words: str, outcome: str, word: str
) -> None:
    on = None if outcome == "waiting" else NOW.date()
    interview = held(as_alice, "Umbrella", 1, debriefed_at=NOW, outcome=outcome, outcome_on=on)
    MeetingFactory(owner=as_alice.user, interview=interview, planned=True, met=met)
    LessonFactory(owner=as_alice.user, interview=interview, learned="Yes" if learned else "")
    line = line_of(page_of(as_alice), "Umbrella")
    assert re.findall(r'<span class="visually-hidden">([^<]*)</span>', line) == [words]
    assert re.findall(r'<span class="outcome">([^<]*)</span>', line) == [word]


def test_one_to_come_has_no_verdict_yet_and_no_answer(as_alice: Person) -> None:
    held(as_alice, "Umbrella", -1)
    line = line_of(page_of(as_alice), "Umbrella")
    assert "Not debriefed yet" in line
    assert "Wed 11 Mar, 12:00" in line
    assert 'class="outcome"' not in line


# --- Search ---


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("emile", ["Émile & fils"]),
        ("ÉMILE", ["Émile & fils"]),
        ("umbr", ["Umbrella"]),
        ("platform", ["Umbrella"]),
        ("PLATFORM umbrella", ["Umbrella"]),
        ("platform emile", []),
        ("priya", ["Émile & fils"]),
        ("Nair fils", ["Émile & fils"]),
        ("nair umbrella", []),
        ("100%", []),
    ],
)
def test_search_by_company_role_and_name(as_alice: Person, words: str, found: list[str]) -> None:
    held(as_alice, "Umbrella", 1, application__role="Platform lead")
    interview = held(as_alice, "Émile & fils", 2)
    MeetingFactory(owner=as_alice.user, interview=interview, name="Priya Nair")
    answer = as_alice.get("/interviews/", {"q": words})
    page = answer.content.decode().replace("&amp;", "&")
    assert companies_in(page) == found
    assert ("No interview fits." in page) == (not found)


# --- By verdict and answer ---


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"verdict": "met"}, ["Hooli", "Initech"]),
        ({"verdict": "learned"}, []),
        ({"verdict": "pending"}, ["To come"]),
        ({"outcome": "rejected"}, ["Initech"]),
        ({"outcome": "waiting"}, ["To come", "Hooli"]),
        ({"verdict": "met", "outcome": "rejected"}, ["Initech"]),
        ({"verdict": "met", "outcome": "rejected", "q": "hooli"}, []),
        ({"verdict": "wedding", "outcome": "%00"}, ["To come", "Hooli", "Initech", "Called off"]),
    ],
)
def test_the_list_by_verdict_and_answer(
    as_alice: Person, chosen: dict[str, str], found: list[str]
) -> None:
    """By either, the cancelled one is not among them: it counts nowhere."""
    held(as_alice, "To come", -1)
    for days, company, facts in (
        (1, "Hooli", {}),
        (2, "Initech", {"outcome": "rejected", "outcome_on": NOW.date()}),
        (3, "Called off", {"cancelled_at": NOW}),
    ):
        interview = held(as_alice, company, days, debriefed_at=NOW, **facts)
        MeetingFactory(owner=as_alice.user, interview=interview, met=True)
    answer = as_alice.get("/interviews/", chosen)
    assert companies_in(answer.content.decode()) == found
    assert ("No interview fits." in answer.content.decode()) == (not found)


def test_what_is_chosen_stays_chosen(as_alice: Person) -> None:
    held(as_alice, "Umbrella")
    page = page_of(as_alice, "?verdict=pending&outcome=waiting")
    assert '<option value="pending" selected' in page
    assert '<option value="waiting" selected' in page


def test_the_words_searched_for_stay_in_the_field(as_alice: Person) -> None:
    held(as_alice, "Umbrella")
    for words in ("umbrella", "nowhere"):
        assert f'value="{words}"' in page_of(as_alice, f"?q={words}")


def test_none_yet_says_what_to_do_first(as_alice: Person) -> None:
    page = page_of(as_alice)
    assert "Your interviews will stand here" in page
    assert "No interview fits." not in page


# --- Pages ---


def test_beyond_fifty_the_pages_keep_the_search(as_alice: Person) -> None:
    application = ApplicationFactory(owner=as_alice.user, company__name="Umbrella")
    held(as_alice, "Hooli")
    with acting_as(as_alice.user):
        Interview.objects.bulk_create(
            Interview(
                owner=as_alice.user,
                application=application,
                starts_at=NOW - day * DAY,
                ends_at=NOW - day * DAY + DAY / 24,
            )
            for day in range(1, 62)
        )
    first = page_of(as_alice, "?q=umbrella")
    assert companies_in(first) == ["Umbrella"] * 50
    assert 'rel="next" href="?q=umbrella&amp;page=2"' in first
    second = page_of(as_alice, "?q=umbrella&page=2")
    assert companies_in(second) == ["Umbrella"] * 11
    assert 'rel="prev" href="?q=umbrella&amp;page=1"' in second
    assert "Page 2" in second


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "%00"])
def test_a_page_that_is_none_is_the_nearest(as_alice: Person, number: str) -> None:
    held(as_alice, "Umbrella")
    assert companies_in(page_of(as_alice, f"?page={number}")) == ["Umbrella"]
