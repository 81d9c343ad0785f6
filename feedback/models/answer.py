"""Feedback that came, asked for or not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Company, Contact
from core.ownership import Owned, OwnedQuerySet, SameOwner
from feedback.models.letter import Letter
from interviews.models import Application, Interview
from learning.models import Goal


class Judgement(models.TextChoices):
    """Mine to make: does it tell me something, or not?"""

    SIGNAL = "signal", _("a signal")
    NOISE = "noise", _("noise")


class AnswerQuerySet(OwnedQuerySet["Answer"]):
    pass


class Answer(Owned):
    """A signal from outside about a past decision, and what it changes.

    It stays with the company when the interview or the person is erased.
    """

    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        related_name="answers",
        verbose_name=_("company"),
        db_index=False,
    )
    application = models.ForeignKey(
        Application,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("application"),
        db_index=False,
    )
    interview = models.ForeignKey(
        Interview,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("interview"),
        db_index=False,
    )
    letter = models.ForeignKey(
        Letter,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answers the letter"),
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("person"),
        db_index=False,
    )
    from_name = models.CharField(_("from whom"), max_length=200, blank=True)
    on = models.DateField(_("on"))
    said = models.TextField(_("what was said"), max_length=10_000)
    about = models.CharField(_("about which decision"), max_length=200, blank=True)
    verdict = models.CharField(_("signal or noise"), max_length=10, choices=Judgement, blank=True)
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("goal made from it"),
        db_index=False,
    )
    apply_again_on = models.DateField(_("apply again on"), null=True, blank=True)
    refer_whom = models.CharField(_("whom to refer there"), max_length=300, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="company", name="feedback_answer_company_owner"),
            SameOwner(field="application", name="feedback_answer_application_owner"),
            SameOwner(field="interview", name="feedback_answer_interview_owner"),
            SameOwner(field="letter", name="feedback_answer_letter_owner"),
            SameOwner(field="contact", name="feedback_answer_contact_owner"),
            SameOwner(field="goal", name="feedback_answer_goal_owner"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Judgement.values]),
                name="feedback_answer_verdict_known",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "company"], name="feedback_answer_company"),
            models.Index(fields=["owner", "application"], name="feedback_answer_application"),
            models.Index(fields=["owner", "interview"], name="feedback_answer_interview"),
            models.Index(fields=["owner", "letter"], name="feedback_answer_letter"),
            models.Index(fields=["owner", "contact"], name="feedback_answer_contact"),
            models.Index(fields=["owner", "goal"], name="feedback_answer_goal"),
            models.Index(fields=["owner", "-on"], name="feedback_answer_on"),
        ]

    def __str__(self) -> str:
        return self.said[:80]
