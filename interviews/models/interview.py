"""One round: the unit of everything."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.ownership import Owned, SameOwner
from interviews.models.application import Application
from interviews.models.rating import rating, rating_check
from interviews.models.verdict import InterviewQuerySet, Outcome
from learning.models import Goal
from learning.models import Kind as GoalKind

USUAL_LENGTH = timedelta(hours=1)  # where no end is given


class Kind(models.TextChoices):
    RECRUITER = "recruiter", _("recruiter call")
    TECHNICAL = "technical", _("technical")
    CHALLENGE = "challenge", _("code challenge")
    DESIGN = "design", _("system design")
    BEHAVIOURAL = "behavioural", _("behavioural")
    PANEL = "panel", _("panel")
    FINAL = "final", _("final")
    CHAT = "chat", _("informal chat")


# The kinds of goal that fit: to try in a challenge, or to ask about; else every kind.
_TO_TRY = (GoalKind.LANGUAGE, GoalKind.PATTERN, GoalKind.TOOL)
_TO_ASK = {
    Kind.RECRUITER: (GoalKind.DOMAIN, GoalKind.CRAFT),
    Kind.TECHNICAL: (GoalKind.TOOL, GoalKind.PATTERN, GoalKind.LANGUAGE, GoalKind.CRAFT),
    Kind.DESIGN: (GoalKind.PATTERN, GoalKind.TOOL, GoalKind.DOMAIN),
    Kind.BEHAVIOURAL: (GoalKind.CRAFT, GoalKind.DOMAIN),
}


class Interview(Owned):
    application = models.ForeignKey(
        Application,
        on_delete=models.CASCADE,
        related_name="interviews",
        verbose_name=_("application"),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TECHNICAL)
    starts_at = models.DateTimeField(_("when"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    # With a code challenge: code of mine that they read instead, so there are questions to ask.
    earlier_code = models.BooleanField(_("earlier code of mine stands in"), default=False)

    # The invite it came from: the event's UID, which of a series, and the last version seen.
    invite_uid = models.CharField(max_length=500, blank=True, editable=False)
    invite_occurrence = models.CharField(max_length=100, blank=True, editable=False)
    invite_sequence = models.PositiveIntegerField(default=0, editable=False)

    # Theirs
    outcome = models.CharField(
        _("what they said"), max_length=20, choices=Outcome, default=Outcome.WAITING
    )
    outcome_on = models.DateField(_("on"), null=True, blank=True)

    # Mine
    debriefed_at = models.DateTimeField(_("debriefed"), null=True, blank=True)
    anxiety_before = rating(_("anxiety before"))
    anxiety_after = rating(_("anxiety after"))
    reflection = models.TextField(_("reflection"), max_length=10_000, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="application", name="interviews_interview_application_owner"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="interviews_interview_ends_later",
                violation_error_message=_("It ends before it starts. Check both times."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="interviews_interview_kind_known"
            ),
            models.UniqueConstraint(
                fields=["owner", "invite_uid", "invite_occurrence"],
                name="interviews_interview_invite",
                condition=Q(invite_uid__gt=""),
                violation_error_message=_("This invite is an interview already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, outcome_on=None)
                | Q(
                    outcome__in=[said for said in Outcome.values if said != "waiting"],
                    outcome_on__isnull=False,
                ),
                name="interviews_interview_outcome_dated",
                violation_error_message=_("An answer has a date."),
            ),
            rating_check("anxiety_before", "interviews_interview_anxiety_before"),
            rating_check("anxiety_after", "interviews_interview_anxiety_after"),
        ]
        indexes = [
            models.Index(fields=["owner", "-starts_at", "-id"], name="interviews_intv_starts"),
            models.Index(fields=["owner", "application"], name="interviews_intv_application"),
        ]

    def __str__(self) -> str:
        return _("%(kind)s for %(application)s") % {
            "kind": self.get_kind_display(),
            "application": self.application,
        }

    def get_absolute_url(self) -> str:
        return reverse("interviews:interview", args=[self.pk])

    # --- What happens to it -----------------------------------------------------------------

    @property
    def asks_for_code(self) -> bool:
        """Is there a challenge to try something in? Otherwise there are questions to ask."""
        return self.kind == Kind.CHALLENGE and not self.earlier_code

    @property
    def fitting_kinds(self) -> tuple[str, ...]:
        """The kinds of goal to offer for it."""
        if self.asks_for_code:
            return _TO_TRY
        return _TO_ASK.get(Kind(self.kind), tuple(GoalKind.values))

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    def plan_to_meet(self, name: str, role: str = "", contact: Contact | None = None) -> Any:
        """Expect this person in the room. Whoever is expected already stays as they are."""
        meeting = self.meeting_with(name, role, contact)
        meeting.planned = True
        meeting.contact = meeting.contact or contact
        meeting.role = meeting.role or role.strip()
        meeting.save()
        return meeting

    def plan_to_learn(self, goal: Goal) -> Any:
        """Take this goal into the interview: to try in its challenge, or to ask about.

        One that is in the plan already stays in the words in which it was planned.
        """
        lesson = self.lesson_of(goal)
        if not lesson.plan:
            goal.take_up()
            lesson.plan = goal.title
            lesson.save()
        return lesson

    def meet(self, name: str, role: str = "", **facts: Any) -> Any:
        """I met this person. ``facts`` are those of ``Meeting.happened``."""
        meeting = self.meeting_with(name, role)
        meeting.role = meeting.role or role.strip()
        meeting.happened(**facts)
        return meeting

    def learn(self, learned: str, goal: Goal | None = None) -> Any:
        """What I learned: of a goal, or by surprise."""
        lesson = self.lesson_of(goal)
        lesson.learned = learned.strip()
        lesson.save()
        return lesson

    def ask(self, text: str, question: int | None = None, **facts: Any) -> Any:
        """I asked this. A question, by its id, counts once, in the words in which it was asked.

        ``facts`` are those of ``Asked.note``.
        """
        asked = self.asked.filter(question=question).first() if question else None
        asked = asked or self.asked.model(
            owner=self.owner, interview=self, question_id=question, text=text.strip()
        )
        asked.note(**facts)
        return asked

    def meeting_with(self, name: str, role: str = "", contact: Contact | None = None) -> Any:
        """The meeting still to come with that contact, or with somebody so named; else a new one.

        Two people may share a name: one met already, or expected in another role, is another one.
        """
        if contact and (found := self.meetings.filter(contact=contact).first()):
            return found
        same = self.meetings.filter(name__iexact=name.strip(), met=False)
        if role.strip():
            same = same.filter(role__in=["", role.strip()])
        if contact:
            same = same.filter(contact=None)
        return same.order_by("id").first() or self.meetings.model(
            owner=self.owner, interview=self, contact=contact, name=name.strip()
        )

    def lesson_of(self, goal: Goal | None) -> Any:
        """The lesson of that goal; a new one where none is, and for every discovery."""
        found = self.lessons.filter(goal=goal).first() if goal else None
        return found or self.lessons.model(owner=self.owner, interview=self, goal=goal)

    def debrief(
        self,
        now: datetime,
        *,
        anxiety_before: int | None = None,
        anxiety_after: int | None = None,
        reflection: str = "",
    ) -> None:
        """It is judged, by its meetings and lessons. The first debrief's time stays."""
        self.debriefed_at = self.debriefed_at or now
        self.anxiety_before, self.anxiety_after = anxiety_before, anxiety_after
        self.reflection = reflection
        self.save()

    def record_outcome(self, outcome: str, on: date | None) -> None:
        """What the company said. It changes nothing of mine."""
        self.outcome = outcome
        self.outcome_on = None if outcome == Outcome.WAITING else on
        self.save(update_fields=["outcome", "outcome_on"])

    def cancel(self, now: datetime) -> None:
        self.cancelled_at = now
        self.save(update_fields=["cancelled_at"])

    def restore(self) -> None:
        self.cancelled_at = None
        self.save(update_fields=["cancelled_at"])

    def has_changed(self) -> None:
        """Its people or lessons are others now: count a version, so that an open page notices."""
        self.save(update_fields=["updated_at"])

    # --- What a queryset word adds ------------------------------------------------------------

    verdict: str  # from with_verdict()
    met: bool  # from with_verdict()
    learned: bool  # from with_verdict()
    meeting_facts: list[dict[str, Any]]  # from with_facts()
    lesson_facts: list[dict[str, Any]]  # from with_facts()
    asked_facts: list[dict[str, Any]]  # from with_asked()
