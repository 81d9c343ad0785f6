"""Feedback as one list: the letters still to send, those that wait for a word, and what came.

Read as needs are, in one statement, but a page at a time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.needs import Facts, Need, Sort, Want, moment
from core.text import fold, in_a_row
from feedback import needs
from feedback.models import Answer, Judgement, Letter, LetterKind
from interviews.models import Outcome

TO_SEND, WAITING, ANSWERED = "to_send", "waiting", "answered"


@dataclass(frozen=True)
class Line:
    """``key`` names what may be skipped; lines of other states have none."""

    state: str
    need: Need

    @property
    def key(self) -> str:
        sort = "interview" if "interview" in self.need.facts else "application"
        return f"{sort}-{self.need.facts[sort]}" if self.state == TO_SEND else ""


def feedback(user: Any, now: datetime, q: str = "", state: str = "") -> Any:
    """The rows for ``lines()``, in order: what is to do first, and the newest of each first."""
    parts = {
        TO_SEND: lambda: needs.letters(user, now, q),
        WAITING: lambda: [_waiting(user, q)],
        ANSWERED: lambda: [_answered(user, q)],
    }
    found = [
        want.rows.order_by()
        .annotate(
            list_state=Value(number),
            list_sort=Value(want.sort.name),
            list_due=Cast(want.due, DateTimeField()),
            list_facts=JSONObject(**want.facts),
        )
        .values_list("list_state", "list_sort", "list_due", "list_facts", "pk")
        for number, (name, wants) in enumerate(parts.items())
        if state in ("", name)
        for want in wants()
    ]
    return found[0].union(*found[1:], all=True).order_by("list_state", "-list_due", "-pk")


def lines(rows: Iterable[Any], now: datetime) -> list[Line]:
    states = [TO_SEND, WAITING, ANSWERED]
    return [
        Line(states[state], Need(SORTS[sort], due, facts, now))
        for state, sort, due, facts, _pk in rows
    ]


def _waiting(user: Any, q: str) -> Want:
    """Letters that ask for a word, and none came. A nudge asks until there is an outcome."""
    same = Q(interview=OuterRef("interview")) | Q(
        application=OuterRef("application"), interview=None
    )
    by_them = Q(contact=OuterRef("contact")) | Q(contact=None)
    answers = Answer.objects.filter(Q(letter=OuterRef("pk")) | Q(same & by_them))
    asks = Q(kind__in=[LetterKind.ADVANCED, LetterKind.OFFER, LetterKind.REJECTION])
    nudges = Q(
        kind=LetterKind.NUDGE,
        interview__outcome=Outcome.WAITING,
        interview__application__closed_on=None,
    )
    rows = Letter.objects.for_user(user).sent().filter(asks | nudges, ~Exists(answers))
    for word in q.split():
        rows = rows.filter(
            Q(application__company__sort_key__contains=fold(word))
            | Q(to_name__folded__contains=fold(word))
        )
    facts = {
        "letter": "pk",
        "kind": "kind",
        "company": "application__company__name",
        "to": "to_name",
        "since": "sent_at",
    }
    return Want(ASKED, rows, F("sent_at"), facts)


def _answered(user: Any, q: str) -> Want:
    rows = Answer.objects.for_user(user)
    for word in q.split():
        rows = rows.filter(
            Q(company__sort_key__contains=fold(word))
            | Q(from_name__folded__contains=fold(word))
            | Q(said__folded__contains=fold(word))
        )
    facts = {
        "answer": "pk",
        "company": "company__name",
        "from": "from_name",
        "said": "said",
        "verdict": "verdict",
        "on": "on",
    }
    return Want(HEARD, rows, F("on"), facts)


# --- In words ---------------------------------------------------------------------------------


def _whom(facts: Facts) -> str:
    return in_a_row([facts["to"], facts["company"]]) or _("Somebody")


def _asked(facts: Facts, now: datetime) -> str:
    letter = capfirst(LetterKind(facts["kind"]).label)
    return _("%(whom)s: %(letter)s") % {"whom": _whom(facts), "letter": letter}


def _silence(facts: Facts) -> str:
    days = needs.days_since(moment(facts["since"]), timezone.now())
    if not days:
        return _("sent today")
    text = ngettext("%(n)s day without a word", "%(n)s days without a word", days)
    return text % {"n": days}


def _heard(facts: Facts, now: datetime) -> str:
    return Truncator(" ".join(facts["said"].split())).chars(120)


def _source(facts: Facts) -> str:
    on = date_format(date.fromisoformat(facts["on"]))
    verdict = str(Judgement(facts["verdict"]).label) if facts["verdict"] else ""
    return " · ".join(filter(None, [in_a_row([facts["from"], facts["company"]]), on, verdict]))


def _letter(facts: Facts) -> str:
    return reverse("feedback:letter", args=[facts["letter"]])


def _answer(facts: Facts) -> str:
    return reverse("feedback:answer", args=[facts["answer"]])


ASKED = Sort("asked", _letter, _asked, _silence)
HEARD = Sort("heard", _answer, _heard, _source)
SORTS = {
    sort.name: sort
    for sort in (needs.THANKS, needs.NUDGE, needs.ASK, needs.REPLY, needs.ENDING, ASKED, HEARD)
}
