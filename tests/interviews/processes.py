"""One process with its people and letters, and what its page says of touch points."""

import re
from datetime import timedelta
from typing import Any

from contacts.models import Contact
from interviews.models import Application, Interview, Meeting
from tests.factories import (
    NOW,
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person

DAY = timedelta(days=1)
TODAY = NOW.date()


def page_of(person: Person, application: Application) -> str:
    return person.read(f"/applications/{application.pk}/")


def section_of(person: Person, application: Application) -> str:
    return page_of(person, application).split('id="touch-points"')[1].split("</section>")[0]


def points_of(person: Person, application: Application) -> list[str]:
    """Each as *day who, what*, from top to bottom."""
    found = re.findall(
        r'<time>([^<]*)</time> <a href="[^"]*">([^<]*)</a>, <span class="quiet">([^<]*)</span>',
        section_of(person, application),
    )
    return [f"{day} {who}, {what}" for day, who, what in found]


def suggested(person: Person, application: Application) -> tuple[str, str]:
    """The words of the suggestion and where it leads; both empty where there is none."""
    section = section_of(person, application)
    found = re.search(r'<p>([^<]*)</p> <p><a class="btn btn-secondary" href="([^"]*)">', section)
    return (found[1], found[2].replace("&amp;", "&")) if found else ("", "")


def a_process(person: Person, days: int = -3, **facts: Any) -> Interview:
    """One round of an application at Umbrella, so many days from now."""
    application = ApplicationFactory(owner=person.user, company__name="Umbrella")
    Application.objects.filter(pk=application.pk).update(created_at=NOW - 30 * DAY)
    if facts.get("outcome", "waiting") != "waiting":
        facts = {"outcome_on": TODAY, **facts}
    return InterviewFactory(
        owner=person.user, application=application, starts_at=NOW + days * DAY, **facts
    )


def priya(interview: Interview, **facts: Any) -> Contact:
    """Somebody of Umbrella."""
    company = interview.application.company
    return ContactFactory(owner=interview.owner, name="Priya Nair", company=company, **facts)


def met(interview: Interview, contact: Contact | None = None, **facts: Any) -> Meeting:
    name = contact.name if contact else "Tom"
    facts = {"met": True, **facts}
    return MeetingFactory(
        owner=interview.owner, interview=interview, contact=contact, name=name, **facts
    )


def sent(interview: Interview, kind: str, days: int = -1, **facts: Any) -> Any:
    at = NOW + days * DAY
    return LetterFactory(owner=interview.owner, interview=interview, kind=kind, sent_at=at, **facts)
