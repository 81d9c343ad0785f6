"""One interview: someone met right after it, edited, cancelled, deleted."""

from datetime import timedelta

from core.models import Change
from interviews.models import Interview, Meeting, Verdict
from tests.factories import (
    NOW,
    InterviewFactory,
)
from tests.interviews.rows import add, planned
from tests.people import Person


def test_someone_is_added_right_after_a_call(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user, starts_at=NOW - timedelta(hours=1))
    answer = as_alice.submit(
        "/interviews/meet/", {"name": "Priya Nair", "details": "+1 555 0100"}, follow=True
    )
    assert "Priya Nair" in answer.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.interview, meeting.met) == (interview, True)
    assert meeting.contact.phone == "+1 555 0100"


def test_an_interview_deleted_comes_back_with_its_people_and_lessons(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    as_alice.submit(f"/interviews/{interview.pk}/delete/")
    assert not Interview.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    found = Interview.objects.with_verdict().get()
    assert (found.pk, found.verdict) == (interview.pk, Verdict.MET)


def test_a_cancelled_interview_can_take_place_after_all(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(url, action=f"{url}cancel/")
    assert not Interview.objects.held().exists()
    back = as_alice.fill(url, {}, action=f"{url}cancel/")
    as_alice.post(f"{url}cancel/", {**back, "back": "yes"})
    assert Interview.objects.held().exists()


def test_cancelling_twice_is_cancelling_once(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    sent = as_alice.fill(url, {}, action=f"{url}cancel/")
    as_alice.post(f"{url}cancel/", sent)
    as_alice.post(f"{url}cancel/", sent)
    assert not Interview.objects.held().exists()


def test_a_delete_sent_twice_gets_one_answer(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    sent = as_alice.fill(url, {})
    assert as_alice.post(url, sent).url == as_alice.post(url, sent).url == "/interviews/"


def test_a_delete_from_a_stale_page_asks_again(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    answer = as_alice.post(url, as_alice.fill(url, {"form_key": "stale"}))
    assert answer.status_code == 200
    assert Interview.objects.exists()


def test_an_edit_moves_it_and_an_old_copy_is_noticed(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/edit/"
    old = as_alice.fill(url, {"place": "Room 7"})
    as_alice.submit(url, {"place": "Room 8", "notes": "Bring the laptop"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "Room 8" in answer.content.decode()
    assert Interview.objects.get().place == "Room 8"


def test_only_a_web_address_becomes_a_link(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    url = f"/interviews/{interview.pk}/"
    as_alice.submit(f"{url}edit/", {"place": "https://meet.example.com/x"})
    assert 'href="https://meet.example.com/x" rel="noopener' in as_alice.get(url).content.decode()
    as_alice.submit(f"{url}edit/", {"place": "javascript:alert(1)"})
    assert 'href="javascript' not in as_alice.get(url).content.decode()


def test_what_is_judged_cannot_be_moved_to_the_future(as_alice: Person) -> None:
    interview = planned(as_alice.user)
    as_alice.submit(f"/interviews/{interview.pk}/debrief/", {"people-0-met": "on"})
    typed = {"starts_at": "2027-03-09T12:00", "ends_at": "2027-03-09T13:00"}
    page = as_alice.submit(f"/interviews/{interview.pk}/edit/", typed).content.decode()
    assert "it cannot be still to come" in page
    assert Interview.objects.get().starts_at == interview.starts_at


def test_a_conflict_shows_times_in_my_zone_and_ticks_in_words(as_alice: Person) -> None:
    as_alice.submit("/accounts/settings/", {"time_zone": "Pacific/Auckland"})
    url = f"/interviews/{add(as_alice).pk}/edit/"  # 2 p.m. there
    old = as_alice.fill(url, {"starts_at": "2026-03-12T16:00", "ends_at": "2026-03-12T17:00"})
    as_alice.submit(url, {"place": "Room 8"})
    page = as_alice.post(url, old).content.decode()
    assert "2 p.m." in page
    assert "4 p.m." in page
    assert "None" not in page


def test_deleted_put_back_and_deleted_again_from_the_same_page(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/delete/"
    sent = as_alice.fill(url, {})
    as_alice.post(url, sent)
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    as_alice.post(url, sent)
    assert not Interview.objects.exists()
