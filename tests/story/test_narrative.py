"""The story holds what the first screen promises, on whatever day and wherever it is read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from core.needs import gather
from core.ownership import set_owner
from feedback import needs
from feedback.models import Answer, Judgement, Letter, LetterKind
from interviews.models import Application, Interview, Outcome, Verdict
from learning.models import Goal, Kind, Status
from story.load import load
from tests.factories import NOW

DAYS = [
    NOW,
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # clocks change in Europe; a Sunday
    datetime(2026, 3, 14, 9, 0, tzinfo=UTC),  # a Saturday
]


@pytest.fixture
def story(alice: User) -> list[Interview]:
    load(alice, NOW)
    return list(Interview.objects.for_user(alice).with_verdict().with_company())


def test_there_are_a_dozen_interviews_over_several_months(story: list[Interview]) -> None:
    first, last = min(i.starts_at for i in story), max(i.starts_at for i in story)
    assert len(story) >= 12
    assert last - first > timedelta(days=120)
    assert len({i.application.company for i in story}) >= 7
    assert len({i.application.source for i in story}) >= 5
    assert len({i.kind for i in story}) >= 7


def test_every_outcome_and_every_verdict_is_in_it(story: list[Interview]) -> None:
    assert {i.outcome for i in story} == set(Outcome.values)
    assert {i.verdict for i in story} == set(Verdict.values)


def test_most_rejections_were_worth_the_time(story: list[Interview]) -> None:
    rejected = [interview.verdict for interview in story if interview.outcome == Outcome.REJECTED]
    assert len(rejected) == 5
    assert rejected.count(Verdict.NEITHER) == 1


def test_a_rejection_came_from_somebody_with_an_address(story: list[Interview]) -> None:
    senders = Contact.objects.filter(
        meetings__met=True, meetings__interview__outcome=Outcome.REJECTED, title="recruiter"
    )
    assert [sender.email for sender in senders] == ["nadia.okafor@saltmarsh.example.com"]


def test_every_address_in_it_is_nobodys(story: list[Interview]) -> None:
    addresses = [contact.email for contact in Contact.objects.exclude(email="")]
    assert len(addresses) >= 5
    assert all(address.endswith(".example.com") for address in addresses)
    assert all("example.com" in app.url for app in Application.objects.exclude(url=""))


def test_people_have_reasons_to_be_called(story: list[Interview]) -> None:
    assert {reason for contact in Contact.objects.all() for reason in contact.reason_names} == set(
        Contact.REASONS
    )


def test_one_person_comes_up_and_one_works_elsewhere_now(story: list[Interview]) -> None:
    assert [person.name for person in Contact.objects.filter(next_on__lte=NOW)] == ["Tomasz Wilk"]
    [moved] = Contact.objects.exclude(employments=None)
    assert moved.company.name != moved.employments.get().company.name


def test_every_rejection_has_its_reply_or_a_reason_why_not(story: list[Interview]) -> None:
    rejected = [interview for interview in story if interview.outcome == Outcome.REJECTED]
    replies = Letter.objects.filter(kind=LetterKind.REJECTION, interview__in=rejected)
    assert replies.dealt_with().count() == len(rejected)
    assert {bool(reply.skipped_because) for reply in replies} == {False, True}


def test_no_letter_about_an_ending_is_left_to_send(story: list[Interview]) -> None:
    me = story[0].owner
    waiting = {need.kind for need in gather(needs.needs(me, NOW), NOW)}
    assert not waiting & {"reply", "ending"}


def test_feedback_came_as_signal_and_as_noise_and_changed_something(
    story: list[Interview],
) -> None:
    answers = Answer.objects.all()
    assert {answer.verdict for answer in answers} == set(Judgement.values)
    assert answers.filter(letter=None).exists()
    assert answers.exclude(goal=None).exclude(apply_again_on=None).exclude(refer_whom="").exists()


def test_no_letter_was_sent_with_a_gap_in_it_and_none_to_come(story: list[Interview]) -> None:
    letters = Letter.objects.all()
    assert not [letter for letter in letters if "[" in letter.subject + letter.body]
    assert not letters.filter(sent_at__gt=NOW).exists()
    assert not Answer.objects.filter(on__gt=NOW.date()).exists()


def test_goals_are_of_every_kind_and_status(story: list[Interview]) -> None:
    goals = Goal.objects.all()
    assert {goal.kind for goal in goals} == set(Kind.values)
    assert {goal.status for goal in goals} == set(Status.values)


def test_the_dread_sinks(story: list[Interview]) -> None:
    told = sorted((i for i in story if i.debriefed_at), key=lambda i: i.starts_at)
    before = [i.anxiety_before for i in told]
    assert sum(before[-5:]) / 5 < sum(before[:5]) / 5 - 1
    assert all(i.anxiety_after <= i.anxiety_before for i in told)


def test_some_applications_ended_without_an_interview(story: list[Interview]) -> None:
    assert Application.objects.closed_without_interview().count() == 2


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"])
@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def test_it_is_fresh_on_any_day_anywhere(alice: User, day: datetime, zone: str) -> None:
    alice.time_zone = zone
    load(alice, day)
    today = day.astimezone(alice.zone).date()
    mine = Interview.objects.for_user(alice)
    soon, later = mine.upcoming(day).order_by("starts_at")
    assert soon.starts_at - day < timedelta(days=3)
    assert not soon.meetings.exists()
    assert not soon.lessons.exists()
    assert today < later.starts_at.astimezone(alice.zone).date() <= today + timedelta(days=13)
    assert later.meetings.get().planned
    assert later.lessons.get().plan
    assert mine.to_debrief(day).get().ends_at > day - timedelta(days=2)
    assert not mine.filter(debriefed_at__gt=day).exists()
    assert not mine.filter(outcome_on__gt=today).exists()
    assert not Application.objects.filter(closed_on__gt=today).exists()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati"])
def test_interviews_are_in_office_hours_of_the_readers_zone(alice: User, zone: str) -> None:
    alice.time_zone = zone
    load(alice, NOW)
    starts = [i.starts_at.astimezone(alice.zone) for i in Interview.objects.all()]
    assert all(9 <= start.hour <= 17 for start in starts)


def test_it_is_written_whole_or_not_at_all(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Application, "close", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(alice, NOW)
    set_owner(alice)
    assert not Goal.objects.exists()


def test_it_costs_a_bounded_number_of_statements(alice: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        load(alice, NOW)
    assert len(captured) < 600
