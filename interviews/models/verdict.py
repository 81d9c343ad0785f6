"""Two judgements that never mix: the verdict is mine, the outcome is theirs."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from core.ownership import OwnedQuerySet
from core.text import fold


class Verdict(models.TextChoices):
    BOTH = "both", _("met someone and learned something")
    MET = "met", _("met someone")
    LEARNED = "learned", _("learned something")
    NEITHER = "neither", _("neither this time")
    PENDING = "pending", _("not debriefed yet")


class Outcome(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ADVANCED = "advanced", _("next round")
    OFFER = "offer", _("offer")
    REJECTED = "rejected", _("rejected")
    NO_ANSWER = "no_answer", _("no answer")
    WITHDREW = "withdrew", _("I withdrew")

    @property
    def word(self) -> str:
        """In a list of answers, where nobody speaks in the first person as on a form."""
        return str(_("withdrew") if self is Outcome.WITHDREW else self.label)


class InterviewQuerySet(OwnedQuerySet[Any]):
    """Questions one asks of interviews; each takes ``now`` where time matters."""

    def held(self) -> Self:
        """All but the cancelled ones, which count nowhere."""
        return self.filter(cancelled_at=None)

    def upcoming(self, now: datetime) -> Self:
        return self.held().filter(ends_at__gt=now, debriefed_at=None)

    def to_debrief(self, now: datetime) -> Self:
        return self.held().filter(ends_at__lte=now, debriefed_at=None)

    def debriefed(self) -> Self:
        return self.held().exclude(debriefed_at=None)

    def waiting(self) -> Self:
        """Debriefed, and the company has not answered. A closed application awaits no answer."""
        return self.debriefed().filter(outcome=Outcome.WAITING, application__closed_on=None)

    def recent(self, now: datetime) -> Self:
        """The latest that have begun, the newest first: where someone just met was met."""
        latest = (
            self.held().filter(starts_at__lte=now).order_by("-starts_at", "-id").values("pk")[:20]
        )
        return self.filter(pk__in=latest).with_company().order_by("-starts_at", "-id")

    def grouped(self, now: datetime) -> Self:
        """Sort by the new ``group``: coming (soonest first), debrief, waiting, past, cancelled."""
        group = Case(
            When(cancelled_at__isnull=False, then=Value(5)),
            When(debriefed_at=None, ends_at__gt=now, then=Value(1)),
            When(debriefed_at=None, then=Value(2)),
            When(outcome=Outcome.WAITING, application__closed_on=None, then=Value(3)),
            default=Value(4),
        )
        return self.annotate(group=group).order_by(
            "group",
            Case(When(group=1, then=F("starts_at"))),
            "-starts_at",
            "-id",
        )

    def with_verdict(self) -> Self:
        """Add ``met``, ``learned`` and ``verdict``: facts from meetings and lessons.

        The only reader of both metrics. Before the debrief the verdict is pending, whatever rows
        there are.
        """
        rows = self.annotate(
            met=Exists(self._linked("meetings").filter(met=True)),
            learned=Exists(self._linked("lessons").exclude(learned="")),
        )
        return rows.annotate(
            verdict=Case(
                When(debriefed_at=None, then=Value(Verdict.PENDING)),
                When(met=True, learned=True, then=Value(Verdict.BOTH)),
                When(met=True, then=Value(Verdict.MET)),
                When(learned=True, then=Value(Verdict.LEARNED)),
                default=Value(Verdict.NEITHER),
                output_field=models.CharField(),
            )
        )

    def with_next_round(self) -> Self:
        """Add ``next_round``: the id of the application's next interview, or None."""
        later = self.model._default_manager.held().filter(
            application=OuterRef("application"), starts_at__gt=OuterRef("starts_at")
        )
        return self.annotate(
            next_round=Subquery(later.order_by("starts_at", "id").values("pk")[:1])
        )

    def with_company(self) -> Self:
        return self.select_related("application__company")

    def with_facts(self) -> Self:
        """Add ``meeting_facts`` and ``lesson_facts``: lists of dicts, in the same statement."""
        return self.annotate(
            meeting_facts=ArraySubquery(
                self._linked("meetings")
                .order_by("id")
                .values(
                    row=JSONObject(
                        id="id",
                        name="name",
                        role="role",
                        contact="contact",
                        planned="planned",
                        met="met",
                        interesting="interesting",
                    )
                )
            ),
            lesson_facts=ArraySubquery(
                self._linked("lessons")
                .order_by("id")
                .values(row=JSONObject(id="id", goal="goal", plan="plan", learned="learned"))
            ),
        )

    def with_asked(self) -> Self:
        """Add ``asked_facts``: the questions asked, their answers and who gave them."""
        return self.annotate(
            asked_facts=ArraySubquery(
                self._linked("asked")
                .order_by("id")
                .values(
                    row=JSONObject(
                        id="id",
                        question="question",
                        goal="question__goal",
                        text="text",
                        answer="answer",
                        answered_by="answered_by",
                        giver="answered_by__name",
                    )
                )
            )
        )

    def chosen(self, q: str = "", verdict: str = "", outcome: str = "") -> Self:
        """What the list's filters ask for, of rows ``with_verdict()``.

        By verdict or outcome the cancelled ones are left out: they count in neither.
        """
        rows = self.matching(q)
        if verdict or outcome:
            rows = rows.held()
        if verdict:
            rows = rows.filter(verdict=verdict)
        if outcome:
            rows = rows.filter(outcome=outcome)
        return rows

    def matching(self, words: str) -> Self:
        """Those with every word in the company, the role or the name of someone planned or met."""
        found = self
        for word in words.split():
            names = self._linked("meetings").filter(
                Q(name__folded__contains=fold(word)) | Q(contact__sort_key__contains=fold(word))
            )
            found = found.filter(
                Q(application__company__sort_key__contains=fold(word))
                | Q(application__role_key__contains=fold(word))
                | Exists(names)
            )
        return found

    def _linked(self, relation: str) -> Any:
        """The meetings, lessons or questions asked of the interview in the outer query."""
        rows = getattr(self.model, relation).rel.related_model.objects
        return rows.filter(interview=OuterRef("pk"))
