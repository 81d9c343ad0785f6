"""The letters of the story, and what was answered."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from contacts.models import Contact, TouchKind
from feedback.filling import called, fill
from feedback.models import Answer, Letter
from feedback.wording import SHIPPED
from interviews.models import Application, Interview
from learning.models import Goal, Kind
from story.parts import Said, Sent

MORNING = time(9, 30)  # when she writes


def write(
    application: Application, interview: Interview | None, sent: Sent, day: date, today: date
) -> None:
    """A letter so many days after ``day``, in the shipped wording; with what came of it."""
    owner, on = application.owner, day + timedelta(days=sent.after_days)
    contact = _known(application, sent.to)
    names = {"COMPANY": application.company.name, "ROLE": application.role, "ME": owner.name}
    places = {**names, "NAME": called(sent.to) or application.company.name}
    wording = SHIPPED[sent.kind]
    letter = Letter.objects.create(
        owner=owner,
        kind=sent.kind,
        application=application,
        interview=interview,
        contact=contact,
        to_name=sent.to,
        to_email=contact.email if contact else "",
        subject=fill(str(wording.subject), places),
        body=fill(str(wording.body), places),
        sent_at=None if sent.skipped else datetime.combine(on, MORNING, tzinfo=owner.zone),
        skipped_because=sent.skipped,
    )
    if contact and not sent.skipped:
        letter.touch = contact.touch(TouchKind.WROTE, on, letter.subject)
        letter.save(update_fields=["touch"])
    if sent.answer:
        hear(application, interview, sent.answer, on, today, letter)


def hear(
    application: Application,
    interview: Interview | None,
    said: Said,
    day: date,
    today: date,
    letter: Letter | None = None,
) -> Answer:
    """Feedback so many days after ``day``, asked for in ``letter`` or by nobody."""
    owner: Any = application.owner
    return Answer.objects.create(
        owner=owner,
        company=application.company,
        application=application,
        interview=interview,
        letter=letter,
        contact=_known(application, said.by),
        from_name=said.by,
        on=day + timedelta(days=said.after_days),
        said=said.what,
        about=said.about,
        verdict=said.verdict or "",
        goal=Goal.objects.find_or_make(owner, said.goal, Kind.CRAFT) if said.goal else None,
        apply_again_on=said.apply_again and said.apply_again(today),
        refer_whom=said.refer,
    )


def _known(application: Application, name: str) -> Contact | None:
    """The person of that name who is there now, or was when they met."""
    there = Q(company=application.company) | Q(employments__company=application.company)
    return Contact.objects.for_user(application.owner).filter(there, name=name).first()
