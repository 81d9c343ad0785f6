from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from core.text import in_a_row
from dashboard.histories import Choices, Scope, first_day
from interviews.models import Kind


class Period(models.TextChoices):
    """Days back from today, or the calendar year."""

    ALL = "", _("all time")
    MONTH = "30", _("last 30 days")
    QUARTER = "90", _("last 90 days")
    TWELVE = "365", _("last 12 months")
    YEAR = "year", _("this year")


_NO_SUCH = {"invalid_choice": _("There is no such choice, so all are counted.")}


class ScopeForm(FilterForm):
    """What the dashboard counts. Only the person's own companies and sources are choices."""

    period = forms.ChoiceField(
        label=_("Period"), required=False, choices=Period.choices, error_messages=_NO_SUCH
    )
    company = forms.TypedChoiceField(
        label=_("Company"), required=False, coerce=int, error_messages=_NO_SUCH
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("every kind")), *Kind.choices],
        error_messages=_NO_SUCH,
    )
    source = forms.ChoiceField(label=_("Source"), required=False, error_messages=_NO_SUCH)

    def __init__(self, data: Any, offered: Choices) -> None:
        super().__init__(data)
        self._offer("company", _("every company"), offered.companies)
        self._offer("source", _("every source"), offered.sources)

    def _offer(self, name: str, every: Any, choices: list[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", every), *choices]

    def scope(self, today: date) -> Scope:
        chosen = self.chosen()
        return Scope(since=first_day(chosen.pop("period", ""), today), **chosen)

    def query(self) -> str:
        """The filters that make sense, as an address says them."""
        return urlencode(self.chosen())

    def names(self) -> str:
        """*last 90 days, Initech*: what is chosen, in words."""
        fields: dict[str, Any] = self.fields
        return in_a_row(dict(fields[name].choices)[value] for name, value in self.chosen().items())
