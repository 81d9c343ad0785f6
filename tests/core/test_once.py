"""A form counts once: its key, its receipt, and what happens when it is wrong."""

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from accounts.models import User
from contacts.models import Company
from core.forms import OwnedForm
from core.http import FORM_KEY_AGE, new_form_key, once
from core.models import FormReceipt
from core.ownership import acting_as
from interviews.models import Outcome
from learning.models import Goal
from tests.factories import NOW, CompanyFactory, InterviewFactory, UserFactory
from tests.people import Person

URL = "/learning/new/"
WEEK = timedelta(seconds=FORM_KEY_AGE)


# --- The receipt ---


@dataclass
class Slow:
    """A goal's first save says that it began, and waits."""

    began: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow, save = Slow(), Goal.save

    def wait_and_save(goal: Goal, *args: Any, **kwargs: Any) -> None:
        if not slow.began.is_set():
            slow.began.set()
            slow.may_go_on.wait(10)
        save(goal, *args, **kwargs)

    monkeypatch.setattr(Goal, "save", wait_and_save)
    return slow


@pytest.mark.django_db(transaction=True)
def test_two_tries_at_once_make_one_row_and_get_one_answer(slow: Slow) -> None:
    user = UserFactory()
    person = Person(user)
    sent = person.fill(URL, {"title": "Rust"})
    answers: list[tuple[int, str]] = []

    def send() -> None:
        try:
            answer = person.post(URL, sent)
            answers.append((answer.status_code, answer.url))
        finally:
            connection.close()

    tries = [threading.Thread(target=send) for _ in range(2)]
    tries[0].start()
    assert slow.began.wait(10)
    tries[1].start()
    tries[1].join(0.5)
    assert answers == []  # the second waits for what becomes of the first
    slow.may_go_on.set()
    for each in tries:
        each.join(20)
    with acting_as(user):
        goal = Goal.objects.get()
        assert FormReceipt.objects.get().answer_url == f"/learning/{goal.pk}/"
    assert answers == [(302, f"/learning/{goal.pk}/")] * 2


def test_another_showing_of_the_form_counts_for_itself(as_alice: Person) -> None:
    first, second = (as_alice.submit(URL, {"title": title}) for title in ("Rust", "Go"))
    assert first.url != second.url
    assert Goal.objects.count() == 2


def test_a_form_that_fails_gives_its_key_back(as_alice: Person) -> None:
    sent = as_alice.fill(URL, {"title": "", "why": "for fun"})
    assert as_alice.post(URL, sent).status_code == 200
    assert not FormReceipt.objects.exists()
    assert as_alice.post(URL, {**sent, "title": "Rust"}).status_code == 302
    assert Goal.objects.get().why == "for fun"


# --- The key ---


def test_an_answer_whose_address_is_too_long_to_keep_is_kept_without_its_search(
    as_alice: Person,
) -> None:
    """One of 60 Japanese letters is."""
    rejected = InterviewFactory(
        owner=as_alice.user,
        application__company__name="検" * 60,
        outcome=Outcome.REJECTED,
        outcome_on=NOW.date(),
    )
    page = f"/feedback/?q={'検' * 60}"
    sent = as_alice.fill(page, {"steps": f"interview-{rejected.pk}", "reason": "spoke"})
    for _try in range(2):
        answer = as_alice.post(page, sent)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/feedback/")
    assert FormReceipt.objects.get().answer_url == "/feedback/"


def test_a_key_of_a_week_is_still_taken(as_alice: Person) -> None:
    sent = as_alice.fill(URL, {"title": "Rust"})
    with time_machine.travel(NOW + WEEK, tick=False):
        assert as_alice.post(URL, sent).status_code == 302


def test_an_older_one_is_refused_and_everything_typed_is_kept(as_alice: Person) -> None:
    typed = {"title": "Rust", "why": "for safety", "kind": "language", "status": "someday"}
    sent = as_alice.fill(URL, typed)
    with time_machine.travel(NOW + WEEK + timedelta(seconds=1), tick=False):
        answer = as_alice.post(URL, sent)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "open for too long" in page
        assert 'value="Rust"' in page
        assert "for safety</textarea>" in page
        assert '<option value="language" selected>' in page
        assert '<option value="someday" selected>' in page
        assert not Goal.objects.exists()
        as_alice.submit(URL, typed)  # and with the fresh key it goes through
    assert Goal.objects.get().title == "Rust"


def test_a_key_of_somebody_else_is_refused(as_alice: Person, bob: User) -> None:
    sent = as_alice.fill(URL, {"title": "Rust", "form_key": new_form_key(bob.pk)})
    assert "open for too long" in as_alice.post(URL, sent).content.decode()
    assert not Goal.objects.exists()


def test_a_view_whose_form_forgot_its_key_is_a_fault_of_ours(alice: User) -> None:
    @once
    def creates(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect("/")

    request = RequestFactory().post("/")
    request.user = alice
    with pytest.raises(RuntimeError, match="creates took a form without a key: use KeyedForm"):
        creates(request)


# --- Choices of rows ---


class Choice(OwnedForm):
    one = forms.ModelChoiceField(Company.objects.order_by("name"))
    many = forms.ModelMultipleChoiceField(Company.objects.all(), required=False)


@pytest.fixture
def companies(alice: User, bob: User) -> tuple[Company, Company]:
    """Mine and a stranger's, both in sight of the database: the form alone tells them apart."""
    with connection.cursor() as cursor:
        for ability in ("NO FORCE", "DISABLE"):
            cursor.execute(f"ALTER TABLE contacts_company {ability} ROW LEVEL SECURITY")
    return CompanyFactory(owner=alice, name="Mine"), CompanyFactory(owner=bob, name="Theirs")


def test_a_form_offers_own_rows_only(alice: User, companies: tuple[Company, Company]) -> None:
    assert Company.objects.count() == 2
    page = str(Choice(owner=alice))
    assert page.count("Mine") == 2
    assert "Theirs" not in page


@pytest.mark.parametrize("name", ["one", "many"])
def test_a_form_accepts_own_rows_only(
    alice: User, companies: tuple[Company, Company], name: str
) -> None:
    mine, theirs = companies
    typed = {"one": mine.pk, "many": [mine.pk]}
    assert Choice(typed, owner=alice).is_valid()
    form = Choice({**typed, name: theirs.pk if name == "one" else [theirs.pk]}, owner=alice)
    assert list(form.errors) == [name]


def test_every_form_chooses_among_its_own_persons_rows(
    alice: User, bob: User, companies: tuple[Company, Company]
) -> None:
    """The choice of one request leaves that of the next alone."""
    assert "Mine" in str(Choice(owner=alice))
    assert "Theirs" in str(Choice(owner=bob))
    assert "Mine" not in str(Choice(owner=bob))
