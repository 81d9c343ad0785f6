"""Leaving for good: asked for with the password, thirty days to stay, then no row anywhere."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, connection
from psycopg import sql

from accounts import leaving as leaving_module
from accounts.leaving import erase_who_left
from accounts.models import User
from core import outbox
from core.models import Mail
from core.ownership import acting_as, owned_models
from reminders import due
from tests.accounts.pages import PASSWORD, is_signed_in, sign_in
from tests.factories import NOW, GoalFactory, UserFactory
from tests.jobs import no_jobs
from tests.locks.world import HERS, SECRET, all_rows, make_rows
from tests.people import Person
from tests.statements import assert_lean
from transfer import feed, jobs

PAGE = "/accounts/leaving/"
DAY = NOW + timedelta(days=30)


@pytest.fixture
def leaving(alice: User) -> Person:
    alice.set_password(PASSWORD)
    alice.save()
    return Person(alice)


def leaves_at(person: Person) -> Any:
    return User.objects.get(pk=person.user.pk).leaves_at


# --- Asking ---------------------------------------------------------------------------------------


def test_who_asks_with_the_password_goes_in_thirty_days_and_every_page_says_so(
    leaving: Person,
) -> None:
    assert leaving.submit(PAGE, {"password": PASSWORD}).status_code == 302
    assert leaves_at(leaving) == DAY
    for page in ("/", "/people/", "/accounts/settings/", PAGE):
        assert "Your account goes on 9 Apr 2026, with everything in it." in leaving.read(page)


def test_on_its_own_page_it_is_said_and_undone_in_one_place(leaving: Person) -> None:
    leaving.submit(PAGE, {"password": PASSWORD})
    page = leaving.read(PAGE)
    assert page.count("with everything in it.") == 1
    assert page.count("Keep my account</button>") == 1
    assert 'formaction="/accounts/staying/"' in page
    leaving.post("/accounts/staying/", leaving.fill(PAGE, {}))
    assert leaves_at(leaving) is None


def test_a_wrong_password_changes_nothing_and_is_said(leaving: Person) -> None:
    answer = leaving.submit(PAGE, {"password": "battery staple"})
    assert "This is not your password. Try again." in answer.content.decode()
    assert leaves_at(leaving) is None


def test_a_password_is_not_guessed_for_long(leaving: Person) -> None:
    for _ in range(10):
        leaving.submit(PAGE, {"password": "battery staple"})
    answer = leaving.submit(PAGE, {"password": PASSWORD})
    assert "Too many tries. Wait a minute" in answer.content.decode()
    assert leaves_at(leaving) is None


@pytest.mark.parametrize(
    ("typed", "goes"), [("ALICE@example.com", True), ("al@example.com", False)]
)
def test_who_has_no_password_types_the_address(as_alice: Person, typed: str, goes: bool) -> None:
    as_alice.user.set_unusable_password()
    as_alice.user.save()
    as_alice.force_login(
        as_alice.user, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    as_alice.submit(PAGE, {"email": typed})
    assert (leaves_at(as_alice) is not None) is goes


def test_other_devices_are_signed_out(leaving: Person) -> None:
    phone = sign_in("alice@example.com")
    leaving.submit(PAGE, {"password": PASSWORD})
    assert is_signed_in(leaving)
    assert not is_signed_in(phone)


def test_a_mail_says_it_where_there_is_a_mail_server(leaving: Person, settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    leaving.submit(PAGE, {"password": PASSWORD})
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("alice@example.com", "You asked to leave")
    assert "Your account goes on 9 Apr 2026" in mail.text
    assert f"{settings.SITE_URL}{PAGE}" in mail.text


def test_one_button_keeps_the_account(leaving: Person) -> None:
    leaving.submit(PAGE, {"password": PASSWORD})
    answer = leaving.submit("/learning/", action="/accounts/staying/", follow=True)
    assert answer.request["PATH_INFO"] == "/learning/"
    assert "Your account stays, with everything in it." in answer.content.decode()
    assert leaves_at(leaving) is None
    erase_who_left(DAY)
    assert User.objects.filter(pk=leaving.user.pk).exists()


def test_asking_twice_does_not_put_the_day_off(leaving: Person) -> None:
    leaving.user.leave(NOW - timedelta(days=3))
    leaving.post(PAGE, {**leaving.fill("/", {}, action="/accounts/staying/"), "password": PASSWORD})
    assert leaves_at(leaving) == DAY - timedelta(days=3)


def test_a_sample_visitor_is_led_to_a_real_account(as_alice: Person) -> None:
    User.objects.filter(pk=as_alice.user.pk).update(is_sample=True)
    assert as_alice.get(PAGE).url == "/accounts/signup/"


def test_nothing_is_written_by_itself_any_more(leaving: Person, settings: Any) -> None:
    EmailAddress.objects.create(
        user=leaving.user, email=leaving.user.email, primary=True, verified=True
    )
    assert leaving.user in due.people()
    leaving.submit(PAGE, {"password": PASSWORD})
    assert leaving.user not in due.people()


def test_settings_lead_there_and_the_page_is_lean(leaving: Person) -> None:
    assert PAGE in leaving.read("/accounts/settings/")
    assert_lean(leaving, PAGE)


# --- Who runs the installation --------------------------------------------------------------------


@pytest.mark.parametrize("other", ["nobody", "sample", "administrator", "leaving", "person"])
def test_the_last_administrator_stays_while_others_have_accounts(
    leaving: Person, other: str
) -> None:
    User.objects.filter(pk=leaving.user.pk).update(is_staff=True, is_superuser=True)
    if other != "nobody":
        UserFactory(
            is_sample=other == "sample",
            is_superuser=other in ("administrator", "leaving"),
            leaves_at=DAY if other == "leaving" else None,
        )
    sent = leaving.fill("/accounts/settings/", {})
    leaving.post(PAGE, {**sent, "password": PASSWORD})
    assert (leaves_at(leaving) is None) is (other in ("leaving", "person"))
    asks_first = "Make one of them an administrator first." in leaving.read(PAGE)
    assert asks_first is (other in ("leaving", "person"))


# --- Gone -----------------------------------------------------------------------------------------


@pytest.fixture
def gone_soon(db: None, now: object, settings: Any) -> User:
    """Somebody with a row of everything; each of her rows, and she, have the same telling id."""
    settings.EMAIL_URL = "smtp://mail.example.com"
    alice = UserFactory(id=HERS, email=f"{SECRET}@example.com", name=SECRET, leaves_at=DAY)
    rows = make_rows(alice, SECRET, id=HERS)
    with acting_as(alice):
        outbox.write(alice, "waits", to=alice.email, subject=SECRET, text=SECRET)
        jobs.later(rows["Import"])
    feed.changed_at(alice, feed.etag_of(b""), NOW)
    alice.groups.add(Group.objects.create(name="Coaches"))
    alice.user_permissions.add(Permission.objects.all()[0])
    address = EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    EmailConfirmation.objects.create(email_address=address, key=SECRET)
    phone, _unlisted = Person(alice), Person(alice)
    UserSession.objects.create(
        user=alice, session_key=phone.session.session_key, user_agent=SECRET, ip="192.0.2.1"
    )
    # What an administrator wrote in the log about her, and she about others.
    people = ContentType.objects.get_for_model(User)
    for who, whom in ((UserFactory(), alice), (alice, alice)):
        LogEntry.objects.create(
            user=who, content_type=people, object_id=str(whom.pk), object_repr=str(whom),
            action_flag=CHANGE,
        )  # fmt: skip
    cache.set(f"allauth:rl:allauth.account:reauthenticate:10/m/user:user:{HERS}", [1.0], 600)
    return alice


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        return sorted(name for (name,) in cursor.fetchall())


def point_at_a_person() -> set[str]:
    """The tables with a foreign key to the table of people, as PostgreSQL knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'accounts_user'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def traces(*words: str) -> set[str]:
    """The tables with one of these words in any column of a row, whatever the column's type."""
    any_word = [f"%{word}%" for word in words]
    query = sql.SQL("SELECT EXISTS (SELECT FROM {} AS row WHERE row::text ILIKE ANY (%s))")
    with acting_as(HERS), connection.cursor() as cursor:
        found = set()
        for table in tables():
            cursor.execute(query.format(sql.Identifier(table)), [any_word])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_after_thirty_days_no_table_has_a_word_or_an_id_of_theirs(
    gone_soon: User, bob: User
) -> None:
    make_rows(bob, "mine")
    with acting_as(bob):
        outbox.write(bob, "waits", to="x@example.com", subject="Mine", text="Mine")
    bobs = Person(bob)
    bobs.get("/")
    before = all_rows(bob)
    kept = {model._meta.db_table for model in owned_models()}
    kept |= {"accounts_user", "account_emailconfirmation", "cache", "procrastinate_jobs"}
    kept |= point_at_a_person()
    assert kept <= traces(SECRET, str(HERS)), "the test itself would not see a row that stays"
    sessions = Session.objects.count()

    assert erase_who_left(DAY) == 1

    assert traces(SECRET, str(HERS)) == set()
    assert Session.objects.count() == sessions - 2
    assert is_signed_in(bobs)
    assert all_rows(bob) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'owner' FROM procrastinate_jobs")
        assert cursor.fetchall() == [(str(bob.pk),)]
        cursor.execute("SELECT count(*) FROM procrastinate_events")
        assert cursor.fetchone() == (1,)


def test_a_day_early_everything_is_there(gone_soon: User) -> None:
    before = all_rows(gone_soon)
    assert erase_who_left(DAY - timedelta(seconds=1)) == 0
    assert all_rows(gone_soon) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["_forget_traces", "_take_some"])
def test_killed_half_way_the_door_stays_closed_and_the_next_run_goes_on(
    gone_soon: User, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def dies(*args: Any) -> None:
        raise DatabaseError("killed")

    with no_jobs():
        at_home = Person(gone_soon)
        with monkeypatch.context() as broken:
            broken.setattr(leaving_module, at, dies)
            assert erase_who_left(DAY) == 0
        assert not is_signed_in(at_home)
        assert erase_who_left(DAY) == 1
        assert traces(SECRET, str(HERS)) == set()
        assert erase_who_left(DAY) == 0


def test_more_rows_than_go_at_a_time_go_too(
    gone_soon: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving_module, "AT_A_TIME", 2)
    for _ in range(5):
        GoalFactory(owner=gone_soon)
    assert erase_who_left(DAY) == 1
    assert traces(SECRET, str(HERS)) == set()


def test_one_who_cannot_go_now_holds_up_nobody(
    gone_soon: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob.leave(NOW)
    delete = User.delete

    def refuses(user: User) -> Any:
        if user.pk == bob.pk:
            raise DatabaseError("at work")
        return delete(user)

    monkeypatch.setattr(User, "delete", refuses)
    assert erase_who_left(DAY) == 1
    assert list(User.objects.filter(leaves_at__lte=DAY)) == [bob]
