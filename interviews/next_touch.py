"""The touch point that could be next in a process: one suggestion, one tap away.

``feedback.steps`` says which letters an outcome asks for. The rules about letters here agree with
it, and the tests hold the two together. No query in it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.needs import moment
from interviews.models import Ending, Outcome, Stage
from interviews.needs import day_name
from interviews.touchpoints import Meeting, Process

# The kinds of letter (of a room above) that deal with an outcome.
THANKS, NUDGE = "thanks", "nudge"
ASKS = {Outcome.ADVANCED: "advanced", Outcome.OFFER: "offer"}
REPLIES = {Outcome.REJECTED: "rejection", Outcome.NO_ANSWER: NUDGE, Outcome.WITHDREW: "withdrew"}
ENDINGS = {Ending.REJECTED: "rejection", Ending.WITHDREW: "withdrew"}


class Suggestion(NamedTuple):
    """What to do next, the words on its button, and the page that does it."""

    text: str
    label: str
    url: str


def suggestion(process: Process, now: datetime, quiet_days: int) -> Suggestion | None:
    """The one thing that is most worth doing; letters before everything else."""
    for rule in _RULES:
        for found in rule(process, now, quiet_days):
            return found
    return None


def _letter(kind: str, meeting: Meeting) -> str:
    about = f"?kind={kind}&interview={meeting.interview}"
    to = f"&contact={meeting.contact}" if meeting.contact else ""
    return f"{reverse('feedback:write')}{about}{to}"


def _thank(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """From the day after, until they decide: whom I met and did not write to."""
    for meeting in [] if process.closed_as else process.met:
        waits = meeting.outcome == Outcome.WAITING and meeting.on < timezone.localdate(now)
        kinds = (THANKS, NUDGE)
        done = any(process.has_written(kind, meeting.interview) for kind in kinds)
        done = done or _spoken_since(process, meeting)
        if waits and not done:
            text = _("You met %(name)s. A thank-you takes a minute.") % {"name": meeting.name}
            yield Suggestion(text, _("Write a thank-you"), _letter(THANKS, meeting))


def _spoken_since(process: Process, meeting: Meeting) -> bool:
    """I wrote to them, or we spoke, on that day or later."""
    return meeting.contact is not None and any(
        touch.contact == meeting.contact and touch.on >= meeting.on for touch in process.touches
    )


def _ask(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """After moving on or an offer: each person whose details I have."""
    for meeting in process.met:
        kind = ASKS.get(Outcome(meeting.outcome))
        if not kind or not meeting.contact or not meeting.has_details:
            continue
        done = process.has_written(kind, meeting.interview, meeting.contact)
        if not done and not process.has_heard(meeting.interview, meeting.contact):
            text = _("They said yes. Ask %(name)s what made them.") % {"name": meeting.name}
            yield Suggestion(text, _("Ask for feedback"), _letter(kind, meeting))


def _reply(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """After an ending: the one letter that it asks for."""
    last = process.round or {}
    kind = REPLIES.get(Outcome(last["outcome"])) if last else None
    answered_after_all = kind == NUDGE and process.closed_as not in ("", Ending.NO_ANSWER)
    if kind and not answered_after_all:
        since = date.fromisoformat(last["said_on"])
        heard = process.has_heard(last["id"], since=since)
        if not process.has_written(kind, last["id"]) and not heard:
            url = reverse("feedback:next", args=[last["id"]])
            yield Suggestion(_reply_text(kind), _("Go to the step"), url)
    elif kind := ENDINGS.get(Ending(process.closed_as)) if process.closed_as else None:
        done = any(letter.is_done and letter.about == kind for letter in process.letters)
        since = process.closed_on or date.min
        if not done and not any(answer.on >= since for answer in process.answers):
            url = reverse("feedback:next_application", args=[process.application])
            yield Suggestion(_reply_text(kind), _("Go to the step"), url)


def _reply_text(kind: str) -> str:
    if kind == NUDGE:
        return _("They have not answered. A nudge can still reach them.")
    if kind == "withdrew":
        return _("You withdrew. Thank them, and the door stays open.")
    return _("They said no. Ask what was missing; there is a letter for it.")


def _room(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """A round is coming, and nobody is expected in it."""
    coming = process.round if process.round and process.round["coming"] else None
    if coming and not process.closed_as:
        expected = any(one.interview == coming["id"] and one.planned for one in process.meetings)
        day = day_name(timezone.localdate(moment(coming["starts"])), timezone.localdate(now))
        if not expected:
            text = _("Ask who will be in the room on %(day)s.") % {"day": day}
            if day in ("", _("today"), _("tomorrow")):
                text = _("Ask who will be in the room.")
            yield Suggestion(
                text, _("Note who will be there"), reverse("interviews:plan", args=[coming["id"]])
            )


def _details(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """Somebody interesting whom I could not reach."""
    for meeting in process.met:
        if meeting.interesting and not meeting.has_details:
            text = _("You found %(name)s interesting. Get their contact details.")
            url = reverse("interviews:debrief", args=[meeting.interview])
            if meeting.contact:
                url = reverse("contacts:edit", args=[meeting.contact])
            yield Suggestion(text % {"name": meeting.name}, _("Note their details"), url)


def _nudge(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """Nobody has said a word for so long."""
    last = process.round or {}
    if process.stage != Stage.WAITING or process.has_written(NUDGE, last["id"]):
        return
    quiet = (now - max([moment(last["ends"]), *map(_end_of, process.words_since())])).days
    if quiet >= quiet_days:
        text = ngettext(
            "Nobody has said a word for %(n)s day. A short nudge is fine by now.",
            "Nobody has said a word for %(n)s days. A short nudge is fine by now.",
            quiet,
        )
        url = reverse("feedback:next", args=[last["id"]])
        yield Suggestion(text % {"n": quiet}, _("Nudge them"), url)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _keep(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """It is over; the people stay."""
    if process.stage != Stage.CLOSED:
        return
    for meeting in process.met:
        if meeting.contact and meeting.has_details and not meeting.in_touch:
            text = _("It is over, and %(name)s is still there. Say when you speak next.")
            url = reverse("contacts:contact", args=[meeting.contact])
            yield Suggestion(text % {"name": meeting.name}, _("Keep in touch"), url)


def _whom(process: Process, now: datetime, quiet_days: int) -> Iterator[Suggestion]:
    """Before the first round, somebody there is worth more than a form."""
    if process.stage in (Stage.TO_APPLY, Stage.APPLIED) and not process.points:
        text = _("Somebody you know there can say more than the advertisement.")
        label = _("Whom do I know at %(company)s?") % {"company": process.company_name}
        yield Suggestion(text, label, reverse("contacts:company", args=[process.company]))


_RULES = (_thank, _ask, _reply, _room, _details, _nudge, _keep, _whom)
