"""An invite becomes a planned interview; it moves with its invite, and never comes twice."""

from typing import Any

import pytest

from accounts.models import User
from contacts.models import Company, Contact
from core.intake import Fate, Sure
from core.ownership import acting_as
from interviews.invites import InviteIntake
from interviews.models import Application, Interview, Kind, Meeting, Outcome
from interviews.records import InviteRecord
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
)
from tests.interviews.invites import PEOPLE, invite
from tests.interviews.invites_in import LATER, SAID, at, bring, only

pytestmark = pytest.mark.django_db


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


def test_a_guest_whose_address_says_no_name_is_called_as_the_address(alice: User) -> None:
    bring(alice, invite("ATTENDEE:mailto:_@umbrella.example"), **SAID)
    assert only(Contact).name == "_@umbrella.example"


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
    bring(alice, invite(PEOPLE, "SUMMARY:Talk about Hooli"))
    assert only(Interview).application == mine


def test_a_company_of_mine_in_the_title_counts_more_than_who_sent_it(alice: User) -> None:
    """The agency sends the invite of its client."""
    known_by_a_person(alice)
    mine = ApplicationFactory(owner=alice, company__name="Initech International")
    agency = ApplicationFactory(owner=alice, company=Company.objects.get(name__contains="Umbrella"))
    bring(alice, invite(PEOPLE, "SUMMARY:The Umbrella Group and Initech International"))
    assert only(Interview).application == agency
    bring(alice, invite(PEOPLE, "SUMMARY:Interview with Initech International", uid="2"))
    assert Interview.objects.get(invite_uid="2").application == mine


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


@pytest.mark.parametrize(
    ("company", "summary"),
    [
        ("Yahoo!", "Interview with Yahoo! - round 2"),
        ("Acme Inc.", "Acme Inc. / onsite"),
        ("Яндекс", "Интервью: Яндекс"),
    ],
)
def test_a_company_is_found_in_the_title_whatever_stands_around_it(
    alice: User, company: str, summary: str
) -> None:
    mine = ApplicationFactory(owner=alice, company__name=company)
    ApplicationFactory(owner=alice, company__name="!!!")
    bring(alice, invite(f"SUMMARY:{summary}"))
    assert only(Interview).application == mine


def test_a_role_in_other_letters_is_read_and_none_is_chosen_for_another(alice: User) -> None:
    first: Any = ApplicationFactory(owner=alice, company__name="Acme", role="Инженер")
    lead = ApplicationFactory(owner=alice, company=first.company, role="Руководитель команды")
    (match,) = bring(alice, invite("SUMMARY:Acme"))
    assert match.fate == Fate.SKIP
    bring(alice, invite("SUMMARY:Acme: руководитель команды"))
    assert only(Interview).application == lead


def test_a_role_without_a_word_is_named_by_no_title(alice: User) -> None:
    known_by_a_person(alice)
    for role in ("***", "Engineer"):
        ApplicationFactory(owner=alice, company=only(Company), role=role)
    (match,) = bring(alice, invite(PEOPLE, "SUMMARY:🎉"))
    assert match.fate == Fate.SKIP


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


@pytest.mark.parametrize(
    ("email", "company"),
    [
        ("a@umbrella.co.uk", "Umbrella"),
        ("a@mail.umbrella.com.au", "Umbrella"),
        ("a@umbrella.at", "Umbrella"),
        ("a@com.example", "Com"),
        ("a@yahoo.co.uk", ""),
    ],
)
def test_the_form_offers_the_company_of_an_address(alice: User, email: str, company: str) -> None:
    form = InviteIntake.words_form(initial={"uid": "1", "guests": [{"email": email}]}, owner=alice)
    assert form.initial["company"] == company


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
    assert set(form.errors) == {"company"}
    sent = {"company": "BigCorp", "kind": "panel"}
    form = InviteIntake.words_form(sent, initial={"uid": "1"}, owner=alice)
    assert set(form.errors) == {"role"}


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


def test_a_higher_sequence_moves_it(alice: User) -> None:
    bring(alice, invite(PEOPLE), **SAID)
    (match,) = bring(alice, invite(*LATER, "ATTENDEE;CN=New:mailto:new@umbrella.example"))
    assert match.fate == Fate.FILL
    assert match.why == "It moves from 12 Mar 2026, 13:00 to 13 Mar 2026, 15:00."
    assert match.fills == {"Where": "Baker Street"}
    assert InviteIntake.fates[Fate(match.fate)] == "changes what you have"
    interview = only(Interview)
    assert (interview.starts_at, interview.place) == (at("2026-03-13T15:00"), "Baker Street")
    assert interview.meetings.count() == 3


def test_one_that_only_ends_later_says_when(alice: User) -> None:
    bring(alice, invite(), **SAID)
    (match,) = bring(alice, invite("SEQUENCE:1", "DTEND:20260312T150000Z"))
    assert match.fills == {"Ends": "12 Mar 2026, 15:00"}
    assert only(Interview).ends_at == at("2026-03-12T15:00")


def test_one_that_stands_further_up_is_left_out_and_says_where(alice: User) -> None:
    intake = InviteIntake(alice, NOW)
    record = InviteRecord("1", at("2026-03-12T13:00"), at("2026-03-12T14:00"), **SAID)
    assert intake.match(2, record).fate == Fate.ADD
    match = intake.match(9, record)
    assert (match.fate, match.line, match.why) == (Fate.SKIP, 2, "It says the same as line 2.")


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
