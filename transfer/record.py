"""What was done for finding work, day by day, for a job centre or a coach.

Dates, companies, roles and steps. What is the person's own (verdicts, anxiety, reflections, notes,
names of people) is not even read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Letter, LetterKind
from interviews.models import Application, Ending, Interview, Kind, Outcome

# The sorts of step, in the order of a day that has several.
APPLIED, HELD, SAID, CLOSED, WROTE = "1 applied", "2 held", "3 said", "4 closed", "5 wrote"
_SAID_BY_THEM = {Outcome.ADVANCED, Outcome.OFFER, Outcome.REJECTED}


@dataclass(frozen=True)
class Step:
    """One step; ``what`` is the kind of interview or letter, or the answer."""

    day: date
    sort: str
    number: int
    company: str
    role: str
    what: str

    @property
    def on(self) -> str:
        return date_format(self.day)

    @property
    def words(self) -> str:
        """What was done, or what they said."""
        if self.sort == APPLIED:
            return _("Applied")
        if self.sort == HELD:
            return _("Interview: %(kind)s") % {"kind": Kind(self.what).label}
        if self.sort == WROTE:
            return _("Letter: %(kind)s") % {"kind": LetterKind(self.what).label}
        return str(_ANSWERS[self.what])

    @property
    def is_answer(self) -> bool:
        return self.sort in (SAID, CLOSED) and self.what in _SAID_BY_THEM


_ANSWERS: dict[str, Any] = {
    Outcome.ADVANCED: gettext_lazy("Their answer: next round"),
    Outcome.OFFER: gettext_lazy("Their answer: an offer"),
    Outcome.REJECTED: gettext_lazy("Their answer: a rejection"),
    Outcome.NO_ANSWER: gettext_lazy("No answer came"),
    Outcome.WITHDREW: gettext_lazy("Withdrew"),
    Ending.ACCEPTED: gettext_lazy("Accepted the offer"),
}


def steps(user: Any, first: date, last: date, now: datetime) -> list[Step]:
    """All that was done or heard from ``first`` to ``last``, in one statement, in order."""
    mine = Application.objects.for_user(user)
    rounds = Interview.objects.for_user(user).held()
    sent = Letter.objects.for_user(user).sent().exclude(application=None)
    same = rounds.filter(application=OuterRef("pk"), outcome=OuterRef("closed_as"))
    begun = rounds.filter(starts_at__lte=now)
    parts = [
        _part(APPLIED, mine, F("applied_on")),
        _part(HELD, begun, TruncDate("starts_at"), "kind"),
        _part(SAID, rounds, F("outcome_on"), "outcome"),
        _part(CLOSED, mine.exclude(Exists(same)), F("closed_on"), "closed_as"),
        _part(WROTE, sent, TruncDate("sent_at"), "kind"),
    ]
    within = [part.filter(step_on__range=(first, last)) for part in parts]
    rows = within[0].union(*within[1:], all=True).order_by("step_on", "step_sort", "step_id")
    return [Step(*row) for row in rows]


def totals(found: Sequence[Step]) -> list[tuple[str, int]]:
    """How many of each, with their words."""
    return [
        (_("Companies"), len({step.company for step in found})),
        (_("Applications"), sum(step.sort == APPLIED for step in found)),
        (_("Interviews"), sum(step.sort == HELD for step in found)),
        (_("Answers heard"), sum(step.is_answer for step in found)),
        (_("Letters sent"), sum(step.sort == WROTE for step in found)),
    ]


def last_month(today: date) -> tuple[date, date]:
    """Its first day and its last."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _part(sort: str, rows: Any, day: Any, what: str = "") -> Any:
    """Rows as steps; ``what`` is the field that says more."""
    application = "" if rows.model is Application else "application__"
    return (
        rows.order_by()
        .annotate(
            step_on=Cast(day, DateField()),
            step_sort=Value(sort, CharField()),
            step_id=F("pk"),
            step_what=Cast(F(what) if what else Value(""), CharField()),
        )
        .values_list(
            "step_on",
            "step_sort",
            "step_id",
            f"{application}company__name",
            f"{application}role",
            "step_what",
        )
    )
