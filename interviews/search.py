"""What of this room can be found: interviews, applications that have none, what was learned, and
people in interviews who are no contact.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.search import PEOPLE
from core.fields import Folded
from core.needs import moment
from core.search import Facts, Find, Kind
from core.search import Line as Found
from core.text import in_a_row
from interviews.lines import Line, when
from interviews.models import Application, Asked, Ending, Interview, Lesson, Meeting, Verdict
from interviews.models import Kind as Round

SHOWN = 160  # characters of a lesson

_COMPANY, _ROLE = "interview__application__company", "interview__application__role"
# Of what hangs on an interview.
_THERE = {
    "interview": "interview",
    "company": f"{_COMPANY}__name",
    "starts": "interview__starts_at",
}
_STARTS = F("interview__starts_at")


def finds(user: Any) -> list[Find]:
    return [_interviews(user), _applications(user), _people(user), _lessons(user), _answers(user)]


def _interviews(user: Any) -> Find:
    facts = {
        "interview": "pk",
        "company": "application__company__name",
        "role": "application__role",
        "round": "kind",
        "starts": "starts_at",
        "ends": "ends_at",
        "verdict": "verdict",
        "outcome": "outcome",
    }
    rows = Interview.objects.for_user(user).with_verdict()
    name, role = F("application__company__sort_key"), F("application__role_key")
    return Find(INTERVIEWS, rows, name, facts, more=(role,), moment=F("starts_at"))


def _applications(user: Any) -> Find:
    """Those that no interview speaks for."""
    rounds = Interview.objects.filter(application=OuterRef("pk"))
    rows = Application.objects.for_user(user).filter(~Exists(rounds))
    facts = {
        "application": "pk",
        "company": "company__name",
        "role": "role",
        "closed": "closed_as",
    }
    name, role = F("company__sort_key"), F("role_key")
    return Find(APPLICATIONS, rows, name, facts, more=(role,))


def _people(user: Any) -> Find:
    """Who was met or expected, and is no contact: their place is the interview."""
    rows = Meeting.objects.for_user(user).filter(contact=None)
    facts = {**_THERE, "name": "name", "title": "role"}
    said = (Folded("role"), F(f"{_COMPANY}__sort_key"))
    return Find(PEOPLE_THERE, rows, Folded("name"), facts, more=said, moment=_STARTS)


def _lessons(user: Any) -> Find:
    rows = Lesson.objects.for_user(user).exclude(learned="")
    facts = {**_THERE, "learned": Left("learned", SHOWN)}
    said = (Folded("plan"), F(f"{_COMPANY}__sort_key"))
    return Find(LESSONS, rows, Folded("learned"), facts, more=said, moment=_STARTS)


def _answers(user: Any) -> Find:
    """Answers to my questions, unless a lesson says the same."""
    told = Lesson.objects.filter(
        owner=OuterRef("owner"), interview=OuterRef("interview"), learned=OuterRef("answer")
    )
    rows = Asked.objects.for_user(user).exclude(answer="").filter(~Exists(told))
    facts = {**_THERE, "learned": Left("answer", SHOWN)}
    said = (Folded("text"), F(f"{_COMPANY}__sort_key"))
    return Find(LESSONS, rows, Folded("answer"), facts, more=said, moment=_STARTS)


# --- In words ---------------------------------------------------------------------------------


def _interview(facts: Facts, now: datetime) -> Line:
    coming = moment(facts["ends"]) > now and facts["verdict"] == Verdict.PENDING
    return Line(
        id=facts["interview"],
        url=_page(facts),
        company=facts["company"],
        role=facts["role"],
        kind=str(Round(facts["round"]).label),
        when=when(moment(facts["starts"]), coming),
        verdict=facts["verdict"],
        outcome=facts["outcome"],
        coming=coming,
        group="",
    )


def _application(facts: Facts, now: datetime) -> Found:
    return Found(
        url=reverse("interviews:application", args=[facts["application"]]),
        title=in_a_row([facts["company"], facts["role"]]),
        when=str(Ending(facts["closed"]).label) if facts["closed"] else "",
    )


def _person(facts: Facts, now: datetime) -> Found:
    there = _("in your interview with %(company)s") % facts
    return Found(_page(facts), facts["name"], in_a_row([facts["title"], there]), _day(facts))


def _lesson(facts: Facts, now: datetime) -> Found:
    learned = " ".join(facts["learned"].split())
    if len(facts["learned"]) == SHOWN:
        learned += "…"
    return Found(_page(facts), learned, facts["company"], _day(facts))


def _page(facts: Facts) -> str:
    return reverse("interviews:interview", args=[facts["interview"]])


def _day(facts: Facts) -> str:
    return when(moment(facts["starts"]), coming=False)


INTERVIEWS = Kind(
    "interviews", gettext_lazy("Interviews"), _interview, "components/interview_line.html"
)
APPLICATIONS = Kind("applications", gettext_lazy("Applications"), _application)
PEOPLE_THERE = Kind(PEOPLE.name, PEOPLE.heading, _person)
LESSONS = Kind("lessons", gettext_lazy("What you learned"), _lesson)
