"""Two rows become one: every link leads to the kept one, and undone, all is as it was."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Contact, Touch
from core import merging, undo
from core.models import Change
from core.ownership import Owned
from interviews.models import Asked, Lesson, Meeting
from learning.models import Goal, Question
from tests.core.merges import both_in_one_interview, link_to, merge
from tests.core.worlds import everything, said
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    AskedFactory,
    ContactFactory,
    EmploymentFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MeetingFactory,
    QuestionFactory,
    TouchFactory,
)

# --- Links ---


def test_every_link_to_the_other_leads_to_the_kept_one(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    rows = link_to(kept.owner, other)
    linked = {link.model for link in merging.links_to(Contact)}
    assert {type(row) for row in rows} == linked, "a kind of link without a row here"
    merge(kept, other)
    assert not Contact.objects.filter(pk=other.pk).exists()
    for row in rows:
        row.refresh_from_db()
        assert kept in (getattr(row, "contact", None), getattr(row, "introduced_by", None))


def test_links_are_counted_by_their_kind(two: tuple[Contact, Contact]) -> None:
    _kept, other = two
    link_to(other.owner, other)
    TouchFactory(owner=other.owner, contact=other)
    assert merging.count_links(other) == {
        "touches": 2, "employments": 1, "introduced": 1, "meetings": 1, "letters": 1, "answers": 1,
    }  # fmt: skip


def test_a_moved_row_counts_a_save_so_that_an_open_page_notices(
    two: tuple[Contact, Contact],
) -> None:
    kept, other = two
    touch = TouchFactory(owner=kept.owner, contact=other)
    change = merge(kept, other)
    assert Touch.objects.get().version == touch.version + 1
    undo.put_back(change, NOW)
    assert Touch.objects.get().version == touch.version + 2


def test_nobody_is_introduced_by_themselves(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    kept.introduced_by = other
    kept.save()
    before = said(everything())
    change = merge(kept, other)
    kept.refresh_from_db()
    assert kept.introduced_by is None
    undo.put_back(change, NOW)
    assert said(everything()) == before


def test_the_earlier_beginning_stays(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    Contact.objects.filter(pk=other.pk).update(created_at=NOW - timedelta(days=400))
    merge(kept, other)
    assert Contact.objects.get().created_at == NOW - timedelta(days=400)


def test_only_two_rows_of_one_owner_are_merged(two: tuple[Contact, Contact], bob: User) -> None:
    kept, _other = two
    for wrong in (kept, ContactFactory(owner=bob)):
        with pytest.raises(ValueError, match="Two rows of one owner"):
            merge(kept, wrong)
    assert Contact.objects.count() == 2
    assert not Change.objects.exists()


def statements_to_merge(owner: User, rows: int) -> int:
    kept, other = ContactFactory.create_batch(2, owner=owner)
    for _ in range(rows):
        link_to(owner, other)
    with CaptureQueriesContext(connection) as captured:
        merge(kept, other)
    return len(captured)


def test_much_is_moved_with_as_many_statements_as_little(alice: User) -> None:
    assert statements_to_merge(alice, 20) == statements_to_merge(alice, 2)


# --- Where a uniqueness does not let both stay ---


def test_two_meetings_in_one_interview_become_one_with_the_facts_of_both(
    two: tuple[Contact, Contact],
) -> None:
    both_in_one_interview(*two)
    merge(*two)
    meeting = Meeting.objects.get()
    assert (meeting.planned, meeting.met) == (True, True)
    assert (meeting.role, meeting.talked_about) == ("CTO, Lead", "Sharding\nGo")
    assert (meeting.name, meeting.contact) == ("Priya", two[0])


def test_what_one_of_them_leaves_blank_the_other_fills(two: tuple[Contact, Contact]) -> None:
    both_in_one_interview(*two, role="", talked_about="")
    merge(*two)
    assert (Meeting.objects.get().role, Meeting.objects.get().talked_about) == ("Lead", "Go")


def test_what_was_asked_of_either_is_asked_of_the_one(two: tuple[Contact, Contact]) -> None:
    kept, other = both_in_one_interview(*two)
    asked = AskedFactory(owner=kept.owner, interview=kept.interview, answered_by=other)
    before = said(everything())
    change = merge(*two)
    assert Asked.objects.get(pk=asked.pk).answered_by == kept
    undo.put_back(change, NOW)
    assert said(everything()) == before


def test_what_has_no_place_is_left_for_the_caller(two: tuple[Contact, Contact]) -> None:
    long = "x" * 1_000
    both_in_one_interview(*two, talked_about=long)
    found: merging.Left = []

    def take(kept: Any, other: Any, left: merging.Left) -> Iterable[Owned]:
        found.extend(left)
        return []

    merge(*two, take)
    assert found == [("Name", "P."), ("Talked about", "Go")]
    assert Meeting.objects.get().talked_about == long


def test_a_uniqueness_of_any_shape_is_kept_to(alice: User) -> None:
    """Of two goals: a lesson in the same interview, and the same question in other letters."""
    kept, other = GoalFactory.create_batch(2, owner=alice)
    interview = InterviewFactory(owner=alice)
    for goal, text in ((kept, "How do they shard?"), (other, "HOW do they shard?")):
        LessonFactory(owner=alice, interview=interview, goal=goal, plan=text)
        question = QuestionFactory(owner=alice, goal=goal, text=text)
        AskedFactory(owner=alice, interview=interview, question=question, answer=goal.title)
    before = said(everything())
    change = merge(kept, other)
    assert Goal.objects.count() == Question.objects.count() == Lesson.objects.count() == 1
    assert Asked.objects.get().answer == f"{kept.title}\n{other.title}"
    undo.put_back(change, NOW)
    assert said(everything()) == before


def test_meetings_with_nobody_known_stay_two(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    interview = InterviewFactory(owner=kept.owner)
    for person in (kept, other, None, None):
        MeetingFactory(owner=kept.owner, interview=interview, contact=person)
    merge(kept, other)
    assert Meeting.objects.count() == 3
    assert Meeting.objects.filter(contact=None).count() == 2


# --- Any world ---

small = st.integers(min_value=0, max_value=2)
some = st.lists(st.tuples(small, small, st.booleans()), max_size=4)


def make(owner: User, people: list[Contact], drawn: Any) -> None:
    """Whatever was drawn hangs on the two, on a third, or on each other."""
    touches, employments, letters, meetings, introduced = drawn
    interviews = InterviewFactory.create_batch(3, owner=owner)
    for who, _, _ in touches:
        TouchFactory(owner=owner, contact=people[who])
    for who, where, _ in employments:
        EmploymentFactory(owner=owner, contact=people[who], company=people[where].company)
    for who, where, answered in letters:
        letter = LetterFactory(owner=owner, contact=people[who], interview=interviews[where])
        if answered:
            AnswerFactory(owner=owner, contact=people[who], letter=letter)
    for (who, where), met in {(who, where): met for who, where, met in meetings}.items():
        meeting = MeetingFactory(
            owner=owner, contact=people[who], interview=interviews[where], met=met,
            planned=not met, talked_about=f"{who} {where}",
        )  # fmt: skip
        AskedFactory(owner=owner, interview=interviews[where], answered_by=meeting)
    for who, by, _ in introduced:
        if who != by:
            people[who].introduced_by = people[by]
            people[who].save()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.tuples(some, some, some, some, some), companies=st.booleans())
def test_whatever_hangs_on_two_nothing_is_lost_and_undone_it_is_as_it_was(
    alice: User, drawn: Any, companies: bool
) -> None:
    with transaction.atomic():
        people = ContactFactory.create_batch(3, owner=alice)
        ApplicationFactory(owner=alice, company=people[1].company)
        make(alice, people, drawn)
        kept, other = (person.company if companies else person for person in people[:2])
        before = everything()
        change = merge(kept, other)
        after = everything()
        assert len(after[type(kept).__name__]) == len(before[type(kept).__name__]) - 1
        for name in before.keys() - {type(kept).__name__, "Meeting"}:
            assert [row["id"] for row in after[name]] == [row["id"] for row in before[name]]
        assert facts_of(after, kept, other) == facts_of(before, kept, other)
        assert undo.put_back(change, NOW)
        assert said(everything()) == said(before)
        transaction.set_rollback(True)


def facts_of(world: Any, kept: Owned, other: Owned) -> set[tuple[Any, ...]]:
    """Who was in which interview, and what was talked about, the two being one."""
    one = {other.pk: kept.pk} if isinstance(kept, Contact) else {}
    return {
        (row["interview_id"], one.get(row["contact_id"], row["contact_id"]), fact)
        for row in world["Meeting"]
        for fact in [*row["talked_about"].split("\n"), row["met"] and "met", row["planned"] and "p"]
        if fact
    }
