"""One try at one role, which interviews are rounds of."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Avg, Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.details import is_web_address
from contacts.models import Company
from core.fields import WebAddressField
from core.ownership import Owned, OwnedQuerySet, SameOwner
from core.text import fold
from interviews.models.rating import rating, rating_check
from interviews.models.stage import Stage, round_expression, stage_expression

ROLE_KEY_LENGTH = 250
MARKS = 3  # verdicts beside an application in a list


class Ending(models.TextChoices):
    """How an application ended, with or without an interview."""

    ACCEPTED = "accepted", _("I accepted")
    REJECTED = "rejected", _("rejected")
    NO_ANSWER = "no_answer", _("no answer")
    WITHDREW = "withdrew", _("I withdrew")


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def closed_without_interview(self) -> Self:
        """Ended, and no interview was held: counted apart from every metric."""
        rounds: Any = self.model.interviews.rel.related_model._default_manager
        return self.exclude(closed_on=None).exclude(
            Exists(rounds.held().filter(application=OuterRef("pk")))
        )

    def chosen(self, q: str = "", state: str = "") -> Self:
        """What the list's filters ask for, of rows ``with_stage()``; with no state, the open ones.

        One that they rejected and that is not closed yet is open, and over: it is in both.
        """
        rows = self if state else self.open()
        if state in Stage.values:
            rows = rows.filter(stage=state)
        for word in q.split():
            rows = rows.filter(
                Q(company__sort_key__contains=fold(word)) | Q(role_key__contains=fold(word))
            )
        return rows

    def with_stage(self, now: datetime) -> Self:
        """Add ``stage``, and ``round``: the facts of the round that speaks for it, or None."""
        rounds: Any = self.model.interviews.rel.related_model._default_manager
        held = rounds.held().filter(application=OuterRef("pk"))
        return self.annotate(stage=stage_expression(held, now), round=round_expression(held, now))

    def with_verdicts(self) -> Self:
        """Add ``verdicts``: mine on the latest rounds that I debriefed, the newest first."""
        rounds: Any = self.model.interviews.rel.related_model._default_manager
        mine = rounds.debriefed().filter(application=OuterRef("pk")).with_verdict()
        latest = mine.order_by("-starts_at", "-id").values("verdict")[:MARKS]
        return self.annotate(verdicts=ArraySubquery(latest))

    def flip(self) -> Any:
        """One row for each company that was rated: how many applications ``n`` rated it, and of
        each rating ``n`` and ``average``.
        """
        ratings = {
            field: JSONObject(n=Count(field), average=Avg(field)) for field in Application.FLIP
        }
        rated = self.exclude(**dict.fromkeys(Application.FLIP))
        facts = JSONObject(n=Count("pk"), **ratings)
        by_company = rated.order_by("company").values("company").annotate(flip=facts)
        return by_company.values_list("flip", flat=True)

    def flip_of(self, company: str) -> Subquery:
        """The same of a company, to annotate other rows with: ``flip_of("application__company")``;
        None where there is none.
        """
        return Subquery(self.filter(owner=OuterRef("owner"), company=OuterRef(company)).flip())

    def find_or_make(self, owner: Any, company_name: str, role: str) -> "Application":
        """The newest open application for that role there, made on the spot where there is none."""
        company = Company.objects.find_or_make(owner, company_name)
        mine = self.for_user(owner).open().filter(company=company)
        found = mine.annotate(lower_role=Lower("role")).filter(
            lower_role=Lower(Value(role.strip()))
        )
        return found.order_by("-id").first() or self.create(
            owner=owner, company=company, role=role.strip()
        )


class Application(Owned):
    FLIP = ("flip_early", "flip_extreme", "flip_selling", "flip_enough")

    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        related_name="applications",
        verbose_name=_("company"),
        db_index=False,
    )
    role = models.CharField(_("role"), max_length=200)
    role_key = models.CharField(max_length=ROLE_KEY_LENGTH, editable=False)
    source = models.CharField(
        _("source"),
        max_length=100,
        blank=True,
        help_text=_("Where it came from: a friend, a board."),
    )
    url = WebAddressField(_("link"), max_length=1_000, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    salary_range = models.CharField(_("salary range"), max_length=100, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    # The flip: when courting turned into testing. One small rating each, after an interview.
    flip_early = rating(_("how early it came"))
    flip_extreme = rating(_("how extreme it was"))
    flip_selling = rating(_("how much they tried to win me over"))
    flip_enough = rating(_("whether passing was good enough for them"))
    closed_as = models.CharField(_("closed as"), max_length=20, choices=Ending, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="company", name="interviews_application_company_owner"),
            models.CheckConstraint(
                condition=Q(closed_as="", closed_on=None)
                | Q(closed_as__in=Ending.values, closed_on__isnull=False),
                name="interviews_application_closed_whole",
                violation_error_message=_("A closed application says how it ended, and when."),
            ),
            rating_check("flip_early", "interviews_application_flip_early"),
            rating_check("flip_extreme", "interviews_application_flip_extreme"),
            rating_check("flip_selling", "interviews_application_flip_selling"),
            rating_check("flip_enough", "interviews_application_flip_enough"),
        ]
        indexes = [
            models.Index(fields=["owner", "company"], name="interviews_appl_company"),
            models.Index(fields=["owner", "closed_on", "-id"], name="interviews_appl_open"),
        ]

    def __str__(self) -> str:
        return _("%(role)s at %(company)s") % {"role": self.role, "company": self.company}

    def set_keys(self) -> None:
        self.role_key = fold(self.role)[:ROLE_KEY_LENGTH]

    def get_absolute_url(self) -> str:
        return reverse("interviews:application", args=[self.pk])

    def is_for(self, company: str, role: str) -> bool:
        """Whether these words name its company and role, case aside."""
        mine = (self.company.name.casefold(), self.role.casefold())
        return mine == (company.strip().casefold(), role.strip().casefold())

    @property
    def url_href(self) -> str:
        """Its link where a page may lead there, whatever way it came into the table."""
        return self.url if is_web_address(self.url) else ""

    @property
    def has_flip(self) -> bool:
        return any(getattr(self, field) for field in self.FLIP)

    def close(self, ending: str, on: date) -> None:
        """Note how it ended. Its rounds stay as they were."""
        self.closed_as, self.closed_on = ending, on
        self.save(update_fields=["closed_as", "closed_on"])

    def reopen(self) -> None:
        if not self.closed_as:
            return
        self.closed_as, self.closed_on = "", None
        self.save(update_fields=["closed_as", "closed_on"])

    # --- What a queryset word adds ------------------------------------------------------------

    stage: str  # from with_stage()
    verdicts: list[str]  # from with_verdicts()
    round: dict[str, Any] | None  # from with_stage()
