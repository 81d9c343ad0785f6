"""Files on their way in are kept for a while only. config/jobs.py says when this looks."""

from datetime import datetime

from django.contrib.auth import get_user_model

from core.ownership import acting_as
from transfer.models import Import


def forget_old_imports(now: datetime) -> None:
    """Drop what waited for its person for a week, and the rows of what was over that long ago.

    What came in can still be undone: that is the journal's (``core.undo``). Under each owner's
    policy and in a transaction each: 4 statements a person.
    """
    for pk in get_user_model().objects.order_by("pk").values_list("pk", flat=True):
        with acting_as(pk):
            Import.objects.for_user(pk).stale(now).delete()
