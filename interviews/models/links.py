"""Whom I met, what I learned and what I asked: the facts of an interview."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.ownership import Owned, OwnedQuerySet, SameOwner
from interviews.models.interview import Interview
from interviews.models.places import LOOKED_AHEAD, Places
from learning.models import Goal, Question

# Of meetings: with somebody whom I can reach.
HAS_DETAILS = Q(contact__email__gt="") | Q(contact__phone__gt="") | Q(contact__links__gt="")


class Meeting(Owned):
    """Me and a person in an interview. The name stays when the contact is erased."""

    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="meetings",
        verbose_name=_("interview"),
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("person"),
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    planned = models.BooleanField(_("planned"), default=False)
    met = models.BooleanField(_("met"), default=False)
    interesting = models.BooleanField(_("interesting conversation"), default=False)
    got_details = models.BooleanField(_("got contact details"), default=False)
    talked_about = models.CharField(_("talked about"), max_length=1_000, blank=True)

    objects = OwnedQuerySet["Meeting"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="interview", name="interviews_meeting_interview_owner"),
            SameOwner(field="contact", name="interviews_meeting_contact_owner"),
            models.UniqueConstraint(
                fields=["owner", "interview", "contact"],
                name="interviews_meeting_contact_once",
                violation_error_message=_("This person is in this interview already."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="interviews_meeting_contact"),
            models.Index(
                fields=["interview"], name="interviews_meeting_met", condition=Q(met=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def happened(
        self,
        *,
        interesting: bool = False,
        got_details: bool = False,
        talked_about: str = "",
        details: str = "",
        reasons: Collection[str] = (),
        dropped: Collection[str] = (),
    ) -> None:
        """We met: keep the person, as a contact of the interview's company.

        ``details`` is what was jotted down (an e-mail, a phone number, a link); ``reasons`` are
        names of the contact's three reasons to keep in touch. Both complete what is known, and
        ``dropped`` are reasons that hold no more. The contact is read again under a lock, so an
        edit of theirs that commits meanwhile is kept. We spoke, so the day to speak next moves.
        """
        first = not self.met
        news = first or details or reasons
        self.met = True
        self.interesting, self.got_details = interesting, got_details or bool(details)
        self.talked_about = talked_about.strip()
        if self.contact is None and news:  # without news, a person erased since stays erased
            self.contact = self._find_or_make_contact()
        if self.contact and (details or reasons or dropped):
            self.contact = Contact.objects.select_for_update().get(pk=self.contact.pk)
            self.contact.add_details(details)
            for reason in (*reasons, *dropped):
                setattr(self.contact, reason, reason in reasons)
            self.contact.save()
        if self.contact and first:
            self.contact.spoke(timezone.localdate(self.interview.starts_at))
        self.save()

    def did_not_happen(self) -> None:
        """We did not meet after all. Who was not planned leaves, unless something was written."""
        if not self.planned and not self.talked_about:
            self.delete()
            return
        self.met = self.interesting = self.got_details = False
        self.save()

    def unplan(self) -> None:
        """No longer expected. Whoever was met all the same stays."""
        self.planned = False
        if self.met:
            self.save()
        else:
            self.delete()

    def _find_or_make_contact(self) -> Contact:
        company = self.interview.application.company
        known = Contact.objects.for_user(self.owner).filter(name__iexact=self.name, company=company)
        taken = self.interview.meetings.exclude(contact=None).values("contact")
        return known.exclude(pk__in=taken).order_by("id").first() or Contact.objects.create(
            owner=self.owner, name=self.name, company=company, title=self.role
        )


class LessonQuerySet(OwnedQuerySet["Lesson"]):
    def with_questions(self) -> Self:
        """Add ``question_facts``: the questions of its goal as dicts, in the same statement."""
        return self.annotate(question_facts=Question.objects.facts_of(OuterRef("goal")))

    def places(self, owner: Any, now: datetime) -> Places:
        """Where goals can be learned next: the coming interviews, in one statement."""
        coming = Interview.objects.for_user(owner).upcoming(now).with_company().with_facts()
        return Places(list(coming.order_by("starts_at", "id")[:LOOKED_AHEAD]))


class Lesson(Owned):
    """A goal taken into an interview, or a discovery made there.

    ``plan`` holds the goal's words as they were planned (a challenge to try, a question to ask),
    and stays when the goal is erased; a discovery has none. ``learned`` is empty until it happened.
    """

    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="lessons",
        verbose_name=_("interview"),
        db_index=False,
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("goal"),
        db_index=False,
    )
    plan = models.CharField(_("planned"), max_length=300, blank=True)
    learned = models.TextField(_("what I learned"), max_length=5_000, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="interview", name="interviews_lesson_interview_owner"),
            SameOwner(field="goal", name="interviews_lesson_goal_owner"),
            models.UniqueConstraint(
                fields=["owner", "interview", "goal"],
                name="interviews_lesson_goal_once",
                violation_error_message=_("This goal is in this interview already."),
            ),
        ]
        indexes = [models.Index(fields=["owner", "goal"], name="interviews_lesson_goal")]

    question_facts: list[dict[str, Any]]  # from with_questions()

    def __str__(self) -> str:
        return self.learned or self.plan

    def note(self, learned: str) -> None:
        """What I learned of it. A discovery without words is no lesson."""
        self.learned = learned
        if self.learned or self.plan:
            self.save()
        else:
            self.delete()

    def unplan(self) -> None:
        """No longer in the plan. What was learned all the same stays."""
        self.plan = ""
        self.note(self.learned)


class Asked(Owned):
    """A question that was asked in an interview, in its words then, with the answer and its giver.

    It stays as it was when the question is changed or erased.
    """

    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="asked",
        verbose_name=_("interview"),
        db_index=False,
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name=_("question"),
        db_index=False,
    )
    text = models.CharField(_("asked"), max_length=500)
    answer = models.TextField(_("answer"), max_length=5_000, blank=True)
    answered_by = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("who answered"),
        db_index=False,
    )

    objects = OwnedQuerySet["Asked"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("question asked")
        verbose_name_plural = _("questions asked")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="interview", name="interviews_asked_interview_owner"),
            SameOwner(field="question", name="interviews_asked_question_owner"),
            SameOwner(field="answered_by", name="interviews_asked_answered_by_owner"),
            models.UniqueConstraint(
                fields=["owner", "interview", "question"],
                name="interviews_asked_once",
                violation_error_message=_("This question is noted for this interview already."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "question"], name="interviews_asked_question"),
            models.Index(fields=["owner", "answered_by"], name="interviews_asked_by"),
        ]

    def __str__(self) -> str:
        return self.text

    def note(self, answer: str = "", answered_by: Meeting | None = None) -> None:
        """It was asked: the answer, and who of this interview gave it, as far as known."""
        self.answer, self.answered_by = answer.strip(), answered_by
        self.save()

    def was_not_asked(self) -> None:
        """It was not asked after all. It leaves, unless an answer was written."""
        if not self.answer:
            self.delete()
