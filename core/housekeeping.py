"""What is kept for a while only. Plain functions; config/jobs.py says when."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Q
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from core import undo
from core.models import FormReceipt, Mail
from core.ownership import acting_as

MAILS_KEPT = timedelta(days=30)
DEAD_AFTER = 60.0  # seconds without a sign of life of a worker, which gives one every 10
TRIES = 10  # of a job whose worker died: one that kills its worker each time is given up
RECEIPTS_KEPT = timedelta(days=30)  # a form is taken for a week at most (core.http.FORM_KEY_AGE)


def forget_old_rows(now: datetime) -> None:
    """Drop each person's undo journal, form receipts and mails past their time.

    Under each owner's policy and in a transaction each: 5 statements a person.
    """
    people = get_user_model().objects.order_by("pk").values_list("pk", flat=True)
    for pk in people:
        with acting_as(pk):
            undo.forget_old(now)
            FormReceipt.objects.for_user(pk).filter(created_at__lt=now - RECEIPTS_KEPT).delete()
            _forget_mails(pk, now)


def _forget_mails(owner: int, now: datetime) -> None:
    """Drop old mails: those that went out, and those that nothing hangs on.

    A letter whose mail failed, or may have gone out, says so until the person has dealt with it.
    """
    loose = Q(**{link.name: None for link in Mail._meta.related_objects})
    old = Mail.objects.for_user(owner).filter(created_at__lt=now - MAILS_KEPT)
    old.filter(Q(sent_at__isnull=False) | loose).delete()


async def retry_stalled_jobs(manager: JobManager, dead_after: float = DEAD_AFTER) -> None:
    """Start again the jobs whose worker died over them. ``dead_after`` is in seconds.

    Every job here may be run twice: it does what is still to do. One whose successor waits in the
    queue already is closed.
    """
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after):
        try:
            if job.attempts < TRIES:
                await manager.retry_job(job)
                continue
        except UniqueViolation:
            pass
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)


def forget_expired_cache(now: datetime) -> None:
    """Drop cache rows past their time: limits hold addresses, and the cache keeps them until full.

    Plain SQL, because the cache has no word for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [now])
