"""Applications: add, edit, close."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Company
from core.forms import DateInput, FilterForm, KeyedForm, OwnedModelForm, today_unless_said
from interviews.flip import SCALES
from interviews.forms.fields import SCALE, ScaleField
from interviews.models import Application, Ending, Stage


class ApplicationForm(OwnedModelForm):
    """The company is plain text; an unknown one is made on the spot."""

    company_name = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    field_order = ["company_name", "role"]

    class Meta:
        model = Application
        fields = ["role", "source", "url", "applied_on", "salary_range", "notes"]
        widgets = {
            "applied_on": DateInput,
            "notes": forms.Textarea(attrs={"rows": 3}),
            "role": forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("company_name", self.instance.company.name)

    def save(self, commit: bool = True) -> Application:
        name = self.cleaned_data["company_name"]
        self.instance.company = Company.objects.find_or_make(self.owner, name)
        application: Application = super().save(commit)
        return application


class NewApplicationForm(KeyedForm, ApplicationForm):
    pass


class CloseForm(OwnedModelForm):
    """How it ended and when, with or without an interview."""

    class Meta:
        model = Application
        fields = ["closed_as", "closed_on"]
        labels = {"closed_as": _("How did it end?"), "closed_on": _("On")}
        help_texts = {"closed_on": _("Today, unless you say another day.")}
        widgets = {"closed_as": forms.RadioSelect, "closed_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_as"].required = True
        self.fields["closed_as"].choices = Ending.choices

    def clean(self) -> Any:
        cleaned = super().clean()
        today_unless_said(self, "closed_on")
        return cleaned


class AppliedForm(OwnedModelForm):
    """The day I applied, or that I have not."""

    class Meta:
        model = Application
        fields = ["applied_on"]
        labels = {"applied_on": _("When did you apply?")}
        help_texts = {"applied_on": _("Leave it empty if you have not yet.")}
        widgets = {"applied_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["applied_on"] = self.instance.applied_on or timezone.localdate()


class FlipForm(OwnedModelForm):
    """The four ratings of the flip, each optional; a rating can be taken back."""

    class Meta:
        model = Application
        fields = Application.FLIP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scale in SCALES:
            field = ScaleField(label=scale.label, help_text=scale.ends)
            field.choices = [*SCALE, ("", _("skip"))]
            self.fields[scale.field] = field


class ApplicationFilterForm(FilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("all open ones")), *Stage.choices, ("all", _("all, over or not"))],
    )
