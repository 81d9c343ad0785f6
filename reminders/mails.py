"""The three mails, in words. Each is about one thing, and the same is never written twice."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import outbox
from core.models import Mail
from core.needs import Need
from interviews.models import Interview
from reminders.switches import Reminder
from reminders.week import Week

LISTED = 12  # needs; Today has the others
SUBJECT_LENGTH = 150


def two_questions(user: User, interview: Interview) -> None:
    """Once an interview and day: one that is put off to another day is asked about again."""
    company = interview.application.company.name
    _write(
        user,
        Reminder.TWO_QUESTIONS,
        f"{interview.uuid}-{interview.ends_at:%Y-%m-%d}",
        _("Two questions about your interview with %(company)s") % {"company": company},
        {
            "company": company,
            "round": interview.get_kind_display(),
            "url": _absolute(reverse("interviews:debrief", args=[interview.pk])),
        },
    )


def morning(user: User, today: date, needs: Sequence[Need]) -> None:
    """Once a day of the person's."""
    subject = ngettext(
        "One thing needs you today", "%(count)s things need you today", len(needs)
    ) % {"count": capfirst(str(apnumber(len(needs))))}
    listed = [
        {"text": need.text, "detail": need.detail, "url": _absolute(need.url)}
        for need in needs[:LISTED]
    ]
    context = {
        "needs": listed,
        "more": len(needs[LISTED:]),
        "all_url": _absolute(reverse("dashboard:needs")),
    }
    _write(user, Reminder.MORNING, today.isoformat(), subject, context)


def weekly(user: User, week: Week) -> None:
    days = {
        "first": date_format(week.first, "MONTH_DAY_FORMAT"),
        "last": date_format(week.last, "MONTH_DAY_FORMAT"),
    }
    subject = _("Your week from %(first)s to %(last)s") % days
    context = {
        "week": week,
        **days,
        "interviews_url": _absolute(reverse("interviews:list")),
        "dashboard_url": _absolute(reverse("dashboard:dashboard")),
    }
    _write(user, Reminder.WEEKLY, week.name, subject, context)


def _write(
    user: User, reminder: Reminder, about: str, subject: str, context: dict[str, Any]
) -> None:
    """The mail about this, unless it is written."""
    key = f"{reminder.value}-{about}"
    if Mail.objects.for_user(user).filter(key=key).exists():
        return
    off_url = reminder.off_url(user)
    text = render_to_string(
        f"reminders/{reminder.value}.txt",
        {
            **context,
            "name": user.greeting_name,
            "site_url": settings.SITE_URL,
            "off_url": off_url,
        },
    )
    outbox.write(
        user, key, to=user.email, subject=_one_line(subject), text=_tidy(text), off_url=off_url,
    )  # fmt: skip


def _tidy(text: str) -> str:
    """One empty line at most between two paragraphs, whatever was left out between them."""
    return re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


def _absolute(path: str) -> str:
    return settings.SITE_URL + path


def _one_line(subject: str) -> str:
    """A company's name may hold anything; a subject is one line that can be shown."""
    shown = "".join(char if char.isprintable() else " " for char in subject)
    return Truncator(" ".join(shown.split())).chars(SUBJECT_LENGTH)
