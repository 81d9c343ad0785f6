"""Add and edit an interview, and record what the company said."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Company
from core.forms import (
    DateInput,
    DateTimeInput,
    FilterForm,
    KeyedForm,
    OwnedModelForm,
    today_unless_said,
)
from interviews.models import Application, Interview, Outcome, Verdict
from interviews.models.interview import USUAL_LENGTH

USUAL_HOUR = time(10)  # where only a day is known
LONGEST = timedelta(days=7)  # a take-home challenge; beyond it the year or month is a slip


class _TimesForm(OwnedModelForm):
    """The parts that adding and editing share: when, how long, what kind, where."""

    # The zone in which the page showed its times: another one by now would move them.
    zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Interview
        fields = ["kind", "starts_at", "ends_at", "place"]
        labels = {"starts_at": _("When"), "ends_at": _("Ends"), "place": _("Place or link")}
        help_texts = {"ends_at": _("An hour later, unless you say so.")}
        widgets = {"starts_at": DateTimeInput, "ends_at": DateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_at"].required = False
        self.initial["zone"] = timezone.get_current_timezone_name()

    def clean(self) -> Any:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and not ends and "ends_at" not in self.errors:
            cleaned["ends_at"] = starts + USUAL_LENGTH
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends before it starts. Check both times."))
        elif starts and ends and ends - starts > LONGEST:
            self.add_error("ends_at", _("That is more than a week. Check the dates."))
        self._check_zone(cleaned.get("zone"))
        return cleaned

    def _check_zone(self, shown: str | None) -> None:
        now = timezone.get_current_timezone_name()
        if shown and shown != now:
            self.data = self.data.copy()
            self.data[self.add_prefix("zone")] = now
            text = _("Your time zone is %(zone)s now. Check both times, then save again.")
            self.add_error(None, ValidationError(text, params={"zone": now}))


class NewInterviewForm(KeyedForm, _TimesForm):
    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    role = forms.CharField(
        label=_("Role"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
    )
    field_order = ["company", "role", "kind", "starts_at", "ends_at", "place"]

    def __init__(self, *args: Any, application: Application | None = None, **kwargs: Any) -> None:
        """``application`` is the one whose next round this is, if its page led here."""
        super().__init__(*args, **kwargs)
        self.application = application

    def save(self, commit: bool = True) -> Interview:
        """A round of its application, or else of the open one for that role there, made at need."""
        company, role = self.cleaned_data["company"], self.cleaned_data["role"]
        if self.application and self.application.is_for(company, role):
            self.application.reopen()
            self.instance.application = self.application
        else:
            self.instance.application = Application.objects.find_or_make(self.owner, company, role)
        interview: Interview = super().save(commit)
        return interview


class _DayForm(FilterForm):
    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


def day_asked_for(request: HttpRequest) -> dict[str, datetime]:
    """The day that ``?on=`` speaks of, as a calendar does; a field with an hour needs one."""
    on = _DayForm(request.GET).chosen().get("on")
    return {"starts_at": datetime.combine(on, USUAL_HOUR)} if on else {}


class InterviewForm(_TimesForm):
    class Meta(_TimesForm.Meta):
        fields = [*_TimesForm.Meta.fields, "notes"]

    def clean(self) -> Any:
        cleaned = super().clean()
        judged = self.instance.debriefed_at or self.instance.outcome != Outcome.WAITING
        starts = cleaned.get("starts_at")
        if judged and starts and starts > timezone.now():
            text = _("It is debriefed or answered, so it cannot be still to come. Check the date.")
            self.add_error("starts_at", text)
        return cleaned


class OutcomeForm(OwnedModelForm):
    class Meta:
        model = Interview
        fields = ["outcome", "outcome_on"]
        labels = {"outcome": _("Their answer"), "outcome_on": _("On")}
        help_texts = {"outcome_on": _("Today, unless you say another day.")}
        widgets = {"outcome": forms.RadioSelect, "outcome_on": DateInput}

    def clean(self) -> Any:
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.WAITING:
            cleaned["outcome_on"] = None
        else:
            today_unless_said(self, "outcome_on")
        return cleaned


class InterviewFilterForm(FilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    verdict = forms.ChoiceField(
        label=_("Your verdict"), required=False, choices=[("", _("any")), *Verdict.choices]
    )
    outcome = forms.ChoiceField(
        label=_("Their answer"),
        required=False,
        choices=lambda: [("", _("any")), *((outcome, outcome.word) for outcome in Outcome)],
    )


def suggestions(owner: Any) -> dict[str, list[str]]:
    """The companies and roles this person knows, for the two text fields. Two statements."""
    companies = Company.objects.for_user(owner).suggested_names()
    roles = Application.objects.for_user(owner).order_by("role").values_list("role", flat=True)
    return {"companies": companies, "roles": list(roles.distinct()[:500])}
