"""The worker is killed again and again while it sends: nothing arrives twice, nothing is lost."""

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from config.cluster import CLUSTER
from config.run import Address, services
from core import outbox
from core.housekeeping import retry_stalled_jobs
from core.models import SENDING_TAKES, Mail, MailState
from core.ownership import acting_as
from embedded.processes import Stopping
from embedded.services import Command
from tests import sink
from tests.factories import UserFactory
from tests.jobs import no_jobs
from tests.sink import Sink

# MAILS=1000 KILLS=20 make test ARGS=tests/faults/test_killed_worker.py  took two minutes, most of
# them for starting a worker 21 times.
MAILS = int(os.environ.get("MAILS", "200"))
KILLS = int(os.environ.get("KILLS", "5"))
LIMIT = 60 + 15.0 * KILLS  # seconds for all of it; a slow machine is no error


def database_url() -> str:
    """The test's own database, for a process beside this one."""
    url = urlsplit(settings.DATABASE_URL or CLUSTER.url)
    return urlunsplit(url._replace(path="/" + connection.settings_dict["NAME"]))


@pytest.fixture
def server() -> Iterator[Sink]:
    with sink.listening() as server:
        yield server


@pytest.fixture
def worker(server: Sink, transactional_db: None) -> Iterator[Command]:
    """The job worker as ``make run`` starts it."""
    env = dict(
        os.environ,
        DJANGO_SETTINGS_MODULE="config.settings",
        DATABASE_URL=database_url(),
        SECRET_KEY=settings.SECRET_KEY,
        EMAIL_URL=server.url,
        LOG_LEVEL="CRITICAL",
    )
    worker = next(one for one in services(Address("127.0.0.1", 1), env) if "worker" in one.name)
    with no_jobs():
        try:
            yield worker
        finally:
            worker.stop()


def eventually(condition: Callable[[], object], until: float, what: str) -> None:
    while not condition():
        assert time.monotonic() < until, f"never: {what}"
        time.sleep(0.01)


def kill(worker: Command) -> None:
    assert worker.process
    with suppress(ProcessLookupError):  # it is dead already
        os.killpg(worker.process.pid, signal.SIGKILL)


def retry_what_the_dead_left() -> None:
    """What the periodic job does some minutes later, when a worker gave no sign of life."""

    async def retry() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await retry_stalled_jobs(working.job_manager, dead_after=0)

    asyncio.run(retry())


def write_mails() -> list[User]:
    people = [UserFactory(), UserFactory()]
    for person in people:
        with acting_as(person):
            for number in range(MAILS // len(people)):
                outbox.write(
                    person, f"letter-{number}", to="priya@example.com", subject="S", text="T"
                )
    return people


def mails_of(people: list[User]) -> list[Mail]:
    found: list[Mail] = []
    for person in people:
        with acting_as(person):
            found += Mail.objects.filter(owner=person)
    return found


def work_and_be_killed(worker: Command, server: Sink, until: float) -> int:
    """Each time after some mails: the moment that the server has one and has not said so yet, or
    some milliseconds later, wherever the worker is then. Returns how often it was the former."""
    chance = random.Random(20)  # noqa: S311
    for number in range(KILLS):
        goal = len(server.raw) + chance.randint(1, MAILS // (KILLS + 1))
        server.taken = partial(_kill_at, goal, worker, server) if number % 2 == 0 else lambda: None
        worker.start(Stopping())
        eventually(partial(_has, goal, server), until, f"mail {goal}")
        time.sleep(chance.random() * 0.03)
        kill(worker)
        worker.stop()
        retry_what_the_dead_left()
    server.taken = lambda: None
    return (KILLS + 1) // 2


def _has(goal: int, server: Sink) -> bool:
    return len(server.raw) >= goal


def _kill_at(goal: int, worker: Command, server: Sink) -> None:
    if len(server.raw) == goal:
        kill(worker)


def no_job_is_left() -> bool:
    left = ProcrastinateJob.objects.filter(task_name="core.outbox.send")
    return not left.filter(status__in=["todo", "doing"]).exists()


def test_nothing_is_received_twice_and_every_mail_is_accounted_for(
    worker: Command, server: Sink
) -> None:
    until = time.monotonic() + LIMIT
    people = write_mails()
    caught = work_and_be_killed(worker, server, until)
    worker.start(Stopping())
    eventually(no_job_is_left, until, "the end of all jobs")
    worker.stop()

    received = Counter(str(mail["Message-ID"]).strip() for mail in server.mails)
    assert set(received.values()) == {1}
    later = timezone.now() + SENDING_TAKES + timedelta(minutes=1)
    by_state: dict[MailState, set[str]] = {state: set() for state in MailState}
    for mail in mails_of(people):
        by_state[mail.state_at(later)].add(str(outbox.compose(mail).message()["Message-ID"]))
    sent, uncertain = by_state[MailState.SENT], by_state[MailState.UNCERTAIN]
    assert {state for state, found in by_state.items() if found} <= {"sent", "uncertain"}
    assert len(sent) + len(uncertain) == MAILS // 2 * 2
    assert sent <= set(received) <= sent | uncertain
    assert caught <= len(uncertain & set(received)) <= len(uncertain) <= KILLS
