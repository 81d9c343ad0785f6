"""Leaving for good: asked for, thirty days to change one's mind, and then no row is left.

Meanwhile the account works as ever, but nothing happens by itself: whoever writes reminders, copies
or feeds asks for ``leaves_at=None``.
"""

import hashlib
import logging
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
from core.ownership import acting_as, owned_models

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

    Each goes in one transaction, so one that is killed has not begun. Somebody who cannot go now
    (a page or a job of theirs is at work) goes the next time.
    """
    erased = 0
    for pk in _over(now).order_by("pk").values_list("pk", flat=True):
        try:
            with acting_as(pk):
                person = _over(now).select_for_update().filter(pk=pk).first()
                if person:  # who decided to stay at this moment stays
                    _erase(person)
                    erased += 1
        except DatabaseError:
            logger.exception("Person %s is not erased yet", pk)
    return erased


def _over(now: datetime) -> QuerySet[User]:
    return User.objects.filter(leaves_at__lte=now)


def _erase(person: User) -> None:
    """Every row of theirs. Keys between rows are checked at the transaction's end, so each table is
    emptied by one statement, in any order and however many rows there are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5min'")
        for model in owned_models():
            model._base_manager.filter(owner=person)._raw_delete(DEFAULT_DB_ALIAS)
        # With their events. Django's models of these tables are for reading only.
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'owner' = %s", [str(person.pk)])
        # What counts their tries: it says who by the id, or by the address through a hash.
        of_address = hashlib.sha256(person.email.lower().encode()).hexdigest()
        cursor.execute(
            "DELETE FROM cache WHERE cache_key LIKE ANY (%s)",
            [[f"%:user:{person.pk}", f"%:{of_address}"]],
        )
    devices.end_everywhere(person)
    about = LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user")
    about.filter(object_id=str(person.pk)).delete()  # what administrators did; it names the person
    person.delete()  # with addresses, groups, and what they did as an administrator
