"""How long 50,000 people of LinkedIn take to come in and to go again, and in how much memory.

    python -m tests.bench.imports [ROWS]

Makes its own file, in the database that DATABASE_URL names, and an account that it deletes again.
Prints seconds for each step and the largest memory of the process. What counts are the ratios.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from accounts.models import User  # noqa: E402
from core.ownership import acting_as  # noqa: E402
from transfer import importing, recognise, staging  # noqa: E402
from transfer.models import Import  # noqa: E402

HEAD = """Notes:
"When exporting, some addresses are missing, as people chose."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
"""


def connections(rows: int) -> bytes:
    """Made-up people, a fifth of them with an address, at one company for every three."""
    lines = [
        f"First{n},Last{n},https://www.linkedin.com/in/person-{n},"
        f"{f'person{n}@example.com' if n % 5 == 0 else ''},Company {n // 3},Engineer {n % 40},"
        f"{n % 28 + 1:02} Mar {2005 + n % 20}"
        for n in range(rows)
    ]
    return (HEAD + "\n".join(lines) + "\n").encode()


def timed(what: str, do: Callable[[], Any]) -> Any:
    started, worked = time.perf_counter(), time.process_time()
    answer = do()
    took, own = time.perf_counter() - started, time.process_time() - worked
    print(f"{what:<10} {took:6.1f} s, of it {own:5.1f} at work here; {largest():4.0f} MB at most")
    return answer


def largest() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(owner: Any, found: Any) -> int:
    """Bring the file in once; the import's id."""
    with acting_as(owner):
        pk = staging.take(owner, found).pk
    timed("read", lambda: staging.read(owner, pk, timezone.now()))
    with acting_as(owner):
        file = Import.objects.get(pk=pk)
        print(f"preview: {file.state}, {file.counts}")
        if file.to_write:
            importing.begin(file)
    timed("import", lambda: importing.carry_on(owner, pk, timezone.now()))
    return pk


def main(rows: int) -> None:
    owner = User.objects.create_user(f"bench-{time.time_ns()}@example.com", "bench")
    data = connections(rows)
    print(f"{rows} rows, {len(data) / 1024**2:.1f} MB; {largest():.0f} MB before it begins")
    try:
        found = timed("recognise", lambda: recognise.opened("Connections.csv", data).found[0])
        first = run(owner, found)
        run(owner, found)
        with acting_as(owner):
            importing.stop(Import.objects.get(pk=first))
        timed("undo", lambda: importing.carry_on(owner, first, timezone.now()))
        with acting_as(owner):
            print(f"undone: {Import.objects.get(pk=first).state}")
    finally:
        with acting_as(owner):
            owner.delete()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
