"""An account of any shape, drawn by hypothesis: any words, links that are empty, all states."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from accounts.models import User
from contacts.models import TouchKind
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

Rows = list[Any]
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
words = st.text(letters, max_size=12).map(str.strip)
notes = st.one_of(st.just(""), st.text(letters, max_size=30), st.just("one\n\ntwo\r\n'\"<&;=1+1"))
few = st.integers(min_value=0, max_value=3)
ratings = st.one_of(st.none(), st.integers(min_value=1, max_value=5))
yes = st.booleans()


class Filler:
    """Makes rows of everything. ``draw`` chooses how many, of what, and what they link to."""

    def __init__(self, owner: User, draw: Any) -> None:
        self.owner, self.draw = owner, draw
        self.companies = [self.company(n) for n in range(1 + draw(few))]
        self.people: Rows = []
        for n in range(draw(few)):
            self.people.append(self.person(n))
        self.goals = [self.goal(n) for n in range(draw(few))]
        self.questions = [self.question(n) for n in range(draw(few) if self.goals else 0)]
        self.tries = [self.attempt() for _ in range(draw(few))]
        self.rounds = [self.round() for _ in range(draw(few) if self.tries else 0)]
        self.letters = [self.letter() for _ in range(draw(few))]
        for n in range(draw(few)):
            self.answer()
            self.script(n)

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
        return CompanyFactory(owner=self.owner, name=name, notes=self.draw(notes))

    def person(self, n: int) -> Any:
        person = ContactFactory(
            owner=self.owner,
            name=f"{self.draw(words)} {n}",
            company=self.maybe(self.companies),
            title=self.draw(words),
            email=self.one(["", f"somebody{n}@example.com"]),
            links=self.one(["", "https://example.com/one\nhttps://example.com/two"]),
            may_help_them=self.draw(yes),
            introduced_by=self.maybe(self.people),
            keep_in_touch_days=self.one([None, 30, 365]),
            next_on=self.one([None, NOW.date(), self.day()]),
            notes=self.draw(notes),
            archived_at=self.when(),
        )
        if self.draw(yes):
            TouchFactory(
                owner=self.owner, contact=person, kind=self.one(TouchKind), on=self.day(),
                note=self.draw(words),
            )  # fmt: skip
            EmploymentFactory(
                owner=self.owner, contact=person, company=self.one(self.companies),
                title=self.draw(words), until=self.one([None, self.day()]),
            )  # fmt: skip
        return person

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
            notes=self.draw(notes),
            flip_early=self.draw(ratings),
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
            cancelled_at=self.when(),
            outcome=outcome,
            outcome_on=None if outcome == Outcome.WAITING else self.day(),
            debriefed_at=self.when(),
            anxiety_before=self.draw(ratings),
            reflection=self.draw(notes),
        )
        for person in {self.maybe(self.people), None}:
            self.facts(interview, person)
        return interview

    def facts(self, interview: Any, person: Any) -> None:
        """Somebody planned or met, something learned, a question asked."""
        meeting = MeetingFactory(
            owner=self.owner,
            interview=interview,
            contact=person,
            name=self.draw(words) or "Somebody",
            planned=self.draw(yes),
            met=self.draw(yes),
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

    def letter(self) -> Any:
        interview = self.maybe(self.rounds)
        state = self.one(["draft", "sent", "skipped", "failed", "uncertain"])
        mail = None
        if state in ("failed", "uncertain"):
            claimed = NOW - timedelta(hours=1)
            failed = {"failed_at": NOW, "failure": "No."} if state == "failed" else {}
            mail = MailFactory(owner=self.owner, claimed_at=claimed, **failed)
        return LetterFactory(
            owner=self.owner,
            kind=self.one(LetterKind),
            interview=interview,
            application=interview.application if interview else self.maybe(self.tries),
            contact=self.maybe(self.people),
            to_name=self.draw(words),
            subject=self.draw(words),
            body=self.draw(notes) or "Dear [NAME]",
            mail=mail,
            sent_at=self.moment() if state in ("sent", "failed", "uncertain") else None,
            skipped_because="No need." if state == "skipped" else "",
        )

    def answer(self) -> None:
        AnswerFactory(
            owner=self.owner,
            company=self.one(self.companies),
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


def fill(owner: User, draw: Any) -> None:
    """Write an account of any shape."""
    owner.name, owner.quiet_days = draw(words), draw(st.integers(1, 90))
    owner.language, owner.time_zone = "en-gb", draw(st.sampled_from(["UTC", "Asia/Kolkata"]))
    owner.save()
    Filler(owner, draw)
