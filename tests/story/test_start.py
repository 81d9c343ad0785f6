"""“Look around with the sample story”: a private copy for each visitor, kept within bounds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache

from accounts.models import User
from contacts.models import Company
from core.ownership import acting_as, owned_models
from interviews.models import Interview
from story import visitors
from tests.factories import NOW
from tests.people import Person

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def short_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in it, where only the number of visitors counts."""
    monkeypatch.setattr(visitors, "load", lambda user, now: None)


def open_story(person: Person, **headers: Any) -> Any:
    """Press the button, with the token that the page with the button carries."""
    person.get("/accounts/login/")
    token = person.cookies["csrftoken"].value
    return person.post("/story/", {"csrfmiddlewaretoken": token}, headers=headers or None)


def test_a_visitor_gets_an_account_with_the_story_and_lands_on_today(as_nobody: Person) -> None:
    answer = open_story(as_nobody)
    assert (answer.status_code, answer.url) == (302, "/")
    visitor = User.objects.get(is_sample=True)
    assert as_nobody.session["_auth_user_id"] == str(visitor.pk)
    assert (visitor.name, visitor.is_staff, visitor.has_usable_password()) == ("Ada", False, False)
    with acting_as(visitor):
        assert Interview.objects.count() >= 12


def test_it_sends_no_mail(as_nobody: Person) -> None:
    open_story(as_nobody)
    assert mail.outbox == []


@pytest.mark.usefixtures("short_story")
def test_the_visitor_lives_in_the_browsers_zone(as_nobody: Person) -> None:
    as_nobody.cookies["timezone"] = "Pacific/Auckland"
    open_story(as_nobody)
    assert User.objects.get().time_zone == "Pacific/Auckland"


@pytest.mark.usefixtures("short_story")
def test_an_impossible_zone_is_utc(as_nobody: Person) -> None:
    as_nobody.cookies["timezone"] = "Mars/Olympus"
    open_story(as_nobody)
    assert User.objects.get().time_zone == "UTC"


def test_two_visitors_have_copies_of_their_own(as_nobody: Person) -> None:
    open_story(as_nobody)
    open_story(Person())
    first, second = User.objects.order_by("pk")
    with acting_as(first):
        mine = set(Interview.objects.values_list("pk", flat=True))
        Company.objects.update(notes="Mine alone")
    with acting_as(second):
        theirs = set(Interview.objects.values_list("pk", flat=True))
        assert not Company.objects.exclude(notes="").exists()
    assert len(mine) == len(theirs)
    assert not mine & theirs


@pytest.mark.usefixtures("short_story")
def test_the_session_ends_with_the_story(as_nobody: Person) -> None:
    open_story(as_nobody)
    assert as_nobody.session.get_expiry_date() == NOW + timedelta(days=1)


def test_it_is_no_page_to_open(as_nobody: Person) -> None:
    assert as_nobody.get("/story/").status_code == 405


def test_it_is_not_made_for_another_site(as_nobody: Person) -> None:
    assert as_nobody.post("/story/").status_code == 403
    assert not User.objects.exists()


def test_somebody_signed_in_goes_to_today_as_themselves(as_alice: Person) -> None:
    answer = as_alice.post("/story/", as_alice.fill("/learning/new/", {}))
    assert (answer.status_code, answer.url) == (302, "/")
    assert as_alice.session["_auth_user_id"] == str(as_alice.user.pk)
    assert not User.objects.filter(is_sample=True).exists()


def test_it_can_be_switched_off(as_nobody: Person, settings: LazySettings) -> None:
    settings.SAMPLE_STORY = False
    assert open_story(as_nobody).status_code == 404
    assert not User.objects.exists()


@pytest.mark.usefixtures("short_story")
def test_the_sixth_from_one_address_waits_ten_minutes(as_nobody: Person) -> None:
    for _ in range(5):
        assert open_story(Person()).status_code == 302
    answer = open_story(as_nobody)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"
    assert "Try again in ten minutes" in answer.content.decode()
    assert User.objects.count() == 5
    with time_machine.travel(NOW + timedelta(minutes=10, seconds=1), tick=False):
        assert open_story(as_nobody).status_code == 302


@pytest.mark.usefixtures("short_story")
def test_another_address_is_another_limit(as_nobody: Person) -> None:
    for _ in range(6):
        open_story(Person())
    assert open_story(Person(REMOTE_ADDR="192.0.2.7")).status_code == 302


@pytest.mark.usefixtures("short_story")
def test_behind_a_proxy_each_visitor_has_their_own_limit(
    as_nobody: Person, settings: LazySettings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(6):
        limited = open_story(Person(), **{"X-Forwarded-For": "192.0.2.1"})
    # What the browser claims before the proxy adds the true address counts for nothing.
    claimed = open_story(Person(), **{"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})
    assert (limited.status_code, claimed.status_code) == (429, 429)
    assert open_story(Person(), **{"X-Forwarded-For": "192.0.2.2"}).status_code == 302


@pytest.mark.usefixtures("short_story")
def test_without_a_proxy_of_ours_a_forwarded_address_is_not_believed(as_nobody: Person) -> None:
    for n in range(6):
        answer = open_story(Person(), **{"X-Forwarded-For": f"192.0.2.{n}"})
    assert answer.status_code == 429


@pytest.mark.usefixtures("short_story")
def test_past_the_cap_nobody_else_comes_in(as_nobody: Person, settings: LazySettings) -> None:
    settings.SAMPLE_STORY_CAP = 1
    assert open_story(Person()).status_code == 302
    answer = open_story(as_nobody)
    assert answer.status_code == 503
    assert "Many people are reading the sample story" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.usefixtures("short_story")
def test_real_people_do_not_count_towards_the_cap(
    as_nobody: Person, alice: User, settings: LazySettings
) -> None:
    settings.SAMPLE_STORY_CAP = 1
    assert open_story(as_nobody).status_code == 302


def test_a_visitor_whose_day_is_over_leaves_nothing(as_nobody: Person, alice: User) -> None:
    open_story(as_nobody)
    visitor = User.objects.get(is_sample=True)
    as_nobody.submit("/learning/new/", {"title": "Typed while looking around"})
    key = as_nobody.cookies["sessionid"].value
    assert visitors.remove_old(NOW + timedelta(days=1)) == 1
    assert rows_of(visitor) == {}
    assert not as_nobody.session.exists(key)
    assert as_nobody.get("/learning/").url.startswith("/accounts/login/")
    assert list(User.objects.all()) == [alice]


def test_within_their_day_visitors_stay_and_real_people_always_do(
    as_nobody: Person, alice: User
) -> None:
    open_story(as_nobody)
    assert visitors.remove_old(NOW + timedelta(hours=23, minutes=59)) == 0
    User.objects.filter(pk=alice.pk).update(date_joined=NOW - timedelta(days=1000))
    assert visitors.remove_old(NOW + timedelta(days=1)) == 1
    assert list(User.objects.all()) == [alice]


@pytest.mark.usefixtures("short_story")
def test_a_visitor_who_cannot_go_now_does_not_keep_the_others(
    as_nobody: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_story(as_nobody)
    open_story(Person())
    stuck = User.objects.order_by("pk").first()
    remove = visitors._remove

    def locked(visitor: User) -> None:
        if visitor == stuck:
            raise visitors.DatabaseError("lock timeout")
        remove(visitor)

    monkeypatch.setattr(visitors, "_remove", locked)
    assert visitors.remove_old(NOW + timedelta(days=1)) == 1
    assert User.objects.get() == stuck


def rows_of(person: User) -> dict[str, int]:
    """Every row that points at this person, in any table, by model."""
    found: dict[str, int] = {}
    with acting_as(person.pk):
        relations = User._meta.get_fields(include_hidden=True)
        pointing = [r for r in relations if r.auto_created and not r.concrete]
        seen = {relation.related_model for relation in pointing}
        assert seen >= set(owned_models())
        for relation in pointing:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: person.pk})
            if count := rows.count():
                found[relation.related_model._meta.label] = count
    return found


def test_the_walk_over_what_points_at_a_person_sees_their_rows(as_nobody: Person) -> None:
    open_story(as_nobody)
    found = rows_of(User.objects.get())
    assert found["interviews.Lesson"] > 8
    assert found["usersessions.UserSession"] == 1
