"""Rows for tests. ``owner=`` is always said; the row is made under that owner's policy."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory

from accounts.models import User
from contacts.models import Company, Contact, Employment, Touch, TouchKind
from core.models import Mail
from core.ownership import acting_as
from feedback.models import Answer, Letter, LetterKind, Script
from interviews.models import Application, Asked, Interview, Lesson, Meeting
from learning.models import Goal, Question

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # a Tuesday; tests are frozen at it


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.com")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)


class OwnedFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        with acting_as(kwargs["owner"]):
            return super()._create(model_class, *args, **kwargs)


def owned(factory_class: Any, **defaults: Any) -> factory.SubFactory:
    """A row of the same owner."""
    return factory.SubFactory(factory_class, owner=factory.SelfAttribute("..owner"), **defaults)


class CompanyFactory(OwnedFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n}")


class ContactFactory(OwnedFactory):
    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Person {n}")
    company = owned(CompanyFactory)


class GoalFactory(OwnedFactory):
    class Meta:
        model = Goal

    title = factory.Sequence(lambda n: f"Goal {n}")


class ApplicationFactory(OwnedFactory):
    class Meta:
        model = Application

    company = owned(CompanyFactory)
    role = "Engineer"


class InterviewFactory(OwnedFactory):
    class Meta:
        model = Interview

    application = owned(ApplicationFactory)
    starts_at = NOW - timedelta(days=1)
    ends_at = factory.LazyAttribute(lambda interview: interview.starts_at + timedelta(hours=1))


class MeetingFactory(OwnedFactory):
    class Meta:
        model = Meeting

    interview = owned(InterviewFactory)
    name = factory.Sequence(lambda n: f"Somebody {n}")


class LessonFactory(OwnedFactory):
    class Meta:
        model = Lesson

    interview = owned(InterviewFactory)
    plan = "How they shard PostgreSQL"


class TouchFactory(OwnedFactory):
    class Meta:
        model = Touch

    contact = owned(ContactFactory)
    kind = TouchKind.CALLED
    on = NOW.date()


class EmploymentFactory(OwnedFactory):
    class Meta:
        model = Employment

    contact = owned(ContactFactory)
    company = owned(CompanyFactory)


class QuestionFactory(OwnedFactory):
    class Meta:
        model = Question

    goal = owned(GoalFactory)
    text = factory.Sequence(lambda n: f"Question {n}?")


class AskedFactory(OwnedFactory):
    class Meta:
        model = Asked

    interview = owned(InterviewFactory)
    text = factory.Sequence(lambda n: f"Question {n}?")


class MailFactory(OwnedFactory):
    class Meta:
        model = Mail

    key = factory.Sequence(lambda n: f"mail-{n}")
    to = "priya@example.com"
    subject = "Thank you"
    text = "It was good to talk."


class ScriptFactory(OwnedFactory):
    class Meta:
        model = Script

    kind = LetterKind.REJECTION
    name = factory.Sequence(lambda n: f"Script {n}")
    subject = "Thank you, [NAME]"
    body = "Dear [NAME] at [COMPANY]"


class LetterFactory(OwnedFactory):
    class Meta:
        model = Letter

    kind = LetterKind.REJECTION
    interview = owned(InterviewFactory)
    application = factory.LazyAttribute(
        lambda letter: letter.interview and letter.interview.application
    )
    subject = "Thank you"
    body = "Dear Priya"


class AnswerFactory(OwnedFactory):
    class Meta:
        model = Answer

    company = owned(CompanyFactory)
    on = NOW.date()
    said = "More depth in databases."
