"""What passed between us, when they come up next, and where they went."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.models import Company, Contact, Touch, TouchKind
from core.forms import DateInput, KeyedForm, OwnedForm, OwnedModelForm, today_unless_said

MONTHS_LATER = {"month": 1, "quarter": 3}


class TouchForm(OwnedModelForm):
    class Meta:
        model = Touch
        fields = ["kind", "note", "on"]
        help_texts = {"on": _("Today, unless you say another day.")}
        error_messages = {"kind": {"required": _("Say what it was: press one of the six.")}}
        widgets = {"on": DateInput, "note": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = False

    def clean(self) -> Any:
        cleaned = super().clean()
        today_unless_said(self, "on")
        return cleaned


class NewTouchForm(KeyedForm, TouchForm):
    """Its kinds are six buttons, so one tap logs it."""

    kinds = TouchKind.choices


class NextForm(OwnedModelForm):
    """The day on which they come up next, or none."""

    class Meta:
        model = Contact
        fields = ["next_on"]
        labels = {"next_on": _("Or on")}
        widgets = {"next_on": DateInput}


class MoveForm(KeyedForm, OwnedForm):
    """Where they went. Left empty, nobody knows yet."""

    company = forms.CharField(
        label=_("New company"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty if you do not know yet."),
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("New title or role"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = forms.DateField(
        label=_("When"),
        required=False,
        widget=DateInput,
        help_text=_("Today, unless you say another day."),
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        today_unless_said(self, "on")
        now_at = self.contact.company.name.lower() if self.contact.company else ""
        stays = cleaned.get("company", "").lower() == now_at
        if not self.errors and stays and cleaned["title"] == self.contact.title:
            text = _("That is where they are already. Write the new company or the new title.")
            raise ValidationError(text)
        return cleaned

    @cached_property
    def company_names(self) -> list[str]:
        return Company.objects.for_user(self.owner).suggested_names()


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
