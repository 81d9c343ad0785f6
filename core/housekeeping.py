"""What is kept for a while only. Plain functions; config/jobs.py says when."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection

from core import undo
from core.models import FormReceipt
from core.ownership import acting_as

RECEIPTS_KEPT = timedelta(days=30)  # a form is taken for a week at most (core.http.FORM_KEY_AGE)


def forget_old_rows(now: datetime) -> None:
    """Drop each person's undo journal and form receipts past their time.

    Under each owner's policy and in a transaction each: 3 statements a person.
    """
    people = get_user_model().objects.order_by("pk").values_list("pk", flat=True)
    for pk in people:
        with acting_as(pk):
            undo.forget_old(now)
            FormReceipt.objects.for_user(pk).filter(created_at__lt=now - RECEIPTS_KEPT).delete()


def forget_expired_cache(now: datetime) -> None:
    """Drop cache rows past their time: limits hold addresses, and the cache keeps them until full.

    Plain SQL, because the cache has no word for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [now])
