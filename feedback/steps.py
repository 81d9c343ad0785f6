"""The next steps that an outcome asks for, and where each of them stands.

Nothing of it is stored: a step follows from the outcome, and what became of it from the letters
and answers there are. ``feedback.needs`` asks the same of many rows at once, and the tests hold the
two together. Pure but for ``with_situation()``, which reads what ``steps()`` looks at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from feedback.models import Answer, Letter, LetterKind
from interviews.models import HAS_DETAILS, Ending, Interview, Meeting, Outcome

# To each person I met whose details I have.
ASKS = {Outcome.ADVANCED: LetterKind.ADVANCED, Outcome.OFFER: LetterKind.OFFER}
# One letter, to whomever.
REPLIES = {
    Outcome.REJECTED: LetterKind.REJECTION,
    Outcome.NO_ANSWER: LetterKind.NUDGE,
    Outcome.WITHDREW: LetterKind.WITHDREW,
}
# The same for an application that ended so while none of its interviews says it.
ENDED = {Ending.REJECTED: LetterKind.REJECTION, Ending.WITHDREW: LetterKind.WITHDREW}
CALL = "call"  # it no answer: the one step that is no letter

# Of an interview in the outer query: what is about it, or about its application as a whole.
ABOUT = Q(interview=OuterRef("pk")) | Q(interview=None, application=OuterRef("application"))
ABOUT_APPLICATION = Q(application=OuterRef("pk"))  # its interviews' letters name it, too

OPEN, DRAFTED, SENT, SKIPPED, ANSWERED = "open", "drafted", "sent", "skipped", "answered"


@dataclass(frozen=True)
class Met:
    """Somebody I met there; ``contact`` is None where they were erased since."""

    contact: int | None
    name: str
    role: str = ""
    has_details: bool = False


@dataclass(frozen=True)
class Written:
    """A letter: ``sent_at`` is None for one whose mail failed."""

    id: int
    kind: str
    contact: int | None = None
    sent_at: datetime | None = None
    skipped_because: str = ""


@dataclass(frozen=True)
class Heard:
    id: int
    on: date
    contact: int | None = None


@dataclass(frozen=True)
class Situation:
    """All that the next steps of an interview, or of an application, depend on.

    ``outcome`` is empty where there is none to speak of: cancelled, or not closed. It was said
    on ``said_on``.
    """

    outcome: str
    ends_at: datetime | None = None
    closed_as: str = ""
    has_later_round: bool = False
    met: list[Met] = field(default_factory=list)
    letters: list[Written] = field(default_factory=list)
    answers: list[Heard] = field(default_factory=list)
    said_on: date | None = None

    def last_word(self) -> datetime:
        """The interview's end, the last letter sent, or the day of the last answer."""
        words = [self.ends_at, *(letter.sent_at for letter in self.letters)]
        words += [midnight(answer.on) for answer in self.answers]
        return max(word for word in words if word)

    def is_quiet(self, now: datetime, quiet_days: int) -> bool:
        """Whether nobody said a word for so long. A later round is one."""
        return not self.has_later_round and self.last_word() <= now - timedelta(days=quiet_days)


@dataclass(frozen=True)
class Step:
    """One letter that a situation asks for (or ``CALL``), and what became of it.

    ``letter`` and ``answer`` are the ids of what dealt with it, or of a draft.
    """

    kind: str
    state: str = OPEN
    person: Met | None = None
    letter: int | None = None
    answer: int | None = None
    because: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in (OPEN, DRAFTED)

    @property
    def contact(self) -> int | None:
        return self.person.contact if self.person else None

    @property
    def key(self) -> str:
        """What tells it from the other steps of the same page."""
        return f"{self.kind}-{self.contact or ''}"

    @property
    def label(self) -> str:
        """*Nudge*, or *Ask after an offer: Priya Nair*."""
        letter = _("No answer") if self.kind == CALL else capfirst(str(LetterKind(self.kind).label))
        return f"{letter}: {self.person.name}" if self.person else letter


def steps(case: Situation, now: datetime, quiet_days: int) -> list[Step]:
    """What an interview's outcome asks for, dealt with or not."""
    if not case.outcome:
        return []
    if case.outcome == Outcome.WAITING:
        return [] if case.closed_as else list(_while_waiting(case, now, quiet_days))
    if case.outcome in ASKS:
        kind = ASKS[Outcome(case.outcome)]
        return [_step(case, kind, to=one) for one in case.met if one.contact and one.has_details]
    if case.outcome == Outcome.NO_ANSWER and case.closed_as not in ("", Ending.NO_ANSWER):
        return []  # it was answered after all
    return [_reply(case, REPLIES[Outcome(case.outcome)])]


def steps_of_ending(case: Situation) -> list[Step]:
    """What an application asks for that is closed while no interview of it says the same."""
    kind = ENDED.get(Ending(case.outcome)) if case.outcome else None
    return [_reply(case, kind)] if kind else []


def _while_waiting(case: Situation, now: datetime, quiet_days: int) -> Iterator[Step]:
    nudges = [letter for letter in case.letters if letter.kind == LetterKind.NUDGE]
    nudged = any(letter.sent_at or letter.skipped_because for letter in nudges)
    quiet = case.is_quiet(now, quiet_days)
    if nudged or quiet:
        yield _stands(LetterKind.NUDGE, nudges)
    if case.met and case.ends_at and case.ends_at < midnight(timezone.localdate(now)):
        thanks = _stands(
            LetterKind.THANKS, [one for one in case.letters if one.kind == LetterKind.THANKS]
        )
        # Whoever was sent a nudge was written to: a thank-you after it would come oddly late.
        if not thanks.is_open or not any(letter.sent_at for letter in nudges):
            yield thanks
    if nudged and quiet:
        yield Step(CALL)


def _reply(case: Situation, kind: LetterKind) -> Step:
    """What was said before they decided, in the room say, is no answer to the letter after it."""
    since = [one for one in case.answers if case.said_on is None or one.on >= case.said_on]
    return _step(replace(case, answers=since), kind)


def _step(case: Situation, kind: LetterKind, to: Met | None = None) -> Step:
    """Dealt with by an answer, or else by its own letter; to one person where it is ``to`` one."""
    theirs = [one for one in case.answers if to is None or one.contact == to.contact]
    letters = [one for one in case.letters if one.kind == kind]
    letters = [one for one in letters if to is None or one.contact == to.contact]
    if theirs:
        latest = max(theirs, key=lambda one: (one.on, one.id))
        letter = next((one.id for one in letters if one.sent_at), None)
        return Step(kind, ANSWERED, to, letter, latest.id)
    return _stands(kind, letters, to)


def _stands(kind: LetterKind, letters: Iterable[Written], to: Met | None = None) -> Step:
    """Where a step stands by its letters: one sent counts more than one skipped or drafted."""
    step = Step(kind, person=to)
    for one in letters:
        if one.sent_at:
            return Step(kind, SENT, to, one.id)
        if one.skipped_because:
            step = Step(kind, SKIPPED, to, one.id, because=one.skipped_because)
        elif step.state == OPEN:
            step = Step(kind, DRAFTED, to, one.id)
    return step


def midnight(day: date) -> datetime:
    """When that day begins for the person."""
    return timezone.make_aware(datetime.combine(day, time.min))


# --- Reading it ------------------------------------------------------------------------------


def with_situation(rows: Any) -> Any:
    """Interviews with what ``situation_of()`` reads, in the same statement."""
    met = Meeting.objects.filter(interview=OuterRef("pk"), met=True).order_by("id")
    person = JSONObject(contact="contact", name="name", role="role", has_details=HAS_DETAILS)
    later = rows.model.objects.held().filter(
        application=OuterRef("application"), starts_at__gt=OuterRef("starts_at")
    )
    return rows.with_company().annotate(
        met_facts=ArraySubquery(met.values(facts=person)),
        letter_facts=_letters(ABOUT),
        answer_facts=_answers(ABOUT),
        has_later_round=Exists(later),
    )


def with_ending(rows: Any) -> Any:
    """Applications with what ``situation_of_ending()`` reads, in the same statement."""
    return rows.select_related("company").annotate(
        letter_facts=_letters(ABOUT_APPLICATION),
        answer_facts=_answers(ABOUT_APPLICATION),
        said_so=Exists(says_the_same()),
    )


def says_the_same() -> Any:
    """The interviews with the outcome as which the application in the outer query is closed."""
    return Interview.objects.held().filter(
        application=OuterRef("pk"), outcome=OuterRef("closed_as")
    )


def situation_of(interview: Any) -> Situation:
    return Situation(
        "" if interview.cancelled_at else interview.outcome,
        interview.ends_at,
        interview.application.closed_as,
        interview.has_later_round,
        [Met(**facts) for facts in interview.met_facts],
        *_said(interview),
        interview.outcome_on,
    )


def situation_of_ending(application: Any) -> Situation:
    """An ending that one of the interviews says already is that interview's."""
    letters, answers = _said(application)
    ending = "" if application.said_so else application.closed_as
    return Situation(ending, letters=letters, answers=answers, said_on=application.closed_on)


def _letters(about: Q) -> ArraySubquery:
    facts = JSONObject(
        id="id",
        kind="kind",
        contact="contact",
        sent_at="sent_at",
        skipped_because="skipped_because",
        failed=Q(mail__failed_at__isnull=False),
    )
    return ArraySubquery(Letter.objects.filter(about).order_by("id").values(facts=facts))


def _answers(about: Q) -> ArraySubquery:
    facts = JSONObject(id="id", on="on", contact="contact")
    return ArraySubquery(Answer.objects.filter(about).order_by("id").values(facts=facts))


def _said(row: Any) -> tuple[list[Written], list[Heard]]:
    answers = [Heard(**{**one, "on": date.fromisoformat(one["on"])}) for one in row.answer_facts]
    return [_written(**one) for one in row.letter_facts], answers


def _written(*, sent_at: str | None, failed: bool, **facts: Any) -> Written:
    """A letter from JSON. One whose mail failed was not sent."""
    sent = datetime.fromisoformat(sent_at) if sent_at and not failed else None
    return Written(sent_at=sent, **facts)
