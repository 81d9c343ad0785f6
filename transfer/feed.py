"""The calendar feed: who has one, its secret address, and what stands in it."""

import hashlib
import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

import contacts.dates
import feedback.dates
from accounts.languages import known_language
from accounts.models import User
from core.dates import Dated, gather
from core.forms import FIRST_YEAR, LAST_YEAR
from core.needs import moment
from interviews.formats.feed import Entry, feed
from interviews.models import Interview

ROOMS = (contacts.dates, feedback.dates)  # with days that have no hour
NAMED_BY = {"uuid": "uuid", "version": "version", "changed": "updated_at"}
REMEMBERED = 60 * 60 * 24 * 60  # seconds


# --- Its address ------------------------------------------------------------------------------


def whose(key: str) -> User | None:
    return User.objects.staying().filter(calendar_key=key).first() if key else None


def open_feed(user: User) -> None:
    """A new address; the one before leads nowhere from now on."""
    _set_key(user, secrets.token_urlsafe(32))


def close_feed(user: User) -> None:
    _set_key(user, None)


def _set_key(user: User, key: str | None) -> None:
    user.calendar_key = key
    User.objects.filter(pk=user.pk).update(calendar_key=key)


def address(user: User) -> str:
    return settings.SITE_URL + reverse("calendar_feed", args=[user.calendar_key])


def subscribe_address(user: User) -> str:
    """The same for a program that opens calendars by themselves."""
    return address(user).replace(urlsplit(settings.SITE_URL).scheme, "webcal", 1)


# --- What stands in it ------------------------------------------------------------------------


def written(user: User) -> bytes:
    """Their interviews and days, in their language. Two statements."""
    with translation.override(known_language(user.language)), timezone.override(user.zone):
        return feed(_("Worthwhile"), [*_interviews(user), *_days(user)])


def _interviews(user: User) -> list[Entry]:
    mine = Interview.objects.for_user(user).with_company()
    return [_interview(row) for row in mine]


def _interview(row: Interview) -> Entry:
    starts, ends = _whole_days(row.starts_at, row.ends_at)
    return Entry(
        uid=str(row.uuid),
        starts=starts,
        ends=ends,
        summary=capfirst(str(row)),
        changed=row.updated_at,
        version=row.version,
        place=row.place,
        url=settings.SITE_URL + row.get_absolute_url(),
        cancelled=row.cancelled_at is not None,
    )


def _whole_days(starts: datetime, ends: datetime) -> tuple[date, date]:
    """From midnight to midnight where the person is, it is days and no hours."""
    here = timezone.localtime(starts), timezone.localtime(ends)
    if all(one.time() == time.min for one in here):
        return here[0].date(), here[1].date() - timedelta(days=1)
    return starts, ends


def _days(user: User) -> list[Entry]:
    """What each room says to do on a day."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    found = [_named(one) for room in ROOMS for one in room.dates(user, first, last)]
    return [
        Entry(
            uid=f"{one.facts['uuid']}-{one.sort.name}",
            starts=one.on,
            ends=one.on,
            summary=one.text,
            changed=moment(one.facts["changed"]),
            version=one.facts["version"],
            url=settings.SITE_URL + one.url,
        )
        for one in gather(found)
    ]


def _named(dated: Dated) -> Dated:
    return replace(dated, facts={**dated.facts, **NAMED_BY})


# --- Whether it is another one ----------------------------------------------------------------


def etag_of(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def changed_at(user: User, etag: str, now: datetime) -> datetime:
    """Since when it reads so, to the second, as far as anybody was told.

    What is deleted or renamed leaves no time of its own behind, so the moment is kept at which a
    feed was first seen to be another one; two in one second are told apart.
    """
    key = f"feed:user:{user.pk}"  # goes with the person, as their tries do (accounts.leaving)
    known = cache.get(key)
    if known and known[0] == etag:
        since = known[1]
    else:
        since = int(now.timestamp())
        since = max(since, known[1] + 1) if known else since
        cache.set(key, (etag, since), REMEMBERED)
    return datetime.fromtimestamp(since, UTC)
