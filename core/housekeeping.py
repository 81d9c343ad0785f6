"""What is kept for a while only. Plain functions; config/jobs.py says when."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

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


def end_stale_sessions(now: datetime) -> None:
    """Drop sessions past their time, and what is listed of sessions that are gone."""
    Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(alive)).delete()
