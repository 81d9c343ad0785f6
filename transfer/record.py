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
from django.utils.translation import gettext_lazy, ngettext

from feedback.models import Letter, LetterKind
from interviews.models import Application, Ending, Interview, Kind, Outcome

# The sorts of step, in the order of a day that has several.
APPLIED, HELD, SAID, CLOSED, WROTE = "1 applied", "2 held", "3 said", "4 closed", "5 wrote"


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
        """What was done, or what they said, for somebody who knows nothing of this app."""
        if self.sort == APPLIED:
            return _("Applied")
        if self.sort == HELD:
            return _("Interview: %(kind)s") % {"kind": Kind(self.what).label}
        return str((_LETTERS if self.sort == WROTE else _ANSWERS)[self.what])

    @property
    def is_answer(self) -> bool:
        return self.sort in (SAID, CLOSED) and self.what in _SAID_BY_THEM


_SAID_BY_THEM = {Outcome.ADVANCED, Outcome.OFFER, Outcome.REJECTED}
_ANSWERS: dict[str, Any] = {
    Outcome.ADVANCED: gettext_lazy("Invited to the next round"),
    Outcome.OFFER: gettext_lazy("Received an offer"),
    Outcome.REJECTED: gettext_lazy("Received a rejection"),
    Outcome.NO_ANSWER: gettext_lazy("No answer came"),
    Outcome.WITHDREW: gettext_lazy("Withdrew the application"),
    Ending.ACCEPTED: gettext_lazy("Accepted the offer"),
}
_LETTERS: dict[str, Any] = {
    LetterKind.THANKS: gettext_lazy("Wrote to thank them"),
    LetterKind.ADVANCED: gettext_lazy("Wrote to ask for feedback"),
    LetterKind.OFFER: gettext_lazy("Wrote to ask for feedback"),
    LetterKind.REJECTION: gettext_lazy("Replied to the rejection, and asked for feedback"),
    LetterKind.NUDGE: gettext_lazy("Wrote to ask where the application stands"),
    LetterKind.WITHDREW: gettext_lazy("Wrote to thank them"),
    LetterKind.IN_TOUCH: gettext_lazy("Wrote to somebody there"),
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


def totals(found: Sequence[Step]) -> list[str]:
    """How many of each there were, in words."""
    applied, held, wrote = (sum(step.sort == of for step in found) for of in (APPLIED, HELD, WROTE))
    heard = sum(step.is_answer for step in found)
    companies = len({step.company for step in found})
    told = [
        (ngettext("%(n)s company", "%(n)s companies", companies), companies),
        (ngettext("%(n)s application", "%(n)s applications", applied), applied),
        (ngettext("%(n)s interview", "%(n)s interviews", held), held),
        (ngettext("%(n)s answer", "%(n)s answers", heard), heard),
        (ngettext("%(n)s letter", "%(n)s letters", wrote), wrote),
    ]
    return [words % {"n": n} for words, n in told]


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
