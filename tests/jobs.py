"""The tables of jobs, which Django does not manage and so does not empty after a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def no_jobs() -> Iterator[None]:
    """None at the beginning, and none left; for tests whose rows are committed."""
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers"
            " RESTART IDENTITY CASCADE"
        )
