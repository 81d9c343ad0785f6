from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm, KeyedForm, OwnedModelForm
from learning.models import Goal, Kind, Question, Status


class GoalForm(OwnedModelForm):
    class Meta:
        model = Goal
        fields = ["title", "kind", "why", "status"]
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}


class NewGoalForm(KeyedForm, GoalForm):
    pass


class QuestionForm(OwnedModelForm):
    class Meta:
        model = Question
        fields = ["text"]
        labels = {"text": _("A question to ask")}

    def _get_validation_exclusions(self) -> set[str]:
        """Keep ``goal`` too, within which a question is asked once."""
        return super()._get_validation_exclusions() - {"goal"}


class NewQuestionForm(KeyedForm, QuestionForm):
    pass


class GoalFilterForm(FilterForm):
    """Which goals to list. Anything else in the address is ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *Kind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("still to learn")), *Status.choices]
    )
