"""Two people with one row of everything each, told apart by an id and a word.

Each of Alice's rows has the id 424242, whatever its table: one value tried in a field tries it
against every model at once. Each of her texts holds a word that no page of Bob's may ever show.
"""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession

from core.models import Change, FormReceipt
from core.ownership import acting_as, owned_models
from feedback.models import LetterKind
from interviews.models import Ending, Outcome
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
    UserFactory,
)
from transfer.models import ColumnChoice, Import, ImportRow, RowChoice, State

HERS = 424_242
SECRET = "zanzibar"


def make_rows(owner: Any, word: str, **ids: int) -> dict[str, Any]:
    """One row of each owned model, every text holding ``word``; by the model's name."""
    company = CompanyFactory(owner=owner, name=f"{word} Ltd", notes=word, **ids)
    contact = ContactFactory(owner=owner, name=f"{word} Priya", company=company, notes=word, **ids)
    goal = GoalFactory(owner=owner, title=f"{word} goal", why=word, **ids)
    application = ApplicationFactory(
        owner=owner, company=company, role=f"{word} lead", source=f"{word} board", **ids
    )
    interview = InterviewFactory(
        owner=owner, application=application, starts_at=NOW - timedelta(days=2),
        place=word, notes=word, reflection=word, debriefed_at=NOW, **ids,
    )  # fmt: skip
    meeting = MeetingFactory(
        owner=owner, interview=interview, contact=contact, name=f"{word} Priya", planned=True, **ids
    )
    lesson = LessonFactory(
        owner=owner, interview=interview, goal=goal, plan=f"{word} goal", learned=word, **ids
    )
    touch = TouchFactory(owner=owner, contact=contact, note=word, **ids)
    employment = EmploymentFactory(
        owner=owner, contact=contact, company=company, title=f"{word} before", **ids
    )
    question = QuestionFactory(owner=owner, goal=goal, text=f"{word}?", **ids)
    asked = AskedFactory(
        owner=owner, interview=interview, question=question, text=f"{word}?", answer=word,
        answered_by=meeting, **ids,
    )  # fmt: skip
    mail = MailFactory(owner=owner, key=f"{word}-mail", subject=word, text=word, **ids)
    script = ScriptFactory(owner=owner, kind=LetterKind.NUDGE, name=word, body=word, **ids)
    letter = LetterFactory(
        owner=owner, interview=interview, contact=contact, mail=mail, touch=touch,
        to_name=f"{word} Priya", subject=word, body=word, **ids,
    )  # fmt: skip
    answer = AnswerFactory(
        owner=owner, company=company, application=application, interview=interview,
        letter=letter, contact=contact, goal=goal, from_name=word, said=word, refer_whom=word,
        **ids,
    )  # fmt: skip
    with acting_as(owner):
        before = {"deleted": [], "emptied": []}
        change = Change.objects.create(owner=owner, label=f"{word} gone", before=before, **ids)
        receipt = FormReceipt.objects.create(owner=owner, key=f"{word}-key", answer_url="/", **ids)
        file = Import(
            owner=owner, name=f"{word}.csv", format="people-sheet", kind="people", total=1,
            state=State.READY, columns=["Name", f"{word} column"], counts={"add": 1}, **ids,
        )  # fmt: skip
        file.content = f"Name,{word} column\n{word} Priya,x\n".encode()
        file.save()
        record = {"name": f"{word} Priya"}
        row = ImportRow.objects.create(
            owner=owner, file=file, number=1, line=2, record=record, title=f"{word} Priya",
            fate="add", sure="maybe", why=word, **ids,
        )  # fmt: skip
        column = ColumnChoice.objects.create(owner=owner, kind="people", header=word, **ids)
        said = RowChoice.objects.create(
            owner=owner, kind="people", digest=word, chosen="same", **ids
        )
    rows = [
        company, contact, touch, employment, goal, question, application, interview, meeting,
        lesson, asked, mail, script, letter, answer, change, receipt, file, row, column,
        said,
    ]  # fmt: skip
    found = {type(row).__name__: row for row in rows}
    assert {model.__name__ for model in owned_models()} == set(found), "a model without a row here"
    return found


def a_file(owner: Any, state: State, **fields: Any) -> Import:
    """A list of people on its way in."""
    data = b"Name,E-mail,Met on\nPriya Nair,priya@example.com,03/04/2026\n"
    with acting_as(owner):
        file = Import(
            owner=owner, name="people.csv", format="people-sheet", kind="people", state=state,
            columns=["Name", "E-mail", "Met on"], **fields,
        )  # fmt: skip
        file.content = data
        file.save()
    return file


def more_rows(owner: Any) -> dict[str, Any]:
    """Rows in other states: they open pages and forms that the plain ones do not."""
    rejected = InterviewFactory(owner=owner, outcome=Outcome.REJECTED, outcome_on=NOW.date())
    claimed = MailFactory(
        owner=owner, claimed_at=NOW - timedelta(days=1), off_url="https://x.example/"
    )
    return {
        "Asking": a_file(owner, State.ASKING, is_ambiguous=True),
        "Reading": a_file(owner, State.READING),
        "Failed": a_file(owner, State.FAILED, problem="Line 3: a quotation mark too many."),
        "Undone": a_file(owner, State.UNDONE),
        "In": a_file(owner, State.DONE, total=1, counts={"add": 1}),
        "Double": ContactFactory(owner=owner, name="Double", email="double@example.com"),
        "Branch": CompanyFactory(owner=owner, name="Branch"),
        "Coming": InterviewFactory(owner=owner, starts_at=NOW + timedelta(days=2)),
        "Rejected": rejected,
        "Closed": ApplicationFactory(owner=owner, closed_as=Ending.REJECTED, closed_on=NOW.date()),
        "Sent": LetterFactory(owner=owner, interview=rejected, kind=LetterKind.NUDGE, sent_at=NOW),
        "Interrupted": LetterFactory(
            owner=owner, interview=rejected, kind=LetterKind.THANKS, sent_at=NOW, mail=claimed
        ),
    }


def make_world() -> tuple[Any, Any, dict[str, Any]]:
    """Alice, Bob, and Bob's rows."""
    alice = UserFactory(email=f"{SECRET}@example.com", name=SECRET)
    make_rows(alice, SECRET, id=HERS)
    UserSession.objects.create(
        id=HERS, user=alice, session_key="hers", user_agent=SECRET, ip="192.0.2.1"
    )
    # Staff, so that the admin's pages open too.
    bob = UserFactory(email="bob@example.com", is_staff=True, is_superuser=True)
    return alice, bob, make_rows(bob, "mine") | more_rows(bob)


def all_rows(owner: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything ``owner`` has, as it stands."""
    with acting_as(owner):
        rows = {
            model.__name__: list(model._default_manager.filter(owner=owner).order_by("pk").values())
            for model in owned_models()
        }
    return {**rows, "UserSession": list(UserSession.objects.filter(user=owner).values())}
