"""What I want to learn, and where it stands."""

from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Value, When
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ownership import Owned, OwnedQuerySet, SameOwner, make_or_find
from core.text import fold

AT_ONCE = 30  # questions of one goal in one interview: nobody asks more, and a form has its limit


class Kind(models.TextChoices):
    LANGUAGE = "language", _("language")
    PATTERN = "pattern", _("architecture pattern")
    TOOL = "tool", _("tool")
    DOMAIN = "domain", _("domain")
    CRAFT = "craft", _("craft")


class Status(models.TextChoices):
    SOMEDAY = "someday", _("someday")
    ACTIVE = "active", _("active")
    LEARNED = "learned", _("learned")
    DROPPED = "dropped", _("dropped")


# An index holds this order; the statuses' own, by alphabet, would be another.
_ACTIVE_FIRST = Case(When(status=Status.ACTIVE, then=Value(0)), default=Value(1))
_BY_KIND = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(Kind.values)))


class GoalQuerySet(OwnedQuerySet["Goal"]):
    def open(self) -> Self:
        """Still to learn: active or someday."""
        return self.filter(status__in=[Status.ACTIVE, Status.SOMEDAY])

    def chosen(self, q: str = "", kind: str = "", status: str = "") -> Self:
        """What the list's filters ask for; with no status, those still to learn."""
        rows = self.filter(status=status) if status else self.open()
        if kind:
            rows = rows.filter(kind=kind)
        for word in fold(q).split():
            rows = rows.filter(sort_key__contains=word)
        return rows

    def in_order(self) -> Self:
        """Active ones first, then by title."""
        return self.order_by(_ACTIVE_FIRST, "sort_key", "id")

    def by_kind(self) -> Self:
        """Kind after kind, as they stand in ``Kind``, and in order within each."""
        return self.order_by(_BY_KIND, _ACTIVE_FIRST, "sort_key", "id")

    def with_questions(self) -> Self:
        """Add ``question_facts``: its questions as dicts, in the same statement."""
        return self.annotate(question_facts=Question.objects.facts_of(OuterRef("pk")))

    def titled(self, title: str) -> Self:
        return self.annotate(lower_title=Lower("title")).filter(
            lower_title=Lower(Value(title.strip()))
        )

    def find_or_make(self, owner: Any, title: str, kind: str) -> "Goal":
        """The owner's goal of that title, made active on the spot where there is none."""
        same = self.for_user(owner).titled(title)
        facts = {"title": title.strip(), "kind": kind, "status": Status.ACTIVE}
        return same.first() or make_or_find(same, owner=owner, **facts)


class Goal(Owned):
    title = models.CharField(_("what I want to learn"), max_length=300)
    sort_key = models.CharField(max_length=350, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CRAFT)
    why = models.TextField(_("why"), max_length=5_000, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)

    objects = GoalQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                "owner",
                Lower("title"),
                name="learning_goal_title",
                violation_error_message=_("You have this goal already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="learning_goal_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="learning_goal_status_known"
            ),
        ]
        indexes = [
            models.Index("owner", _ACTIVE_FIRST, "sort_key", "id", name="learning_goal_sorted")
        ]

    def __str__(self) -> str:
        return self.title

    def set_keys(self) -> None:
        self.sort_key = fold(self.title)[:350]

    def get_absolute_url(self) -> str:
        return reverse("learning:goal", args=[self.pk])

    def take_up(self) -> None:
        """It goes into an interview: someday, or dropped once, is active now."""
        if self.status in (Status.SOMEDAY, Status.DROPPED):
            self.status = Status.ACTIVE
            self.save(update_fields=["status"])

    question_facts: list[dict[str, Any]]  # from with_questions()

    @property
    def is_open(self) -> bool:
        return self.status in (Status.ACTIVE, Status.SOMEDAY)

    @property
    def is_learned(self) -> bool:
        return self.status == Status.LEARNED


class QuestionQuerySet(OwnedQuerySet["Question"]):
    def facts_of(self, goal: Any, at_most: int = AT_ONCE, **more: Any) -> ArraySubquery:
        """The questions of a goal in an outer query, as dicts; ``more`` adds to each."""
        rows = self.filter(goal=goal).order_by("id")[:at_most]
        return ArraySubquery(rows.values(row=JSONObject(id="id", text="text", **more)))


class Question(Owned):
    """Something to ask about a goal, in whichever interview it fits."""

    goal = models.ForeignKey(
        Goal,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("goal"),
        db_index=False,
    )
    text = models.CharField(_("question"), max_length=500)

    objects = QuestionQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="goal", name="learning_question_goal_owner"),
            models.UniqueConstraint(
                "owner",
                "goal",
                Lower("text"),
                name="learning_question_once",
                violation_error_message=_("This goal has the question already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Where it is shown: on its goal's page."""
        return reverse("learning:goal", args=[self.goal_id])
