"""Leaving for good: asked for, thirty days to change one's mind, and then no row is left.

Meanwhile the account works as ever, but nothing happens by itself: whoever writes reminders, copies
or feeds asks for ``User.objects.staying()``.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import devices
from accounts.models import User
from core import outbox
from core.ownership import OwnedRow, acting_as, owned_models

AT_A_TIME = 200  # rows: what a stop of the worker may undo

logger = logging.getLogger(__name__)


def runs_it_alone(user: User) -> bool:
    """Whether others have accounts here that nobody would look after without ``user``."""
    if not user.is_superuser:
        return False
    others = User.objects.filter(is_active=True, is_sample=False).exclude(pk=user.pk)
    return others.exists() and not others.filter(is_superuser=True, leaves_at=None).exists()


def ask_to_leave(user: User, now: datetime, keep: str | None) -> None:
    """The account goes in thirty days. Every session but ``keep`` ends, and a mail says so."""
    user.leave(now)
    devices.end_others(user, keep)
    if outbox.is_on():
        context = {
            "user": user,
            "site_url": settings.SITE_URL,
            "url": f"{settings.SITE_URL}{reverse('accounts:leaving')}",
        }
        outbox.write(
            user,
            f"leaving-{user.leaves_at:%Y%m%dT%H%M%S}",
            to=user.email,
            subject=_("You asked to leave"),
            text=render_to_string("accounts/leaving.txt", context).strip() + "\n",
        )


def erase_who_left(now: datetime) -> int:
    """Erase everybody whose thirty days are over; how many.

    Killed half-way, the next run goes on. Somebody who cannot go now (a page or a job of theirs is
    at work) goes the next time.
    """
    erased = 0
    for pk in _over(now).order_by("pk").values_list("pk", flat=True):
        try:
            erased += _erase(pk, now)
        except DatabaseError:
            logger.exception("Person %s is not erased yet", pk)
    return erased


def _over(now: datetime) -> QuerySet[User]:
    return User.objects.filter(leaves_at__lte=now)


def _erase(pk: int, now: datetime) -> bool:
    """Close the door, take out what is in the house, then the house; each step is committed."""
    with acting_as(pk):
        person = _over(now).select_for_update().filter(pk=pk).first()
        if person is None:  # who decided to stay at this moment stays
            return False
        person.is_active = False
        person.save(update_fields=["is_active"])
        devices.end_everywhere(person)
    for model in children_first(owned_models()):
        while _take_some(model, pk):
            pass
    with acting_as(pk):
        _forget_traces(person)
        person.delete()  # with addresses, groups, and what they did as an administrator
    return True


def children_first(models: Sequence[type[OwnedRow]]) -> list[type[OwnedRow]]:
    """In an order in which no row is left that points at one that is gone."""
    left, ordered = list(models), []
    while left:
        links = [(model, field.related_model) for model in left for field in model._meta.fields]
        pointed_at = {target for model, target in links if target is not model}
        free = [model for model in left if model not in pointed_at]
        if not free:
            raise RuntimeError(f"These point at one another: {left}")
        ordered += free
        left = [model for model in left if model not in free]
    return ordered


def _take_some(model: type[OwnedRow], owner: int) -> int:
    """Delete some of the rows in one statement; how many."""
    with acting_as(owner):
        rows = model._base_manager.filter(owner=owner)
        some = list(rows.values_list("pk", flat=True)[:AT_A_TIME])
        rows.filter(pk__in=some)._raw_delete(DEFAULT_DB_ALIAS)
    return len(some)


def _forget_traces(person: User) -> None:
    """What is about them in tables that do not point at them."""
    about = LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user")
    about.filter(object_id=str(person.pk)).delete()  # what administrators did; it names the person
    # What is kept by a key says who by the id at its end; what counts tries to sign in, by the
    # address through a hash.
    of_address = hashlib.sha256(person.email.lower().encode()).hexdigest()
    keys = [f"%:user:{person.pk}", f"%:{of_address}"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE cache_key LIKE ANY (%s)", [keys])
        # With their events. Django's models of these tables are for reading only.
        owner = str(person.pk)
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'owner' = %s", [owner])
