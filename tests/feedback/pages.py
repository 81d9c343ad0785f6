"""What the tests of letters have in common."""

from typing import Any

from interviews.models import Interview, Outcome
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    MeetingFactory,
)


def rejected(owner: Any, company: str = "Hooli") -> Interview:
    """An interview that a company has said no to."""
    there = CompanyFactory(owner=owner, name=company)
    application = ApplicationFactory(owner=owner, company=there, role="Platform lead")
    return InterviewFactory(
        owner=owner, application=application, outcome=Outcome.REJECTED, outcome_on=NOW.date()
    )


def met(interview: Interview, **facts: Any) -> Any:
    """Somebody I met there, as a contact."""
    owner, company = interview.owner, interview.application.company
    contact = ContactFactory(owner=owner, company=company, **facts)
    MeetingFactory(owner=owner, interview=interview, contact=contact, name=contact.name, met=True)
    return contact


def write_url(interview: Interview, kind: str = "rejection", **query: Any) -> str:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/feedback/write/?kind={kind}&interview={interview.pk}{more}"
