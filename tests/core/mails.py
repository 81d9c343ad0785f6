"""The job that sends a mail, run as the worker runs it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from procrastinate.contrib.django.models import ProcrastinateJob

from core import outbox
from core.models import Mail

WORDS = {"to": "priya@example.com", "subject": "Thank you", "text": "It was good to talk."}


def jobs() -> list[tuple[str, dict[str, int]]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "args"))


def run(mail: Mail, attempts: int = 0) -> None:
    """The job, as the worker starts it: with no transaction and no owner of its own."""
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    outbox.send(context, owner=mail.owner_id, mail=mail.pk)
    mail.refresh_from_db()


def fails_with(monkeypatch: pytest.MonkeyPatch, problem: Exception, step: str = "send") -> None:
    def fail(*args: Any) -> None:
        raise problem

    monkeypatch.setattr(EmailBackend, "open" if step == "open" else "send_messages", fail)
