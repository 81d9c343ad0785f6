"""What is deleted comes back as it was, or not at all with a word about why."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Company, Contact
from core import undo
from core.models import Change, Mail
from core.ownership import Owned
from feedback.models import Letter
from interviews.models import Application, Interview, Lesson, Meeting
from learning.models import Goal
from tests.core.worlds import RECORDS, everything
from tests.factories import (
    NOW,
    AnswerFactory,
    ApplicationFactory,
    AskedFactory,
    CompanyFactory,
    ContactFactory,
    EmploymentFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    LetterFactory,
    MailFactory,
    MeetingFactory,
    QuestionFactory,
    ScriptFactory,
    TouchFactory,
)
from tests.people import Person

LONG_AGO = NOW - timedelta(days=400, microseconds=123456)


@pytest.fixture
def world(alice: User) -> SimpleNamespace:
    """One record of each kind, linked, saved a few times long ago."""
    company = CompanyFactory(owner=alice, name="Umbrella")
    application = ApplicationFactory(owner=alice, company=company, applied_on=NOW.date())
    interview = InterviewFactory(owner=alice, application=application, debriefed_at=LONG_AGO)
    contact = ContactFactory(owner=alice, company=company, archived_at=LONG_AGO)
    goal = GoalFactory(owner=alice, title="Rust 🦀")
    meeting = MeetingFactory(owner=alice, interview=interview, contact=contact, met=True)
    lesson = LessonFactory(owner=alice, interview=interview, goal=goal, learned="Borrowing")
    touch = TouchFactory(owner=alice, contact=contact)
    employment = EmploymentFactory(owner=alice, contact=contact, company=company)
    question = QuestionFactory(owner=alice, goal=goal)
    asked = AskedFactory(
        owner=alice, interview=interview, question=question, answered_by=meeting
    )  # fmt: skip
    mail, script = MailFactory(owner=alice), ScriptFactory(owner=alice)
    letter = LetterFactory(owner=alice, interview=interview, contact=contact, mail=mail)
    letter.touch = touch
    letter.save()
    answer = AnswerFactory(
        owner=alice, company=company, interview=interview, letter=letter, contact=contact, goal=goal
    )
    for model in RECORDS:
        model._default_manager.update(version=7, created_at=LONG_AGO, updated_at=LONG_AGO)
    rows = (
        company, application, interview, contact, goal, meeting, lesson, touch, employment,
        question, asked, mail, script, letter, answer,
    )  # fmt: skip
    for row in rows:
        row.refresh_from_db()
    return SimpleNamespace(**{type(row).__name__.lower(): row for row in rows})


def press_undo(person: Person, change: Change) -> HttpResponse:
    """The button of an entry, from a page that may be old."""
    token = person.fill("/learning/new/", {})["csrfmiddlewaretoken"]
    return person.post(f"/deleted/{change.pk}/undo/", {"csrfmiddlewaretoken": token}, follow=True)


# --- As it was ---


@pytest.mark.parametrize("model", RECORDS)
def test_every_column_of_every_record_comes_back_the_same(
    world: SimpleNamespace, model: type[Owned]
) -> None:
    row = getattr(world, model.__name__.lower())
    before = everything()
    change = undo.delete(row, "it")
    assert everything() != before
    undo.put_back(change, NOW)
    assert everything() == before


def test_a_company_takes_its_applications_along_and_empties_its_peoples_link(
    world: SimpleNamespace,
) -> None:
    undo.delete(world.company, "Umbrella")
    gone = (Company, Application, Interview, Meeting, Lesson)
    assert [model.objects.count() for model in gone] == [0, 0, 0, 0, 0]
    assert Contact.objects.get().company is None
    assert Goal.objects.exists()


def test_a_deleted_person_leaves_their_name_in_the_interview(world: SimpleNamespace) -> None:
    undo.delete(world.contact, "Priya")
    assert Meeting.objects.get().contact is None
    assert Meeting.objects.get().name == world.meeting.name


def test_a_link_is_filled_again_only_where_nothing_else_was_put_there(
    world: SimpleNamespace,
) -> None:
    elsewhere = ContactFactory(owner=world.company.owner, company=world.company)
    change = undo.delete(world.company, "Umbrella")
    hooli = CompanyFactory(owner=elsewhere.owner, name="Hooli")
    Contact.objects.filter(pk=elsewhere.pk).update(company=hooli)
    undo.put_back(change, NOW)
    assert Contact.objects.get(pk=elsewhere.pk).company == hooli
    assert Contact.objects.get(pk=world.contact.pk).company.name == "Umbrella"


@pytest.mark.parametrize("person_first", [True, False])
def test_a_link_comes_back_in_whichever_order_its_ends_do(
    as_alice: Person, world: SimpleNamespace, person_first: bool
) -> None:
    whole = everything()
    entries = [undo.delete(world.contact, "Priya"), undo.delete(world.company, "Umbrella")]
    # The person worked there, so their entry cannot go first: the interview alone can.
    undo.put_back(entries.pop(), NOW)
    entries.append(undo.delete(world.interview, "The interview"))
    for entry in entries if person_first else reversed(entries):
        assert f"{entry.label} is back." in press_undo(as_alice, entry).content.decode()
    assert everything() == whole


def test_a_link_is_not_filled_in_the_journal_where_something_else_was_put_there(
    as_alice: Person, world: SimpleNamespace
) -> None:
    person = undo.delete(world.contact, "Priya")
    other = ContactFactory(owner=as_alice.user)
    Meeting.objects.update(contact=other)
    interview = undo.delete(world.interview, "The interview")
    press_undo(as_alice, person)
    press_undo(as_alice, interview)
    assert Meeting.objects.get().contact == other


def test_a_link_filled_in_the_journal_asks_for_its_person_first(
    as_alice: Person, world: SimpleNamespace
) -> None:
    priya = world.contact.pk
    person = undo.delete(world.contact, "Priya")
    interview = undo.delete(world.interview, "The interview")
    press_undo(as_alice, person)
    again = undo.delete(Contact.objects.get(), "Priya once more")
    page = press_undo(as_alice, interview).content.decode()
    assert "what it belonged to was deleted or merged too. Put that back first" in page
    press_undo(as_alice, again)
    assert "The interview is back." in press_undo(as_alice, interview).content.decode()
    assert Meeting.objects.get().contact_id == priya


def test_a_row_that_is_gone_since_is_no_obstacle(world: SimpleNamespace) -> None:
    moved_on = ContactFactory(owner=world.company.owner, company=world.company)
    change = undo.delete(world.company, "Umbrella")
    moved_on.delete()
    undo.put_back(change, NOW)
    assert Company.objects.get().name == "Umbrella"


def test_a_letter_comes_back_though_its_mail_was_dropped_with_age(alice: User) -> None:
    letter = LetterFactory(owner=alice, sent_at=NOW, mail=MailFactory(owner=alice))
    change = undo.delete(letter, "a letter")
    Mail.objects.all().delete()
    undo.put_back(change, NOW)
    back = Letter.objects.get()
    assert (back.mail, back.sent_at) == (None, NOW)


def statements_to_delete(owner: User, interviews: int) -> int:
    """For a company with so many interviews and people."""
    company = CompanyFactory(owner=owner)
    application = ApplicationFactory(owner=owner, company=company)
    for interview in InterviewFactory.create_batch(
        interviews, owner=owner, application=application
    ):
        MeetingFactory(owner=owner, interview=interview)
    ContactFactory.create_batch(interviews, owner=owner, company=company)
    with CaptureQueriesContext(connection) as captured:
        undo.delete(company, "it")
    return len(captured)


def test_much_is_deleted_with_as_many_statements_as_little(alice: User) -> None:
    """But for Django's own DELETE, a statement for every hundred rows of a table."""
    assert statements_to_delete(alice, 200) <= statements_to_delete(alice, 10) + 2


def test_what_is_written_down_is_what_is_stored_not_an_old_copy(world: SimpleNamespace) -> None:
    Goal.objects.update(why="for fun")
    undo.put_back(undo.delete(world.goal, "Rust"), NOW)
    assert Goal.objects.get().why == "for fun"


# --- Where it cannot be ---


def test_in_the_wrong_order_it_says_so_and_in_the_right_one_it_works(
    as_alice: Person, world: SimpleNamespace
) -> None:
    undo.delete(world.interview, "The interview")
    whole = everything()
    person = undo.delete(world.contact, "Priya")
    company = undo.delete(world.company, "Umbrella")
    before = everything()
    answer = press_undo(as_alice, person)
    assert "It cannot be put back yet" in answer.content.decode()
    assert everything() == before
    assert "Umbrella is back." in press_undo(as_alice, company).content.decode()
    assert "Priya is back." in press_undo(as_alice, person).content.decode()
    assert everything() == whole


def test_a_name_taken_meanwhile_is_a_message_until_it_is_free(
    as_alice: Person, world: SimpleNamespace
) -> None:
    whole = everything()
    change = undo.delete(world.goal, "Rust")
    other = GoalFactory(owner=as_alice.user, title="RUST 🦀")
    before = everything()
    page = press_undo(as_alice, change).content.decode()
    assert "another one has its name now" in page
    assert everything() == before
    other.delete()
    press_undo(as_alice, change)
    assert everything() == whole


def test_a_company_typed_again_in_an_open_form_is_named_as_the_obstacle(
    as_alice: Person, world: SimpleNamespace
) -> None:
    edit = f"/people/{world.contact.pk}/edit/"
    opened = as_alice.fill(edit, {})
    company = undo.delete(world.company, "Umbrella")
    as_alice.post(edit, opened)
    page = press_undo(as_alice, company).content.decode()
    assert "another one has its name now. Rename or delete that one, then try again." in page
    assert Company.objects.get(name="Umbrella").pk != world.company.pk
    undo.delete(Company.objects.get(), "The second Umbrella")
    assert "Umbrella is back." in press_undo(as_alice, company).content.decode()


def test_half_of_it_is_never_put_back(world: SimpleNamespace) -> None:
    """The company's name is free, and a link below it is not to be had any more."""
    change = undo.delete(world.application, "Engineer at Umbrella")
    undo.delete(world.goal, "Rust")
    with pytest.raises(undo.CannotPutBack):
        undo.put_back(change, NOW)
    assert not Application.objects.exists()
    change.refresh_from_db()
    assert change.undone_at is None


# --- The page ---


def test_undone_twice_it_is_kindly_said_to_be_back_already(
    as_alice: Person, world: SimpleNamespace
) -> None:
    change = undo.delete(world.goal, "Rust")
    press_undo(as_alice, change)
    before = everything()
    answer = press_undo(as_alice, change)
    assert answer.redirect_chain == [("/deleted/", 302)]
    assert "Rust is back already." in answer.content.decode()
    assert everything() == before


def test_what_is_back_is_listed_no_more(as_alice: Person, world: SimpleNamespace) -> None:
    change = undo.delete(world.goal, "The goal about Rust")
    assert "The goal about Rust" in as_alice.get("/deleted/").content.decode()
    press_undo(as_alice, change)
    assert "Nothing waits here now." in as_alice.get("/deleted/").content.decode()


def test_the_newest_is_listed_first(as_alice: Person, world: SimpleNamespace) -> None:
    first = undo.delete(world.goal, "first")
    Change.objects.filter(pk=first.pk).update(made_at=NOW - timedelta(hours=1))
    undo.delete(world.contact, "second")
    page = as_alice.get("/deleted/").content.decode()
    assert page.index("second") < page.index("first")


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=30), 200), (timedelta(days=30, seconds=1), 404)],
)
def test_after_thirty_days_it_is_neither_listed_nor_put_back(
    as_alice: Person, world: SimpleNamespace, age: timedelta, status: int
) -> None:
    change = undo.delete(world.goal, "The goal about Rust")
    Change.objects.update(made_at=NOW - age)
    page = as_alice.get("/deleted/").content.decode()
    assert ("The goal about Rust" in page) == (status == 200)
    assert press_undo(as_alice, change).status_code == status
    assert Goal.objects.exists() == (status == 200)


def test_a_strangers_entry_is_not_there(as_bob: Person, world: SimpleNamespace) -> None:
    change = undo.delete(world.goal, "The goal about Rust")
    assert "The goal about Rust" not in as_bob.get("/deleted/").content.decode()
    assert press_undo(as_bob, change).status_code == 404
    assert not Goal.objects.exists()
