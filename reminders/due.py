"""Which reminders have come due, for everybody: each in their own time, each written once.

``config.jobs`` calls ``remind()`` every ten minutes. One statement finds who wants a reminder and
may have one; who wants none costs nothing. Each of these people costs a transaction with one
statement where they want the two questions, and one each morning for each of the other two;
what is written costs its own facts and four statements more.
"""

import logging
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from accounts.languages import known_language
from accounts.models import User
from core import outbox
from core.ownership import acting_as
from dashboard.needs import needs
from interviews.models import Interview
from reminders import mails
from reminders.week import week_before

AFTER_AN_INTERVIEW = timedelta(hours=2)
STILL_FRESH = timedelta(hours=24)  # after an outage nobody is asked about older ones
MORNING = time(7)
NOON = time(12)  # no morning list later, when a laptop wakes up

logger = logging.getLogger(__name__)

# When we looked last, and the ids of those with whom something went wrong. The morning's list is
# made from what is there at seven, so whom we have looked at since is not looked at again.
_LOOKED = "reminders.looked"


def remind(now: datetime) -> None:
    """Write every mail that has come due. What goes wrong with one person stays with them."""
    if not outbox.is_on():
        return
    looked, failed = cache.get(_LOOKED, (None, ()))
    failing = []
    for user in people():
        language = known_language(user.language)
        try:
            with acting_as(user), timezone.override(user.zone), translation.override(language):
                _remind(user, None if user.pk in failed else looked, now)
        except Exception:
            logger.exception("The reminders of person %s could not be written", user.pk)
            failing.append(user.pk)
    cache.set(_LOOKED, (now, failing), timeout=None)


def people() -> QuerySet[User]:
    """Who wants a reminder, has confirmed that the address is theirs, and is not about to leave."""
    theirs = EmailAddress.objects.filter(
        user=OuterRef("pk"), email__iexact=OuterRef("email"), primary=True, verified=True
    )
    wanting = Q(mail_two_questions=True) | Q(mail_morning=True) | Q(mail_weekly=True)
    return User.objects.staying().filter(wanting, Exists(theirs))


def _remind(user: User, looked: datetime | None, now: datetime) -> None:
    """``looked`` is when this person's day was looked at last; None where nobody knows."""
    if user.mail_two_questions:
        _two_questions(user, now)
    today = now.astimezone(user.zone).date()
    seven = _at(today, MORNING, user)
    if seven > now or (looked and looked >= seven):
        return
    if user.mail_morning and now < _at(today, NOON, user):
        _morning(user, today, now)
    if user.mail_weekly and today.isoweekday() == 1:
        _weekly(user, today)


def _at(day: date, moment: time, user: User) -> datetime:
    """When the person's own clock shows this."""
    return datetime.combine(day, moment, user.zone)


def _two_questions(user: User, now: datetime) -> None:
    """Of each interview that ended two hours ago, unless it was entered after that."""
    over = Interview.objects.for_user(user).to_debrief(now).filter(
        ends_at__range=(now - STILL_FRESH, now - AFTER_AN_INTERVIEW),
        created_at__lt=F("ends_at") + AFTER_AN_INTERVIEW,
    )  # fmt: skip
    for interview in over.with_company().order_by("ends_at", "pk"):
        mails.two_questions(user, interview)


def _morning(user: User, today: date, now: datetime) -> None:
    if waiting := needs(user, now):
        mails.morning(user, today, waiting)


def _weekly(user: User, monday: date) -> None:
    week = week_before(user, monday)
    if not week.is_quiet:
        mails.weekly(user, week)
