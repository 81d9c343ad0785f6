"""What passed between me and the people there, read in one statement.

A part of the views, for it reaches up to feedback, through reverse accessors alone.
"""

from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject, Left
from django.utils import timezone

from contacts.models import Touch as TouchRow
from core.linked import model_behind
from core.needs import moment
from interviews.models import HAS_DETAILS, Application
from interviews.models import Meeting as MeetingRow
from interviews.touchpoints import Answer, Letter, Meeting, Process, Touch

SAID = 200  # characters of an answer on a line

_LetterRow = model_behind(Application, "letters")
_AnswerRow = model_behind(Application, "answers")

IN_TOUCH = Q(contact__next_on__isnull=False) | Q(contact__archived_at__isnull=False)
SENT = Q(sent_at__isnull=False, mail__failed_at=None)


def process_of(application: Application) -> Process:
    """For a row of ``with_stage()`` with its company. One statement."""
    about = Q(application=application.pk) | Q(interview__application=application.pk)
    said = [_letters(application, about), _answers(application, about)]
    parts = [_meetings(application), _touches(application, about), *said]
    found: dict[str, list[Any]] = {"meeting": [], "touch": [], "letter": [], "answer": []}
    rows = parts[0].union(*parts[1:], all=True)
    for sort, _pk, facts in sorted(rows, key=itemgetter(0, 1)):  # of one day as they were made
        found[sort].append(_READ[sort](facts))
    return Process(
        application=application.pk,
        company=application.company_id,
        company_name=application.company.name,
        stage=application.stage,
        closed_as=application.closed_as,
        closed_on=application.closed_on,
        round=application.round,
        meetings=sorted(found["meeting"], key=lambda meeting: meeting.ended),
        touches=found["touch"],
        letters=found["letter"],
        answers=found["answer"],
    )


def _facts(sort: str, rows: Any, **facts: Any) -> QuerySet[Any]:
    return rows.order_by().values_list(Value(sort), "pk", JSONObject(**facts))


def _meetings(application: Application) -> QuerySet[Any]:
    rows = MeetingRow.objects.for_user(application.owner_id).filter(
        interview__application=application.pk, interview__cancelled_at=None
    )
    return _facts(
        "meeting",
        rows,
        interview="interview",
        starts="interview__starts_at",
        ended="interview__ends_at",
        outcome="interview__outcome",
        name="name",
        contact="contact",
        met="met",
        planned="planned",
        interesting="interesting",
        has_details=HAS_DETAILS,
        in_touch=IN_TOUCH,
    )


def _touches(application: Application, about: Q) -> QuerySet[Any]:
    """With whom I met in a round and with whoever works there, while the process went on.

    One that a letter about it logged is that letter, and not counted again.
    """
    met = MeetingRow.objects.filter(
        contact=OuterRef("contact"),
        met=True,
        interview__application=application.pk,
        interview__cancelled_at=None,
    )
    logged = _LetterRow.objects.filter(about, SENT, touch=OuterRef("pk"))
    rows = TouchRow.objects.for_user(application.owner_id).filter(
        Exists(met) | Q(contact__company=application.company_id),
        ~Exists(logged),
        on__gte=began_on(application),
    )
    if application.closed_on:
        rows = rows.filter(on__lte=application.closed_on)
    return _facts(
        "touch", rows, on="on", kind="kind", name="contact__name", contact="contact", note="note"
    )


def began_on(application: Application) -> date:
    """The day I applied, wrote it down here or was in its first round, whichever came first."""
    days = [timezone.localdate(application.created_at)]
    if application.applied_on:
        days.append(application.applied_on)
    if application.round:
        days.append(timezone.localdate(moment(application.round["first"])))
    return min(days)


def _letters(application: Application, about: Q) -> QuerySet[Any]:
    return _facts(
        "letter",
        _LetterRow.objects.for_user(application.owner_id).filter(about),
        id="id",
        about="kind",
        sent="sent_at",
        failed=Q(mail__failed_at__isnull=False),
        name="to_name",
        contact_name="contact__name",
        contact="contact",
        interview="interview",
        subject="subject",
        skipped=~Q(skipped_because=""),
    )


def _answers(application: Application, about: Q) -> QuerySet[Any]:
    return _facts(
        "answer",
        _AnswerRow.objects.for_user(application.owner_id).filter(about),
        id="id",
        on="on",
        name="from_name",
        contact_name="contact__name",
        contact="contact",
        interview="interview",
        said=Left("said", SAID),
    )


# --- From facts, which are JSON ---------------------------------------------------------------


def _a_meeting(facts: dict[str, Any]) -> Meeting:
    on = _day(facts.pop("starts"))
    return Meeting(**{**facts, "on": on, "ended": moment(facts["ended"])})


def _a_touch(facts: dict[str, Any]) -> Touch:
    return Touch(**{**facts, "on": date.fromisoformat(facts["on"])})


def _a_letter(facts: dict[str, Any]) -> Letter:
    sent, failed = facts.pop("sent"), facts.pop("failed")
    return Letter(**_named(facts), on=None if failed or not sent else _day(sent))


def _an_answer(facts: dict[str, Any]) -> Answer:
    return Answer(**{**_named(facts), "on": date.fromisoformat(facts["on"])})


def _named(facts: dict[str, Any]) -> dict[str, Any]:
    """With the name that was written down, or else the person's."""
    other = facts.pop("contact_name")
    return {**facts, "name": facts["name"] or other or ""}


def _day(text: str) -> date:
    return timezone.localdate(datetime.fromisoformat(text))


_READ: dict[str, Any] = {
    "meeting": _a_meeting,
    "touch": _a_touch,
    "letter": _a_letter,
    "answer": _an_answer,
}
