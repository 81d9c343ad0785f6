"""What must be true before the web server starts; run by config.run in a process of its own.

One process for all of it, because loading the application is most of the cost.
"""

import hashlib
import io
import os
import sys
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

# What else decides the bytes of a collected file, beside the files themselves.
COLLECTORS = ("Django", "whitenoise", "brotli")
# Other builds of Bootstrap and htmx, which no page uses: compressing them took most of the time.
UNUSED = [
    *("bootstrap-*", "bootstrap.css*", "bootstrap.rtl.css*"),
    *("htmax-*", "htmx-4*", "htmx-2.js", "htmx-2-compat*", "hx-*"),
]


def migrate() -> None:
    """Bring the tables up to date; loud only when there is something to do.

    Runs at every start, because what follows the migrations (permissions, content types) repairs
    a start that was killed between the two.
    """
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        sys.stdout.write(f"Preparing the database ({len(pending)} migrations) …\n")
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def static_fingerprint() -> str:
    """A digest of everything that collecting reads: names, bytes, settings and versions.

    Bytes and not dates, since packages may be installed with a constant date. About 20 ms.
    """
    digest = hashlib.blake2b(repr((settings.STORAGES, settings.STATIC_URL, UNUSED)).encode())
    digest.update(repr([(name, version(name)) for name in COLLECTORS]).encode())
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            content = Path(storage.path(path)).read_bytes()
            prefix = getattr(storage, "prefix", None)
            digest.update(repr((prefix, path, len(content))).encode() + content)
    return digest.hexdigest()


def collect_static(stamp: Path) -> None:
    """Collect the static files unless exactly these were collected before.

    The stamp is removed first and written last, so a killed collection is done again.
    """
    fingerprint = static_fingerprint()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return
    sys.stdout.write("Collecting static files …\n")
    sys.stdout.flush()
    stamp.unlink(missing_ok=True)
    call_command(
        "collectstatic",
        interactive=False,
        clear=True,
        ignore_patterns=UNUSED,
        verbosity=0,
        skip_checks=True,
    )
    stamp.write_text(fingerprint)


def main() -> int:
    """Returns the exit code; what went wrong is on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        call_command("check", databases=["default"], stdout=io.StringIO())  # only what is wrong
        migrate()
        if "--database-only" not in sys.argv:
            collect_static(Path(settings.STATIC_ROOT).with_name("static.stamp"))
    except (CommandError, SystemCheckError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OperationalError as error:
        sys.stderr.write(f"The database does not answer: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
