"""Skipping steps with a reason, and which feedback to list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm, KeyedForm
from feedback.forms.letter import SkipForm


class OpenSteps(forms.MultipleChoiceField):
    """What was ticked and is still open: one dealt with in another tab is passed over."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Tick what to skip.")}

    def to_python(self, value: Any) -> list[str]:
        return [key for key in super().to_python(value) if self.valid_value(key)]


class _SkipForm(KeyedForm, SkipForm):
    """Some of the open steps of a page, and why none of their letters is going to be sent."""

    steps = OpenSteps(label=_("Which"))
    field_order = ["steps", "reason", "words"]

    def __init__(self, data: Any = None, *, steps: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.fields["steps"].choices = [*steps]


class SkipStepsForm(_SkipForm):
    """Of one outcome. A single step needs no tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["steps"]
        if len(field.choices) == 1:
            field.widget, field.initial = forms.MultipleHiddenInput(), [field.choices[0][0]]


class SkipManyForm(_SkipForm):
    """Of the list: those ticked, or all that the page shows."""

    all = forms.BooleanField(label=_("All that are shown here"), required=False)

    def _clean_fields(self) -> None:
        self.fields["steps"].required = not self.data.get("all")
        super()._clean_fields()
        if self.cleaned_data.get("all"):
            self.cleaned_data["steps"] = [key for key, label in self.fields["steps"].choices]


class FeedbackFilterForm(FilterForm):
    """Which feedback to list. Anything else in the address is ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("everything")),
            ("to_send", _("still to send")),
            ("waiting", _("asked and waiting")),
            ("answered", _("answered")),
        ],
    )
