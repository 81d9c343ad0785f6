"""Which interviews and applications have a step still to take: the rules of ``feedback.steps``,
asked of any number of rows at once.

Each function takes the rows to look among, and gives those of them that wait.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from feedback.models import Answer, Letter, LetterKind
from feedback.steps import (
    ABOUT,
    ABOUT_APPLICATION,
    ASKS,
    ENDED,
    REPLIES,
    midnight,
    says_the_same,
)
from interviews.models import HAS_DETAILS, Ending, Interview, Meeting, Outcome


def waiting(interviews: Any) -> Any:
    """For the company's answer, debriefed or not. A closed application awaits none."""
    return interviews.held().filter(outcome=Outcome.WAITING, application__closed_on=None)


def to_thank(interviews: Any, now: datetime) -> Any:
    """From the day after, while no thank-you was sent or skipped; what they tell me settles none.

    Somebody met is looked for row by row: as an EXISTS, PostgreSQL may join every meeting with
    every application first (1.1 s instead of 0.02 s for 2,000 interviews).
    """
    someone = Meeting.objects.filter(interview=OuterRef("pk"), met=True)
    letters = Letter.objects.filter(ABOUT)
    thanked = letters.dealt_with().filter(kind=LetterKind.THANKS)
    nudged = letters.sent().filter(kind=LetterKind.NUDGE)
    rows = waiting(interviews).annotate(someone=Subquery(someone.values("pk")[:1]))
    return rows.filter(
        ~Exists(thanked),
        ~Exists(nudged),
        someone__isnull=False,
        ends_at__lt=midnight(timezone.localdate(now)),
    )


def to_nudge(interviews: Any, now: datetime, quiet_days: int) -> Any:
    return waiting(interviews).filter(is_quiet(now, quiet_days), ~_nudged())


def to_call(interviews: Any, now: datetime, quiet_days: int) -> Any:
    """Quiet again, after a nudge: no answer is the answer."""
    return waiting(interviews).filter(is_quiet(now, quiet_days), _nudged())


def to_ask(interviews: Any) -> Any:
    return interviews.held().filter(Exists(still_to_ask()), outcome__in=ASKS)


def still_to_ask() -> Any:
    """Whom I met in the interview of the outer query and can reach, neither asked nor heard of."""
    about = Q(interview=OuterRef("interview")) | Q(
        interview=None, application=OuterRef("interview__application")
    )
    asked = Letter.objects.dealt_with().filter(
        about, contact=OuterRef("contact"), kind=OuterRef("interview__outcome")
    )
    heard = Answer.objects.filter(about, contact=OuterRef("contact"))
    met = Meeting.objects.filter(HAS_DETAILS, interview=OuterRef("pk"), met=True)
    return met.filter(~Exists(asked), ~Exists(heard)).order_by("id")


def to_reply(interviews: Any) -> Any:
    """The outcomes that ask for one letter."""
    answered_after_all = Q(outcome=Outcome.NO_ANSWER) & ~Q(
        application__closed_as__in=["", Ending.NO_ANSWER]
    )
    asking = interviews.held().exclude(answered_after_all)
    return asking.filter(_unwritten("outcome", REPLIES, ABOUT), ~_heard(ABOUT, "outcome_on"))


def to_end(applications: Any) -> Any:
    """Closed so that it asks for a letter, while no interview there says the same."""
    unwritten = _unwritten("closed_as", ENDED, ABOUT_APPLICATION)
    heard = _heard(ABOUT_APPLICATION, "closed_on")
    return applications.filter(unwritten, ~Exists(says_the_same()), ~heard)


def is_quiet(now: datetime, quiet_days: int) -> Q:
    """Nobody said a word for so long, and no later round was agreed, which is one."""
    since = now - timedelta(days=quiet_days)
    later = Interview.objects.held().filter(
        application=OuterRef("application"), starts_at__gt=OuterRef("starts_at")
    )
    sent = Letter.objects.sent().filter(ABOUT, sent_at__gt=since)
    heard = Answer.objects.filter(ABOUT, on__gt=timezone.localdate(since))
    return Q(~Exists(later), ~Exists(sent), ~Exists(heard), ends_at__lte=since)


def last_word() -> Greatest:
    """When it was; to sort by, as a day counts from its midnight in UTC."""
    sent = Letter.objects.sent().filter(ABOUT).order_by("-sent_at").values("sent_at")[:1]
    heard = Answer.objects.filter(ABOUT).order_by("-on").values("on")[:1]
    return Greatest(F("ends_at"), Subquery(sent), Cast(Subquery(heard), DateTimeField()))


def _nudged() -> Exists:
    return Exists(Letter.objects.dealt_with().filter(ABOUT, kind=LetterKind.NUDGE))


def _heard(about: Q, since: str = "") -> Exists:
    """An answer; with ``since``, a column with a day, one of that day or later."""
    rows = Answer.objects.filter(about)
    return Exists(rows.filter(on__gte=OuterRef(since)) if since else rows)


def _unwritten(column: str, letters: Mapping[Any, LetterKind], about: Q) -> Q:
    """The letter that each value of ``column`` asks for is neither sent nor skipped.

    The value first: PostgreSQL looks for letters in this order, and only where it holds.
    """
    dealt = Letter.objects.dealt_with().filter(about)
    found = Q()
    for value, kind in letters.items():
        found |= Q(**{column: value}) & ~Q(Exists(dealt.filter(kind=kind)))
    return Q(**{f"{column}__in": list(letters)}) & found
