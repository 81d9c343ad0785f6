"""Write the sample story into an account."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation

from contacts.models import Contact
from core.ownership import acting_as
from interviews.models import Application, Interview
from learning.models import Goal
from story import correspondence, narrative
from story.parts import Aim, Round, Try


def load(user: Any, now: datetime) -> None:
    """Tell the whole story to ``user``, as if the last day of it were today. All of it or nothing.

    It is somebody's own notes, and notes are in one language: English, her letters included,
    whatever language the pages around them speak. It goes through the verbs that the pages use.
    Costs some 600 statements, 0.8 s.
    """
    with acting_as(user), translation.override("en-gb"):
        teller = _Teller(user, now, {aim.title: _goal(user, aim) for aim in narrative.AIMS})
        for attempt in narrative.TRIES:
            teller.tell(attempt)
        teller.keep()


def _goal(user: Any, aim: Aim) -> Goal:
    goal = Goal.objects.create(
        owner=user, title=aim.title, kind=aim.kind, status=aim.status, why=aim.why
    )
    for text in aim.questions:
        goal.questions.create(owner=user, text=text)
    return goal


@dataclass(frozen=True)
class _Teller:
    user: Any
    now: datetime
    goals: dict[str, Goal]

    @property
    def today(self) -> date:
        return self.now.astimezone(self.user.zone).date()

    def tell(self, attempt: Try) -> None:
        """One application from its first day to its last."""
        application = Application.objects.find_or_make(self.user, attempt.company, attempt.role)
        application.source, application.notes = attempt.source, attempt.notes
        application.url, application.salary_range = attempt.url, attempt.salary
        application.applied_on = attempt.applied(self.today)
        application.save()
        for part in attempt.rounds:
            interview = self.invite(application, part)
            self.plan(interview, part)
            if part.dread:
                self.debrief(interview, part)
                self.correspond(interview, part)
        if attempt.flip:
            early, extreme, selling, enough = attempt.flip
            application.flip_early, application.flip_extreme = early, extreme
            application.flip_selling, application.flip_enough = selling, enough
            application.save()
        if attempt.ended:
            ending, day = attempt.ended
            application.close(ending, day(self.today))
            for sent in attempt.letters:
                correspondence.write(application, None, sent, day(self.today), self.today)

    def invite(self, application: Application, part: Round) -> Interview:
        zone = self.user.zone
        day = part.day(self.today)
        starts_at = datetime.combine(day, part.at, tzinfo=zone)
        return Interview.objects.create(
            owner=self.user,
            application=application,
            kind=part.kind,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=part.minutes),
            place=part.place,
        )

    def plan(self, interview: Interview, part: Round) -> None:
        for someone in part.people:
            if someone.planned:
                interview.plan_to_meet(someone.name, someone.role)
        for title in part.goals:
            interview.plan_to_learn(self.goals[title])

    def debrief(self, interview: Interview, part: Round) -> None:
        """Twenty minutes after the call; then what the company said, when it said it."""
        for someone in part.people:
            if someone.met:
                interview.meet(
                    someone.name,
                    someone.role,
                    interesting=someone.interesting,
                    talked_about=someone.about,
                    details=someone.details,
                    reasons=someone.reasons,
                )
        for lesson in part.lessons:
            interview.learn(lesson.what, self.goals.get(lesson.goal))
        for question in part.asked:
            interview.asked.create(
                owner=self.user,
                question=self.goals[question.goal].questions.get(text=question.text),
                text=question.text,
                answer=question.answer,
                answered_by=interview.meetings.get(name=question.by),
            )
        before, after = part.dread or (None, None)
        interview.debrief(
            interview.ends_at + timedelta(minutes=20),
            anxiety_before=before,
            anxiety_after=after,
            reflection=part.reflection,
        )
        interview.record_outcome(part.answer, self.answered(interview, part))

    def correspond(self, interview: Interview, part: Round) -> None:
        """The letters about it and the answers; both count their days from the company's word."""
        day = self.answered(interview, part)
        for sent in part.letters:
            correspondence.write(interview.application, interview, sent, day, self.today)
        for said in part.said:
            correspondence.hear(interview.application, interview, said, day, self.today)

    @staticmethod
    def answered(interview: Interview, part: Round) -> date:
        return interview.starts_at.date() + timedelta(days=part.after_days)

    def keep(self) -> None:
        """The people, once they have all been met: how they are kept, and what passed since."""
        people = {one.name: one for one in Contact.objects.for_user(self.user)}
        for touched in narrative.TOUCHES:
            people[touched.name].touch(touched.kind, touched.day(self.today), touched.note)
        for moved in narrative.MOVES:
            person = people[moved.name]
            person.moved_to(moved.company, moved.title, moved.day(self.today))
        for kept in narrative.KEPT:
            person = people[kept.name]
            person.keep_in_touch_days, person.where_we_met = kept.every, kept.where
            person.introduced_by = people.get(kept.by)
            person.save()
            if kept.every:
                person.spoke(person.touches.latest("on").on)
