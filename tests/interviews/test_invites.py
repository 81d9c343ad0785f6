"""An invite becomes a planned interview; it moves with its invite, and never comes twice."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Company, Contact
from core.files import Options
from core.intake import Fate, Match, Sure
from core.journal import Journal
from core.models import Change
from core.ownership import acting_as
from core.undo import put_back
from interviews.formats.invite import Invite
from interviews.invites import InviteIntake
from interviews.models import Application, Interview, Kind, Meeting, Outcome
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
)
from tests.interviews.invites import PEOPLE, calendar, event, invite

SAID = {"company": "Umbrella", "role": "Engineer"}
pytestmark = pytest.mark.django_db


def bring(owner: User, data: bytes, chosen: str = "", **said: Any) -> list[Match]:
    """What the import of this file does with each of its events."""
    intake, journal = InviteIntake(owner, NOW), Journal()
    found = [
        (parsed.line, replace(parsed.record, **said))
        for parsed in Invite().records(data, Options(zone=ZoneInfo("UTC")))
        if parsed.record
    ]
    matched = [(record, intake.match(line, record, chosen)) for line, record in found]
    intake.write([pair for pair in matched if pair[1].fate in (Fate.ADD, Fate.FILL)], journal)
    journal.write(owner.pk, "Import")
    return [match for _record, match in matched]


def only(model: Any) -> Any:
    return model.objects.get()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- New ones ---------------------------------------------------------------------------------


def test_an_invite_becomes_a_planned_interview_with_its_people_to_meet(alice: User) -> None:
    data = invite(PEOPLE, "LOCATION:https://zoom.us/j/1", "DESCRIPTION:Bring tea")
    (match,) = bring(alice, data, **SAID)
    assert match.fate == Fate.ADD
    interview = only(Interview)
    assert (interview.starts_at, interview.ends_at) == (
        at("2026-03-12T13:00"),
        at("2026-03-12T14:00"),
    )
    assert (interview.place, interview.notes) == ("https://zoom.us/j/1", "Bring tea")
    assert (interview.kind, str(interview.application)) == (Kind.TECHNICAL, "Engineer at Umbrella")
    names = Meeting.objects.filter(planned=True, met=False).values_list("name", "contact__email")
    assert set(names) == {
        ("Priya Nair", "priya@umbrella.example"),
        ("Tom Fox", "tom@umbrella.example"),
    }
    assert set(Contact.objects.values_list("company__name", flat=True)) == {"Umbrella"}


def test_a_person_is_known_by_the_address_then_by_the_name_there(alice: User) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    elsewhere: Any = ContactFactory(
        owner=alice, name="P. Nair", email="Priya@umbrella.example", company=None
    )
    tom: Any = ContactFactory(owner=alice, name="tom fox", email="", company=umbrella)
    bring(alice, invite(PEOPLE), **SAID)
    assert Contact.objects.count() == 2
    assert set(Meeting.objects.values_list("contact", flat=True)) == {elsewhere.pk, tom.pk}
    tom.refresh_from_db()
    assert tom.email == "tom@umbrella.example"


def test_a_guest_without_a_name_is_called_as_the_address_says(alice: User) -> None:
    bring(alice, invite("ATTENDEE:mailto:jo.van-berg@umbrella.example"), **SAID)
    assert only(Contact).name == "Jo Van Berg"


@pytest.mark.parametrize(
    ("summary", "kind"),
    [
        ("Recruiter call", Kind.RECRUITER),
        ("Phone screen: Umbrella", Kind.RECRUITER),
        ("Take-home review", Kind.CHALLENGE),
        ("System Design with Tom", Kind.DESIGN),
        ("On-site panel", Kind.PANEL),
        ("Kennenlerngespräch", Kind.RECRUITER),
        ("Final round", Kind.FINAL),
        ("Coffee?", Kind.CHAT),
        ("Interview", Kind.TECHNICAL),
    ],
)
def test_the_kind_is_guessed_from_the_title(alice: User, summary: str, kind: str) -> None:
    bring(alice, invite(f"SUMMARY:{summary}"), **SAID)
    assert only(Interview).kind == kind


# --- What it is for ---------------------------------------------------------------------------


def known_by_website(owner: User) -> None:
    CompanyFactory(
        owner=owner, name="The Umbrella Group", website="https://www.umbrella.example/jobs"
    )


def known_by_a_person(owner: User) -> None:
    there = CompanyFactory(owner=owner, name="The Umbrella Group")
    ContactFactory(owner=owner, email="sam@umbrella.example", company=there)


@pytest.mark.parametrize("know", [known_by_website, known_by_a_person])
def test_the_company_is_told_by_the_guests_addresses(alice: User, know: Any) -> None:
    know(alice)
    mine = ApplicationFactory(owner=alice, company=only(Company), role="Engineer")
    ApplicationFactory(owner=alice, company__name="Initech")
    bring(alice, invite(PEOPLE, "SUMMARY:Talk about Initech"))
    assert only(Interview).application == mine


def test_an_address_that_anybody_may_have_tells_no_company(alice: User) -> None:
    there = CompanyFactory(owner=alice, name="Hooli")
    ContactFactory(owner=alice, email="sam@gmail.com", company=there)
    ApplicationFactory(owner=alice, company=there)
    (match,) = bring(alice, invite("ATTENDEE:mailto:somebody@gmail.com"))
    assert match.fate == Fate.SKIP


def test_the_title_tells_the_company_and_the_role(alice: User) -> None:
    ApplicationFactory(owner=alice, company__name="Acme", role="Engineer")
    labs = ApplicationFactory(owner=alice, company__name="Acme Labs", role="Platform Lead")
    ApplicationFactory(owner=alice, company=labs.company, role="Engineer")
    bring(alice, invite("SUMMARY:Acme Labs – Platform lead (round 2)"))
    assert only(Interview).application == labs


@pytest.mark.parametrize("closed", ["", "rejected"])
def test_where_nothing_tells_it_asks_and_writes_nothing(alice: User, closed: str) -> None:
    if closed:
        ApplicationFactory(owner=alice, company__name="Umbrella", closed_as=closed, closed_on=NOW)
    (match,) = bring(alice, invite(PEOPLE))
    assert match.fate == Fate.SKIP
    assert "Say which company and role it is for" in match.why
    assert not Interview.objects.exists()


def test_of_two_open_applications_there_it_asks_which(alice: User) -> None:
    one: Any = ApplicationFactory(owner=alice, company__name="Umbrella", role="Engineer")
    ApplicationFactory(owner=alice, company=one.company, role="Lead")
    (match,) = bring(alice, invite())
    assert match.fate == Fate.SKIP
    bring(alice, invite(), application=one.pk)
    assert only(Interview).application == one


def test_the_form_offers_what_is_guessed_and_takes_what_is_said(alice: User) -> None:
    ApplicationFactory(owner=alice, company__name="Initech", role="Lead")
    form = InviteIntake.words_form(
        initial={"uid": "1", "guests": [{"email": "x@big-corp.example"}]}, owner=alice
    )
    assert form.initial["company"] == "Big Corp"
    sent = {"company": "BigCorp", "role": "Engineer", "kind": "panel"}
    form = InviteIntake.words_form(sent, initial={"uid": "1"}, owner=alice)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {**sent, "application": None}
    form = InviteIntake.words_form({"kind": "panel"}, initial={"uid": "1"}, owner=alice)
    assert set(form.errors) == {"company", "role"}


def test_the_form_offers_no_application_of_a_stranger(alice: User, bob: User) -> None:
    with acting_as(bob):
        his: Any = ApplicationFactory(owner=bob)
    sent = {"application": str(his.pk), "kind": "panel"}
    form = InviteIntake.words_form(sent, initial={"uid": "1"}, owner=alice)
    assert "application" in form.errors


# --- Again, later, called off -----------------------------------------------------------------


def test_the_same_invite_twice_does_nothing(alice: User) -> None:
    bring(alice, invite(PEOPLE), **SAID)
    before = Interview.objects.values().get()
    (match,) = bring(alice, invite(PEOPLE), **SAID)
    assert (match.fate, match.sure, match.pk) == (Fate.SAME, Sure.CERTAIN, before["id"])
    assert Interview.objects.values().get() == before
    assert (Meeting.objects.count(), Contact.objects.count(), Application.objects.count()) == (
        2,
        2,
        1,
    )


LATER = ("SEQUENCE:1", "DTSTART:20260313T150000Z", "LOCATION:Baker Street")


def test_a_higher_sequence_moves_it(alice: User) -> None:
    bring(alice, invite(PEOPLE), **SAID)
    (match,) = bring(alice, invite(*LATER, "ATTENDEE;CN=New:mailto:new@umbrella.example"))
    assert match.fate == Fate.FILL
    assert match.why == "It moves from 12 Mar 2026, 13:00 to 13 Mar 2026, 15:00."
    interview = only(Interview)
    assert (interview.starts_at, interview.place) == (at("2026-03-13T15:00"), "Baker Street")
    assert interview.meetings.count() == 3


@pytest.mark.parametrize("line", ["SEQUENCE:3", "SEQUENCE:2", ""])
def test_an_older_or_equal_one_is_the_same(alice: User, line: str) -> None:
    bring(alice, invite("SEQUENCE:3"), **SAID)
    (match,) = bring(alice, invite(line, "DTSTART:20260313T150000Z"))
    assert match.fate == Fate.SAME
    assert only(Interview).starts_at == at("2026-03-12T13:00")


@pytest.mark.parametrize(
    "state", [{"debriefed_at": NOW}, {"outcome": Outcome.REJECTED, "outcome_on": NOW}]
)
def test_one_that_is_judged_stays_and_says_so(alice: User, state: dict[str, Any]) -> None:
    bring(alice, invite(), **SAID)
    Interview.objects.update(**state)
    for data in (invite(*LATER), invite("SEQUENCE:1", method="CANCEL")):
        (match,) = bring(alice, data)
        assert match.fate == Fate.SKIP
        assert "stays as it was" in match.why
    assert only(Interview).starts_at == at("2026-03-12T13:00")
    assert only(Interview).cancelled_at is None


def test_a_cancellation_cancels_it_and_a_later_version_brings_it_back(alice: User) -> None:
    bring(alice, invite(), **SAID)
    (match,) = bring(alice, invite(method="CANCEL"))
    assert (match.fate, match.why) == (Fate.FILL, "It is called off.")
    assert only(Interview).cancelled_at == NOW
    assert bring(alice, invite(method="CANCEL"))[0].fate == Fate.SAME
    (match,) = bring(alice, invite("SEQUENCE:1"))
    assert match.why == "It takes place after all."
    assert only(Interview).cancelled_at is None


def test_a_cancellation_of_what_is_not_here_is_left_out(alice: User) -> None:
    (match,) = bring(alice, invite(method="CANCEL"), **SAID)
    assert (match.fate, match.why) == (Fate.SKIP, "It is called off, and you do not have it.")


def test_the_first_of_a_series_is_moved_by_its_own_update_and_stays_one(alice: User) -> None:
    series = invite("RRULE:FREQ=WEEKLY")
    moved = invite("RECURRENCE-ID:20260312T130000Z", "DTSTART:20260313T090000Z", "SEQUENCE:1")
    bring(alice, series, **SAID)
    assert bring(alice, moved)[0].fate == Fate.FILL
    for data in (series, moved):
        assert bring(alice, data, **SAID)[0].fate == Fate.SAME
    assert only(Interview).starts_at == at("2026-03-13T09:00")


def test_another_one_of_the_series_is_another_interview(alice: User) -> None:
    bring(alice, invite("RRULE:FREQ=WEEKLY"), **SAID)
    bring(alice, invite("RECURRENCE-ID:20260319T130000Z", "DTSTART:20260319T130000Z"), **SAID)
    assert Interview.objects.count() == 2


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


# --- Undo, work -------------------------------------------------------------------------------


def everything(owner: User) -> list[Any]:
    left_out = {"version", "updated_at"}
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for model in (Company, Application, Contact, Interview, Meeting)
        for row in model.objects.order_by("pk").values()
    ]


def undo_the_last() -> None:
    assert put_back(Change.objects.filter(undone_at=None).latest("pk"), NOW)


def test_undo_takes_back_what_was_made_and_filled_in(alice: User) -> None:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    ContactFactory(owner=alice, name="Tom Fox", company=umbrella)
    before = everything(alice)
    bring(alice, invite(PEOPLE), **SAID)
    undo_the_last()
    assert everything(alice) == before


@pytest.mark.parametrize("data", [invite(*LATER, PEOPLE), invite(method="CANCEL")])
def test_undo_moves_it_back_and_brings_it_back(alice: User, data: bytes) -> None:
    bring(alice, invite(), **SAID)
    before = everything(alice)
    bring(alice, data)
    assert everything(alice) != before
    undo_the_last()
    assert everything(alice) == before


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
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(uids, lines), min_size=1, max_size=4))
def test_the_second_run_of_any_file_adds_nothing(alice: User, events: list[Any]) -> None:
    Company.objects.all().delete()
    Contact.objects.all().delete()
    data = calendar(*[event(*lines, uid=uid) for uid, lines in events])
    bring(alice, data, **SAID)
    before = everything(alice)
    for match in bring(alice, data, **SAID):
        assert match.fate in (Fate.SAME, Fate.SKIP)
    assert everything(alice) == before
