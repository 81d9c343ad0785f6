"""Of which days the record of activity is."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, FilterForm
from transfer.record import last_month


class RecordForm(FilterForm):
    """From one day to another, both included."""

    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)

    def clean(self) -> Any:
        found = super().clean() or self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("That is before the first day. Change one of the two."))
        return found

    def period(self, today: date) -> tuple[date, date]:
        """The two days, last month where none was asked for. What is missing, or makes no sense,
        is the first of the month, or today; and the form then shows so.
        """
        chosen = self.chosen()
        if not chosen and not self.errors:
            chosen["since"], chosen["until"] = last_month(today)
        last = chosen.get("until") or max(today, chosen.get("since", today))
        first = chosen.get("since", last.replace(day=1))
        if not self.errors:
            self.data = {"since": first, "until": last}
        return first, last
