"""The loop: add, two goals, debrief, what they said."""

from datetime import timedelta

from contacts.models import Company, Contact
from core.models import Change
from interviews.models import Application, Interview, Lesson, Meeting, Outcome, Verdict
from learning.models import Goal
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person


def add(person: Person, **typed: str) -> Interview:
    data = {"company": "Umbrella", "role": "Platform lead", "starts_at": "2026-03-12T14:00"}
    answer = person.submit("/interviews/new/", {**data, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Interview.objects.with_verdict().latest("id")


def test_an_interview_to_come_goes_on_to_its_plan(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/interviews/new/",
        {"company": "Umbrella", "role": "Platform lead", "starts_at": "2026-03-12T14:00"},
    )
    interview = Interview.objects.get()
    assert answer.url == f"/interviews/{interview.pk}/plan/"
    assert interview.application.company.name == "Umbrella"
    assert interview.ends_at - interview.starts_at == timedelta(hours=1)


def test_an_interview_already_over_goes_on_to_its_debrief(as_alice: Person) -> None:
    answer = as_alice.submit(
        "/interviews/new/",
        {"company": "Umbrella", "role": "Lead", "starts_at": "2026-03-09T14:00"},
    )
    assert answer.url == f"/interviews/{Interview.objects.get().pk}/debrief/"


def test_times_are_in_my_zone(as_alice: Person, alice: object) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    interview = add(as_alice, starts_at="2026-03-12T14:00")
    assert interview.starts_at.isoformat() == "2026-03-12T01:00:00+00:00"


def test_a_known_company_and_open_role_are_used_again(as_alice: Person) -> None:
    application = ApplicationFactory(
        owner=as_alice.user,
        company=CompanyFactory(owner=as_alice.user, name="Umbrella"),
        role="Platform Lead",
    )
    assert add(as_alice, company="umbrella ", role="platform lead").application == application
    assert Company.objects.count() == Application.objects.count() == 1


def test_a_closed_application_is_not_reopened_by_a_new_interview(as_alice: Person) -> None:
    first = add(as_alice).application
    first.close("rejected", NOW.date())
    assert add(as_alice).application != first


def test_company_role_and_when_are_required_and_what_was_typed_stays(as_alice: Person) -> None:
    page = as_alice.submit("/interviews/new/", {"place": "Room 7"}).content.decode()
    assert page.count("This field is required.") == 3
    assert 'value="Room 7"' in page


def test_an_end_before_the_start_is_a_message(as_alice: Person) -> None:
    page = as_alice.submit(
        "/interviews/new/",
        {
            "company": "U",
            "role": "R",
            "starts_at": "2026-03-12T14:00",
            "ends_at": "2026-03-12T13:00",
        },
    ).content.decode()
    assert "It ends before it starts." in page


def test_the_next_round_is_prefilled_from_its_application(as_alice: Person) -> None:
    application = add(as_alice).application
    page = as_alice.get(f"/interviews/new/?application={application.pk}").content.decode()
    assert 'value="Umbrella"' in page
    assert 'value="Platform lead"' in page


def test_a_plan_names_people_and_goals(as_alice: Person) -> None:
    interview = add(as_alice)
    known = ContactFactory(
        owner=as_alice.user, name="Priya Nair", company=interview.application.company
    )
    goal = GoalFactory(owner=as_alice.user, title="How they shard PostgreSQL", kind="tool")
    answer = as_alice.submit(
        f"/interviews/{interview.pk}/plan/",
        {
            "contacts": [known.pk],
            "people-0-name": "Tom",
            "people-0-role": "hiring manager",
            "goals": [goal.pk],
            "goals-0-title": "What on-call is like",
            "anxiety_before": "4",
        },
        follow=True,
    )
    page = answer.content.decode()
    for words in ("Meet Priya Nair", "Meet Tom", "How they shard", "What on-call is like"):
        assert words in page
    interview.refresh_from_db()
    assert interview.anxiety_before == 4
    assert Goal.objects.count() == 2


def test_the_plan_offers_people_of_that_company_only(as_alice: Person) -> None:
    interview = add(as_alice)
    ContactFactory(owner=as_alice.user, name="Inside", company=interview.application.company)
    ContactFactory(owner=as_alice.user, name="Elsewhere")
    page = as_alice.get(f"/interviews/{interview.pk}/plan/").content.decode()
    assert "Inside" in page
    assert "Elsewhere" not in page


def test_the_plan_offers_goals_that_fit_the_kind(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, title="Rust", kind="language")
    GoalFactory(owner=as_alice.user, title="How they give feedback", kind="craft")
    interview = add(as_alice, kind="challenge")
    page = as_alice.get(f"/interviews/{interview.pk}/plan/").content.decode()
    assert "Which language have you been meaning to try" in page
    assert "Rust" in page
    assert "How they give feedback" not in page


def test_earlier_code_turns_the_challenge_into_questions(as_alice: Person) -> None:
    interview = add(as_alice, kind="challenge")
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"earlier_code": "on"})
    assert "Which questions will you ask?" in as_alice.get(url).content.decode()


def test_unticking_takes_someone_out_of_the_plan(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"people-0-name": "Tom", "goals-0-title": "Rust"})
    as_alice.submit(url, {"expected": None, "goals": None})
    assert not Meeting.objects.exists()
    assert not Lesson.objects.exists()


def test_planning_again_without_a_change_keeps_everything(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"people-0-name": "Tom", "goals-0-title": "Rust"})
    as_alice.submit(url)
    assert [m.name for m in Meeting.objects.filter(planned=True)] == ["Tom"]
    assert [lesson.plan for lesson in Lesson.objects.all()] == ["Rust"]


def planned(owner: object) -> Interview:
    interview = InterviewFactory(owner=owner, application__company__name="Umbrella")
    MeetingFactory(owner=owner, interview=interview, name="Priya Nair", planned=True)
    goal = GoalFactory(owner=owner, title="How they shard PostgreSQL")
    LessonFactory(owner=owner, interview=interview, goal=goal, plan=goal.title)
    return interview


def test_the_debrief_makes_contacts_and_lessons_and_says_the_verdict(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    answer = as_alice.submit(
        f"/interviews/{interview.pk}/debrief/",
        {
            "people-0-met": "on",
            "people-0-interesting": "on",
            "people-0-details": "priya@example.com",
            "people-0-reasons": ["sounding_board"],
            "lessons-0-learned": "By customer, with a directory table",
            "anxiety_before": "4",
            "anxiety_after": "2",
        },
        follow=True,
    )
    assert (
        "You met Priya Nair and learned how they shard PostgreSQL."
        " Worth your time, whatever they decide." in answer.content.decode()
    )
    contact = Contact.objects.get()
    assert (contact.name, contact.email) == ("Priya Nair", "priya@example.com")
    assert contact.sounding_board
    assert contact.company == interview.application.company
    found = Interview.objects.with_verdict().get()
    assert found.verdict == Verdict.BOTH
    assert (found.anxiety_before, found.anxiety_after) == (4, 2)
    assert Meeting.objects.get().got_details


def test_neither_is_said_kindly(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    page = as_alice.submit(f"/interviews/{interview.pk}/debrief/", follow=True).content.decode()
    assert "Neither this time. That is one interview" in page
    assert Interview.objects.with_verdict().get().verdict == Verdict.NEITHER
    assert not Contact.objects.exists()


def test_someone_and_something_nobody_planned(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    page = as_alice.submit(
        f"/interviews/{interview.pk}/debrief/",
        {"people-1-name": "Tom", "people-1-role": "manager", "lessons-1-learned": "Go is fine"},
        follow=True,
    ).content.decode()
    assert "You met Tom and learned something you had not planned." in page
    tom = Meeting.objects.get(name="Tom")
    assert tom.met
    assert not tom.planned
    assert tom.contact.title == "manager"
    assert Lesson.objects.get(learned="Go is fine").goal is None


def test_a_debrief_can_be_changed(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-0-met": "on", "people-1-name": "Tom"})
    as_alice.submit(url, {"people-0-met": None, "people-1-met": None})
    assert Interview.objects.with_verdict().get().verdict == Verdict.NEITHER
    assert [m.name for m in Meeting.objects.all()] == ["Priya Nair"]
    assert Contact.objects.count() == 2  # people stay, whatever the debrief says now


def test_a_debrief_sent_twice_makes_one_of_each(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    sent = {k: v for k, v in as_alice.fill(url, {"people-1-name": "Tom"}).items() if v is not None}
    assert as_alice.post(url, sent).url == as_alice.post(url, sent).url
    assert Contact.objects.filter(name="Tom").count() == 1


def test_a_debrief_in_two_tabs_never_overwrites_in_silence(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    old = as_alice.fill(url, {"lessons-0-learned": "From the old tab"})
    as_alice.submit(url, {"lessons-0-learned": "From the new tab"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "From the new tab" in answer.content.decode()
    assert "From the old tab" in answer.content.decode()
    assert Lesson.objects.get().learned == "From the new tab"


def test_what_they_said_is_recorded_with_its_date_and_changes_nothing_of_mine(
    as_alice: Person,
) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    before = Interview.objects.with_verdict().get()
    as_alice.submit(f"/interviews/{interview.pk}/outcome/", {"outcome": "rejected"})
    after = Interview.objects.with_verdict().get()
    assert (after.outcome, after.outcome_on) == (Outcome.REJECTED, NOW.date())
    assert (after.verdict, after.debriefed_at) == (before.verdict, before.debriefed_at)


def test_a_next_round_is_offered_at_once(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    page = as_alice.submit(url, {"outcome": "advanced"}, follow=True).content.decode()
    assert f"/interviews/new/?application={interview.application_id}" in page


def test_an_answer_from_the_future_is_refused(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/outcome/"
    answer = as_alice.submit(url, {"outcome": "offer", "outcome_on": "2026-03-11"})
    assert "That day is still to come." in answer.content.decode()
    assert Interview.objects.get().outcome == Outcome.WAITING


def test_someone_is_added_right_after_a_call(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, starts_at=NOW - timedelta(hours=1))
    answer = as_alice.submit(
        "/interviews/meet/", {"name": "Priya Nair", "details": "+1 555 0100"}, follow=True
    )
    assert "Priya Nair" in answer.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.interview, meeting.met) == (interview, True)
    assert meeting.contact.phone == "+1 555 0100"


def test_a_cancelled_interview_can_take_place_after_all(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(url, action=f"{url}cancel/")
    assert not Interview.objects.held().exists()
    as_alice.submit(url, action=f"{url}cancel/")
    assert Interview.objects.held().exists()


def test_an_interview_deleted_comes_back_with_its_people_and_lessons(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    as_alice.submit(f"/interviews/{interview.pk}/delete/")
    assert not Interview.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    found = Interview.objects.with_verdict().get()
    assert (found.pk, found.verdict) == (interview.pk, Verdict.MET)


def test_someone_met_can_be_unmet_though_details_were_ticked(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(
        url, {"people-0-met": "on", "people-0-interesting": "on", "people-0-talked_about": "Shards"}
    )
    as_alice.submit(url, {"people-0-met": None})
    assert not Meeting.objects.get().met


def test_words_about_someone_without_the_tick_are_asked_about(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    page = as_alice.submit(url, {"people-0-talked_about": "Shards"}).content.decode()
    assert "Set the tick to keep it." in page
    assert "Shards" in page


def test_details_without_a_name_are_asked_about(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    page = as_alice.submit(url, {"people-1-details": "tom@example.com"}).content.decode()
    assert "Add a name, however short." in page
    assert "tom@example.com" in page


def test_a_reason_to_keep_in_touch_can_be_taken_back(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-0-met": "on", "people-0-reasons": ["may_call_me"]})
    assert Contact.objects.get().may_call_me
    as_alice.submit(url, {"people-0-reasons": ["sounding_board"]})
    contact = Contact.objects.get()
    assert (contact.may_call_me, contact.sounding_board) == (False, True)


def test_ticking_a_contact_expected_by_name_links_the_two(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    company = interview.application.company
    known = ContactFactory(owner=as_alice.user, name="Priya Nair", company=company)
    url = f"/interviews/{interview.pk}/plan/"
    as_alice.submit(url, {"contacts": [known.pk]})
    assert Meeting.objects.get().contact == known
