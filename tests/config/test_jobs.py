"""The list of periodic jobs: each runs, and each does what its room says."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from story import visitors
from tests.factories import NOW

jobs = import_module("config.jobs")
DUE = {
    "remind": "every ten minutes",
    "retry_stalled_jobs": "every five minutes",
    "remove_sample_visitors": "hourly",
    "end_stale_sessions": "hourly",
    "forget_expired_cache": "hourly",
    "forget_old_rows": "daily",
    "remove_old_jobs": "daily",
}


def test_the_list_is_complete_and_nothing_in_it_runs_only_once_a_day() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    times = {p.task.name.removeprefix("config.jobs."): p.cron.split()[1] for p in periodic}
    assert times.keys() == DUE.keys()
    assert all(hours == "*" or hours.count(",") >= 2 for hours in times.values())


def test_a_sample_visitor_is_gone_once_the_job_ran(db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        visitors.welcome("UTC", NOW)
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
