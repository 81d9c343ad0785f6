"""The date to apply again: it comes back on that day, and leaves when it is dealt with."""

from datetime import date, timedelta

import pytest
import time_machine

from feedback.models import Answer
from tests.factories import NOW, AnswerFactory, ApplicationFactory, InterviewFactory
from tests.people import Person


def page_of(person: Person, url: str) -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def today_of(person: Person) -> str:
    return page_of(person, "/").split("What needs you")[1].split("</ul>")[0]


def again(person: Person, on: str, **facts: object) -> Answer:
    answer: Answer = AnswerFactory(
        owner=person.user, company__name="Hooli", on=date(2026, 1, 5), apply_again_on=on, **facts
    )
    InterviewFactory(owner=person.user, starts_at=NOW + timedelta(days=30))  # not a new account
    return answer


def test_on_that_day_it_comes_back(as_alice: Person) -> None:
    answer = again(as_alice, "2026-03-10")
    assert "Apply again at Hooli" in today_of(as_alice)
    assert f'href="{answer.get_absolute_url()}"' in today_of(as_alice)
    assert "The day you chose has come." in page_of(as_alice, answer.get_absolute_url())


def test_not_the_day_before(as_alice: Person) -> None:
    answer = again(as_alice, "2026-03-11")
    assert "Apply again" not in page_of(as_alice, "/")
    assert "The day you chose" not in page_of(as_alice, answer.get_absolute_url())


def test_it_leaves_when_i_apply_or_choose_another_day(as_alice: Person) -> None:
    answer = again(as_alice, "2026-03-01")
    assert "Apply again" in today_of(as_alice)
    as_alice.submit(f"{answer.get_absolute_url()}edit/", {"apply_again_on": "2026-04-01"})
    assert "Apply again" not in page_of(as_alice, "/")
    as_alice.submit(f"{answer.get_absolute_url()}edit/", {"apply_again_on": "2026-03-02"})
    assert "Apply again" in today_of(as_alice)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        as_alice.submit("/applications/new/", {"company_name": "Hooli", "role": "Lead"})
    assert "Apply again" not in page_of(as_alice, "/")


@pytest.mark.parametrize(("applied_on", "waits"), [("2026-01-04", True), ("2026-01-06", False)])
def test_an_older_application_is_no_second_try(
    as_alice: Person, applied_on: str, waits: bool
) -> None:
    answer = again(as_alice, "2026-03-01")
    ApplicationFactory(owner=as_alice.user, company=answer.company, applied_on=applied_on)
    assert ("Apply again" in page_of(as_alice, "/")) == waits
