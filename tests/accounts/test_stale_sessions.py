"""Sessions past their time end, and nobody else is signed out."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts import devices
from accounts.models import User
from tests.factories import NOW
from tests.people import Person


def test_a_session_past_its_time_goes_and_is_listed_no_more(alice: User) -> None:
    for days in (1, 10):
        store = SessionStore()
        store.set_expiry(timedelta(days=days))
        store.create()
        UserSession.objects.create(user=alice, session_key=store.session_key, ip="192.0.2.1")
    devices.end_stale_sessions(NOW + timedelta(days=5))
    assert Session.objects.get().session_key == UserSession.objects.get().session_key


def test_who_is_signed_in_stays_signed_in(as_alice: Person) -> None:
    devices.end_stale_sessions(NOW)
    assert as_alice.get("/learning/").status_code == 200
