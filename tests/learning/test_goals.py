"""The backlog of things to learn: list, add, edit, move, delete."""

from core.models import Change
from learning.models import Goal, Kind, Status
from tests.factories import GoalFactory, InterviewFactory, LessonFactory
from tests.people import Person
from tests.statements import assert_lean


def test_a_goal_is_added_by_typing_it(as_alice: Person) -> None:
    answer = as_alice.submit("/learning/new/", {"title": "How they shard PostgreSQL"}, follow=True)
    assert "How they shard PostgreSQL" in answer.content.decode()
    goal = Goal.objects.get()
    assert (goal.owner, goal.status, goal.kind) == (as_alice.user, Status.ACTIVE, Kind.CRAFT)


def test_the_same_form_sent_twice_makes_one_goal_and_gets_one_answer(as_alice: Person) -> None:
    sent = as_alice.fill("/learning/new/", {"title": "Rust"})
    first, second = as_alice.post("/learning/new/", sent), as_alice.post("/learning/new/", sent)
    assert first.url == second.url
    assert Goal.objects.count() == 1


def test_a_form_without_its_key_keeps_what_was_typed(as_alice: Person) -> None:
    sent = as_alice.fill("/learning/new/", {"title": "Rust", "form_key": "stale"})
    answer = as_alice.post("/learning/new/", sent)
    assert answer.status_code == 200
    assert "open for too long" in answer.content.decode()
    assert 'value="Rust"' in answer.content.decode()
    assert not Goal.objects.exists()


def test_the_same_title_twice_is_a_message(as_alice: Person) -> None:
    GoalFactory(owner=as_alice.user, title="Rust")
    answer = as_alice.submit("/learning/new/", {"title": "rust"})
    assert "You have this goal already." in answer.content.decode()


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust", why="for speed")
    old = as_alice.fill(f"/learning/{goal.pk}/edit/", {"why": "for safety"})
    as_alice.submit(f"/learning/{goal.pk}/edit/", {"why": "for fun"})
    answer = as_alice.post(f"/learning/{goal.pk}/edit/", old)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "for fun" in page
    assert "for safety" in page
    assert Goal.objects.get().why == "for fun"


def test_saving_again_after_a_conflict_keeps_mine(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust")
    url = f"/learning/{goal.pk}/edit/"
    old = as_alice.fill(url, {"why": "for safety"})
    as_alice.submit(url, {"why": "for fun"})
    as_alice.post(url, old)
    answer = as_alice.submit(url, {"why": "for safety"})
    assert answer.status_code == 302
    assert Goal.objects.get().why == "for safety"


def test_a_goal_deleted_is_put_back_with_its_links(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user, title="Rust")
    lesson = LessonFactory(
        owner=as_alice.user, goal=goal, learned="Borrowing",
        interview=InterviewFactory(owner=as_alice.user),
    )  # fmt: skip
    as_alice.submit(f"/learning/{goal.pk}/delete/")
    lesson.refresh_from_db()
    assert lesson.goal is None
    assert lesson.learned == "Borrowing"
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    lesson.refresh_from_db()
    assert lesson.goal == goal


def test_a_strangers_goal_is_not_there(as_bob: Person, alice: object) -> None:
    goal = GoalFactory(owner=alice)
    for page in ("", "edit/", "delete/"):
        assert as_bob.get(f"/learning/{goal.pk}/{page}").status_code == 404
    assert as_bob.get("/learning/").content.decode().count(goal.title) == 0


def test_the_list_and_a_goal_take_three_statements_at_most(as_alice: Person) -> None:
    goal = GoalFactory(owner=as_alice.user)
    GoalFactory.create_batch(60, owner=as_alice.user)
    assert_lean(as_alice, "/learning/")
    assert_lean(as_alice, f"/learning/{goal.pk}/")
