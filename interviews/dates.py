"""The days of my interviews. A cancelled one stands on none: its list has it still."""

from datetime import date, timedelta
from typing import Any

from django.db.models.functions import TruncDate
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.dates import Dated, Sort, midnight
from core.needs import Facts
from interviews.models import Interview, Kind
from interviews.needs import FACTS, page_of_interview

A_DAY = timedelta(days=1)


def dates(user: Any, first: date, last: date) -> list[Dated]:
    """By the day on which each begins where the person is."""
    mine = Interview.objects.for_user(user).held().with_verdict()
    begun = mine.filter(starts_at__gte=midnight(first), starts_at__lt=midnight(last + A_DAY))
    facts = {**FACTS, "role": "application__role", "verdict": "verdict"}
    return [Dated(INTERVIEW, begun, TruncDate("starts_at"), facts)]


def _company(facts: Facts) -> str:
    return str(facts["company"])


def _round(facts: Facts) -> str:
    return _("%(round)s, %(role)s") % {**facts, "round": capfirst(Kind(facts["round"]).label)}


INTERVIEW = Sort("interview", page_of_interview("interviews:interview"), _company, _round)
