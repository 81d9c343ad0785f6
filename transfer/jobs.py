"""What takes longer than a page may: reading a long file, bringing it in, taking it back."""

from django.db import DatabaseError
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone, translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import JobDeferrer, Status
from procrastinate.manager import JobManager

from accounts.languages import known_language
from accounts.models import User
from accounts.zones import known_zone
from transfer import importing, staging
from transfer.models import Import


@app.task(retry=RetryStrategy(max_attempts=10, wait=5, retry_exceptions={DatabaseError}))
def carry_on(owner: int, file: int) -> None:
    """What is still to be done of it, in the words and days of whom it belongs to."""
    person = User.objects.get(pk=owner)
    zone = timezone.override(known_zone(person.time_zone))
    with translation.override(known_language(person.language)), zone:
        now = timezone.now()
        staging.read(person, file, now)
        importing.carry_on(person, file, now)


def later(file: Import) -> None:
    """Have it done by the worker: of one person one after the other, so that two files with the
    same people make no doubles.

    Made on Django's own connection, as ``core.outbox`` does it: there once this is committed.
    """
    jobs = JobManager(DjangoConnector())
    job = carry_on.configure(lock=f"import-{file.owner_id}").job
    JobDeferrer(jobs, job).defer(owner=file.owner_id, file=file.pk)


def waiting() -> Exists:
    """Whether a job is there for a file: one at work that has none stopped, and stays so."""
    there = ProcrastinateJob.objects.filter(
        task_name=carry_on.name, status__in=[Status.TODO.value, Status.DOING.value]
    )
    of = Cast(KeyTextTransform("file", "args"), BigIntegerField())
    return Exists(there.alias(of=of).filter(of=OuterRef("pk")))


def is_waiting(file: Import) -> bool:
    return Import.objects.for_user(file.owner_id).filter(waiting(), pk=file.pk).exists()
