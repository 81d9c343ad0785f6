"""Where a person is signed in. Ending one there signs it out with its next request."""

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

# The first name found wins: every browser also claims to be the ones below it.
_BROWSERS = {
    "Firefox": "Firefox",
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def signed_in(user: Any, now: datetime) -> QuerySet:
    """The devices on which ``user`` is signed in, newest first. One statement."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return UserSession.objects.filter(Exists(alive), user=user).order_by("-created_at", "-id")


def end(devices: QuerySet) -> int:
    """Sign these devices out; how many."""
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(user: Any, keep: str | None) -> int:
    """Sign ``user`` out everywhere but in the session ``keep``."""
    return end(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))


def end_everywhere(user: Any) -> None:
    """Sign ``user`` out for good, also where no device is listed: reads every session there is."""
    end(UserSession.objects.filter(user=user))
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def end_stale_sessions(now: datetime) -> None:
    """Drop sessions past their time, and what is listed of sessions that are gone."""
    Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(alive)).delete()


def describe(user_agent: str) -> str:
    """*Firefox on Linux*, as far as the browser says."""
    browser = next(
        (name for token, name in _BROWSERS.items() if token in user_agent), _("A browser")
    )
    system = next((name for token, name in _SYSTEMS.items() if token in user_agent), "")
    if not system:
        return browser
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
