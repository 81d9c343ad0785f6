"""Facts of interviews, drawn by hypothesis or written down, and rows made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from contacts.models import Company
from interviews.models import Application, Interview, Lesson, Meeting, Outcome, Verdict
from tests.factories import NOW


@dataclass(frozen=True)
class Facts:
    """What is known of one interview. Meetings: met or not. Lessons: what was learned, or blank."""

    meetings: tuple[bool, ...] = ()
    lessons: tuple[str, ...] = ()
    debriefed: bool = True
    cancelled: bool = False
    outcome: str = Outcome.WAITING
    starts_at: datetime = NOW - timedelta(days=1)

    @property
    def counts(self) -> bool:
        return self.debriefed and not self.cancelled

    @property
    def met(self) -> bool:
        return any(self.meetings)

    @property
    def learned(self) -> bool:
        return any(self.lessons)

    @property
    def verdict(self) -> str:
        """The verdict as house.md words it, not as the query does."""
        if not self.debriefed:
            return Verdict.PENDING
        names = {(True, True): Verdict.BOTH, (True, False): Verdict.MET}
        names |= {(False, True): Verdict.LEARNED, (False, False): Verdict.NEITHER}
        return names[self.met, self.learned]


a_fact = st.builds(
    Facts,
    meetings=st.lists(st.booleans(), max_size=3).map(tuple),
    lessons=st.lists(st.sampled_from(["", "", "Borrowing", "Sharding"]), max_size=3).map(tuple),
    debriefed=st.booleans(),
    cancelled=st.sampled_from([False, False, False, True]),
    outcome=st.sampled_from(Outcome.values),
    starts_at=st.integers(0, 400).map(lambda days: NOW - timedelta(days=days)),
)
some_facts = st.lists(a_fact, max_size=14)


def store(owner: Any, facts: Sequence[Facts], **application: Any) -> list[Interview]:
    """One interview each, in four statements. Call it with the owner's rows in reach."""
    company = Company.objects.find_or_make(owner, application.pop("company", "Initech"))
    attempt = Application.objects.create(
        owner=owner, company=company, role="Engineer", **application
    )
    interviews = Interview.objects.bulk_create(
        Interview(
            owner=owner,
            application=attempt,
            starts_at=fact.starts_at,
            ends_at=fact.starts_at + timedelta(hours=1),
            debriefed_at=fact.starts_at + timedelta(hours=2) if fact.debriefed else None,
            cancelled_at=fact.starts_at if fact.cancelled else None,
            outcome=fact.outcome,
            outcome_on=None if fact.outcome == Outcome.WAITING else date(2026, 3, 1),
        )
        for fact in facts
    )
    Meeting.objects.bulk_create(
        Meeting(owner=owner, interview=interview, name=f"Person {n}", planned=True, met=met)
        for interview, fact in zip(interviews, facts, strict=True)
        for n, met in enumerate(fact.meetings)
    )
    Lesson.objects.bulk_create(
        Lesson(owner=owner, interview=interview, plan="Something", learned=learned)
        for interview, fact in zip(interviews, facts, strict=True)
        for learned in fact.lessons
    )
    return interviews
