"""The method, moment by moment, each at the page that is for it (docs: the loop in README)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from contacts.models import Contact, Touch
from core.ownership import acting_as
from feedback.models import Answer, Letter
from interviews.models import Asked, Interview, Lesson
from learning.models import Goal
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
    QuestionFactory,
)
from tests.journeys.conftest import DESK, PHONE, NewPage
from tests.journeys.steps import go

DAY = timedelta(days=1)


def a_talk_with_priya(owner: User, **fields: object) -> Interview:
    """Yesterday's interview at Umbrella, debriefed: Priya was met, and left her address."""
    began = timezone.now() - DAY
    company = CompanyFactory(owner=owner, name="Umbrella")
    interview = InterviewFactory(
        owner=owner, application__company=company, application__role="Platform lead",
        starts_at=began, debriefed_at=began + timedelta(hours=2), **fields,
    )  # fmt: skip
    priya = ContactFactory(
        owner=owner, name="Priya Nair", company=company, email="priya@example.com"
    )
    MeetingFactory(
        owner=owner, interview=interview, contact=priya, name=priya.name, met=True,
        got_details=True,
    )  # fmt: skip
    return interview


def hear(page: Page, interview: Interview, answer: str) -> None:
    page.goto(f"/interviews/{interview.pk}/outcome/")
    page.get_by_label(answer).check()
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_rejection_has_one_step_and_it_gets_done(
    new_page: NewPage, alice: User, scripts: bool
) -> None:
    interview = a_talk_with_priya(alice)
    page = new_page(user=alice, java_script_enabled=scripts)
    hear(page, interview, "rejected")
    expect(page.get_by_role("main")).to_contain_text("everyone who interviews")
    page.get_by_role("link", name="Write to Priya Nair").click()
    letter = page.get_by_label("Letter")
    expect(letter).to_have_value(re.compile("Hello Priya.*Umbrella.*Platform lead.*Alice", re.S))
    expect(page.get_by_role("link", name="Open in my mail")).to_have_attribute(
        "href", re.compile(r"^mailto:priya@example\.com\?subject=.*body=Hello%20Priya")
    )
    page.get_by_role("button", name="I sent it").click()
    expect(page.get_by_role("main")).to_contain_text("it is behind you")
    go(page, "Today")
    expect(page.get_by_role("main")).to_contain_text("Nothing just now.")
    with acting_as(alice):
        assert Letter.objects.get().sent_at
        assert Touch.objects.get().contact.name == "Priya Nair"


def test_a_gap_holds_a_letter_back_until_it_is_filled(new_page: NewPage, alice: User) -> None:
    interview = a_talk_with_priya(alice)
    page = new_page(user=alice)
    hear(page, interview, "rejected")
    page.get_by_role("link", name="Write to somebody else").click()
    mail = page.locator("[data-mail]")
    expect(mail).to_be_hidden()
    for way in ("Copy", "I sent it"):
        expect(page.get_by_role("button", name=way)).to_be_disabled()
    expect(page.get_by_text("Still to fill in")).to_be_visible()
    letter = page.get_by_label("Letter")
    letter.fill(letter.input_value().replace("[name?]", "Tom"))
    expect(mail).to_have_attribute("href", re.compile("Hello%20Tom"))
    for way in ("Copy", "I sent it"):
        expect(page.get_by_role("button", name=way)).to_be_enabled()


def test_a_letter_is_copied_with_one_tap(new_page: NewPage, alice: User) -> None:
    interview = a_talk_with_priya(alice)
    page = new_page(user=alice, permissions=["clipboard-read", "clipboard-write"])
    hear(page, interview, "rejected")
    page.get_by_role("link", name="Write to Priya Nair").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == page.get_by_label("Letter").input_value()


def test_feedback_becomes_a_goal_and_a_day_to_apply_again(new_page: NewPage, alice: User) -> None:
    interview = a_talk_with_priya(alice, outcome="rejected", outcome_on=timezone.localdate())
    page = new_page(DESK, user=alice)
    page.goto(f"/feedback/next/{interview.pk}/")
    page.get_by_role("link", name="Note what they told you").click()
    expect(page.get_by_label("Company")).to_have_value("Umbrella")
    page.get_by_label("What was said").fill("More depth in databases.")
    page.get_by_text("a signal").click()
    page.get_by_label("Learn something from it").fill("How indexes work")
    page.get_by_label("Apply again there on").fill((timezone.localdate() + 90 * DAY).isoformat())
    page.get_by_label("Refer somebody there").fill("Kim, who loves queues")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    page.goto("/companies/")
    page.get_by_role("link", name="Umbrella").click()
    expect(page.get_by_role("main")).to_contain_text("More depth in databases.")
    go(page, "Learning")
    page.get_by_role("link", name="How indexes work").click()
    expect(page.get_by_role("main")).to_contain_text("More depth in databases.")
    with acting_as(alice):
        assert Answer.objects.get().goal == Goal.objects.get()


def test_whoever_was_met_is_asked_after_moving_on(new_page: NewPage, alice: User) -> None:
    interview = a_talk_with_priya(alice)
    page = new_page(user=alice)
    hear(page, interview, "next round")
    page.get_by_role("link", name="Write to Priya Nair").click()
    page.get_by_role("button", name="Skip it, and say why").click()
    page.get_by_role("button", name="Skip it").click()
    expect(page.get_by_text("Say why").first).to_be_visible()
    page.get_by_text("We already spoke").click()
    page.get_by_role("button", name="Skip it").click()
    expect(page.get_by_role("main")).to_contain_text("We already spoke")
    with acting_as(alice):
        assert Letter.objects.get().skipped_because == "We already spoke"


def test_a_person_is_kept_with_one_tap(new_page: NewPage, alice: User) -> None:
    person = ContactFactory(
        owner=alice, name="Priya Nair", keep_in_touch_days=30, next_on=timezone.localdate() - DAY
    )
    page = new_page(user=alice)
    page.goto("/")
    page.get_by_role("link", name="Call Priya Nair").click()
    page.get_by_role("button", name="Called").click()
    expect(page.locator("#messages")).to_contain_text("Noted.")
    go(page, "Today")
    expect(page.get_by_role("link", name="Call Priya Nair")).to_have_count(0)
    with acting_as(alice):
        assert Contact.objects.get(pk=person.pk).next_on == timezone.localdate() + 30 * DAY


def test_a_question_asked_is_in_the_journal(new_page: NewPage, alice: User) -> None:
    interview = InterviewFactory(owner=alice, starts_at=timezone.now() - timedelta(hours=2))
    goal = GoalFactory(owner=alice, title="How they shard PostgreSQL")
    QuestionFactory(owner=alice, goal=goal, text="By what key?")
    LessonFactory(owner=alice, interview=interview, goal=goal, plan=goal.title)
    page = new_page(user=alice)
    page.goto(f"/interviews/{interview.pk}/debrief/")
    page.get_by_text("1 question to ask").click()
    page.get_by_text("By what key?").click()
    page.get_by_role("textbox", name="The answer").fill("By customer.")
    page.get_by_role("button", name="Save debrief").click()
    go(page, "Learning")
    page.get_by_role("link", name="Journal").click()
    expect(page.get_by_role("main")).to_contain_text("By customer.")
    with acting_as(alice):
        assert Asked.objects.get().text == "By what key?"
        assert Lesson.objects.get().learned == "By customer."


def test_two_who_are_one_are_merged_and_taken_apart_again(new_page: NewPage, alice: User) -> None:
    for name in ("Priya Nair", "P. Nair"):
        ContactFactory(owner=alice, name=name, email="priya@example.com")
    page = new_page(PHONE, user=alice)
    page.goto("/people/")
    page.get_by_role("link", name="Likely doubles").click()
    page.get_by_role("link", name=re.compile("P. Nair and Priya|Priya Nair and P.")).click()
    page.get_by_role("button", name="Merge", exact=True).click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    with acting_as(alice):
        assert Contact.objects.count() == 1
    undo.click()
    expect(undo).to_have_count(0)
    with acting_as(alice):
        assert Contact.objects.count() == 2
