"""A letter sent from here: by the worker, with the person's own address to answer to."""

from datetime import datetime, timedelta
from itertools import chain, count
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core import outbox
from core.models import Mail
from feedback.composing import confirmed
from feedback.models import Letter

A_DAY, AT_MOST = timedelta(days=1), 20  # letters of one person
KEY = "letter-"


def may_send(owner: Any) -> bool:
    """Whether letters can leave from here, and are answered to an address known to be theirs."""
    return is_offered(owner) and confirmed(owner).exists()


def is_offered(owner: Any) -> bool:
    """The same, as far as no query is needed."""
    return outbox.is_on() and not owner.is_sample


def why_not(letter: Letter, now: datetime) -> str:
    """What stands in the way of sending this letter now, in words; nothing where it can go."""
    if not may_send(letter.owner):
        return _("It cannot leave from here. Send it from your own mail.")
    if not letter.to_email:
        return _("Write their e-mail address first.")
    if not letter.subject:
        return _("Write a subject first.")
    # One at a time: of two letters at once, the second counts the first.
    User.objects.select_for_update(no_key=True).get(pk=letter.owner_id)
    today = Mail.objects.for_user(letter.owner_id).filter(
        key__startswith=KEY, created_at__gt=now - A_DAY
    )
    if today.count() >= AT_MOST:
        return _(
            "That is %(n)s letters in a day, which is as many as leave from here. Send this one"
            " from your own mail, or come back tomorrow."
        ) % {"n": AT_MOST}
    return ""


def send(letter: Letter, now: datetime) -> None:
    """Hand it to the outbox, in the caller's transaction. The row is locked by the caller."""
    mail = outbox.write(
        letter.owner,
        _next_key(letter),
        to=letter.to_email,
        subject=letter.subject,
        text=letter.body,
        from_name=" ".join(letter.owner.name.split()),
        reply_to=letter.owner.email,
    )
    letter.hand_over(mail, now)


def _next_key(letter: Letter) -> str:
    """``letter-7``, and after a mail that failed ``letter-7-2``: the same is never sent twice.

    Old mails are dropped, so how many there are says nothing of which keys are free.
    """
    first = f"{KEY}{letter.pk}"
    mails = Mail.objects.for_user(letter.owner_id)
    tries = mails.filter(Q(key=first) | Q(key__startswith=f"{first}-"))
    taken = set(tries.values_list("key", flat=True))
    keys = chain([first], (f"{first}-{n}" for n in count(2)))
    return next(key for key in keys if key not in taken)
