"""A newcomer goes the whole loop, by the words that the pages say."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview, Lesson, Meeting, Outcome, Verdict
from tests.factories import InterviewFactory, LessonFactory, MeetingFactory
from tests.journeys.conftest import DESK, PHONE, NewPage
from tests.journeys.steps import (
    Thumb,
    add_interview,
    days_from_now,
    go,
    heading,
    people,
    scale,
    sign_up,
)

MOST_TAPS = 12
TO_DEBRIEF = re.compile("Debrief .* interview with Umbrella")


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(PHONE, True), (PHONE, False), (DESK, True)],
    ids=["phone", "phone without JavaScript", "desk"],
)
def test_a_newcomer_goes_the_whole_loop(
    new_page: NewPage, size: dict[str, int], scripts: bool
) -> None:
    page = new_page(size, java_script_enabled=scripts)
    sign_up(page, "nora@example.com")
    expect(page.get_by_role("heading", name="Start with one interview")).to_be_visible()
    add_interview(page, days_from_now(1))
    pick_two_goals(page, scripts)
    it_takes_place_earlier(page)
    debrief(page, scripts)
    hear_from_them(page)
    look_back(page)
    with acting_as(User.objects.get(email="nora@example.com")):
        interview = Interview.objects.with_verdict().get()
        assert (interview.verdict, interview.outcome) == (Verdict.BOTH, Outcome.REJECTED)
        assert sorted(Meeting.objects.filter(met=True).values_list("name", flat=True)) == [
            "Kim Ito", "Priya Nair",
        ]  # fmt: skip
        assert Lesson.objects.exclude(learned="").count() == 2


def pick_two_goals(page: Page, scripts: bool) -> None:
    heading(page, "Two goals")
    someone = people(page)
    someone.first.get_by_label("Name").fill("Priya Nair")
    someone.first.get_by_label("Role").fill("storage")
    if scripts:
        expect(someone).to_have_count(1)
        page.get_by_role("button", name="Someone else").click()
        expect(someone.last.get_by_label("Name")).to_be_focused()
    someone.last.get_by_label("Name").fill("Tom")
    page.get_by_label("Something else").first.fill("How they shard PostgreSQL")
    scale(page, "How anxious are you now?", 4).click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Your two goals are set.")
    expect(page.get_by_text("Meet Priya Nair")).to_be_visible()


def it_takes_place_earlier(page: Page) -> None:
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("When").fill(days_from_now(-1))
    page.get_by_label("Ends").fill("")
    page.get_by_role("button", name="Save").click()
    go(page, "Today")
    page.get_by_role("link", name=TO_DEBRIEF).click()


def debrief(page: Page, scripts: bool) -> None:
    heading(page, "Debrief")
    page.get_by_role("checkbox", name="Priya Nair").check()
    page.get_by_text("Interesting conversation").first.click()
    page.get_by_text("Got contact details").first.click()
    page.get_by_label("E-mail, phone or link").first.fill("priya@example.com")
    page.get_by_label("What I learned").fill("By customer, with a directory table")
    if scripts:
        page.get_by_role("button", name="Someone else").click()
        page.get_by_role("button", name="Something else").click()
    people(page).first.get_by_label("Name").fill("Kim Ito")
    page.get_by_label("Something else").fill("They deploy on Fridays")
    expect(scale(page, "Before", 4).get_by_role("radio")).to_be_checked()
    scale(page, "After", 2).click()
    page.get_by_label("Anything else").fill("They were kind.")
    page.get_by_role("button", name="Save debrief").click()
    sentence = (
        "You met Priya Nair and Kim Ito and learned how they shard PostgreSQL and one more"
        " thing. Worth your time, whatever they decide."
    )
    expect(page.get_by_text(sentence).last).to_be_visible()


def hear_from_them(page: Page) -> None:
    page.get_by_role("link", name="What did they say?").click()
    heading(page, "What did they say?")
    page.get_by_label("rejected").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Rejections happen to everyone who interviews.")).to_be_visible()
    page.get_by_role("link", name="Umbrella, Platform lead").click()
    expect(page.get_by_role("heading", name="What they said")).to_be_visible()
    expect(page.get_by_text("Worth your time, whatever they decide.").last).to_be_visible()


def look_back(page: Page) -> None:
    go(page, "Interviews")
    row = page.get_by_role("listitem").filter(has_text="Umbrella")
    expect(row).to_contain_text("Met someone and learned something")
    expect(row).to_contain_text("rejected")
    go(page, "Today")
    page.get_by_role("link", name="Dashboard").click()
    heading(page, "Dashboard")
    expect(page.get_by_role("main")).to_contain_text("1 of 1")


def test_an_interview_already_over_is_debriefed_at_once(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    page.goto("/interviews/")
    add_interview(page, days_from_now(-1))
    heading(page, "Debrief")
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("Neither this time. That is one interview").last).to_be_visible()


def test_a_debrief_of_two_people_and_a_lesson_takes_few_taps(
    new_page: NewPage, alice: User
) -> None:
    began = timezone.now() - timedelta(hours=2)
    interview = InterviewFactory(
        owner=alice, application__company__name="Umbrella", starts_at=began
    )
    for name in ("Priya Nair", "Tom Reed"):
        MeetingFactory(owner=alice, interview=interview, name=name, planned=True)
    LessonFactory(owner=alice, interview=interview)
    page, thumb = new_page(user=alice, has_touch=True), Thumb()
    page.goto("/")
    thumb.tap(page.get_by_role("link", name=TO_DEBRIEF))
    for name in ("Priya Nair", "Tom Reed"):
        thumb.tap(page.get_by_text(name))
        thumb.tap(page.get_by_text("Interesting conversation").locator("visible=true").last)
    thumb.tap(page.get_by_text("Got contact details").locator("visible=true").last)
    thumb.type(page.get_by_label("What I learned"), "By customer")
    thumb.tap(scale(page, "Before", 4))
    thumb.tap(scale(page, "After", 2))
    thumb.tap(page.get_by_role("button", name="Save debrief"))
    expect(page.get_by_text("You met Priya Nair and Tom Reed").last).to_be_visible()
    assert thumb.taps <= MOST_TAPS
    with acting_as(alice):
        met = Meeting.objects.filter(met=True, interesting=True)
        assert met.count() == 2
        assert Interview.objects.get().anxiety_after == 2


def test_the_verdict_can_be_seen_without_a_further_tap(new_page: NewPage, alice: User) -> None:
    """After saving a debrief the sentence is on the screen, not below it."""
    page = new_page(user=alice)
    page.goto("/interviews/")
    add_interview(page, days_from_now(-1))
    people(page).first.get_by_label("Name").fill("Priya Nair")
    page.get_by_role("button", name="Save debrief").click()
    expect(page.get_by_text("You met Priya Nair.").last).to_be_in_viewport()
