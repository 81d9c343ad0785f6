"""The debrief: facts from ticks and words, and the verdict read from them."""

from contacts.models import Contact
from interviews.models import Interview, Lesson, Meeting, Verdict
from learning.models import Goal
from tests.factories import MeetingFactory
from tests.interviews.rows import add, planned
from tests.people import Person, pick_form


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


def test_before_it_begins_there_is_nothing_to_debrief(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/"
    assert "/debrief/" not in as_alice.get(url).content.decode()
    page = as_alice.get(f"{url}debrief/", follow=True).content.decode()
    assert "It has not begun yet." in page


def test_two_who_share_a_name_are_two_people(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(
        f"/interviews/{interview.pk}/debrief/",
        {
            "people-1-name": "Tom",
            "people-1-talked_about": "Shards",
            "people-2-name": "Tom",
            "people-2-talked_about": "Holidays",
        },
    )
    toms = Meeting.objects.filter(name="Tom")
    assert {tom.talked_about for tom in toms} == {"Shards", "Holidays"}
    assert len({tom.contact_id for tom in toms}) == 2


def test_a_person_erased_since_stays_erased(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-0-met": "on"})
    as_alice.submit(f"/people/{Contact.objects.get().pk}/delete/")
    as_alice.submit(url, {"reflection": "Later thoughts"})
    assert not Contact.objects.exists()
    assert Meeting.objects.get().met


def test_a_goal_can_be_called_learned_right_there(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(f"{url}debrief/", {"lessons-0-learned": "By customer"})
    status = f"/learning/{Goal.objects.get().pk}/status/"
    as_alice.post(status, {**as_alice.fill(url, {}, action=status), "status": "learned"})
    assert Goal.objects.get().status == "learned"


def test_a_debrief_of_someone_unplanned_meanwhile_can_still_be_saved(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    old = as_alice.fill(url, {"people-0-met": "on", "people-0-talked_about": "Shards"})
    as_alice.submit(f"/interviews/{interview.pk}/plan/", {"expected": None})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    again = {**pick_form(answer)["fields"]}
    assert as_alice.post(url, again).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.name, meeting.talked_about, meeting.met) == ("Priya Nair", "Shards", True)


def test_someone_unplanned_meanwhile_and_not_ticked_stays_out(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    old = as_alice.fill(url, {"reflection": "Nobody came"})
    as_alice.submit(f"/interviews/{interview.pk}/plan/", {"expected": None})
    again = pick_form(as_alice.post(url, old))["fields"]
    assert as_alice.post(url, again).status_code == 302
    assert not Meeting.objects.exists()


def test_someone_added_meanwhile_takes_no_other_row(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    old = as_alice.fill(url, {"people-1-name": "Dan", "people-0-met": "on"})
    as_alice.submit("/interviews/meet/", {"name": "Ccc", "interview": interview.pk})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert as_alice.post(url, pick_form(answer)["fields"]).status_code == 302
    assert set(Meeting.objects.filter(met=True).values_list("name", flat=True)) == {
        "Priya Nair",
        "Dan",
        "Ccc",
    }


def test_going_back_and_saving_other_words_is_asked_about(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    sent = as_alice.fill(url, {"people-0-met": "on"})
    as_alice.post(url, sent)
    answer = as_alice.post(url, {**sent, "lessons-0-learned": "By customer"})
    assert answer.status_code == 409
    assert "By customer" in answer.content.decode()
    assert as_alice.post(url, pick_form(answer)["fields"]).status_code == 302
    assert Lesson.objects.get().learned == "By customer"


def test_one_person_in_two_rows_is_refused(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    sent = as_alice.fill(url, {})
    answer = as_alice.post(url, {**sent, "people-1-meeting": sent["people-0-meeting"]})
    assert "arrived twice" in answer.content.decode()


def test_a_debrief_with_very_many_people_can_be_saved(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    for number in range(70):
        MeetingFactory(owner=as_alice.user, interview=interview, name=f"P{number}", planned=True)
    url = f"/interviews/{interview.pk}/debrief/"
    assert as_alice.submit(url, {"people-3-met": "on"}).status_code == 302


def test_who_was_written_about_is_not_lost_by_unticking(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-1-name": "Tom", "people-1-talked_about": "Shards"})
    as_alice.submit(url, {"people-1-met": None})
    assert Meeting.objects.get(name="Tom").talked_about == "Shards"


def test_a_person_noted_by_mistake_is_taken_back_in_one_save(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-1-name": "Tom", "people-1-talked_about": "Shards"})
    as_alice.submit(url, {"people-1-met": None, "people-1-talked_about": ""})
    assert not Meeting.objects.filter(name="Tom").exists()


def test_a_reason_set_elsewhere_meanwhile_is_kept(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    as_alice.submit(url, {"people-0-met": "on"})
    open_page = as_alice.fill(url, {"reflection": "Fine"})
    contact = Contact.objects.get()
    as_alice.submit(f"/people/{contact.pk}/edit/", {"may_call_me": "on"})
    as_alice.post(url, open_page)
    assert Contact.objects.get().may_call_me


def test_a_stale_page_of_an_interview_moved_to_later_is_no_crash(as_alice: Person) -> None:
    interview = add(as_alice)
    url = f"/interviews/{interview.pk}/debrief/"
    token = as_alice.fill("/learning/new/", {})["csrfmiddlewaretoken"]
    answer = as_alice.post(url, {"csrfmiddlewaretoken": token}, follow=True)
    assert "It has not begun yet." in answer.content.decode()


def test_a_conflict_names_who_is_no_longer_there(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/debrief/"
    old = as_alice.fill(url, {"people-0-met": "on"})
    as_alice.submit(f"/interviews/{interview.pk}/plan/", {"expected": None})
    assert "no longer in the interview" in as_alice.post(url, old).content.decode()


def test_the_apps_shortcut_opens_the_latest_interview_to_debrief(as_alice: Person) -> None:
    assert as_alice.get("/debrief/").url == "/interviews/"
    add(as_alice, starts_at="2026-03-08T14:00")
    latest = add(as_alice, starts_at="2026-03-09T14:00")
    add(as_alice, starts_at="2026-03-12T14:00")
    assert as_alice.get("/debrief/").url == f"/interviews/{latest.pk}/debrief/"
