"""Own rows only, quickly, and never a 500."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Company, Contact
from core import search
from core.ownership import acting_as, set_owner
from interviews.models import Application, Asked, Interview, Lesson, Meeting
from learning.models import Goal
from search.views import ROOMS
from tests.factories import NOW, CompanyFactory, ContactFactory, LessonFactory, UserFactory
from tests.people import Person
from tests.search.pages import results
from tests.statements import page_statements


def test_nobody_finds_what_is_anothers(as_bob: Person, alice: User) -> None:
    ContactFactory(owner=alice, name="Priya Nair")
    LessonFactory(owner=alice, learned="Priya shards")
    assert not results(as_bob, "priya")


@pytest.mark.parametrize(
    "q",
    [
        "", " ", "\0", "pri\0ya", "x" * 10_000, "ab " * 4_000, "%_%", "'\"`;--", "{}", "a" * 31,
        "🎉🎊", "\u202eright to left", "שלום", "\ufdfa" * 100, "\\", "[[:alnum:]]", "(?i)x",
        "a\tb\nc", "&lt;", "\ud7ff", "e\u0301" * 300, "ﬀ" * 8,
    ],
)  # fmt: skip
def test_anything_may_be_typed(as_alice: Person, q: str) -> None:
    assert as_alice.get("/search/", {"q": q}).status_code == 200
    assert as_alice.get("/search/", {"q": q, "in": q}).status_code == 200


@pytest.mark.parametrize("kind", [find.kind.name for room in ROOMS for find in room.finds(None)])
def test_any_kind_can_be_looked_through_alone(as_alice: Person, kind: str) -> None:
    assert as_alice.get("/search/", {"q": "priya", "in": kind}).status_code == 200


def test_bytes_that_are_no_text(as_alice: Person) -> None:
    assert as_alice.get("/search/?q=%ff%fe%00%ed%a0%80").status_code == 200


def test_nothing_typed_asks_nothing_of_the_database(as_alice: Person) -> None:
    assert not page_statements(as_alice, "/search/?q=")


def test_one_statement_finds_all(as_alice: Person, alice: User) -> None:
    CompanyFactory(owner=alice, name="Umbrella")
    assert len(page_statements(as_alice, "/search/?q=umbrella+priya")) == 1


def test_a_query_has_an_end() -> None:
    words = search.words_of("one two one " + "three " * 5 + "four five six seven " + "x" * 500)
    assert words == ["one", "two", "three", "four", "five", "six"]
    assert len(search.near("x" * search.LONGEST_WORD)) < 2_000


# --- Whose rows are read ------------------------------------------------------------------------


def many_rows(owner: User, n: int) -> None:
    with acting_as(owner):
        companies = Company.objects.bulk_create(
            Company(owner=owner, name=f"Company {i}", sort_key=f"company {i}") for i in range(n)
        )
        Contact.objects.bulk_create(
            Contact(owner=owner, name=f"P {i}", sort_key=f"p {i}", search_key=f"p {i}")
            for i in range(n)
        )
        Goal.objects.bulk_create(
            Goal(owner=owner, title=f"Goal {i}", sort_key=f"goal {i}") for i in range(n)
        )
        applications = Application.objects.bulk_create(
            Application(owner=owner, company=company, role="Smith", role_key="smith")
            for company in companies
        )
        interviews = Interview.objects.bulk_create(
            Interview(owner=owner, application=one, starts_at=NOW, ends_at=NOW.replace(hour=13))
            for one in applications[: n // 2]
        )
        for model, words in ((Lesson, "learned"), (Asked, "answer"), (Meeting, "name")):
            model.objects.bulk_create(
                model(owner=owner, interview=interview, **{words: f"smith {i}"})
                for i, interview in enumerate([*interviews, *interviews])
            )


def nodes(plan: dict) -> list[dict]:
    return [plan, *(node for child in plan.get("Plans", []) for node in nodes(child))]


def test_rows_of_others_are_not_even_read(alice: User) -> None:
    for stranger in (*UserFactory.create_batch(8), alice):
        many_rows(stranger, 200)
    set_owner(alice)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # On so few rows a planner may read a table whole because that is as quick. Asked not to, it
        # does so only where no index begins with what is looked for.
        cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as captured:
            found = [find for room in ROOMS for find in room.finds(alice)]
            assert search.search(found, "smiht", NOW)
        cursor.execute(f"EXPLAIN (FORMAT JSON) {captured[-1]['sql']}")
        ((plan,),) = cursor.fetchone()
    scans = [node for node in nodes(plan["Plan"]) if "Relation Name" in node]
    assert len(scans) > len(found)
    assert not [node["Relation Name"] for node in scans if node["Node Type"] == "Seq Scan"]
