"""What comes back, into an empty account and into one in use."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Company, Contact, Touch
from core import undo
from core.models import Mail
from core.ownership import acting_as, set_owner
from feedback.models import Letter, Script
from interviews.models import Application, Interview
from learning.models import Goal, Question
from tests.core.worlds import everything
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LetterFactory,
    MailFactory,
    QuestionFactory,
    ScriptFactory,
    TouchFactory,
)
from tests.locks.world import make_rows, more_rows
from tests.transfer.zips import archive_of, restored, rows_in, taken_apart, with_rows
from transfer.archive import contents, plan, restoring


@pytest.fixture
def as_bob_now(alice: User, bob: User) -> User:
    """The rows in the test's own body are Bob's: who restores what was Alice's."""
    set_owner(bob)
    return bob


def test_an_empty_account_has_all_of_it_as_it_was(alice: User, bob: User) -> None:
    make_rows(alice, "hers")
    more_rows(alice)
    with acting_as(alice):
        Contact.objects.update(created_at=NOW - timedelta(days=400), version=7)
    file = archive_of(alice)
    made = restored(bob, file).journal.made
    before, after = taken_apart(file), taken_apart(archive_of(bob))
    assert before.keys() == after.keys()
    for label in contents.tables().keys() - {"core.mail"}:
        assert rows_in(after, f"{label}.jsonl") == rows_in(before, f"{label}.jsonl"), label
    assert len(made) == sum(rows.count(b"\n") for name, rows in before.items() if "." in name) - 2


def test_every_row_is_the_restoring_persons_and_found_by_its_words(
    alice: User, as_bob_now: User
) -> None:
    ContactFactory(owner=alice, name="Émile Zola", company=None)
    restored(as_bob_now, archive_of(alice))
    assert Contact.objects.get(sort_key="emile zola").owner == as_bob_now


def test_twice_does_nothing(alice: User, bob: User) -> None:
    make_rows(alice, "hers")
    file = archive_of(alice)
    restored(bob, file)
    before = archive_of(bob).getvalue()
    again = restored(bob, file)
    assert again.plan.new == 0
    assert again.journal.made == []
    assert archive_of(bob).getvalue() == before


def test_it_comes_back_into_the_account_it_is_from_without_what_is_there(alice: User) -> None:
    kept, lost = CompanyFactory(owner=alice), CompanyFactory(owner=alice)
    file = archive_of(alice)
    kept.name = "Another name since"
    kept.save()
    lost.delete()
    done = restored(alice, file)
    assert (done.plan.new, done.plan.there) == (1, 1)
    assert {company.name for company in Company.objects.all()} == {"Another name since", lost.name}
    assert Company.objects.get(name=lost.name).uuid == lost.uuid


def test_a_company_of_the_same_name_stands_for_it(alice: User, as_bob_now: User) -> None:
    mine = CompanyFactory(owner=as_bob_now, name="ÉMILE & Söhne", notes="mine")
    hers = CompanyFactory(owner=alice, name="émile & söhne", notes="hers")
    ApplicationFactory(owner=alice, company=hers)
    restored(as_bob_now, archive_of(alice))
    assert Company.objects.get().notes == "mine"
    assert Application.objects.get().company == mine


def test_a_question_is_there_where_its_goal_has_it(alice: User, as_bob_now: User) -> None:
    goal = GoalFactory(owner=as_bob_now, title="Rust")
    QuestionFactory(owner=as_bob_now, goal=goal, text="Why?")
    hers = GoalFactory(owner=alice, title="rust")
    QuestionFactory(owner=alice, goal=hers, text="why?")
    QuestionFactory(owner=alice, goal=hers, text="How?")
    QuestionFactory(owner=alice, goal=GoalFactory(owner=alice, title="Go"), text="Why?")
    restored(as_bob_now, archive_of(alice))
    texts = {(question.goal.title, question.text) for question in Question.objects.all()}
    assert texts == {("Rust", "Why?"), ("Rust", "How?"), ("Go", "Why?")}


def test_only_a_script_in_place_of_the_shipped_one_is_one_of_its_kind(
    alice: User, as_bob_now: User
) -> None:
    ScriptFactory(owner=as_bob_now, is_shipped=True, name="mine")
    ScriptFactory(owner=alice, is_shipped=True, name="hers in its place")
    ScriptFactory(owner=alice, is_shipped=False, name="hers besides")
    restored(as_bob_now, archive_of(alice))
    assert {script.name for script in Script.objects.all()} == {"mine", "hers besides"}


def test_an_invite_is_one_interview(alice: User, as_bob_now: User) -> None:
    for owner in (alice, as_bob_now):
        InterviewFactory(owner=owner, invite_uid="one@example.com")
        InterviewFactory(owner=owner)  # two without an invite are two
    restored(as_bob_now, archive_of(alice))
    assert Interview.objects.count() == 3


def test_whoever_introduced_whom_in_a_circle_still_did(alice: User, as_bob_now: User) -> None:
    one = ContactFactory(owner=alice, name="One")
    two = ContactFactory(owner=alice, name="Two", introduced_by=one)
    with acting_as(alice):
        Contact.objects.filter(pk=one.pk).update(introduced_by=two)
    restored(as_bob_now, archive_of(alice))
    by = {contact.name: str(contact.introduced_by) for contact in Contact.objects.all()}
    assert by == {"One": "Two", "Two": "One"}


def test_a_mail_is_on_record_and_never_sent(alice: User, as_bob_now: User) -> None:
    """``letter-7`` would keep back the mail of the letter that has this id here."""
    waiting = MailFactory(owner=alice, key="letter-7")
    LetterFactory(owner=alice, mail=waiting, sent_at=NOW)
    sent = {"claimed_at": NOW, "sent_at": NOW}
    MailFactory(owner=alice, key="morning-2026-03-10", **sent)
    restored(as_bob_now, archive_of(alice))
    assert not Mail.objects.waiting().exists()
    assert not Mail.objects.filter(key__in=["letter-7", "morning-2026-03-10"]).exists()
    (uncertain,) = Mail.objects.uncertain(NOW + timedelta(days=1))
    assert Letter.objects.get().mail == uncertain
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_an_empty_account_takes_name_and_settings_and_keeps_its_keys(
    alice: User, as_bob_now: User
) -> None:
    alice.time_zone, alice.quiet_days, alice.hidden_hints = "Asia/Kolkata", 21, ["today"]
    alice.save()
    before = as_bob_now.password, as_bob_now.email
    done = restored(as_bob_now, archive_of(alice))
    assert done.plan.with_preferences
    bob = User.objects.get(pk=as_bob_now.pk)
    assert (bob.name, bob.time_zone, bob.quiet_days) == ("Alice Owner", "Asia/Kolkata", 21)
    assert bob.hidden_hints == ["today"]
    assert (bob.password, bob.email) == before


def test_an_account_in_use_keeps_its_settings(alice: User, as_bob_now: User) -> None:
    CompanyFactory(owner=as_bob_now)
    done = restored(as_bob_now, archive_of(alice))
    assert not done.plan.with_preferences
    assert User.objects.get(pk=as_bob_now.pk).name == "Bob Stranger"


def test_a_plan_says_what_would_be_done_and_writes_nothing(alice: User, as_bob_now: User) -> None:
    CompanyFactory(owner=as_bob_now, name="Hooli")
    hooli = CompanyFactory(owner=alice, name="hooli")
    ContactFactory(owner=alice, name="Priya", company=hooli)
    ContactFactory(owner=alice, name="Tom", company=CompanyFactory(owner=alice, name="Initech"))
    before = everything()
    found = plan(as_bob_now, archive_of(alice))
    assert [(share.name, share.new, share.there, share.titles) for share in found.shares] == [
        ("companies", 1, 1, ["Initech"]),
        ("people", 2, 0, ["Priya", "Tom"]),
    ]
    assert (found.new, found.there, found.made_at) == (3, 1, NOW)
    assert everything() == before


def test_it_is_taken_back_whole(alice: User, as_bob_now: User) -> None:
    CompanyFactory(owner=as_bob_now, name="Hooli")
    make_rows(alice, "hers")
    before = everything()
    change = restored(as_bob_now, archive_of(alice)).journal.write(as_bob_now.pk, "archive")
    assert Contact.objects.exists()
    undo.put_back(change, NOW)
    assert everything() == before


def test_statements_grow_with_thousands_of_rows_not_with_rows(
    alice: User, as_bob_now: User
) -> None:
    def cost(people: int) -> int:
        ContactFactory.create_batch(people, owner=alice)
        with CaptureQueriesContext(connection) as captured:
            restored(as_bob_now, archive_of(alice))
        return len(captured)

    assert cost(5) <= 60
    assert cost(40) <= cost(5) + 4


def test_before_the_links_of_many_rows_are_checked_their_tables_are_counted_anew(
    alice: User, as_bob_now: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To a PostgreSQL that takes them for empty, each link costs a look through a whole table."""
    monkeypatch.setattr(restoring, "MANY", 4)

    def statements(rows: int) -> list[str]:
        ContactFactory.create_batch(rows, owner=alice, company=None)
        with CaptureQueriesContext(connection) as captured:
            restored(as_bob_now, archive_of(alice))
        said = [query["sql"] for query in captured]
        return [sql for sql in said if sql.startswith(("ANALYZE", "SET CONSTRAINTS"))]

    assert not any("ANALYZE" in sql for sql in statements(4))
    assert statements(5)[0] == 'ANALYZE "contacts_contact"'


def test_links_within_the_archive_hold_whatever_the_ids(alice: User, as_bob_now: User) -> None:
    person = ContactFactory(owner=alice, id=42, name="Priya")
    TouchFactory(owner=alice, id=99, contact=person, note="coffee")
    with acting_as(as_bob_now):
        ContactFactory(owner=as_bob_now, name="Somebody else")
    restored(as_bob_now, archive_of(alice))
    assert Touch.objects.get().contact.name == "Priya"


def test_rows_that_are_the_same_here_are_one(alice: User, as_bob_now: User) -> None:
    """Written where they were two, or by hand: the rule of this database decides."""
    goal = GoalFactory(owner=alice, title="Rust")
    QuestionFactory(owner=alice, goal=goal, text="Why?")
    parts = taken_apart(archive_of(alice))
    (one,) = rows_in(parts, "learning.goal.jsonl")
    other: dict[str, Any] = {**one, "uuid": str(uuid4()), "title": "RUST"}
    file = with_rows(parts, "learning.goal.jsonl", [other, one])
    restored(as_bob_now, file)
    assert Goal.objects.get().title == "RUST"
    assert Question.objects.get().goal == Goal.objects.get()
