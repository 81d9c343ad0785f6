"""Feedback that came, asked for or not."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.text import Truncator
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


# What a line about an answer is made of.
FACTS = {
    "id": "id",
    "on": "on",
    "said": "said",
    "from_name": "from_name",
    "contact": "contact",
    "about": "about",
    "verdict": "verdict",
    "goal": "goal",
    "goal_title": "goal__title",
    "apply_again_on": "apply_again_on",
    "refer_whom": "refer_whom",
}


class AnswerQuerySet(OwnedQuerySet["Answer"]):
    def newest_first(self) -> Self:
        return self.order_by("-on", "-id")

    def with_links(self) -> Self:
        """Add all that an answer leads to, in the same statement."""
        return self.select_related(
            "company",
            "application__company",
            "interview__application__company",
            "letter",
            "contact",
            "goal",
        )

    def to_apply_again(self, today: date) -> Self:
        """Those whose date has come, while nothing newer is tried at that company."""
        return self.untried().filter(apply_again_on__lte=today)

    def untried(self) -> Self:
        """Those after which nothing newer was tried at that company.

        Newer is what was applied for, or written down, after the answer came.
        """
        applied_later = Q(applied_on__gt=OuterRef("on"))
        made_later = Q(created_at__gt=OuterRef("created_at")) & (
            Q(applied_on=None) | Q(applied_on=OuterRef("on"))
        )
        newer = (
            Application.objects.filter(company=OuterRef("company"))
            .filter(applied_later | made_later)
            .exclude(pk=Coalesce(OuterRef("application"), Value(0)))
        )
        return self.filter(~Exists(newer))

    def facts_of(self, at_most: int, **of: str) -> ArraySubquery:
        """The newest as plain facts, to annotate other rows with: ``facts_of(50, company="pk")``.

        What ``feedback/_answers.html`` shows. Dates are text, as JSON carries them.
        """
        of = {"owner": "owner", **of}
        rows = self.filter(**{name: OuterRef(path) for name, path in of.items()}).newest_first()
        return ArraySubquery(rows.values(facts=JSONObject(**FACTS))[:at_most])


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
        return Truncator(" ".join(self.said.split())).chars(80)

    def get_absolute_url(self) -> str:
        return reverse("feedback:answer", args=[self.pk])

    @property
    def source(self) -> str:
        """Who said it, as far as it is known."""
        return self.from_name or str(self.contact or "")

    def belongs(self) -> None:
        """Find its place by the company alone: the one try there, and its one interview. Not saved.

        Where there were several, nobody but its person knows which. Links to another company go.
        """
        tries = [self.application, self.interview and self.interview.application]
        if any(one and one.company_id != self.company_id for one in tries):
            self.application = self.interview = self.letter = None
        if self.interview:
            self.application = self.interview.application
        if self.application is None:
            self.application = _only(Application.objects.filter(company=self.company))
        if self.application and self.interview is None and self.letter is None:
            self.interview = _only(Interview.objects.held().filter(application=self.application))

    def came_from(self, name: str) -> None:
        """Who said it: by that name, and whom I know of that name there. Not saved."""
        self.from_name = name.strip()
        if self.contact and self.contact.name.casefold() == self.from_name.casefold():
            return
        known = Contact.objects.for_user(self.owner).filter(company=self.company)
        self.contact = _only(known.filter(name__iexact=self.from_name))

    def learn(self, title: str, kind: str) -> None:
        """What I make of it: a goal of that title, made where there is none. Not saved."""
        self.goal = Goal.objects.find_or_make(self.owner, title, kind) if title.strip() else None


def _only(rows: Any) -> Any:
    """The one row there is; None where there are none or several."""
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
