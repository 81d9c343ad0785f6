"""The list of periodic jobs: each runs, and each does what its room says."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from core import housekeeping
from story import visitors
from tests.factories import NOW
from tests.jobs import no_jobs

jobs = import_module("config.jobs")
DUE = {
    "remind": "every ten minutes",
    "retry_stalled_jobs": "every five minutes",
    "remove_sample_visitors": "hourly",
    "erase_who_left": "hourly",
    "end_stale_sessions": "hourly",
    "forget_expired_cache": "hourly",
    "back_up": "hourly",
    "keep_archives": "hourly",
    "forget_old_rows": "daily",
    "forget_old_imports": "daily",
    "remove_old_jobs": "daily",
}


def test_the_list_is_complete_and_nothing_in_it_runs_only_once_a_day() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    times = {p.task.name.removeprefix("config.jobs."): p.cron.split()[1] for p in periodic}
    assert times.keys() == DUE.keys()
    assert all(hours == "*" or hours.count(",") >= 2 for hours in times.values())


def test_a_sample_visitor_is_gone_once_the_job_ran(db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        visitors.welcome("UTC", "en-gb", NOW)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        jobs.remove_sample_visitors(timestamp=0)
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_every_job_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    # The worker's threads close their connections after each job, so the database can be dropped.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    for name in DUE:
        app.tasks[f"config.jobs.{name}"].defer(timestamp=0)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    done = ProcrastinateJob.objects.values_list("task_name", "status")
    assert {(f"config.jobs.{name}", "succeeded") for name in DUE} <= set(done)


# --- Jobs whose worker died -----------------------------------------------------------------------


def left_by_a_dead_worker(name: str, attempts: int = 0) -> int:
    """A job at work, of a worker that nobody knows any more; its id."""
    pk = app.tasks[f"config.jobs.{name}"].defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s",
            [attempts, pk],
        )
    return pk


def status_of(pk: int) -> str:
    return ProcrastinateJob.objects.get(pk=pk).status


@pytest.fixture
def retry(transactional_db: None) -> Iterator[Callable[[], None]]:
    async def retrying() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await housekeeping.retry_stalled_jobs(working.job_manager)

    with no_jobs():
        yield lambda: asyncio.run(retrying())


def test_what_a_dead_worker_left_is_started_again(retry: Callable[[], None]) -> None:
    left = left_by_a_dead_worker("end_stale_sessions")
    retry()
    assert status_of(left) == "todo"


def test_what_a_living_worker_is_at_is_left_alone(retry: Callable[[], None]) -> None:
    left = left_by_a_dead_worker("end_stale_sessions")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute(
            "UPDATE procrastinate_jobs SET worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
    retry()
    assert status_of(left) == "doing"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'"
        )
    retry()
    assert status_of(left) == "todo"


def test_one_whose_successor_waits_already_is_closed_and_holds_up_no_other(
    retry: Callable[[], None],
) -> None:
    left = left_by_a_dead_worker("end_stale_sessions")
    next_one = app.tasks["config.jobs.end_stale_sessions"].defer(timestamp=1)
    another = left_by_a_dead_worker("remind")
    retry()
    assert [status_of(pk) for pk in (left, next_one, another)] == ["failed", "todo", "todo"]


def test_one_that_kills_its_worker_each_time_is_given_up(retry: Callable[[], None]) -> None:
    left = left_by_a_dead_worker("remind", attempts=housekeeping.TRIES)
    retry()
    assert status_of(left) == "failed"
