"""Two goals for one interview: whom to meet, what to learn."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.forms import KeyedForm, OwnedModelForm
from interviews.forms.fields import Row, ScaleField, row_formset
from interviews.models import Interview, Kind
from learning.models import Goal

OFFERED_GOALS = 12  # a choice, not the whole backlog


def people_to_offer(interview: Interview) -> Any:
    """The people known at its company, and those of its plan wherever they work."""
    planned = [meeting["contact"] for meeting in interview.meeting_facts if meeting["contact"]]
    there = Q(company=interview.application.company_id, archived_at=None)
    rows = Contact.objects.for_user(interview.owner_id)
    return rows.filter(there | Q(pk__in=planned)).select_related("company").in_order()


def goals_to_offer(interview: Interview) -> Any:
    """The goals of its plan, and the first of those still to learn that fit its kind."""
    planned = [lesson["goal"] for lesson in interview.lesson_facts if lesson["goal"]]
    mine = Goal.objects.for_user(interview.owner_id)
    fitting = mine.open().filter(kind__in=interview.fitting_kinds).in_order()
    return (
        mine.filter(Q(pk__in=planned) | Q(pk__in=fitting.values("pk")[:OFFERED_GOALS]))
        .in_order()
        .with_questions()
    )


class PlanForm(KeyedForm, OwnedModelForm):
    """Ticked is what the plan holds; unticking takes it out. For a row of ``with_facts()``."""

    contacts = forms.ModelMultipleChoiceField(
        label=_("People you know there"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expected = forms.TypedMultipleChoiceField(
        label=_("Others you expect"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goals = forms.ModelMultipleChoiceField(
        label=_("From your list"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.TypedMultipleChoiceField(
        label=_("Planned before"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    anxiety_before = ScaleField(label=_("How anxious are you now?"))
    has_rows = True

    class Meta:
        model = Interview
        fields = ["anxiety_before", "earlier_code"]
        labels = {"earlier_code": _("They look at earlier code of mine instead")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = [meeting for meeting in self.instance.meeting_facts if meeting["planned"]]
        self.fields["contacts"].queryset = people_to_offer(self.instance)
        self.fields["goals"].queryset = goals_to_offer(self.instance)
        self.fields["expected"].choices = [
            (meeting["id"], meeting["name"]) for meeting in meetings if not meeting["contact"]
        ]
        self.initial["contacts"] = [m["contact"] for m in meetings if m["contact"]]
        self.initial["expected"] = [m["id"] for m in meetings if not m["contact"]]
        lessons = [lesson for lesson in self.instance.lesson_facts if lesson["plan"]]
        # What was planned of a goal that is erased since.
        erased = [(lesson["id"], lesson["plan"]) for lesson in lessons if not lesson["goal"]]
        self.fields["topics"].choices = erased
        self.initial["topics"] = [pk for pk, _plan in erased]
        self.initial["goals"] = [lesson["goal"] for lesson in lessons if lesson["goal"]]
        if self.instance.kind != Kind.CHALLENGE:
            del self.fields["earlier_code"]


class NewPersonRow(Row):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    role = forms.CharField(label=_("Role"), max_length=200, required=False)

    def clean(self) -> Any:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("role") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Who is that? Add a name, however short."))
        return cleaned


class NewGoalRow(Row):
    title = forms.CharField(label=_("Something else"), max_length=300, required=False)


NewPeople = row_formset(NewPersonRow, extra=2)
NewGoals = row_formset(NewGoalRow, extra=2)
