"""The journal: what I know now that I did not, on a page, on paper and as Markdown."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.ownership import acting_as
from interviews import markdown
from interviews.models import Asked, Interview, Lesson
from tests.factories import (
    NOW,
    AskedFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
    QuestionFactory,
)
from tests.people import Person
from tests.statements import assert_lean, page_statements

JOURNAL, FILE = "/learning/journal/", "/learning/journal.md"


def read(person: Person, url: str = JOURNAL, **chosen: str) -> str:
    answer = person.get(url, chosen)
    assert answer.status_code == 200
    return answer.content.decode()


def told(owner: Any, company: str, learned: str, goal: str = "", **facts: Any) -> Lesson:
    """A lesson of one interview."""
    interview = InterviewFactory(
        owner=owner, application__company__name=company, debriefed_at=NOW, **facts
    )
    of = {"goal": GoalFactory(owner=owner, title=goal), "plan": goal} if goal else {"plan": ""}
    return LessonFactory(owner=owner, interview=interview, learned=learned, **of)


@pytest.fixture
def journal(as_alice: Person) -> Person:
    """Two months, a goal each, a surprise, and an answer with its giver."""
    me = as_alice.user
    sharding = told(me, "Umbrella", "By customer", "How they shard")
    priya = MeetingFactory(owner=me, interview=sharding.interview, name="Priya Nair")
    AskedFactory(
        owner=me, interview=sharding.interview, text="By what key?", answer="The tenant’s",
        question=QuestionFactory(owner=me, goal=sharding.goal), answered_by=priya,
    )  # fmt: skip
    february = NOW - timedelta(days=30)
    told(me, "Initech", "Borrowing is a loan", "Élixir", starts_at=february)
    told(me, "Hooli", "They deploy on Fridays", starts_at=february - timedelta(days=1))
    return as_alice


# --- What is in it ---


def test_it_holds_lessons_surprises_and_answers_by_month(journal: Person) -> None:
    page = read(journal)
    words = ["<h2>March 2026</h2>", "How they shard", "By customer", "By what key?",
             "The tenant’s", "(Priya Nair)", "<h2>February 2026</h2>", "Élixir",
             "Borrowing is a loan", "By surprise", "They deploy on Fridays"]  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert page.count("<h2>") == 2


def test_it_stands_by_goal_as_well(journal: Person) -> None:
    page = read(journal, by="goal")
    words = ["Élixir</a></h2>", "Initech", "How they shard</a></h2>", "Umbrella",
             "Without a goal</h2>", "Hooli"]  # fmt: skip
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_what_was_not_learned_and_what_was_cancelled_is_not_in_it(as_alice: Person) -> None:
    me = as_alice.user
    told(me, "Umbrella", "", "Planned only")
    told(me, "Initech", "Never took place", cancelled_at=NOW)
    AskedFactory(owner=me, text="No answer came")
    page = read(as_alice)
    assert "Your journal begins with the first thing you learn" in page
    for words in ("Planned only", "Never took place", "No answer came"):
        assert words not in page


def test_an_answer_that_no_lesson_tells_of_is_an_entry(as_alice: Person) -> None:
    AskedFactory(owner=as_alice.user, text="By what key?", answer="The tenant’s")
    page = read(as_alice)
    assert "A question</h3>" in page
    assert "By what key?" in page


def test_a_lesson_that_is_its_answers_says_them_once(as_alice: Person) -> None:
    lesson = told(as_alice.user, "Umbrella", "By customer\nNobody", "How they shard")
    for answer in ("By customer", "Nobody"):
        question = QuestionFactory(owner=as_alice.user, goal=lesson.goal)
        AskedFactory(
            owner=as_alice.user, interview=lesson.interview, question=question, answer=answer
        )
    for page in (read(as_alice), read(as_alice, FILE)):
        assert page.count("By customer") == 1


def test_an_erased_goal_keeps_its_place_by_what_was_planned(journal: Person) -> None:
    lesson = Lesson.objects.get(learned="Borrowing is a loan")
    journal.submit(f"/learning/{lesson.goal_id}/delete/")
    assert "<h2>Élixir</h2>" in read(journal, by="goal")


def test_the_month_is_the_persons_own(as_alice: Person) -> None:
    told(as_alice.user, "Umbrella", "Late", starts_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    assert "January 2026" in read(as_alice)
    as_alice.user.time_zone = "Pacific/Auckland"
    as_alice.user.save()
    assert "February 2026" in read(as_alice)
    assert "## February 2026" in read(as_alice, FILE)


def test_it_is_nobody_elses(journal: Person, as_bob: Person) -> None:
    told(as_bob.user, "Their company", "Their lesson")
    for url in (JOURNAL, FILE):
        assert "Their lesson" not in read(journal, url)
        assert "By customer" not in read(as_bob, url)


# --- Looking for something ---


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("customer", ["By customer"]),
        ("CUSTOMER shard", ["By customer"]),
        ("elixir", ["Borrowing is a loan"]),
        ("initech", ["Borrowing is a loan"]),
        ("what key", ["By customer"]),
        ("tenant", ["By customer"]),
        ("priya", ["By customer"]),
        ("on", ["Borrowing is a loan", "They deploy on Fridays"][1:]),
        ("customer fridays", []),
        ("%", []),
    ],
)
def test_words_find_lessons_plans_goals_answers_and_companies(
    journal: Person, q: str, found: list[str]
) -> None:
    every = ["By customer", "Borrowing is a loan", "They deploy on Fridays"]
    for url in (JOURNAL, FILE):
        page = read(journal, url, q=q)
        assert [words for words in every if words in page] == found
    assert ("Nothing here has these words." in read(journal, q=q)) == (not found)


@pytest.mark.parametrize(
    "chosen", [{"q": "x" * 101}, {"q": "\x00"}, {"by": "owner"}, {"page": "x"}]
)
def test_a_filter_that_makes_no_sense_is_left_out(journal: Person, chosen: dict[str, str]) -> None:
    for url in (JOURNAL, FILE):
        assert "They deploy on Fridays" in read(journal, url, **chosen)


# --- The room, the paper, the file ---


def test_the_room_is_learning_and_not_interviews(journal: Person) -> None:
    page = " ".join(read(journal).split())
    assert '<a href="/learning/" aria-current="true">' in page
    assert '<a href="/interviews/" aria-current="true">' not in page
    assert '<a href="/learning/journal/" aria-current="true">Journal</a>' in page
    assert '<a href="/learning/journal/" >Journal</a>' in " ".join(
        read(journal, "/learning/").split()
    )


def test_on_paper_it_is_whole(as_alice: Person) -> None:
    many(as_alice.user, 60)
    assert read(as_alice).count("<article") == 50
    assert "whole=yes" in read(as_alice)
    assert read(as_alice, whole="yes").count("<article") == 60


def test_the_file_is_markdown_to_keep(journal: Person) -> None:
    answer = journal.get(FILE)
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="journal.md"'
    assert answer.content.decode().startswith(
        "# What I know now that I did not\n\n"
        "## March 2026\n\n"
        "### How they shard\n\n"
        "By customer\n\n"
        "- **By what key?**\\\n  The tenant’s (Priya Nair)\n\n"
        "*Umbrella, Engineer, 9 Mar 2026*\n\n"
        "## February 2026\n"
    )


def test_the_file_by_goal_is_headed_by_interviews(journal: Person) -> None:
    text = read(journal, FILE, by="goal", q="elixir")
    assert "## Élixir\n\n### Initech, Engineer, 8 Feb 2026\n\nBorrowing is a loan\n" in text


def test_the_file_keeps_the_filters_of_the_page(journal: Person) -> None:
    page = read(journal, q="a & b", by="goal")
    assert "Nothing here has these words." in page
    assert "/learning/journal.md?q=customer&amp;by=goal" in read(journal, q="customer", by="goal")


# --- Markdown reads as it was typed ---


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "- no list", "+ 1", "1. no list", "2) no list", "> no quote", "---",
        "===", "*no* _emphasis_ **here**", "`code`", "[a](http://b)", "![a](b)", "<b>bold</b>",
        "&amp; &copy; R&D", "snake_case __init__", "a | b", "~~gone~~", "\\", "\\*", "C#", "F #",
        "<script>alert(1)</script>", "[x]: http://y", "***", "* * *", "```", "$x$",
    ],
)  # fmt: skip
def test_signs_of_markdown_are_shown_as_typed(text: str) -> None:
    assert shown(markdown.block(text)) == [text]
    assert shown(f"### {markdown.escaped(text)}") == [text]


def test_lines_stay_lines_and_paragraphs_paragraphs() -> None:
    html = MarkdownIt().render(markdown.block("one\n    two\n\nthree\n"))
    assert html == "<p>one<br />\ntwo</p>\n<p>three</p>\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_whatever_is_typed_makes_no_markup(text: str) -> None:
    assert " ".join(shown(markdown.block(text))) == " ".join(text.split())


def shown(text: str) -> list[str]:
    """What a reader of the Markdown sees, paragraph by paragraph; any markup inside fails."""
    blocks = [token for token in MarkdownIt().parse(text) if token.type == "inline"]
    children = [child for block in blocks for child in block.children or []]
    assert {child.type for child in children} <= {"text", "text_special", "softbreak", "hardbreak"}
    return [
        "".join(child.content if child.content else " " for child in block.children or [])
        for block in blocks
    ]


# --- Many ---


def many(owner: Any, count: int) -> None:
    application = InterviewFactory(owner=owner).application
    goals = GoalFactory.create_batch(20, owner=owner)
    questions = [QuestionFactory(owner=owner, goal=goal) for goal in goals]
    with acting_as(owner):
        interviews = Interview.objects.bulk_create(
            Interview(
                owner=owner, application=application, starts_at=NOW - timedelta(days=n),
                ends_at=NOW - timedelta(days=n, hours=-1), debriefed_at=NOW,
            )
            for n in range(count)
        )  # fmt: skip
        Lesson.objects.bulk_create(
            Lesson(owner=owner, interview=one, goal=goals[n % 20], plan="x", learned="Yes")
            for n, one in enumerate(interviews)
        )
        Asked.objects.bulk_create(
            Asked(owner=owner, interview=one, question=questions[n % 20], text="Why?", answer="So")
            for n, one in enumerate(interviews)
        )


@pytest.mark.parametrize("count", [10, 2_000])
def test_every_form_of_it_is_lean(as_alice: Person, count: int) -> None:
    many(as_alice.user, count)
    for url in (JOURNAL, f"{JOURNAL}?by=goal&page=2", f"{JOURNAL}?q=yes+why", FILE):
        assert_lean(as_alice, url)
    assert len(page_statements(as_alice, f"{JOURNAL}?whole=yes")) == 2
    assert len(page_statements(as_alice, FILE)) == 2
