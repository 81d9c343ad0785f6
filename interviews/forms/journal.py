"""What the journal shows, and how it is ordered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from interviews.journal import BY_GOAL, BY_MONTH


class JournalFilterForm(FilterForm):
    """Anything else in the address is ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    by = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("by month")), (BY_GOAL, _("by goal"))],
    )

    def journal(self) -> dict[str, str]:
        """What ``interviews.journal.entries`` takes."""
        return {"q": "", "by": BY_MONTH, **self.chosen()}
