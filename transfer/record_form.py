"""Of which days the record of activity is."""

from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, FilterForm
from transfer.record import last_month


class RecordForm(FilterForm):
    """From one day to another, both included."""

    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)

    @classmethod
    def of(cls, asked: Any, today: date) -> Self:
        """As the address says; where it says nothing, last month."""
        first, last = last_month(today)
        if not ("since" in asked or "until" in asked):
            asked = {"since": first.isoformat(), "until": last.isoformat()}
        return cls(asked)

    def clean(self) -> Any:
        found = super().clean() or self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("That is before the first day. Change one of the two."))
        return found

    def period(self, today: date) -> tuple[date, date]:
        """A day that is missing, or makes no sense, is the first of the month, or today."""
        chosen = self.chosen()
        last = chosen.get("until") or max(today, chosen.get("since") or today)
        return chosen.get("since") or last.replace(day=1), last
