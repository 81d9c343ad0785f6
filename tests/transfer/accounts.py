"""An account of any shape, drawn by hypothesis: any words, links that are empty, all states."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from accounts.hints import HINTS
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
)
from transfer.archive import contents
from transfer.models import ColumnChoice, RowChoice

Rows = list[Any]
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
words = st.text(letters, max_size=12).map(str.strip)
notes = st.one_of(st.just(""), st.text(letters, max_size=30), st.just("one\n\ntwo\r\n'\"<&;=1+1"))
few = st.integers(min_value=0, max_value=3)
ratings = st.one_of(st.none(), st.integers(min_value=1, max_value=5))
yes = st.booleans()
STATES = ("draft", "sent", "mailed", "failed", "uncertain", "skipped")  # of a letter
hints = st.sampled_from(sorted(HINTS))


class Filler:
    """Makes rows of everything. ``draw`` chooses how many, of what, and what they link to."""

    def __init__(self, owner: User, draw: Any) -> None:
        self.owner, self.draw, self.numbers = owner, draw, count()
        self.companies = [self.company(n) for n in range(1 + draw(few))]
        self.people: Rows = []
        for n in range(draw(few)):
            self.people.append(self.person(n))
        self.goals = [self.goal(n) for n in range(draw(few))]
        self.questions = [self.question(n) for n in range(draw(few) if self.goals else 0)]
        self.tries = [self.attempt() for _ in range(draw(few))]
        self.rounds = [self.round() for _ in range(draw(few) if self.tries else 0)]
        self.letters = [self.letter(state) for state in STATES if draw(yes)]
        for n in range(draw(few)):
            self.answer()
            self.script(n)
            self.column(n)
            self.answer_about_a_row(n)
        self.histories()

    def maybe(self, rows: Rows) -> Any:
        """One of them, or none: an emptied link."""
        return self.draw(st.sampled_from([None, *rows]))

    def one(self, choices: Any) -> Any:
        return self.draw(st.sampled_from(list(choices)))

    def day(self) -> date:
        return self.moment().date()

    def moment(self) -> datetime:
        """In the last weeks, at times to the microsecond."""
        return NOW - timedelta(microseconds=self.draw(st.integers(1, 30 * 24 * 3600 * 10**6)))

    def when(self) -> datetime | None:
        return self.moment() if self.draw(yes) else None

    def company(self, n: int) -> Any:
        name = f"{self.draw(words)} {n}"
        return CompanyFactory(
            owner=self.owner,
            name=name,
            website=self.one(["", "https://example.com"]),
            notes=self.draw(notes),
        )

    def person(self, n: int) -> Any:
        person = ContactFactory(
            owner=self.owner,
            name=f"{self.draw(words)} {n}",
            company=self.maybe(self.companies),
            title=self.draw(words),
            email=self.one(["", f"somebody{n}@example.com"]),
            links=self.one(["", "https://example.com/one\nhttps://example.com/two"]),
            phone=self.one(["", f"+43 1 {n}"]),
            sounding_board=self.draw(yes),
            may_help_them=self.draw(yes),
            may_call_me=self.draw(yes),
            where_we_met=self.draw(words),
            introduced_by=self.maybe(self.people),
            keep_in_touch_days=self.one([None, 30, 365]),
            next_on=self.one([None, NOW.date(), self.day()]),
            notes=self.draw(notes),
            archived_at=self.when(),
        )
        if self.draw(yes):
            self.touch(person)
            EmploymentFactory(
                owner=self.owner, contact=person, company=self.one(self.companies),
                title=self.draw(words), until=self.one([None, self.day()]),
            )  # fmt: skip
        return person

    def touch(self, person: Any) -> Any:
        kind, note = self.one(TouchKind), self.draw(words)
        return TouchFactory(owner=self.owner, contact=person, kind=kind, on=self.day(), note=note)

    def goal(self, n: int) -> Any:
        return GoalFactory(
            owner=self.owner,
            title=f"{self.draw(words)} {n}",
            kind=self.one(GoalKind),
            why=self.draw(notes),
            status=self.one(Status),
        )

    def question(self, n: int) -> Any:
        goal = self.one(self.goals)
        return QuestionFactory(owner=self.owner, goal=goal, text=f"{self.draw(words)} {n}?")

    def attempt(self) -> Any:
        ending = self.one(["", *Ending])
        return ApplicationFactory(
            owner=self.owner,
            company=self.one(self.companies),
            role=self.draw(words) or "Engineer",
            source=self.draw(words),
            url=self.one(["", "https://example.com/jobs/1"]),
            applied_on=self.one([None, self.day()]),
            salary_range=self.draw(words),
            notes=self.draw(notes),
            flip_early=self.draw(ratings),
            flip_extreme=self.draw(ratings),
            flip_selling=self.draw(ratings),
            flip_enough=self.draw(ratings),
            closed_as=ending,
            closed_on=self.day() if ending else None,
        )

    def round(self) -> Any:
        starts = self.moment() + timedelta(days=self.draw(st.integers(0, 10)))
        outcome = self.one(Outcome)
        interview = InterviewFactory(
            owner=self.owner,
            application=self.one(self.tries),
            kind=self.one(Kind),
            starts_at=starts,
            place=self.draw(words),
            notes=self.draw(notes),
            earlier_code=self.draw(yes),
            **self.invite(),
            cancelled_at=self.when(),
            outcome=outcome,
            outcome_on=None if outcome == Outcome.WAITING else self.day(),
            debriefed_at=self.when(),
            anxiety_before=self.draw(ratings),
            anxiety_after=self.draw(ratings),
            reflection=self.draw(notes),
        )
        for person in {self.maybe(self.people), None}:
            self.facts(interview, person)
        return interview

    def invite(self) -> dict[str, Any]:
        """Where an interview came from a calendar, by what it is named there."""
        if not self.draw(yes):
            return {}
        return {
            "invite_uid": f"{next(self.numbers)}@example.com",
            "invite_occurrence": self.one(["", "20260310T120000Z"]),
            "invite_sequence": self.draw(few),
        }

    def facts(self, interview: Any, person: Any) -> None:
        """Somebody planned or met, something learned, a question asked."""
        meeting = MeetingFactory(
            owner=self.owner,
            interview=interview,
            contact=person,
            name=self.draw(words) or "Somebody",
            role=self.draw(words),
            planned=self.draw(yes),
            met=self.draw(yes),
            interesting=self.draw(yes),
            got_details=self.draw(yes),
            talked_about=self.draw(words),
        )
        goal = self.maybe(self.goals) if person else None
        lesson = {"plan": goal.title if goal else "", "learned": self.draw(words) or "It works."}
        LessonFactory(owner=self.owner, interview=interview, goal=goal, **lesson)
        AskedFactory(
            owner=self.owner,
            interview=interview,
            question=self.maybe(self.questions) if person else None,
            text=self.draw(words) or "Why?",
            answer=self.draw(notes),
            answered_by=self.one([None, meeting]),
        )

    def letter(self, state: str) -> Any:
        interview = self.maybe(self.rounds)
        person = self.maybe(self.people)
        return LetterFactory(
            owner=self.owner,
            kind=self.one(LetterKind),
            interview=interview,
            application=interview.application if interview else self.maybe(self.tries),
            contact=person,
            to_name=self.draw(words),
            to_email=self.one(["", "somebody@example.com"]),
            subject=self.draw(words),
            body=self.draw(notes) or "Dear [NAME]",
            mail=self.mail(state) if state in ("mailed", "failed", "uncertain") else None,
            touch=self.touch(person) if person and state == "sent" else None,
            sent_at=None if state in ("draft", "skipped") else self.moment(),
            skipped_because="No need." if state == "skipped" else "",
        )

    def mail(self, state: str) -> Any:
        at = NOW - timedelta(hours=1)
        became: dict[str, Any] = {
            "mailed": {"sent_at": at},
            "failed": {"failed_at": NOW, "failure": "No."},
        }
        return MailFactory(
            owner=self.owner,
            from_name=self.draw(words),
            reply_to=self.one(["", "me@example.com"]),
            off_url=self.one(["", "https://example.com/off"]),
            claimed_at=at,
            **became.get(state, {}),
        )

    def answer(self) -> None:
        interview = self.maybe(self.rounds)
        attempt = interview.application if interview else self.maybe(self.tries)
        AnswerFactory(
            owner=self.owner,
            company=attempt.company if attempt else self.one(self.companies),
            application=attempt,
            interview=interview,
            from_name=self.draw(words),
            about=self.draw(words),
            refer_whom=self.draw(words),
            letter=self.maybe(self.letters),
            contact=self.maybe(self.people),
            goal=self.maybe(self.goals),
            on=self.day(),
            said=self.draw(words) or "No.",
            verdict=self.one(["", *Judgement]),
            apply_again_on=self.one([None, self.day()]),
        )

    def script(self, n: int) -> None:
        kind = list(LetterKind)[n]
        ScriptFactory(owner=self.owner, kind=kind, is_shipped=self.draw(yes), body="Dear [NAME]")

    def column(self, n: int) -> None:
        with acting_as(self.owner):
            ColumnChoice.objects.create(
                owner=self.owner,
                kind=self.one(["people", "applications"]),
                header=f"{self.draw(words)} {n}",
                field=self.one(["", "notes"]),
            )

    def answer_about_a_row(self, n: int) -> None:
        with acting_as(self.owner):
            RowChoice.objects.create(
                owner=self.owner,
                kind="people",
                digest=f"{n:064}",
                chosen=RowChoice.CHOICES[n % 2][0],
            )

    def histories(self) -> None:
        """When the rows of each table were made, and how often they were saved."""
        with acting_as(self.owner):
            for model in contents.tables().values():
                made = {"created_at": self.moment(), "updated_at": self.moment()}
                rows = model._base_manager.filter(owner=self.owner)
                rows.update(version=self.draw(st.integers(1, 9)), **made)


def fill(owner: User, draw: Any) -> None:
    """Write an account of any shape."""
    owner.name, owner.quiet_days = draw(words), draw(st.integers(1, 90))
    owner.language = draw(st.sampled_from(["en-gb", "de"]))
    owner.time_zone = draw(st.sampled_from(["UTC", "Asia/Kolkata"]))
    owner.shortcuts, owner.hidden_hints = draw(yes), draw(st.lists(hints, max_size=3, unique=True))
    owner.settled_in_at = draw(st.sampled_from([None, NOW]))
    owner.mail_two_questions, owner.mail_morning, owner.mail_weekly = (
        draw(yes),
        draw(yes),
        draw(yes),
    )
    owner.save()
    Filler(owner, draw)
