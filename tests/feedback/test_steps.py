"""What each outcome asks for, and where its steps stand; and that needs say the same.

Every situation is stored, read back and asked twice: once as steps of its page, once as a need.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.needs import gather
from feedback import needs as room
from feedback.models import Answer, LetterKind
from feedback.steps import (
    situation_of,
    situation_of_ending,
    steps,
    steps_of_ending,
    with_ending,
    with_situation,
)
from interviews.models import Application, Ending, Interview, Outcome
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MailFactory,
    MeetingFactory,
)

DAY = timedelta(days=1)


class Case:
    """One application of one person, with what happened there. Days are counted back from now."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.application = ApplicationFactory(owner=owner, company__name="Hooli")
        self.interview: Any = None

    def held(self, days_ago: float = 3, **facts: Any) -> "Case":
        starts_at = NOW - timedelta(days=days_ago, hours=1)  # it ended so long ago
        self.interview = InterviewFactory(
            owner=self.owner, application=self.application, starts_at=starts_at, **facts
        )
        return self

    def met(self, name: str = "Priya", email: str = "priya@example.com", **facts: Any) -> "Case":
        contact = ContactFactory(owner=self.owner, name=name, email=email)
        facts = {"met": True, "name": name, "contact": contact, **facts}
        MeetingFactory(owner=self.owner, interview=self.interview, **facts)
        return self

    def told(self, outcome: Outcome, days_ago: int = 1) -> "Case":
        self.interview.record_outcome(outcome, (NOW - days_ago * DAY).date())
        return self

    def closed(self, ending: Ending) -> "Case":
        self.application.close(ending, NOW.date())
        return self

    def letter(self, kind: LetterKind, *, to: str = "", **facts: Any) -> "Case":
        facts = {"interview": self.interview, "application": self.application, **facts}
        LetterFactory(owner=self.owner, kind=kind, contact=self._person(to), **facts)
        return self

    def sent(self, kind: LetterKind, days_ago: float = 0, **facts: Any) -> "Case":
        return self.letter(kind, sent_at=NOW - days_ago * DAY, **facts)

    def skipped(self, kind: LetterKind, **facts: Any) -> "Case":
        return self.letter(kind, skipped_because="They wrote that they need a month.", **facts)

    def failed(self, kind: LetterKind, **facts: Any) -> "Case":
        mail = MailFactory(owner=self.owner, claimed_at=NOW, failed_at=NOW)
        return self.sent(kind, mail=mail, **facts)

    def heard(self, days_ago: int = 0, by: str = "", **facts: Any) -> "Case":
        facts = {"interview": self.interview, "application": self.application, **facts}
        AnswerFactory(
            owner=self.owner, company=self.application.company, contact=self._person(by),
            on=(NOW - days_ago * DAY).date(), **facts,
        )  # fmt: skip
        return self

    def _person(self, name: str) -> Any:
        if not name:
            return None
        return self.interview.meetings.get(name=name).contact


def lines_of(case: Case) -> str:
    """The steps as its page shows them: the letter, where it stands, to whom."""
    if case.interview is None:
        row = with_ending(Application.objects.all()).get(pk=case.application.pk)
        found = steps_of_ending(situation_of_ending(row))
    else:
        row = with_situation(Interview.objects.all()).get(pk=case.interview.pk)
        found = steps(situation_of(row), NOW, case.owner.quiet_days)
    lines = ((step.kind, step.state, step.person.name if step.person else "") for step in found)
    return ", ".join(" ".join(line).strip() for line in lines)


def needs_of(case: Case) -> list[str]:
    return [need.kind for need in gather(room.needs(case.owner, NOW), NOW)]


W, A, O, R, N, D = (  # noqa: E741
    Outcome.WAITING,
    Outcome.ADVANCED,
    Outcome.OFFER,
    Outcome.REJECTED,
    Outcome.NO_ANSWER,
    Outcome.WITHDREW,
)
THANKS, NUDGE, REJECTION = LetterKind.THANKS, LetterKind.NUDGE, LetterKind.REJECTION
WITHDREW, ADVANCED, OFFER = LetterKind.WITHDREW, LetterKind.ADVANCED, LetterKind.OFFER

# What happened; the steps of its page; the need on Today, if any.
Row = tuple[str, Callable[[Case], Case], str, str]
SITUATIONS: list[Row] = [
    # Waiting
    ("met nobody", lambda c: c.held(), "", ""),
    ("planned only", lambda c: c.held().met(met=False), "", ""),
    ("earlier today", lambda c: c.held(0.2).met(), "", ""),
    ("yesterday", lambda c: c.held(1).met(), "thanks open", "thanks"),
    ("by name only", lambda c: c.held().met(contact=None), "thanks open", "thanks"),
    ("drafted", lambda c: c.held().met().letter(THANKS), "thanks drafted", "thanks"),
    ("thanked", lambda c: c.held().met().sent(THANKS), "thanks sent", ""),
    ("not thanked", lambda c: c.held().met().skipped(THANKS), "thanks skipped", ""),
    ("came back", lambda c: c.held().met().failed(THANKS), "thanks drafted", "thanks"),
    ("they told me something", lambda c: c.held().met().heard(), "thanks open", "thanks"),
    ("cancelled", lambda c: c.held(cancelled_at=NOW).met(), "", ""),
    ("13 days", lambda c: c.held(13.9), "", ""),
    ("14 days", lambda c: c.held(14), "nudge open", "nudge"),
    ("14 days and a draft", lambda c: c.held(14).letter(NUDGE), "nudge drafted", "nudge"),
    (
        "14 days without thanks",
        lambda c: c.held(14).met(),
        "nudge open, thanks open",
        "nudge",
    ),
    ("thanked later", lambda c: c.held(16).met().sent(THANKS, 13), "thanks sent", ""),
    (
        "thanked and quiet",
        lambda c: c.held(16).met().sent(THANKS, 14),
        "nudge open, thanks sent",
        "nudge",
    ),
    ("a mail that failed is no word", lambda c: c.held(16).failed(THANKS), "nudge open", "nudge"),
    ("heard since", lambda c: c.held(30).heard(13), "", ""),
    ("heard, then quiet", lambda c: c.held(30).heard(14), "nudge open", "nudge"),
    ("nudged", lambda c: c.held(30).sent(NUDGE, 13), "nudge sent", ""),
    ("nudged and quiet", lambda c: c.held(30).sent(NUDGE, 14), "nudge sent, call open", "call"),
    ("nudge skipped", lambda c: c.held(14).skipped(NUDGE), "nudge skipped, call open", "call"),
    ("nudge came back", lambda c: c.held(14).failed(NUDGE), "nudge drafted", "nudge"),
    ("nudged, heard", lambda c: c.held(40).sent(NUDGE, 20).heard(3), "nudge sent", ""),
    ("nudged instead of thanked", lambda c: c.held(20).met().sent(NUDGE, 2), "nudge sent", ""),
    (
        "nudged about the application",
        lambda c: c.held(20).sent(NUDGE, 2, interview=None),
        "nudge sent",
        "",
    ),
    ("closed meanwhile", lambda c: c.held(20).met().closed(Ending.ACCEPTED), "", ""),
    ("given up", lambda c: c.held(20).met().closed(Ending.NO_ANSWER), "", ""),
    # Next round, offer
    ("advanced, met nobody", lambda c: c.held().told(A), "", ""),
    ("advanced, no details", lambda c: c.held().met(email="").told(A), "", ""),
    ("advanced, erased", lambda c: c.held().met(contact=None).told(A), "", ""),
    ("advanced, not met", lambda c: c.held().met(met=False).told(A), "", ""),
    ("advanced", lambda c: c.held().met().told(A), "advanced open Priya", "ask"),
    ("offer", lambda c: c.held().met().told(O), "offer open Priya", "ask"),
    (
        "two to ask, one asked",
        lambda c: c.held().met().met("Tom").told(A).sent(ADVANCED, to="Priya"),
        "advanced sent Priya, advanced open Tom",
        "ask",
    ),
    (
        "both dealt with",
        lambda c: c.held().met().met("Tom").told(A).skipped(ADVANCED, to="Tom").heard(by="Priya"),
        "advanced answered Priya, advanced skipped Tom",
        "",
    ),
    (
        "heard from another",
        lambda c: c.held().met().met("Tom", email="").told(A).heard(by="Tom"),
        "advanced open Priya",
        "ask",
    ),
    (
        "asked without a name",
        lambda c: c.held().met().told(A).sent(ADVANCED),
        "advanced open Priya",
        "ask",
    ),
    (
        "asked before the offer",
        lambda c: c.held().met().told(O).sent(ADVANCED, to="Priya"),
        "offer open Priya",
        "ask",
    ),
    # Rejected
    ("rejected", lambda c: c.held().told(R), "rejection open", "reply"),
    ("rejected long ago", lambda c: c.held(900).told(R, 890), "rejection open", "reply"),
    ("rejected, sent", lambda c: c.held().told(R).sent(REJECTION), "rejection sent", ""),
    ("rejected, skipped", lambda c: c.held().told(R).skipped(REJECTION), "rejection skipped", ""),
    (
        "skipped, and drafted since",
        lambda c: c.held().told(R).skipped(REJECTION).letter(REJECTION),
        "rejection skipped",
        "",
    ),
    (
        "rejected, came back",
        lambda c: c.held().told(R).failed(REJECTION),
        "rejection drafted",
        "reply",
    ),
    (
        "rejected, thanked before",
        lambda c: c.held().told(R).sent(THANKS),
        "rejection open",
        "reply",
    ),
    ("rejected with words", lambda c: c.held().told(R).heard(), "rejection answered", ""),
    (
        "rejected, heard about the application",
        lambda c: c.held().told(R).heard(interview=None),
        "rejection answered",
        "",
    ),
    (
        "rejected after words in the room",
        lambda c: c.held().heard(2).told(R),
        "rejection open",
        "reply",
    ),
    (
        "advanced after words in the room",
        lambda c: c.held().met().heard(2, by="Priya").told(A),
        "advanced answered Priya",
        "",
    ),
    (
        "rejected and closed",
        lambda c: c.held().told(R).closed(Ending.REJECTED),
        "rejection open",
        "reply",
    ),
    # No answer, withdrew
    ("no answer", lambda c: c.held().told(N), "nudge open", "reply"),
    ("no answer, nudged", lambda c: c.held(40).told(N).sent(NUDGE, 20), "nudge sent", ""),
    ("no answer, skipped", lambda c: c.held(40).told(N).skipped(NUDGE), "nudge skipped", ""),
    (
        "no answer, closed",
        lambda c: c.held().told(N).closed(Ending.NO_ANSWER),
        "nudge open",
        "reply",
    ),
    ("no answer, but accepted", lambda c: c.held().told(N).closed(Ending.ACCEPTED), "", ""),
    ("withdrew", lambda c: c.held().met().told(D), "withdrew open", "reply"),
    ("withdrew, thanked", lambda c: c.held().told(D).sent(WITHDREW), "withdrew sent", ""),
]
# The same of an application on which no interview says how it ended.
ENDINGS: list[Row] = [
    ("open", lambda c: c, "", ""),
    ("rejected", lambda c: c.closed(Ending.REJECTED), "rejection open", "ending"),
    ("withdrew", lambda c: c.closed(Ending.WITHDREW), "withdrew open", "ending"),
    ("accepted", lambda c: c.closed(Ending.ACCEPTED), "", ""),
    ("no answer", lambda c: c.closed(Ending.NO_ANSWER), "", ""),
    ("sent", lambda c: c.closed(Ending.REJECTED).sent(REJECTION), "rejection sent", ""),
    ("heard", lambda c: c.closed(Ending.REJECTED).heard(), "rejection answered", ""),
    ("heard before", lambda c: c.heard(1).closed(Ending.REJECTED), "rejection open", "ending"),
    (
        "skipped",
        lambda c: c.closed(Ending.WITHDREW).skipped(WITHDREW),
        "withdrew skipped",
        "",
    ),
]


def named(rows: list[Row]) -> Any:
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


@pytest.mark.parametrize(("happened", "asked", "need"), named(SITUATIONS + ENDINGS))
def test_steps_and_needs_agree(
    alice: User, happened: Callable[[Case], Case], asked: str, need: str
) -> None:
    case = happened(Case(alice))
    assert lines_of(case) == asked
    assert needs_of(case) == ([need] if need else [])
    is_open = " open" in asked or " drafted" in asked
    assert is_open == bool(need), "an open step is a need, and nothing else is"


def test_an_ending_without_an_interview_that_says_so_has_its_step(alice: User) -> None:
    """Held and never answered, then the application was closed: the letter is the application's."""
    case = Case(alice).held(20).met().closed(Ending.REJECTED)
    case.interview = None
    assert lines_of(case) == "rejection open"
    assert needs_of(case) == ["ending"]


def test_an_interview_that_says_it_has_the_step_alone(alice: User) -> None:
    case = Case(alice).held().told(R).closed(Ending.REJECTED)
    case.interview = None
    assert lines_of(case) == ""
    assert needs_of(case) == ["reply"]


def test_a_next_round_is_an_answer(alice: User) -> None:
    case = Case(alice).held(20)
    InterviewFactory(owner=alice, application=case.application, starts_at=NOW - DAY)
    assert lines_of(case) == ""
    assert needs_of(case) == []


def test_how_long_quiet_lasts_is_mine_to_say(alice: User) -> None:
    alice.quiet_days = 3
    case = Case(alice).held(3)
    assert (lines_of(case), needs_of(case)) == ("nudge open", ["nudge"])
    alice.quiet_days = 4
    assert (lines_of(case), needs_of(case)) == ("", [])


def test_the_next_day_is_the_persons_own(alice: User) -> None:
    """Ended at 10:50 UTC. At noon that day is over in Auckland since 11:00, and not in London."""
    case = Case(alice).held(70 / 24 / 60, ends_at=NOW - 70 * DAY / 24 / 60).met()
    assert lines_of(case) == ""
    assert needs_of(case) == []
    with timezone.override("Pacific/Auckland"):
        assert lines_of(case) == "thanks open"
        assert needs_of(case) == ["thanks"]


def test_an_answered_step_leads_to_the_newest_answer(alice: User) -> None:
    Case(alice).held(9).told(R, 5).heard(0, said="the newest").heard(3, said="noted later")
    row = with_situation(Interview.objects.all()).get()
    [step] = steps(situation_of(row), NOW, alice.quiet_days)
    assert step.answer == Answer.objects.get(said="the newest").pk
