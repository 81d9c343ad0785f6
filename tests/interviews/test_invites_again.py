"""An invite for what stands here already: linked, asked about, taken back, and never twice."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Company, Contact
from core.intake import Fate, Sure
from core.models import Change
from core.undo import put_back
from interviews import guessing
from interviews.models import Interview, Meeting
from tests.core.worlds import everything, said
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
)
from tests.interviews.invites import PEOPLE, calendar, event, invite
from tests.interviews.invites_in import LATER, SAID, at, bring, only

pytestmark = pytest.mark.django_db


# --- Entered by hand already ------------------------------------------------------------------


def by_hand(owner: User, starts: str = "2026-03-12T13:30", **facts: Any) -> Any:
    application = ApplicationFactory(owner=owner, company__name="Umbrella", role="Engineer")
    facts = {
        "application": application,
        "starts_at": at(starts),
        "ends_at": at("2026-03-12T16:00"),
        **facts,
    }
    row: Any = InterviewFactory(owner=owner, **facts)
    return row


def test_one_entered_by_hand_is_linked_not_doubled(alice: User) -> None:
    row = by_hand(alice, place="")
    row.plan_to_meet("Tom Fox")
    (match,) = bring(alice, invite(PEOPLE, "LOCATION:Baker Street"))
    assert (match.fate, match.sure, match.pk) == (Fate.FILL, Sure.LIKELY, row.pk)
    row.refresh_from_db()
    assert (row.starts_at, row.place) == (at("2026-03-12T13:00"), "Baker Street")
    assert row.meetings.count() == 2
    assert row.meetings.filter(contact__email="tom@umbrella.example", name="Tom Fox").exists()
    assert bring(alice, invite(PEOPLE))[0].fate == Fate.SAME


@pytest.mark.parametrize("starts", ["2026-03-12T12:00", "2026-03-12T14:00"])
def test_an_hour_apart_is_the_same(alice: User, starts: str) -> None:
    row = by_hand(alice, starts)
    assert bring(alice, invite())[0].pk == row.pk


def test_an_hour_and_a_minute_apart_is_another_one(alice: User) -> None:
    by_hand(alice, "2026-03-12T14:01")
    assert bring(alice, invite())[0].fate == Fate.ADD


def test_the_person_may_say_that_it_is_another_one(alice: User) -> None:
    by_hand(alice)
    assert bring(alice, invite(), chosen=Fate.ADD)[0].fate == Fate.ADD
    assert Interview.objects.count() == 2


def test_two_invites_are_not_both_the_one_entered_by_hand(alice: User) -> None:
    by_hand(alice)
    found = bring(alice, calendar(event(uid="a"), event(uid="b")))
    assert [match.fate for match in found] == [Fate.FILL, Fate.ADD]


def test_one_at_that_very_time_elsewhere_is_asked_about(alice: User) -> None:
    row = by_hand(alice, "2026-03-12T13:00")
    data = invite("SUMMARY:Interview")
    (match,) = bring(alice, data)
    assert (match.fate, match.sure, match.pk) == (Fate.SKIP, Sure.MAYBE, row.pk)
    assert bring(alice, data, chosen=Fate.SAME)[0].fate == Fate.FILL
    assert only(Interview).invite_uid == "call-1@umbrella.example"


def test_a_debriefed_one_is_linked_and_stays_where_it_was(alice: User) -> None:
    row = by_hand(alice, debriefed_at=NOW)
    bring(alice, invite(PEOPLE))
    row.refresh_from_db()
    assert (row.starts_at, row.invite_uid) == (at("2026-03-12T13:30"), "call-1@umbrella.example")
    assert not row.meetings.exists()


def test_an_address_beside_a_video_link_is_followed_too(alice: User) -> None:
    def at_place(n: int, where: str) -> str:
        return invite(f"SEQUENCE:{n}", f"LOCATION:{where}", "DESCRIPTION:https://meet.google.com/x")

    bring(alice, at_place(0, "Room 1"), **SAID)
    (match,) = bring(alice, at_place(1, "Ring 1\\, Vienna"))
    assert match.fills == {"Where": "Ring 1, Vienna"}
    row = only(Interview)
    assert row.place == "https://meet.google.com/x"
    assert row.notes.startswith("Ring 1, Vienna\n\nRoom 1")
    (match,) = bring(alice, at_place(2, "Room 1"))
    assert only(Interview).notes.startswith("Room 1\n\nRing 1, Vienna")
    notes = only(Interview).notes
    assert bring(alice, at_place(3, "Room 1"))[0].fills == {}
    assert only(Interview).notes == notes


# --- Undo, work -------------------------------------------------------------------------------


def undo_the_last() -> None:
    assert put_back(Change.objects.filter(undone_at=None).latest("pk"), NOW)


def test_undo_takes_back_what_was_made_and_filled_in(alice: User) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    ContactFactory(owner=alice, name="Tom Fox", company=umbrella)
    before = said(everything())
    bring(alice, invite(PEOPLE), **SAID)
    undo_the_last()
    assert said(everything()) == before


@pytest.mark.parametrize("data", [invite(*LATER, PEOPLE), invite(method="CANCEL")])
def test_undo_moves_it_back_and_brings_it_back(alice: User, data: bytes) -> None:
    bring(alice, invite(), **SAID)
    before = said(everything())
    bring(alice, data)
    assert said(everything()) != before
    undo_the_last()
    assert said(everything()) == before


@pytest.mark.parametrize("n", [1, 30])
def test_the_statements_do_not_grow_with_the_file(alice: User, n: int) -> None:
    ApplicationFactory(owner=alice, company__name="Umbrella")
    events = [
        event(f"ATTENDEE:mailto:guest{one}@umbrella.example", uid=str(one)) for one in range(n)
    ]
    with CaptureQueriesContext(connection) as statements:
        bring(alice, calendar(*events))
    assert len(statements) <= 16
    assert Meeting.objects.count() == n


def test_roles_are_read_once_however_many_events_there_are(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    for n in range(20):
        ApplicationFactory(owner=alice, company=umbrella, role=f"Engineer {n}")
    texts: list[str] = []
    read = guessing.words
    monkeypatch.setattr(guessing, "words", lambda text: texts.append(text) or read(text))
    bring(alice, calendar(*[event(uid=str(n)) for n in range(20)]))
    assert sum(text.startswith("Engineer") for text in texts) == 20


uids = st.sampled_from(["a", "b"])
lines = st.lists(
    st.sampled_from(
        [
            "SEQUENCE:1",
            "SEQUENCE:2",
            "STATUS:CANCELLED",
            "RRULE:FREQ=DAILY",
            "RECURRENCE-ID:20260312T130000Z",
            "DTSTART:20260313T130000Z",
            "LOCATION:Baker Street",
            PEOPLE,
        ]
    ),
    unique_by=lambda line: line.partition(":")[0],
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(uids, lines), min_size=1, max_size=4))
def test_the_second_run_of_any_file_adds_nothing(alice: User, events: list[Any]) -> None:
    Company.objects.all().delete()
    Contact.objects.all().delete()
    data = calendar(*[event(*lines, uid=uid) for uid, lines in events])
    bring(alice, data, **SAID)
    before = said(everything())
    for match in bring(alice, data, **SAID):
        assert match.fate in (Fate.SAME, Fate.SKIP)
    assert said(everything()) == before
