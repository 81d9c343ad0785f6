"""What the outcomes need of me: thanks, asks, replies, a nudge, and another try when it is time.

An interview asks for one thing at a time here; its page has them all.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.needs import Facts, Sort, Want, moment
from core.text import fold, listed
from feedback import open_steps
from feedback.models import Answer
from interviews.models import Application, Interview, Meeting, Outcome
from interviews.needs import FACTS, page_of_interview, when

A_DAY = timedelta(days=1)


def needs(user: Any, now: datetime) -> list[Want]:
    """What this person's outcomes and answers wait for."""
    mine = Interview.objects.for_user(user)
    call = open_steps.to_call(mine, now, user.quiet_days)
    again = Answer.objects.for_user(user).to_apply_again(timezone.localdate(now))
    return [
        *letters(user, now),
        Want(CALL, call, _quiet_from(user), SILENT),
        Want(AGAIN, again, F("apply_again_on"), OF_ANSWER),
    ]


def letters(user: Any, now: datetime, words: str = "") -> list[Want]:
    """The letters still to send; with ``words``, where they are all in company, role or people."""
    mine = Interview.objects.for_user(user).matching(words)
    applications = Application.objects.for_user(user)
    for word in words.split():
        found = Q(company__sort_key__contains=fold(word)) | Q(role_key__contains=fold(word))
        applications = applications.filter(found)
    quiet_days = user.quiet_days
    # Who has been silent for long gets the nudge first.
    to_thank = open_steps.to_thank(mine, now).exclude(open_steps.is_quiet(now, quiet_days))
    to_nudge = open_steps.to_nudge(mine, now, quiet_days)
    met = Meeting.objects.filter(interview=OuterRef("pk"), met=True).order_by("id")
    still_to_ask = {**FACTS, "names": _names(open_steps.still_to_ask())}
    said = {**FACTS, "said": "outcome"}
    return [
        Want(THANKS, to_thank, F("ends_at") + Value(A_DAY), {**FACTS, "names": _names(met)}),
        Want(NUDGE, to_nudge, _quiet_from(user), SILENT),
        Want(ASK, open_steps.to_ask(mine), F("outcome_on"), still_to_ask),
        Want(REPLY, open_steps.to_reply(mine), F("outcome_on"), said),
        Want(ENDING, open_steps.to_end(applications), F("closed_on"), OF_APPLICATION),
    ]


def _quiet_from(user: Any) -> Any:
    return open_steps.last_word() + Value(user.quiet_days * A_DAY)


def _names(meetings: Any) -> ArraySubquery:
    return ArraySubquery(meetings.values("name"))


SILENT = {**FACTS, "since": open_steps.last_word()}
OF_APPLICATION = {
    "application": "pk",
    "company": "company__name",
    "role": "role",
    "said": "closed_as",
}
OF_ANSWER = {"answer": "pk", "company": "company__name", "on": "apply_again_on"}


# --- In words ---------------------------------------------------------------------------------


def some_of(names: list[str]) -> str:
    """*Priya*, *Priya and Tom*, *Priya and 2 others*."""
    if len(names) == 2:
        return listed(names)
    rest = len(names) - 1
    if rest < 1:
        return names[0]
    text = ngettext("%(first)s and %(n)s other", "%(first)s and %(n)s others", rest)
    return text % {"first": names[0], "n": rest}


def _thanks(facts: Facts, now: datetime) -> str:
    return _("Thank %(who)s at %(company)s") % {**facts, "who": some_of(facts["names"])}


def _nudge(facts: Facts, now: datetime) -> str:
    days = days_since(moment(facts["since"]), now)
    text = ngettext(
        "A nudge to %(company)s, after %(days)s day without a word",
        "A nudge to %(company)s, after %(days)s days without a word",
        days,
    )
    return text % {**facts, "days": days}


def days_since(then: datetime, now: datetime) -> int:
    """Whole days, by the person's own calendar."""
    return (timezone.localdate(now) - timezone.localdate(then)).days


def _call(facts: Facts, now: datetime) -> str:
    return _("Still no word from %(company)s: call it no answer") % facts


def _ask(facts: Facts, now: datetime) -> str:
    who = some_of(facts["names"])
    return _("Ask %(who)s at %(company)s for feedback") % {**facts, "who": who}


def _reply(facts: Facts, now: datetime) -> str:
    texts = {
        Outcome.REJECTED: _("The letter to %(company)s (rejected)"),
        Outcome.NO_ANSWER: _("A nudge to %(company)s (no answer)"),
        Outcome.WITHDREW: _("A thank-you to %(company)s (you withdrew)"),
    }
    return texts[Outcome(facts["said"])] % facts


def _again(facts: Facts, now: datetime) -> str:
    return _("Apply again at %(company)s") % facts


def _role(facts: Facts) -> str:
    return str(facts["role"])


def _chosen_on(facts: Facts) -> str:
    on = date_format(date.fromisoformat(facts["on"]))
    return _("The day you chose: %(on)s") % {"on": on}


def _page_of_ending(facts: Facts) -> str:
    return reverse("feedback:next_application", args=[facts["application"]])


def _page_of_answer(facts: Facts) -> str:
    return reverse("feedback:answer", args=[facts["answer"]])


NEXT = page_of_interview("feedback:next")
THANKS = Sort("thanks", NEXT, _thanks, when)
NUDGE = Sort("nudge", NEXT, _nudge, when)
CALL = Sort("call", NEXT, _call, when, can_wait=True)
ASK = Sort("ask", NEXT, _ask, when)
REPLY = Sort("reply", NEXT, _reply, when)
ENDING = Sort("ending", _page_of_ending, _reply, _role)
AGAIN = Sort("again", _page_of_answer, _again, _chosen_on)
