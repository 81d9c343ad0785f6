"""The days on which I chose to apply again somewhere."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from core.dates import Dated, Sort
from core.needs import Facts
from feedback.models import Answer


def dates(user: Any, first: date, last: date) -> list[Dated]:
    again = Answer.objects.for_user(user).untried().filter(apply_again_on__range=(first, last))
    return [Dated(AGAIN, again, F("apply_again_on"), FACTS)]


FACTS = {"answer": "pk", "company": "company__name"}


def _page(facts: Facts) -> str:
    return reverse("feedback:answer", args=[facts["answer"]])


def _again(facts: Facts) -> str:
    return _("Apply again at %(company)s") % facts


def _why(facts: Facts) -> str:
    return _("The day you chose")


AGAIN = Sort("again", _page, _again, _why, icon="company")
