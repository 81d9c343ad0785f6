"""Rows for tests. ``owner=`` is always said; the row is made under that owner's policy."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory

from accounts.models import User
from contacts.models import Company, Contact
from core.ownership import acting_as
from interviews.models import Application, Interview, Lesson, Meeting
from learning.models import Goal

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
