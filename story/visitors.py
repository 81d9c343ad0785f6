"""Sample visitors: accounts that look around in a copy of the story of their own, for a day."""

import logging
import secrets
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import DatabaseError, transaction

from accounts import devices
from accounts.models import User
from core.ownership import acting_as
from story import narrative
from story.load import load

logger = logging.getLogger(__name__)


def is_full() -> bool:
    """Are as many sample visitors here as there may be?

    Those that wait for their removal count too: the cap is for the disk. Visitors who come at the
    very same moment may pass it, by as many as there are requests at work.
    """
    return User.objects.filter(is_sample=True).count() >= settings.SAMPLE_STORY_CAP


@transaction.atomic
def welcome(time_zone: str, language: str, now: datetime) -> User:
    """A new visitor, with the story. Nobody can sign in as them, and no mail reaches them."""
    visitor = User.objects.create_user(
        f"sample-{secrets.token_hex(8)}@example.com",
        name=narrative.NAME,
        time_zone=time_zone,
        language=language,
        is_sample=True,
        date_joined=now,
    )
    load(visitor, now)
    return visitor


def remove_old(now: datetime) -> int:
    """Remove the visitors whose day is over, with all that is theirs; how many.

    Each goes in a transaction of their own. One who cannot go now (a page of theirs is at work)
    is left for the next time.
    """
    over = User.objects.filter(is_sample=True, date_joined__lte=now - settings.SAMPLE_STORY_LIFE)
    removed = 0
    for visitor in over.order_by("pk"):
        try:
            with acting_as(visitor):
                _remove(visitor)
        except DatabaseError:
            logger.exception("Sample visitor %s stays for now", visitor.pk)
        else:
            removed += 1
    return removed


def _remove(visitor: User) -> None:
    devices.end(UserSession.objects.filter(user=visitor))
    visitor.delete()
