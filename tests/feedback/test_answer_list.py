"""Feedback in one list: still to send, waiting, answered; and many skipped at once."""

from datetime import timedelta
from typing import Any

import pytest

from core.ownership import acting_as
from feedback.models import Letter, LetterKind
from interviews.models import Ending, Interview, Outcome
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.statements import assert_lean

LIST = "/feedback/"


def rejected(owner: Any, company: str, days_ago: int = 1) -> Interview:
    starts_at = NOW - timedelta(days=days_ago)
    row: Interview = InterviewFactory(
        owner=owner, starts_at=starts_at, application__company__name=company
    )
    with acting_as(owner):
        row.record_outcome(Outcome.REJECTED, starts_at.date())
    return row


def sent(owner: Any, company: str, days_ago: int, **fields: Any) -> Letter:
    row = InterviewFactory(
        owner=owner, application__company__name=company,
        outcome=Outcome.ADVANCED, outcome_on=NOW.date(),
    )  # fmt: skip
    facts = {"kind": LetterKind.ADVANCED, "interview": row, "to_name": "Priya", **fields}
    letter: Letter = LetterFactory(owner=owner, sent_at=NOW - timedelta(days=days_ago), **facts)
    return letter


def lines(person: Person, **chosen: Any) -> list[tuple[str, str]]:
    answer = person.get(LIST, chosen)
    assert answer.status_code == 200
    return [(line.state, line.need.text) for line in answer.context["lines"]]


@pytest.fixture
def full(as_alice: Person) -> Person:
    """One of each state."""
    rejected(as_alice.user, "Hooli")
    sent(as_alice.user, "Initech", 12)
    AnswerFactory(
        owner=as_alice.user, company=CompanyFactory(owner=as_alice.user, name="Globex"),
        said="More depth in databases.", from_name="Sam",
    )  # fmt: skip
    return as_alice


HOOLI = ("to_send", "The letter to Hooli (rejected)")
INITECH = ("waiting", "Priya, Initech: Ask after moving on")
GLOBEX = ("answered", "More depth in databases.")


def test_what_is_to_do_comes_first_then_what_waits_then_what_came(full: Person) -> None:
    assert lines(full) == [HOOLI, INITECH, GLOBEX]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "to_send"}, [HOOLI]),
        ({"state": "waiting"}, [INITECH]),
        ({"state": "answered"}, [GLOBEX]),
        ({"state": "magic"}, [HOOLI, INITECH, GLOBEX]),
        ({"q": "hoolI"}, [HOOLI]),
        ({"q": "priya"}, [INITECH]),
        ({"q": "initech PRI"}, [INITECH]),
        ({"q": "sam"}, [GLOBEX]),
        ({"q": "depth"}, [GLOBEX]),
        ({"q": "hooli", "state": "waiting"}, []),
        ({"q": "%"}, []),
        ({"q": "\x00"}, [HOOLI, INITECH, GLOBEX]),
    ],
)
def test_the_filters(full: Person, chosen: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert lines(full, **chosen) == found
    assert ("Nothing here fits." in full.get(LIST, chosen).content.decode()) == (not found)


def test_each_line_leads_where_it_is_dealt_with(full: Person) -> None:
    page = full.get(LIST).content.decode()
    for url in (
        f"/feedback/next/{Interview.objects.get(outcome='rejected').pk}/",
        Letter.objects.get().get_absolute_url(),
    ):
        assert f'href="{url}"' in page


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "sent today"), (1, "1 day without a word"), (12, "12 days without a word")],
)
def test_waiting_says_for_how_long(as_alice: Person, days: int, text: str) -> None:
    sent(as_alice.user, "Hooli", days)
    assert text in as_alice.get(LIST).content.decode()


def test_a_letter_waits_until_its_own_person_answers(as_alice: Person) -> None:
    priya, tom = ContactFactory.create_batch(2, owner=as_alice.user)
    letter = sent(as_alice.user, "Hooli", 3, contact=priya)
    AnswerFactory(owner=as_alice.user, interview=letter.interview, contact=tom)
    assert len(lines(as_alice, state="waiting")) == 1
    AnswerFactory(owner=as_alice.user, interview=letter.interview, contact=priya)
    assert lines(as_alice, state="waiting") == []


@pytest.mark.parametrize("kind", [LetterKind.THANKS, LetterKind.WITHDREW, LetterKind.IN_TOUCH])
def test_what_asks_for_nothing_waits_for_nothing(as_alice: Person, kind: LetterKind) -> None:
    sent(as_alice.user, "Hooli", 3, kind=kind)
    assert lines(as_alice, state="waiting") == []


def test_none_yet_says_what_will_be_here(as_alice: Person) -> None:
    page = as_alice.get(LIST).content.decode()
    assert "What others tell you will stand here" in page
    assert page.count('href="/feedback/answers/new/"') == 1


# --- Many at once -----------------------------------------------------------------------------


def test_fifty_old_rejections_are_skipped_with_one_reason(as_alice: Person) -> None:
    for n in range(49):
        rejected(as_alice.user, f"Company {n}", days_ago=400)
    ended = ApplicationFactory(owner=as_alice.user, company__name="Early Ltd")
    ended.close(Ending.REJECTED, NOW.date())
    answer = as_alice.submit(
        LIST, {"all": "on", "reason": "other", "words": "Long ago."}, follow=True
    )
    assert "50 letters are skipped." in answer.content.decode()
    assert set(Letter.objects.values_list("skipped_because", flat=True)) == {"Long ago."}
    assert lines(as_alice) == []


def test_only_the_ticked_ones_are_skipped(as_alice: Person) -> None:
    one, other = rejected(as_alice.user, "Hooli"), rejected(as_alice.user, "Initech")
    as_alice.submit(LIST, {"steps": f"interview-{one.pk}", "reason": "spoke"})
    assert Letter.objects.get().interview == one
    assert lines(as_alice) == [("to_send", "The letter to Initech (rejected)")]
    assert other.letters.count() == 0


def test_everyone_still_to_ask_is_skipped_with_their_line(as_alice: Person) -> None:
    row = rejected(as_alice.user, "Hooli")
    row.record_outcome(Outcome.OFFER, NOW.date())
    for name in ("Priya", "Tom"):
        contact = ContactFactory(owner=as_alice.user, name=name, phone="123456")
        MeetingFactory(owner=as_alice.user, interview=row, contact=contact, name=name, met=True)
    as_alice.submit(LIST, {"steps": f"interview-{row.pk}", "reason": "rather_not"})
    assert set(Letter.objects.values_list("to_name", "kind")) == {
        ("Priya", "offer"), ("Tom", "offer"),
    }  # fmt: skip


def test_a_filter_stays_and_so_does_what_it_hides(as_alice: Person) -> None:
    rejected(as_alice.user, "Hooli")
    rejected(as_alice.user, "Initech")
    url = f"{LIST}?q=hooli"
    answer = as_alice.submit(url, {"all": "on", "reason": "spoke"})
    assert answer.url == url
    assert Letter.objects.get().application.company.name == "Hooli"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": "spoke"}, "Tick what to skip."),
        ({"all": "on"}, "Say why, in a word or two."),
        ({"all": "on", "reason": "spoke", "form_key": ""}, "open for too long"),
        ({"steps": "interview-0", "reason": "spoke"}, "Tick what to skip."),
        ({"steps": "rm -rf", "reason": "spoke"}, "Tick what to skip."),
    ],
)
def test_what_is_missing_is_said_and_what_was_ticked_stays(
    as_alice: Person, typed: dict[str, str], message: str
) -> None:
    rejected(as_alice.user, "Hooli")
    answer = as_alice.submit(LIST, typed)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_strangers_step_is_not_skipped(as_alice: Person, bob: Any) -> None:
    hers, his = rejected(as_alice.user, "Hooli"), rejected(bob, "Secret Ltd")
    assert "Secret" not in as_alice.get(LIST).content.decode()
    steps = [f"interview-{hers.pk}", f"interview-{his.pk}"]
    as_alice.submit(LIST, {"steps": steps, "reason": "spoke"})
    assert Letter.objects.get().interview == hers
    with acting_as(bob):
        assert not Letter.objects.exists()


# --- Lean -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 60])
def test_the_list_is_lean(as_alice: Person, count: int) -> None:
    for n in range(count):
        rejected(as_alice.user, f"Company {n}")
        sent(as_alice.user, f"Firm {n}", n)
    for url in (LIST, f"{LIST}?q=company&state=to_send&page=2"):
        assert_lean(as_alice, url)
