"""Write the sample story into an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.ownership import acting_as
from interviews.models import Application, Interview
from learning.models import Goal
from story import narrative
from story.parts import Round, Try


def load(user: Any, now: datetime) -> None:
    """Tell the whole story to ``user``, as if the last day of it were today. All of it or nothing.

    It goes through the verbs that the pages use. Costs some 300 statements, 0.4 s.
    """
    with acting_as(user):
        goals = {
            aim.title: Goal.objects.create(
                owner=user, title=aim.title, kind=aim.kind, status=aim.status, why=aim.why
            )
            for aim in narrative.AIMS
        }
        teller = _Teller(user, now, goals)
        for attempt in narrative.TRIES:
            teller.tell(attempt)


@dataclass(frozen=True)
class _Teller:
    user: Any
    now: datetime
    goals: dict[str, Goal]

    def tell(self, attempt: Try) -> None:
        """One application from its first day to its last."""
        today = self.now.astimezone(self.user.zone).date()
        application = Application.objects.find_or_make(self.user, attempt.company, attempt.role)
        application.source, application.notes = attempt.source, attempt.notes
        application.url, application.salary_range = attempt.url, attempt.salary
        application.applied_on = attempt.applied(today)
        application.save()
        for part in attempt.rounds:
            interview = self.invite(application, part)
            self.plan(interview, part)
            if part.dread:
                self.debrief(interview, part)
        if attempt.ended:
            ending, day = attempt.ended
            application.close(ending, day(today))

    def invite(self, application: Application, part: Round) -> Interview:
        zone = self.user.zone
        day = part.day(self.now.astimezone(zone).date())
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
        before, after = part.dread or (None, None)
        interview.debrief(
            interview.ends_at + timedelta(minutes=20),
            anxiety_before=before,
            anxiety_after=after,
            reflection=part.reflection,
        )
        answered = interview.starts_at.date() + timedelta(days=part.after_days)
        interview.record_outcome(part.answer, answered)
