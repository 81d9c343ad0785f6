"""One account with each value of every choice, and every column filled in one row at least.

It is what ``archives/`` keeps of a version of the format, on a database that has the tables:

    python manage.py shell -c "from tests.transfer.full import keep; keep()"

Keep the version of today anew when a column or a choice is added. What is renamed, or means
something else, is an ``Upgrade`` and a new version: the folders of those before stay as they are.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.db import transaction

from accounts.models import User
from contacts.models import TouchKind
from core.ownership import acting_as
from feedback.models import Judgement, LetterKind
from interviews.models import Ending, Kind, Outcome
from learning.models import Kind as GoalKind
from learning.models import Status
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
from tests.transfer.zips import Parts, archive_of, rows_in, taken_apart
from transfer.archive import contents
from transfer.models import ColumnChoice, RowChoice

KEPT = Path(__file__).parent / "archives"
Rows = list[Any]


def keep() -> None:
    """Write the folder of the version of today; nothing stays in the database."""
    folder = KEPT / f"v{contents.version()}"
    folder.mkdir(exist_ok=True)
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        user = UserFactory(email="umbrella@example.com")
        fill_up(user)
        for name, data in taken_apart(archive_of(user)).items():
            (folder / name).write_bytes(data)
        transaction.set_rollback(True)


def every_column() -> set[str]:
    return {
        f"{label}.{field.name}"
        for label, model in contents.tables().items()
        for field in contents.columns(model)
    }


def filled(parts: Parts) -> set[str]:
    """The columns of an archive in which some row says something else than the default."""
    return {
        f"{label}.{field.name}"
        for label, model in contents.tables().items()
        for field in contents.columns(model)
        for row in rows_in(parts, f"{label}.jsonl")
        if row[field.name] not in (None, "", field.get_default())
    }


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days, hours=2, microseconds=345_678)


def on(days: int) -> date:
    return ago(days).date()


def fill_up(owner: User) -> None:
    owner.name, owner.language, owner.time_zone = "Umbrella Ada", "de", "Asia/Kolkata"
    owner.quiet_days, owner.shortcuts = 21, False
    owner.hidden_hints, owner.settled_in_at = ["dashboard:today", "learning:list"], ago(40)
    owner.mail_two_questions, owner.mail_morning, owner.mail_weekly = False, True, True
    owner.save()
    company, people = _people(owner)
    goals, question = _goals(owner)
    interview = _rounds(owner, company)
    _facts(owner, interview, people[0], goals[0], question)
    letters = _letters(owner, interview, people[0])
    _answers(owner, interview, people[0], goals[0], letters[0])
    with acting_as(owner):
        ColumnChoice.objects.create(owner=owner, kind="people", header="Likes", field="notes")
        for n, (said, _label) in enumerate(RowChoice.CHOICES):
            RowChoice.objects.create(owner=owner, kind="people", digest=f"{n:064}", chosen=said)
        for model in contents.tables().values():
            rows = model._base_manager.filter(owner=owner)
            rows.update(version=3, created_at=ago(60), updated_at=ago(1))


def _people(owner: User) -> tuple[Any, Rows]:
    company = CompanyFactory(
        owner=owner, name="Umbrella Ltd", website="https://umbrella.example.com", notes="Fair."
    )
    before = CompanyFactory(owner=owner, name="Initech")
    tom = ContactFactory(owner=owner, name="Tom Reed", company=before, archived_at=ago(3))
    priya = ContactFactory(
        owner=owner, name="Umbrella Priya", company=company, title="CTO", introduced_by=tom,
        email="priya@umbrella.example.com", phone="+43 660 1234567",
        links="https://example.com/one\nhttps://example.com/two", sounding_board=True,
        may_help_them=True, may_call_me=True, where_we_met="A panel in Wien",
        keep_in_touch_days=90, next_on=on(-20), notes="one\n\ntwo\r\n'\"<&;=1+1",
    )  # fmt: skip
    for days, kind in enumerate(TouchKind):
        TouchFactory(owner=owner, contact=priya, kind=kind, on=on(days), note=f"We {kind}.")
    EmploymentFactory(owner=owner, contact=priya, company=before, title="Lead", until=on(400))
    return company, [priya, tom]


def _goals(owner: User) -> tuple[Rows, Any]:
    goals = [GoalFactory(owner=owner, title=f"About {kind}", kind=kind) for kind in GoalKind]
    goals += [
        GoalFactory(owner=owner, title=f"It is {status}", status=status, why="To see.")
        for status in Status
    ]
    return goals, QuestionFactory(owner=owner, goal=goals[0], text="How do you shard?")


def _rounds(owner: User, company: Any) -> Any:
    """The one of which everything is known."""
    lead = ApplicationFactory(
        owner=owner, company=company, role="Umbrella lead", source="A board",
        url="https://umbrella.example.com/jobs/1", applied_on=on(25), salary_range="50–60k",
        notes="Part time?", flip_early=1, flip_extreme=2, flip_selling=4, flip_enough=5,
    )  # fmt: skip
    for ending in Ending:
        ApplicationFactory(owner=owner, company=company, closed_as=ending, closed_on=on(2))
    first = InterviewFactory(
        owner=owner, application=lead, kind=Kind.PANEL, starts_at=ago(10), place="Room 1",
        notes="Bring the laptop.", earlier_code=True, invite_uid="one@umbrella.example.com",
        invite_occurrence="20260310T120000Z", invite_sequence=2, outcome=Outcome.ADVANCED,
        outcome_on=on(8), debriefed_at=ago(9), anxiety_before=4, anxiety_after=2,
        reflection="Good questions.",
    )  # fmt: skip
    other = {"owner": owner, "application": lead}
    for days, kind in enumerate(Kind, 11):
        InterviewFactory(**other, kind=kind, starts_at=ago(days), cancelled_at=ago(days + 1))
    for days, outcome in enumerate(Outcome, 1):
        said = None if outcome == Outcome.WAITING else on(days)
        InterviewFactory(**other, starts_at=ago(days), outcome=outcome, outcome_on=said)
    return first


def _facts(owner: User, interview: Any, person: Any, goal: Any, question: Any) -> None:
    meeting = MeetingFactory(
        owner=owner, interview=interview, contact=person, name="Umbrella Priya", role="CTO",
        planned=True, met=True, interesting=True, got_details=True, talked_about="Queues",
    )  # fmt: skip
    LessonFactory(
        owner=owner, interview=interview, goal=goal, plan=goal.title, learned="They do not."
    )
    AskedFactory(
        owner=owner, interview=interview, question=question, text=question.text, answer="By name.",
        answered_by=meeting,
    )  # fmt: skip


def _letters(owner: User, interview: Any, person: Any) -> Rows:
    """One of each kind: sent, failed, uncertain, skipped, and drafts."""
    mail = {"owner": owner, "from_name": "Ada", "reply_to": "ada@example.com"}
    mails = [
        MailFactory(**mail, claimed_at=ago(7), sent_at=ago(7), off_url="https://example.com/off"),
        MailFactory(**mail, claimed_at=ago(6), failed_at=ago(6), failure="No such address."),
        MailFactory(**mail, claimed_at=ago(5)),
    ]
    touch = TouchFactory(owner=owner, contact=person, kind=TouchKind.WROTE, on=on(7))
    letters = []
    for place, kind in enumerate(LetterKind):
        sent = place < len(mails)
        letters.append(
            LetterFactory(
                owner=owner, kind=kind, interview=interview, contact=person,
                to_name="Umbrella Priya", to_email="priya@umbrella.example.com",
                subject=f"About {kind}", sent_at=ago(7 - place) if sent else None,
                mail=mails[place] if sent else None, touch=None if place else touch,
                skipped_because="No need." if place == len(mails) else "",
            )
        )  # fmt: skip
        ScriptFactory(owner=owner, kind=kind, is_shipped=place > 0)
    return letters


def _answers(owner: User, interview: Any, person: Any, goal: Any, letter: Any) -> None:
    for verdict in ["", *Judgement]:
        AnswerFactory(
            owner=owner, company=interview.application.company, interview=interview,
            application=interview.application, letter=letter, contact=person, goal=goal,
            from_name="Umbrella Priya", on=on(4), about="The take-home", verdict=verdict,
            apply_again_on=on(-200), refer_whom="Tom Reed",
        )  # fmt: skip
