"""Every periodic job, in one list: when it runs, and nothing else. The times are UTC.

What they do stands in the rooms, as functions that take ``now``. A job that could not start
within ten minutes of its time is left out, and a laptop sleeps at night: so nothing here runs
only once a day, and each does whatever has come due since it last ran.
"""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from accounts import devices, leaving
from config import backups
from core import housekeeping
from reminders import due
from story import visitors
from transfer import housekeeping as imports
from transfer.archive import copies

JOBS_KEPT_HOURS = 7 * 24


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="remind")
def remind(timestamp: int) -> None:
    due.remind(timezone.now())


@app.periodic(cron="3-59/5 * * * *")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    await housekeeping.retry_stalled_jobs(context.app.job_manager)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="remove_sample_visitors")
def remove_sample_visitors(timestamp: int) -> None:
    visitors.remove_old(timezone.now())


@app.periodic(cron="57 * * * *")
@app.task(queueing_lock="erase_who_left")
def erase_who_left(timestamp: int) -> None:
    leaving.erase_who_left(timezone.now())


@app.periodic(cron="12 * * * *")
@app.task(queueing_lock="keep_archives")
def keep_archives(timestamp: int) -> None:
    if settings.ARCHIVE_DIR:
        copies.keep(Path(settings.ARCHIVE_DIR), timezone.now())


@app.periodic(cron="17 4,11,16,20 * * *")
@app.task(queueing_lock="forget_old_rows")
def forget_old_rows(timestamp: int) -> None:
    housekeeping.forget_old_rows(timezone.now())


@app.periodic(cron="22 4,11,16,20 * * *")
@app.task(queueing_lock="forget_old_imports")
def forget_old_imports(timestamp: int) -> None:
    imports.forget_old_imports(timezone.now())


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="end_stale_sessions")
def end_stale_sessions(timestamp: int) -> None:
    devices.end_stale_sessions(timezone.now())


@app.periodic(cron="33 * * * *")
@app.task(queueing_lock="back_up")
def back_up(timestamp: int) -> None:
    backups.back_up_daily(timezone.now())


@app.periodic(cron="47 * * * *")
@app.task(queueing_lock="forget_expired_cache")
def forget_expired_cache(timestamp: int) -> None:
    housekeeping.forget_expired_cache(timezone.now())


@app.periodic(cron="37 4,11,16,20 * * *")
@app.task(queueing_lock="remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    await builtin_tasks.remove_old_jobs(
        context,
        max_hours=JOBS_KEPT_HOURS,
        remove_failed=True,
        remove_cancelled=True,
        remove_aborted=True,
    )
